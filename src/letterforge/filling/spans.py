"""Tables whose cells reach over others: the spans that Word leaves to be counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Never, TypeAlias

from letterforge.document import Alignment, Cell, DocumentCell, DocumentRow, Row, Table
from letterforge.loading.tree import Covered

Reach: TypeAlias = DocumentCell | Covered[Never]
"""A cell, or the sign that the one above may reach down to its place."""


def merged(
    rows: tuple[Row[Reach], ...], columns: tuple[Alignment | None, ...], *, row_headers: bool = False
) -> Table[DocumentRow]:
    """A table with each covered cell taken into the one above (ECMA-376 part 1, 17.4.84).

    A cell that is covered with none above it is an empty one.
    """
    done: list[list[DocumentCell]] = []
    above: dict[int, tuple[int, int]] = {}  # the first column of a cell that may reach down: its row, its place there
    width = 0
    for row in rows:
        cells: list[DocumentCell] = []
        below: dict[int, tuple[int, int]] = {}
        column = 0
        for cell in row.children:
            upper = above.get(column) if isinstance(cell, Covered) else None
            if upper is not None and done[upper[0]][upper[1]].column_span == cell.column_span:
                reached = done[upper[0]][upper[1]]
                done[upper[0]][upper[1]] = replace(reached, row_span=reached.row_span + 1)
                below[column] = upper
            else:
                cells.append(Cell((), cell.column_span) if isinstance(cell, Covered) else cell)
                below[column] = len(done), len(cells) - 1
            column += cell.column_span
        done.append(cells)
        above = below
        width = max(width, column)
    # Loops over cells make tables wider than their grid.
    columns = columns if len(columns) >= width else (None,) * width
    whole = tuple(Row(tuple(cells), row.header) for cells, row in zip(done, rows, strict=True))
    return Table(whole, columns, row_headers)
