"""The typeface of a letter: its files where Typst finds them, and how wide and high its type is."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.fonts import Style

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from letterforge.fonts import Family

_WEIGHTS = {Style.REGULAR: 400, Style.BOLD: 700, Style.ITALIC: 400, Style.BOLD_ITALIC: 700}
_SLANTED = frozenset({Style.ITALIC, Style.BOLD_ITALIC})
_NAMES = {
    Style.REGULAR: "Regular",
    Style.BOLD: "Bold",
    Style.ITALIC: "Italic",
    Style.BOLD_ITALIC: "Bold Italic",
}
_FAMILY, _SUBFAMILY, _TYPOGRAPHIC_FAMILY, _TYPOGRAPHIC_SUBFAMILY = 1, 2, 16, 17
_ITALIC_BIT, _BOLD_BIT, _REGULAR_BIT = 1, 1 << 5, 1 << 6  # OpenType, OS/2, fsSelection


@dataclass(frozen=True)
class Typeface:
    """What is known of a family: by which ``name`` Typst finds it in ``folder``, and the measures of its faces, in em."""

    name: str
    folder: str
    ascent: float
    descent: float
    family: Family = field(repr=False)

    def width(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is, in em, without kerning."""
        faces = self.family.faces
        advances = faces[Style.BOLD if bold and Style.BOLD in faces else Style.REGULAR].advances
        return sum(advances.get(ord(one), 0.6) for one in text)


def written(family: Family, folder: Path) -> Typeface:
    """Write the faces of a family to a folder, and measure them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (slow to import)

    opened = {style: TTFont(io.BytesIO(face.content), lazy=True) for style, face in family.faces.items()}
    names = {_family_of(font) for font in opened.values()}
    own = len(names) == 1 and all(_is(font, style) for style, font in opened.items())
    name = names.pop() if own else family.name
    for style, face in family.faces.items():
        content = face.content if own else _renamed(face.content, style, name)
        (folder / f"{style.value}.ttf").write_bytes(content)
    regular = opened[Style.REGULAR]
    em = regular["head"].unitsPerEm
    return Typeface(
        name,
        str(folder),
        regular["hhea"].ascent / em,
        -regular["hhea"].descent / em,
        family,
    )


def _family_of(font: TTFont) -> str:
    name = font["name"]
    return str(name.getDebugName(_TYPOGRAPHIC_FAMILY) or name.getDebugName(_FAMILY) or "")


def _is(font: TTFont, style: Style) -> bool:
    """Whether a face says of itself what the stationery says: Typst chooses by that."""
    table = font["OS/2"]
    return table.usWeightClass == _WEIGHTS[style] and bool(table.fsSelection & _ITALIC_BIT) == (style in _SLANTED)


def _renamed(content: bytes, style: Style, name: str) -> bytes:
    """The face as the one of its family that the stationery takes it for, whatever it says of itself."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (as above)

    font = TTFont(io.BytesIO(content))
    table: Any = font["name"]
    for number in (_TYPOGRAPHIC_FAMILY, _TYPOGRAPHIC_SUBFAMILY):
        table.removeNames(nameID=number)
    table.setName(name, _FAMILY, 3, 1, 0x409)
    table.setName(_NAMES[style], _SUBFAMILY, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = _WEIGHTS[style]
    os2.fsSelection &= ~(_ITALIC_BIT | _BOLD_BIT | _REGULAR_BIT)
    os2.fsSelection |= _ITALIC_BIT if style in _SLANTED else 0
    os2.fsSelection |= _BOLD_BIT if _WEIGHTS[style] > 400 else 0  # noqa: PLR2004  (regular)
    os2.fsSelection |= _REGULAR_BIT if style is Style.REGULAR else 0
    font["head"].macStyle = (1 if _WEIGHTS[style] > 400 else 0) | (2 if style in _SLANTED else 0)  # noqa: PLR2004  (as above)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
