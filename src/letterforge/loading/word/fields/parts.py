"""The fields of one part where they stand in its XML, with the words and bookmarks around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.office.xml import Element, attribute, child, local, value

_SILENT = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"))
_GONE = frozenset(("del", "moveFrom"))
"""What was struck out: its fields stay as they are."""
_HOLDS_BOXES = frozenset(("AlternateContent", "drawing", "pict", "object"))
"""What text boxes stand in, which may be there twice, for newer and older readers."""
_UNSEEN = frozenset(("pPr", "bookmarkStart", "bookmarkEnd", "proofErr"))
_SIGNS = frozenset(("tab", "ptab", "br", "cr", "sym", "footnoteReference", "endnoteReference"))  # fmt: skip


@dataclass(eq=False, slots=True)
class Field:
    """A field: its code with the fields in it, and from which element to which it reaches."""

    first: Element
    last: Element
    paragraph: Element | None
    home: Element
    """What its first element stands in."""
    code: list[str | Field] = field(default_factory=list)
    result: bool = False
    """Whether its result is being read."""
    whole: bool = True
    """Whether its elements can go without anything else going with them."""
    look: Element | None = None
    """How its result looks: the properties of a run."""
    code_look: Element | None = None
    """How the first letter of its code looks."""
    shown: str = ""
    """What it shows until it is worked out."""
    row: Element | None = None
    """The row of a table that it stands in."""
    table: Element | None = None
    """What that row stands in."""
    inside: list[Element] = field(default_factory=list)
    """The ends of bookmarks within it, which stay."""
    last_paragraph: Element | None = None
    lines: list[Element] = field(default_factory=list)
    """The paragraphs that its code stands in, where it runs over several."""
    meant: str | None = None

    @property
    def is_a_line(self) -> bool:
        """Whether it is all that stands in a paragraph of the text."""
        home = self.home is self.paragraph and self.row is None and self.last_paragraph in (None, self.paragraph)
        seen = [] if self.paragraph is None or not home else _visible(self.paragraph)
        return seen[:1] == [self.first] and seen[-1:] == [self.last]

    @property
    def blocks(self) -> bool:
        """Whether it takes whole paragraphs, and more than one."""
        one, other = self.paragraph, self.last_paragraph
        if one is None or other is None or one is other:
            return False
        return _visible(one)[:1] == [self.first] and _visible(other)[-1:] == [self.last]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a paragraph: words, a field, an end of a bookmark, or a sign that is none of them.

    ``within`` is the field whose result it is in.
    """

    said: str | Field | Element
    within: Field | None
    paragraph: Element | None


def pieces(root: Element) -> tuple[list[Piece], list[Piece]]:
    """All pieces of a part, in the order of reading; and those in text boxes, which stand out of it."""
    reading = _Reading()
    reading.children(root)
    for left in reading.fields:
        left.whole = False
    return reading.found, reading.boxed


@dataclass(slots=True)
class _Reading:
    found: list[Piece] = field(default_factory=list)
    boxed: list[Piece] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    paragraph: Element | None = None
    run: Element | None = None
    home: Element | None = None
    row: Element | None = None
    table: Element | None = None
    holders: dict[int, Element] = field(default_factory=dict)
    """What each paragraph stands in, by its ``id``."""

    def children(self, element: Element) -> None:
        for one in element:
            name = local(one.tag)
            if name in _SILENT:
                continue
            self._read(one, name, element)

    def _read(self, one: Element, name: str, parent: Element) -> None:
        match name:
            case "p":
                outer, self.paragraph = self.paragraph, one
                self.holders[id(one)] = parent
                self._next_line(one)
                self.children(one)
                self.paragraph = outer
            case "tbl":
                for each in self.fields:
                    each.whole = each.whole and each.result
                self.children(one)
            case "tr":
                outer_row, outer_table, self.row, self.table = self.row, self.table, one, parent
                self.children(one)
                self.row, self.table = outer_row, outer_table
            case "r":
                outer_run, outer_home, self.run, self.home = self.run, self.home, one, parent
                self.children(one)
                self.run, self.home = outer_run, outer_home
            case "t" | "instrText":
                self._say(one.text or "", code=name == "instrText")
            case "fldChar":
                self._turn(one)
            case "fldSimple":
                self._simple(one, parent)
            case "bookmarkStart" | "bookmarkEnd":
                if self.fields:
                    self.fields[0].inside.append(one)
                self._add(one)
            case _ if name in _GONE or name in _SIGNS or name in _HOLDS_BOXES:
                for each in self.fields:
                    each.whole = each.whole and name in ("tab", "br", "cr")
                self._add(one)
                if name in _HOLDS_BOXES:
                    self._boxes(one)
            case _:
                self.children(one)

    def _boxes(self, element: Element) -> None:
        """What stands in text boxes: no field goes on from them, nor into them."""
        outer, self.found, self.fields = (self.found, self.fields), self.boxed, []
        around = self.run, self.home, self.paragraph
        self.children(element)
        for left in self.fields:
            left.whole = False
        (self.found, self.fields), (self.run, self.home, self.paragraph) = outer, around

    def _next_line(self, paragraph: Element) -> None:
        """A field whose code goes on in another paragraph says so: there a line of its words ends."""
        asked = next((one for one in reversed(self.fields) if not one.result), None)
        if asked is not None:
            asked.code.append("\n")
            asked.lines.append(paragraph)

    def _add(self, said: str | Field | Element) -> None:
        self.found.append(Piece(said, self.fields[0] if self.fields else None, self.paragraph))

    def _say(self, text: str, *, code: bool) -> None:
        asked = next((one for one in reversed(self.fields) if not one.result), None)
        if asked is not None:
            if self.fields[-1].result:  # what a field in the code means is worked out, too
                return
            asked.code.append(text)
            if asked.look is None and self.run is not None:
                asked.look = child(self.run, "rPr")
            if asked.code_look is None and text.strip() and self.run is not None:
                asked.code_look = child(self.run, "rPr")
        elif not code:
            for one in self.fields:
                one.shown += text
            if self.fields and self.run is not None and self.fields[0].look is None:
                self.fields[0].look = child(self.run, "rPr")
            self._add(text)

    def _turn(self, mark: Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind != "begin" and self.fields and local(self.fields[-1].first.tag) == "fldSimple":
            self.fields[-1].whole = False  # the mark is of no field that began in it
            return
        if kind == "begin" and self.run is not None and self.home is not None:
            made = Field(self.run, self.run, self.paragraph, self.home, row=self.row, table=self.table)
            made.whole = _first_of(self.run, mark)
            self.fields.append(made)
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
            self.fields[-1].look = None
        elif kind == "end" and self.fields and self.run is not None:
            made = self.fields.pop()
            made.last, made.last_paragraph = self.run, self.paragraph
            made.whole = made.whole and self._fits(made) and self.run[-1] is mark
            self._done(made)

    def _fits(self, made: Field) -> bool:
        """Whether a field begins and ends in one element, or in two paragraphs that stand side by side and look alike."""
        one, other = made.paragraph, self.paragraph
        if one is other:
            return made.home is self.home
        if one is None or other is None or made.home is not one or self.home is not other:
            return False
        alike = all(_look_of(line) == _look_of(one) for line in made.lines)
        return alike and self.holders[id(one)] is self.holders[id(other)]

    def _simple(self, element: Element, parent: Element) -> None:
        made = Field(element, element, self.paragraph, parent, result=True, row=self.row, table=self.table)
        made.code.append(next((text for key, text in element.attrib.items() if local(key) == "instr"), ""))
        self.fields.append(made)
        self.children(element)
        made.whole = made.whole and self.fields[-1] is made
        del self.fields[self.fields.index(made) :]  # what began in it and never ended goes with it
        self._done(made)

    def _done(self, made: Field) -> None:
        asked = next((one for one in reversed(self.fields) if not one.result), None)
        if asked is not None:
            asked.code.append(made)
        elif not self.fields:
            self._add(made)
        else:  # a field in the result of another, which a table of contents has
            self.fields[0].whole = False


def _first_of(run: Element, mark: Element) -> bool:
    return next((one for one in run if local(one.tag) != "rPr"), None) is mark


def _visible(paragraph: Element) -> list[Element]:
    """What stands in a paragraph, without its properties and what nobody sees."""
    return [one for one in paragraph if local(one.tag) not in _UNSEEN]


def _look_of(paragraph: Element) -> object:
    """How a paragraph looks, but for how its mark does; one that ends a section looks like no other."""
    properties = child(paragraph, "pPr")
    if child(properties, "sectPr") is not None:
        return object()
    said = () if properties is None else properties
    return [_written(one) for one in said if local(one.tag) not in ("rPr", "keepNext", "keepLines")]


def _written(element: Element) -> object:
    return element.tag, element.attrib, [_written(one) for one in element]


def style_of(paragraph: Element) -> str | None:
    """The identifier of a paragraph's style."""
    return value(child(paragraph, "pPr"), "pStyle")


def bookmark_name(element: Element) -> str:
    """The name of a bookmark, by which fields refer to it."""
    return (attribute(element, "name") or "").lower()


def fields_of(found: list[Piece]) -> Iterator[Field]:
    """The fields that stand in no other."""
    return (piece.said for piece in found if isinstance(piece.said, Field))
