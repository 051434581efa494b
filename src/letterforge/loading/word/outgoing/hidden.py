"""The runs of a part that no reader sees: hidden by Word's own switch, too small to be read, or in the colour behind them.

The tree and the letter leave out the same ones: both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterforge.loading.word.outgoing.colours import PAGE, drawn_behind, is_alike, shade_of, written_in
from letterforge.loading.word.styles import TINY, Sheets, is_switched_on, whole
from letterforge.office.xml import Element, attribute, child, local, value

_SIGNS = re.compile(
    rb"vanish|specVanish|\"F[A-F]F[A-F]F[A-F]\"|white|background1|light1|:highlight\b"
    rb"|:sz\b[^>]*val=[\"'][0-%d][\"']|:fill=[\"'](?!auto|FFFFFF)[0-9A-Fa-f]{6}|:val=[\"']solid[\"']" % TINY,
    re.IGNORECASE,
)
_SWITCHES = ("vanish", "specVanish")
_WORDS = frozenset(("t", "sym"))
_SEEN = frozenset(("drawing", "pict", "object", "AlternateContent", "ruby"))
"""What is seen whatever the colour and the size of its run."""
_SHAPES = frozenset(("wsp", "shape", "rect", "roundrect", "oval"))
_FILLED = frozenset(("blip", "imagedata", *_SHAPES))


def may_hide(raw: bytes, sheets: Sheets) -> bool:
    """Whether a part could have hidden runs, as its bytes say: most have none, and need not be walked."""
    if re.search(rb":r[ >]", raw) is None and raw[:1] == b"<":
        return False
    return sheets.may_hide or raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or _SIGNS.search(raw) is not None


def hidden_runs(root: Element, sheets: Sheets) -> frozenset[int]:
    """The ``id`` of each run of a part that is hidden."""
    on_white = not any(local(one.tag) == "background" or one.get("behindDoc") in {"1", "true"} for one in root.iter())
    look = _Look(sheets, is_crowded=_drawn(root) > 1)
    return frozenset(id(run) for run in look.hidden(root, None, PAGE if on_white else None))


def _drawn(root: Element) -> int:
    """How many things are drawn in a part; what older programs draw in the place of another is no second one."""
    count, waiting = 0, [root]
    while waiting:
        element = waiting.pop()
        count += local(element.tag) in _FILLED
        waiting += [one for one in element if local(one.tag) != "Fallback"]
    return count


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part looks to a reader. ``is_crowded`` is whether a box without a fill may lie over another drawing."""

    sheets: Sheets
    is_crowded: bool

    def hidden(self, parent: Element, paragraph: Element | None, behind: str | None) -> Iterator[Element]:
        """The hidden runs of an element; ``behind`` is the colour behind its text, None where nobody knows."""
        for element in parent:
            name = local(element.tag)
            if name == "r" and self._hides(element, paragraph, behind):
                yield element
            elif len(element):
                inside = child(element, "pPr") if name == "p" else paragraph
                yield from self.hidden(element, inside, self._behind(element, name, behind))

    def _behind(self, element: Element, name: str, behind: str | None) -> str | None:
        if name == "tbl":
            properties = child(element, "tblPr")
            styles = self.sheets.chain(value(properties, "tblStyle"), "table")
            if any(local(one.tag) == "shd" and shade_of(one, PAGE) != PAGE for style in styles for one in style.iter()):
                return None  # which cells it is behind depends on where they stand
            return shade_of(child(properties, "shd"), behind)
        if name == "tc":
            return shade_of(child(child(element, "tcPr"), "shd"), behind)
        if name in _SHAPES:
            return drawn_behind(element, None if self.is_crowded else behind)
        return behind

    def _hides(self, run: Element, paragraph: Element | None, behind: str | None) -> bool:
        own = child(run, "rPr")
        shaded = child(paragraph, "shd")
        if own is None and not self.sheets.may_hide and behind in {PAGE, None} and shaded is None:
            return False
        sources = [own, *self.sheets.looks(own, paragraph)]
        if any(is_switched_on(sources, name) for name in _SWITCHES):
            return True
        names = {local(one.tag) for one in run}
        if not names & _WORDS or names & _SEEN:
            return False
        if whole(attribute(_first(sources, "sz")), TINY + 1) <= TINY:
            return True
        colour = written_in(_first(sources, "color"))
        if colour is None:
            return False
        around = (child(style, "pPr") for style in self.sheets.chain(value(paragraph, "pStyle")))
        behind = shade_of(_first((paragraph, *around), "shd"), behind)
        behind = shade_of(_first(sources, "highlight"), shade_of(_first(sources, "shd"), behind))
        return behind is not None and is_alike(colour, behind)


def _first(sources: Iterable[Element | None], name: str) -> Element | None:
    """What the first of some properties says that says it at all."""
    return next((one for source in sources if (one := child(source, name)) is not None), None)
