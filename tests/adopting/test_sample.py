"""Made-up data fit a model: its kinds, its own types, its lists, and rules between its fields in either order."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from letterforge import Date, Duration, Email, LetterData, Line, Lines, Month, PostalAddress, Telephone, Time, rule
from letterforge.adopting.sample import samples
from letterforge.letters.case_review import IntroductoryLetter


class Person(LetterData):
    name: Line
    email: Email
    telephone: Telephone | None = None


class Everything(LetterData):
    day: Date
    clock: Time
    month: Month
    length: Duration
    words: Lines
    home: PostalAddress
    way: Literal["post", "hand"]
    fee: Decimal
    number: int
    agreed: bool
    people: tuple[Person, ...] = Field(min_length=3)
    names: list[Line]
    code: str = Field(pattern="[A-Z]")


class Backwards(LetterData):
    second: Date
    first: Date

    @staticmethod
    @rule("second", "first")
    def _after(second: datetime.date, first: datetime.date) -> str | None:
        return None if second > first else "is not after the first"


class Together(LetterData):
    one: Date
    other: Date

    @staticmethod
    @rule("one", "other")
    def _same(one: datetime.date, other: datetime.date) -> str | None:
        return None if one == other else "is another day"


class Alone(LetterData):
    needed: Line
    one: Line | None = None

    @staticmethod
    @rule("one")
    def _none(one: str) -> str | None:
        return "may not be there" if one else None


def fits(model: type[BaseModel]) -> bool:
    for one in samples(model):
        try:
            model.model_validate(one)
        except ValueError:
            continue
        return True
    return False


@pytest.mark.parametrize("model", [Everything, Backwards, Together, Alone, IntroductoryLetter])
def test_a_sample_fits(model: type[BaseModel]) -> None:
    assert fits(model)


def test_items_of_a_list_differ() -> None:
    made = next(iter(samples(Everything)))
    assert len(made["people"]) == 3
    assert len({one["name"] for one in made["people"]}) == 3
