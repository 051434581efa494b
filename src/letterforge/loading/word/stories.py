"""XML in, raw paragraphs and tables out: one walk over a part, which writes the text of the file as it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from letterforge import pictures
from letterforge.document import LineBreak, PageBreak, PageCount, PageNumber, Picture
from letterforge.errors import UnreadableFileError
from letterforge.findings import Finding, Place, error, warning
from letterforge.loading.word.origins import Origin, Source, shifted, unquoted
from letterforge.loading.word.raw_blocks import (
    RawBlock,
    RawCell,
    RawImage,
    RawLink,
    RawNote,
    RawParagraph,
    RawRow,
    RawTable,
    Segment,
    Span,
)
from letterforge.loading.word.styles import PLAIN, Look, Sheets, whole
from letterforge.loading.word.text import BREAK, OBJECT, PAGE, Writing
from letterforge.office.archive import Archive
from letterforge.office.blocks import DEEPEST, Block, blocks, rows, within
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, child, is_on, local, value

EMU_PER_MILLIMETRE = 36000
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_IN_RUNS = frozenset(
    (
        *("t", "delText", "instrText", "delInstrText", "fldChar", "br", "cr", "sym"),
        *("footnoteReference", "endnoteReference", *_SIGNS),
    )
)
_NUMBERS = {"PAGE": PageNumber, "NUMPAGES": PageCount, "SECTIONPAGES": PageCount}
_FIELD = re.compile(r"\s*([A-Za-z]+)")
_ADDRESS = re.compile(r"\s*HYPERLINK\s+\"([^\"]*)\"", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_ASIDES = {
    ("docPr", "title"): "title of a picture",
    ("shape", "alt"): "alt text",
    ("imagedata", "title"): "title of a picture",
    ("textpath", "string"): "word art",
    ("hyperlink", "tooltip"): "tip of a link",
}
_DRAWN = {"object": "an object of another program", "oMath": "a formula", "oMathPara": "a formula"}
_PRIVATE = range(0xE000, 0xF900)


def lost(what: str, place: Place, *, hint: str | None = None) -> Finding:
    """What only the Word file itself can show."""
    message = f"{what}, which only the Word file itself can show"
    return warning("loss", place, message=message, hint=hint or "Say --allow-loss to leave it out of other formats.")


@dataclass(slots=True)
class Shared:
    """What the stories of one file share."""

    archive: Archive
    file: str | None
    sheets: Sheets
    writing: Writing = field(default_factory=Writing)
    images: dict[str, Picture] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    runs: int = 0
    pieces: list[tuple[int, int, Element]] = field(default_factory=list)
    """Which stretch of the text each element of a run has written."""
    origins: list[Origin] = field(default_factory=list)
    """Which element or attribute of which part each stretch of the text comes from, in the order of the text."""

    def aside(self, part: str, path: str, text: str, sources: Sequence[Source]) -> tuple[int, int]:
        """A line of its own, for what is not read in line; where it stands."""
        start, end = self.writing.line(path, text)
        self.origins += [one.at(start, part) for one in sources]
        return start, end


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result is being read."""

    code: str = ""
    sources: list[Source] = field(default_factory=list)
    result: bool = False
    hidden: bool = False
    link: RawLink | None = None


class Story:
    """Reads the stories of one part."""

    def __init__(self, shared: Shared, part: str) -> None:
        self.shared, self.part = shared, part
        self.links = relationships(shared.archive, part)
        self.fields: list[_Field] = []

    def blocks(self, root: Element, path: str, *, depth: int = 0) -> list[RawBlock]:
        """The paragraphs and tables of a body, header, cell, note or text box."""
        return [
            self._table(block) if block.is_table else _Reading(self, block).read()
            for block in blocks(root, path, depth)
        ]

    def _table(self, block: Block) -> RawTable:
        writing = self.shared.writing
        grid = child(block.element, "tblGrid")
        table = RawTable(block.path, writing.length, [], columns=_columns(len(grid) if grid is not None else 0))
        for one in rows(block):
            properties = child(one.element, "trPr")
            row = RawRow(writing.length, [], header=is_on(properties, "tblHeader"))
            row.before, row.after = (_columns(whole(value(properties, name))) for name in ("gridBefore", "gridAfter"))
            for path, element in one.cells:
                cell_properties = child(element, "tcPr")
                start = writing.length
                cell = RawCell(path, start, self.blocks(element, path, depth=block.depth + 1), writing.length)
                cell.columns = max(_columns(whole(value(cell_properties, "gridSpan"), 1)), 1)
                merge = child(cell_properties, "vMerge")
                cell.covered = merge is not None and attribute(merge) != "restart"
                row.cells.append(cell)
            row.end = writing.length
            table.rows.append(row)
        table.end = writing.length
        return table


_MOST_COLUMNS = 256  # Word makes no more than 63; one number could ask for more than a machine has memory for


def _columns(number: int) -> int:
    if number > _MOST_COLUMNS:
        message = f"a table of the file has more than {_MOST_COLUMNS} columns"
        raise UnreadableFileError(message)
    return max(number, 0)


class _Reading:
    """One paragraph."""

    def __init__(self, story: Story, block: Block) -> None:
        self.story, self.shared, self.block = story, story.shared, block
        self.writing = story.shared.writing
        self.raw = RawParagraph(block.path, self.writing.begin(block.path))
        self.asides: list[tuple[str, str, Span, list[Source]]] = []
        self.deleted: list[str] = []
        self.boxes: list[Element] = []
        properties = child(block.element, "pPr")
        sheets = story.shared.sheets
        self.style = value(properties, "pStyle")
        self.raw.level = sheets.level(properties)
        self.raw.numbered = sheets.numbered(properties)
        self.raw.alignment = sheets.alignment(properties)
        self.raw.new_page = is_on(properties, "pageBreakBefore")
        section = child(properties, "sectPr")
        self.raw.page_after = section is not None and value(section, "type") != "continuous"

    def read(self) -> RawParagraph:
        """The paragraph, and behind it the lines of what hangs on it."""
        raw = self.raw
        for one in self.block.element:
            self._walk(one, PLAIN, None, moved=False)
        raw.end = self.writing.end()
        if raw.numbered is not None and raw.level is not None:
            self._loss("the number of a heading")
        struck = "".join(self.deleted)
        if "{{" in struck or "{%" in struck:
            message = "a tag in words that were struck out: what it named could stay behind in the revision history"
            hint = "Accept or reject the changes in Word, and save the file."
            self.shared.findings.append(
                error("tracked-deletion", Place(self.shared.file, path=raw.path), message=message, hint=hint)
            )
        for kind, text, span, sources in self.asides:
            span.start, span.end = self.shared.aside(self.story.part, within(raw.path, kind), text, sources)
            raw.asides.append(span)
        for number, box in enumerate(self.boxes, 1):
            raw.boxes.append(self.story.blocks(box, within(raw.path, f"text box {number}"), depth=self.block.depth + 1))
        return raw

    def _walk(self, element: Element, look: Look, link: RawLink | None, *, moved: bool) -> None:
        name = local(element.tag)
        match name:
            case "pPr" | "rPr" | "sdtPr" | "sdtEndPr":
                pass
            case "fldSimple":
                self._simple_field(element, look, link, moved=moved)
            case "AlternateContent":
                # The same drawing twice, for newer and older readers (ECMA-376 part 3, 7.2): the newer is read.
                for one in element[:1]:
                    self._walk(one, look, link, moved=moved)
            case "drawing" | "pict" | "object":
                self._drawing(element, look, link)
            case "hyperlink":
                self._hyperlink(element, look, link, moved=moved)
            case "r":
                self.shared.runs += 1
                own = self.shared.sheets.look(child(element, "rPr"), self.style, heading=self.raw.level is not None)
                self._children(element, own, link, moved=moved)
            case _ if name in _IN_RUNS:
                start, field_ = self.writing.length, self.story.fields[-1] if self.story.fields else None
                coded = 0 if field_ is None else len(field_.code)
                self._in_run(element, name, look, link, moved=moved)
                end = self.writing.length
                if end > start:
                    self.shared.pieces.append((start, end, element))
                    self.shared.origins.append(Origin(start, end, self.story.part, element, None, 0, end - start))
                elif field_ is not None and len(field_.code) > coded:
                    field_.sources.append(Source(coded, len(field_.code), element, None, 0, len(field_.code) - coded))
            case _:
                if name in _DRAWN:
                    self._loss(_DRAWN[name])
                self._children(element, look, link, moved=moved or name in ("moveFrom", "del"))

    def _in_run(self, element: Element, name: str, look: Look, link: RawLink | None, *, moved: bool) -> None:
        """What a run holds: text, and signs that stand in text."""
        match name:
            case "t" if not moved:
                self._text(element.text or "", look, link)
            case "t" | "delText":
                self.deleted.append(element.text or "")
            case "instrText" | "delInstrText" if self.story.fields:
                self.story.fields[-1].code += element.text or ""
            case "fldChar":
                self._field(attribute(element, "fldCharType") or "", look, link)
            case "br" | "cr":
                self._break(attribute(element, "type"), look, link)
            case "sym":
                self._symbol(attribute(element, "char") or "", look, link)
            case "footnoteReference" | "endnoteReference":
                note = RawNote(name.removesuffix("Reference") + "s", attribute(element, "id") or "")
                self._node(note, look, link)
            case _ if name in _SIGNS:
                self._text(_SIGNS[name], look, link)

    def _children(self, element: Element, look: Look, link: RawLink | None, *, moved: bool) -> None:
        for one in element:
            self._walk(one, look, link, moved=moved)

    def _text(self, text: str, look: Look, link: RawLink | None, node: object = None) -> None:
        fields = self.story.fields
        if fields and not fields[-1].result:
            fields[-1].code += text if node is None else ""
        elif text and not any(one.hidden for one in fields):
            start, end = self.writing.add(text.replace("\n", " "))
            inside = next((one.link for one in reversed(fields) if one.link is not None), link)
            self.raw.segments.append(Segment(start, end, look, self.shared.runs, inside, node))

    def _node(self, node: object, look: Look, link: RawLink | None) -> None:
        self._text(OBJECT, look, link, node)

    def _break(self, kind: str | None, look: Look, link: RawLink | None) -> None:
        if kind == "page":
            self._text(PAGE, look, link, PageBreak())
        else:
            self._text(BREAK, look, link, LineBreak())

    def _symbol(self, code: str, look: Look, link: RawLink | None) -> None:
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
        if number in _PRIVATE or number < ord(" "):
            self._loss("a sign of a symbol font")
        else:
            self._text(chr(number), look, link)

    # --- fields and links -------------------------------------------------------------------------------------------

    def _field(self, kind: str, look: Look, link: RawLink | None) -> None:
        fields = self.story.fields
        if kind == "begin" and len(fields) < DEEPEST:
            fields.append(_Field())
        elif kind == "separate" and fields:
            self._coded(fields[-1], look, link)
        elif kind == "end" and fields:
            if not fields[-1].result:
                self._coded(fields[-1], look, link)
            fields.pop()

    def _coded(self, found: _Field, look: Look, link: RawLink | None) -> None:
        """A field whose code is known: what stands for it in the tree."""
        found.result = True
        name = _FIELD.match(found.code)
        number = _NUMBERS.get(name[1].upper()) if name else None
        address = _ADDRESS.match(found.code)
        if number is not None:
            self._node(number(), look, link)
            found.hidden = True
        elif address:
            found.link = self._link(address[1], shifted(found.sources, address.start(1), address.end(1), 0))
        # The address has been read as the target of a link; a tip of the same field may have tags, too.
        rest, sources = found.code, found.sources
        if address:
            rest = found.code[: address.start(1)] + found.code[address.end(1) :]
            behind = shifted(sources, address.end(1), len(found.code), address.start(1))
            sources = [*shifted(sources, 0, address.start(1), 0), *behind]
        if "{" in rest:
            self.asides.append(("field code", rest, Span(), sources))

    def _simple_field(self, element: Element, look: Look, link: RawLink | None, *, moved: bool) -> None:
        found = _Field(attribute(element, "instr") or "", _of_attribute(element, "instr"))
        self.story.fields.append(found)
        self._coded(found, look, link)
        self._children(element, look, link, moved=moved)
        self.story.fields.pop()

    def _hyperlink(self, element: Element, look: Look, link: RawLink | None, *, moved: bool) -> None:
        self._described(element)
        relationship = self.story.links.get(attribute(element, "id") or "")
        own = None
        if relationship is not None and relationship.outside:
            target = relationship.target
            own = self._link(target, _of_attribute(element, "id", target))
        self._children(element, look, own or link, moved=moved)

    def _link(self, target: str, sources: list[Source]) -> RawLink | None:
        """Word writes the braces of a tag in a target as %7B and %7D."""
        plain, sources = unquoted(target, sources) if "%7B" in target.upper() else (target, sources)
        if _SCHEME.match(plain):
            link = RawLink(plain)
            self.asides.append(("link target", plain, link.span, sources))
            return link
        if "{" in plain:
            self.asides.append(("link target", plain, Span(), sources))
            self._loss("a link whose address does not begin with http://, https://, mailto: or tel:")
        elif plain and not plain.startswith("#"):
            self._loss("a link that leads to a file")
        return None

    # --- what is drawn ----------------------------------------------------------------------------------------------

    def _described(self, element: Element) -> None:
        for key, text in element.attrib.items():
            kind = _ASIDES.get((local(element.tag), local(key)))
            if kind is not None and "{" in text:
                self.asides.append((kind, text, Span(), _of_attribute(element, local(key))))

    def _drawing(self, element: Element, look: Look, link: RawLink | None) -> None:
        """A picture, text boxes, or a drawing that the tree cannot carry."""
        parts = list(_seen(element))
        boxes = [one for one in parts if local(one.tag) == "txbxContent"]
        blips = [one for one in parts if local(one.tag) in ("blip", "imagedata")]
        described = [one for one in parts if local(one.tag) == "docPr"]
        spoken = [(one, "descr") for one in described] + [(one, "alt") for one in parts if local(one.tag) == "shape"]
        alt, source = next(
            ((text, _of_attribute(one, name)) for one, name in spoken if (text := attribute(one, name))), ("", [])
        )
        for one in parts:
            self._described(one)
        self.boxes += boxes
        if boxes:
            self._loss(
                "a text box, which stands out of the flow", hint="Other formats set its words below the paragraph."
            )
        if not blips:
            if "{" in alt:
                self.asides.append(("alt text", alt, Span(), source))
            if not boxes:
                self._loss("a drawing")
            return
        named = next((one for one in described if attribute(one, "name")), None)
        width = next((attribute(one, "cx") for one in parts if local(one.tag) == "extent"), None)
        self._picture(blips[0], (alt, source), named, whole(width), look, link)

    def _picture(
        self,
        blip: Element,
        words: tuple[str, list[Source]],
        named: Element | None,
        width: int,
        look: Look,
        link: RawLink | None,
    ) -> None:
        alt, source = words
        relationship = self.story.links.get(attribute(blip, "embed") or attribute(blip, "id") or "")
        found: Picture | None = None
        if relationship is not None and not relationship.outside and relationship.target in self.shared.archive.members:
            try:
                found = pictures.picture(self.shared.archive.read(relationship.target))
            except ValueError:
                found = None
        if found is None:
            if "{" in alt:
                self.asides.append(("alt text", alt, Span(), source))
            self._loss("a picture that is neither PNG nor JPEG")
            return
        if not alt.strip():
            self._loss(
                "a picture without words for it",
                hint="Write its alternative text in Word, for those who cannot see it.",
            )
        digest = pictures.digest(found.content)
        self.shared.images[digest] = found
        spoken, begins = alt.strip(), len(alt) - len(alt.lstrip())
        source = shifted(source, begins, begins + len(spoken), 0)
        if not spoken and named is not None:
            spoken, source = attribute(named, "name") or "", _of_attribute(named, "name")
        image = RawImage(digest, width / EMU_PER_MILLIMETRE if width > 0 else None, spoken)
        self.asides.append(("alt text", image.alt, image.span, source))
        self._node(image, look, link)

    def _loss(self, what: str, *, hint: str | None = None) -> None:
        self.shared.findings.append(lost(what, Place(self.shared.file, path=self.raw.path), hint=hint))


def _seen(element: Element) -> Any:  # noqa: ANN401  (a generator of elements)
    """Everything within a drawing but what stands in its text boxes, and older versions of the same."""
    for one in element:
        yield one
        name = local(one.tag)
        if name == "AlternateContent":
            yield from _seen(one[0]) if len(one) else ()
        elif name != "txbxContent":
            yield from _seen(one)


def _of_attribute(element: Element, name: str, text: str | None = None) -> list[Source]:
    """Where a text comes from that is an attribute, or that an attribute leads to."""
    key, found = next(((key, value) for key, value in element.attrib.items() if local(key) == name), ("", ""))
    length = len(found if text is None else text)
    return [Source(0, length, element, key, 0, length)]
