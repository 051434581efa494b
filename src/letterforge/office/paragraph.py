"""One paragraph of a finished file: its words joined over runs, what hangs on it, and what in it waits to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from letterforge.office.blocks import Block, blocks, rows
from letterforge.office.fields import is_reply, shows_prompt, unfilled
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
from letterforge.office.xml import Element, child, value
from letterforge.passages import Nature, Span

_FIELDS = 16  # within one another; who looks at more of them looks at each word as often
_CODE_STYLE = re.compile(
    r"(?:html|inline|source|block|program)?[ _-]?(?:code|preformatted|verbatim)[ _-]?(?:char|text|block|inline)?\d?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Paragraph:
    """What was read of one paragraph."""

    words: list[str] = field(default_factory=list)
    asides: list[tuple[str, str, bool]] = field(default_factory=list)
    """What it is and its text: alternative texts, field codes, tracked deletions; and whether the recipient fills it in."""
    links: list[str] = field(default_factory=list)
    """Ids of relationships."""
    boxes: list[Element] = field(default_factory=list)
    """The contents of text boxes, each a story of its own."""
    spans: list[Span] = field(default_factory=list)
    """Controls and fields that nobody has filled, and words that are set as code."""

    @property
    def text(self) -> str:
        """The words in line."""
        return "".join(self.words)


def printed_paragraphs(root: Element) -> Iterator[str]:
    """The paragraphs of one part as they are printed, text boxes behind the paragraph that holds them."""
    return _printed(root, 0, struck=False)


def _printed(root: Element, depth: int, *, struck: bool) -> Iterator[str]:
    for block in blocks(root, "", depth, struck=struck):
        if block.is_table:
            for row in rows(block):
                for _, cell in row.cells:
                    yield from _printed(cell, depth + 1, struck=block.struck)
        else:
            words: list[str] = []
            boxes: list[Element] = []
            for event in events(block.element, struck=block.struck):
                if isinstance(event, (Words, Symbol)):
                    words += () if event.struck else (event.text,)
                elif isinstance(event, Break):
                    words += () if event.struck else ("\n",)
                elif isinstance(event, Box):
                    boxes.append(event.element)
            yield "".join(words)
            for box in boxes:
                yield from _printed(box, depth + 1, struck=block.struck)


def read_paragraph(block: Block) -> Paragraph:
    """Read one paragraph."""
    found = Paragraph()
    reading = _Reading(found)
    for event in events(block.element, struck=block.struck):
        reading.read(event)
    reading.end(block.element)
    # Word keeps the same alternative text in two elements of one picture.
    found.asides[:] = dict.fromkeys(one for one in found.asides if one[1].strip())
    return found


@dataclass(slots=True)
class _Field:
    """A field of Word that is open: where its result begins, its code so far, the choices of a drop-down list."""

    start: int
    """In characters."""
    first: int
    """In pieces of text."""
    code: list[str] = field(default_factory=list)
    data: Element | None = None


@dataclass(slots=True)
class _Reading:
    found: Paragraph
    code: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each scope that is open begins, in characters."""
    replies: int = 0
    """How many controls are open that are for the recipient."""
    at: int = 0
    """How many characters have been read in line."""

    def read(self, event: Event) -> None:
        match event:
            case Opened(scope=scope, element=element):  # the most frequent first
                self.starts.append(self.at)
                if scope is Scope.CONTROL and is_reply(element):
                    self.replies += 1
            case Closed(scope=scope, element=element):
                self._closed(scope, element, self.starts.pop())
            case Words(text=text, struck=struck) | Symbol(text=text, struck=struck):
                self._say(text, struck=struck)
            case Break(struck=struck):
                self._say("\n", struck=struck)
            case FieldCode(text=text):
                self.code.append(text)
                if self.fields:
                    self.fields[-1].code.append(text)
            case FieldBegin() | FieldResult() | FieldEnd():
                self._end_of_code()
                self._field(event)
            case LinkTarget(identifier=identifier):
                self.found.links.append(identifier)
            case Aside(kind=kind, text=text):
                self._aside(kind, text)
            case Box(element=element):
                self.found.boxes.append(element)
            case NoteReference() | Detail():
                pass
            case _:
                assert_never(event)

    def end(self, element: Element) -> None:
        """A field may go on in the next paragraph; what it says so far tells whether it was filled."""
        self._end_of_code()
        self._end_of_deletion()
        while self.fields:
            self._end_of_field(self.fields.pop())
        if self.at and _is_code(element, "pPr", "pStyle"):
            self._span(Nature.PREFORMATTED, 0)

    def _say(self, text: str, *, struck: bool) -> None:
        if struck:
            self.deleted.append(text)
        else:
            self.found.words.append(text)
            self.at += len(text)

    def _aside(self, kind: str, text: str) -> None:
        self.found.asides.append((kind, text, self.replies > 0))

    def _span(self, nature: Nature, start: int) -> None:
        self.found.spans.append(Span(nature, start, self.at))

    def _closed(self, scope: Scope, element: Element, start: int) -> None:
        if scope is Scope.RUN:
            if self.at > start and _is_code(element, "rPr", "rStyle"):
                self._span(Nature.PREFORMATTED, start)
        elif scope is Scope.STRUCK:
            self._end_of_deletion()
        elif scope is Scope.CONTROL:
            if shows_prompt(element):
                self._span(Nature.CONTROL, start)
            if is_reply(element):
                self._end_of_code()
                self.replies -= 1
                self._span(Nature.REPLY, start)

    def _field(self, event: FieldBegin | FieldResult | FieldEnd) -> None:
        if isinstance(event, FieldBegin):
            self.fields.append(_Field(self.at, len(self.found.words), data=event.data))
            del self.fields[:-_FIELDS]
        elif self.fields and isinstance(event, FieldResult):
            self.fields[-1].start, self.fields[-1].first = self.at, len(self.found.words)
        elif self.fields:
            self._end_of_field(self.fields.pop())

    def _end_of_field(self, one: _Field) -> None:
        nature = unfilled("".join(one.code), "".join(self.found.words[one.first :]), one.data)
        if nature:
            self._span(nature, one.start)

    def _end_of_code(self) -> None:
        """A field code may be cut over many runs; it ends with the next mark of a field."""
        self._aside("field code", "".join(self.code))
        self.code.clear()

    def _end_of_deletion(self) -> None:
        """What was struck out is still in the file, for whoever looks at the changes."""
        self._aside("tracked deletion", "".join(self.deleted))
        self.deleted.clear()


def _is_code(element: Element, properties: str, name: str) -> bool:
    """Whether a paragraph or run has a style for code, by the name of the style."""
    style = value(child(element, properties), name)
    return style is not None and _CODE_STYLE.fullmatch(style) is not None
