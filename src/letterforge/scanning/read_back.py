"""Whether a fresh file holds the whole of what it was made of, and no mark of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from letterforge.document import Document
from letterforge.document import passages as texts_of
from letterforge.findings import Finding, Place
from letterforge.passages import Passage
from letterforge.rules.data import TEMPLATE_MARK
from letterforge.scanning.coverage import Expected, covers, expected, missing
from letterforge.scanning.leftovers.marks import braces
from letterforge.scanning.printed import PrintedText
from letterforge.scanning.printed_text import of_passages, printed_text
from letterforge.scanning.readers import kinds


def read_back(
    content: bytes,
    media_type: str,
    document: Document,
    *,
    text: Callable[[bytes], Iterable[Passage]] | None = None,
    like: str | None = None,
) -> tuple[Finding, ...]:
    """What a fresh file lacks of its document, and the marks of a template that it still holds; () if it is whole.

    ``text`` reads a format that letterforge does not know; ``like`` names the files that have most in common with this
    one, such as those of one template. No finding shows a value from the data.

    Raises:
        UsageError: letterforge does not read this media type, and no ``text`` is given.
        UnreadableFileError: the file cannot be read.
    """
    if text is not None:
        passages = tuple(text(content))
        return (*missing(Expected(document.blocks), of_passages(passages)), *_marks(passages, document))
    kind = kinds.named(media_type)
    return _compared(content, kind, printed_text(content, kind, like), document)


def read_back_words(
    content: bytes,
    media_type: str,
    flow: str,
    *,
    furniture: Sequence[str],
    document: Callable[[], Document],
    like: str | None = None,
) -> tuple[Finding, ...]:
    """As `read_back`, by the words of the flow and of the furniture; a NUL in them stands for a page's number.

    ``document`` is asked for only where the words alone do not settle it.
    """
    kind = kinds.named(media_type)
    found = printed_text(content, kind, like)
    if not found.suspicious and covers(found, flow, furniture):
        return ()
    return _compared(content, kind, found, document())


def _compared(content: bytes, kind: kinds.Kind, found: PrintedText, document: Document) -> tuple[Finding, ...]:
    # A Word file keeps the furniture of following pages, however many it will have.
    pages = {kinds.WORD: 2, kinds.PDF: len(found.pages)}.get(kind)
    lacking = missing(expected(document, pages=pages), found)
    return (*lacking, *_marks(kind.passages(content), document)) if found.suspicious else lacking


def _marks(found: Iterable[Passage], document: Document) -> Iterator[Finding]:
    """The marks that are in the file, but for those that the letter's own words show: a letter may speak of templates."""
    first, following = document.first, document.following
    blocks = (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)
    meant: set[str] | None = None
    seen = set()
    for place, mark in _braces(found):
        if meant is None:
            meant = {mark for _, mark in _braces(Passage(text, Place()) for text in texts_of(blocks))}
        if place not in seen and mark not in meant:
            seen.add(place)
            message = "the finished file still holds a mark of a template"
            yield TEMPLATE_MARK.at(place, message=message, hint=None)


def _braces(passages: Iterable[Passage]) -> Iterator[tuple[Place, str]]:
    """The marks that our own templates are written with, in code, too: nothing else makes a letter fail."""
    for passage in passages:
        yield from ((passage.place, passage.text[start:stop]) for start, stop in braces(passage))
