"""One part with some of its elements written anew, and every other byte as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from letterforge.office.archive import Archive
from letterforge.office.byte_offsets import Stretch, stretches, utf8
from letterforge.office.xml import Element, escaped, local

_ATTRIBUTE = re.compile(rb"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


def quoted(text: str) -> bytes:
    """A text as the value of an attribute, with its quotes."""
    return f'"{escaped(text).replace(chr(34), "&quot;")}"'.encode()


@dataclass(slots=True)
class Edits:
    """What is to change in one part. Of what is changed within something that is changed, the outer counts."""

    raw: bytes
    root: Element
    places: dict[int, Stretch]
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, archive: Archive, part: str) -> Edits:
        """None yet."""
        raw, root = utf8(archive.read(part)), archive.xml(part)
        return cls(raw, root, dict(zip(map(id, root.iter()), stretches(raw), strict=True)))

    def bytes_of(self, element: Element | None) -> bytes:
        """An element as it is written."""
        if element is None:
            return b""
        place = self.places[id(element)]
        return self.raw[place.start : place.end]

    def prefix(self, element: Element) -> str:
        """The prefix of an element with its colon, as it is written."""
        before, colon, _ = self.places[id(element)].name.rpartition(":")
        return before + colon

    def instead(self, first: Element, last: Element, written: bytes) -> None:
        """Write something in the place of some neighbours."""
        self.edits.append((self.places[id(first)].start, self.places[id(last)].end, written))

    def before(self, element: Element, written: bytes) -> None:
        """Write something before an element."""
        at = self.places[id(element)].start
        self.edits.append((at, at, written))

    def behind(self, element: Element, written: bytes) -> None:
        """Write something behind an element."""
        at = self.places[id(element)].end
        self.edits.append((at, at, written))

    def drop(self, element: Element) -> None:
        """Leave an element out."""
        self.instead(element, element, b"")

    def inside(self, element: Element, written: bytes) -> None:
        """Write something in the place of all that is in an element."""
        place = self.places[id(element)]
        if not place.alone:
            self.edits.append((place.inner, place.inner_end, written))
            return
        slash = self.raw.rindex(b"/", place.start, place.end)
        tag = self.raw[place.start : slash] + self.raw[slash + 1 : place.end]
        self.edits.append((place.start, place.end, tag + written + f"</{place.name}>".encode()))

    def first(self, element: Element, written: bytes) -> None:
        """Write something before all that is in an element."""
        place = self.places[id(element)]
        if place.alone:
            self.inside(element, written)
        else:
            self.edits.append((place.inner, place.inner, written))

    def rest(self, element: Element, kept: Element | None, written: bytes) -> None:
        """Write something in the place of all that is in an element behind the first of its children, which is kept."""
        if kept is None:
            self.inside(element, written)
        else:
            self.edits.append((self.places[id(kept)].end, self.places[id(element)].inner_end, written))

    def text(self, element: Element, text: str) -> None:
        """Give an element without children another text."""
        self.inside(element, escaped(text).encode())

    def attribute(self, element: Element, key: str, text: str) -> None:
        """Give an attribute that an element has another value."""
        place = self.places[id(element)]
        for found in _ATTRIBUTE.finditer(self.raw, place.start, place.inner):
            name = found[1].decode().rpartition(":")[2]
            if name == local(key) and unescape(found[2][1:-1].decode()) == element.get(key):
                self.edits.append((found.start(2), found.end(2), quoted(text)))
                return

    def without(self, element: Element, key: str) -> None:
        """Take an attribute from an element, if it has it."""
        place = self.places[id(element)]
        for found in _ATTRIBUTE.finditer(self.raw, place.start, place.inner):
            if key in element.attrib and found[1].decode().rpartition(":")[2] == local(key):
                self.edits.append((found.start(), found.end(), b""))

    def set(self, element: Element, key: str, name: str, text: str) -> None:
        """Give an attribute a value, or the element the attribute, by the name that it is to have."""
        if key in element.attrib:
            self.attribute(element, key, text)
            return
        place = self.places[id(element)]
        at = place.start + 1 + len(place.name.encode())
        self.edits.append((at, at, f" {name}=".encode() + quoted(text)))

    def written(self) -> bytes:
        """The part with what has changed."""
        out, at = [], 0
        for start, end, written in sorted(self.edits, key=lambda one: (one[0], one[0] != one[1], -one[1])):
            if start >= at:
                out += [self.raw[at:start], written]
                at = end
        return b"".join([*out, self.raw[at:]])
