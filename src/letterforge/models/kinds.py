"""The kinds of plain value: what each is called, which types of Python it has, and what may be done with it."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from letterforge.models.data_picture import DataPicture
from letterforge.models.days import Days
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear


@dataclass(frozen=True, slots=True)
class Nature:
    """What is known of one kind.

    ``words`` are what messages call it. A value of the kind is of the type ``python``. ``example`` says how data files
    write it, where there is more than one way. ``may_be_false`` says whether a value can be false for a condition,
    ``ordered`` whether ``<`` compares two of them, ``number`` whether sums take it, ``on_a_clock`` whether it can have
    a time zone, ``printed`` whether a letter can print it in words, and ``drawn``
    whether it is shown as a picture, where one may stand.
    """

    words: str
    python: type | None
    example: str | None = None
    may_be_false: bool = True
    ordered: bool = True
    number: bool = False
    on_a_clock: bool = False
    printed: bool = True
    drawn: bool = False


class Kind(enum.Enum):
    """The kinds of plain value."""

    TEXT = Nature("text", str)
    INTEGER = Nature("a whole number", int, number=True)
    FLOAT = Nature("a number", float, number=True)
    DECIMAL = Nature("a decimal number", Decimal, number=True)
    BOOLEAN = Nature("a yes or no", bool, "yes or no", ordered=False, printed=False)
    DATE = Nature("a date", datetime.date, "3 March 2026 or 2026-03-03", may_be_false=False)
    DATETIME = Nature("a date with a time", datetime.datetime, "2026-03-03T14:30", may_be_false=False, on_a_clock=True)
    TIME = Nature("a time of day", datetime.time, "2:30 pm or 14:30", may_be_false=False, on_a_clock=True)
    MONTH = Nature("a month of a year", MonthOfYear, "April 2026 or 2026-04", may_be_false=False)
    DURATION = Nature("a length of time", datetime.timedelta, "90 minutes or 1 hour 30 minutes")
    DAYS = Nature("a length in days", Days, may_be_false=False)
    MONEY = Nature("an amount of money", Amount, "£1,234.50", may_be_false=False)
    PICTURE = Nature(
        "a picture",
        DataPicture,
        'the name of a file beside this one, or {file: ann.png, alt: "Signature of Ann"}',
        may_be_false=False,
        ordered=False,
        printed=False,
        drawn=True,
    )
    RICH = Nature("rich text, a picture or a document", None, may_be_false=False, ordered=False)


KIND_OF_TYPE: Mapping[type, Kind] = {kind.value.python: kind for kind in Kind if kind.value.python is not None}
"""The kind that the values of a type have."""


def kind_of(value: object) -> Kind | None:
    """The kind of a plain value, None for what is not a leaf."""
    return KIND_OF_TYPE.get(type(value))


def zoned(value: object) -> bool | None:
    """Whether a time has a time zone, as Python's order of times sees it; None for what is no time."""
    return value.utcoffset() is not None if isinstance(value, (datetime.datetime, datetime.time)) else None
