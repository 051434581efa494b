"""An accent that Unicode makes no one character of with its letter: kept in the PDF, or refused by its field."""

from __future__ import annotations

import unicodedata

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.errors import DataError
from letterforge.scanning.readers import pdf

TEMPLATE = b"---\ntitle: T\nlang: en-GB\n---\n\nDear {{ name }}, of {{ place }}.\n"


class Model(BaseModel):
    name: str
    place: str


def letter(name: str, place: str = "Northmere") -> letterforge.Letter:
    return letterforge.Letter(letterforge.load(TEMPLATE, model=Model), {"name": name, "place": place})


@pytest.mark.parametrize("name", ["Si\u00e2n", "Sia\u0302n", "\u1eb9l\u1ecd", "\u0141ukasz \u010capek"])
def test_accents_that_have_a_character_are_kept(name: str) -> None:
    content = letterforge.render(letter(name), to="pdf").content
    text = unicodedata.normalize("NFC", " ".join(one.text for one in pdf.passages(content)))
    assert unicodedata.normalize("NFC", name) in text


def bare(text: str) -> str:
    """Without blanks, so that a mark behind a blank stands behind a letter."""
    return unicodedata.normalize("NFKC", "".join(unicodedata.normalize("NFKC", text).split()))


@pytest.mark.parametrize("name", ["e\u0301\u0323a", "q\u0323b", "x\u034fy", "n \u0327m", "\u0345a"])
def test_a_loose_accent_is_kept_or_refused_by_its_field(name: str) -> None:
    refused = None
    try:
        content = letterforge.render(letter(name), to="pdf").content
    except DataError as fault:
        refused = fault
    if refused is None:
        assert bare(name) in bare("".join(one.text for one in pdf.passages(content)))
    else:
        assert [(one.rule, one.place.path) for one in refused.findings] == [("no-glyph", "name")]
        assert name not in str(refused)
