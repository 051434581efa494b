"""The text of a Word file, passage by passage: every part of it, printed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.office.archive import Archive, Element, Relationship, open_archive, relationships
from letterforge.office.paragraph import Paragraph, local, read_paragraph, shows_prompt
from letterforge.passages import Nature, Passage, Span

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PROPERTY_WORDS = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "contentStatus": "status",
    "Company": "company",
    "Manager": "manager",
}
_DEPTH_LIMIT = 40
_STATISTIC = re.compile(r"[\d.]+\Z|true\Z|false\Z|\d{4}-\d\d-\d\dT")  # counts and times that Word keeps for itself
_FURNITURE = {
    "default": "{}",
    "first": "first page {}",
    "even": "even page {}",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file that hold text, by what they are."""

    main: str
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    """Name and kind: ``footnotes``, ``endnotes``, ``comments``, ``chart``, ``diagramData``."""


def parts_of(archive: Archive) -> Parts:
    """Find the parts by how the file says they hang together (ECMA-376 part 1, 11.3), not by their names.

    Raises:
        UnreadableFileError: it is an office file of another kind.
    """
    kinds = {relationship.kind: relationship.target for relationship in relationships(archive).values()}
    main = kinds.get("officeDocument", "")
    if main not in archive.members:
        message = "this is a zip file, but not a Word file (.docx)"
        raise UnreadableFileError(message)
    found = [r for r in relationships(archive, main).values() if not r.outside and r.target in archive.members]
    others = ("footnotes", "endnotes", "comments", "chart", "diagramData")
    return Parts(
        main,
        tuple(dict.fromkeys(r.target for r in found if r.kind == "header")),
        tuple(dict.fromkeys(r.target for r in found if r.kind == "footer")),
        tuple(dict.fromkeys((r.target, kind) for kind in others for r in found if r.kind == kind)),
    )


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """Every text of a Word file: headers, body, footers, notes, comments, charts, and the properties.

    Raises:
        UnreadableFileError: it cannot be read, or not safely.
    """
    archive = open_archive(content)
    parts = parts_of(archive)
    main = archive.xml(parts.main)
    if local(main.tag) != "document":
        message = "this is an office file, but not a Word file (.docx)"
        raise UnreadableFileError(message)
    links = relationships(archive, parts.main)
    names = furniture_names(main, links)
    for kind, some in (("header", parts.headers), ("body", (parts.main,)), ("footer", parts.footers)):
        for part in some:
            if kind == "body":
                root, path = main, ""
            else:
                root, path = archive.xml(part), names.get(part, f"unused {kind}")
            yield from _flow(root, _Story(path, file, relationships(archive, part), _prompts(root)))
    for part, kind in parts.others:
        root = archive.xml(part)
        yield from _notes(root, kind, _Story("", file, relationships(archive, part), _prompts(root)))
    yield from _properties(archive, file)


def printed(root: Element) -> Iterator[str]:
    """The paragraphs of one part as they are printed, text boxes behind the paragraph that holds them."""
    for block in _blocks(root):
        if local(block.tag) == "tbl":
            for row in _named(block, "tr"):
                for cell in _named(row, "tc"):
                    yield from printed(cell)
        else:
            found = read_paragraph(block)
            yield found.text
            for box in found.boxes:
                yield from printed(box)


@dataclass(frozen=True, slots=True)
class _Story:
    """A run of blocks that are numbered together: the body, a header, a cell, a note, a text box."""

    path: str
    file: str | None
    links: dict[str, Relationship]
    prompts: frozenset[Element]
    """The first paragraph of each content control around whole paragraphs that still shows its prompt."""
    depth: int = 0

    def within(self, path: str) -> _Story:
        if self.depth == _DEPTH_LIMIT:
            message = f"the file nests its tables and text boxes more than {_DEPTH_LIMIT // 2} deep"
            raise UnreadableFileError(message)
        whole = f"{self.path}, {path}" if self.path else path
        return _Story(whole, self.file, self.links, self.prompts, self.depth + 1)

    def passage(self, text: str, spans: tuple[Span, ...] = ()) -> Passage:
        return Passage(text, Place(self.file, path=self.path), spans)


def _prompts(root: Element) -> frozenset[Element]:
    """The paragraphs that a content control of rows, cells or paragraphs shows as its prompt: the first of each."""
    controls = [element for element in root.iter() if local(element.tag) == "sdt" and shows_prompt(element)]
    firsts = (next((p for p in control.iter() if local(p.tag) == "p"), None) for control in controls)
    return frozenset(first for first in firsts if first is not None)


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of a story, out of content controls, tracked insertions and the like."""
    open_elements = [iter(parent)]
    while open_elements:
        child = next(open_elements[-1], None)
        if child is None:
            open_elements.pop()
        elif (name := local(child.tag)) in {"p", "tbl"}:
            yield child
        elif name == "AlternateContent":
            open_elements.append(iter(child[0] if len(child) else child))
        elif not name.endswith("Pr"):
            open_elements.append(iter(child))


def _flow(root: Element, story: _Story) -> Iterator[Passage]:
    """The passages of a story; a paragraph has its number, unless it is the only thing in its cell."""
    paragraphs = tables = 0
    blocks = list(_blocks(root))
    alone = len(blocks) == 1 and local(root.tag) == "tc"
    for block in blocks:
        if local(block.tag) == "tbl":
            tables += 1
            yield from _table(block, story.within(f"table {tables}"))
        else:
            paragraphs += 1
            yield from _paragraph(block, story if alone else story.within(f"paragraph {paragraphs}"))


def _table(table: Element, story: _Story) -> Iterator[Passage]:
    for y, row in enumerate(_named(table, "tr"), 1):
        for x, cell in enumerate(_named(row, "tc"), 1):
            yield from _flow(cell, story.within(f"row {y}, cell {x}"))


def _named(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also those within content controls; not those of a table within a cell."""
    open_elements = [iter(parent)]
    while open_elements:
        child = next(open_elements[-1], None)
        if child is None:
            open_elements.pop()
        elif (tag := local(child.tag)) == name:
            yield child
        elif tag not in {"tr", "tc", "tbl", "p"} and not tag.endswith("Pr"):
            open_elements.append(iter(child))


def _paragraph(element: Element, story: _Story) -> Iterator[Passage]:
    found: Paragraph = read_paragraph(element)
    text = found.text
    if element in story.prompts:
        found.spans.append(Span(Nature.CONTROL, 0, len(text)))
    if text or found.spans:
        yield story.passage(text, tuple(found.spans))
    for kind, text in found.asides:
        yield story.within(kind).passage(text)
    for link in found.links:
        if link in story.links and story.links[link].kind == "hyperlink":
            # Word writes braces in a target as %7B and %7D; a mark is to be seen as what it is.
            yield story.within("link target").passage(unquote(story.links[link].target))
    for number, box in enumerate(found.boxes, 1):
        yield from _flow(box, story.within(f"text box {number}"))


def _notes(root: Element, kind: str, story: _Story) -> Iterator[Passage]:
    """Footnotes, endnotes and comments by their number; charts and diagrams by their texts."""
    if kind in {"chart", "diagramData"}:
        texts = [e.text for e in root.iter() if local(e.tag) in {"t", "v"} and e.text]
        where = story.within("chart" if kind == "chart" else "diagram")
        yield from (where.passage(text) for text in texts)
        return
    number = 0
    for note in root:
        # The line between text and notes is itself kept as a note (ECMA-376 part 1, 17.11.9), and no reader counts it.
        if any(local(key) == "type" and value != "normal" for key, value in note.attrib.items()):
            continue
        number += 1
        yield from _flow(note, story.within(f"{kind.removesuffix('s')} {number}"))


def furniture_names(main: Element, links: dict[str, Relationship]) -> dict[str, str]:
    """What each header and footer is called: by its pages, and by its section where there are several."""
    names: dict[str, str] = {}
    sections = [element for element in main.iter() if local(element.tag) == "sectPr"]
    for number, section in enumerate(sections, 1):
        for reference in section:
            kind = local(reference.tag).removesuffix("Reference")
            attributes = {local(key): value for key, value in reference.attrib.items()}
            link = links.get(attributes.get("id", ""))
            if kind in {"header", "footer"} and link:
                name = _FURNITURE.get(attributes.get("type", "default"), "{}").format(kind)
                names.setdefault(link.target, name if number == 1 else f"{name} of section {number}")
    return names


def _properties(archive: Archive, file: str | None) -> Iterator[Passage]:
    """The properties of the file, which a reader sees in "Info" and a search engine in its index."""
    for relationship in relationships(archive).values():
        if relationship.outside or relationship.target not in archive.members:
            continue
        if relationship.kind not in {"core-properties", "extended-properties", "custom-properties"}:
            continue
        for child in archive.xml(relationship.target):
            path = property_name(child, relationship.kind)
            for element in child.iter():
                if element.text and element.text.strip() and not _STATISTIC.match(element.text):
                    yield Passage(element.text, Place(file, path=path))
            if relationship.kind == "custom-properties":
                yield Passage(child.get("name", ""), Place(file, path="name of a property"))


def property_name(element: Element, kind: str) -> str:
    """What a property is called; ``kind`` is that of the relationship to its part."""
    tag = local(element.tag)
    name = element.get("name", "") if kind == "custom-properties" else tag
    return _PROPERTY_WORDS.get(name, name if name == name.lower() and name == tag else f"property {name}")
