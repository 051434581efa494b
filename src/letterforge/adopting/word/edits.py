"""Words of a Word paragraph replaced in the bytes of their part: the runs keep their looks, all else its bytes."""

from __future__ import annotations

import re

from letterforge.adopting.spots import Edit, Filling
from letterforge.adopting.word.paragraphs import FieldPlace, Piece, WordParagraph
from letterforge.office.byte_offsets import Stretch, stretches, utf8
from letterforge.office.xml import Element, child, local, value

_NAME = re.compile(rb"<([^\s/>]+)")
_PLACEHOLDER = "PlaceholderText"
_KEEP = b' xml:space="preserve"'


def escaped(text: str) -> bytes:
    """A text as an element says it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


class PartEdits:
    """What is to be changed in one part, gathered edit by edit."""

    def __init__(self, raw: bytes, root: Element) -> None:
        self.raw = utf8(raw)
        self.edits: list[Edit] = []
        self._places: dict[int, Stretch] = {}
        self._above: dict[int, Element] = {}
        for element, stretch in zip(root.iter(), stretches(self.raw), strict=True):
            self._places[id(element)] = stretch
            self._above.update((id(inner), element) for inner in element)
        self._root = root  # its elements live as long as their numbers are used

    def above(self, element: Element) -> Element | None:
        """What an element of the part stands in."""
        return self._above.get(id(element))

    # --- words ------------------------------------------------------------------------------------------------------

    def replace(self, paragraph: WordParagraph, start: int, stop: int, filling: Filling) -> bool:
        """Put words in the place of some; False where the bytes do not say where they stand."""
        before = len(self.edits)
        inside = [one for one in paragraph.pieces if one.start < stop and one.stop > start]
        done = bool(inside) and all(local(one.element.tag) in _SAYING for one in inside)
        if done and filling.words is None:
            done = self._behind(inside[-1], stop, filling.comment)
        elif done:
            target = max(inside, key=lambda one: _weight(one, start, stop))
            for one in inside:
                words = filling.words if one is target else ""
                done = done and self._cut(one, max(start, one.start), min(stop, one.stop), words or "")
        if done and filling.opening:
            done = self._around(paragraph, filling)
        if not done:
            del self.edits[before:]
        return done

    def _cut(self, piece: Piece, start: int, stop: int, words: str) -> bool:
        place = self._places[id(piece.element)]
        if local(piece.element.tag) != "t":
            self.edits.append(Edit(place.start, place.end, self._said(place, words) if words else b""))
            return True
        begin = place.offset(self.raw, start - piece.start)
        end = place.offset(self.raw, stop - piece.start)
        if begin is None or end is None:
            return False
        self.edits.append(Edit(begin, end, escaped(words)))
        left, right = piece.text[: start - piece.start], piece.text[stop - piece.start :]
        if not words and (left[-1:].isspace() or right[:1].isspace()):
            self._keep_blanks(place)
        return True

    def _behind(self, piece: Piece, stop: int, comment: str) -> bool:
        place = self._places[id(piece.element)]
        if local(piece.element.tag) != "t":
            self.edits.append(Edit(place.end, place.end, self._said(place, comment)))
            return True
        at = place.offset(self.raw, stop - piece.start)
        if at is not None:
            self.edits.append(Edit(at, at, escaped(comment)))
        return at is not None

    def _keep_blanks(self, place: Stretch) -> None:
        """The blank at a cut is a blank (XML 1.0, 2.10), as it was between other words."""
        tag = self.raw[place.start : place.inner]
        if b"xml:space" not in tag:
            name = _NAME.match(tag)
            at = place.start + (name.end() if name else 1)
            if Edit(at, at, _KEEP) not in self.edits:
                self.edits.append(Edit(at, at, _KEEP))

    def _said(self, place: Stretch, words: str) -> bytes:
        """A new text in a run, beside or instead of one of its elements."""
        name = _prefix(self.raw, place) + b"t"
        return b"<%b%b>%b</%b>" % (name, _KEEP, escaped(words), name)

    # --- a whole paragraph ------------------------------------------------------------------------------------------

    def _around(self, paragraph: WordParagraph, filling: Filling) -> bool:
        """A paragraph above and one below, of the same look, each with a statement."""
        place = self._places[id(paragraph.element)]
        properties = child(paragraph.element, "pPr")
        if child(properties, "sectPr") is not None:
            return False
        looks = b"" if properties is None else self._bytes(properties)
        prefix = _prefix(self.raw, place)
        for at, statements in ((place.start, filling.opening), (place.end, filling.closing)):
            new = b""
            for statement in statements.split("\n"):
                tag = escaped(statement.replace("{%", "{%p", 1))  # the paragraph that holds it goes
                said = b"<%br><%bt%b>%b</%bt></%br>" % (prefix, prefix, _KEEP, tag, prefix, prefix)
                new += b"<%bp>%b%b</%bp>" % (prefix, looks, said, prefix)
            self.edits.append(Edit(at, at, new))
        return True

    # --- fields and controls ----------------------------------------------------------------------------------------

    def unwrap_field(self, paragraph: WordParagraph, one: FieldPlace, words: str) -> bool:
        """A field becomes its words, and these what is put in their place."""
        if not one.whole:
            return False
        before = len(self.edits)
        inner = [piece for piece in paragraph.pieces if piece.start < one.stop and piece.stop > one.start]
        done = True
        if one.simple is not None:
            done = self._unwrap_simple(one.simple, words if not inner else "")
        else:
            marks = [self._places[id(mark)] for mark in one.marks]
            for number, place in enumerate(marks):
                alone = not inner and number == len(marks) - 1
                self.edits.append(Edit(place.start, place.end, self._said(place, words) if alone else b""))
        if done and inner:
            done = self.replace(paragraph, one.start, one.stop, Filling(words))
        if not done:
            del self.edits[before:]
        return done

    def _unwrap_simple(self, element: Element, words: str) -> bool:
        place = self._places[id(element)]
        prefix = _prefix(self.raw, place)
        run = b"<%br>%b</%br>" % (prefix, self._said(place, words), prefix) if words else b""
        if place.alone:
            self.edits.append(Edit(place.start, place.end, run))
        else:
            self.edits.append(Edit(place.start, place.inner, run))
            self.edits.append(Edit(place.inner_end, place.end, b""))
        return True

    def unwrap_control(self, paragraph: WordParagraph, control: Element, place: tuple[int, int], words: str) -> bool:
        """A control becomes what it holds, without the grey of a prompt, and its words what is put in their place."""
        content = child(control, "sdtContent")
        if content is None or id(control) not in self._places:
            return False
        before = len(self.edits)
        outer, inner = self._places[id(control)], self._places[id(content)]
        holds = any(piece.start < place[1] and piece.stop > place[0] for piece in paragraph.pieces)
        if not holds or inner.alone:
            if not _is_inline(self._above.get(id(control))):
                return False
            prefix = _prefix(self.raw, outer)
            run = b"<%br>%b</%br>" % (prefix, self._said(outer, words), prefix)
            self.edits.append(Edit(outer.start, outer.end, run))
            return True
        self.edits.append(Edit(outer.start, inner.inner, b""))
        self.edits.append(Edit(inner.inner_end, outer.end, b""))
        for style in content.iter():
            if local(style.tag) == "rStyle" and value_of(style) == _PLACEHOLDER:
                grey = self._places[id(style)]
                self.edits.append(Edit(grey.start, grey.end, b""))
        if not self.replace(paragraph, *place, Filling(words)):
            del self.edits[before:]
            return False
        return True

    def _bytes(self, element: Element) -> bytes:
        place = self._places[id(element)]
        return self.raw[place.start : place.end]


def value_of(element: Element) -> str:
    """What a property says."""
    return next((said for key, said in element.attrib.items() if local(key) == "val"), "")


def control_around(root: Element, paragraph: Element) -> Element | None:
    """The content control that a paragraph is the first of, and that still shows its prompt."""
    found = None
    for one in root.iter():
        if local(one.tag) == "sdt" and value(child(one, "sdtPr"), "showingPlcHdr") not in {"0", "false", "off"}:
            first = next((inner for inner in one.iter() if local(inner.tag) == "p"), None)
            if first is paragraph and child(child(one, "sdtPr"), "showingPlcHdr") is not None:
                found = one
    return found


_SAYING = frozenset(("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab", "sym"))


def _weight(piece: Piece, start: int, stop: int) -> tuple[int, int, int]:
    """How much of a prompt a piece says: the look of its words, and not that of its brackets, is that of the value."""
    said = piece.text[max(0, start - piece.start) : stop - piece.start]
    return (local(piece.element.tag) == "t", sum(map(str.isalnum, said)), len(said))


def _prefix(raw: bytes, place: Stretch) -> bytes:
    found = _NAME.match(raw, place.start)
    name = found[1] if found else b""
    return name.partition(b":")[0] + b":" if b":" in name else b""


def _is_inline(above: Element | None) -> bool:
    return above is not None and local(above.tag) in {"p", "hyperlink", "ins", "smartTag", "sdtContent"}
