"""docxtpl's dialect: which paragraph, row, cell or run a tag takes for itself, and what tags say of their cell.

The core has found the tags, and a token stands for each. Here the tokens are moved to where they work: what a tag
takes for itself goes, and its token stands in its place, between paragraphs, rows, cells or runs.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]

from letterforge.word_tags import ACROSS, AGAIN, TaggedPart, TagKind, WordTag
from letterforge_docx.ooxml.names import w

_TEXT, _RUN, _PARAGRAPH, _CELL = w("t"), w("r"), w("p"), w("tc")
_PROPERTIES, _CELL_PROPERTIES = w("pPr"), w("tcPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = frozenset((w("proofErr"), w("bookmarkStart"), w("bookmarkEnd"), w("lastRenderedPageBreak")))
_OF_CELLS = (TagKind.COLSPAN, TagKind.CELLBG, TagKind.VM, TagKind.HM)
# CT_TcPr is a sequence (ECMA-376 part 1, 17.4.69).
_CELL_ORDER = tuple(map(w, (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)))  # fmt: skip


def laid_out(part: TaggedPart) -> list[str | WordTag]:
    """A part with its tags where they work, cut at them."""
    root = etree.fromstring(part.content)
    work = _Work(part, root)
    work.do()
    text: str = etree.tostring(root, encoding="unicode")
    return replace(part, tags=tuple(work.tags)).split(text)


class _Work:
    def __init__(self, part: TaggedPart, root: etree._Element) -> None:
        self.part, self.root = part, root
        self.tags = list(part.tags)
        self.token = re.compile(f"⟦{part.key}:(\\d+)⟧")
        self.at: dict[int, etree._Element] = {}
        begin = f"⟦{part.key}:"
        for element in root.iter(etree.Element):
            if element.text and begin in element.text:
                self.at.update((int(number), element) for number in self.token.findall(element.text))

    def do(self) -> None:
        """All that the tags ask for, in the order in which docxtpl does it."""
        of = [(index, tag, self.at[index]) for index, tag in enumerate(self.part.tags) if index in self.at]
        for index, tag, element in of:
            if tag.kind in (TagKind.COLSPAN, TagKind.CELLBG):
                self._say_of_cell(index, tag, element)
        self._keep_blanks()
        for index, tag, element in of:
            if tag.unit == "r" and tag.kind is not TagKind.NOTHING:
                self._of_run(index, element)
        for index, tag, element in of:
            if tag.kind not in (TagKind.PLACEHOLDER, TagKind.NOTHING):
                self._join(index, tag, element)
        for index, tag, _ in of:
            if tag.unit in ("tr", "tc", "p"):
                self._take(index, w(tag.unit))
        for index, tag, element in of:
            if tag.kind in (TagKind.VM, TagKind.HM):
                self._merge(index, tag, element)
        if any(tag.kind in _OF_CELLS for tag in self.part.tags):
            for properties in self.root.iter(_CELL_PROPERTIES):
                _in_order(properties)

    def _new(self, tag: WordTag) -> str:
        self.tags.append(tag)
        return self.part.token(len(self.tags) - 1)

    def _cut(self, index: int, element: etree._Element) -> tuple[str, str]:
        """What stands before and behind a token, which goes."""
        before, _, behind = (element.text or "").partition(self.part.token(index))
        return before, behind

    def _keep_blanks(self) -> None:
        """``xml:space`` for a text with a tag in it or behind it, as docxtpl has it."""
        text: etree._Element | None = None
        for element in self.root.iter(etree.Element):
            if element.tag == _TEXT and not element.attrib:
                text = element
            if text is not None and any(map(self._has_tag, (*element.attrib.values(), element.text))):
                text.set(_SPACE, "preserve")

    def _has_tag(self, text: str | None) -> bool:
        found = self.token.findall(text) if text else ()
        return any(self.tags[int(number)].kind is not TagKind.NOTHING for number in found)

    # --- what is said of cells ---------------------------------------------------------------------------------------

    def _say_of_cell(self, index: int, tag: WordTag, element: etree._Element) -> None:
        cell = next(element.iterancestors(_CELL), None)
        element.text = "".join(self._cut(index, element))
        if cell is None:
            return
        run = element.getparent()
        if not element.text and not element.attrib and run is not None and run.tag == _RUN:
            _removed(run)
        properties = _properties_of(cell)
        if tag.kind is TagKind.COLSPAN:
            _replaced(properties, "gridSpan", {"val": self.part.token(index)})
        else:
            _replaced(properties, "shd", {"val": "clear", "color": "auto", "fill": self.part.token(index)})

    def _merge(self, index: int, tag: WordTag, element: etree._Element) -> None:
        """A cell that reaches down, or across, in the first turn of a loop; in the others only its place is kept."""
        cell = next(element.iterancestors(_CELL), None)
        element.text = "".join(self._cut(index, element))
        parent = None if cell is None else cell.getparent()
        if cell is None or parent is None:
            return
        properties = _properties_of(cell)
        opening = self._new(replace(tag, kind=TagKind.IF, unit=tag.kind.value, group=tag.number))
        closing = self._new(WordTag(-1, TagKind.ENDIF, group=tag.number))
        if tag.kind is TagKind.HM:
            span = properties.find(w("gridSpan"))
            factor = "1" if span is None else span.get(w("val"), "1")
            number = self._new(WordTag(tag.number + ACROSS, TagKind.COLSPAN, name=factor))
            if span is None:
                span = etree.SubElement(properties, w("gridSpan"))
            span.set(w("val"), number)
            _surround(cell, opening, closing)
            return
        otherwise = self._new(WordTag(-1, TagKind.ELSE, group=tag.number))
        rest = self._covered(cell, element)
        for one, how in ((properties, "restart"), (_properties_of(rest), "continue")):
            _removed_child(one, "vMerge")
            etree.SubElement(one, w("vMerge")).set(w("val"), how)
        tail, cell.tail = cell.tail, otherwise
        cell.addnext(rest)
        rest.tail = closing + (tail or "")
        _before(cell, opening)

    def _covered(self, cell: etree._Element, text: etree._Element) -> etree._Element:
        """A copy of a cell for the turns in which the one above reaches down to it, its text with the tag empty."""
        place = list(cell.iter()).index(text)
        rest = copy.deepcopy(cell)
        rest.tail = None
        beside = [self.tags[int(number)].kind for number in self.token.findall(text.text or "")]
        nothing = self._new(WordTag(-1, TagKind.NOTHING))
        if all(kind in (TagKind.PLACEHOLDER, TagKind.NOTHING) for kind in beside):
            list(rest.iter())[place].text = nothing
        else:
            paragraph = _emptied(text)
            next(paragraph.iter(_TEXT)).text = nothing
            rest[:] = [_properties_of(rest), paragraph]
        fresh: dict[str, str] = {nothing: nothing}

        def again(found: re.Match[str]) -> str:
            if found[0] not in fresh:
                tag = self.tags[int(found[1])]
                kind = TagKind.PLACEHOLDER if tag.kind in (TagKind.COLSPAN, TagKind.CELLBG) else tag.kind
                group = None if tag.group is None else tag.group + AGAIN
                target = self.token.sub(again, tag.target)
                fresh[found[0]] = self._new(
                    replace(tag, number=tag.number + AGAIN, kind=kind, group=group, target=target)
                )
            return fresh[found[0]]

        for one in rest.iter(etree.Element):
            one.text = one.text and self.token.sub(again, one.text)
            one.tail = one.tail and self.token.sub(again, one.tail)
            for key, value in one.attrib.items():
                one.set(key, self.token.sub(again, value))
        return rest

    # --- what a tag takes for itself ---------------------------------------------------------------------------------

    def _of_run(self, index: int, element: etree._Element) -> None:
        """``{{r field }}``: the token stands between two runs, of which the second has no look, as in docxtpl."""
        run = element.getparent()
        if element.tag != _TEXT or run is None or run.tag != _RUN:
            return
        before, behind = self._cut(index, element)
        element.text = before
        element.set(_SPACE, "preserve")
        rest = etree.Element(_RUN, nsmap=run.nsmap)
        text = etree.SubElement(rest, _TEXT)
        text.set(_SPACE, "preserve")
        text.text = behind
        for moved in list(element.itersiblings()):
            rest.append(moved)
        tail, run.tail = run.tail, None
        run.addnext(rest)
        run.tail = self.part.token(index)
        rest.tail = tail
        for number in self.token.findall(behind):
            self.at[int(number)] = text

    def _take(self, index: int, unit: str) -> None:
        element = self.at[index]
        taken = next((one for one in (element, *element.iterancestors()) if one.tag == unit), None)
        if taken is None or taken.getparent() is None:
            return
        tail, taken.tail = taken.tail, None
        before = taken.getprevious()
        parent = taken.getparent()
        parent.remove(taken)
        text = self.part.token(index) + (tail or "")
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text

    # --- paragraphs that a tag joins ---------------------------------------------------------------------------------

    def _join(self, index: int, tag: WordTag, element: etree._Element) -> None:
        """``{%-`` at the beginning of a paragraph and ``-%}`` at the end of one join it to the one beside it."""
        element = self.at[index]
        paragraph = next(element.iterancestors(_PARAGRAPH), None)
        if element.tag != _TEXT or paragraph is None or tag.unit:
            return
        before, behind = self._cut(index, element)
        texts = [one for one in paragraph.iter(_TEXT) if next(one.iterancestors(_PARAGRAPH)) is paragraph]
        at = texts.index(element)
        if tag.trim_before and not before and not any(one.text for one in texts[:at]):
            self._joined(_beside(paragraph, back=True), paragraph)
            paragraph = next(self.at[index].iterancestors(_PARAGRAPH))
            texts = [one for one in paragraph.iter(_TEXT) if next(one.iterancestors(_PARAGRAPH)) is paragraph]
            element = self.at[index]
            behind = self._cut(index, element)[1]
            at = texts.index(element)
        if tag.trim_after and not behind and not any(one.text for one in texts[at + 1 :]):
            self._joined(paragraph, _beside(paragraph, back=False))

    def _joined(self, left: etree._Element | None, right: etree._Element | None) -> None:
        """Two paragraphs as one, with the properties of the first."""
        if left is None or right is None or self._is_taken(left) or self._is_taken(right):
            return
        last, first = _outer(left)[-1:], _outer(right)[:1]
        content = [one for one in right if one.tag != _PROPERTIES]
        if last and first and last[0].tag == _RUN and first[0].tag == _RUN:
            ends, begins = last[0].findall(_TEXT)[-1:], first[0].findall(_TEXT)[:1]
            if ends and begins and last[0][-1] is ends[0]:
                text = begins[0]
                ends[0].text = (ends[0].text or "") + (text.text or "")
                for number in self.token.findall(text.text or ""):
                    self.at[int(number)] = ends[0]
                for moved in list(text.itersiblings()):
                    last[0].append(moved)
                content = list(first[0].itersiblings())
                for mark in [one for one in last[0].itersiblings() if one.tag in _MARKS]:
                    if mark.tag == w("proofErr"):
                        _removed(mark)
        for one in content:
            left.append(one)
        _removed(right)

    def _is_taken(self, paragraph: etree._Element) -> bool:
        return any(
            self.part.tags[int(number)].unit == "p"
            for text in paragraph.iter(_TEXT)
            for number in self.token.findall(text.text or "")
            if int(number) < len(self.part.tags)
        )


def _outer(paragraph: etree._Element) -> list[etree._Element]:
    """What a paragraph holds besides its properties and marks."""
    return [one for one in paragraph if one.tag != _PROPERTIES and one.tag not in _MARKS]


def _beside(paragraph: etree._Element, *, back: bool) -> etree._Element | None:
    """The paragraph before or behind one, over marks."""
    for one in paragraph.itersiblings(preceding=back):
        if one.tag not in _MARKS:
            return one if one.tag == _PARAGRAPH else None
    return None


def _removed(element: etree._Element) -> None:
    """Take an element away, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _properties_of(cell: etree._Element) -> etree._Element:
    found = cell.find(_CELL_PROPERTIES)
    if found is None:
        found = etree.Element(_CELL_PROPERTIES)
        cell.insert(0, found)
    return found


def _replaced(properties: etree._Element, name: str, attributes: dict[str, str]) -> None:
    _removed_child(properties, name)
    made = etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap=properties.nsmap)
    properties.insert(0, made)


def _removed_child(properties: etree._Element, name: str) -> None:
    found = properties.find(w(name))
    if found is not None:
        properties.remove(found)


def _before(element: etree._Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def _surround(element: etree._Element, opening: str, closing: str) -> None:
    _before(element, opening)
    element.tail = closing + (element.tail or "")


def _emptied(text: etree._Element) -> etree._Element:
    """The paragraph around a text with that text's run alone, and nothing in it."""
    run = text.getparent()
    paragraph = next(text.iterancestors(_PARAGRAPH))
    made = etree.Element(_PARAGRAPH, paragraph.attrib, nsmap=paragraph.nsmap)
    properties = paragraph.find(_PROPERTIES)
    if properties is not None:
        made.append(copy.deepcopy(properties))
    inner = etree.SubElement(made, _RUN, run.attrib if run is not None and run.tag == _RUN else {})
    look = None if run is None else run.find(w("rPr"))
    if look is not None:
        inner.append(copy.deepcopy(look))
    empty = etree.SubElement(inner, _TEXT, text.attrib)
    empty.text = ""
    return made


def _in_order(properties: etree._Element) -> None:
    """The properties of a cell in the order of the schema, where each of them is known."""
    if all(one.tag in _CELL_ORDER for one in properties):
        properties[:] = sorted(properties, key=lambda one: _CELL_ORDER.index(one.tag))
