"""The text of a PDF, page by page, with what hangs on its pages and its properties; read by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from letterforge.errors import LetterforgeError, MissingResourceError, UnreadableFileError
from letterforge.findings import Place
from letterforge.limits import PDF_SIGNS
from letterforge.locks import lock_for_forks
from letterforge.passages import Nature, Passage, Span

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

# PDFium is not thread-safe (pypdfium2's README, "Thread safety"): one file at a time in a process.
_LOCK = lock_for_forks()
_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_TEXT_LIMIT = PDF_SIGNS.most
_EMPTY = "empty form field"


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """Properties first, then each page: its text, links, comments and form fields; then the bookmarks.

    Raises:
        UnreadableFileError: damaged, encrypted, or not a PDF.
        MissingResourceError: pypdfium2 is not installed.
    """
    found: list[Passage] = []
    said = 0

    def read(document: PdfDocument) -> None:
        nonlocal said
        texts = [(name.lower(), document.get_metadata_value(name)) for name in _PROPERTIES]
        found.extend(Passage(text, Place(file, path=path)) for path, text in texts if text.strip())
        document.init_forms()
        for number, page in enumerate(document, 1):
            on_page = list(_page(page, number, file))
            said += sum(len(passage.text) for passage in on_page)
            if said > PDF_SIGNS.most:
                message = "the PDF says more than any letter needs"
                raise UnreadableFileError(message)
            found.extend(on_page)
        titles = [("bookmark", bookmark.get_title() or "") for bookmark in document.get_toc()]
        found.extend(Passage(text, Place(file, path=path)) for path, text in titles if text.strip())

    with_document(content, read)
    yield from found


_PROFILE = re.compile(rb"<<[^<>]*/N [134]\b[^<>]*/Range[^<>]*>>\s*stream\r?\n")
"""The head of a profile of colours (ISO 32000-2, 8.6.5.5): no other stream has N and Range."""


def _without_profiles(content: bytes) -> bytes:
    """The same PDF for whoever reads no colours: PDFium takes three milliseconds to make a profile ready, five pages' time.

    One that it cannot read it does without. What is overwritten are the first bytes of its stream, and no other moves.
    """
    starts = [found.end() for found in _PROFILE.finditer(content)]
    if not starts:
        return content
    plain = bytearray(content)
    for start in starts:
        plain[start : start + 4] = b"none"
    return bytes(plain)


def with_document(content: bytes, read: Callable[[PdfDocument], None]) -> None:
    """Read something of a PDF, one at a time.

    Raises:
        UnreadableFileError: damaged, encrypted, or not a PDF.
        MissingResourceError: pypdfium2 is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415  (it loads a library of 7 MB, and only PDF needs it)
    except ImportError as error:
        message = "reading a PDF needs pypdfium2; install letterforge[pdf]"
        raise MissingResourceError(message) from error
    with _LOCK:
        try:
            with pypdfium2.PdfDocument(_without_profiles(content)) as document:
                read(document)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
                message = "the PDF is encrypted; save it without a password first"
            else:
                message = "the PDF is damaged or cut off; get a fresh copy of it"
            raise UnreadableFileError(message) from None
        except (LetterforgeError, KeyboardInterrupt):
            raise
        except BaseException:  # noqa: BLE001  (pypdfium2 raises what Python raises of the bytes: a title that is no text)
            message = "the PDF is damaged: something in it cannot be read"
            raise UnreadableFileError(message) from None


_NO_BREAKS = re.compile("\xa0{2,}")


def _text(page: PdfPage) -> str:
    reading = page.get_textpage()
    try:
        # A hostile page can say one string a million times; a letter's page holds a few thousand characters.
        if reading.count_chars() > _TEXT_LIMIT:
            message = "a page of the PDF holds more than any letter needs"
            raise UnreadableFileError(message)
        text: str = reading.get_text_range()
    finally:
        reading.close()
    # Several spaces side by side come back as one, but for no-break ones, which a letter has in their place.
    return _NO_BREAKS.sub(lambda found: " " * len(found[0]), text.replace("\r\n", "\n"))


def _page(page: PdfPage, number: int, file: str | None) -> Iterator[Passage]:
    try:
        path = f"page {number}"
        if (text := _text(page)).strip():
            yield Passage(text, Place(file, path=path))
        for kind, value in _annotations(page):
            if value.strip():
                spans = (Span(Nature.FORM, 0, len(value)),) if kind == _EMPTY else ()
                yield Passage(value, Place(file, path=f"{path}, {kind}"), spans)
    finally:
        page.close()


def _annotations(page: PdfPage) -> Iterator[tuple[str, str]]:
    """Comments, form fields and the targets of links (ISO 32000-2, 12.5.2, 12.7.4 and 12.6.4.8)."""
    from pypdfium2 import raw  # noqa: PLC0415  (as in `with_document`)

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            # WeasyPrint writes the words of a link into its Contents, as PDF/UA asks for: they are on the page too.
            yield "comment", _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
            if page.formenv:
                value = _string(raw.FPDFAnnot_GetFormFieldValue, page.formenv, annotation)
                yield ("form field", value) if value.strip() else (_EMPTY, _asked(page.formenv, annotation))
            if link := raw.FPDFAnnot_GetLink(annotation):
                yield "link target", _address(page.pdf, raw.FPDFLink_GetAction(link))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _asked(form: object, annotation: object) -> str:
    """What an empty field asks for, if it is one that somebody was to write into: its label, or its name."""
    from pypdfium2 import raw  # noqa: PLC0415  (as in `with_document`)

    if raw.FPDFAnnot_GetFormFieldType(form, annotation) not in {
        raw.FPDF_FORMFIELD_TEXTFIELD,
        raw.FPDF_FORMFIELD_COMBOBOX,
        raw.FPDF_FORMFIELD_LISTBOX,
    }:
        return ""  # a button, a box to tick, or a place for a signature
    if raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & raw.FPDF_FORMFLAG_READONLY:
        return ""
    if raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN:
        return ""
    label = _string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
    return label or _string(raw.FPDFAnnot_GetFormFieldName, form, annotation) or "a field without a name"


def _string(ask: Callable[..., int], *arguments: object) -> str:
    """A UTF-16 string of PDFium's: asked once for its length in bytes, and once for itself."""
    length = ask(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    ask(*arguments, buffer, length)
    return bytes(buffer)[:-2].decode("utf-16-le", errors="replace")  # without the closing NUL


def _address(document: PdfDocument, action: object) -> str:
    from pypdfium2 import raw  # noqa: PLC0415  (as in `with_document`)

    if not action:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    # Braces in an address stand there as %7B and %7D; a mark is to be seen as what it is.
    return unquote(buffer.value.decode("utf-8", errors="replace"))
