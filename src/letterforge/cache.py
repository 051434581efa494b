"""What is kept from one letter to the next: at most so many values, safe in threads and in forked processes.

Every cache of letterforge and its renderers that `functools.lru_cache` cannot be is one of these two. Both give a value
back only for what it was made of:

- `Cache` takes keys of which two that compare equal mean the same: texts, bytes, whole numbers, classes, members of
  enumerations, and tuples of them. Dates, times and decimals are none: 12:00 UTC equals 14:00+02:00, and prints differently. Their `isoformat` is one.
- `IdentityCache` takes any object, and knows it again by being the very same.

What was put in first goes first. Nothing is locked while a value is made, so that two threads may both make it; they get
equal ones.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from enum import Enum
from typing import Generic, TypeAlias, TypeVar

Key: TypeAlias = "str | bytes | int | type | Enum | tuple[Key, ...] | None"

K = TypeVar("K", bound=Key)
N = TypeVar("N")
V = TypeVar("V")


class _Guard:
    """The lock of all caches. A process that is forked while another thread holds it gets a lock that is open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def renew(self) -> None:
        self.lock = threading.Lock()


_GUARD = _Guard()
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_GUARD.renew)


def _put(values: dict[K, V], key: K, value: V, room: int) -> None:
    """Put a value in; what has been there longest goes."""
    with _GUARD.lock:
        if key not in values:
            while len(values) >= room:
                del values[next(iter(values))]
        values[key] = value


class Cache(Generic[K, V]):
    """At most ``room`` values by key.

    >>> texts = Cache[str, str](room=2)
    >>> texts.made("a", lambda: "A"), texts.made("a", lambda: "made once")
    ('A', 'A')
    >>> texts.put("b", "B"), texts.put("c", "C"), texts.get("a")
    ('B', 'C', None)
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._values: dict[K, V] = {}

    def __len__(self) -> int:
        """How many values it holds now."""
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value for a key, None where there is none."""
        return self._values.get(key)

    def put(self, key: K, value: V) -> V:
        """Keep a value, and give it back."""
        _put(self._values, key, value, self._room)
        return value

    def made(self, key: K, make: Callable[[], V]) -> V:
        """The value for a key, made now if there is none yet; a value is never None."""
        found = self._values.get(key)
        return self.put(key, make()) if found is None else found

    def clear(self) -> None:
        """Forget everything."""
        with _GUARD.lock:
            self._values.clear()


class IdentityCache(Generic[N, V]):
    """At most ``room`` values, each by the very object that it was made of.

    A part of a letter that no placeholder touches is one object in every letter made from a template. Frozen nodes hash
    by all that is in them, which costs more than to make their markup again; their identity costs nothing. The object is
    held as long as its value, so that no other can come to have its identity.

    >>> marks = IdentityCache[tuple[str, ...], str](room=2)
    >>> node, equal = ("a", str(1)), ("a", str(1))
    >>> marks.put(node, "markup"), marks.get(node), marks.get(equal)
    ('markup', 'markup', None)
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._values: dict[int, tuple[N, V]] = {}

    def __len__(self) -> int:
        """How many values it holds now."""
        return len(self._values)

    def get(self, of: N) -> V | None:
        """The value for this object, None where there is none."""
        found = self._values.get(id(of))
        return None if found is None else found[1]

    def put(self, of: N, value: V) -> V:
        """Keep a value for this object, and give it back."""
        _put(self._values, id(of), (of, value), self._room)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with _GUARD.lock:
            self._values.clear()
