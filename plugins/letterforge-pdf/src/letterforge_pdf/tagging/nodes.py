"""What a structure tree is made of (ISO 32000-1, 14.7), before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: the index of its page, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A place to click: the index of its page, and its dictionary."""

    page: int
    dictionary: Any


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. ``kind`` is a standard structure type, ``attributes`` are those of ``owner``."""

    kind: str
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    owner: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)
    """Entries of the element itself, such as ``Alt``."""

    def new(self, kind: str, **entries: object) -> Node:
        """A new element at the end of this one."""
        node = Node(kind, entries=entries)
        self.kids.append(node)
        return node
