"""A cell as the value of its field: text as data files have it, and what a spreadsheet has of its own types."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

from letterforge.models.kinds import Kind
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Leaf, Shape
from letterforge.recipients.table import Cell, ErrorCell

_MIDNIGHT = datetime.time()


def value_of(cell: Cell, shape: Shape) -> object:
    """The value that a cell gives to a field; None where it is empty.

    A number becomes the text that shows it, as every number of a data file is text until its field reads it. A first of a
    month is the month, where the field asks for one: a spreadsheet makes a date of what is entered as April 2026.
    """
    if cell is None or isinstance(cell, str):
        return cell if cell and not cell.isspace() else None
    kinds = {atom.kind for atom in shape if isinstance(atom, Leaf)}
    value: object = None if isinstance(cell, ErrorCell) else cell
    if isinstance(cell, bool):
        value = cell if Kind.BOOLEAN in kinds else str(cell).upper()
    elif isinstance(cell, (int, float)):
        value = number_text(cell)
    elif isinstance(cell, datetime.datetime):
        if cell.time() == _MIDNIGHT and Kind.DATETIME not in kinds:
            value = value_of(cell.date(), shape)
    elif isinstance(cell, datetime.date):
        if Kind.MONTH in kinds and Kind.DATE not in kinds and cell.day == 1:
            value = MonthOfYear(cell.year, cell.month)
    elif isinstance(cell, datetime.time) and Kind.DURATION in kinds and Kind.TIME not in kinds:
        value = datetime.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    return value


def number_text(number: float) -> str:
    """A number in digits, without an exponent and without a point that says nothing."""
    if math.isfinite(number) and number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def is_number_for_text(cell: Cell, shape: Shape) -> bool:
    """Whether a cell is a number though its field is a text, and no number."""
    kinds = {atom.kind for atom in shape if isinstance(atom, Leaf)}
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return is_number and Kind.TEXT in kinds and not any(kind.value.number for kind in kinds)
