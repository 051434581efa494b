"""A table as Typst takes it: which rows head it, in which column each cell begins, and how wide the columns are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letterforge.document import Alignment, DocumentCell, DocumentRow, LineBreak, Table, Text, walk
from letterforge.errors import RenderError

PADDING = 0.7
"""At each side of a cell, in em."""
_DIGIT = re.compile(r"[0-9]")
_LEAST = 1.0
"""Points that a column must have for its words, beside the padding; then a letter of them fits."""


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
    figures: frozenset[int] = frozenset()
    """The columns that are set at their end, whose digits are all as wide as the widest of them."""


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
    figures = frozenset(index for index, side in enumerate(table.columns) if side is Alignment.END)
    return Grid(tuple(groups), columns, figures)


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


def widths(of: Grid, room: float, padding: float, wide: Callable[[str], float]) -> list[float]:
    """The widths of the columns, as a browser gives them (CSS 2.2, section 17.5.2.2): by their words, all of the line.

    Raises:
        RenderError: there are more columns than fit.
    """
    if of.columns * (padding + _LEAST) > room:
        message = "a table of the letter has more columns than fit the page; give it fewer, or a wider page"
        raise RenderError(message)
    least, most = [padding] * of.columns, [padding] * of.columns
    widest = max("0123456789", key=wide)
    for one, heads in ((one, group.heads) for group in of.groups for row in group.rows for one in row):
        if one.cell.column_span != 1:
            continue
        for line in _lines(one.cell):
            if one.column in of.figures:
                line = _DIGIT.sub(widest, line)  # noqa: PLW2901  (the same line, as wide as it is set)
            factor = 1.1 if heads else 1.02  # bold is wider; and a hair, so that what fits does
            words = max((wide(word) for word in line.split(" ")), default=0.0) * factor
            least[one.column] = max(least[one.column], words + padding)
            most[one.column] = max(most[one.column], wide(line) * factor + padding)
    if sum(most) <= room:
        return [width * room / sum(most) for width in most]
    if sum(least) <= room:
        spare, wish = room - sum(least), sum(most) - sum(least)
        return [low + spare * (high - low) / wish for low, high in zip(least, most, strict=True)]
    return [room / of.columns] * of.columns


def lines(cell: DocumentCell, room: float, wide: Callable[[str], float]) -> float:
    """How many lines a cell takes, and rather more."""
    return sum(1.3 * wide(line) / max(room, 1.0) + 1 for line in _lines(cell))


def _lines(cell: DocumentCell) -> list[str]:
    """The lines of a cell, however its words are set."""
    found = [""]
    for node in walk(cell.children):
        if isinstance(node, Text):
            first, *more = node.text.split("\n")
            found[-1] += first
            found += more
        elif isinstance(node, LineBreak) or node in cell.children:
            found.append("")
    return found
