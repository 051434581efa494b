"""XML parsed within bounds and without a DOCTYPE, and its elements asked by their local names.

Transitional and strict files have different namespaces for the same names (ECMA-376 parts 1 and 4), and DrawingML
calls its paragraphs, runs and texts as WordprocessingML does; so names are compared without their namespaces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from xml.etree import ElementTree  # only `parse_xml` parses, and it refuses what makes XML dangerous
from xml.parsers import expat

from letterforge.cache import Cache
from letterforge.errors import UnreadableFileError

Element = ElementTree.Element

_XML_LIMIT = 32 << 20
_TAGS_LIMIT = 250_000  # some thousand pages
_ATTRIBUTES_LIMIT = 150_000
_LINES_LIMIT = 1_000_000
_DEPTH_LIMIT = 256
_NAMES_LIMIT = 1_000


def escaped(text: str) -> str:
    """A text as XML has it within an element."""  # `xml.sax.saxutils` would import all that speaks HTTP
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def child(parent: Element | None, name: str) -> Element | None:
    """The first child of a local name."""
    if parent is None:
        return None
    return next((one for one in parent if local(one.tag) == name), None)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def value(parent: Element | None, *names: str) -> str | None:
    """The value of a property, by the names that lead to it."""
    for name in names:
        parent = child(parent, name)
    return attribute(parent)


def is_on(parent: Element | None, name: str) -> bool:
    """Whether a property that is either on or off is there and on (ECMA-376 part 1, 17.17.4)."""
    found = child(parent, name)
    return found is not None and attribute(found) not in OFF


OFF = frozenset(("0", "false", "off"))


class Budget:
    """How much XML one file may hold in all its parts, counted on the bytes before anything is built."""

    def __init__(self) -> None:
        self._left = {b"<": _TAGS_LIMIT, b"=": _ATTRIBUTES_LIMIT, b"\n": _LINES_LIMIT, b"": _XML_LIMIT}

    def spend(self, content: bytes) -> None:
        """Refuse a part that goes beyond what is left."""
        for mark in self._left:
            self._left[mark] -= content.count(mark) if mark else len(content)
            if self._left[mark] < 0:
                message = "the file holds more than any letter needs"
                raise UnreadableFileError(message)


def parse_xml(content: bytes, budget: Budget | None = None) -> Element:
    """The element tree of an XML part.

    A DOCTYPE is refused when it begins, so that no entity is ever declared; size, depth, and the number of
    elements, attributes and lines are bounded.

    Raises:
        UnreadableFileError: not well-formed XML, or beyond a bound.
    """
    (budget or Budget()).spend(content)
    parser = ElementTree.XMLParser(target=_Bounded())  # noqa: S314  (see `_Bounded`)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        message = "a part of the file is not well-formed XML"
        raise UnreadableFileError(message) from error
    return root


_PROVEN = Cache[bytes, bool](room=256)


def prove_xml(content: bytes, budget: Budget | None = None) -> None:
    """Refuse what `parse_xml` refuses, and build no tree; what has been proven is not read again.

    Raises:
        UnreadableFileError: as `parse_xml` does.
    """
    (budget or Budget()).spend(content)
    digest = hashlib.sha256(content).digest()
    if _PROVEN.get(digest):
        return
    bounds = _Bounds()
    parser = expat.ParserCreate(namespace_separator="}")  # so that a prefix must be declared, as ElementTree has it
    _go_through(parser, content, bounds, bounds.start)
    _PROVEN.put(digest, True)  # noqa: FBT003  (a value, not a flag)


def walk_xml(content: bytes, start: Callable[[str, Mapping[str, str]], object]) -> None:
    """Call ``start`` for each element, with its name, without a prefix, and its attributes as written: for parts too large for a tree.

    A sheet has millions of elements, and none is held. What else `parse_xml` refuses is refused; the part itself is
    bounded by its archive.

    Raises:
        UnreadableFileError: not well-formed XML, or nested too deep.
    """
    bounds = _Bounds()
    names: dict[str, str] = {}

    def started(tag: str, attributes: dict[str, str]) -> None:
        bounds.start(tag, attributes)
        name = names.get(tag)
        if name is None:
            name = tag.rpartition(":")[2]
            if len(names) < _NAMES_LIMIT:
                names[tag] = name
        start(name, attributes)

    _go_through(expat.ParserCreate(), content, bounds, started)


def _go_through(
    parser: expat.XMLParserType, content: bytes, bounds: _Bounds, start: Callable[[str, dict[str, str]], object]
) -> None:
    """Let expat read a part, within its bounds, and build nothing."""
    parser.StartElementHandler, parser.EndElementHandler = start, bounds.end
    parser.StartDoctypeDeclHandler = bounds.doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003  (pyexpat takes it by its place alone)
    except (expat.ExpatError, ValueError, LookupError) as error:
        message = "a part of the file is not well-formed XML"
        raise UnreadableFileError(message) from error


class _Bounds:
    """Stops expat at a DOCTYPE or when elements nest too deep."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, _tag: str, _attributes: object) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            message = f"a part of the file nests its elements more than {_DEPTH_LIMIT} deep"
            raise UnreadableFileError(message)

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1

    def doctype(self, *_: object) -> None:
        """A DOCTYPE begins; no office file has one (ECMA-376 part 2, 8.1.4: it shall be refused)."""
        message = "a part of the file holds a DOCTYPE, which no office file may"
        raise UnreadableFileError(message)


class _Bounded:
    """Builds a tree for ElementTree's parser, within the same bounds."""

    def __init__(self) -> None:
        self._builder = ElementTree.TreeBuilder()
        self._bounds = _Bounds()
        self.data = self._builder.data
        self.close = self._builder.close
        self.doctype = self._bounds.doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._bounds.start(tag, attributes)
        self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._bounds.end(tag)
        self._builder.end(tag)
