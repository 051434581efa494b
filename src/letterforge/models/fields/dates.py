"""`Date` and `Month`: days and months as people write them."""

from __future__ import annotations

import datetime
import functools
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from letterforge.languages import reading
from letterforge.models.fields.refusal import refuse_number, refused
from letterforge.models.kinds import Kind
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Leaf
from letterforge.models.zero_dates import ZERO, is_zero_date
from letterforge.rules.data import DATE, MONTH, NO_VALUE, WEEKDAY

# With a time of midnight, as databases and JSON of other programs write a day.
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]00:00(?::00(?:\.0+)?)?(?:z|[+-]00:?00)?)?\Z", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_NO_DATE = "is not a date such as 3 March 2026 or 2026-03-03"


def _date(value: object) -> object:
    if isinstance(value, (int, float)) and value == 0:
        raise refused(NO_VALUE, ZERO)
    refuse_number(value, DATE, _NO_DATE)
    if not isinstance(value, str):
        return value
    found, on_another_day = _read(value) if len(value) <= _LONGEST else (None, False)
    if found is None and len(value) <= _LONGEST and is_zero_date(value.strip()):
        raise refused(NO_VALUE, ZERO)
    if found is None:
        raise refused(DATE, _NO_DATE)
    if on_another_day:
        raise refused(WEEKDAY, "is a date that falls on another day of the week")
    return found


_LONGEST = 100


@functools.lru_cache(maxsize=256)  # the letters of a batch share most of theirs
def _read(written_so: str) -> tuple[datetime.date | None, bool]:
    """The date that a text means, and whether the text names another day of the week."""
    text = " ".join(written_so.lower().split())
    iso = _ISO_DATE.match(text)
    written = None if iso else reading.date(text)
    if iso:
        found = _day(int(iso[1]), int(iso[2]), int(iso[3]))
    elif written:
        found = _day(written.year, written.month, written.day)
    else:
        found = None
    named = None if written is None else written.weekdays
    return found, found is not None and named is not None and found.weekday() not in named


def read_date(text: str) -> datetime.date | None:
    """The date that a text means; None where it means none, or names another day of the week."""
    found, on_another_day = _read(text) if len(text) <= _LONGEST else (None, False)
    return None if on_another_day else found


def _day(year: int, month: int, day: int) -> datetime.date | None:
    """A date; None where no calendar has that day or month."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _month(value: object) -> object:
    if isinstance(value, MonthOfYear):
        return value
    text = " ".join(value.lower().split()) if isinstance(value, str) else ""
    iso = _ISO_MONTH.match(text)
    written = None if iso else reading.month(text)
    try:
        if iso:
            return MonthOfYear(int(iso[1]), int(iso[2]))
        if written:
            return MonthOfYear(*written)
    except ValueError:  # a month that no year has
        pass
    raise refused(MONTH, "is not a month of a year such as April 2026 or 2026-04")


class _MonthSchema:
    """How pydantic reads and writes a `MonthOfYear`: as text, ``2026-04``."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's signature)
        return core_schema.no_info_plain_validator_function(_month, serialization=core_schema.to_string_ser_schema())

    @staticmethod
    def __get_pydantic_json_schema__(_schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "examples": ["2026-04", "April 2026"]}


Date = Annotated[datetime.date, BeforeValidator(_date, json_schema_input_type=str), Leaf(Kind.DATE, fit=True)]
"""A date: ``3 March 2026`` or ``2026-03-03``."""
Month = Annotated[MonthOfYear, _MonthSchema, Leaf(Kind.MONTH)]
"""A month of a year: ``April 2026`` or ``2026-04``."""
