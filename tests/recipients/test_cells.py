"""Cells of a spreadsheet as the values of fields."""

from __future__ import annotations

import datetime

import pytest

from letterforge.models.kinds import Kind
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Leaf
from letterforge.recipients.cells import is_number_for_text, value_of
from letterforge.recipients.table import Cell

DAY = datetime.date(2026, 4, 1)
MIDNIGHT = datetime.datetime.fromisoformat("2026-04-01")
NOON = datetime.datetime.fromisoformat("2026-04-01T12:00")


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("01", Kind.TEXT, "01"),
        (" a ", Kind.TEXT, " a "),
        ("", Kind.TEXT, None),
        (" \t", Kind.TEXT, None),
        (None, Kind.TEXT, None),
        (12.0, Kind.TEXT, "12"),
        (12, Kind.INTEGER, "12"),
        (0.1, Kind.DECIMAL, "0.1"),
        (1632960123.0, Kind.TEXT, "1632960123"),
        (1e22, Kind.TEXT, "10000000000000000000000"),
        (1e-7, Kind.FLOAT, "0.0000001"),
        (-3.0, Kind.TEXT, "-3"),
        (True, Kind.TEXT, "TRUE"),
        (False, Kind.BOOLEAN, False),
        (DAY, Kind.DATE, DAY),
        (MIDNIGHT, Kind.DATE, DAY),
        (NOON, Kind.DATE, NOON),
        (MIDNIGHT, Kind.DATETIME, MIDNIGHT),
        (DAY, Kind.MONTH, MonthOfYear(2026, 4)),
        (MIDNIGHT, Kind.MONTH, MonthOfYear(2026, 4)),
        (datetime.date(2026, 4, 2), Kind.MONTH, datetime.date(2026, 4, 2)),
        (datetime.time(1, 30), Kind.TIME, datetime.time(1, 30)),
        (datetime.time(1, 30), Kind.DURATION, datetime.timedelta(minutes=90)),
        (datetime.timedelta(minutes=90), Kind.DURATION, datetime.timedelta(minutes=90)),
    ],
)
def test_a_cell_is_what_its_field_asks_for(cell: Cell, kind: Kind, value: object) -> None:
    found = value_of(cell, (Leaf(kind),))
    assert (found, type(found)) == (value, type(value))


def test_a_number_that_has_lost_its_zero_is_one_whose_field_is_a_text() -> None:
    text, number = (Leaf(Kind.TEXT),), (Leaf(Kind.TEXT), Leaf(Kind.INTEGER))
    assert is_number_for_text(7.0, text)
    assert not is_number_for_text("7", text)
    assert not is_number_for_text(cell=True, shape=text)
    assert not is_number_for_text(7.0, number)
    assert not is_number_for_text(DAY, text)
