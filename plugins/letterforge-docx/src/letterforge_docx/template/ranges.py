"""Bookmarks, comments, tracked changes and permissions that a condition or loop has cut or repeated.

Each has a number of its own in a part, and its start and its end stand once (ECMA-376 part 1, 17.13.4 to 17.13.7).
"""

from __future__ import annotations

import re

_KINDS = "bookmark|commentRange|moveFromRange|moveToRange|perm"
_MARK = re.compile(
    rf'<w:(?:({_KINDS})(Start|End)|(commentReference))\b[^>]*?\bw:id="([^"]*)"[^>]*?(?:/>|>\s*</w:(?:\1\2|\3)>)'
)
_CHANGES = r"<w:(?:ins|del|moveFrom|moveTo|cell(?:Ins|Del|Merge)|\w+Change)\b"
_CHANGE = re.compile(rf'({_CHANGES}[^>]*?\bw:id=")(\d{{1,9}})(?=")')
_ANY = re.compile(rf"<w:(?:(?:{_KINDS})(?:Start|End)|commentReference)\b|{_CHANGES}")


def any_in(xml: str) -> bool:
    """Whether a chunk of a part holds the start or the end of one, or a tracked change."""
    return _ANY.search(xml) is not None


def once(xml: str) -> str:
    """The part with the first of each range only, without one that has lost an end, and each change with its number."""
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
    return _numbered(_MARK.sub(lambda found: found[0] if found.start() in kept else "", xml))


def _numbered(xml: str) -> str:
    """The part with another number for a tracked change whose number an earlier one has."""
    used: set[int] = set()
    free = max((int(found[2]) for found in _CHANGE.finditer(xml)), default=0) + 1

    def own(found: re.Match[str]) -> str:
        nonlocal free
        number = int(found[2])
        if number in used:
            number, free = free, free + 1
        used.add(number)
        return f"{found[1]}{number}"

    return _CHANGE.sub(own, xml)
