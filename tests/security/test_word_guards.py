"""Every Word file that is read is guarded: template, letterhead, document among the data, and finished file."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest
import word_bombs
from caged import Cage
from word_files import package, paragraph

import letterforge
from letterforge import stationery
from letterforge.errors import LetterforgeError, RenderError, StationeryError, TemplateError
from letterforge.office.archive import open_archive
from letterforge_docx import Subdocument

MARKDOWN = b"---\ntitle: T\nlang: en-GB\n---\nDear {{ a }}\n"
SUBDOCUMENT = letterforge.load(package(paragraph("{{p a }}")))


def test_another_reader_sees_another_letter_in_a_file_with_two_directories() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bombs.two_directories())) as opened:
        assert b"EVIL" in opened.read("word/document.xml")
        assert b"Dear" not in opened.read("word/document.xml")


def test_the_body_of_all_of_them_is_sound() -> None:
    letterforge.load(package(paragraph("Dear {{ a }}")))
    assert b"Dear" in open_archive(package(word_bombs.BODY)).read("word/document.xml")


def as_template(name: str) -> None:
    letterforge.load(word_bombs.HOSTILE[name])


@pytest.mark.parametrize("name", word_bombs.HOSTILE)
def test_a_template(name: str, cage: Cage) -> None:
    outcome = cage.run(as_template, name)
    assert isinstance(outcome.error, TemplateError), outcome
    assert [one.rule for one in outcome.error.findings] == ["word-file"]


def as_letterhead(name: str, file: str) -> None:
    look = dataclasses.replace(stationery.plain(), letterhead=word_bombs.HOSTILE[name], digest=name, file=file)
    letterforge.Letter(letterforge.load(MARKDOWN), {"a": "Ann"}, stationery=look)


@pytest.mark.parametrize("name", word_bombs.HOSTILE)
def test_a_letterhead(name: str, tmp_path: Path, cage: Cage) -> None:
    outcome = cage.run(as_letterhead, name, str(tmp_path))
    assert isinstance(outcome.error, StationeryError), outcome


def among_the_data(name: str) -> None:
    letter = letterforge.Letter(SUBDOCUMENT, {"a": Subdocument(word_bombs.HOSTILE[name])})
    letterforge.render(letter, to="docx")


@pytest.mark.parametrize("name", word_bombs.HOSTILE)
def test_a_document_among_the_data(name: str, cage: Cage) -> None:
    outcome = cage.run(among_the_data, name)
    assert isinstance(outcome.error, LetterforgeError), outcome
    assert "EVIL" not in outcome.text


def as_finished_file(name: str) -> None:
    letterforge.scan(word_bombs.HOSTILE[name])


@pytest.mark.parametrize("name", [*word_bombs.TWO_WAYS, *word_bombs.XML])
def test_a_finished_file(name: str, cage: Cage) -> None:
    """It is only read, so what it draws in is none of its dangers; a part that nobody reads is none either."""
    outcome = cage.run(as_finished_file, name)
    assert not outcome.killed
    assert isinstance(outcome.error, LetterforgeError) or (
        not outcome.type and name in {"one id twice", *word_bombs.XML}
    )


def test_the_next_letter_is_made() -> None:
    with pytest.raises(TemplateError):
        letterforge.load(word_bombs.OUTSIDE["image"])
    letter = letterforge.Letter(letterforge.load(package(paragraph("Dear {{ a }}"))), {"a": "Ann"})
    assert letterforge.render(letter, to="docx").content


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "image",
            "loads something from outside (image); put it into the file, or take the link out",
        ),
        ("by a field cut in two", "loads something from outside (the field INCLUDEPICTURE); put it into the file"),
        ("two directories", "the file is damaged or cut off"),
        ("one id twice", "two relationships of the file have the same id, so it could be read in two ways"),
        (
            "a part twice, with a number for a letter",
            "a part of the file has a name that is spelt so as to pass for another",
        ),
    ],
)
def test_it_is_said_why(name: str, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        letterforge.load(word_bombs.HOSTILE[name])
    assert said in str(caught.value)


def test_a_document_of_the_data_is_not_named_by_its_words() -> None:
    template = letterforge.load(package(paragraph("{{p a }}")))
    with pytest.raises((RenderError, LetterforgeError)) as caught:
        letterforge.render(letterforge.Letter(template, {"a": Subdocument(b"PK\x03\x04 Quillfeather")}), to="docx")
    assert "Quillfeather" not in str(caught.value)
