"""A sheet of Excel that is written: cells at their own rows and columns, each with how it looks and what is noted at it."""

from __future__ import annotations

import datetime
import enum
import io
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from letterforge.errors import MissingResourceError
from letterforge.recipients.table import Cell, ErrorCell

if TYPE_CHECKING:
    from xlsxwriter.format import Format

LONGEST = 32_767
"""Characters that a cell of Excel holds (its specifications and limits)."""
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  (the format knows no zones; fixed, so that equal sheets are equal files)
_FIRST = datetime.date(1900, 3, 1)  # before it Excel counts a day that there was not
_DATE, _DATETIME, _TIME, _DURATION = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"
TEXT = 49
"""The built-in format for texts, which keep their zeros (ECMA-376 part 1, 18.8.30)."""
_CHOICES = 255
"""Characters that a list to choose from may have in all."""
_NOTE = {"x_scale": 2.5, "y_scale": 1.5, "author": "letterforge", "font_size": 10}


class Look(enum.Enum):
    """How a cell looks."""

    PLAIN = enum.auto()
    HEADING = enum.auto()
    OPTIONAL = enum.auto()
    ERROR = enum.auto()
    WARNING = enum.auto()


_PROPERTIES: Mapping[Look, Mapping[str, object]] = {
    Look.PLAIN: {},
    Look.HEADING: {"bold": True, "bottom": 1},
    Look.OPTIONAL: {"italic": True, "bottom": 1},
    Look.ERROR: {"bg_color": "#F4B6B6", "border": 2, "border_color": "#A40000"},
    Look.WARNING: {"bg_color": "#FFE699", "border": 1, "border_color": "#7F6000"},
}
"""The same as XlsxWriter says it: no two differ by their colour alone."""


class SheetWriter:
    """One sheet, made in memory: nothing of it is on the disk before its file is. Rows and columns are counted from 1.

    Raises:
        MissingResourceError: what writes sheets is not installed.
    """

    def __init__(self, name: str = "Sheet1") -> None:
        try:
            from xlsxwriter import Workbook  # noqa: PLC0415  (an extra, for those who have sheets)
        except ImportError:
            message = "to write a sheet of Excel, XlsxWriter is needed: pip install 'letterforge[sheets]'"
            raise MissingResourceError(message) from None
        self._out = io.BytesIO()
        self._book = Workbook(self._out, {"in_memory": True})
        self._book.set_properties({"created": _MADE, "author": "letterforge"})
        self._sheet = self._book.add_worksheet(name)
        self._formats: dict[tuple[Look, str | int | None], Format] = {}

    def _format(self, look: Look, shown: str | int | None = None) -> Format | None:
        if look is Look.PLAIN and shown is None:
            return None
        if (look, shown) not in self._formats:
            said = {} if shown is None else {"num_format": shown}
            self._formats[look, shown] = self._book.add_format({**_PROPERTIES[look], **said})
        return self._formats[look, shown]

    def cell(self, row: int, column: int, value: Cell, *, look: Look = Look.PLAIN, note: str | None = None) -> None:
        """Write a cell: a text is a text, whatever it begins with, and never a formula."""
        at = (row - 1, column - 1)
        match value:
            case None | "":
                self._sheet.write_blank(*at, None, self._format(look))
            case bool():
                self._sheet.write_boolean(*at, value, self._format(look))
            case float() if not math.isfinite(value):  # which OpenDocument can hold, and Excel cannot
                self._sheet.write_string(*at, str(value), self._format(look, TEXT))
            case int() | float():
                self._sheet.write_number(*at, value, self._format(look))
            case ErrorCell():
                self._sheet.write_formula(*at, "=NA()", self._format(look), "#N/A")
            case datetime.date() if _day(value) < _FIRST:
                self._sheet.write_string(*at, value.isoformat(), self._format(look, TEXT))
            case datetime.datetime():
                self._sheet.write_datetime(*at, value, self._format(look, _DATETIME))
            case datetime.date():
                self._sheet.write_datetime(*at, value, self._format(look, _DATE))
            case datetime.time():
                self._sheet.write_datetime(*at, value, self._format(look, _TIME))
            case datetime.timedelta():
                self._sheet.write_datetime(*at, value, self._format(look, _DURATION))
            case _:
                self._sheet.write_string(*at, value[:LONGEST], self._format(look, TEXT))
        if note is not None:
            self._sheet.write_comment(*at, note[:LONGEST], _NOTE)

    def column(self, column: int, *, width: int, shown: str | int | None = None, choices: Sequence[str] = ()) -> None:
        """Say how a column is shown, as which format, and what there is to choose from below its heading."""
        self._sheet.set_column(column - 1, column - 1, width, self._format(Look.PLAIN, shown))
        if choices and len(",".join(choices)) <= _CHOICES and not any("," in one for one in choices):
            rule = {"validate": "list", "source": list(choices)}
            self._sheet.data_validation(1, column - 1, 1_048_575, column - 1, rule)

    def keep_in_sight(self, row: int) -> None:
        """Keep the rows down to this one in sight when the sheet is scrolled."""
        self._sheet.freeze_panes(row, 0)

    def content(self) -> bytes:
        """The file; nothing can be written after it."""
        self._book.close()
        return self._out.getvalue()


def _day(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value
