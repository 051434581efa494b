"""Bookmarks that a loop has written more than once: a name and a number stand once in a part (ECMA-376, 17.13.6)."""

from __future__ import annotations

import re

MARK = "<w:bookmark"
"""What the start and the end of a bookmark begin with."""
_MARK = re.compile(r'<w:bookmark(Start|End)\b[^>]*?\bw:id="([^"]*)"[^>]*?(?:/>|>\s*</w:bookmark\1>)')


def once(xml: str) -> str:
    """The part with the first of each bookmark only, and without one that has lost its start or its end."""
    starts: dict[str, int] = {}
    kept: set[int] = set()
    ended: set[str] = set()
    for found in _MARK.finditer(xml):
        kind, number = found[1], found[2]
        if kind == "Start":
            starts.setdefault(number, found.start())
        elif number in starts and number not in ended:
            ended.add(number)
            kept |= {starts[number], found.start()}
    return _MARK.sub(lambda found: found[0] if found.start() in kept else "", xml)
