"""Classes that somebody wrote: carried whole, or what cannot be is named."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, computed_field, field_validator, model_validator

import letterforge
from letterforge import LetterData, must_be, rule
from letterforge.errors import ModelError
from letterforge.model_files.classes import described
from letterforge.model_files.writing import written


class Person(LetterData):
    """Somebody."""

    name: letterforge.Line = Field(description="First name\n  and surname")
    begins: letterforge.Date | None = None
    ends: letterforge.Date | None = None
    _order = must_be("ends not before begins")


class Visit(LetterData):
    """An announcement
    of a visit.

    More of it.
    """

    day: letterforge.Date
    length: letterforge.Duration = datetime.timedelta(minutes=90)
    at: letterforge.Time = Field(default=datetime.time(14, 30))
    cost: Decimal = Decimal("12.50")
    sure: bool = False
    how: Literal["dry", "wet"] = "dry"
    people: list[Person] = Field(min_length=1, description="Who comes")
    leader: Person
    words: Annotated[letterforge.Lines, letterforge.Allow("promise-word")]
    notes: tuple[letterforge.Line, ...] = ()
    _names = must_be("people.*.name different", otherwise="names somebody twice")


def test_a_class_becomes_a_model_file() -> None:
    assert written(described(Visit)) == (
        "model: Visit\nmeaning: An announcement of a visit.\nfields:\n  day: date\n"
        "  length:\n    type: duration\n    default: 90 minutes\n"
        '  at:\n    type: time\n    default: "14:30"\n'
        '  cost:\n    type: number\n    default: "12.50"\n'
        '  sure:\n    type: yes or no\n    default: "no"\n'
        "  how:\n    default: dry\n    choices: [dry, wet]\n"
        "  people:\n    meaning: Who comes\n    list:\n      name:\n        type: line\n        meaning: First name and surname\n"
        "      begins: date, optional\n      ends: date, optional\n"
        "  leader:\n    meaning: Somebody.\n    fields:\n      name:\n        type: line\n        meaning: First name and surname\n"
        "      begins: date, optional\n      ends: date, optional\n"
        "  words:\n    type: lines\n    allow: [promise-word]\n"
        "  notes: list of line, optional\n"
        "rules:\n"
        "  - people.name different: names somebody twice\n"
        "  - people.ends not before people.begins\n"
        "  - leader.ends not before leader.begins\n"
    )


def wrong(model: type[BaseModel]) -> list[str]:
    with pytest.raises(ModelError) as caught:
        described(model)
    return [f"{one.place.path}: {one.message}" for one in caught.value.findings]


class Weather(enum.Enum):
    DRY = "dry"


class Tree(LetterData):
    name: letterforge.Line
    inner: tuple[Tree, ...] = ()


class Odd(LetterData):
    model_config = ConfigDict(str_to_lower=True)
    text: str
    number: float
    weather: Weather
    either: letterforge.Line | int
    any_: Any = Field(alias="any")
    names: dict[str, letterforge.Line]
    short: Annotated[letterforge.Line, Field(max_length=3)]
    positive: Annotated[int, Field(ge=0)]
    made: letterforge.Line = Field(default_factory=lambda: "x")
    three: Literal[1, 2]
    maybe: tuple[letterforge.Line, ...] | None = None
    needed: letterforge.Line | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def both(self) -> str:
        return self.text

    @field_validator("text")
    @classmethod
    def _fine(cls, value: str) -> str:
        return value

    @model_validator(mode="after")
    def _whole(self) -> Odd:
        return self

    @staticmethod
    @rule("text")
    def _look(text: str) -> str | None:
        return None


def test_each_thing_that_cannot_be_carried_is_named() -> None:
    found = wrong(Odd)
    for name in (
        "text",
        "number",
        "weather",
        "either",
        "any_",
        "names",
        "short",
        "positive",
        "made",
        "three",
        "maybe",
        "needed",
    ):
        assert any(one.startswith(f"{name}: ") for one in found), name
    for name in (
        "the setting str_to_lower",
        "the computed field both",
        "the validator _fine",
        "the validator _whole",
        "the rule _look",
    ):
        assert any(name in one for one in found), name


def test_a_class_that_holds_itself_or_has_another_base_is_named() -> None:
    class Plain(BaseModel):
        name: letterforge.Line

    assert any("holds itself" in one for one in wrong(Tree))
    assert wrong(Plain) == ["None: the base BaseModel of the class Plain, which no model file can say"]


def test_a_rule_that_would_be_asked_of_other_items_is_named() -> None:
    class Whole(LetterData):
        people: tuple[Person, ...]
        _all = must_be("people.*.ends after people.*.begins")

    assert any("would be asked of other items" in one for one in wrong(Whole))


def test_the_name_of_a_field_of_a_class_may_be_none_for_a_model_file() -> None:
    class Taken(LetterData):
        none: letterforge.Line

    assert wrong(Taken) == ["none: the name none means something else"]
