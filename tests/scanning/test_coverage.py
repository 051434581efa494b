"""What of a letter is held against its file: words of every kind, as often as they stand there, and what margins show."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from tests.scanning.test_read_back import FLOW, HTML, LETTER, MADE, WORD, as_html, as_word, changed, never, paragraph

from letterforge.document import (
    BlockQuote,
    Cell,
    Document,
    Emphasis,
    Furniture,
    Item,
    LineBreak,
    Link,
    List,
    Node,
    Note,
    PageNumber,
    Paragraph,
    Reply,
    Row,
    Strong,
    Table,
    Text,
    Underline,
)
from letterforge.scanning.read_back import read_back, read_back_words


def letter(*blocks: Node, first: Furniture = LETTER.first, following: Furniture = LETTER.following) -> Document:
    return Document("en-GB", "The letter", blocks, first, following)  # type: ignore[arg-type]


def rules(content: bytes, media_type: str, of: Document) -> list[str]:
    return [one.rule for one in read_back(content, media_type, of)]


WORDS = (Text("apples"),)
HOLDERS: dict[str, Node] = {
    "strong": Paragraph((Text("We bring "), Strong(WORDS))),
    "emphasis": Paragraph((Text("We bring "), Emphasis(WORDS))),
    "underlined": Paragraph((Text("We bring "), Underline(WORDS))),
    "a link": Paragraph((Text("We bring "), Link(WORDS, "https://example.org"))),
    "a note": Paragraph((Text("We bring "), Note((Paragraph(WORDS),)))),
    "an item": List((Item((paragraph("We bring "), Paragraph(WORDS))),)),
    "a cell": Table((Row((Cell((paragraph("We bring "),)), Cell((Paragraph(WORDS),)))),), (None, None)),
    "a quotation": BlockQuote((paragraph("We bring "), Paragraph(WORDS))),
    "a reply": Reply((paragraph("We bring "), Paragraph(WORDS))),
}


@pytest.mark.parametrize("name", HOLDERS)
def test_words_are_missed_wherever_they_stand(name: str) -> None:
    page = b"<body><p>Dear Ann<p>We bring <b>apples</b>"
    wanted = letter(paragraph("Dear Ann"), HOLDERS[name], first=Furniture(), following=Furniture())
    assert rules(page, HTML, wanted) == []
    assert rules(page.replace(b"apples", b""), HTML, wanted) == ["lost-text"]


@pytest.mark.parametrize("media_type", MADE)
def test_what_stands_in_the_letter_twice_must_come_twice(media_type: str) -> None:
    twice = letter(*LETTER.blocks, LETTER.blocks[1])
    assert rules(MADE[media_type](twice), media_type, twice) == []
    assert rules(MADE[media_type](LETTER), media_type, twice) == ["lost-text"]


# ---- what the letter says itself ----

ASKS = letter(*LETTER.blocks, paragraph("We call you on [insert number]."))
"""Its own words were judged when it was made: a file is not refused for them."""
HEADS: dict[str, Callable[[bytes], bytes]] = {
    "with a title": lambda page: page,
    "without one": lambda page: page.replace(b"<title>x</title>", b"").replace(b"a{b:c}", b"@media print{a{b:c}}"),
    "no head at all": lambda page: page[page.index(b"<body>") :],
}


@pytest.mark.parametrize("name", HEADS)
def test_words_of_the_letters_own_may_look_unfilled_on_a_page(name: str) -> None:
    page = HEADS[name](as_html(ASKS))
    assert rules(page, HTML, ASKS) == []
    assert "bracketed-prompt" in rules(page.replace(b"<p>one", b"<p>[insert date] one"), HTML, ASKS)


def test_words_of_the_letters_own_may_look_unfilled_in_a_word_file() -> None:
    assert rules(as_word(ASKS), WORD, ASKS) == []
    assert "bracketed-prompt" in rules(as_word(letter(*ASKS.blocks, paragraph("[insert date]"))), WORD, ASKS)


def test_one_header_may_begin_as_another_does() -> None:
    """What the first page's header says besides is not taken for words that nobody has judged."""
    asks = Furniture(header=(paragraph("Our number: [insert number]"),))
    wanted = letter(
        *LETTER.blocks, first=asks, following=Furniture((paragraph("Our number:"),), LETTER.following.footer)
    )
    both = b"Our number:</w:t></w:r></w:p><w:p><w:r><w:t>Our number: [insert number]"
    made = changed(as_word(LETTER), "word/header1.xml", b"The Board", both)
    assert rules(made, WORD, wanted) == []


# ---- margins ----

PAGE = b"<body><p>The Board<p>Dear Ann<p>Ref AB/9, page"
MARGINS = letter(
    paragraph("Dear Ann"),
    first=Furniture(
        (paragraph("The Board"),),
        (
            Paragraph(
                (
                    *(Text("Sheet "), PageNumber(), LineBreak()),
                    *(Text("Ref "), Text("AB/9", "reference"), Text(", page "), PageNumber()),
                )
            ),
        ),
    ),
)


def test_a_page_without_end_leaves_out_lines_that_number_pages_and_no_more() -> None:
    """A line that holds a value is there all the same, and so is what says nothing of pages."""
    assert rules(PAGE, HTML, MARGINS) == []
    assert rules(PAGE.replace(b"The Board", b""), HTML, MARGINS) == ["lost-text"]
    (lost,) = read_back(PAGE.replace(b"AB/9", b""), HTML, MARGINS)
    assert (lost.rule, lost.place.path) == ("lost-value", "reference")


# ---- letters in another order ----

PEACE = "\u05e9\u05dc\u05d5\u05dd \u05e8\u05d1"


def test_a_value_in_a_script_that_comes_back_in_another_order() -> None:
    """All its letters must be there; in which order a PDF gives them is no fault of the letter's."""
    wanted = letter(paragraph("Dear ", Text(PEACE, "name")), first=Furniture(), following=Furniture())
    page = f"<body><p>Dear {PEACE[::-1]}"
    assert rules(page.encode(), HTML, wanted) == []
    (lost,) = read_back(page.replace(PEACE[0], "").encode(), HTML, wanted)
    assert (lost.rule, lost.place.path) == ("lost-value", "name")


# ---- by words alone, and what is kept ----


def test_how_a_page_is_indented_asks_nobody() -> None:
    page = as_html(letter(*LETTER.blocks, first=Furniture())).replace(b"<p>", b"\n    <p>")
    assert read_back_words(page, HTML, FLOW, furniture=(), document=never) == ()


def test_no_value_is_kept_when_its_letter_is_gone() -> None:
    """The wording of a template is kept from one letter to the next; what is from the data is not."""
    words = [chr(ord("a") + n) * 3 for n in range(3)]

    def proven() -> None:
        values = tuple(Text(word, f"is_gone[{n}]") for n, word in enumerate(words))
        wanted = letter(
            *LETTER.blocks, Paragraph(values[:1]), paragraph("and ", values[1]), BlockQuote((Paragraph(values[2:]),))
        )
        assert rules(as_html(wanted), HTML, wanted) == []
        assert rules(as_word(wanted), WORD, wanted) == []

    proven()
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, Text) and (one.field or "").startswith("is_gone[")]
    assert kept == []
