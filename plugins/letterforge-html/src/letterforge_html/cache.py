"""What is kept from one letter to the next: bounded, safe in threads, oldest out first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by key, made when first asked for."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: dict[Hashable, T] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value for a key. Two threads that ask at once may both make it; they get equal ones."""
        if (found := self._values.get(key)) is not None:
            return found
        value = make()
        with self._lock:
            while len(self._values) >= self._room:
                del self._values[next(iter(self._values))]
            self._values[key] = value
        return value


class KeptByIdentity:
    """Markup by the very node that it was made of.

    A part of a letter that no placeholder touches is one object in every letter made from a template.
    Frozen nodes hash by value, which costs more than making the markup: so the identity is the key, and
    the node is held, so that no other object can come to have it.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: dict[int, tuple[object, str]] = {}
        self._lock = threading.Lock()

    def get(self, node: object) -> str | None:
        """The markup of this node, if it is known."""
        found = self._values.get(id(node))
        return None if found is None else found[1]

    def keep(self, node: object, markup: str) -> None:
        """Remember the markup of this node."""
        with self._lock:
            while len(self._values) >= self._room:
                del self._values[next(iter(self._values))]
            self._values[id(node)] = (node, markup)
