"""The title of a Word file that says none: the words of its first heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from letterforge.document import (
    Coloured,
    Emphasis,
    Heading,
    Image,
    LineBreak,
    Link,
    Marked,
    Note,
    PageCount,
    PageNumber,
    Phrase,
    Strong,
    Tab,
    Text,
    Underline,
)
from letterforge.loading.tree import Answer, Block, For, If, Inline, Pattern, Placeholder


def first_heading(body: tuple[Block, ...]) -> Pattern:
    """The words of the first heading."""
    for node in body:
        if isinstance(node, Heading):
            return tuple(_words(node.children))
    return ()


def _words(nodes: tuple[Inline, ...]) -> Iterator[Text]:
    for node in nodes:
        match node:
            case Text():
                yield node
            case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Link() | For():
                yield from _words(node.children)
            case Tab():
                yield Text(" ")
            case Placeholder() | Answer() | If() | Note() | Image() | LineBreak() | PageNumber() | PageCount():
                pass
            case _:
                assert_never(node)
