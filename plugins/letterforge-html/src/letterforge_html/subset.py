"""A large font cut down to what a letter needs: its alphabets whole, and of signs those that it has.

One box to tick asks for a typeface with thousands of signs; a page of a few kilobytes need not carry them.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterforge.fonts import Family

LARGE = 100_000
"""Bytes of a font file; a smaller one goes whole, and is the same in every letter."""
_ALWAYS = frozenset(range(0x20, 0x180)) | frozenset(range(0x2010, 0x2027)) | {0x20AC, 0x2026, 0x202F}
"""What any letter may have: Latin, punctuation, the euro. So letters on one stationery mostly share their fonts."""
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})")
_FEATURES = ("ccmp", "locl", "liga", "rlig", "calt", "kern", "mark", "mkmk", "init", "medi", "fina", "isol")
_NAMES = range(7)
"""Whose font it is and what it is called; the rest is for those who choose fonts from a menu."""
_NO_SUBSETTING = 0x100  # a bit of fsType (OpenType, OS/2)


def needed(family: Family, body: str, style: str) -> str:
    """The characters that a page needs of a family, in their order; "" where its files are small enough as they are."""
    if all(len(face.content) < LARGE for face in family.faces.values()):
        return ""
    said = {ord(sign) for sign in html.unescape(body) + style}
    said |= {int(found[1], 16) for found in _ESCAPE.finditer(style)}
    odd = said - _ALWAYS
    alphabets = {code >> 8 for code in odd if unicodedata.category(chr(min(code, 0x10FFFF)))[0] in "LM"}
    whole = _ALWAYS.union(odd, *(range(row << 8, (row + 1) << 8) for row in alphabets))
    return "".join(chr(code) for code in sorted(whole) if code in family.characters)


def subset(font: bytes, characters: str) -> bytes:
    """The font with these characters only; the whole of it where its makers forbid that, or it cannot be cut down."""
    from fontTools import subset as subsetting  # noqa: PLC0415  (slow to import, and few letters need it)
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (as above)

    options = subsetting.Options(hinting=False, layout_features=list(_FEATURES), notdef_outline=True)
    cutter = subsetting.Subsetter(options)
    cutter.populate(text=characters)
    target = io.BytesIO()
    try:
        with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
            if "OS/2" in opened and opened["OS/2"].fsType & _NO_SUBSETTING:
                return font
            names = opened["name"]
            del opened[
                "name"
            ]  # fontTools would walk through all tables for names that features have, of which none is kept
            cutter.subset(opened)
            names.names = [one for one in names.names if one.nameID in _NAMES and one.isUnicode()]
            opened["name"] = names
            opened.save(target, reorderTables=None)
    except (TTLibError, subsetting.Subsetter.SubsettingError, KeyError, ValueError, AssertionError):
        return font
    return target.getvalue()
