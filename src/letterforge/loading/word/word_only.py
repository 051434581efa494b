"""What Word shows of paragraphs, runs and sections that no document carries yet: each is named, so that it is a loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterforge.loading.word.styles import Sheets, whole
from letterforge.office.walk import Scope
from letterforge.office.xml import OFF, Element, attribute, child, is_on, local, value

_SYMBOL_FONTS = frozenset(("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "zapfdingbats"))
_TOGGLES = {
    "caps": "words in capitals",
    "smallCaps": "words in small capitals",
    "webHidden": "words that Word hides on the web",
}
SCOPES = {
    Scope.FORMULA: "a formula",
    Scope.TURNED: "words that run against their direction",
}
_RARE = {
    "ruby": "words that are set over others",
    "contentPart": "what was drawn by hand",
    "subDoc": "a part of another file",
}
_TURNED = frozenset(("tbRl", "btLr", "tbLrV", "tbRlV", "tb", "rl", "tbV", "rlV", "vert", "vert270", "mongolianVert"))
"""The directions in which lines do not run across the page (ECMA-376 part 1, 17.18.93, and part 4, 14.11.7)."""
# By the number in the font, of those that letters are written with; the private characters F000 to F0FF are the same.
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "\u00d7",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
}  # fmt: skip
_SIGNS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
_PRIVATE = range(0xE000, 0xF900)


_LINEAR = frozenset(
    ("oMathPara", "oMathParaPr", "jc", "oMath", "r", "rPr", "t", "sty", "ctrlPr", "rFonts", "i", "b", "nor")
)
"""What a formula is made of that is a row of signs; of a fraction or a root the signs alone would say another thing."""


def is_row_of_signs(formula: Element) -> bool:
    """Whether a formula says the same without Word: its signs, one behind the other."""
    return not {local(one.tag) for one in formula.iter()} - _LINEAR


def symbol(text: str, element: Element) -> str | None:
    """A character of a symbol font as one that every font may have; None where there is no such."""
    font = (attribute(element, "font") or "").lower()
    code = ord(text) if text else 0
    if font in _SYMBOL_FONTS or code in _PRIVATE:
        return _SIGNS.get(font, {}).get(code & 0xFF)
    return text or None


def of_paragraph(properties: Element | None) -> Iterator[str]:
    """What the properties of a paragraph ask for."""
    if properties is None:
        return
    if child(properties, "framePr") is not None:
        yield "a frame, which stands out of the flow"
    if _is_turned(properties):
        yield "words that run upwards or downwards"


def of_row(properties: Element | None) -> Iterator[str]:
    """What the properties of a row of a table ask for."""
    if is_on(properties, "hidden"):
        yield "a row that is hidden"


def of_cell(properties: Element | None) -> Iterator[str]:
    """What the properties of a cell ask for."""
    if _is_turned(properties):
        yield "words that run upwards or downwards"


def _is_turned(properties: Element | None) -> bool:
    return value(properties, "textDirection") in _TURNED


def of_elements(paragraph: Element) -> Iterator[str]:
    """What stands in a paragraph that has no event of its own in the walk."""
    for element in paragraph.iter():
        said = _RARE.get(local(element.tag))
        if said is not None:
            yield said


def of_run(properties: Element | None, sheets: Sheets) -> tuple[str, ...]:
    """What the properties of a run ask for, by themselves or by the style that they name."""
    if properties is None:
        return ()
    sources = [
        properties,
        *(child(style, "rPr") for style in sheets.chain(value(properties, "rStyle") or "", "character")),
    ]
    found = [said for name, said in _TOGGLES.items() if _on(sources, name)]
    fonts = next((one for source in sources if (one := child(source, "rFonts")) is not None), None)
    if (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "").lower() in _SYMBOL_FONTS:
        found.append("characters of a symbol font")
    return tuple(dict.fromkeys(found))


def _on(sources: Sequence[Element | None], name: str) -> bool:
    first = next((one for source in sources if (one := child(source, name)) is not None), None)
    return first is not None and attribute(first) not in OFF


def of_sections(sections: Sequence[Element]) -> Iterator[str]:
    """What sections ask for: columns, and lines that run down the page."""
    if any(map(_is_turned, sections)):
        yield "words that run upwards or downwards"
    if any(whole(attribute(child(one, "cols"), "num"), 1) > 1 for one in sections):
        yield "text in columns"
