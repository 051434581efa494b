"""The typeface of a letter within its Word file: its name in the styles, and its font files, embedded.

ECMA-376, part 4 (transitional), 17.8.1: the first 32 bytes of an embedded font are combined by exclusive or with the
bytes of a GUID, last one first. It hides nothing; it keeps the file from being taken for an installed font.
"""

from __future__ import annotations

import io
import re
import uuid
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from letterforge.fonts import Style
from letterforge_docx.ooxml.characters import attribute
from letterforge_docx.ooxml.names import R, W, w

if TYPE_CHECKING:
    from letterforge.fonts import Face, Family

ELEMENTS = {
    Style.REGULAR: "embedRegular",
    Style.BOLD: "embedBold",
    Style.ITALIC: "embedItalic",
    Style.BOLD_ITALIC: "embedBoldItalic",
}
_RESTRICTED = 0x0002  # OpenType, OS/2 fsType: must not be embedded without the leave of the owner
_HIDDEN = 32


def named(styles: etree._Element) -> str | None:
    """The typeface that the letterhead sets its text in."""
    fonts = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('rFonts')}")
    return None if fonts is None else fonts.get(w("ascii"))


def swapped(part: str, old: str, new: str) -> str:
    """A part with one typeface in place of another wherever a run or a style names it."""
    pattern = re.compile(rf'(\sw:(?:ascii|hAnsi|cs|eastAsia)=)"{re.escape(attribute(old))}"')
    return pattern.sub(lambda found: f'{found.group(1)}"{attribute(new)}"', part)


def key_of(face: Face) -> str:
    """The GUID of a font, always the same for the same file."""
    return "{" + str(uuid.UUID(hex=face.digest[:32])).upper() + "}"


def obfuscated(face: Face) -> bytes:
    """A font file as a Word file holds it."""
    key = uuid.UUID(key_of(face)).bytes[::-1] * 2
    head = bytes(byte ^ mask for byte, mask in zip(face.content[:_HIDDEN], key, strict=True))
    return head + face.content[_HIDDEN:]


def may_be_embedded(face: Face) -> bool:
    """Whether Word can embed it (TrueType outlines only), and its owner allows it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (slow to import)

    with TTFont(io.BytesIO(face.content), lazy=True) as font:
        return "glyf" in font and not font["OS/2"].fsType & _RESTRICTED


def enter(table: etree._Element, family: Family, identifiers: dict[Style, str], *, instead_of: str | None) -> None:
    """Enter a family with its embedded faces in a ``w:fonts`` element."""
    for known in table.findall(w("font")):
        if known.get(w("name")) in (family.name, instead_of):
            table.remove(known)
    embedded = "".join(
        f'<w:{element} xmlns:r="{R}" r:id="{identifiers[style]}" w:fontKey="{key_of(family.faces[style])}"/>'
        for style, element in ELEMENTS.items()
        if style in identifiers
    )
    table.append(
        etree.fromstring(
            f'<w:font xmlns:w="{W}" w:name="{attribute(family.name)}"><w:charset w:val="00"/><w:family w:val="auto"/>'
            f'<w:pitch w:val="variable"/>{embedded}</w:font>'
        )
    )
