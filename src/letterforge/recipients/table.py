"""A table as it was read, whatever its format: headings, rows with the numbers that a person sees, and notes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from letterforge.errors import DataError
from letterforge.findings import Place
from letterforge.limits import TABLE_ROWS
from letterforge.rules.recipients import TABLE_FILE


class ErrorCell:
    """A cell that shows an error, such as #N/A, or has a formula that the program that wrote it did not work out."""


ERROR_CELL = ErrorCell()
Cell: TypeAlias = ErrorCell | str | float | bool | datetime.date | datetime.time | datetime.timedelta | None
"""What a cell holds: a text as it is written, what a spreadsheet has of its own types, None where it is empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, or of its line or item, and its cells.

    Rows of a format without headings give ``fields`` instead, by their names.
    """

    number: int
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    fields: Mapping[Any, Any] | BaseModel | None = field(default=None, repr=False)
    as_written: bool = False
    """Whether the values of the fields are as their file has them, which the model reads."""
    line: str | None = field(default=None, repr=False)
    """The line that it was read from, where a line is a row."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.fields is None and not any(cell is not None and cell != "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read each time that they are asked for, one at a time.

    ``headings`` are None where each row names its fields itself. ``columns`` are the numbers of the columns, as a person
    counts them in the file, and ``heading_row`` the number of the row of headings. ``notes`` say what was found out
    about the file, and what of it is not read; no note and no ``repr`` shows what a cell or heading holds.
    """

    file: str | None
    headings: tuple[str, ...] | None = field(repr=False)
    rows: Callable[[], Iterator[Row]] = field(repr=False)
    """The rows below the headings, empty ones too; a fault of the file is raised where it stands."""
    notes: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    heading_row: int = 1
    separator: str | None = None
    """Between the cells, where the file is text."""
    folder: Path | None = field(default=None, repr=False, compare=False)
    """Where the file lies: from there pictures are read that its rows name."""

    def __iter__(self) -> Iterator[Row]:
        """The rows, from the first."""
        return self.rows()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What its user says of a table that else is found out: the encoding and separator of a text, the sheet of a workbook."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | int | None = None
    besides: tuple[str, ...] = ()
    """Sheets that are something else, by their names."""


NO_WISHES = Wishes()


def refused(
    file: str | None, row: int | None, message: str, hint: str | None = None, *, column: int | None = None
) -> DataError:
    """The error of a table that cannot be read."""
    return DataError((TABLE_FILE.at(Place(file, row, column), message=message, hint=hint),))


def bound_rows(file: str | None, number: int) -> None:
    """Refuse the row with this number, where no table has so many.

    Raises:
        DataError: it is one too many.
    """
    if number > TABLE_ROWS.most:
        raise refused(file, number, f"the table has more than {TABLE_ROWS.most:,} rows")


def column_letters(number: int) -> str:
    """A column as spreadsheets call it.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
