from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterforge.models import text_rules
from letterforge.models.text_rules import PLAIN_TEXTS, TEXT_RULES, Judged, broken_rule, hole, judged, short_judged
from letterforge.scanning.leftovers import certain

SOUND = [
    "Siân Powell", "Zoë", "İpek", "Ελένη", "O’Brien", "Smith & Sons <Ltd>", "*Bob*", "# 1", "Xu", "X", "Mx", "DD",
    "Mm", "[redacted]", "[sic]", "3", "n/a in 2026", "TBCO Ltd", "Tbilisi", "a\nb", "1/2", "XX Street", "M.M.",
    "To be confirmed by the board on Monday", "5 < 6", "a@b.example", "{ and } too", "Lorem Ipsumson", "𠮷野", "C#",
    "Lane (the)", "https://example.org/?a=1&b=2",
]  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_sound_texts_break_no_rule(text: str) -> None:
    assert broken_rule(text) is None


@pytest.mark.parametrize("text", ["", " ", "\n", "\t", "\u00a0", "\u2003 \n", "\u3000"])
def test_blank_texts(text: str) -> None:
    found = broken_rule(text)
    assert found is not None
    assert (found.name, found.message) in {
        ("blank", "is blank"),
        ("unfit-character", "holds a character that a letter cannot carry"),
    }


@pytest.mark.parametrize(
    "character",
    [
        "\x00", "\x07", "\x08", "\t", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\u202e",
        "\u2066", "\ud800", "\udfff", "\ue000", "\uf8ff", "\ufdd0", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001fffe",
        "\U000e0001", "\U000f0000", "\U0010ffff",
    ],
)  # fmt: skip
def test_characters_that_no_letter_carries(character: str) -> None:
    found = broken_rule(f"a{character}b")
    assert found is not None
    assert (found.name, found.message) == ("unfit-character", "holds a character that a letter cannot carry")


@pytest.mark.parametrize("character", ["\n", "\u00ad", "\u200d", "\u2019", "\u202f", "\U0001f600", "ŵ", "\u0301"])
def test_characters_that_letters_do_carry(character: str) -> None:
    assert broken_rule(f"a{character}b") is None


@pytest.mark.parametrize("text", ["{{ name }}", "{{", "}}", "{% if a %}", "%}", "a {# b", "#}"])
def test_marks_of_templates(text: str) -> None:
    found = broken_rule(text)
    assert found is not None
    assert (found.name, found.message) == ("template-mark", "holds a mark of a template")


@pytest.mark.parametrize(
    "text",
    [
        "TBC", "tbc", "T.B.C.", "TBA", "TBD", "TBN", "tbc?", " TBC. ", "to be confirmed", "To be arranged", "TBC\n",
        "[name]", "[insert date and place]", "<name>", "<<name>>", "${name}", "«name»", "{name}", "((name))",
        "XX/XX/XXXX", "xx", "xxx", "XX.XX.XX", "x x x", "xx.xx", "DD/MM/YYYY", "dd.mm.yy", "hh:mm",
        "Lorem ipsum dolor sit amet",
    ],
)  # fmt: skip
def test_texts_that_only_stand_in(text: str) -> None:
    found = broken_rule(text)
    assert found is not None
    assert (found.name, found.message) == ("stands-in", "only stands in for what is still to be filled in")


@pytest.mark.parametrize("text", ["____", "....", "…", "-", "?", "--", "***", "_ _", ", "])
def test_texts_without_a_letter_or_digit(text: str) -> None:
    found = broken_rule(text)
    assert found is not None
    assert (found.name, found.message) == ("no-word", "holds no letter or digit")


def test_no_message_has_room_for_a_value() -> None:
    assert not any("{" in rule.message or "%" in rule.message for rule in TEXT_RULES)


def test_a_hostile_text_costs_no_time_to_speak_of() -> None:
    # A pattern that backtracks without bound would not come to an end within the life of this run.
    for text in ("x" * 20_000 + "q", "x " * 10_000 + "q", "[" * 20_000 + "a", "d/" * 10_000 + "q", "_" * 20_000 + "a"):
        assert broken_rule(text) is None


def test_what_is_kept_in_mind_is_bounded_and_plain() -> None:
    PLAIN_TEXTS.clear()
    texts = [f"Reference {number}" for number in range(5000)]
    odd = ["", "TBC", "[name]", "None", "a ", "x" * 300, "Month", "0", "30/12/1899", "00/01/1900", "First name"]
    for text in (*odd, *texts):
        judged(text)
    assert 0 < len(PLAIN_TEXTS) <= 1024
    assert all(short_judged.__wrapped__(text).is_plain and len(text) < 256 for text in tuple(PLAIN_TEXTS))
    assert not PLAIN_TEXTS & set(odd)


_PIECES = (
    *("Kit", "St.", "Mary's", "a", "x", "X", "T", "t.b.c", "TBC", "None", "n/a", "N/A", "1899", "31.12.1899", "12/31/1899"),
    *("0", "00", "0000", "1", "1/1", "2026", "dd", "mm", "yyyy", "jj", "aaaa", "MM", "Month", "/year", "Year/", "Name", "date"),
    *("lorem", "to be ", "confirmed", ".", "..", "/", "-", "&", "'", "\u2019", " ", "Error!", "\u00e9", "\u00d1", "W", "o"),
)  # fmt: skip


@given(
    st.one_of(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join), st.text("adhmsxyTXJM01./- '"))
)
@settings(max_examples=500, deadline=None)
def test_the_short_way_says_what_all_the_rules_say(text: str) -> None:
    broken = tuple(text_rules._broken_rules(text))
    sign = not text or certain.holds_sign(text) or certain.may_be_cut(text)
    is_hole = hole(text, named=True, dated=True) is not None
    assert short_judged.__wrapped__(text) == Judged(broken, is_hole, sign, is_plain=not (broken or is_hole or sign))
