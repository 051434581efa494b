"""What each glyph of a PDF says when it is copied or read: the font's own character for it, where it has one.

WeasyPrint 70 keeps the text that a glyph was first seen with (`weasyprint/draw/text.py`, "Create mapping between glyphs
and Unicode codepoints"). Of a letter and an accent that Unicode has no one character for, the letter gets no text and
the accent both; then every such letter of the whole PDF is read as another one.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from typing import Any

from fontTools.ttLib import TTFont


class Fonts(dict[Any, Any]):
    """The fonts of a document, in whose order WeasyPrint makes them. A dictionary is what it asks for."""

    def __setitem__(self, key: Any, font: Any) -> None:  # noqa: ANN401  (WeasyPrint is untyped)
        """Take a font, and see to what its glyphs say."""
        font.to_unicode = _Said(_characters(font.file_content))
        super().__setitem__(key, font)


class _Said(dict[int, str]):
    """The text of each glyph that is used."""

    def __init__(self, characters: dict[int, frozenset[str]]) -> None:
        super().__init__()
        self._characters = characters

    def __setitem__(self, glyph: int, text: str) -> None:
        own = self._characters.get(glyph, frozenset())
        # A glyph of several characters, such as the Greek and the Ohm sign, says the one that was written.
        if own and _folded(text) not in map(_folded, own):
            text = min(own)
        super().__setitem__(glyph, text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@functools.lru_cache(maxsize=16)
def _characters(content: bytes) -> dict[int, frozenset[str]]:
    """The characters of each glyph in the character map of a font file."""
    out: dict[int, set[str]] = {}
    with TTFont(io.BytesIO(content), lazy=True, fontNumber=0) as opened:
        for code, name in (opened.getBestCmap() or {}).items():
            out.setdefault(opened.getGlyphID(name), set()).add(chr(code))
    return {glyph: frozenset(characters) for glyph, characters in out.items()}
