"""Word templates as authors write them, cut to pieces by Word and spoilt by hand."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.property.examples import examples
from tests.property.word_edits import BLOCKS, DATA, cut, moved, package

import letterforge
from letterforge.errors import FindingsError, LetterforgeError
from letterforge.finished_files import passages_of
from letterforge.letter import Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
templates = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5).map("".join)
seeds = st.integers(0, 2**32)


def squeezed(text: str) -> str:
    return "".join(text.split())


def words(content: bytes) -> str:
    """All that a file says, in its order, without blanks."""
    return squeezed("".join(passage.text for passage in passages_of(content, MEDIA_TYPE)))


@examples(60, 2_000)
@given(templates, seeds)
def test_a_template_that_word_has_cut_to_pieces_is_filled_as_if_it_were_whole(body: str, seed: int) -> None:
    """A Word template that the check accepts is filled, in every part, by what was decided once."""
    whole = Letter(letterforge.load(package(body)), DATA)
    pieces = Letter(letterforge.load(package(cut(Random(seed), body))), DATA)  # noqa: S311  (nothing here is a secret)
    assert pieces.said == whole.said
    made = letterforge.render(pieces, to="docx").content  # read back: every word of the letter is in it
    if "{% vm %}" not in body:  # what a covered cell holds, which nobody sees, goes by its runs, as in docxtpl
        assert words(made) == words(letterforge.render(whole, to="docx").content)


@examples(60, 2_000)
@given(templates, seeds)
def test_a_template_gone_wrong_is_refused_by_the_check_or_filled(body: str, seed: int) -> None:
    """Else it is refused, and by the check."""
    chance = Random(seed)  # noqa: S311  (nothing here is a secret)
    for _ in range(chance.randint(1, 3)):
        body = moved(chance, cut(chance, body, share=0.3))
    try:
        letter = Letter(letterforge.load(package(body)), DATA)
    except FindingsError:
        return
    try:
        letterforge.render(letter, to="docx")
    except LetterforgeError as fault:
        raise AssertionError(str(fault)) from fault
