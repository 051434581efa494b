"""What a file of a document must hold: its words cut into runs, each with its place, and the values in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from letterforge.document import (
    Block,
    BlockQuote,
    Coloured,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
    walk,
)
from pytest_letterforge.reading import squeezed

_CUT = "\0"  # no text of a letter holds it


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together, without white space: a paragraph, or a piece of one between two notes."""

    place: str
    text: str
    fields: tuple[str, ...]
    words: str = ""
    """The same as a person reads it; the letters of the contract are made up, so that a failure may show it."""

    def __str__(self) -> str:
        """The place, and the fields that are printed there."""
        return f"{self.place} (field {', '.join(self.fields)})" if self.fields else self.place


@dataclass(frozen=True, slots=True)
class Expected:
    """The runs of the letter in order, those of its notes, and what its furniture looks like on a page."""

    runs: tuple[Run, ...]
    notes: tuple[Run, ...]
    furniture: tuple[tuple[str, re.Pattern[str]], ...]
    values: tuple[tuple[str, str], ...]
    """Field and text of each value in the letter and its notes."""
    title: str
    pictures: tuple[str, ...]
    """The words for pictures: their alternative text."""
    targets: tuple[str, ...]
    """Where links lead."""
    following: tuple[tuple[str, str, re.Pattern[str]], ...] = ()
    """What stands in the margins of the pages that follow the first: place, words, and how it looks on a page."""

    @property
    def unprinted(self) -> tuple[str, ...]:
        """What a file says without printing it."""
        return (self.title, *self.pictures, *self.targets)


def expected(document: Document) -> Expected:
    """All that a file of this document holds."""
    runs: list[Run] = []
    notes: list[Run] = []
    for number, block in enumerate(_paragraphs(document.blocks), 1):
        runs += _cut(block.children, f"paragraph {number}")
    found = [node for node in walk(document.blocks) if isinstance(node, Note)]
    for number, note in enumerate(found, 1):
        for block in _paragraphs(note.children):
            notes += _cut(block.children, f"note {number}, a {note.kind.value}")
    first, following = document.first, document.following
    margins = (*first.header, *first.footer, *following.header, *following.footer)
    furniture = [(f"header or footer {n}", _pattern(block)) for n, block in enumerate(_paragraphs(margins), 1)]
    nodes = list(walk((*document.blocks, *margins)))
    texts = [node for node in walk(document.blocks) if isinstance(node, Text) and node.field is not None]
    values = dict.fromkeys((text.field or "", squeezed(text.text)) for text in texts)
    return Expected(
        tuple(runs),
        tuple(notes),
        tuple(furniture),
        tuple(values),
        document.title,
        tuple(node.alt for node in nodes if isinstance(node, Image)),
        tuple(node.target for node in nodes if isinstance(node, Link)),
        tuple(_margin("header", following.header)) + tuple(_margin("footer", following.footer)),
    )


def _margin(name: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """The lines of one margin that say something."""
    for number, block in enumerate(_paragraphs(blocks), 1):
        words = "".join(node.text for node in _flat(block.children) if isinstance(node, Text)).strip()
        if any(character.isalnum() for character in words):
            yield f"{name} of the pages that follow, paragraph {number}", words, _pattern(block)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Heading[Inline] | Paragraph[Inline]]:
    """Every paragraph and heading in the order of reading, without those of notes."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block
            case BlockQuote() | Reply() | Section() | Landscape():
                yield from _paragraphs(block.children)
            case List():
                yield from _paragraphs(inner for item in block.children for inner in item.children)
            case Table():
                cells = (cell for row in block.children for cell in row.children)
                yield from _paragraphs(inner for cell in cells for inner in cell.children)
            case Space() | ThematicBreak() | PageBreak():
                pass
            case _:
                assert_never(block)


def _cut(inlines: tuple[Inline, ...], place: str) -> Iterator[Run]:
    words, fields = [""], [dict[str, None]()]
    for node in _flat(inlines):
        if isinstance(node, Text):
            words[-1] += node.text
            fields[-1] |= {node.field: None} if node.field else {}
        elif isinstance(node, LineBreak):
            words[-1] += "\n"
        else:
            words.append("")
            fields.append({})
    for text, some in zip(words, fields, strict=True):
        if any(character.isalnum() for character in text):
            yield Run(place, squeezed(text), tuple(some), " ".join(text.split()))


def _flat(inlines: Iterable[Inline]) -> Iterator[Text | LineBreak | Note[Block] | PageNumber | PageCount]:
    """Texts and what cuts them, out of what is bold or a link."""
    for node in inlines:
        match node:
            case Text() | LineBreak() | Note() | PageNumber() | PageCount():
                yield node
            case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Link():
                yield from _flat(node.children)
            case Tab():
                yield Text(" ")
            case Image():
                pass
            case _:
                assert_never(node)


def _pattern(block: Block) -> re.Pattern[str]:
    """A line of furniture with any numbers of pages in it."""
    flat = _flat(block.children) if isinstance(block, (Heading, Paragraph)) else ()
    text = "".join(
        node.text if isinstance(node, Text) else _CUT if isinstance(node, (PageNumber, PageCount)) else "\n"
        for node in flat
    )
    return re.compile(r"\d*".join(re.escape(squeezed(part)) for part in text.split(_CUT)))
