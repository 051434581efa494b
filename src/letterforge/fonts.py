"""The typefaces of a stationery: their files, and which characters each can write."""

from __future__ import annotations

import functools
import hashlib
import io
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Style(Enum):
    """The four faces of a family that a letter uses."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold-italic"


@dataclass(frozen=True)
class Face:
    """One font file (TrueType or OpenType, static: no variable axes)."""

    style: Style
    content: bytes = field(repr=False)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @functools.cached_property
    def advances(self) -> Mapping[int, float]:
        """How wide each character is, by its code point, in em (OpenType, `hmtx`)."""
        return _advances_of(self.content)

    @functools.cached_property
    def figure_width(self) -> float:
        """How wide each digit of a table is, in em: all as wide as one another (OpenType, `tnum`)."""
        return _figure_width_of(self.content) or max(map(self.width, "0123456789"))

    @functools.cached_property
    def x_height(self) -> float:
        """How high a small letter is, in em."""
        return _x_height_of(self.content)

    def width(self, text: str) -> float:
        """How wide a text is on one line, in em, without kerning; a character that the face has not is as wide as an em."""
        return sum(self.advances.get(ord(character), 1.0) for character in text)


@dataclass(frozen=True)
class Family:
    """A typeface as a reader knows it, by ``name``, with its faces."""

    name: str
    faces: Mapping[Style, Face] = field(repr=False)

    @functools.cached_property
    def characters(self) -> frozenset[int]:
        """The code points that *every* face of the family can write."""
        sets = [characters_of(face.content) for face in self.faces.values()]
        return frozenset.intersection(*sets) if sets else frozenset()

    def missing(self, characters: Iterable[str]) -> set[str]:
        """Those of the given characters that the family cannot write; white space needs no glyph."""
        have = self.characters
        return {c for c in characters if ord(c) not in have and not c.isspace()}


def characters_of(font: bytes) -> frozenset[int]:
    """The code points in the character map of a font file.

    Raises:
        ValueError: the bytes are not a font, or it is a variable one (Word and Typst see a single weight of it).
    """
    quick = _character_map(font)
    if quick is not None:
        return quick
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (slow to import, and mostly not needed)

    try:
        with TTFont(io.BytesIO(font), lazy=True) as opened:
            if "fvar" in opened:
                message = "it is a variable font; static ones are needed, one file for each style"
                raise ValueError(message)
            # Nobody asks for the names of glyphs, and to make them takes ten times as long as to read the map.
            opened.setGlyphOrder([""] * opened["maxp"].numGlyphs)
            return frozenset(opened.getBestCmap() or ())
    except (TTLibError, KeyError, AssertionError) as error:
        message = "it is not a TrueType or OpenType font"
        raise ValueError(message) from error


def _advances_of(font: bytes) -> dict[int, float]:
    """How wide each character of a font file is, by its code point, in em."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (as above)

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        em, metrics = opened["head"].unitsPerEm, opened["hmtx"].metrics
        return {code: metrics[glyph][0] / em for code, glyph in opened.getBestCmap().items()}


def _figure_width_of(font: bytes) -> float | None:
    """How wide a tabular zero is, in em; None where the font has no figures besides those that it always shows."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (as above)

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        zero = opened.getBestCmap().get(ord("0"))
        if zero is None or "GSUB" not in opened:
            return None
        table = opened["GSUB"].table
        lookups = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "tnum"
            for index in record.Feature.LookupListIndex
        }
        found = (
            getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}).get(zero)
            for index in sorted(lookups)
            for sub in table.LookupList.Lookup[index].SubTable
        )
        tabular = next((one for one in found if isinstance(one, str)), None)
        em, metrics = opened["head"].unitsPerEm, opened["hmtx"].metrics
        return None if tabular is None else float(metrics[tabular][0] / em)


def _x_height_of(font: bytes) -> float:
    """The height of an "x", in em; where the font has none, what it says of itself, else half an em."""
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415  (as above)
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (as above)

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        glyph, glyphs = opened.getBestCmap().get(ord("x")), opened.getGlyphSet()
        pen = BoundsPen(glyphs)
        if glyph is not None:
            glyphs[glyph].draw(pen)
        high = pen.bounds[3] if pen.bounds else getattr(opened["OS/2"], "sxHeight", 0)
        return float(high / opened["head"].unitsPerEm) or _HALF


_HALF = 0.5
# The ones with the most characters first, as applications choose (OpenType, cmap, "Use of encoding records").
_MAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_SFNT = (b"\0\1\0\0", b"OTTO", b"true")
_SEGMENTS, _GROUPS = 4, 12  # the formats of character maps that fonts have today
_END_OF_SEGMENTS = 0xFFFF


def _character_map(font: bytes) -> frozenset[int] | None:
    """The code points of a static font whose map is one of the usual two (OpenType, cmap); None for any other file."""
    try:
        tables = _sfnt_tables(font)
        if tables is None or "fvar" in tables or "maxp" not in tables:
            return None
        table = tables["cmap"]
        records = {
            struct.unpack_from(">2H", table, 4 + 8 * n): struct.unpack_from(">L", table, 8 + 8 * n)[0]
            for n in range(struct.unpack_from(">H", table, 2)[0])
        }
        at = next(records[key] for key in _MAPS if key in records)
        (kind,) = struct.unpack_from(">H", table, at)
        if kind == _SEGMENTS:
            return frozenset(_by_segments(table[at:]))
        return frozenset(_by_groups(table[at:])) if kind == _GROUPS else None
    except (struct.error, KeyError, IndexError, StopIteration):
        return None


def _sfnt_tables(font: bytes) -> dict[str, bytes] | None:
    """The tables of a TrueType or OpenType file by their names (OpenType, "Organization of an OpenType font").

    None for a file of another kind, such as a collection, and for one that is cut off.
    """
    if not font.startswith(_SFNT):
        return None
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {}
    for number in range(count):
        name, _, start, length = struct.unpack_from(">4s3L", font, 12 + 16 * number)
        if start + length > len(font):
            return None
        tables[name.decode("latin-1")] = font[start : start + length]
    return tables


def _by_segments(table: bytes) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts, deltas, offsets = (struct.unpack_from(f">{count}H", table, 16 + twice * n) for n in (1, 2, 3))
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if start == _END_OF_SEGMENTS:
            continue
        if not offset:
            yield from (code for code in range(start, end + 1) if (code + delta) & 0xFFFF)
            continue
        first = 16 + 3 * twice + 2 * number + offset  # from where the offset stands
        glyphs = struct.unpack_from(f">{end - start + 1}H", table, first)
        yield from (code for code, glyph in enumerate(glyphs, start) if glyph and (glyph + delta) & 0xFFFF)


def _by_groups(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", table, 12)
    for start, end, glyph in struct.iter_unpack(">3L", table[16 : 16 + 12 * count]):
        if end > _LAST or end < start:
            raise IndexError
        yield from range(start if glyph else start + 1, end + 1)


_LAST = 0x10FFFF
