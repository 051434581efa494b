"""`Time` and `Duration`: the time of day, and how long something takes, as people write them."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from letterforge.languages import reading
from letterforge.models.fields.refusal import refuse_number, refused
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf
from letterforge.rules.data import DURATION, MINUTES, TIME, TIME_ZONE

_NO_TIME = "is not a time such as 2:30 pm or 14:30"
_NO_DURATION = "is not a length of time such as 90 minutes or 1 hour 30 minutes"


def _time(value: object) -> object:
    refuse_number(value, TIME, _NO_TIME)
    if not isinstance(value, str):
        return value
    found = read_time(value)
    if found is None:
        raise refused(TIME, _NO_TIME)
    return found


def read_time(text: str) -> datetime.time | None:
    """The time of day that a text means, None where it means none."""
    written = reading.time(" ".join(text.lower().split()))
    try:
        return None if not written else datetime.time(*written)
    except ValueError:  # an hour that no day has
        return None


def _local(value: datetime.time) -> datetime.time:
    if value.tzinfo is not None:
        raise refused(TIME_ZONE, "is a time with a time zone; a letter gives the time on the spot")
    return value


def _duration(value: object) -> object:
    refuse_number(value, DURATION, _NO_DURATION)
    if not isinstance(value, str):
        return value
    written = reading.duration(" ".join(value.lower().split()))
    if written is None:
        raise refused(DURATION, _NO_DURATION)
    return datetime.timedelta(hours=written[0], minutes=written[1])


def _whole_minutes(value: datetime.timedelta) -> datetime.timedelta:
    if value <= datetime.timedelta() or value % datetime.timedelta(minutes=1):
        raise refused(MINUTES, "is not a whole number of minutes, at least one")
    return value


Time = Annotated[
    datetime.time,
    BeforeValidator(_time, json_schema_input_type=str),
    AfterValidator(_local),
    Leaf(Kind.TIME, zoned=False),
]
"""A time of day: ``2:30 pm`` or ``14:30``."""
Duration = Annotated[
    datetime.timedelta,
    BeforeValidator(_duration, json_schema_input_type=str),
    AfterValidator(_whole_minutes),
    Leaf(Kind.DURATION, fit=True, never_false=True),
]
"""A length of time in whole minutes: ``90 minutes`` or ``1 hour 30 minutes``."""
