"""Templates and data that reach for memory and time end in a letter or in a typed error; in a cage, since they may hang."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bombs
import pytest
from caged import Cage, Outcome

import letterforge
from letterforge.errors import LetterforgeError

GROUPS = {"expressions": bombs.EXPRESSIONS, "markdown": bombs.MARKDOWN, "word": bombs.WORD, "data": bombs.DATA}
CASES = [(group, name) for group, works in GROUPS.items() for name in works]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, where it would be seen if something were written."""
    monkeypatch.chdir(tmp_path)


def bomb(group: str, name: str) -> Any:
    return GROUPS[group][name]()


def sound(outcome: Outcome) -> bool:
    return not outcome.killed and (not outcome.type or isinstance(outcome.error, LetterforgeError))


@pytest.mark.parametrize(("group", "name"), CASES)
def test_a_bomb_goes_out(group: str, name: str, tmp_path: Path, cage: Cage) -> None:
    outcome = cage.run(bomb, group, name)
    assert sound(outcome), outcome
    assert list(tmp_path.iterdir()) == []


def test_parts_that_include_one_another(tmp_path: Path, cage: Cage) -> None:
    for name, path in bombs.includes(tmp_path):
        outcome = cage.run(letterforge.load, path)
        assert isinstance(outcome.error, letterforge.errors.TemplateError), name
        said = ("includes itself", "its parts included", "cannot have front matter")
        assert any(words in outcome.text for words in said), outcome.text


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("loops in loops", "line 5, column"),
        ("a long value again and again", "line 5, column"),
        ("rows in loops", "line 9"),
    ],
)
def test_a_letter_without_end_is_told_by_its_place(name: str, place: str, cage: Cage) -> None:
    outcome = cage.run(bomb, "expressions", name)
    assert place in outcome.text
    assert "the letter grows beyond 5,000,000 characters here; no letter is that long [too-long]" in outcome.text
    assert outcome.text.endswith("\n1 error")


def test_a_join_within_a_join_is_told_by_its_field(cage: Cage) -> None:
    outcome = cage.run(bomb, "expressions", "a join in a join")
    assert outcome.text == (
        "names: error: cannot be printed: the filter 'join' cannot print a list that is longer than any letter "
        "[unprintable]\n1 error"
    )


def test_a_letter_of_five_hundred_pages_is_none() -> None:
    rows = [{"name": f"Person {number}", "place": "Northmere Civic Centre"} for number in range(10_000)]
    body = "| name | place |\n|---|---|\n{% for one in rows %}\n| {{ one.name }} | {{ one.place }} |\n{% endfor %}\n"
    letter = letterforge.Letter(letterforge.load((bombs.HEAD + body).encode()), {"rows": rows})
    assert "Person 9999" in str(letter.document.blocks[-1])
