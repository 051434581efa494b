"""The paragraphs of a Word file with the elements that their words come from, so that words can be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from letterforge.office.archive import Archive
from letterforge.office.blocks import Block, blocks, rows, within
from letterforge.office.parts import furniture_names, main_part, notes, parts_of
from letterforge.office.relationships import relationships
from letterforge.office.walk import (
    Aside,
    Box,
    Break,
    Closed,
    Detail,
    Event,
    FieldBegin,
    FieldCode,
    FieldEnd,
    FieldResult,
    LinkTarget,
    NoteReference,
    Opened,
    Scope,
    Symbol,
    Words,
    events,
)
from letterforge.office.xml import Element, attribute, child, local, value

_YELLOW = frozenset(("yellow", "darkYellow"))
_FILLS = frozenset(("FFFF00", "FFFF99", "FFFF66", "FFF200", "FFFFCC"))
"""What Word's palette has of yellow, for a shading."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a paragraph and the element that says them; ``run`` is the run that holds it."""

    start: int
    stop: int
    element: Element
    run: Element | None
    text: str


@dataclass(slots=True)
class FieldPlace:
    """A field within a paragraph: where its result stands, and the elements that are its marks and its code.

    ``simple`` is the element of a simple field; ``whole`` says that it ends in the same paragraph.
    """

    start: int
    stop: int = 0
    marks: list[Element] = field(default_factory=list)
    simple: Element | None = None
    whole: bool = False


@dataclass(slots=True)
class WordParagraph:
    """One paragraph, and which part and story it stands in."""

    part: str
    path: str
    element: Element
    style: str
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    fields: list[FieldPlace] = field(default_factory=list)
    controls: list[tuple[int, int, Element]] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)
    """What is set off in yellow."""
    bold: bool = False
    """Whether all of its words are bold."""
    boxes: list[Element] = field(default_factory=list)


def paragraphs_of(archive: Archive) -> Iterator[WordParagraph]:
    """Every paragraph of a Word file whose words are read in line, part by part; the archive keeps what it parses."""
    parts = parts_of(archive)
    main = main_part(archive, parts)
    names = furniture_names(main, relationships(archive, parts.main))
    styles = _style_names(archive)
    for part in parts.headers:
        yield from _story(part, archive.xml(part), names.get(part, "unused header"), styles)
    yield from _story(parts.main, main, "", styles)
    for part in parts.footers:
        yield from _story(part, archive.xml(part), names.get(part, "unused footer"), styles)
    for part, kind in parts.others:
        for path, note in notes(archive.xml(part), kind):
            yield from _story(part, note, path, styles)


def _story(part: str, root: Element, path: str, styles: dict[str, str], depth: int = 0) -> Iterator[WordParagraph]:
    for block in blocks(root, path, depth):
        if block.is_table:
            for row in rows(block):
                for place, cell in row.cells:
                    yield from _story(part, cell, place, styles, depth + 1)
        else:
            one = _paragraph(part, block, styles)
            yield one
            for number, box in enumerate(one.boxes, 1):
                yield from _story(part, box, within(block.path, f"text box {number}"), styles, block.depth + 1)


def paragraph_of(part: str, block: Block) -> WordParagraph:
    """One paragraph by itself, whatever its style."""
    return _paragraph(part, block, {})


def _paragraph(part: str, block: Block, styles: dict[str, str]) -> WordParagraph:
    style = value(child(block.element, "pPr"), "pStyle") or ""
    found = WordParagraph(part, block.path, block.element, styles.get(style, style))
    reading = _Reading(found)
    for event in events(block.element, struck=block.struck):
        reading.read(event)
    found.text = "".join(piece.text for piece in found.pieces)
    bold = [_is_bold(piece.run) for piece in found.pieces if piece.text.strip()]
    found.bold = bool(bold) and all(bold)
    return found


@dataclass(slots=True)
class _Reading:
    found: WordParagraph
    at: int = 0
    runs: list[Element] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    open: list[FieldPlace] = field(default_factory=list)

    def read(self, event: Event) -> None:
        match event:
            case Opened(scope=scope, element=element):
                self.starts.append(self.at)
                if scope is Scope.RUN:
                    self.runs.append(element)
            case Closed(scope=scope, element=element):
                self._closed(scope, element, self.starts.pop())
            case Words(text=text, element=element, struck=struck) | Symbol(text=text, element=element, struck=struck):
                self._say(text, element, struck=struck)
            case Break(element=element, struck=struck):
                self._say("\n", element, struck=struck)
            case FieldCode(element=element):
                if self.open and self.open[-1].simple is None:
                    self.open[-1].marks.append(element)
            case FieldBegin() | FieldResult() | FieldEnd():
                self._field(event)
            case Box(element=element):
                self.found.boxes.append(element)
            case LinkTarget() | Aside() | NoteReference() | Detail():
                pass
            case _:
                assert_never(event)

    def _say(self, text: str, element: Element, *, struck: bool) -> None:
        if not struck:
            run = self.runs[-1] if self.runs else None
            self.found.pieces.append(Piece(self.at, self.at + len(text), element, run, text))
            self.at += len(text)

    def _closed(self, scope: Scope, element: Element, start: int) -> None:
        if scope is Scope.RUN:
            self.runs.pop()
            if self.at > start and _is_yellow(element):
                marked = self.found.marked
                if marked and marked[-1][1] == start:
                    start, _ = marked.pop()
                marked.append((start, self.at))
        elif scope is Scope.CONTROL:
            self.found.controls.append((start, self.at, element))

    def _field(self, event: FieldBegin | FieldResult | FieldEnd) -> None:
        if isinstance(event, FieldBegin):
            simple = event.element is not None and local(event.element.tag) == "fldSimple"
            self.open.append(FieldPlace(self.at, simple=event.element if simple else None))
            if event.element is not None and not simple:
                self.open[-1].marks.append(event.element)
        elif not self.open:
            return
        elif isinstance(event, FieldResult):
            self.open[-1].start = self.at
            self.open[-1].marks += [event.element] if event.element is not None else []
        else:
            one = self.open.pop()
            one.marks += [event.element] if event.element is not None else []
            one.stop, one.whole = self.at, True
            self.found.fields.append(one)


def _is_yellow(run: Element) -> bool:
    properties = child(run, "rPr")
    fill = attribute(child(properties, "shd"), "fill")
    return value(properties, "highlight") in _YELLOW or (fill or "").upper() in _FILLS


def _is_bold(run: Element | None) -> bool:
    bold = child(child(run, "rPr"), "b")
    return bold is not None and attribute(bold) not in {"0", "false", "off"}


def _style_names(archive: Archive) -> dict[str, str]:
    """What each style is called, by its identifier: that of a heading is translated, its name never (17.7.4.9)."""
    links = relationships(archive, parts_of(archive).main).values()
    part = next((one.target for one in links if one.kind == "styles" and one.target in archive.members), None)
    if part is None:
        return {}
    styles = (one for one in archive.xml(part) if local(one.tag) == "style")
    return {attribute(one, "styleId") or "": value(one, "name") or "" for one in styles}
