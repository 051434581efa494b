"""Where the lines of a Word paragraph begin and end, and where its tabs lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.document import Alignment, Indent, Leader, Tab
from letterforge.loading.word.page import TWIPS_PER_MILLIMETRE
from letterforge.loading.word.styles import Sheets, whole
from letterforge.office.xml import Element, attribute, child, local, value

LEAST_INDENT = 284
"""Twips, 5 mm: what is indented by less stands at the margin, to the eye."""
USUAL_STOP = 720
"""Twips from one tab stop to the next, where a paragraph sets none."""
_LETTER = 105
"""Twips of a letter in a letter's usual type, for what has to be guessed: how far words reach."""
_VALUE = 12
"""Letters of a value that nobody knows yet."""
_ALIGNMENTS = {"center": Alignment.CENTER, "right": Alignment.END, "end": Alignment.END, "decimal": Alignment.END}
_LEADERS = {
    "dot": Leader.DOTS,
    "middleDot": Leader.DOTS,
    "underscore": Leader.LINE,
    "hyphen": Leader.LINE,
    "heavy": Leader.LINE,
}


def indent_of(properties: Element | None, sheets: Sheets) -> Indent | None:
    """How far a paragraph is set in; None where it stands at the margins, to the eye."""
    start = _twips(properties, sheets, "left", "start")
    hanging = _twips(properties, sheets, "hanging")
    first = -hanging if hanging else _twips(properties, sheets, "firstLine")
    end = _twips(properties, sheets, "right", "end")
    sizes = [one if abs(one) >= LEAST_INDENT else 0 for one in (max(start, 0), max(end, 0), first)]
    if sizes[2] < 0 and sizes[0] + sizes[2] < 0:  # it would hang out of the page
        sizes[2] = -sizes[0]
    return Indent(*(round(one / TWIPS_PER_MILLIMETRE, 1) for one in sizes)) if any(sizes) else None


def _twips(properties: Element | None, sheets: Sheets, *names: str) -> int:
    for source in _sources(properties, sheets):
        indent = child(source, "ind")
        said = next((said for name in names if (said := attribute(indent, name)) is not None), None)
        if said is not None:
            return whole(said)
    return 0


def _sources(properties: Element | None, sheets: Sheets) -> Iterator[Element | None]:
    yield properties
    for style in sheets.chain(value(properties, "pStyle")):
        yield child(style, "pPr")


@dataclass(slots=True)
class Tabs:
    """The tabs of one paragraph, one after the other."""

    stops: list[tuple[int, Alignment, Leader | None]]
    _count: int = 0
    _reached: int = 0

    @classmethod
    def of(cls, properties: Element | None, sheets: Sheets) -> Tabs:
        """Those of a paragraph, by its own stops and those of its style; a hanging first line makes one (17.3.1.37)."""
        found: dict[int, tuple[Alignment, Leader | None] | None] = {}
        for source in _sources(properties, sheets):
            stops = child(source, "tabs")
            for one in stops if stops is not None else ():
                kind, at = attribute(one), whole(attribute(one, "pos"))
                if local(one.tag) != "tab" or kind in ("bar", "num") or at <= 0:
                    continue
                leader = _LEADERS.get(attribute(one, "leader") or "")
                kept = None if kind == "clear" else (_ALIGNMENTS.get(kind or "", Alignment.START), leader)
                found.setdefault(at, kept)
        if _twips(properties, sheets, "hanging") and (start := _twips(properties, sheets, "left", "start")) > 0:
            found.setdefault(start, (Alignment.START, None))
        return cls([(at, *kept) for at, kept in sorted(found.items()) if kept is not None])

    def read(self, text: str, *, underlined: bool) -> Tab | None:
        """Where a tab leads; of words, how far they reach."""
        if text == "\t":
            return self._next(underlined=underlined)
        letters = sum(_VALUE if number % 2 else len(piece) for number, piece in enumerate(_pieces(text)))
        self._reached += letters * _LETTER
        return None

    def line_ends(self) -> None:
        """The next line begins."""
        self._count = self._reached = 0

    def _next(self, *, underlined: bool) -> Tab:
        """Where the next tab leads. Beyond the paragraph's own stops there is one at every half inch."""
        if self._count < len(self.stops):
            at, alignment, leader = self.stops[self._count]
        else:
            at, alignment, leader = (self._reached // USUAL_STOP + 1) * USUAL_STOP, Alignment.START, None
        self._count += 1
        self._reached = at
        leader = Leader.LINE if underlined and leader is None else leader
        return Tab(round(at / TWIPS_PER_MILLIMETRE, 1), alignment, leader)


def _pieces(text: str) -> Iterator[str]:
    """Words and tags in turn."""
    for number, piece in enumerate(text.split("{{")):
        if number:
            tag, _, rest = piece.partition("}}")
            yield tag
            yield rest
        else:
            yield piece
