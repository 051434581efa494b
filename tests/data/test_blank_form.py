"""The data file to fill in: it can be read, it names every field, and what it asks for is what is missing."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable
from typing import Any, Literal

import pytest
import yaml
from pydantic import Field, computed_field

from letterforge import Date, Duration, LetterData, Line, Lines, Month, Time
from letterforge.data import reading as data_source
from letterforge.data.blank_form import blank_form
from letterforge.data.validation import validated
from letterforge.letters.case_review import IntroductoryLetter
from letterforge.models.annotations import shape_of_model

Refused = Callable[[Callable[[], Any]], list[str]]


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Town(LetterData):
    name: Line = Field(description="Its name")
    since: Date | None = None


class AllOptional(LetterData):
    note: Line | None = None
    other: Line | None = Field(default=None, description="One line.\nAnd another.")


class Everything(LetterData):
    line: Line = Field(description="A line: with a colon\nand a second line.")
    lines: Lines
    day: Date
    at: Time
    month: Month
    length: Duration = datetime.timedelta(minutes=90)
    flag: bool
    number: int
    colour: Colour
    choice: Literal["a", "b"]
    first_day: Date = Field(alias="from-date")
    home: Town
    towns: list[Town] = Field(min_length=1)
    others: tuple[Town, ...] = ()
    rows: list[AllOptional]
    names: list[Line]
    words: dict[str, Line] = {}
    maybe: Town | None = None
    either: Line | int

    @computed_field  # type: ignore[prop-decorator]  # mypy's plugin is not used
    @property
    def shout(self) -> str:
        return self.line.upper()


def form(model: type[LetterData]) -> str:
    return blank_form("k", shape_of_model(model))


def test_the_form_of_a_small_model() -> None:
    assert form(Town) == (
        "# Data for one letter of the kind k.\n"
        "# Write each value after its colon; quote it if it holds a colon or a number sign.\n"
        "# A line with # and a space says what is meant. A line with # right before a name is an optional field: take\n"
        "# the # away to use it, and nothing else; of a group, from each of its lines.\n"
        "\n"
        "# Its name; text\n"
        "name:\n"
        "\n"
        "# Since; a date: 3 March 2026 or 2026-03-03 (optional)\n"
        "#since:\n"
    )


@pytest.mark.parametrize("model", [Everything, IntroductoryLetter, AllOptional, Town])
def test_a_form_is_yaml_and_every_line_is_a_comment_or_a_key(model: type[LetterData]) -> None:
    text = form(model)
    yaml.safe_load(text)
    for line in text.splitlines():
        bare = line.strip().removeprefix("- ")
        assert not bare or bare.startswith("#") or bare == "-" or bare.endswith(":"), line


@pytest.mark.parametrize("model", [Everything, IntroductoryLetter])
def test_an_empty_form_misses_what_is_required_and_nothing_is_unknown(
    model: type[LetterData], refused: Refused
) -> None:
    found = refused(lambda: validated(model, data_source.read(form(model), file="f.yaml")))
    assert not [one for one in found if "unknown-key" in one]
    assert all(one.split(": ")[2] == "missing" for one in found), found
    assert all(one.startswith("f.yaml:") for one in found)


def test_every_field_is_in_the_form_by_the_name_that_a_file_must_use() -> None:
    text = form(Everything)
    for name, info in Everything.model_fields.items():
        assert f"{info.alias or name}:" in text
    assert "shout" not in text
    assert "first_day" not in text


def test_what_each_kind_of_value_looks_like_is_said() -> None:
    text = form(Everything)
    for words in (
        "# A line: with a colon and a second line; text",
        "# Day; a date: 3 March 2026 or 2026-03-03",
        "# At; a time of day: 2:30 pm or 14:30",
        "# Month; a month of a year: April 2026 or 2026-04",
        "# Length; a length of time: 90 minutes or 1 hour 30 minutes (optional)",
        "# Flag; a yes or no: yes or no",
        "# Colour; one of 'red', 'blue'",
        "# Choice; one of 'a', 'b'",
        "# Words; any names, each with a value (optional)",
        "# Either; text or a whole number",
    ):
        assert words in text.splitlines(), words


def test_a_filled_form_is_a_letter(refused: Refused) -> None:
    text = form(Town).replace("name:", "name: Wyrebridge").replace("#since:", "since: 3 March 2026")
    assert validated(Town, data_source.read(text)).model_dump() == {
        "name": "Wyrebridge",
        "since": datetime.date(2026, 3, 3),
    }


def test_a_list_of_models_all_of_whose_fields_are_optional() -> None:
    class Holder(LetterData):
        rows: list[AllOptional]

    text = form(Holder)
    assert text.splitlines()[6:9] == ["rows:", "  -", "    # Note; text (optional)"]


def test_a_model_that_holds_itself_comes_to_an_end() -> None:
    class Tree(LetterData):
        name: Line
        children: list[Tree]

    assert form(Tree).count("name:") <= 12
