"""Regular expressions that are compiled when they are first asked for: most texts hold no sign of what most of them find."""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Late:
    """Has whatever a compiled pattern has, once somebody asks for any of it."""

    __slots__ = ("_given", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> object:
        # Only what is not there yet comes here; the methods of the pattern are there from now on.
        compiled = re.compile(*self._given)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""As `re.compile`, later: a fault in the pattern is raised by the first text that it is held against.

    >>> late(r"\d+").findall("3 March 2026")
    ['3', '2026']
    """
    return cast("re.Pattern[str]", _Late(source, flags))
