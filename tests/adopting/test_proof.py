"""The proof finds a byte that is lost, a part that is gone, and a letter that still waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adopting.letters import FILES, adopted, apply, changed, plan_of, word_letter

from letterforge.adopting.proof import prove
from letterforge.adopting.reading import read
from letterforge.adopting.spots import Edit, Filling, edited, undone
from letterforge.errors import RenderError, TemplateError, UsageError
from letterforge.letters.case_review import IntroductoryLetter
from letterforge.office.archive import open_archive
from letterforge.office.rewriting import rewritten
from letterforge.template import read as template_of

TEAM = "{% for one in team.members %}\n{{ one.name }}\n{% endfor %}"
KEY = (
    ("details of the case review", "{{ review.title }}"),
    ("date", "{{ introduction.date }}"),
    ("place", "{{ introduction.place }}"),
    ("name of person giving the introduction", "{{ introduction.leader }}"),
    ("month", "{{ conversations.month }}"),
    ("names of review team", TEAM),
)


@pytest.mark.parametrize("suffix", FILES)
def test_the_five_blanks_of_the_original_letter(suffix: str) -> None:
    """Six places, each right or marked as unsure; applied, the template passes the check and a letter comes of it."""
    content, name = FILES[suffix](), f"letter.{suffix}"
    plan = plan_of(content, name, IntroductoryLetter, "introductory-letter")
    assert len(plan.entries) == 6
    assert [one.prompt for one in plan.entries] == [1, 2, 2, 3, 4, 5]
    for one, (asks, tag) in zip(plan.entries, KEY, strict=True):
        assert one.tag == tag or one.sure == "unsure", asks
        assert all((one.where, one.around, one.why))
    done = apply(content, name, plan, IntroductoryLetter)
    assert done.proof.formats == ("docx", "html", "pdf", "typst")
    assert done.model_file is None


@pytest.mark.parametrize("suffix", FILES)
def test_without_a_model_one_is_drafted(suffix: str) -> None:
    done = adopted(FILES[suffix](), f"letter.{suffix}").done
    assert done.model_file is not None
    assert b"month: month" in done.model_file or b"type: month" in done.model_file
    assert done.proof.formats == ("docx", "html", "pdf", "typst")


def tampered(part: str, old: bytes, new: bytes) -> None:
    """Prove a template of which some bytes were changed behind letterforge's back."""
    content = word_letter()
    source = read(content, Path("letter.docx"))
    made = source.made({0: Filling("Family R")}, "")
    archive = open_archive(made.content)
    raw = archive.read(part)
    assert old in raw
    broken = replace(made, content=rewritten(archive, {part: raw.replace(old, new, 1)}))
    template, _ = template_of(broken.content, name="letter", file="letter.docx")
    assert template is not None
    prove(content, source, broken, template, None)


def test_a_byte_that_was_lost_is_found() -> None:
    with pytest.raises(RenderError, match="word/document.xml: without its tags the template is not the file"):
        tampered("word/document.xml", b"Dear colleague", b"Dear Colleague")
    with pytest.raises(RenderError, match="word/document.xml: without its tags"):
        tampered("word/document.xml", b"Family R", b"Family S")
    with pytest.raises(RenderError, match="word/styles.xml: without its tags"):
        tampered("word/styles.xml", b"Normal", b"normal")


def test_data_of_ones_own_are_tried_with() -> None:
    content = b"We come on [date].\n"
    plan = plan_of(content, "a.txt")
    assert apply(content, "a.txt", plan, data={"date": "3 March 2026"}).proof.formats == (
        "docx",
        "html",
        "pdf",
        "typst",
    )


def test_a_prompt_that_is_kept_with_its_brackets_is_an_error() -> None:
    content = b"We come on [insert date] to [name of school].\n"
    plan = changed(plan_of(content, "a.txt"), p1={"tag": None, "words": "[insert date]"})
    with pytest.raises(TemplateError, match="waits to be filled in"):
        apply(content, "a.txt", plan)


def test_a_model_that_no_made_up_data_fit_needs_some() -> None:
    from letterforge import LetterData, Line, rule

    class Odd(LetterData):
        word: Line

        @staticmethod
        @rule("word")
        def _odd(word: str) -> str | None:
            return None if word == "xyzzy" else "is not the word"

    content = b"The word is [name of word].\n"
    plan = replace(changed(plan_of(content, "a.txt"), p1={"tag": "{{ word }}"}), fields=(), model="x:Odd")
    with pytest.raises(UsageError, match="give a file with data for one letter: --data"):
        apply(content, "a.txt", plan, Odd)
    assert apply(content, "a.txt", plan, Odd, {"word": "xyzzy"}).proof.parts == 1


@given(
    st.binary(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.binary(max_size=4)), max_size=5),
)
def test_edits_are_undone(raw: bytes, drawn: list[tuple[int, int, bytes]]) -> None:
    edits, last = [], 0
    for start, length, new in sorted(drawn):
        if last <= start <= len(raw):
            edits.append(Edit(start, min(start + length, len(raw)), new))
            last = max(edits[-1].stop, start + 1)
    new = edited(raw, edits)
    assert undone(raw, new, edits) == raw
    if edits and edits[0].new:
        assert undone(raw, new[: edits[0].start] + new[edits[0].start + 1 :], edits) != raw


def test_two_edits_of_the_same_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="same bytes"):
        edited(b"abcdef", [Edit(0, 3, b""), Edit(2, 4, b"")])
