"""The type of a letterhead: in which typeface and how large it sets its text, and the fonts that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.fonts import Face, Family, Style
from letterforge.office.archive import Archive, open_archive
from letterforge.office.parts import parts_of
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, child, is_on, local, value

_UNSAID = 20
"""Half points: the size of text where no style says one (ECMA-376 part 1, 17.3.2.38)."""
_EMBEDDED = {
    "embedRegular": Style.REGULAR,
    "embedBold": Style.BOLD,
    "embedItalic": Style.ITALIC,
    "embedBoldItalic": Style.BOLD_ITALIC,
}
_KEY = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")
_HIDDEN = 32
"""Bytes of an embedded font that are combined with its key (ECMA-376 part 4, 17.8.1)."""


@dataclass(frozen=True, slots=True)
class LetterheadType:
    """The typeface by its name, None where nothing names one; the size in points; the typeface itself where it is in the file."""

    typeface: str | None
    size: float
    family: Family | None


def type_of(letterhead: bytes) -> LetterheadType:
    """The type that the text of a letterhead is set in: of its plain paragraphs.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    archive = open_archive(letterhead)
    links = {one.kind: one.target for one in relationships(archive, parts_of(archive).main).values() if not one.outside}

    def part(kind: str) -> Element | None:
        name = links.get(kind)
        return archive.xml(name) if name is not None and name in archive.members else None

    said = list(_said(part("styles")))
    sizes = (value(one, "sz") for one in said)
    half_points = next((int(size) for size in sizes if size is not None and size.isdigit() and int(size)), _UNSAID)
    named = next((name for one in said if (name := _named(child(one, "rFonts"), part("theme"))) is not None), None)
    settings, table = part("settings"), links.get("fontTable")
    cut = is_on(settings, "saveSubsetFonts")  # it holds the characters of the letterhead, and no other
    held = named is not None and table is not None and table in archive.members and not cut
    family = _held(archive, str(table), str(named)) if held else None
    return LetterheadType(named, half_points / 2, family)


def _said(styles: Element | None) -> Iterator[Element]:
    """The run properties that hold for plain paragraphs, the nearest first (ECMA-376 part 1, 17.7.2)."""
    if styles is None:
        return
    by_name = {attribute(one, "styleId"): one for one in styles if local(one.tag) == "style"}
    style = next(
        (one for one in by_name.values() if attribute(one, "type") == "paragraph" and _is_default(one)),
        None,
    )
    seen: set[int] = set()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        if (own := child(style, "rPr")) is not None:
            yield own
        style = by_name.get(value(style, "basedOn"))
    defaults = child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr")
    if defaults is not None:
        yield defaults


def _is_default(style: Element) -> bool:
    """Whether a style is that of all that names none."""
    return attribute(style, "default") in {"1", "true", "on"}


def _named(fonts: Element | None, theme: Element | None) -> str | None:
    by_theme = attribute(fonts, "asciiTheme")
    if by_theme is None:
        return attribute(fonts, "ascii")
    kind = "majorFont" if by_theme.startswith("major") else "minorFont"
    scheme = child(child(theme, "themeElements"), "fontScheme")
    return attribute(child(child(scheme, kind), "latin"), "typeface") or attribute(fonts, "ascii")


def _held(archive: Archive, table: str, name: str) -> Family | None:
    """A typeface that the file holds with all four faces, whole; None where it does not."""
    links = relationships(archive, table)
    font = next((one for one in archive.xml(table) if attribute(one, "name") == name), None)
    faces: dict[Style, Face] = {}
    for one in font if font is not None else ():
        style, link = _EMBEDDED.get(local(one.tag)), links.get(attribute(one, "id") or "")
        key = _KEY.fullmatch(attribute(one, "fontKey") or "")
        if style is None or link is None or link.target not in archive.members or key is None or _is_cut(one):
            continue
        faces[style] = Face(style, _shown(archive.read(link.target), key[1]))
    family = Family(name, faces)
    try:
        whole = len(faces) == len(_EMBEDDED) and not family.missing(map(chr, range(0x20, 0x7F)))
    except ValueError:  # not a font, or a variable one
        return None
    return family if whole else None


def _is_cut(font: Element) -> bool:
    """Whether an embedded font has been cut down to some characters."""
    return attribute(font, "subsetted") in {"1", "true", "on"}


def _shown(content: bytes, key: str) -> bytes:
    """A font as it was before it was embedded: its first bytes combined with the key, last byte first, twice."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(byte ^ other for byte, other in zip(content[:_HIDDEN], mask, strict=False)) + content[_HIDDEN:]
