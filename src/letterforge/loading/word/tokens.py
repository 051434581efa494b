"""The parts of a Word file with a token in the place of each tag, and else byte for byte as they are.

A tag that Word has cut into runs becomes one token in the first of them, and what stands behind it goes on in that
run, as in docxtpl; where that would take more away than runs and marks of the proofing, all runs stay.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import accumulate

from letterforge.cache import Cache
from letterforge.loading.tags import LITERALS
from letterforge.loading.word.outgoing import Outgoing, outgoing
from letterforge.loading.word.placement import Placement, Tree
from letterforge.loading.word.styles import Sheets
from letterforge.loading.word.tagging import Tagging
from letterforge.office.byte_offsets import Stretch, stretches, utf8
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, escaped, local
from letterforge.word_tags import TaggedPart, TaggedParts, TagKind, WordTag, token

_SIGNS = frozenset(("tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))
_MARKS = frozenset(("r", "rPr", "t", "proofErr", "lastRenderedPageBreak", *_SIGNS))
_LINKS = frozenset(("hyperlink", "hlinkClick", "hlinkHover"))
"""What leads to the target of a relationship."""
_RANGES = frozenset(("bookmarkStart", "bookmarkEnd"))
_ATTRIBUTE = re.compile(rb"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"\A<\?xml[^>]*?\sencoding=[\"']([\w.:-]+)[\"'][^>]*\?>")
_ESCAPED = (b"{_", b"_}", b"_{", b"}_", b">_<")

Edit = tuple[int, int, bytes]
"""From which byte to which another text stands."""


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tags of a file, ready to be made tokens when somebody wants to write the file."""

    tagging: Tagging = field(repr=False)
    sheets: Sheets = field(repr=False)
    _outgoing: Cache[tuple[str, ...], Outgoing] = field(default_factory=lambda: Cache(room=4), repr=False)

    def outgoing(self, keep: tuple[str, ...] = ()) -> Outgoing:
        """The file that letters are made of, without what is private; ``keep`` is what is asked for by name."""
        return self._outgoing.made(keep, lambda: outgoing(self.tagging.archive, self.parts, self.sheets, keep=keep))

    @functools.cached_property
    def parts(self) -> TaggedParts:
        """Every part that holds a tag, or braces that are written to be shown."""
        found: dict[str, TaggedPart] = {}
        archive = self.tagging.archive
        for name in archive.members:
            placements = self.tagging.placements.get(name, [])
            if placements or (name.endswith(".xml") and any(sign in archive.read(name) for sign in _ESCAPED)):
                found[name] = _Part(self.tagging, name, placements).tagged()
        return found


class _Part:
    """One part in the making."""

    def __init__(self, tagging: Tagging, name: str, placements: Sequence[Placement]) -> None:
        self.name = name
        self.raw = _utf8(tagging.archive.read(name))
        self.key = hashlib.sha256(self.raw).hexdigest()[:16]
        self.tree: Tree = tagging.tree(name)
        self.places = dict(zip(map(id, self.tree.root.iter()), stretches(self.raw), strict=True))
        self.elements = list(self.tree.root.iter())
        self.links = {key: one.target for key, one in relationships(tagging.archive, name).items()}
        self.placements = placements
        self.tags: list[WordTag] = []
        self.edits: list[Edit] = []

    def tagged(self) -> TaggedPart:
        """The part with its tokens."""
        inside: dict[tuple[int, str | None], list[tuple[int, int, str]]] = {}
        owners: dict[tuple[int, str | None], Element] = {}
        joins: list[tuple[Element, Element]] = []
        for one in self.placements:
            here = token(self.key, len(self.tags))
            self.tags.append(replace(one.tag, waits=one.waits))
            texts = [span for span in one.spans if span.attribute is None and local(span.element.tag) not in _SIGNS]
            joined = len(one.spans) > 1 and bool(texts) and self._joins(one.spans[0].element, one.spans[-1].element)
            for index, (span, (first, last)) in enumerate(zip(one.spans, one.firsts, strict=True)):
                if not self._says(span.element, span.attribute):
                    if not joined and local(span.element.tag) in _SIGNS:
                        place = self.places[id(span.element)]
                        self.edits.append((place.start, place.end, b""))
                    continue
                key = (id(span.element), span.attribute)
                owners[key] = span.element
                inside.setdefault(key, []).append((first, last, here if index == 0 else ""))
            if joined:
                joins.append((one.spans[0].element, one.spans[-1].element))
        for cut in self._meant():
            taken = (inside.get((id(element), None), []) for element, _ in cut)
            if any(
                a < last and first < b
                for some, (_, (a, b, _)) in zip(taken, cut, strict=True)
                for first, last, _ in some
            ):
                continue  # a part of a tag
            for element, piece in cut:
                owners[id(element), None] = element
                inside.setdefault((id(element), None), []).append(piece)
        for key, some in inside.items():
            self._write(owners[key], key[1], sorted(some))
        for before, behind in joins:
            self.edits.append((self.places[id(before)].inner_end, self.places[id(behind)].inner, b""))
        return TaggedPart(self.name, _edited(self.raw, self.edits), self.key, tuple(self.tags))

    def _meant(self) -> Iterator[list[tuple[Element, tuple[int, int, str]]]]:
        """Braces that are written to be shown, and that Word has cut into runs: whole in the first of them."""
        paragraphs: dict[int, list[Element]] = {}
        for element in self.elements if any(sign in self.raw for sign in _ESCAPED) else ():
            if local(element.tag) == "t" and element.text:
                home = next((one for one in self.tree.above(element) if local(one.tag) == "p"), element)
                paragraphs.setdefault(id(home), []).append(element)
        for texts in paragraphs.values():
            starts = [0, *accumulate(len(one.text or "") for one in texts)]
            for found in LITERALS.finditer("".join(one.text or "" for one in texts)):
                cut = [n for n in range(len(texts)) if starts[n] < found.end() and found.start() < starts[n + 1]]
                if len(cut) > 1:
                    spans = [(max(found.start(), starts[n]), min(found.end(), starts[n + 1])) for n in cut]
                    yield [
                        (texts[n], (first - starts[n], last - starts[n], found[0] if n == cut[0] else ""))
                        for n, (first, last) in zip(cut, spans, strict=True)
                    ]

    @staticmethod
    def _says(element: Element, key: str | None) -> bool:
        return key is not None or bool(element.text)

    def _joins(self, first: Element, last: Element) -> bool:
        """Whether what stands between two texts may go with the tag that is cut over them."""
        runs = (self.tree.parent(first), self.tree.parent(last))
        if first is last or first.tag != last.tag or runs[0] is None or runs[1] is None:
            return False
        if runs[0] is not runs[1] and self.tree.parent(runs[0]) is not self.tree.parent(runs[1]):
            return False
        between = self.elements[self.tree.order[id(first)] + 1 : self.tree.order[id(last)]]
        ranges: dict[str, int] = {}
        for element in between:
            name = local(element.tag)
            if name in _RANGES:
                key = attribute(element, "id") or ""
                ranges[key] = ranges.get(key, 0) + (1 if name.endswith("Start") else -1)
            elif name not in _MARKS and not any(local(one.tag) == "rPr" for one in self.tree.above(element)):
                return False
        return not any(ranges.values())

    def _write(self, element: Element, key: str | None, pieces: Sequence[tuple[int, int, str]]) -> None:
        place = self.places[id(element)]
        if key is None:
            said = (element.text or "", place.inner, self._text_end(element, place))
            self.edits.append((said[1], said[2], escaped(_replaced(said[0], pieces)).encode()))
            return
        found = self._attribute(element, key)
        if found is None:
            return
        start, end = found
        if local(key) == "id" and local(element.tag) in _LINKS:
            target = _replaced(self.links.get(element.get(key, ""), ""), pieces)
            text = token(self.key, len(self.tags))
            self.tags.append(WordTag(-1, TagKind.LINK, target=target, name=element.get(key, "")))
        else:
            text = _replaced(element.get(key, ""), pieces)
        quoted = (
            escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
        )
        self.edits.append((start, end, f'"{quoted}"'.encode()))

    def _text_end(self, element: Element, place: Stretch) -> int:
        first = next(iter(element), None)
        return place.inner_end if first is None else self.places[id(first)].start

    def _attribute(self, element: Element, key: str) -> tuple[int, int] | None:
        """The bytes of an attribute's value with its quotes."""
        place = self.places[id(element)]
        for found in _ATTRIBUTE.finditer(self.raw, place.start, place.inner):
            name = found[1].decode().rpartition(":")[2]
            if name == local(key) and unescape(found[2][1:-1].decode()) == element.get(key):
                return found.start(2), found.end(2)
        return None


def _replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for first, last, instead in pieces:
        out += [text[at:first], instead]
        at = last
    return "".join([*out, text[at:]])


def _edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    out, at = [], 0
    for start, end, instead in sorted(edits):
        if start >= at:
            out += [raw[at:start], instead]
            at = end
    return b"".join([*out, raw[at:]])


def _utf8(raw: bytes) -> bytes:
    """A part in UTF-8, whatever encoding it declares."""
    found = _ENCODING.match(raw)
    if found is None or found[1].lower() in (b"utf-8", b"utf8"):
        return utf8(raw)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return utf8(raw)
    return raw[found.end() :].decode(found[1].decode()).encode()
