from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from letterforge.data import reading as data_source
from letterforge.data.validation import validated
from letterforge.letters.case_review import INTRODUCTORY_LETTER, IntroductoryLetter
from letterforge.models.annotations import shape_of_model
from letterforge.models.shapes import ListOf, Record, Shape

Refused = Callable[[Callable[[], Any]], list[str]]


@pytest.fixture
def bare(project: Path) -> dict[str, Any]:
    """Data that set no optional field."""
    text = (project / "tests" / "data" / "introductory-letter-bare.yaml").read_text(encoding="utf-8")
    values: dict[str, Any] = data_source.read(text).values
    return values


def records(shape: Shape) -> list[Record]:
    out: list[Record] = []
    for atom in shape:
        if isinstance(atom, Record):
            out += [atom, *(inner for field in atom.fields.values() for inner in records(field.shape))]
        elif isinstance(atom, ListOf):
            out += records(atom.item)
    return out


def test_every_field_says_what_it_is_for() -> None:
    found = records(shape_of_model(IntroductoryLetter))
    assert len(found) >= 8
    assert [f"{one.name}.{field.name}" for one in found for field in one.fields.values() if not field.description] == []


def test_the_sample_sets_every_field() -> None:
    instance = validated(IntroductoryLetter, data_source.read(INTRODUCTORY_LETTER.sample.read_text(encoding="utf-8")))

    def unset(model: BaseModel, path: str) -> list[str]:
        out = [path + name for name in type(model).model_fields if name not in model.model_fields_set]
        for name in type(model).model_fields:
            value = getattr(model, name)
            for one in value if isinstance(value, tuple) else [value]:
                out += unset(one, f"{path}{name}.") if isinstance(one, BaseModel) else []
        return out

    assert unset(instance, "") == []


def test_the_bare_letter_gives_the_defaults_of_the_brief(bare: dict[str, Any]) -> None:
    letter = validated(IntroductoryLetter, bare)
    assert isinstance(letter, IntroductoryLetter)
    assert letter.participant.name is None
    assert letter.feedback is None
    assert letter.introduction.time is None
    assert letter.conversations.longest == datetime.timedelta(minutes=90)


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"introduction.date": "2026-02-15"}, "introduction.date: rule: is before the date of the letter"),
        ({"conversations.month": "2026-02"}, "conversations.month: rule: is before the month of the introduction"),
        (
            {"feedback": {"date": "2026-03-03", "place": "Hall"}},
            "feedback.date: rule: is not after the introduction",
        ),
        ({"team.members": []}, "team.members: length:"),
        (
            {"team.members": [{"name": "Ann Lee"}, {"name": " ann  LEE "}]},
            "team.members: rule: names the same person twice",
        ),
        (
            {"team.members": [{"name": "Ann", "email": "nobody"}]},
            "team.members[0].email: email: is not an e-mail address",
        ),
        (
            {"review.title": "[insert title]"},
            "review.title: stands-in: only stands in for what is still to be filled in",
        ),
        (
            {"conversations.longest": "0 minutes"},
            "conversations.longest: minutes: is not a whole number of minutes, at least one",
        ),
    ],
)
def test_what_the_brief_forbids(bare: dict[str, Any], changes: dict[str, Any], finding: str, refused: Refused) -> None:
    for path, value in changes.items():
        *above, last = path.split(".")
        holder = bare
        for step in above:
            holder = holder[step]
        holder[last] = value
    (found,) = refused(lambda: validated(IntroductoryLetter, bare))
    assert found.startswith(finding)


@pytest.mark.parametrize(
    "changes",
    [
        {"introduction": {"date": "2026-02-16", "place": "Hall", "leader": "Ann"}},  # the day of the letter itself
        {"feedback": {"date": "2026-03-04", "place": "Hall"}},
        {
            "team": {
                "members": [{"name": "Ann Lee", "email": "a@b.example"}, {"name": "Ann Lee", "email": "al@b.example"}]
            }
        },
    ],
)
def test_what_the_brief_allows(bare: dict[str, Any], changes: dict[str, Any]) -> None:
    assert validated(IntroductoryLetter, {**bare, **changes})
