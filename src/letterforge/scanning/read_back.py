"""Whether a fresh file holds the whole of what it was made of, and no mark of a template."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from letterforge.document import Block, Document
from letterforge.document import passages as texts_of
from letterforge.findings import Finding, Place
from letterforge.passages import Passage
from letterforge.rules import RULES
from letterforge.rules.data import TEMPLATE_MARK
from letterforge.scanning.coverage import Expected, compared, covers, expected, missing
from letterforge.scanning.leftovers.detector import Strength
from letterforge.scanning.leftovers.marks import braces
from letterforge.scanning.leftovers.search import search
from letterforge.scanning.printed import PrintedText
from letterforge.scanning.printed_text import of_passages, printed_text
from letterforge.scanning.readers import kinds
from letterforge.scanning.replies import for_recipient, said_for_recipient
from letterforge.scanning.spacing import drawn_together
from letterforge.scanning.surplus import beyond
from letterforge.scanning.surplus_words import words_beyond

Meant: TypeAlias = Callable[[str, str, tuple[int, int]], bool]


def nothing_is(rule: str, text: str, span: tuple[int, int]) -> bool:
    """Nothing is meant as it stands."""
    del rule, text, span
    return False


@dataclass(frozen=True, slots=True)
class Means:
    """What a letter, and what it was made of, mean as it stands."""

    meant: Meant = nothing_is
    """Of what looks as if it still waited to be filled: by its rule, the text that it stands in, and where."""
    own: Callable[[], Sequence[str]] = tuple
    """Words that a file may hold beyond its letter; asked for only where it says more."""
    printed: Callable[[], Sequence[str]] = tuple
    """What the tags of a Word file have printed, some of it where only Word shows it; asked for as seldom."""


MEANS_NOTHING = Means()


def read_back(
    content: bytes,
    media_type: str,
    document: Document,
    *,
    text: Callable[[bytes], Iterable[Passage]] | None = None,
    like: str | None = None,
    means: Means = MEANS_NOTHING,
) -> tuple[Finding, ...]:
    """What a fresh file lacks of its document, what it says beyond it, and the marks of a template in it; () if it is whole.

    ``text`` reads a format that letterforge does not know; ``like`` names the files that have most in common with this
    one, such as those of one template. No finding shows a value from the data.

    Raises:
        UsageError: letterforge does not read this media type, and no ``text`` is given.
        UnreadableFileError: the file cannot be read.
    """
    if text is not None:
        passages = tuple(text(content))
        found = of_passages(passages)
        left = (*missing(Expected(document.blocks), found), *_waiting(passages, document, means.meant))
        left = left or tuple(drawn_together(document.blocks, (one.text for one in passages)))
        # The signs of a stranger's format nobody here knows: its words are counted, and not its letters.
        return left or tuple(words_beyond(found.pages, document, own=means.own()))
    kind = kinds.named(media_type)
    return _compared(content, kind, printed_text(content, kind, like), document, means=means)


def read_back_words(
    content: bytes,
    media_type: str,
    flow: str,
    *,
    furniture: Sequence[str],
    document: Callable[[], Document],
    like: str | None = None,
    means: Means = MEANS_NOTHING,
) -> tuple[Finding, ...]:
    """As `read_back`, by the words of the flow and of the furniture; a NUL in them stands for a page's number.

    ``document`` is asked for only where the words alone do not settle it.
    """
    kind = kinds.named(media_type)
    found = printed_text(content, kind, like)
    if not found.suspicious and covers(found, flow, furniture):
        return ()
    whole = document()
    if kind is not kinds.WORD:
        return _compared(content, kind, found, whole, means=means)
    # Such a file is a Word template filled as itself: what its cells cover, and what else it holds for Word alone, is in
    # no document, so that its words are counted, and not its letters.
    left = _compared(content, kind, found, whole, means=means, surplus=False)
    from letterforge.scanning.printed_word import printed_lines  # noqa: PLC0415  (for Word alone, and slow to import)

    return left or tuple(words_beyond(printed_lines(content), whole, printed=means.printed(), own=means.own()))


def _compared(
    content: bytes,
    kind: kinds.Kind,
    found: PrintedText,
    document: Document,
    *,
    means: Means,
    surplus: bool = True,
) -> tuple[Finding, ...]:
    # A Word file keeps the furniture of following pages, however many it will have.
    pages = {kinds.WORD: 2, kinds.PDF: len(found.pages)}.get(kind)
    differ = compared(expected(document, pages=pages), found)
    if differ.lacking:  # a file that is not whole is refused for that; what is lost leaves all kinds of things behind
        return (*differ.lacking, *_marks(kind.passages(content), document)) if found.suspicious else differ.lacking
    if found.suspicious or differ.waiting:
        waiting = tuple(_waiting(tuple(kind.passages(content)), document, means.meant))
        if waiting:
            return waiting
    if differ.spaced:
        folded = tuple(drawn_together(_all_blocks(document), (one.text for one in kind.passages(content))))
        if folded:
            return folded
    if not (differ.more and surplus):
        return ()
    texts = found.pages if found.furniture is None else (*found.pages, found.furniture)
    spoken = kind in {kinds.TEXT, kinds.MARKDOWN}
    return tuple(beyond(texts, document, lambda: (*means.own(), *means.printed()), spoken=spoken))


def _waiting(passages: Sequence[Passage], document: Document, meant: Meant) -> Iterator[Finding]:
    """What in a fresh file still waits to be filled: the last gate, since the letter should not have been made."""
    marks = tuple(_marks(passages, document))
    yield from marks
    said = {mark.place for mark in marks}
    replies = functools.cache(lambda: said_for_recipient(document))
    flow = functools.cache(lambda: "".join("".join(texts_of(_all_blocks(document))).split()))
    for found in search(passages):
        start, stop, strength = found.candidate
        place = found.passage.place
        if (
            strength is Strength.CERTAIN
            and place not in said
            and not meant(found.rule, found.passage.text, (start, stop))
            and not for_recipient(replies(), found.passage.text, (start, stop))
        ):
            said.add(place)
            message = "the finished file holds something that still waits to be filled in"
            if "".join(found.passage.text[start:stop].split()) in flow():
                # Each text of the letter was judged; a page has no paragraphs and cells, so that neighbours run together.
                message = "words that stand side by side in the finished file read as if they waited to be filled in"
            yield RULES[found.rule].at(place, message=message, hint=None)


def _marks(found: Iterable[Passage], document: Document) -> Iterator[Finding]:
    """The marks that are in the file, but for those that the letter's own words show: a letter may speak of templates."""
    meant: set[str] | None = None
    seen = set()
    for place, mark in _braces(found):
        if meant is None:
            meant = {mark for _, mark in _braces(Passage(text, Place()) for text in texts_of(_all_blocks(document)))}
        if place not in seen and mark not in meant:
            seen.add(place)
            message = "the finished file still holds a mark of a template"
            yield TEMPLATE_MARK.at(place, message=message, hint=None)


def _all_blocks(document: Document) -> tuple[Block, ...]:
    first, following = document.first, document.following
    return (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)


def _braces(passages: Iterable[Passage]) -> Iterator[tuple[Place, str]]:
    """The marks that our own templates are written with, in code, too: nothing else makes a letter fail."""
    for passage in passages:
        yield from ((passage.place, passage.text[start:stop]) for start, stop in braces(passage))
