"""The words of what the recipient is to fill in, as what a template means: a PDF cannot say so of its text."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.document import Heading, LineBreak, Paragraph, Reply, Text
from letterforge.loading.tree import For, If, Node, Placeholder, Wording, children_of, walk, ways
from letterforge.scanning.allowed import ANYTHING, Allowance, Allowed


def words_for_recipients(wording: Wording) -> Allowed:
    """Each stretch of words that no condition or loop interrupts, paragraph by paragraph, and over a whole slip."""
    found: dict[str, None] = {}
    for node in walk((*wording.blocks, *wording.furniture)):
        if isinstance(node, Reply):
            found |= dict.fromkeys(_stretches(tuple(_words(node.children, end="\n"))))
            found |= dict.fromkeys(_stretches(tuple(_words(node.children, end=None))))
    return tuple(Allowance(None, text) for text in found)


def _stretches(pieces: tuple[str | None, ...]) -> Iterator[str]:
    """The texts between two cuts. What holds no letter would allow its like all over the letter."""
    said: list[str] = []
    for piece in (*pieces, None):
        if piece is not None:
            said.append(piece)
            continue
        text = " ".join("".join(said).split())
        said.clear()
        if any(sign.isalpha() and sign != ANYTHING for sign in text):
            yield text


def _words(nodes: tuple[Node, ...], end: str | None) -> Iterator[str | None]:
    """The words, None where a condition or a loop cuts them; ``end`` is what ends a paragraph."""
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, LineBreak):
            yield "\n"
        elif isinstance(node, Placeholder):
            yield ANYTHING
        elif isinstance(node, (If, For)):
            for way in ways(node):
                yield None
                yield from _words(way, end)
            yield None
        else:
            yield from _words(children_of(node), end)
            if isinstance(node, (Paragraph, Heading)):
                yield end
