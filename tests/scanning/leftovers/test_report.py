"""Leftovers as others read them: a line each for people, with the words around or without, and plain data for programs."""

from __future__ import annotations

import json

import pytest

from letterforge.findings import Place
from letterforge.scanning.leftovers.detector import Certainty, Leftover
from letterforge.scanning.leftovers.report import Scanned, as_json, as_text, summary

DATE = Leftover("bracketed-prompt", Certainty.CERTAIN, Place("a.md", line=3), "[date]", "We meet on [date] at ____.")
BLANK = Leftover("blank", Certainty.LIKELY, Place("a.md", line=3), "____", "We meet on [date] at ____.")
FIELD = Leftover("form-field", Certainty.CERTAIN, Place("a.md", path="page 1"), "", "")


def test_a_line_for_each_with_the_words_around_where_they_are_asked_for() -> None:
    one = Scanned("a.md", (DATE, BLANK))
    assert as_text(one, context=False) == (
        "a.md: line 3: certain: [date] [bracketed-prompt]\na.md: line 3: likely: ____ [blank]"
    )
    assert as_text(one, context=True) == (
        "a.md: line 3: certain: [date] [bracketed-prompt]\n    We meet on [date] at ____.\n"
        "a.md: line 3: likely: ____ [blank]\n    We meet on [date] at ____."
    )


def test_what_has_no_words_is_called_an_empty_field() -> None:
    assert as_text(Scanned("a.pdf", (FIELD,)), context=True) == "a.pdf: page 1: certain: an empty field [form-field]"


def test_what_was_piped_in_has_no_name() -> None:
    assert as_text(Scanned("-", (DATE,)), context=False).startswith("standard input: line 3: ")


def test_nothing_in_a_file_reaches_the_terminal_as_a_command() -> None:
    sly = Leftover(
        "bracketed-prompt", Certainty.CERTAIN, Place("a.md", line=1), "[a\x1b[2J\nb]", "\x07[a\x1b[2J\nb] so"
    )
    assert as_text(Scanned("a.md", (sly,)), context=True) == (
        "a.md: line 1: certain: [a [2J b] [bracketed-prompt]\n    [a [2J b] so"
    )


@pytest.mark.parametrize(
    ("scanned", "told"),
    [
        ((), "0 certain, 0 likely in 0 files"),
        ((Scanned("a.md", (DATE, BLANK)),), "1 certain, 1 likely in 1 file"),
        ((Scanned("a.md", (DATE, FIELD, BLANK)), Scanned("b.md")), "2 certain, 1 likely in 2 files"),
        ((Scanned("a.md", error="cut off"),), "0 certain, 0 likely in 0 files; 1 file could not be read"),
    ],
)
def test_they_are_counted_by_files_that_could_be_read(scanned: tuple[Scanned, ...], told: str) -> None:
    assert summary(scanned) == told


@pytest.mark.parametrize("context", [True, False])
def test_programs_get_each_with_its_rule_and_place(context: bool) -> None:  # noqa: FBT001
    assert json.loads(as_json((Scanned("a.md", (DATE,)), Scanned("b.md", error="cut off")), context=context)) == {
        "files": [
            {
                "file": "a.md",
                "error": None,
                "leftovers": [
                    {
                        "rule": "bracketed-prompt",
                        "certainty": "certain",
                        "place": "line 3",
                        "text": "[date]",
                        "context": "We meet on [date] at ____." if context else None,
                    }
                ],
            },
            {"file": "b.md", "error": "cut off", "leftovers": []},
        ]
    }
