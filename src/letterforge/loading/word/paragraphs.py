"""One paragraph of a Word template: its text with looks and links, and the lines of what hangs on it."""

from __future__ import annotations

import re
from typing import assert_never

from letterforge import pictures
from letterforge.document import LineBreak, PageBreak, PageCount, PageNumber
from letterforge.findings import Place
from letterforge.loading.word import word_only
from letterforge.loading.word.answers import Answers
from letterforge.loading.word.drawings import Drawing
from letterforge.loading.word.looks import PLAIN, Look, look_of
from letterforge.loading.word.measures import Tabs, indent_of
from letterforge.loading.word.origins import Origin, Source, as_typed, of_key, shifted
from letterforge.loading.word.page import is_turned
from letterforge.loading.word.raw_blocks import RawImage, RawLink, RawNode, RawNote, RawParagraph, Segment, Span
from letterforge.loading.word.reading import OpenField, Part, judged, lost
from letterforge.loading.word.text import BREAK, OBJECT, PAGE
from letterforge.loading.word.unseen import Unseen
from letterforge.office.blocks import DEEPEST, Block, within
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
from letterforge.office.xml import Element, child, is_on, local, value

_NUMBERS: dict[str, type[PageNumber | PageCount]] = {
    "PAGE": PageNumber,
    "NUMPAGES": PageCount,
    "SECTIONPAGES": PageCount,
}
_FIELD = re.compile(r"\s*([A-Za-z]+)")
_ADDRESS = re.compile(r"\s*HYPERLINK\s+\"([^\"]*)\"", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


class ParagraphReading:
    """Reads one paragraph; ``boxes`` are the contents of its text boxes."""

    def __init__(self, part: Part, block: Block, *, reply: bool = False) -> None:
        self.part, self.shared, self.block = part, part.shared, block
        self.boxes: list[Element] = []
        self._asides: list[tuple[str, str, Span, list[Source]]] = []
        self._deleted: list[str] = []
        self._unseen = Unseen(part, block)
        self._look: Look = PLAIN
        self._link: RawLink | None = None
        self._outer: list[tuple[Look, RawLink | None]] = []
        self._drawing: Drawing | None = None
        self._said = ""
        self._formula: list[Source] | None = None
        """The words of a formula that are not read in line, while it is read."""
        self.raw = RawParagraph(block.path, self.shared.writing.begin(block.path), reply=reply)
        self.answers = Answers(self.raw, self.shared)
        properties = child(block.element, "pPr")
        sheets = self.shared.sheets
        self._style = value(properties, "pStyle")
        self.raw.level = sheets.level(properties)
        self.raw.numbered = sheets.numbered(properties)
        self.raw.alignment = sheets.alignment(properties)
        is_plain = self.raw.numbered is None and self.raw.level is None
        self.raw.indent = indent_of(properties, sheets) if is_plain else None
        self.raw.quoted = is_plain and sheets.is_quoted(properties)
        self._tabs = Tabs.of(properties, sheets)
        self._of_paragraph = tuple(word_only.of_paragraph(properties))
        self._of_run: tuple[str, ...] = ()
        """What only Word shows of the words that come next, here and in the paragraph."""
        self.raw.new_page = is_on(properties, "pageBreakBefore")
        section = child(properties, "sectPr")
        self.raw.page_after = section is not None and id(section) not in self.shared.staying
        self.raw.turned = None if section is None else is_turned(section)

    def read(self) -> RawParagraph:
        """The paragraph, and behind it the lines of what hangs on it, but for its text boxes."""
        raw = self.raw
        for event in events(self.block.element, struck=self.block.struck):
            if self._unseen.takes(event):
                continue
            if self._drawing is None:
                self._read(event)
            elif self._drawing.ends_with(event):
                drawing, self._drawing = self._drawing, None
                self._drawn(drawing)
        for what in word_only.of_elements(self.block.element):
            self._loss(what)
        raw.end = self.shared.writing.end()
        if raw.numbered is not None and raw.level is not None:
            self._loss("the number of a heading")
        self.shared.findings.extend(self._unseen.faults("".join(self._deleted)))
        for one in self.part.fields:
            self._untold(one)
        for kind, text, span, sources in self._asides:
            span.start, span.end = self.shared.aside(self.part.name, within(raw.path, kind), text, sources)
            raw.asides.append(span)
        return raw

    def _read(self, event: Event) -> None:
        match event:
            case Words(text=text, struck=True) | Symbol(text=text, struck=True):
                self._deleted.append(text)
            case Words(text=text, element=element):
                self._text(text, element)
            case Symbol(text=text, element=element):
                sign = word_only.symbol(text, element)
                if sign is None:
                    self._loss("a character of a symbol font")
                else:
                    self._text(sign, element)
            case Break(struck=True):
                pass
            case Break(element=element, is_page=is_page):
                self._text(PAGE if is_page else BREAK, element, PageBreak() if is_page else LineBreak())
            case NoteReference(kind=kind, identifier=identifier, element=element):
                self._text(OBJECT, element, RawNote(kind, identifier))
            case Opened(scope=scope, element=element):
                self._opened(scope, element)
            case Closed(scope=scope):
                self._closed(scope)
            case FieldBegin() | FieldCode() | FieldResult() | FieldEnd():
                self._field(event)
            case Aside():
                self.described(event)
            case Box(element=element):
                self.boxes.append(element)
            case LinkTarget() | Detail():  # a link is read where it opens
                pass
            case _:
                assert_never(event)

    def _opened(self, scope: Scope, element: Element) -> None:
        if scope is Scope.DRAWING:
            self._drawing = Drawing()
            return
        self._outer.append((self._look, self._link))
        if scope in word_only.SCOPES:
            self._loss(word_only.SCOPES[scope])
        if scope is Scope.RUN:
            self.shared.runs += 1
            self._of_run = word_only.of_run(child(element, "rPr"), self.shared.sheets)
            heading = self.raw.level is not None
            self._look = look_of(self.shared.sheets, child(element, "rPr"), self._style, heading=heading)
        elif scope is Scope.CONTROL:
            self.answers.opens(element)
        elif scope is Scope.LINK:
            self._link = self._hyperlink(element) or self._link
        elif scope is Scope.FORMULA and self._formula is None and not word_only.is_row_of_signs(element):
            self._formula, self._said = [], ""

    def _closed(self, scope: Scope) -> None:
        self._look, self._link = self._outer.pop()
        self._of_run = self._of_run if scope is not Scope.RUN else ()
        if scope is Scope.CONTROL:
            self.answers.closes()
        elif scope is Scope.FORMULA:
            self._formula_ends()

    def _text(self, text: str, element: Element | None, node: RawNode | None = None) -> None:
        fields = self.part.fields
        if fields and not all(one.result for one in fields):  # the result of a field in a code is a word of the code
            if node is None and element is not None:
                self._code(text, element, None)
            return
        if not text or any(one.hidden for one in fields):
            return
        if self._formula is not None:
            if element is not None:
                start, self._said = len(self._said), self._said + text
                self._formula.append(Source(start, len(self._said), element, None, 0, len(text)))
            return
        if fields:
            fields[0].said.append(text)
        node = self._tabs.read(text, underlined=self._look.underline) if node is None else node
        if isinstance(node, LineBreak):
            self._tabs.line_ends()
        asked = self._of_paragraph if isinstance(node, RawNote) else (*self._of_paragraph, *self._of_run)
        for what in asked if text.strip() else ():  # the sign of a note is raised in every format
            self._loss(what)
        start, end = self.shared.writing.add(text.replace("\n", " "))
        inside = next((one.link for one in reversed(fields) if one.link is not None), self._link)
        self.raw.segments.append(Segment(start, end, self._look, self.shared.runs, inside, node))
        self.answers.texts.append(text if node is None else "")
        if element is not None:
            self.shared.pieces.append((start, end, element))
            self.shared.origins.append(Origin(start, end, self.part.name, element, None, 0, end - start))

    def _formula_ends(self) -> None:
        """One within another ends with the outer one, which is the only one that has words left."""
        if self._formula is not None and "{" in self._said:
            self._aside("formula", self._said, self._formula)
        self._formula = None

    # --- fields and links -------------------------------------------------------------------------------------------

    def _field(self, event: FieldBegin | FieldCode | FieldResult | FieldEnd) -> None:
        fields = self.part.fields
        match event:
            case FieldBegin(data=data):
                fields.append(OpenField(data=data))
                del fields[:-DEEPEST]
            case FieldCode(text=text, element=element, key=key):
                self._code(text, element, key)
            case FieldResult(element=element) if fields:
                self._coded(fields[-1], element)
            case FieldEnd(element=element) if fields:
                if not fields[-1].result:
                    self._coded(fields[-1], element)
                self._untold(fields[-1])  # what a broken file has put behind the result
                if not self.answers.of_field(fields):
                    place = Place(self.shared.file, path=self.raw.path)
                    self.shared.findings.extend(judged(fields, place, self.shared.unclear))
                fields.pop()

    def _code(self, text: str, element: Element, key: str | None) -> None:
        """A piece of the code of the innermost field; where none is open, it stands astray, and can have tags too."""
        asked = next((one for one in reversed(self.part.fields) if not one.result), None)
        if found := asked or next(reversed(self.part.fields), None):
            start = len(found.code)
            found.code += text
            found.sources.append(Source(start, len(found.code), element, key, 0, len(text)))
        elif "{" in text:
            self._aside("field code", text, [Source(0, len(text), element, key, 0, len(text))])

    def _coded(self, found: OpenField, element: Element | None) -> None:
        """A field whose code is known: what stands for it in the tree."""
        found.result, found.begins = True, (self.raw, len(self.raw.segments))
        name = _FIELD.match(found.code)
        number = _NUMBERS.get(name[1].upper()) if name else None
        address = _ADDRESS.match(found.code)
        if number is not None:
            self._text(OBJECT, element, number())
            found.hidden = True
        elif address:
            found.link = self._leads_to(address[1], shifted(found.sources, address.start(1), address.end(1), 0))
        self._untold(found, *(address.span(1) if address else (0, 0)))

    def _untold(self, found: OpenField, start: int = 0, end: int = 0) -> None:
        """The tags of a field's code that no paragraph has had yet.

        From start to end it has been read as the target of a link; a tip of the same field may have tags, too.
        """
        begin, code = found.told, found.code
        start, end = max(begin, start), max(begin, end)
        found.told = len(code)
        text = code[begin:start] + code[end:]
        if "{" in text:
            behind = shifted(found.sources, end, len(code), start - begin)
            self._aside("field code", text, [*shifted(found.sources, begin, start, 0), *behind])

    def _hyperlink(self, element: Element) -> RawLink | None:
        for key, identifier in element.attrib.items():
            target = self.part.target(identifier) if local(key) == "id" else None
            if target is not None:
                return self._leads_to(target, of_key(element, key, target))
        return None

    def _leads_to(self, target: str, sources: list[Source]) -> RawLink | None:
        """Word writes the braces of a tag in a target as %7B and %7D."""
        plain, sources = as_typed(target, sources)
        if _SCHEME.match(plain):
            link = RawLink(plain)
            self._asides.append(("link target", plain, link.span, sources))
            return link
        if "{" in plain:
            self._aside("link target", plain, sources)
            self._loss("a link whose address does not begin with http://, https://, mailto: or tel:")
        elif plain and not plain.startswith("#"):
            self._loss("a link that leads to a file")
        return None

    # --- what is drawn ----------------------------------------------------------------------------------------------

    def described(self, event: Aside) -> None:
        """Read what hangs on the paragraph without standing in it."""
        if "{" in event.text:
            self._aside(event.kind, event.text, of_key(event.element, event.key))

    def _drawn(self, drawing: Drawing) -> None:
        """A picture, text boxes, or a drawing that the tree cannot carry; and the tags of all that hangs on it."""
        alt = drawing.alt
        for one in drawing.asides:
            if one is not alt:
                self.described(one)
        if "{" in drawing.words:
            self._aside("drawing", drawing.words, drawing.sources)
        for link in drawing.targets:
            target = self.part.target(link.identifier) or ""
            plain, sources = as_typed(target, of_key(link.element, link.key, target))
            if "{" in plain:
                self._aside("link target", plain, sources)
        self.boxes += drawing.boxes
        if drawing.boxes:
            self._loss(
                "a text box, which stands out of the flow", hint="Other formats set its words below the paragraph."
            )
        if drawing.picture is None or not self._picture(drawing, drawing.picture, alt):
            if alt is not None:
                self.described(alt)
            if drawing.picture is not None:
                self._loss("a picture that is neither PNG nor JPEG")
            elif not drawing.boxes:
                self._loss("a watermark" if any(one.kind == "word art" for one in drawing.asides) else "a drawing")

    def _picture(self, drawing: Drawing, identifier: str, alt: Aside | None) -> bool:
        """A picture in line, if the tree can carry it."""
        content = self.part.content(identifier)
        try:
            found = None if content is None else pictures.picture(content)
        except ValueError:
            found = None
        if found is None:
            return False
        said = "" if alt is None else alt.text
        spoken, begins = said.strip(), len(said) - len(said.lstrip())
        sources = [] if alt is None else of_key(alt.element, alt.key)
        sources = shifted(sources, begins, begins + len(spoken), 0)
        if not spoken:
            self._loss(
                "a picture without alternative text",
                hint="Write its alternative text in Word, for those who cannot see it; --allow-loss leaves it out.",
            )
            spoken, sources = drawing.name
        digest = pictures.digest(found.content)
        self.shared.images[digest] = found
        image = RawImage(digest, drawing.width, spoken)
        self._asides.append(("alt text", image.alt, image.span, sources))
        self._text(OBJECT, None, image)
        return True

    def _aside(self, kind: str, text: str, sources: list[Source]) -> None:
        self._asides.append((kind, text, Span(), sources))

    def _loss(self, what: str, *, hint: str | None = None) -> None:
        self.shared.findings.add(lost(what, Place(self.shared.file, path=self.raw.path), hint=hint))
