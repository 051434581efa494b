"""What kind of file some bytes are, told by the bytes themselves; the name and the given type must agree with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from letterforge import filekinds
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.filekinds import FileKind
from letterforge.passages import Passage
from letterforge.scanning.readers import text


class Reads(Protocol):
    """The shape of ``passages`` in every reader."""

    def __call__(self, content: bytes, file: str | None = None) -> Iterator[Passage]:
        """Every text of a file with its place, in the order of reading."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that can be read, and its reader."""

    file: FileKind
    passages: Reads


def _word(content: bytes, file: str | None = None) -> Iterator[Passage]:
    from letterforge.scanning.readers import word  # noqa: PLC0415  (slow to import, and only Word files need it)

    return word.passages(content, file)


def _pdf(content: bytes, file: str | None = None) -> Iterator[Passage]:
    from letterforge.scanning.readers import pdf  # noqa: PLC0415  (as above, PDF)

    return pdf.passages(content, file)


def _html(content: bytes, file: str | None = None) -> Iterator[Passage]:
    from letterforge.scanning.readers import html  # noqa: PLC0415  (as above, HTML)

    return html.passages(content, file)


WORD = Kind(filekinds.WORD, _word)
PDF = Kind(filekinds.PDF, _pdf)
HTML = Kind(filekinds.HTML, _html)
MARKDOWN = Kind(filekinds.MARKDOWN, text.markdown)
TEXT = Kind(filekinds.TEXT, text.passages)
KINDS = (WORD, PDF, HTML, MARKDOWN, TEXT)

_HEAD = 1024
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def kind_of(content: bytes, *, suffix: str = "", media_type: str | None = None) -> Kind:
    """The kind of a file.

    Raises:
        UnreadableFileError: no kind that can be read, or another than its name says.
        UsageError: the media type given is none that letterforge reads.
    """
    asked = named(media_type) if media_type is not None else None
    claimed = asked or next((kind for kind in KINDS if suffix.lower() in kind.file.finished_suffixes), None)
    seen = _seen(content)
    if seen is None:  # text of some kind: only its name can say which
        if claimed in {WORD, PDF}:
            message = f"this is not a {claimed.file.name} file, though it is called one; it does not begin as one"
            raise UnreadableFileError(message)
        return claimed or (HTML if _PAGE.search(content, 0, _HEAD) else TEXT)
    if claimed is not None and claimed is not seen:
        message = f"this is a {seen.file.name} file, though it is called {claimed.file.name}"
        raise UnreadableFileError(message)
    return seen


def named(media_type: str) -> Kind:
    """The kind of a media type; its parameters are left aside.

    Raises:
        UsageError: letterforge does not read it.
    """
    bare = media_type.partition(";")[0].strip().lower()
    for kind in KINDS:
        if bare in kind.file.media_types:
            return kind
    message = f"letterforge cannot read {bare} back; a renderer for it must offer text(content)"
    raise UsageError(message)


def _seen(content: bytes) -> Kind | None:
    """Word or PDF where the bytes begin as such, None for text."""
    if not content:
        message = "the file is empty"
        raise UnreadableFileError(message)
    if content.startswith(b"PK"):
        return WORD
    # Readers look for the header within the first 1024 bytes (ISO 32000-1, annex H.3, note 13).
    if b"%PDF-" in content[:_HEAD]:
        return PDF
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return WORD  # whose reader says what to do with it
    if content.startswith(b"{\\rtf"):
        message = "this is an RTF file; open it in Word and save it as .docx"
        raise UnreadableFileError(message)
    return None
