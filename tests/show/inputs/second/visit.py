"""A model of another kind of letter: an invitation to visit a school."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from letterforge import Date, Duration, Email, LetterData, Line, Lines, Month, Time


class Stop(LetterData):
    """One stop of the visit."""

    name: Line
    minutes: int = Field(ge=1)
    cost: Decimal
    notes: tuple[Line, ...] = ()


class Visit(LetterData):
    """An invitation to visit a school."""

    school: Line
    address: Lines
    guest: Line | None = None
    date: Date
    time: Time
    length: Duration
    month: Month
    ticket: Line
    contact: Email
    travel: Literal["train", "car", "foot"]
    stops: tuple[Stop, ...] = Field(min_length=1)
    rules: tuple[Line, ...] = ()
