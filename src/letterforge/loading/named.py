"""What kind of node stands in a tree that is being read: for macros, which go from one place to another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from letterforge.document import (
    BlockQuote,
    Emphasis,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Reply,
    Strong,
    Table,
    ThematicBreak,
    Underline,
)
from letterforge.expressions.expression import Expression
from letterforge.expressions.statements import Assignment, Call
from letterforge.loading.tree import For, If, Placeholder, Tag, Unseen

_LINES = (Paragraph, Heading, Strong, Emphasis, Underline, Unseen, Item)
_BLOCKS = (Heading, Paragraph, List, Table, BlockQuote, Reply, ThematicBreak, PageBreak)


def is_line(node: object) -> bool:
    """Whether a node says nothing where nothing is left in it."""
    return isinstance(node, _LINES)


def is_block(node: object) -> bool:
    """Whether a node stands between paragraphs, or something in it does."""
    if isinstance(node, If):
        return any(is_block(one) for branch in node.branches for one in branch.children)
    if isinstance(node, For):
        return any(map(is_block, (*node.children, *node.otherwise)))
    return isinstance(node, _BLOCKS)


def is_inline(node: object) -> bool:
    """Whether a node stands within a line."""
    return not is_block(node)


def called_alone(node: object) -> tuple[Call, Tag] | None:
    """The call that a paragraph is, with its tag, where nothing else stands in it."""
    if isinstance(node, Paragraph) and len(node.children) == 1:
        only = node.children[0]
        if isinstance(only, Placeholder) and isinstance(only.does, Call):
            return only.does, only.tag
    return None


def every(value: object) -> Iterator[object]:
    """All nodes, in whatever stands in a tree."""
    if isinstance(value, tuple):
        for one in value:
            yield from every(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Expression, Tag, type)):
        yield value
        for one in dataclasses.fields(value):
            yield from every(getattr(value, one.name))


def is_named(node: object) -> bool:
    """Whether a node is an assignment, a macro or the call of one."""
    return (isinstance(node, Placeholder) and node.does is not None) or (
        isinstance(node, If) and node.macro is not None
    )


def changes(value: object, name: str) -> bool:
    """Whether something in a loop changes a namespace."""
    return any(
        isinstance(node, Placeholder)
        and isinstance(node.does, Assignment)
        and node.does.attribute is not None
        and node.does.name == name
        for node in every(value)
    )
