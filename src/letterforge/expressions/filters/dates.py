"""Filters that print dates, times, months and durations in another way than the usual one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from types import MappingProxyType

from letterforge.expressions.filters.filter import Filter, Input, Parameter, printed
from letterforge.formatting.date_patterns import asks_for_date, asks_for_time, cldr_pattern
from letterforge.formatting.printer import Printer
from letterforge.languages.language import DATE_STYLES
from letterforge.models.kinds import Kind
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Leaf, Shape

_DAYS = (Leaf(Kind.DATE), Leaf(Kind.DATETIME))


def _date(printer: Printer, value: datetime.date, style: str = "long") -> str:
    return printer.date(value, style) if style in DATE_STYLES else printer.by_pattern(value, style)


def _strftime(printer: Printer, value: datetime.date | datetime.time, pattern: str) -> str:
    return printer.by_pattern(value, pattern)


_PATTERN = 'a pattern is written as "%d %B %Y" or "d MMMM yyyy"'


def _is_pattern(value: object) -> str | None:
    return None if isinstance(value, str) and cldr_pattern(value) is not None else _PATTERN


def _is_style(value: object) -> str | None:
    if value in DATE_STYLES or _is_pattern(value) is None:
        return None
    return f"write one of: {', '.join(map(repr, DATE_STYLES))}; or {_PATTERN}"


def _lacks(shape: Shape, arguments: Sequence[Shape]) -> str | None:
    """What a pattern asks for that some of the values do not have."""
    for leaf in arguments[0] if arguments else ():
        for style in (leaf.choices or ()) if isinstance(leaf, Leaf) else ():
            pattern = None if style in DATE_STYLES else cldr_pattern(str(style))
            found = {atom.kind for atom in shape if isinstance(atom, Leaf)}
            if pattern is not None and asks_for_time(pattern) and Kind.DATE in found:
                return "is given a pattern with a time of day, and this is a date"
            if pattern is not None and asks_for_date(pattern) and Kind.TIME in found:
                return "is given a pattern with a date, and this is a time of day"
    return None


def _time(printer: Printer, value: datetime.time | datetime.datetime) -> str:
    return printer.time(value)


def _month(printer: Printer, value: MonthOfYear | datetime.date) -> str:
    return printer.month(value)


def _duration(printer: Printer, value: datetime.timedelta, style: str = "short") -> str:
    return printer.duration(value, style)


DATE = Filter(
    names=("date",),
    function=_date,
    takes=Input("a date", _DAYS),
    gives=printed,
    gives_words='the date in a [style](printing.md#dates): `"long"`, `"full"`, `"short"`, `"numeric"`, or one piece of it: `"weekday"`, `"day"`, `"month"`, `"year"`; or by a pattern',
    examples=(
        ("date | date", "3 March 2026"),
        ('date | date("full")', "Tuesday 3 March 2026"),
        ('date | date("weekday")', "Tuesday"),
        ('date | date("d MMM yyyy")', "3 Mar 2026"),
    ),
    parameters=(Parameter(written=_is_style, names=("style", "format", "pattern"), default="long"),),
    refuses=_lacks,
    usage=('date("full")', 'date("d MMM yyyy")'),
    elsewhere=(
        "strptime",
        "isoformat",
        "date_format",
        "dateformat",
        "format_date",
        "datetime",
        "toLocaleDateString",
    ),
    called='date("full")',
)
DURATION = Filter(
    names=("duration",),
    function=_duration,
    takes=Input("a duration", (Leaf(Kind.DURATION),)),
    gives=printed,
    gives_words='"90 minutes", or "1 hour 30 minutes"',
    examples=(("length | duration", "90 minutes"), ('length | duration("long")', "1 hour 30 minutes")),
    parameters=(Parameter(choices=("short", "long"), names=("style",), default="short"),),
    usage=('duration("long")',),
)
MONTH = Filter(
    names=("month",),
    function=_month,
    takes=Input("a month or a date", (*_DAYS, Leaf(Kind.MONTH))),
    gives=printed,
    gives_words='"April 2026"',
    examples=(("date | month", "March 2026"),),
)
STRFTIME = Filter(
    names=("strftime",),
    function=_strftime,
    takes=Input("a date or a time", (*_DAYS, Leaf(Kind.TIME))),
    gives=printed,
    gives_words="the date or time by a pattern of Python's, with names in the language of the letter",
    examples=(('date | strftime("%d %B %Y")', "03 March 2026"), ('time | strftime("%H:%M")', "14:30")),
    parameters=(Parameter(written=_is_pattern, names=("format", "pattern"), required=True),),
    refuses=_lacks,
    called='strftime("%d %B %Y")',
    methods=MappingProxyType({"strftime": None}),
)
TIME = Filter(
    names=("time",),
    function=_time,
    takes=Input("a time, or a date with a time", (Leaf(Kind.DATETIME), Leaf(Kind.TIME))),
    gives=printed,
    gives_words="the time of day",
    examples=(("time | time", "2:30 pm"),),
    elsewhere=("format_time", "timeformat"),
)
