"""Templates that reach for code, files and other fields: each is refused with its place, and nothing is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import escapes
import pytest
from pydantic import BaseModel, PrivateAttr, computed_field

import letterforge
from letterforge.errors import DataError, FindingsError, TemplateError

ATTACKS = (*escapes.EXPRESSIONS, *escapes.STATEMENTS)
MARKDOWN_PLACES, WORD_PLACES = 7, 9


def refused(content: bytes) -> FindingsError:
    # Without a model a name that the data do not have is said of the data; all else of the template.
    with pytest.raises((TemplateError, DataError)) as caught:
        letterforge.Letter(letterforge.load(content), escapes.DATA)
    if isinstance(caught.value, DataError):
        assert {one.rule for one in caught.value.findings} == {"missing"}
    assert all(one.place.line or one.place.path for one in caught.value.findings if one.is_error)
    return caught.value


def pick(places: Iterator[tuple[str, bytes]], index: int) -> tuple[str, bytes]:
    """One of the places, a different one for the next attack."""
    return next(islice(cycle(places), index, None))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_there_are_many_and_all_differ() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) > 350


@pytest.mark.parametrize("index", range(len(ATTACKS)), ids=lambda index: ascii(ATTACKS[index])[:60])
def test_markdown_that_reaches_out_is_refused(index: int) -> None:
    refused(pick(escapes.in_markdown(ATTACKS[index]), index % MARKDOWN_PLACES)[1])
    assert os.listdir() == []


@pytest.mark.parametrize("index", range(0, len(ATTACKS), 3), ids=lambda index: ascii(ATTACKS[index])[:60])
def test_word_that_reaches_out_is_refused(index: int) -> None:
    refused(pick(escapes.in_word(ATTACKS[index]), index // 3 % WORD_PLACES)[1])
    assert os.listdir() == []


@pytest.mark.parametrize("place", range(WORD_PLACES))
def test_every_place_of_a_word_file_is_looked_at(place: int) -> None:
    where, content = list(escapes.in_word("cycler.__init__.__globals__"))[place]
    finding = next(one for one in refused(content).findings if one.is_error)
    words = {
        "a cell": "table 1, row 1, cell 2",
        "a field": "field code",
        "an alt text": "alt text",
        "a property": "subject",
        "a comment": "comment 1",
        "a row": "table 1, row 1, cell 2",
    }
    assert words.get(where, "paragraph 1") in str(finding.place.path)


def test_the_next_letter_is_made() -> None:
    refused((escapes.HEAD + "{{ cycler.__init__.__globals__.os }}\n").encode())
    template = letterforge.load((escapes.HEAD + "Dear {{ name }},\n").encode())
    content = letterforge.render(letterforge.Letter(template, escapes.DATA), to="html").content
    assert b"Dear Ann," in content


class Person(BaseModel):
    name: str
    model_config = {"extra": "allow"}
    _hidden: str = PrivateAttr("HIDDEN")

    @property
    def undeclared(self) -> str:
        return "UNDECLARED"

    def method(self) -> str:
        return "METHOD"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def declared(self) -> str:
        return f"declared for {self.name}"


class Data(BaseModel):
    person: Person


@pytest.mark.parametrize(
    "field",
    ["_hidden", "undeclared", "method", "model_dump", "model_fields", "extra", "__dict__", "model_extra", "json"],
)
def test_only_declared_fields_can_be_reached(field: str) -> None:
    with pytest.raises(FindingsError) as caught:
        letterforge.Letter(
            letterforge.load((escapes.HEAD + f"Dear {{{{ person.{field} }}}}\n").encode(), model=Data),
            {"person": {"name": "Ann", "extra": "EXTRA"}},
        )
    assert "HIDDEN" not in str(caught.value)


def test_a_declared_field_is_reached() -> None:
    template = letterforge.load((escapes.HEAD + "{{ person.declared }}\n").encode(), model=Data)
    assert "declared for Ann" in str(letterforge.Letter(template, {"person": {"name": "Ann"}}).document)
