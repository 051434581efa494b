"""Letters and digits beyond a letter: what stands before items and around pages is no surplus, and all else is counted."""

from __future__ import annotations

import pytest

from letterforge.document import (
    Document,
    Furniture,
    Image,
    Item,
    Link,
    List,
    NumberStyle,
    PageCount,
    PageNumber,
    Paragraph,
    Text,
)
from letterforge.scanning.read_back import read_back
from letterforge.scanning.surplus import beyond


def paragraph(words: str) -> Paragraph[Text]:
    return Paragraph((Text(words),))


@pytest.mark.parametrize(
    ("style", "start", "labels"),
    [
        (NumberStyle.DECIMAL, 8, "8. 9. 10."),
        (NumberStyle.DECIMAL, 99, "99. 100. 101."),
        (NumberStyle.LOWER_ALPHA, 1, "a) b) c)"),
        (NumberStyle.LOWER_ALPHA, 8, "h) i) j)"),
        (NumberStyle.UPPER_ALPHA, 26, "Z AA AB"),
        (NumberStyle.LOWER_ALPHA, 702, "zz aaa aab"),
        (NumberStyle.LOWER_ROMAN, 3, "iii iv v"),
        (NumberStyle.UPPER_ROMAN, 8, "VIII IX X"),
        (NumberStyle.LOWER_ROMAN, 39, "xxxix xl xli"),
        (NumberStyle.LOWER_ROMAN, 49, "xlix l li"),
        (NumberStyle.UPPER_ROMAN, 89, "LXXXIX XC XCI"),
        (NumberStyle.LOWER_ROMAN, 399, "cccxcix cd cdi"),
        (NumberStyle.LOWER_ROMAN, 499, "cdxcix d di"),
        (NumberStyle.UPPER_ROMAN, 899, "DCCCXCIX CM CMI"),
        (NumberStyle.LOWER_ROMAN, 1999, "mcmxcix mm mmi"),
    ],
)
def test_numbers_before_items_are_the_letters_own(style: NumberStyle, start: int, labels: str) -> None:
    items = tuple(Item((paragraph(word),)) for word in ("one", "two", "three"))
    letter = Document("en", "Visit", (paragraph("Dear Ann"), List(items, ordered=True, start=start, style=style)))
    lines = [f"{label} {word}" for label, word in zip(labels.split(), ("one", "two", "three"), strict=True)]
    text = "\n".join(["Visit", "Dear Ann", *lines])
    assert read_back(text.encode(), "text/plain", letter) == ()
    for more, count in ((" or four", 6), ("x", 1)):
        (found,) = read_back((text + more).encode(), "text/plain", letter)
        assert found.rule == "surplus-text"
        letters = "1 letter or digit" if count == 1 else f"{count} letters and digits"
        assert found.message == f"the finished file says more than the letter: {letters} too many"


def test_a_digit_too_many_on_the_only_page() -> None:
    """Its number and the count of pages are 1: another digit is somebody's."""
    letter = Document("en", "Visit", (paragraph("Dear Ann, see you in room"),))
    assert read_back(b"Dear Ann, see you in room", "text/plain", letter) == ()
    (found,) = read_back(b"Dear Ann, see you in room 2", "text/plain", letter)
    assert found.message == "the finished file says more than the letter: 1 letter or digit too many"


def test_what_a_text_says_for_what_it_cannot_show_is_the_letters_own() -> None:
    """Its title, the addresses of links, and words for pictures; anything else between them is not."""
    link = Link((Text("here"),), "https://example.org/guide")
    letter = Document("en", "A visit", (Paragraph((Text("See "), link, Text(" "), Image("d", "A plan of the rooms"))),))
    text = b"A visit\n\nSee here <https://example.org/guide> [A plan of the rooms]"
    assert read_back(text, "text/plain", letter) == ()
    for own in (b"A visit", b"https://example.org/guide", b"A plan of the rooms"):
        assert read_back(text.replace(own, b""), "text/plain", letter) == ()
        assert [one.rule for one in read_back(text.replace(own, own + b"s"), "text/plain", letter)] == ["surplus-text"]


def test_pages_may_be_numbered_above_and_below() -> None:
    furniture = Furniture(
        (Paragraph((Text("Page "), PageNumber())),),
        (Paragraph((Text("Sheet "), PageNumber(), Text(" of "), PageCount())),),
    )
    letter = Document(
        "en", "Visit", (paragraph("Dear Ann, we come on the day after the office has moved"),), following=furniture
    )
    pages = ["Dear Ann,", "Page 2 we come on the day Sheet 2 of 3", "Page 3 after the office has moved Sheet 3 of 3"]
    assert list(beyond(pages, letter, tuple, spoken=False)) == []
    (found,) = beyond([*pages[:2], pages[2].replace("Sheet", "4 Sheet")], letter, tuple, spoken=False)
    assert found.message == "the finished file says more than the letter: 1 letter or digit too many"
