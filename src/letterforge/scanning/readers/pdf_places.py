"""Where on a page of a PDF the ink is: each character, and what is drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.errors import UnreadableFileError
from letterforge.limits import PDF_SIGNS
from letterforge.scanning.readers.pdf import with_document
from letterforge.windows import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MILLIMETRE = 72 / 25.4
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Places:
    """What is on a page, in millimetres from its upper left corner, in the order of reading."""

    characters: tuple[tuple[str, Box], ...]
    drawn: tuple[Box, ...]
    """Pictures, lines and areas of a colour."""


def first_page(content: bytes) -> Places:
    """Where everything is on the first page.

    Raises:
        UnreadableFileError: damaged, encrypted, or not a PDF.
    """
    found: list[Places] = []

    def read(document: PdfDocument) -> None:
        page = document[0]
        try:
            found.append(Places(tuple(_characters(page)), tuple(_drawn(page))))
        finally:
            page.close()

    with_document(content, read)
    return found[0]


def _characters(page: PdfPage) -> Iterator[tuple[str, Box]]:
    from pypdfium2 import raw  # noqa: PLC0415  (it loads a library of 7 MB)

    height = page.get_height()
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    try:
        count = text.count_chars()
        if count > PDF_SIGNS.most:
            message = "a page of the PDF holds more than any letter needs"
            raise UnreadableFileError(message)
        for at in range(count):
            character = chr(raw.FPDFText_GetUnicode(text, at))
            if character.isspace() or not raw.FPDFText_GetCharBox(text, at, left, right, bottom, top):
                continue
            yield character, _box(left.value, bottom.value, right.value, top.value, height=height)
    finally:
        text.close()


def _drawn(page: PdfPage) -> Iterator[Box]:
    from pypdfium2 import raw  # noqa: PLC0415  (as above)

    height = page.get_height()
    for each in page.get_objects():
        if each.type == raw.FPDF_PAGEOBJ_TEXT or (each.type == raw.FPDF_PAGEOBJ_PATH and _leaves_no_ink(each.raw)):
            continue
        yield _box(*each.get_bounds(), height=height)


def _leaves_no_ink(path: object) -> bool:
    """Whether a path is not drawn, or is white: the ground of a page."""
    from pypdfium2 import raw  # noqa: PLC0415  (as above)

    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    colour = tuple(ctypes.c_uint() for _ in range(4))
    if stroked.value:
        return False
    if not filled.value or not raw.FPDFPageObj_GetFillColor(path, *colour):
        return True
    *light, alpha = (one.value for one in colour)
    return not alpha or all(one == _WHITE for one in light)


def _box(left: float, bottom: float, right: float, top: float, *, height: float) -> Box:
    return Box(left / _MILLIMETRE, (height - top) / _MILLIMETRE, right / _MILLIMETRE, (height - bottom) / _MILLIMETRE)
