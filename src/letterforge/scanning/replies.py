"""What the recipient is to fill in, known again in a file that cannot say so of its text."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.document import Document, Reply, passages, walk


def said_for_recipient(document: Document) -> tuple[str, ...]:
    """The stretches of a document that are for the recipient, and their paragraphs, without blanks.

    A stretch may reach over a page's end: its paragraphs are looked for as well as the whole.
    """
    first, following = document.first, document.following
    blocks = (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)
    found: dict[str, None] = {}
    for node in walk(blocks):
        if isinstance(node, Reply):
            paragraphs = [_joined(one) for one in passages(node.children)]
            found |= dict.fromkeys(said for said in ("".join(paragraphs), *paragraphs) if said)
    return tuple(found)


def for_recipient(stretches: tuple[str, ...], text: str, span: tuple[int, int]) -> bool:
    """Whether ``text[start:stop]`` of a finished file stands in one of these stretches.

    Blanks and line ends do not count: a page has them elsewhere.
    """
    if not stretches:
        return False
    start, stop = (len(_joined(text[:at])) for at in span)
    page = _joined(text)
    return any(at <= start and stop <= at + len(said) for said in stretches for at in _places(said, page, start))


def _places(said: str, page: str, around: int) -> Iterator[int]:
    """Where a text stands on a page, if it reaches as far as a place there."""
    at = page.find(said, max(0, around - len(said)))
    while 0 <= at <= around:
        yield at
        at = page.find(said, at + 1)


def _joined(text: str) -> str:
    return "".join(text.split())
