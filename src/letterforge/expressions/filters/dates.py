"""Filters that print dates, times, months and durations in another way than the usual one."""

from __future__ import annotations

import datetime

from letterforge.expressions.filters.filter import Filter, Input, Parameter, printed
from letterforge.formatting.printer import Printer
from letterforge.languages.language import DATE_STYLES
from letterforge.models.kinds import Kind
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Leaf

_DAYS = (Leaf(Kind.DATE), Leaf(Kind.DATETIME))


def _date(printer: Printer, value: datetime.date, style: str = "long") -> str:
    return printer.date(value, style)


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
    gives_words='the date in a [style](printing.md#dates): `"long"`, `"full"`, `"short"`, `"numeric"`, or one piece of it: `"weekday"`, `"day"`, `"month"`, `"year"`',
    examples=(
        ("date | date", "3 March 2026"),
        ('date | date("full")', "Tuesday 3 March 2026"),
        ('date | date("weekday")', "Tuesday"),
    ),
    parameters=(Parameter(choices=DATE_STYLES),),
    usage=('date("full")',),
    elsewhere=(
        "strftime",
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
    parameters=(Parameter(choices=("short", "long")),),
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
TIME = Filter(
    names=("time",),
    function=_time,
    takes=Input("a time, or a date with a time", (Leaf(Kind.DATETIME), Leaf(Kind.TIME))),
    gives=printed,
    gives_words="the time of day",
    examples=(("time | time", "2:30 pm"),),
    elsewhere=("format_time", "timeformat"),
)
