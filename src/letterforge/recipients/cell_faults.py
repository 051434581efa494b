"""What is wrong with the cells of a row, whatever their fields mean: too many, an error, a row that was swallowed, a number."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.findings import Finding, Place
from letterforge.recipients.cells import is_number_for_text
from letterforge.recipients.columns import Columns
from letterforge.recipients.table import ErrorCell, Row, Table
from letterforge.rules.data import NO_VALUE
from letterforge.rules.recipients import LOST_ZERO, ROW_IN_CELL, ROW_LENGTH, UNKNOWN_COLUMN


class CellFaults:
    """Looks at one row after the other of a table; what is said once for all rows is said at the end, by `numbers`."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.table, self.columns = table, columns
        self._numbers: dict[int, list[int]] = {}
        """By the column, its first row with a number where the field is a text, and how many have one."""

    def length(self, row: Row) -> Finding | None:
        """That a row has another number of cells than there are headings: of such a row nothing else is known."""
        wide = len(self.columns.known) if self.table.headings is None else len(self.table.headings)
        if len(row.cells) == wide:
            return None
        cells = f"{len(row.cells)} cell" + ("" if len(row.cells) == 1 else "s")
        message = f"this row has {cells}, and the table {wide} headings"
        return ROW_LENGTH.at(Place(self.table.file, row.number), message=message)

    def of(self, row: Row) -> Iterator[Finding]:
        """What is wrong with the cells of a row that is as long as the headings, except errors."""
        for index in self.columns.blank:
            if row.cells[index] not in (None, ""):
                yield UNKNOWN_COLUMN.at(self.at(row, index), message="this cell stands in a column without a heading")
        yield from self._swallowed(row)
        for column in self.columns.known:
            if is_number_for_text(row.cells[column.index], column.target.shape):
                self._numbers.setdefault(column.index, [row.number, 0])[1] += 1

    def errors(self, row: Row) -> Iterator[Finding]:
        """The cells that show an error."""
        for index, cell in enumerate(row.cells):
            if isinstance(cell, ErrorCell):
                hint = "Correct the formula in the sheet, or what it refers to."
                yield NO_VALUE.at(
                    self.at(row, index),
                    message="this cell shows an error such as #N/A, or a formula that was not worked out",
                    hint=hint,
                )

    def _swallowed(self, row: Row) -> Iterator[Finding]:
        """A quotation mark that is not closed may be closed by that of a later row: no reader can know, a person can.

        What it swallows ends with the beginning of that row, up to the same column. In prose a blank follows a comma.
        """
        separator = self.table.separator
        if separator is None:
            return
        for index, cell in enumerate(row.cells):
            if index and isinstance(cell, str) and "\n" in cell:
                last = cell.splitlines()[-1]
                if last.count(separator) - last.count(f"{separator} ") == index:
                    yield ROW_IN_CELL.at(
                        self.at(row, index), message="a line of this cell could be the beginning of a row of its own"
                    )

    def at(self, row: Row, index: int) -> Place:
        """The place of a cell."""
        label = next((one.label for one in self.columns.known if one.index == index), None)
        return Place(self.table.file, row.number, self.table.columns[index], label)

    def numbers(self) -> Iterator[Finding]:
        """The columns of texts in which a spreadsheet has numbers, once each."""
        for column in self.columns.known:
            if column.index in self._numbers:
                first, count = self._numbers[column.index]
                rows = "in 1 row" if count == 1 else f"in {count:,} rows, of which this is the first"
                place = Place(self.table.file, first, column.number, column.label)
                yield LOST_ZERO.at(place, message=f"is a number {rows}, though the field is a text")
