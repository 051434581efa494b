"""Values with an accent that a finished PDF does not hold as text, refused by the name of their field.

Of a letter and an accent that Unicode has no one character for, a page has two glyphs, and whether readers find the
second hangs on where it is drawn. Such values are rare; only for a letter that has one is the file looked through.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from letterforge.document import Document, Text, walk
from letterforge.errors import DataError
from letterforge.findings import Place
from letterforge.finished_files import passages_of
from letterforge.renderer import NO_GLYPH

# A line end has a hyphen of its own, which is read back as U+0002 or U+FFFE.
_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u2011\u0002\ufffe"))
_HINT = "Write the letter without it, or choose another format."
_MESSAGE = "has an accent that a PDF does not keep as text"


def refuse_lost(content: bytes, document: Document) -> None:
    """Look for each value with a loose accent in a finished file.

    Raises:
        DataError: the file does not hold one as it is.
    """
    loose = {text.field: text.text for text in _texts(document) if text.field is not None and _is_loose(text.text)}
    if not loose:
        return
    pages = _bare("".join(passage.text for passage in passages_of(content, "application/pdf")))
    # A mark with no letter before it is drawn on a dotted circle, which the text does not have.
    lost = [
        field
        for field, text in loose.items()
        if _bare(text) not in pages or unicodedata.category(_bare(text)[:1] or " ").startswith("M")
    ]
    if lost:
        raise DataError(tuple(NO_GLYPH.at(Place(path=field), message=_MESSAGE, hint=_HINT) for field in lost))


def _texts(document: Document) -> Iterator[Text]:
    first, following = document.first, document.following
    blocks = (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)
    return (node for node in walk(blocks) if isinstance(node, Text))


def _is_loose(text: str) -> bool:
    """Whether a text has an accent that Unicode makes no one character of with its letter."""
    return not text.isascii() and any(
        unicodedata.category(c).startswith("M") for c in unicodedata.normalize("NFC", text)
    )


def _bare(text: str) -> str:
    """A text without blanks, hyphens and signs that have no glyph: of these a page keeps no trace."""
    normal = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    kept = (c for c in normal if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f")
    return unicodedata.normalize("NFKC", "".join("".join(kept).split()))
