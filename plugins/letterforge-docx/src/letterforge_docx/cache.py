"""A bounded cache that threads share: what was made for a key, for as long as newer things have not pushed it out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most ``size`` values; the one that was put in first goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: dict[K, V] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value of a key, None where there is none."""
        return self._known.get(key)

    def put(self, key: K, value: V) -> V:
        """Keep a value, and give it back."""
        with self._lock:
            self._known[key] = value
            while len(self._known) > self._size:
                del self._known[next(iter(self._known))]
        return value

    def made(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made now if there is none yet; two threads may both make it, to the same effect."""
        known = self._known.get(key)
        return self.put(key, make()) if known is None else known
