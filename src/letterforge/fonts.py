"""The typefaces of a stationery: their files, and which characters each can write."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Iterable, Mapping
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
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (slow to import, needed when a font is loaded)

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
