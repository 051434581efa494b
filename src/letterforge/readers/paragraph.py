"""One paragraph of a Word file: its words joined over runs, and what hangs on it without being read in line."""

from __future__ import annotations

from dataclasses import dataclass, field

from letterforge.archive import Element

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

    @property
    def text(self) -> str:
        """The words in line."""
        return "".join(self.words)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace.

    Transitional and strict files have different namespaces for the same names (ECMA-376 parts 1 and 4), and
    DrawingML calls its paragraphs, runs and texts as WordprocessingML does.
    """
    return tag.rpartition("}")[2]


def read_paragraph(element: Element) -> Paragraph:
    """Read one paragraph, over proofing marks, content controls, insertions, fields and drawings."""
    found = Paragraph()
    reading = _Reading(found)
    for child in element:
        reading.walk(child)
    reading.end_of_field()
    reading.end_of_deletion()
    # Word keeps the same alternative text in two elements of one picture.
    found.asides[:] = dict.fromkeys((kind, text) for kind, text in found.asides if text.strip())
    return found


@dataclass(slots=True)
class _Reading:
    found: Paragraph
    code: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def walk(self, element: Element, *, moved: bool = False) -> None:
        """Read one element and those within it; the depth is bounded by `archive.parse_xml`."""
        name = local(element.tag)
        if name in {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr"}:
            return
        self._attributes(element, name)
        if name == "t":
            (self.deleted if moved else self.found.words).append(element.text or "")
        elif name == "delText":
            self.deleted.append(element.text or "")
        elif name in {"instrText", "delInstrText"}:
            self.code.append(element.text or "")
        elif name == "fldChar":
            self.end_of_field()
        elif name in _SIGNS:
            self.found.words.append(_SIGNS[name])
        elif name == "txbxContent":
            self.found.boxes.append(element)
        elif name == "AlternateContent":
            # The same drawing twice, for newer and older readers (ECMA-376 part 3, 7.2): the newer is read.
            for child in element[:1]:
                self.walk(child, moved=moved)
        else:
            self._children(element, moved=moved or name == "moveFrom")

    def _children(self, element: Element, *, moved: bool) -> None:
        deletion = local(element.tag) in {"del", "moveFrom"}
        for child in element:
            self.walk(child, moved=moved)
        if deletion:
            self.end_of_deletion()

    def _attributes(self, element: Element, name: str) -> None:
        for key, value in element.attrib.items():
            attribute = local(key)
            if (name, attribute) in _ASIDES:
                self.found.asides.append((_ASIDES[name, attribute], value))
            elif attribute == "id" and name in _LINKS and key != attribute:
                self.found.links.append(value)
            elif name == "sym" and attribute == "char":
                self.found.words.append(_symbol(value))

    def end_of_field(self) -> None:
        """A field code may be cut over many runs; it ends with the next mark of a field."""
        self.found.asides.append(("field code", "".join(self.code)))
        self.code.clear()

    def end_of_deletion(self) -> None:
        """What was struck out is still in the file, for whoever looks at the changes."""
        self.found.asides.append(("tracked deletion", "".join(self.deleted)))
        self.deleted.clear()


def _symbol(code: str) -> str:
    """A character named by its number in a symbol font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if ord(" ") <= number <= _LAST else ""
