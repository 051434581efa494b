"""Words beyond a letter where its letters cannot be told: what is too much is counted, and what is sound is no surplus."""

from __future__ import annotations

import pytest

from letterforge.document import (
    Cell,
    Document,
    Furniture,
    Heading,
    Image,
    Item,
    Link,
    List,
    Note,
    NoteKind,
    NumberStyle,
    PageNumber,
    Paragraph,
    Row,
    Table,
    Text,
)
from letterforge.scanning.surplus_words import words_beyond


def paragraph(*words: str) -> Paragraph[Text]:
    return Paragraph(tuple(map(Text, words)))


ITEMS = List(
    (Item((paragraph("apples"),)), Item((paragraph("pears"),))), ordered=True, style=NumberStyle.LOWER_ROMAN, start=3
)
LETTER = Document(
    "en-GB",
    "A visit to Fjordwick",
    (
        Paragraph((Text("Dear "), Text("Siân Ŵyn-Powell", "name"), Text(", see "), Link((Text("here"),), "https://example.org/guide"))),
        Heading(1, (Text("What we bring"),)),
        ITEMS,
        Table((Row((Cell((paragraph("Session"),)),), header=True), Row((Cell((paragraph("Opening words"),)),))), (None,)),
        Paragraph((Text("A note"), Note((paragraph("by the board"),), NoteKind.FOOTNOTE), Image("d", "A plan of the rooms"))),
    ),
    first=Furniture(header=(paragraph("The Board"),)),
    following=Furniture(footer=(Paragraph((Text("Page "), PageNumber())),)),
)  # fmt: skip
WHOLE = [
    "Dear Siân Ŵyn-Powell, see here", "What we bring", "apples", "pears", "Session", "Opening words", "A note 1", "1 by the board",
]  # fmt: skip


def found(*lines: str, **more: tuple[str, ...]) -> list[str]:
    return [one.message.rpartition(": ")[2] for one in words_beyond(lines, LETTER, **more)]


@pytest.mark.parametrize(
    "sound",
    [
        WHOLE,
        [*WHOLE, "The Board", "Page 1", "The Board", "Page 2 of 12"],
        ["A visit to Fjordwick", *WHOLE, "https://example.org/guide", "A plan of the rooms"],
        [*WHOLE[:2], "iii. apples", "iv) pears", *WHOLE[4:], "Session"],
        ["\u00b7 \u2022 o B7 " + " ".join(WHOLE)],
        ["".join(WHOLE)],
        [*WHOLE, "The BoardPage 1"],
        [one[at : at + 7] for one in WHOLE for at in range(0, len(one), 7)],
        ["DEAR SIA\u0302N W\u0302YN-POWELL, SEE HERE", *WHOLE[1:]],
    ],
)
def test_what_is_sound_is_no_surplus(sound: list[str]) -> None:
    """Page numbers, list signs, furniture and heads again and again, lines that end in words, words without a blank between."""
    assert found(*sound) == []


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("Dear Old Recipient, your test was positive", "7 words too many"),
        ("Dear Siân", "2 words too many"),
        ("Ŵyn", "1 word too many"),
        ("cancer", "1 word too many"),
        ("Opening words", "2 words too many"),
        ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "1 word too many"),
    ],
)
@pytest.mark.parametrize("at", [0, 4, 8])
def test_a_sentence_or_a_value_too_many_is_counted(more: str, count: str, at: int) -> None:
    assert found(*WHOLE[:at], more, *WHOLE[at:]) == [count]


def test_words_of_the_template_and_what_tags_printed_are_explained() -> None:
    """Where cells are merged, Word keeps in them what nobody sees; of what a tag prints, as often as it did."""
    assert found(*WHOLE, "Free Book", own=("Free", "Book")) == []
    assert found(*WHOLE, "ree Book", own=("Free", "Book")) == []  # its runs, of which docxtpl empties the first
    assert found(*WHOLE, "Umberto", printed=("Umberto",)) == []
    assert found(*WHOLE, "Umberto", "Umberto", printed=("Umberto", "Umberto")) == []
    assert found(*WHOLE, "Umberto", "Umberto", printed=("Umberto",)) == ["1 word too many"]


def test_a_short_word_that_runs_into_a_long_one_is_no_surplus() -> None:
    """A value of two letters before words that only the file has, such as the prompt of a control that its reader fills in."""
    assert found(*WHOLE, "weClick here", own=("Click here",), printed=("we",)) == []
    assert found(*WHOLE, "we Click hereX", own=("Click here",), printed=("we", "X")) == []
    assert found(*WHOLE, "xeno", own=("Click here",), printed=("x", "e", "no")) == ["1 word too many"]
