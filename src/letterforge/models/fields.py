"""The types that fields of a letter have: texts that obey the text rules, and dates as people write them."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from letterforge.models.month import MonthOfYear
from letterforge.models.text_rules import broken_rule

PREFIX = "letterforge_"
"""Begins the type of every error that is raised here: such messages hold no value and may be shown."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_DATE = re.compile(r"(?:([a-z]+),? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+),? (\d{4})\Z", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))? ?([ap]\.?m\.?)?\Z", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})-(\d{2})|([a-z]+) (\d{4}))\Z", re.ASCII)
_DURATION = re.compile(
    r"(?:(\d{1,3}) ?(?:hours?|hrs?|h))?(?: ?(?:and )?(\d{1,4}) ?(?:minutes?|mins?|min|m))?\Z", re.ASCII
)


def refused(name: str, message: str) -> PydanticCustomError:
    """The error of a validator of ours; the message must not hold a value."""
    return PydanticCustomError(PREFIX + name, message)


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise refused("one_line", "must be one line")
    return _fit(text)


def _fit(text: str) -> str:
    rule = broken_rule(text)
    if rule is not None:
        raise refused(rule.name.replace("-", "_"), rule.message)
    return text


def _many_lines(text: object) -> object:
    return "\n".join(line.strip() for line in text.strip().splitlines()) if isinstance(text, str) else text


def _lines_fit(text: str) -> str:
    if "\n\n" in text:
        raise refused("blank_line", "has an empty line in it")
    return _fit(text)


FIT = (_one_line, _lines_fit)
"""The validators that keep the text rules; a field with one of them is never blank."""

_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\W_](?:[\w.-]*[^\W_])?\.[^\W\d_]{2,}\Z")
_TELEPHONE = re.compile(r"\+?[\d(][\d\s().\-]{3,}\d(?:\s?(?:ext\.?|x|extension)\s?\d{1,6})?\Z")


def _email(text: str) -> str:
    if not _EMAIL.match(text) or ".." in text:
        raise refused("email", "is not an e-mail address")
    return text


def _telephone(text: str) -> str:
    if not _TELEPHONE.match(text):
        raise refused("telephone", "is not a telephone number")
    return text


def _no_number(value: object, name: str, message: str) -> None:
    """Refuse what pydantic would take for seconds: nobody can tell what 120 was meant to be."""
    if isinstance(value, (int, float, bytes)):
        raise refused(name, message)


def _date(value: object) -> object:
    _no_number(value, "date", "is not a date such as 3 March 2026 or 2026-03-03")
    if not isinstance(value, str):
        return value
    text = " ".join(value.lower().split())
    iso, written = _ISO_DATE.match(text), _DATE.match(text)
    found: datetime.date | None = None
    try:
        if iso:
            found = datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif written:
            found = datetime.date(int(written[4]), _month_number(written[3]), int(written[2]))
    except ValueError:  # a day or month that no calendar has
        found = None
    if found is None:
        raise refused("date", "is not a date such as 3 March 2026 or 2026-03-03")
    day = written[1] if written else None
    if day and _DAYS[found.weekday()][: max(3, len(day))] != day:
        raise refused("weekday", "is a date that falls on another day of the week")
    return found


def _month_number(name: str) -> int:
    """The number of a month by its English name or the first three letters of it."""
    for number, month in enumerate(_MONTHS, 1):
        if name == month or (len(name) >= 3 and name in (month[:3], "sept" if number == 9 else "")):  # noqa: PLR2004  (Sep, Sept)
            return number
    raise ValueError


def _time(value: object) -> object:
    _no_number(value, "time", "is not a time such as 2:30 pm or 14:30")
    if not isinstance(value, str):
        return value
    text = " ".join(value.lower().split())
    if text in ("noon", "midday", "12 noon"):
        return datetime.time(12)
    found = _TIME.match(text)
    try:
        if found and (found[2] or found[4]):
            hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
            if found[4]:  # 13 pm has no place on the clock, and 24 no place in a day
                hour = hour % 12 + (12 if found[4][0] == "p" else 0) if 1 <= hour <= 12 else 24  # noqa: PLR2004  (a clock face)
            return datetime.time(hour, minute, second)
    except ValueError:
        pass
    raise refused("time", "is not a time such as 2:30 pm or 14:30")


def _local(value: datetime.time) -> datetime.time:
    if value.tzinfo is not None:
        raise refused("time_zone", "is a time with a time zone; a letter gives the time on the spot")
    return value


LOCAL = _local
"""The validator of a time that has no time zone."""


def _duration(value: object) -> object:
    _no_number(value, "duration", "is not a length of time such as 90 minutes or 1 hour 30 minutes")
    if not isinstance(value, str):
        return value
    text = " ".join(value.lower().split())
    found = _DURATION.match(text)
    if found and (found[1] or found[2]):
        return datetime.timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    raise refused("duration", "is not a length of time such as 90 minutes or 1 hour 30 minutes")


def _whole_minutes(value: datetime.timedelta) -> datetime.timedelta:
    if value <= datetime.timedelta() or value % datetime.timedelta(minutes=1):
        raise refused("minutes", "is not a whole number of minutes, one at least")
    return value


def _month(value: object) -> object:
    if isinstance(value, MonthOfYear):
        return value
    found = _MONTH.match(" ".join(value.lower().split())) if isinstance(value, str) else None
    try:
        if found:
            return MonthOfYear(int(found[1] or found[4]), int(found[2]) if found[2] else _month_number(found[3]))
    except ValueError:
        pass
    raise refused("month", "is not a month of a year such as April 2026 or 2026-04")


class _MonthSchema:
    """How pydantic reads and writes a `MonthOfYear`: as text, ``2026-04``."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's signature)
        return core_schema.no_info_plain_validator_function(_month, serialization=core_schema.to_string_ser_schema())

    @staticmethod
    def __get_pydantic_json_schema__(_schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "examples": ["2026-04", "April 2026"]}


_SHORT = 1_000
_LONG = 10_000
_PATTERN = r"\S"

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=_SHORT),
    AfterValidator(_one_line),
    Field(json_schema_extra={"pattern": _PATTERN}),
]
"""One line of text."""
Lines = Annotated[
    str,
    BeforeValidator(_many_lines),
    StringConstraints(max_length=_LONG),
    AfterValidator(_lines_fit),
    Field(json_schema_extra={"pattern": _PATTERN}),
]
"""Text of one or several lines, none of them empty; the letter keeps the lines."""
Email = Annotated[Line, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
"""An e-mail address."""
Telephone = Annotated[Line, AfterValidator(_telephone)]
"""A telephone number as people write it."""
Date = Annotated[datetime.date, BeforeValidator(_date, json_schema_input_type=str)]
"""A date: ``3 March 2026`` or ``2026-03-03``."""
Time = Annotated[datetime.time, BeforeValidator(_time, json_schema_input_type=str), AfterValidator(_local)]
"""A time of day: ``2:30 pm`` or ``14:30``."""
Month = Annotated[MonthOfYear, _MonthSchema]
"""A month of a year: ``April 2026`` or ``2026-04``."""
Duration = Annotated[
    datetime.timedelta, BeforeValidator(_duration, json_schema_input_type=str), AfterValidator(_whole_minutes)
]
"""A length of time in whole minutes: ``90 minutes`` or ``1 hour 30 minutes``."""
