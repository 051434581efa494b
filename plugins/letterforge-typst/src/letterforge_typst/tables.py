"""A table as Typst takes it: which rows head it, in which column each cell begins, and how wide the columns are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.column_widths import CellWords, lines_of, shared_out
from letterforge.errors import RenderError
from letterforge.type_scale import CELL_PADDING

if TYPE_CHECKING:
    from letterforge.document import DocumentCell, DocumentRow, Table
    from letterforge.fonts import Family


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, and the column of the grid that it begins in."""

    cell: DocumentCell
    column: int

    def room(self, widths: Sequence[float]) -> float:
        """How wide it is."""
        return sum(widths[self.column : self.column + self.cell.column_span])


@dataclass(frozen=True, slots=True)
class Group:
    """Rows one after the other that head the table, or part of it, or do not."""

    rows: tuple[tuple[Placed, ...], ...]
    heads: bool
    repeated: bool
    """Whether it stands at the top of each page of the table: only what does at its beginning."""


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a table."""

    groups: tuple[Group, ...]
    columns: int


def grid(table: Table[DocumentRow]) -> Grid:
    """The grid of a table. Where nothing heads it, `letterforge.check` has warned of it."""
    rows = table.children
    placed = tuple(_placed(rows))
    columns = max((one.column + one.cell.column_span for row in placed for one in row), default=1)
    groups: list[Group] = []
    begun = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index].header != rows[begun].header:
            heads = rows[begun].header
            reach = max((n + cell.row_span for n in range(begun, index) for cell in rows[n].children), default=0)
            # A cell that reaches from the head into the body would have to be cut.
            groups.append(
                Group(placed[begun:index], heads and reach <= index, heads and begun == 0 and index < len(rows))
            )
            begun = index
    return Grid(tuple(groups), columns)


def _placed(rows: Sequence[DocumentRow]) -> Iterator[tuple[Placed, ...]]:
    taken: dict[int, int] = {}
    for row in rows:
        column, cells, reaching = 0, [], {}
        for cell in row.children:
            while taken.get(column, 0):
                column += 1
            cells.append(Placed(cell, column))
            for covered in range(column, column + cell.column_span):
                reaching[covered] = cell.row_span
            column += cell.column_span
        yield tuple(cells)
        taken = {c: n - 1 for c, n in {**taken, **reaching}.items() if n > 1}


def widths(of: Grid, room: float, size: float, family: Family) -> list[float]:
    """The widths of the columns, in points.

    Raises:
        RenderError: there are more columns than fit.
    """
    cells = (
        CellWords(one.column, lines_of(one.cell.children), bold=group.heads)
        for group in of.groups
        for row in group.rows
        for one in row
        if one.cell.column_span == 1
    )
    padding = 2 * CELL_PADDING[1] * size
    found = shared_out(cells, of.columns, room=room, padding=padding, family=family, size=size)
    if found is None:
        message = "a table of the letter has more columns than fit the page; give it fewer, or a wider page"
        raise RenderError(message)
    return found


def lines(cell: DocumentCell, room: float, wide: Callable[[str], float]) -> float:
    """How many lines a cell takes, and rather more."""
    return sum(1.3 * wide(line) / max(room, 1.0) + 1 for line in lines_of(cell.children))
