"""The types of field: the annotation of each, and values for each way in which what it holds can behave."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, NaiveDatetime

import letterforge
from letterforge import LetterData
from letterforge.models.days import Days

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0L3 1"/></svg>'
_DAY = datetime.date(2026, 3, 3)
_NOON = datetime.datetime(2026, 3, 3, 12, 30)  # noqa: DTZ001  (one without a zone is what it stands for)
_IN_UTC = _NOON.replace(tzinfo=datetime.UTC)

_FEE, _EUROS = letterforge.Amount(Decimal("1234.50")), letterforge.Amount(Decimal(20), "EUR")


class Weather(enum.Enum):
    """An enumeration of texts."""

    DRY = "dry"
    WET = "wet 1"


class Grade(enum.IntEnum):
    """An enumeration of numbers."""

    NONE = 0
    HIGH = 2


class Person(LetterData):
    """A model within a model."""

    name: letterforge.Line
    age: int | None = None


@dataclasses.dataclass(frozen=True)
class Styled:
    """A value that is richer than its text."""

    text: str


@dataclasses.dataclass(frozen=True, eq=False)
class Type:
    """One type of field.

    ``sound`` are values that fit the model and may be printed where anything of their kind may; ``unfit`` fit the model,
    and no letter prints them, of which the check only warns.
    """

    name: str
    hint: Any
    sound: tuple[Any, ...]
    unfit: tuple[Any, ...] = ()


TYPES: tuple[Type, ...] = (
    Type("Line", letterforge.Line, ("Ann", "Bob 1")),
    Type("Lines", letterforge.Lines, ("one\ntwo", "three\n1")),
    Type("Email", letterforge.Email, ("ann@example.org", "ann1@example.org")),
    Type("Telephone", letterforge.Telephone, ("0113 496 0000", "020 7946 0000")),
    Type("PostalAddress", letterforge.PostalAddress, ("1 Ash Lane\nLeeds\nLS1 4AP", "Ann\nParis\nFrance")),
    Type("str", str, ("Ann", "Bob 1"), ("", "TBC")),
    Type("int", int, (3, 0)),
    Type("float", float, (2.5, 0.0)),
    Type("Decimal", Decimal, (Decimal("12.50"), Decimal(0))),
    Type("bool", bool, (True, False)),
    Type("Date", letterforge.Date, (_DAY,)),
    Type("date", datetime.date, (_DAY,)),
    Type("datetime", datetime.datetime, (_NOON, _IN_UTC)),
    Type("NaiveDatetime", NaiveDatetime, (_NOON,)),
    Type("AwareDatetime", AwareDatetime, (_IN_UTC,)),
    Type("Time", letterforge.Time, (datetime.time(14, 30),)),
    Type("time", datetime.time, (datetime.time(14, 30), datetime.time(0, tzinfo=datetime.UTC))),
    Type("Month", letterforge.Month, (letterforge.MonthOfYear(2026, 4),)),
    Type("Duration", letterforge.Duration, (datetime.timedelta(minutes=90),)),
    Type(
        "timedelta",
        datetime.timedelta,
        (datetime.timedelta(minutes=90),),
        (datetime.timedelta(0), datetime.timedelta(seconds=30)),
    ),
    Type("Money", letterforge.Money, (_FEE, letterforge.Amount(Decimal(0)))),
    Type("Money in euros", Annotated[letterforge.Money, letterforge.Currency("EUR")], (_EUROS,)),
    Type("Days", Days, (Days(14), Days(0), Days(-1))),
    Type("Literal of texts", Literal["dry", "wet 1"], ("dry", "wet 1")),
    Type("Literal of numbers", Literal[0, 3], (3, 0)),
    Type("Enum", Weather, (Weather.DRY, Weather.WET)),
    Type("IntEnum", Grade, (Grade.HIGH, Grade.NONE)),
    Type("model", Person, ({"name": "Ann"}, {"name": "Bob", "age": 3})),
    Type("dict", dict[str, letterforge.Line], ({"name": "Ann"}, {}, {"other": "Ann"})),
    Type("rich", Styled, (Styled("Ann"),)),
    Type("PictureFile", letterforge.PictureFile, (letterforge.DataPicture(_SVG, "A line"),)),
    Type("opaque", uuid.UUID, (uuid.UUID(int=1),)),
)
"""Every type of field."""
