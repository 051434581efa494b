"""The filters that a template may use, with what each takes and gives.

Jinja's harmless ones keep their names and meanings; ours print dates, times, months, durations and numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.languages.language import DATE_STYLES
from letterforge.models.kinds import Kind, kind_of
from letterforge.models.month import MonthOfYear
from letterforge.models.text_rules import broken_rule

_TEXT = frozenset({Kind.TEXT})
_NUMBERS = frozenset({Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL})
_DAYS = frozenset({Kind.DATE, Kind.DATETIME})


class Gives(Enum):
    """What comes out of a filter, where it depends on what went in."""

    SAME = "the same"
    ITEM = "an item of the list"
    EITHER = "the value, or what stands in for it"


class Takes(Enum):
    """What goes in, where it is more than leaves of some kinds."""

    LIST = "a list"
    SIZED = "a list or a text"
    ANYTHING = "anything"
    SERIES = "a list of texts, numbers or dates"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its function (printer, value, arguments), what it takes and gives, and how many arguments.

    ``choices`` are the first arguments that it knows, where they are few; they must be written out.
    """

    function: Callable[..., Any]
    takes: frozenset[Kind] | Takes
    gives: Kind | Gives
    arguments: tuple[int, int] = (0, 0)
    choices: tuple[object, ...] | None = None


def takes(found: Filter, value: object) -> bool:
    """Whether a filter takes a value: just what the check lets through, and not all that Python would work with."""
    match found.takes:
        case frozenset() as kinds:
            return kind_of(value) in kinds
        case Takes.LIST | Takes.SERIES:
            return type(value) is list
        case Takes.SIZED:
            return type(value) in (list, str)
        case _:
            return True


class _Undefined:
    """What a name means that is not there. There is one, `UNDEFINED`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Nothing is false."""
        return False

    def __repr__(self) -> str:
        """As code names it."""
        return "UNDEFINED"


UNDEFINED = _Undefined()


def _default(_: Printer, value: object, instead: object = "", also_false: object = False) -> object:  # noqa: FBT002  (Jinja's signature)
    return instead if value is UNDEFINED or (also_false and not value) else value


LONGEST_JOINED = 1_000_000  # characters; a join within a join grows with a power of the list


def _join(printer: Printer, value: list[Any], separator: str = "") -> str:
    for item in value:
        rule = broken_rule(item) if isinstance(item, str) else None
        if rule is not None:
            message = f"a list with an item that {rule.message}"
            raise UnprintableError(message)
    texts = [printer.text(item) for item in value]
    if sum(map(len, texts)) + len(separator) * len(texts) > LONGEST_JOINED:
        message = "a list that is longer than any letter"
        raise UnprintableError(message)
    return separator.join(texts)


def _first(_: Printer, value: list[Any]) -> object:
    return value[0] if value else UNDEFINED


def _last(_: Printer, value: list[Any]) -> object:
    return value[-1] if value else UNDEFINED


def _capitalize(_: Printer, value: str) -> str:
    return value[:1].upper() + value[1:].lower()


def _title(_: Printer, value: str) -> str:
    """Each word with a capital; an apostrophe does not begin a word."""
    pieces = value.split(" ")
    return " ".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


def _date(printer: Printer, value: datetime.date, style: str = "long") -> str:
    return printer.date(value, style)


def _time(printer: Printer, value: datetime.time | datetime.datetime) -> str:
    return printer.time(value)


def _month(printer: Printer, value: MonthOfYear | datetime.date) -> str:
    return printer.month(value)


def _duration(printer: Printer, value: datetime.timedelta, style: str = "short") -> str:
    return printer.duration(value, style)


MOST_DIGITS = 9  # decimal places


def _number(printer: Printer, value: float | Decimal, digits: int | None = None) -> str:
    return printer.number(value, digits)


def _same(_: Printer, value: object) -> object:
    return value


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "abs": Filter(lambda _, value: abs(value), _NUMBERS, Gives.SAME),
        "capitalize": Filter(_capitalize, _TEXT, Kind.TEXT),
        "count": Filter(lambda _, value: len(value), Takes.SIZED, Kind.INTEGER),
        "d": Filter(_default, Takes.ANYTHING, Gives.EITHER, (0, 2)),
        "date": Filter(_date, _DAYS, Kind.TEXT, (0, 1), DATE_STYLES),
        "default": Filter(_default, Takes.ANYTHING, Gives.EITHER, (0, 2)),
        "duration": Filter(_duration, frozenset({Kind.DURATION}), Kind.TEXT, (0, 1), ("short", "long")),
        "e": Filter(_same, Takes.ANYTHING, Gives.SAME),
        "escape": Filter(_same, Takes.ANYTHING, Gives.SAME),
        "first": Filter(_first, Takes.LIST, Gives.ITEM),
        "join": Filter(_join, Takes.SERIES, Kind.TEXT, (0, 1)),
        "last": Filter(_last, Takes.LIST, Gives.ITEM),
        "length": Filter(lambda _, value: len(value), Takes.SIZED, Kind.INTEGER),
        "lower": Filter(lambda _, value: value.lower(), _TEXT, Kind.TEXT),
        "month": Filter(_month, frozenset({Kind.MONTH}) | _DAYS, Kind.TEXT),
        "number": Filter(_number, _NUMBERS, Kind.TEXT, (0, 1), tuple(range(MOST_DIGITS + 1))),
        "time": Filter(_time, frozenset({Kind.TIME, Kind.DATETIME}), Kind.TEXT),
        "title": Filter(_title, _TEXT, Kind.TEXT),
        "trim": Filter(lambda _, value: value.strip(), _TEXT, Kind.TEXT),
        "upper": Filter(lambda _, value: value.upper(), _TEXT, Kind.TEXT),
    }
)
"""Every filter by its name."""
