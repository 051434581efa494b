"""Bookmarks, comments, moves and permissions that a condition or loop has cut or repeated.

Each has a number of its own in a part, and its start and its end stand once (ECMA-376 part 1, 17.13.4 to 17.13.7).
"""

from __future__ import annotations

import re

_KINDS = "bookmark|commentRange|moveFromRange|moveToRange|perm"
_MARK = re.compile(
    rf'<w:(?:({_KINDS})(Start|End)|(commentReference))\b[^>]*?\bw:id="([^"]*)"[^>]*?(?:/>|>\s*</w:(?:\1\2|\3)>)'
)
_ANY = re.compile(rf"<w:(?:(?:{_KINDS})(?:Start|End)|commentReference)\b")


def any_in(xml: str) -> bool:
    """Whether a chunk of a part holds the start or the end of one."""
    return _ANY.search(xml) is not None


def once(xml: str) -> str:
    """The part with the first of each range only, and without one that has lost its start or its end."""
    starts: dict[tuple[str, str], int] = {}
    kept: set[int] = set()
    ended: set[tuple[str, str]] = set()
    for found in _MARK.finditer(xml):
        which = (found[1] or found[3], found[4])
        if found[3]:
            if which not in ended:
                ended.add(which)
                kept.add(found.start())
        elif found[2] == "Start":
            starts.setdefault(which, found.start())
        elif which in starts and which not in ended:
            ended.add(which)
            kept |= {starts[which], found.start()}
    return _MARK.sub(lambda found: found[0] if found.start() in kept else "", xml)
