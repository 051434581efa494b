"""`assert_no_leftovers`: what it lets pass, and what its failure says."""

from __future__ import annotations

from pathlib import Path

import pytest

import letterforge
from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.scanning.leftovers.detector import Certainty, Leftover
from pytest_letterforge import assert_no_leftovers
from pytest_letterforge.leftovers import said


def test_a_file_without_leftovers_passes(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\nwelcome.\n")
    assert_no_leftovers(path)
    assert_no_leftovers(str(path))
    assert_no_leftovers(path.read_bytes())
    assert_no_leftovers(letterforge.Artifact(b"<p>Dear Ann</p>", "text/html", ".html"))


def test_the_failure_names_file_place_and_rule_and_shows_the_leftover_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\nwe meet at {{ place }}, secret words.\n")
    with pytest.raises(AssertionError) as caught:
        assert_no_leftovers(path)
    assert str(caught.value) == (
        f"{path} still holds 1 leftover (1 certain, 0 likely)\n  {path}:2: {{{{ place }}}} [template-mark, certain]"
    )


def test_what_is_only_likely_can_be_let_pass() -> None:
    likely = Leftover("promise-word", Certainty.LIKELY, Place(line=3), "TBC", "time: TBC")
    certain = Leftover("template-mark", Certainty.CERTAIN, Place(path="page 1"), "{{ x }}", "")
    assert said((likely, certain), "a.pdf") == (
        "a.pdf still holds 2 leftovers (1 certain, 1 likely)\n"
        "  line 3: TBC [promise-word, likely]\n"
        "  page 1: {{ x }} [template-mark, certain]"
    )
    with pytest.raises(AssertionError, match="1 certain, 0 likely"):
        assert_no_leftovers(b"{{ x }}", certain_only=True)


def test_many_leftovers_are_counted_and_the_first_are_shown() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_no_leftovers(b"{{ x }}\n" * 80)
    lines = str(caught.value).splitlines()
    assert lines[0] == "the file still holds 80 leftovers (80 certain, 0 likely)"
    assert (len(lines), lines[-1]) == (52, "  and 30 more")


def test_a_file_that_cannot_be_read_is_an_error_of_its_own() -> None:
    with pytest.raises(UnreadableFileError):
        assert_no_leftovers(b"%PDF-1.7 damaged")
