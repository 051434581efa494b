"""The form does what it says itself, and each trouble of YAML has its place and its own hint."""

from __future__ import annotations

import re

import pytest

import letterforge
from letterforge import LetterData, Line
from letterforge.data.blank_form import blank_form
from letterforge.errors import DataError
from letterforge.models.annotations import shape_of_model


class Inner(LetterData):
    name: Line
    nick: Line | None = None


class Model(LetterData):
    title: Line
    reference: Line | None = None
    participant: Inner | None = None
    people: tuple[Inner, ...]


def test_taking_the_signs_away_is_all_there_is_to_do() -> None:
    form = blank_form("x", shape_of_model(Model))
    lines = form.splitlines()
    for _ in range(3):  # a field within a group has a sign of its own
        lines = [re.sub(r"\A(\s*)#(?=\s*(?:#|[a-z]\w*:))", r"\1", line) for line in lines]
    filled = [re.sub(r"(name|nick|title|reference):\Z", r"\1: Ann", line) for line in lines]
    found = Model.model_validate(letterforge.read_data("\n".join(filled).encode()).values)
    assert found.participant == Inner(name="Ann", nick="Ann")
    assert found.people == (Inner(name="Ann", nick="Ann"),)
    assert found.reference == "Ann"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("subject: Re: visit\n", "1:12", "a second colon", "Put the whole value in quotes"),
        ("a:\n\tb: c\n", "2:1", "a tab", "Indent with spaces"),
        ("a: x\n  b: y\n", "2:4", "further in than line 1 allows", "Begin the line as far in as"),
        ("a:\n  b: x\n c: y\n", "3:2", "the indentation", "equally far in"),
        ("a: x\nplace\nb: c\n", "2:1", "a line without a colon", "Write a name, a colon, a space and the value"),
        ("name\nb: c\n", "1:1", "a line without a colon", "Write a name, a colon, a space and the value"),
        ("a: [1, 2\nb: c\n", "2:2", "a bracket is not closed", "Close it"),
        ("a:\tx\n", "1:3", "a tab", "Write a space behind the colon"),
        ('a: x\nb: "c\nd: e\n', "2:4", "a quotation mark that is not closed", "Close it."),
        ("a: 'it's'\n", "1:8", "a text goes on behind its closing quotation mark", "the other kind around it"),
        ('a: "the "North" ward"\n', "1:10", "a text goes on behind its closing quotation mark", "the other kind"),
    ],
)
def test_each_trouble_has_its_own_hint(text: str, place: str, message: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        letterforge.read_data(text.encode(), name="d.yaml")
    (found,) = caught.value.findings
    assert str(found.place) == f"d.yaml:{place}"
    assert found.message == f"this is not YAML: {message}"
    assert hint in (found.hint or "")


def test_braces_of_a_template_in_the_data() -> None:
    for text in ("name: {{ name }}\n", "name: {{name}}\n"):
        with pytest.raises(DataError) as caught:
            letterforge.read_data(text.encode(), name="d.yaml")
        (found,) = caught.value.findings
        assert (str(found.place), "Write the value itself" in (found.hint or "")) == ("d.yaml:1:7", True)


@pytest.mark.parametrize("text", ["name Ann", "- a\n- b\n", "[1]"])
def test_what_holds_no_fields_is_named_with_its_file(text: str) -> None:
    template = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n")
    (found,) = letterforge.check(template, letterforge.read_data(text.encode(), name="d.yaml"))
    assert (found.rule, found.place.file) == ("data", "d.yaml")
