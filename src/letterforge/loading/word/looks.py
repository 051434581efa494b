"""How the words of a run look, by itself, its style and that of its paragraph, as far as a document can say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from letterforge.document import Coloured, Emphasis, Mark, Marked, Phrase, Strong, Underline
from letterforge.loading.tree import Inline
from letterforge.loading.word.styles import Sheets, is_switched_on
from letterforge.office.xml import Element, attribute, child, value

_RAISED = {"superscript": Mark.SUPERSCRIPT, "subscript": Mark.SUBSCRIPT}
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{6}")
_COLOURED = 0x60
"""How far the strongest and the weakest of red, green and blue are apart in what is a colour to the eye, and no grey."""
_DARK = 0x60
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B", "darkCyan": "008B8B",
    "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "D3D3D3", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
"""The colours of a highlighter (ECMA-376 part 1, 17.18.40)."""


class Look(NamedTuple):
    """How a run looks; colours are six hexadecimal digits, a language is told where it is not that of the letter."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    marks: tuple[Mark, ...] = ()
    colour: str | None = None
    ground: str | None = None
    language: str | None = None

    def around(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Words that look so."""
        for mark in self.marks:
            nodes = (Marked(nodes, mark),)
        nodes = (Underline(nodes),) if self.underline else nodes
        nodes = (Emphasis(nodes),) if self.italic else nodes
        nodes = (Strong(nodes),) if self.bold else nodes
        if self.colour or self.ground:
            nodes = (Coloured(nodes, self.colour, self.ground),)
        return (Phrase(nodes, self.language),) if self.language else nodes


PLAIN = Look()


def look_of(sheets: Sheets, run: Element | None, paragraph: str | None, *, heading: bool) -> Look:
    """How a run looks; what heads a part looks as its rank does, whatever the style of its paragraph says."""
    own = [run, *sheets.of_character(run)]
    around = [child(style, "rPr") for style in sheets.chain(paragraph)]
    sources = own if heading else [*own, *around]
    bold, italic, underline = (is_switched_on(sources, name) for name in ("b", "i", "u"))
    ground = _ground(sources)
    colour = None if sheets.is_link(run) else _colour(sources)
    if ground is not None and colour is None and max(bytes.fromhex(ground)) < _DARK + _COLOURED and _is_dark(ground):
        colour = "FFFFFF"  # as Word sets words on a dark ground
    return Look(bold, italic, underline, tuple(_marks(sources)), colour, ground, _language(sheets, [*own, *around]))


def _marks(sources: list[Element | None]) -> Iterator[Mark]:
    raised = next((said for one in sources if (said := value(one, "vertAlign")) is not None), "")
    if raised in _RAISED:
        yield _RAISED[raised]
    if is_switched_on(sources, "strike") or is_switched_on(sources, "dstrike"):
        yield Mark.STRIKE


def _colour(sources: list[Element | None]) -> str | None:
    """The colour of words; None for black, white and grey, which are those of the letter."""
    said = next((said for one in sources if (said := value(one, "color")) is not None), "")
    if not _HEXADECIMAL.fullmatch(said):
        return None
    strengths = bytes.fromhex(said)
    return said.upper() if max(strengths) - min(strengths) >= _COLOURED else None


def _ground(sources: list[Element | None]) -> str | None:
    """The colour behind words, that of a highlighter first (17.3.2.15)."""
    light = next((said for one in sources if (said := value(one, "highlight")) is not None), "none")
    shade = next((said for one in sources if (said := attribute(child(one, "shd"), "fill")) is not None), "auto")
    found = _HIGHLIGHTS.get(light, shade.upper())
    return found if _HEXADECIMAL.fullmatch(found) and found != "FFFFFF" else None


def _is_dark(colour: str) -> bool:
    red, green, blue = bytes.fromhex(colour)
    return 299 * red + 587 * green + 114 * blue < 1000 * _DARK  # the weights of ITU-R BT.601


def _language(sheets: Sheets, sources: list[Element | None]) -> str | None:
    """The language of words, where it is another than that of the file; a region alone makes none."""
    said = next((said for one in sources if (said := attribute(child(one, "lang"))) is not None), None)
    if said is None or sheets.language is None or not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", said):
        return None
    return None if said[:2].lower() == sheets.language[:2].lower() else said
