"""What kind of node stands in a tree that is being read: for macros, which go from one place to another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from letterforge.expressions.expression import Expression
from letterforge.expressions.statements import Assignment, Call
from letterforge.loading.tree import For, If, Placeholder, Tag

_LINES = frozenset(("Paragraph", "Heading", "Strong", "Emphasis", "Underline", "Unseen", "Item"))
_BLOCKS = frozenset(
    ("Heading", "Paragraph", "List", "Table", "BlockQuote", "Reply", "ThematicBreak", "PageBreak", "Leveled")
)


def is_line(node: object) -> bool:
    """Whether a node says nothing where nothing is left in it."""
    return type(node).__name__ in _LINES


def is_block(node: object) -> bool:
    """Whether a node stands between paragraphs, or something in it does."""
    if isinstance(node, If):
        return any(is_block(one) for branch in node.branches for one in branch.children)
    if isinstance(node, For):
        return any(map(is_block, (*node.children, *node.otherwise)))
    return type(node).__name__ in _BLOCKS


def is_inline(node: object) -> bool:
    """Whether a node stands within a line."""
    return not is_block(node)


def calls_alone(node: object) -> bool:
    """Whether a paragraph is nothing but a call of a macro."""
    children: Any = getattr(node, "children", ())
    return (
        type(node).__name__ == "Paragraph"
        and len(children) == 1
        and isinstance(children[0], Placeholder)
        and isinstance(children[0].does, Call)
    )


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
