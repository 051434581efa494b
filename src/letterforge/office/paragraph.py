"""One paragraph of a Word file: its words joined over runs, and what hangs on it without being read in line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.office.blocks import blocks, rows
from letterforge.office.fields import shows_prompt, unfilled
from letterforge.office.xml import Element, attribute, child, local
from letterforge.passages import Nature, Span

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ASIDES = {
    ("docPr", "descr"): "alt text",
    ("docPr", "title"): "title of a picture",
    ("cNvPr", "descr"): "alt text",
    ("cNvPr", "title"): "title of a picture",
    ("shape", "alt"): "alt text",
    ("imagedata", "title"): "title of a picture",
    ("textpath", "string"): "word art",
    ("fldSimple", "instr"): "field code",
    ("hyperlink", "tooltip"): "tip of a link",
}
_LAST = 0xFFFD  # the last character of the first plane; a symbol font has no others
_LINKS = {"hyperlink", "hlinkClick", "hlinkHover"}


@dataclass(slots=True)
class Paragraph:
    """What was read of one paragraph."""

    words: list[str] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    """What it is and its text: alternative texts, field codes, tracked deletions."""
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
    return _printed(root, 0)


def _printed(root: Element, depth: int) -> Iterator[str]:
    for block in blocks(root, "", depth):
        if block.is_table:
            for row in rows(block):
                for _, cell in row.cells:
                    yield from _printed(cell, depth + 1)
        else:
            found = read_paragraph(block.element)
            yield found.text
            for box in found.boxes:
                yield from _printed(box, depth + 1)


def read_paragraph(element: Element) -> Paragraph:
    """Read one paragraph, over proofing marks, content controls, insertions, fields and drawings."""
    found = Paragraph()
    reading = _Reading(found)
    for one in element:
        reading.walk(one)
    reading.end_of_code()
    reading.end_of_deletion()
    reading.end_of_paragraph(element)
    # Word keeps the same alternative text in two elements of one picture.
    found.asides[:] = dict.fromkeys((kind, text) for kind, text in found.asides if text.strip())
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
    at: int = 0
    """How many characters have been read in line."""

    def walk(self, element: Element, *, moved: bool = False) -> None:
        """Read one element and those within it; the depth is bounded by `archive.parse_xml`."""
        name = local(element.tag)
        if name in {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr"}:
            return
        self._attributes(element, name)
        if name == "t":
            self._say(element.text or "", moved=moved)
        elif name == "delText":
            self.deleted.append(element.text or "")
        elif name in {"instrText", "delInstrText"}:
            self.code.append(element.text or "")
            if self.fields:
                self.fields[-1].code.append(element.text or "")
        elif name == "fldChar":
            self.end_of_code()
            self._field_character(element)
        elif name in _SIGNS:
            self._say(_SIGNS[name])
        elif name == "txbxContent":
            self.found.boxes.append(element)
        elif name == "AlternateContent":
            # The same drawing twice, for newer and older readers (ECMA-376 part 3, 7.2): the newer is read.
            for one in element[:1]:
                self.walk(one, moved=moved)
        else:
            self._children(element, moved=moved or name == "moveFrom")

    def _children(self, element: Element, *, moved: bool) -> None:
        name, start, first = local(element.tag), self.at, len(self.found.words)
        for one in element:
            self.walk(one, moved=moved)
        if name in {"del", "moveFrom"}:
            self.end_of_deletion()
        elif name == "sdt" and shows_prompt(element):
            self._span(Nature.CONTROL, start)
        elif name == "fldSimple":
            self._end_of_field(_Field(start, first, [(attribute(element, "instr") or "")]))
        elif name == "r" and self.at > start and _is_code(element, "rPr", "rStyle"):
            self._span(Nature.CODE, start)

    def _say(self, text: str, *, moved: bool = False) -> None:
        if moved:
            self.deleted.append(text)
        else:
            self.found.words.append(text)
            self.at += len(text)

    def _span(self, nature: Nature, start: int) -> None:
        self.found.spans.append(Span(nature, start, self.at))

    def _field_character(self, element: Element) -> None:
        """A field begins, its result begins, or it ends (ECMA-376 part 1, 17.16.18); within one there may be others."""
        kind = attribute(element, "fldCharType") or ""
        if kind == "begin":
            self.fields.append(_Field(self.at, len(self.found.words), data=child(element, "ffData")))
            del self.fields[:-_FIELDS]
        elif kind == "separate" and self.fields:
            self.fields[-1].start, self.fields[-1].first = self.at, len(self.found.words)
        elif kind == "end" and self.fields:
            self._end_of_field(self.fields.pop())

    def _end_of_field(self, one: _Field) -> None:
        nature = unfilled("".join(one.code), "".join(self.found.words[one.first :]), one.data)
        if nature:
            self._span(nature, one.start)

    def end_of_paragraph(self, element: Element) -> None:
        """A field may go on in the next paragraph; what it says so far tells whether it was filled."""
        while self.fields:
            self._end_of_field(self.fields.pop())
        if self.at and _is_code(element, "pPr", "pStyle"):
            self._span(Nature.CODE, 0)

    def _attributes(self, element: Element, name: str) -> None:
        for key, value in element.attrib.items():
            attribute = local(key)
            if (name, attribute) in _ASIDES:
                self.found.asides.append((_ASIDES[name, attribute], value))
            elif attribute == "id" and name in _LINKS and key != attribute:
                self.found.links.append(value)
            elif name == "sym" and attribute == "char":
                self._say(_symbol(value))

    def end_of_code(self) -> None:
        """A field code may be cut over many runs; it ends with the next mark of a field."""
        self.found.asides.append(("field code", "".join(self.code)))
        self.code.clear()

    def end_of_deletion(self) -> None:
        """What was struck out is still in the file, for whoever looks at the changes."""
        self.found.asides.append(("tracked deletion", "".join(self.deleted)))
        self.deleted.clear()


_FIELDS = 16
_CODE_STYLE = re.compile(
    r"(?:html|inline|source|block|program)?[ _-]?(?:code|preformatted|verbatim)[ _-]?(?:char|text|block|inline)?\d?",
    re.IGNORECASE,
)


def _is_code(element: Element, properties: str, name: str) -> bool:
    """Whether a paragraph or run has a style for code, by the name of the style."""
    found = child(element, properties)
    style = None if found is None else child(found, name)
    return style is not None and _CODE_STYLE.fullmatch(attribute(style) or "") is not None


def _symbol(code: str) -> str:
    """A character named by its number in a symbol font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if ord(" ") <= number <= _LAST else ""
