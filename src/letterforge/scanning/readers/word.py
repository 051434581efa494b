"""The text of a Word file, passage by passage: every part of it, printed or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from letterforge.findings import Place
from letterforge.office.archive import Archive, open_archive
from letterforge.office.blocks import Block, blocks, rows, within
from letterforge.office.elsewhere import words_elsewhere
from letterforge.office.fields import for_reply, shows_prompt
from letterforge.office.paragraph import read_paragraph
from letterforge.office.parts import (
    ALLOW_PROPERTY,
    drawn_texts,
    furniture_names,
    main_part,
    notes,
    parts_of,
    properties,
)
from letterforge.office.relationships import Relationship, relationships
from letterforge.office.xml import Element, local
from letterforge.passages import Nature, Passage, Span


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """Every text of a Word file: headers, body, footers, notes, comments, charts, and the properties.

    Raises:
        UnreadableFileError: it cannot be read, or not safely.
    """
    return passages_of(open_archive(content), file)


def passages_of(archive: Archive, file: str | None) -> Iterator[Passage]:
    """As `passages`, of a file that is open."""
    parts = parts_of(archive)
    main = main_part(archive, parts)
    names = furniture_names(main, relationships(archive, parts.main))
    for kind, some in (("header", parts.headers), ("body", (parts.main,)), ("footer", parts.footers)):
        for part in some:
            if kind == "body":
                root, path = main, ""
            else:
                root, path = archive.xml(part), names.get(part, f"unused {kind}")
            yield from _Reader(root, relationships(archive, part), file).story(root, path)
    for part, kind in parts.others:
        root = archive.xml(part)
        yield from (Passage(text, Place(file, path=path)) for path, text, _ in drawn_texts(root, kind))
        reader = _Reader(root, relationships(archive, part), file)
        for path, note in notes(root, kind):
            yield from reader.story(note, path)
    yield from (Passage(text, Place(file, path=path)) for path, text in words_elsewhere(archive, parts))
    for one in properties(archive):
        if one.name == ALLOW_PROPERTY:
            continue  # it speaks of what looks like a leftover, and is none
        yield from (Passage(text, Place(file, path=one.path)) for text, _ in one.said)
        if one.name is not None:
            yield Passage(one.name, Place(file, path="name of a property"))


class _Reader:
    """Reads the stories of one part."""

    def __init__(self, root: Element, links: Mapping[str, Relationship], file: str | None) -> None:
        self.links, self.file = links, file
        self.prompts = _prompts(root)
        self.replies = for_reply(root)

    def story(self, root: Element, path: str, depth: int = 0, *, struck: bool = False) -> Iterator[Passage]:
        """The passages of a body, header, footer, cell, note or text box."""
        for block in blocks(root, path, depth, struck=struck):
            if block.is_table:
                for row in rows(block):
                    for place, cell in row.cells:
                        yield from self.story(cell, place, depth + 1, struck=block.struck)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, block: Block) -> Iterator[Passage]:
        found = read_paragraph(block)
        text = found.text
        if block.element in self.prompts:
            found.spans.append(Span(Nature.CONTROL, 0, len(text)))
        if block.element in self.replies:
            found.spans.append(Span(Nature.REPLY, 0, len(text)))
        if text or found.spans:
            yield Passage(text, Place(self.file, path=block.path), tuple(found.spans))
        for kind, text, reply in found.asides:
            yield self._aside(block, kind, text, reply=reply or block.element in self.replies)
        for link in found.links:
            if link in self.links and self.links[link].kind == "hyperlink":
                # Word writes braces in a target as %7B and %7D; a mark is to be seen as what it is.
                yield self._aside(block, "link target", unquote(self.links[link].target))
        for number, box in enumerate(found.boxes, 1):
            path = within(block.path, f"text box {number}")
            yield from self.story(box, path, block.depth + 1, struck=block.struck)

    def _aside(self, block: Block, kind: str, text: str, *, reply: bool = False) -> Passage:
        spans = (Span(Nature.REPLY, 0, len(text)),) if reply else ()
        return Passage(text, Place(self.file, path=within(block.path, kind)), spans)


def _prompts(root: Element) -> frozenset[Element]:
    """The paragraphs that a content control of rows, cells or paragraphs shows as its prompt: the first of each."""
    controls = [element for element in root.iter() if local(element.tag) == "sdt" and shows_prompt(element)]
    firsts = (next((p for p in control.iter() if local(p.tag) == "p"), None) for control in controls)
    return frozenset(first for first in firsts if first is not None)
