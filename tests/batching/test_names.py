"""Names of files from what people are called: each safe, each its own."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterforge.batching.names import LONGEST, NamePattern, Names, safe
from letterforge.errors import UsageError

NASTY = [
    *(
        "../../etc/passwd",
        "..",
        ".",
        "",
        " ",
        "/",
        "a/b",
        "a\\b",
        "C:\\x",
        "CON",
        "con.txt",
        "LPT1",
        "COM\u00b9",
        "nul",
    ),
    *("-rf", "~", "$(x)", "`x`", "a\x00b", "a\nb", "a\u202eb", "\u200b", "x" * 300, "\u00e9" * 300, "e\u0301" * 300),
    *("trailing.", "trailing ", "a:b", "a*?b", '"a"', "'a'", "\u0130", "\ufb01", "\U0001f600" * 100, "a\u2028b"),
]


@pytest.mark.parametrize("text", NASTY)
def test_each_is_a_name_that_leads_nowhere(text: str) -> None:
    stem = NamePattern.of("{name}").stem(7, {"name": text})
    assert_safe(stem)


@given(st.text(max_size=400))
def test_any_text_is(text: str) -> None:
    assert_safe(NamePattern.of("{name}").stem(7, {"name": text}))


def assert_safe(stem: str) -> None:
    own = Names()
    own.own(stem, 1)
    name = own.own(stem, 999_999_999) + ".letterforge.docx"
    assert stem
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set("/\\<>:\"|?*'`$&;!%#\n\r\t\x00 ")
    assert name[0] not in ".-"
    assert all(unicodedata.category(sign)[0] not in "CZ" for sign in name)
    assert stem.split(".", maxsplit=1)[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    assert unicodedata.normalize("NFC", stem) == stem


def test_no_two_rows_have_one_file() -> None:
    names, pattern = Names(), NamePattern.of("{name}")
    people = [
        "Ann",
        "ANN",
        "ann",
        "A\u0301nn",
        "\u00c1nn",
        "Stra\u00dfe",
        "STRASSE",
        "\ufb01n",
        "fin",
        "Ann-2",
        *NASTY,
        *NASTY,
    ]
    made = [names.own(pattern.stem(row, {"name": name}), row) for row, name in enumerate(people, 1)]
    folded = {unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", one).casefold()) for one in made}
    assert len(folded) == len(people)
    assert made[:3] == ["Ann", "ANN-2", "ann-3"]


def test_a_name_that_was_made_to_collide_with_a_number_does_not() -> None:
    names = Names()
    assert [names.own(one, row) for row, one in enumerate(["a-2", "a", "A", "A-3", "a"], 1)] == [
        "a-2",
        "a",
        "A-3",
        "A-3-4",
        "a-5",
    ]


def test_what_a_pattern_may_hold() -> None:
    values = {
        "who": {"organisation": "Wyre Trust"},
        "on": datetime.date(2026, 3, 4),
        "team": [{"name": "Bo"}],
        "count": 3,
        "yes": True,
        "none": None,
    }
    pattern = NamePattern.of("{row:05}-{who.organisation}-{on}-{team[0].name}-{count}")
    assert pattern.stem(12, values) == "00012-Wyre-Trust-2026-03-04-Bo-3"
    assert pattern.fields == (("who", "organisation"), ("on",), ("team", 0, "name"), ("count",))
    assert NamePattern.of("x{yes}{none}{who}{team}{team[4].name}{count.x}").stem(1, values) == "x"
    assert NamePattern.of("letter {row}").is_row_alone
    assert not NamePattern.of("{row}{on}").is_row_alone
    assert NamePattern.of("{none}").stem(4, values) == "row-4"


@pytest.mark.parametrize(
    "pattern", ["letter", "", "{", "}", "{}", "{row!r}", "{row:x}", "{row:05d}", "{name:>10}", "{row:0999}"]
)
def test_what_it_may_not(pattern: str) -> None:
    with pytest.raises(UsageError, match="pattern for names"):
        NamePattern.of(pattern)


def test_marks_stay_with_their_letters() -> None:
    name = safe("q\u0323" * 200)
    assert name.endswith("\u0323")
    assert len(name) % 2 == 0
