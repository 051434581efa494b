"""A look at the XML of a sheet, before it is read: what is hidden, merged or an error, and how large it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterforge.errors import UnreadableFileError
from letterforge.limits import TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS
from letterforge.office.archive import Archive
from letterforge.office.xml import walk_xml

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ON = ("1", "true")


@dataclass(slots=True)
class Look:
    """What a reader of values does not tell of a sheet. Rows and columns are counted from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[int, set[int]] = field(default_factory=dict)
    """By its row, the columns of cells that show an error."""
    formulas: dict[int, set[int]] = field(default_factory=dict)
    """By its row, the columns of formulas whose result is no text: without a value they were never worked out."""
    merged: tuple[int, int] | None = None
    """Where the first merged cells begin."""
    rows: int = 0
    columns: int = 0
    """The last row and column with a value."""

    def used(self, row: int, column: int) -> None:
        """A cell has a value.

        Raises:
            UnreadableFileError: it lies beyond what is read.
        """
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > TABLE_ROWS.most:
            message = f"the sheet has more than {TABLE_ROWS.most:,} rows"
        elif self.columns > TABLE_COLUMNS.most:
            message = f"the sheet has more than {TABLE_COLUMNS.most:,} columns"
        elif self.rows * self.columns > TABLE_CELLS.most:
            message = f"the sheet has more than {TABLE_CELLS.most:,} cells from the first to the last that is used"
        else:
            return
        raise UnreadableFileError(message)

    def hides_column(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def look_at_excel(archive: Archive, part: str) -> Look:
    """A sheet of an .xlsx file (ECMA-376 part 1, 18.3.1)."""
    look = Look()
    row = column = above = 0
    text = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal row, column, above, text
        if name == "c":
            above, column = _position(attributes.get("r"), row, column + 1)
            if above != row:
                message = "a cell of the sheet says that it stands in another row than it does"
                raise UnreadableFileError(message)
            text = attributes.get("t") == "str"
            if attributes.get("t") == "e":
                look.errors.setdefault(row, set()).add(column)
        elif name in ("v", "is"):
            look.used(row, column)
        elif name == "f" and not text:
            look.formulas.setdefault(row, set()).add(column)
        elif name == "row":
            row, column = int(attributes.get("r", row + 1)), 0
            if attributes.get("hidden") in _ON:
                look.hidden_rows.add(row)
        elif name == "col" and attributes.get("hidden") in _ON:
            look.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell" and look.merged is None:
            look.merged = _position(attributes.get("ref"), 1, 1)
        elif name == "sheetFormatPr" and attributes.get("zeroHeight") in _ON:
            message = "the rows of the sheet are hidden unless it says otherwise; show all rows, and save it"
            raise UnreadableFileError(message)

    walk_xml(archive.read(part), start)
    return look


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column of a cell by its reference, or where it stands behind the last one."""
    found = _REFERENCE.match(reference or "")
    if not found:
        return row, column
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), number


_SHEETS = 50


def tables_of(archive: Archive) -> int:
    """How many sheets an .ods file has.

    Raises:
        UnreadableFileError: more than are looked at.
    """
    names: list[str] = []
    walk_xml(archive.read("content.xml"), lambda name, _: names.append(name) if name == "table" else None)
    if len(names) > _SHEETS:
        message = f"the workbook has more than {_SHEETS} sheets"
        raise UnreadableFileError(message)
    return len(names)


def look_at_opendocument(archive: Archive, sheet: int) -> Look:
    """A sheet of an .ods file, counted from 0 (OpenDocument 1.3 part 3, 9.1)."""
    look = Look()
    table, row, column = -1, 0, 0
    heading = 0  # the next column that the sheet describes
    rows, columns, hidden = 1, 1, False

    def start(name: str, given: Mapping[str, str]) -> None:
        nonlocal table, row, column, heading, rows, columns, hidden
        attributes = {key.rpartition(":")[2]: text for key, text in given.items()}
        if name == "table":
            table += 1
        elif table != sheet:
            return
        elif name == "table-column":
            repeated = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility", "visible") != "visible":
                look.hidden_columns.append((heading + 1, heading + repeated))
            heading += repeated
        elif name == "table-row":
            row, column, columns = row + rows if row else 1, 0, 1
            rows = _count(attributes, "number-rows-repeated")
            hidden = attributes.get("visibility", "visible") != "visible"
        elif name in ("table-cell", "covered-table-cell"):
            column += columns if column else 1
            columns = _count(attributes, "number-columns-repeated")
            if "formula" in attributes and "value-type" not in attributes:
                look.used(row, column)
                look.errors.setdefault(row, set()).add(column)
            if "value-type" in attributes:
                look.used(row + rows - 1, column + columns - 1)
                _note(look, row, rows, column, columns, hidden=hidden, error=attributes["value-type"] == "error")
            spans = (_count(attributes, f"number-{way}-spanned") for way in ("rows", "columns"))
            if look.merged is None and any(span > 1 for span in spans):
                look.merged = row, column

    walk_xml(archive.read("content.xml"), start)
    return look


def _note(look: Look, row: int, rows: int, column: int, columns: int, *, hidden: bool, error: bool) -> None:
    """What is repeated is as often as it is repeated; all of it lies within the bounds."""
    for one in range(row, row + rows) if hidden or error else ():
        if hidden:
            look.hidden_rows.add(one)
        if error:
            look.errors.setdefault(one, set()).update(range(column, column + columns))


def _count(attributes: Mapping[str, str], name: str) -> int:
    return int(attributes.get(name, "1"))
