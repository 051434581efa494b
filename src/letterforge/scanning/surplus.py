"""Whether a file says more than its letter: letters and digits that are in no text of it, and that nobody has declared.

The usual case is settled in `coverage`, where nothing stands between the words of the letter. What is left comes here:
a file with pages, whose furniture comes again and again, and one with numbers before its items and notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from letterforge.document import (
    Block,
    Document,
    Image,
    Link,
    List,
    Node,
    Note,
    NumberStyle,
    PageCount,
    PageNumber,
    Row,
    Text,
    walk,
)
from letterforge.document import passages as texts_of
from letterforge.findings import Finding, Place
from letterforge.rules.rendering import SURPLUS_TEXT

# Scripts whose characters a PDF gives back in another order than they are written in.
REORDERED = re.compile("[\u0300-\u036f\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u1a00-\u1aff\ufb1d-\ufdff\ufe70-\ufefc]")
_OTHER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]")
_NUMBER = "\0"  # no text of a letter holds it
_DIGITS = 5  # of the number of a page, at most
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def says(text: str) -> bool:
    """Whether there is a letter or a digit in a text."""
    return _WORD.search(text) is not None


def beyond(
    texts: Sequence[str], document: Document, own: Callable[[], Sequence[str]], *, spoken: bool
) -> Iterator[Finding]:
    """What these texts, page by page, say beyond the letter; a finding counts letters, and shows none.

    ``own`` gives words that are not the letter's and may be in the file all the same, whole and as often as it likes:
    those of its renderer, of stationery and template. ``spoken``: the format has title, alternative texts and addresses
    among its words.
    """
    pages = max(1, len(texts))
    text = "".join(map(loose, texts))
    more = Counter(text)
    wanted = [loose(node.text) for node in walk(document.blocks) if isinstance(node, Text)]
    more.subtract(Counter("".join(wanted)))  # counted at once: a string is subtracted sign by sign
    more.subtract("".join(_labels(document.blocks)))
    more.subtract("".join(f"{n}{pages}" for n in range(1, pages + 1)))
    first, following = document.first, document.following
    margins = (*first.header, *first.footer, *following.header, *following.footer)
    # Whole, and line by line: a page without end shows them without the lines that number pages.
    parts = [*map(_run, margins), *(loose(node.text) for node in walk(margins) if isinstance(node, Text))]
    repeated = [one for one in dict.fromkeys(parts) if one.strip(_NUMBER)]
    if not _over(more):
        return
    said = list(_said(document)) if spoken else []
    heads = [loose("".join(texts_of((cell,)))) for cell in heads_of(document.blocks)] if pages > 1 or spoken else []
    rest, taken = _taken(text, wanted, [*repeated, *heads, *said])
    more.subtract(taken)
    if pages > 1:
        for one in repeated:
            if REORDERED.search(one):
                more.subtract(one.replace(_NUMBER, "") * pages)
    if _over(more):
        # Last, and only in what is left: words of a template are for the most part those of the letter, too.
        more.subtract(_taken(rest, (), [loose(one) for one in own()])[1])
    # A page's number in the text itself has as many digits as it has.
    numbers = sum(isinstance(node, (PageNumber, PageCount)) for node in walk(document.blocks))
    count = _over(more) - min(_DIGITS * numbers, sum(n for sign, n in more.items() if n > 0 and sign.isdigit()))
    if count:
        letters = "1 letter or digit" if count == 1 else f"{count} letters and digits"
        message = f"the finished file says more than the letter: {letters} too many"
        yield SURPLUS_TEXT.at(Place(), message=message, hint=None)


def _over(more: Counter[str]) -> int:
    return sum(count for character, count in more.items() if count > 0 and character.isalnum())


def normal(text: str) -> str:
    """Compatibility forms taken apart, so that a ligature is its letters and an accent stands by itself."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def loose(text: str) -> str:
    """Letters and digits alone: a hyphen at the end of a line, and a mark in another order, do not count here."""
    return _OTHER.sub("", normal(text))


def _taken(text: str, once: Iterable[str], often: Iterable[str]) -> tuple[str, str]:
    """A text without the words that it holds once and those that it may hold often; and what it held of the latter.

    The longest go first, so that none is taken for a part of another.
    """
    taken: list[str] = []
    wanted = [(one, False) for one in once if one] + [(one, True) for one in dict.fromkeys(often) if one]
    for one, again in sorted(wanted, key=lambda pair: (-len(pair[0]), pair[1])):
        if not again:
            text = text.replace(one, "\n", 1)
        elif _NUMBER in one:
            pattern = re.compile(r"\d{1,5}".join(map(re.escape, one.split(_NUMBER))))
            taken += pattern.findall(text)
            text = pattern.sub("\n", text)
        else:
            taken.append(one * text.count(one))
            text = text.replace(one, "\n")
    return text, "".join(taken)


def _run(block: Block) -> str:
    """The words of a block of the furniture, with a NUL for each number of a page."""
    words = []
    for node in walk((block,)):
        if isinstance(node, Text):
            words.append(loose(node.text))
        elif isinstance(node, (PageNumber, PageCount)):
            words.append(_NUMBER)
    return "".join(words)


def heads_of(blocks: tuple[Block, ...]) -> Iterator[Node]:
    """Cells that head a column, which a table repeats on each page."""
    for node in walk(blocks):
        if isinstance(node, Row) and node.header:
            yield from node.children


def _said(document: Document) -> Iterator[str]:
    """What a format may have among its words that is none: the title, addresses, and words for pictures."""
    yield loose(document.title)
    first, following = document.first, document.following
    for node in walk((*first.header, *first.footer, *document.blocks, *following.header, *following.footer)):
        if isinstance(node, Link):
            yield loose(node.target)
        elif isinstance(node, Image):
            yield loose(node.alt)


def _labels(blocks: tuple[Block, ...]) -> Iterator[str]:
    """What stands before items and notes, and in the text where a note is called: numbers and letters."""
    notes = 0
    for node in walk(blocks):
        if isinstance(node, List) and node.ordered:
            yield from (_label(number, node.style) for number in range(node.start, node.start + len(node.children)))
        elif isinstance(node, Note):
            notes += 1
            yield from (str(notes), _label(notes, NumberStyle.LOWER_ROMAN), str(notes))


def _label(number: int, style: NumberStyle) -> str:
    if style in {NumberStyle.LOWER_ALPHA, NumberStyle.UPPER_ALPHA}:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters
    if style in {NumberStyle.LOWER_ROMAN, NumberStyle.UPPER_ROMAN}:
        letters = ""
        for value, sign in _ROMAN:
            letters += sign * (number // value)
            number %= value
        return letters
    return str(number)
