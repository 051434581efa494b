"""The words of what the recipient is to fill in, as what a template means: a PDF cannot say so of its text."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.document import Heading, LineBreak, Paragraph, Reply, Text
from letterforge.loading.tree import Answer, For, If, Node, Placeholder, Wording, children_of, walk, ways
from letterforge.scanning.allowed import ANYTHING, Allowance, Allowed


def words_for_recipients(wording: Wording) -> Allowed:
    """Each stretch of words that no condition or loop interrupts, paragraph by paragraph, and over a whole slip."""
    found: dict[str, None] = {}
    for node in walk((*wording.blocks, *wording.furniture)):
        if isinstance(node, Answer):
            found[node.shown] = None  # by itself in a cell, or in a control within other words
        elif isinstance(node, Reply):
            found |= dict.fromkeys(_stretches(tuple(_words(node.children, end="\n"))))
            found |= dict.fromkeys(_stretches(tuple(_words(node.children, end=None))))
            found |= dict.fromkeys(text for said in _decided(node.children) for text in _stretches((said,)))
    return tuple(Allowance(None, text) for text in found)


def _decided(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Each paragraph in which something hangs on a condition, as the ways through it make it."""
    for node in walk(nodes):
        if isinstance(node, (Paragraph, Heading)) and any(isinstance(one, (If, For)) for one in walk(node.children)):
            yield from _readings(node.children)


def _readings(nodes: tuple[Node, ...]) -> list[str]:
    """What a row of inlines may say; of a loop, and of more ways than a slip has, only what is around them is known."""
    found = [""]
    for node in nodes:
        more = _of_one(node)
        found = [
            before + after for before in found for after in (more if len(found) * len(more) <= _WAYS else [ANYTHING])
        ]
    return found


def _of_one(node: Node) -> list[str]:
    if isinstance(node, Text):
        return [node.text]
    if isinstance(node, Answer):
        return [node.shown]
    if isinstance(node, LineBreak):
        return ["\n"]
    if isinstance(node, (Placeholder, For)):
        return [ANYTHING]
    if isinstance(node, If):
        nothing = [] if node.branches[-1].condition is None else [""]
        return [*(said for way in ways(node) for said in _readings(way)), *nothing]
    return _readings(children_of(node))


_WAYS = 32


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
        elif isinstance(node, Answer):
            yield node.shown
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
