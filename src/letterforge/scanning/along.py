"""Which nodes' words are kept with those of their paragraph: each class of node is named, as mypy sees to."""

from __future__ import annotations

from typing import assert_never

from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Node,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Row,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)

_known: dict[type[Node], bool] = {}
"""What was said of a class: a letter has hundreds of nodes of a dozen classes."""


def goes_along(node: Node) -> bool:
    """Whether a node stands in a paragraph and holds others."""
    found = _known.get(type(node))
    if found is None:
        found = _known[type(node)] = _stands_in_line(node)
    return found


def _stands_in_line(node: Node) -> bool:
    match node:
        case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Link() | Note():
            return True
        case Text() | LineBreak() | PageNumber() | PageCount() | Tab() | Image():
            return False
        case Section() | Landscape() | Space() | ThematicBreak() | PageBreak():
            return False
        case Heading() | Paragraph() | List() | Item() | Table() | Row() | Cell() | BlockQuote() | Reply():
            return False
        case _:
            assert_never(node)
