"""Plain text and Markdown, a line a passage; and how bytes become characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.passages import Passage
from letterforge.scanning.readers.markdown_spans import spans

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """The lines of a text file that hold more than white space.

    Raises:
        UnreadableFileError: it is not text.
    """
    return _lines(content, file, indented=False)


def markdown(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """The lines of a Markdown file, in which indented ones may be code.

    Raises:
        UnreadableFileError: it is not text.
    """
    return _lines(content, file, indented=True)


def _lines(content: bytes, file: str | None, *, indented: bool) -> Iterator[Passage]:
    return passages_of(re.split(r"\r\n|[\r\n]", decode(content)), file, indented=indented)


def passages_of(lines: list[str], file: str | None, *, indented: bool) -> Iterator[Passage]:
    """The lines of a text that is read already; ``indented`` ones may be code."""
    for number, (line, known) in enumerate(zip(lines, spans(lines, indented=indented), strict=True), 1):
        if line.strip():
            yield Passage(line, Place(file, line=number), known)


def decode(content: bytes) -> str:
    """The characters of a text file: by its byte order mark, as UTF-8, or else as Windows wrote them before that.

    Raises:
        UnreadableFileError: it is not text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            # Bytes that are not UTF-8 are read as the HTML standard reads an undeclared page ("windows-1252").
            text = content.decode("cp1252", errors="replace")
    if _CONTROL.search(text):
        message = "this is not a text file, nor a Word, PDF or HTML file"
        raise UnreadableFileError(message)
    return text
