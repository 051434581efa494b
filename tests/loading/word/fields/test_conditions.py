"""An IF field is the condition that Word would see: held against Word's own comparison of the words that are printed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from letterforge.expressions.expression import parse
from letterforge.formatting.printer import Printer
from letterforge.loading.word.fields.code import Code, Word
from letterforge.loading.word.fields.conditions import chosen

EN = Printer("en-GB")
PIECES = st.lists(st.sampled_from(("p", "q", " ", "p ", ", ", "{{ a }}", "{{ b }}", "{{ c }}")), max_size=5).map(
    "".join
)
VALUES = st.fixed_dictionaries({name: st.sampled_from(("p", "q", "p q", "pp", "7")) for name in "abc"})


def _printed(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\{\{ (\w) \}\}", lambda found: values[found[1]], text)


def _so(words: str, values: dict[str, str]) -> bool | None:
    """Whether the words are those for what is so; None for words that say something else."""
    found = re.fullmatch(r"\{% if (.*) %\}so\{% else %\}not\{% endif %\}", words)
    return bool(parse(found[1], EN).evaluate(values)) if found else {"so": True, "not": False}.get(words)


@given(PIECES, st.sampled_from(("=", "<>")), PIECES, st.sampled_from(("", "*", "?", "?*")), VALUES)
def test_what_a_comparison_comes_to_is_what_word_would_say(
    left: str, sign: str, right: str, star: str, values: dict[str, str]
) -> None:
    pattern = right if "{" in right else right + star
    words = chosen(
        Code("IF", (Word(left, quoted=True), Word(sign), Word(pattern, quoted=True), Word("so"), Word("not")), ())
    )
    if words is None:  # Nothing says what it means: the check then says so.
        return
    regular = re.escape(_printed(pattern, values)).replace(r"\*", ".*").replace(r"\?", ".")
    assert _so(words, values) is (bool(re.fullmatch(regular, _printed(left, values))) is (sign == "="))


@given(PIECES.filter(lambda text: "{{" in text and not text.startswith((" ", ",")) and not text.endswith((" ", ", "))))
def test_mixed_words_have_a_meaning(left: str) -> None:
    for right in ("p", "* q", ""):
        assert chosen(Code("IF", (Word(left), Word("="), Word(right), Word("so"), Word("not")), ())) is not None
