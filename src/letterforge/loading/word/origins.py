"""Where the text of a Word file comes from: which characters of which element or attribute of which part."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from letterforge.office.xml import Element, local

_PIECE = re.compile(r"((?:%[0-9A-Fa-f]{2})+)|[^%]+|%")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stretch of a line comes from that is not yet written: ``size`` characters from ``first`` on.

    ``attribute`` is the key of an attribute, None for the text of the element; that of a hyperlink's identifier
    stands for the target that it leads to. Where ``size`` is not the length of the stretch, it is one character.
    """

    start: int
    end: int
    element: Element
    attribute: str | None
    first: int
    size: int

    def at(self, offset: int, part: str) -> Origin:
        """The same as the origin of a line that begins at an offset of the text."""
        start, end = self.start + offset, self.end + offset
        return Origin(start, end, part, self.element, self.attribute, self.first, self.size)


@dataclass(frozen=True, slots=True)
class Origin:
    """As `Source`, in the text of the whole file, with the name of the part."""

    start: int
    end: int
    part: str
    element: Element
    attribute: str | None
    first: int
    size: int

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the element or attribute from which a part of the stretch comes."""
        if self.size != self.end - self.start:
            return self.first, self.first + self.size
        return self.first + max(start, self.start) - self.start, self.first + min(end, self.end) - self.start


def of_text(element: Element) -> list[Source]:
    """The text of an element as the whole of a line."""
    length = len(element.text or "")
    return [Source(0, length, element, None, 0, length)]


def of_key(element: Element, key: str, text: str | None = None) -> list[Source]:
    """A text that is an attribute, or that an attribute leads to, as the whole of a line."""
    length = len(element.get(key, "") if text is None else text)
    return [Source(0, length, element, key, 0, length)]


def of_attribute(element: Element, name: str) -> list[Source]:
    """As `of_key`, by the local name of the attribute."""
    return next((of_key(element, key) for key in element.attrib if local(key) == name), [])


def shifted(sources: Sequence[Source], start: int, end: int, to: int) -> list[Source]:
    """The sources of a stretch of a line, as if it began at ``to``."""
    return [
        replace(
            one,
            start=max(one.start, start) - start + to,
            end=min(one.end, end) - start + to,
            first=one.first + (max(one.start, start) - one.start if one.size == one.end - one.start else 0),
            size=min(one.end, end) - max(one.start, start) if one.size == one.end - one.start else one.size,
        )
        for one in sources
        if one.start < end and one.end > start
    ]


def unquoted(text: str, sources: Sequence[Source]) -> tuple[str, list[Source]]:
    """A percent-encoded text in plain (RFC 3986, 2.1), and its sources."""
    out: list[str] = []
    found: list[Source] = []
    length = 0
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        if piece[1] is None:
            found += shifted(sources, piece.start(), piece.end(), length)
            out.append(raw)
            length += len(raw)
            continue
        plain = unquote(raw)
        at = piece.start()
        for character in plain:
            size = 3 * len(character.encode())
            found += [
                replace(one, start=length, end=length + 1, first=one.first + at - one.start, size=size)
                for one in sources
                if one.start <= at < one.end
            ]
            out.append(character)
            length, at = length + 1, at + size
    return "".join(out), found


class Origins:
    """All origins of a file, to look into."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        self._all = origins
        self._ends = [one.end for one in origins]

    def of(self, start: int, end: int) -> Iterator[Origin]:
        """What a stretch of the text comes from."""
        for index in range(bisect.bisect_right(self._ends, start), len(self._all)):
            one = self._all[index]
            if one.start >= end:
                return
            yield one


def as_typed(target: str, sources: list[Source]) -> tuple[str, list[Source]]:
    """A target with the braces of its tags as they were typed; Word writes them as %7B and %7D."""
    return unquoted(target, sources) if "%7B" in target.upper() else (target, sources)
