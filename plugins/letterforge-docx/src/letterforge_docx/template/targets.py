"""The targets of links: texts with tags, filled and percent-encoded (RFC 3986)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias
from urllib.parse import quote

from letterforge.addresses import continued
from letterforge.word_tags import TagKind, WordTag
from letterforge_docx.template.groups import Group, MismatchError, Node
from letterforge_docx.template.output import Output
from letterforge_docx.template.rich_runs import ADDRESS, checked_link

Write: TypeAlias = Callable[[Output, list[str]], None]
Queued: TypeAlias = Callable[[WordTag], int]
"""Gives a tag the place of its queue."""


def target(nodes: Sequence[Node], queue: Queued) -> Callable[[Output], str]:
    """How to make the target.

    What it makes raises a RenderError where the address would be of a scheme that is not allowed.
    """
    first = nodes[0] if nodes else ""
    scheme = first.partition(":")[0].lower() if isinstance(first, str) else ""
    write = _writes(nodes, queue)

    def make(out: Output) -> str:
        pieces: list[str] = []
        write(out, pieces)
        whole = "".join(pieces)
        return whole if scheme else checked_link(whole)

    return make


def _writes(nodes: Sequence[Node], queue: Queued) -> Write:
    steps = [_step(node, queue) for node in nodes]

    def write(out: Output, pieces: list[str]) -> None:
        for step in steps:
            step(out, pieces)

    return write


def _step(node: Node, queue: Queued) -> Write:
    if isinstance(node, str):
        return lambda _, pieces: pieces.append(node)
    if isinstance(node, Group):
        return _group(node, queue)
    if node.kind is not TagKind.PLACEHOLDER:
        raise MismatchError
    index = queue(node)

    def write(out: Output, pieces: list[str]) -> None:
        value = out.texts[index]()
        text = value if isinstance(value, str) else value.text
        pieces.append(continued("".join(pieces), text) if pieces else quote(text, safe=ADDRESS))

    return write


def _group(group: Group, queue: Queued) -> Write:
    index = queue(group.tag)
    bodies = [_writes(body, queue) for body in group.bodies]
    loops = group.tag.kind is TagKind.FOR

    def write(out: Output, pieces: list[str]) -> None:
        count = out.counts[index]()
        if not loops:
            if count >= 0:
                bodies[count](out, pieces)
            return
        for _ in range(count):
            bodies[0](out, pieces)
        if not count and len(bodies) > 1:
            bodies[1](out, pieces)

    return write
