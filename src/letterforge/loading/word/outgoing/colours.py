"""Which colour words have, and which is behind them: as six hexadecimal digits, None where only a theme knows it."""

from __future__ import annotations

import re

from letterforge.office.xml import Element, attribute, child, local

PAGE = "FFFFFF"
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})\b")
_WHITE = frozenset(("white", "window", "#fff"))
_OF_THEME = frozenset(("background1", "light1"))
_SCHEME = frozenset(("bg1", "lt1"))
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""ECMA-376 part 1, 17.18.40."""
_NEAR = 5
"""Two colours whose parts differ by no more are one to the eye."""
_OFF = frozenset(("f", "false"))


def is_alike(one: str, other: str) -> bool:
    """Whether nobody can tell two colours apart."""
    return all(abs(int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) <= _NEAR for n in (0, 2, 4))


def written_in(colour: Element | None) -> str | None:
    """The colour of a run, by its element; None where it is the usual one, which always stands out."""
    said = attribute(colour)
    if said is None or said == "auto":
        changed = attribute(colour, "themeTint") or attribute(colour, "themeShade")
        return PAGE if attribute(colour, "themeColor") in _OF_THEME and not changed else None
    return _named(said)


def shade_of(shade: Element | None, behind: str | None) -> str | None:
    """The colour that a shade or a highlighter puts behind text; ``behind`` where it is clear."""
    if shade is None:
        return behind
    said = attribute(shade)
    if local(shade.tag) == "highlight":
        return behind if said in {None, "none"} else _HIGHLIGHTS.get(said or "")
    if said == "solid":
        return _named(attribute(shade, "color") or "")
    if said not in {None, "clear", "nil"}:
        return None  # a pattern
    fill = attribute(shade, "fill")
    if fill in {None, "auto"}:
        return behind if attribute(shade, "themeFill") is None else None
    return _named(fill or "")


def drawn_behind(shape: Element, behind: str | None) -> str | None:
    """The colour that a shape puts behind the words in it; ``behind`` where it is clear."""
    return _of_drawing(shape, behind) if local(shape.tag) == "wsp" else _of_vml(shape, behind)


def _of_drawing(shape: Element, behind: str | None) -> str | None:
    properties = child(shape, "spPr")
    for fill in properties if properties is not None else ():
        match local(fill.tag):
            case "noFill":
                return behind
            case "solidFill":
                colour = fill[0] if len(fill) else None
                if colour is None or len(colour):
                    return None  # a colour that is made lighter, darker or clear
                return (
                    PAGE
                    if attribute(colour) in _SCHEME
                    else _named(attribute(colour, "lastClr") or attribute(colour) or "")
                )
            case "gradFill" | "blipFill" | "pattFill" | "grpFill":
                return None
            case _:
                pass
    themed = attribute(child(child(shape, "style"), "fillRef"), "idx")
    return behind if themed in {None, "0"} else None


def _of_vml(shape: Element, behind: str | None) -> str | None:
    fill = child(shape, "fill")
    if _OFF & {shape.get("filled"), attribute(fill, "on")}:
        return behind
    if attribute(fill, "type") not in {None, "solid"} or attribute(fill, "opacity") is not None:
        return None
    return _named(shape.get("fillcolor", "white"))  # ECMA-376 part 4, 19.1.2.19: white, unless another is said


def _named(said: str) -> str | None:
    found = _HEX.match(said)
    if found:
        return found[1]
    return PAGE if said.partition(" ")[0].casefold() in _WHITE else None
