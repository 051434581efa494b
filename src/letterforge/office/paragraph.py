"""One paragraph of a Word file: its words joined over runs, and what hangs on it without being read in line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from letterforge.office.archive import Element
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
            for child in element[:1]:
                self.walk(child, moved=moved)
        else:
            self._children(element, moved=moved or name == "moveFrom")

    def _children(self, element: Element, *, moved: bool) -> None:
        name, start, first = local(element.tag), self.at, len(self.found.words)
        for child in element:
            self.walk(child, moved=moved)
        if name in {"del", "moveFrom"}:
            self.end_of_deletion()
        elif name == "sdt" and shows_prompt(element):
            self._span(Nature.CONTROL, start)
        elif name == "fldSimple":
            self._end_of_field(_Field(start, first, [_attribute(element, "instr")]))
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
        kind = _attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field(self.at, len(self.found.words), data=_child(element, "ffData")))
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
_MERGED = re.compile(r"\s*(MERGEFIELD|ADDRESSBLOCK|GREETINGLINE)\b\s*(?:\"([^\"]*)\"|(\S*))")
_ASKED = re.compile(r"\s*(?:FORMTEXT|FILLIN)\b")
_BUTTON = re.compile(r"\s*MACROBUTTON\s+(?:NoMacro|AcceptAllChangesShown)\b", re.IGNORECASE)
_CHOOSE = re.compile(r"\W*\Z|\W*(?:choose|select|pick|please|click)\b", re.IGNORECASE)


def shows_prompt(control: Element) -> bool:
    """Whether a content control still shows what it asks for (ECMA-376 part 1, 17.5.2.39)."""
    properties = _child(control, "sdtPr")
    showing = None if properties is None else _child(properties, "showingPlcHdr")
    return showing is not None and _attribute(showing, "val") not in {"0", "false", "off"}


def unfilled(code: str, result: str, data: Element | None) -> Nature | None:
    """What kind of field it is, if it still waits to be filled: by its code, and by what it shows."""
    shown = result.strip()  # of en spaces, too, which an empty form field is made of
    if merged := _MERGED.match(code):
        name = merged[2] or merged[3] or merged[1]
        waits = not shown or (shown[0] in "«<" and shown[-1] in "»>") or _letters(shown) == _letters(name)
        return Nature.MERGE if waits else None
    if _ASKED.match(code):
        return None if shown else Nature.FORM
    # The oldest way to ask for something in a Word template: a button that does nothing, and shows a prompt.
    if _BUTTON.match(code):
        return Nature.FORM
    if data is not None and "FORMDROPDOWN" in code:
        return Nature.FORM if _CHOOSE.match(_chosen(data)) else None
    return None


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _chosen(data: Element) -> str:
    """The entry of a drop-down list that is chosen, the first one if none is (ECMA-376 part 1, 17.16.28)."""
    entries = [_attribute(one, "val") for one in data.iter() if local(one.tag) == "listEntry"]
    numbers = {local(one.tag): _attribute(one, "val") for one in data.iter() if local(one.tag) in {"result", "default"}}
    number = numbers.get("result", numbers.get("default", "0"))
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _is_code(element: Element, properties: str, name: str) -> bool:
    """Whether a paragraph or run has a style for code, by the name of the style."""
    found = _child(element, properties)
    style = None if found is None else _child(found, name)
    return style is not None and _CODE_STYLE.fullmatch(_attribute(style, "val")) is not None


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child.tag) == name), None)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _symbol(code: str) -> str:
    """A character named by its number in a symbol font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if ord(" ") <= number <= _LAST else ""
