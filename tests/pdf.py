"""What a PDF says, for the tests of whatever writes one: what stands against it, its pages, and the words of its marks."""

from __future__ import annotations

import ctypes

import page as page_validation
import pypdfium2
from pypdfium2 import raw


def faults(content: bytes) -> list[str]:
    """What stands against PDF/UA-1."""
    report = page_validation.validate_pdf_bytes(content, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(content) as opened:
        return [sheet.get_textpage().get_text_bounded() for sheet in opened]


def marked_words(content: bytes) -> list[dict[int, str]]:
    """What PDFium reads at each mark of each page; what is no part of the letter has none."""
    out: list[dict[int, str]] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            reading = page.get_textpage()
            found: dict[int, str] = {}
            for index in range(raw.FPDFPage_CountObjects(page)):
                drawn = raw.FPDFPage_GetObject(page, index)
                number = raw.FPDFPageObj_GetMarkedContentID(drawn)
                if number >= 0 and raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
                    length = raw.FPDFTextObj_GetText(drawn, reading, None, 0)
                    buffer = (ctypes.c_ushort * (length // 2))()
                    raw.FPDFTextObj_GetText(drawn, reading, buffer, length)
                    found[number] = found.get(number, "") + bytes(buffer)[:-2].decode("utf-16-le")
            out.append(found)
    return out


def sizes(content: bytes) -> dict[str, float]:
    """How large each word of a PDF is set, in points, where it stands first."""
    found: dict[str, float] = {}
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            reading = page.get_textpage()
            word, size, matrix = "", 0.0, raw.FS_MATRIX()
            for index in range(reading.count_chars() + 1):
                character = chr(raw.FPDFText_GetUnicode(reading, index)) if index < reading.count_chars() else " "
                if character.isspace():
                    if word:
                        found.setdefault(word, round(size, 1))
                    word = ""
                    continue
                if not word:
                    raw.FPDFText_GetMatrix(reading, index, matrix)
                    size = raw.FPDFText_GetFontSize(reading, index) * abs(matrix.d)
                word += character
    return found
