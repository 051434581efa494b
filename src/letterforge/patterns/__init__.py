"""Regular expressions that are compiled when they are first asked for: most texts hold no sign of what most of them find."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, cast

Source: TypeAlias = "str | Callable[[], str]"
"""A pattern, or how it is written, where that takes something that is slow to import."""
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Late:
    """Has whatever a compiled pattern has, once somebody asks for any of it."""

    __slots__ = ("_given", *_METHODS)

    def __init__(self, source: Source, flags: int) -> None:
        self._given = source, flags

    def _compiled(self) -> re.Pattern[str]:
        source, flags = self._given
        return re.compile(source if isinstance(source, str) else source(), flags)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked for by whoever copies it
            raise AttributeError(name)
        # Only what is not there yet comes here; the methods of the pattern are there from now on.
        compiled = self._compiled()
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def late(source: Source, flags: int = 0) -> re.Pattern[str]:
    r"""As `re.compile`, later: a fault in the pattern is raised by the first text that it is held against.

    >>> late(r"\d+").findall("3 March 2026")
    ['3', '2026']
    """
    return cast("re.Pattern[str]", _Late(source, flags))
