"""Texts looked at together are plain only where each by itself is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterforge.models.plain_texts import look_at
from letterforge.models.text_rules import PLAIN_TEXTS, short_judged

NAMES = ["Kit Peel", "Dr Amara Okafor", "12 March 2026", "22 St Mary's Road", "Gareth Pryce-Jones"]
NAMES += [f"{number} Mill Lane" for number in range(1, 20)]
ODD = [
    *(
        "",
        " ",
        "-",
        "TBC",
        "xx",
        "XX/XX/XXXX",
        "dd.mm.yyyy",
        "d m",
        "t.b.c.",
        "None",
        "null",
        "N/A",
        "First name",
        "nan",
    ),
    *(
        "[name]",
        "{{ name }}",
        "to be confirmed",
        "lorem ipsum",
        "a  b",
        "a ",
        " a",
        "a\nb",
        "a\r\nTBC",
        "00",
        "10:00",
        "1x",
    ),
    *(
        "Ann\u200b",
        "\u200b",
        "\x00",
        "Year",
        "x" * 300,
        "Stra\u00dfe",
        "\u0132ssel",
        "month/",
        "n",
        "T",
        "insert",
        "Klik hier",
    ),
]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Nothing is known before or after a test."""
    PLAIN_TEXTS.clear()
    yield
    PLAIN_TEXTS.clear()


def is_plain(text: str) -> bool:
    return short_judged.__wrapped__(text).is_plain


def test_names_and_dates_are_plain() -> None:
    look_at(NAMES)
    assert set(NAMES) <= PLAIN_TEXTS


@pytest.mark.parametrize("odd", ODD)
def test_nothing_is_plain_that_is_not_by_itself(odd: str) -> None:
    look_at([*NAMES, odd])
    found = set(PLAIN_TEXTS)
    PLAIN_TEXTS.clear()
    assert all(is_plain(text) and len(text) < 256 for text in found)


@given(st.lists(st.one_of(st.sampled_from([*NAMES, *ODD]), st.text(max_size=12)), max_size=9))
def test_of_any_texts(texts: list[str]) -> None:
    PLAIN_TEXTS.clear()
    look_at([*NAMES, *texts])
    found = set(PLAIN_TEXTS)
    PLAIN_TEXTS.clear()
    assert all(map(is_plain, found))


def test_what_is_kept_in_mind_is_bounded() -> None:
    look_at([f"Reference {number}" for number in range(5000)])
    look_at([f"Place {number}" for number in range(1000)])
    assert len(PLAIN_TEXTS) <= 1024
