"""A file that is to become a template, read by its kind."""

from __future__ import annotations

from pathlib import Path

from letterforge.adopting.source import Adoptable
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.files.reading import OversizeError, read_file
from letterforge.limits import FILE_BYTES
from letterforge.scanning.readers import kinds


def content_of(path: Path) -> bytes:
    """What the file holds.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    try:
        return read_file(path, most=FILE_BYTES.most)
    except FileNotFoundError:
        message = f"there is no file {path}"
        raise UsageError(message) from None
    except OSError as fault:
        message = f"{path} cannot be read: {fault.strerror}"
        raise UsageError(message) from fault
    except ValueError as fault:
        message = "this is not a file path"
        raise UsageError(message) from fault
    except OversizeError:
        message = f"{path} is larger than {FILE_BYTES.most >> 20} MB"
        raise UnreadableFileError(message) from None


def read(content: bytes, path: Path) -> Adoptable:
    """The file with what waits to be filled in it.

    Raises:
        UnreadableFileError: it is damaged, not what its name says, or built to do harm.
        UsageError: no template can be made of a file of this kind.
    """
    kind = kinds.kind_of(content, suffix=path.suffix)
    if kind is kinds.WORD:
        from letterforge.adopting.word.source import WordSource  # noqa: PLC0415  (one kind of file is read)

        return WordSource(content)
    if kind is kinds.PDF:
        message = f"{path} is a PDF, of which no template can be made; adopt the file that it was printed from"
        raise UsageError(message)
    return _text(content, kind)


def _text(content: bytes, kind: kinds.Kind) -> Adoptable:
    from letterforge.adopting.texts.plain import as_segments  # noqa: PLC0415  (as above)
    from letterforge.adopting.texts.segments import Segment, Sort  # noqa: PLC0415  (as above)
    from letterforge.adopting.texts.source import TextSource  # noqa: PLC0415  (as above)
    from letterforge.scanning.readers.text import decode  # noqa: PLC0415  (as above)

    if kind is kinds.HTML:
        from letterforge.adopting.texts.html import read_page  # noqa: PLC0415  (as above)

        page = read_page(content)
        return TextSource(page.segments, title=page.title, lost=page.lost)
    lost: list[str] = []
    text = decode(content)
    if kind is kinds.MARKDOWN:
        if content.decode("utf-8-sig", errors="replace") != text:
            lost.append("its encoding: a template is UTF-8")
        return TextSource([Segment(Sort.SOURCE, text)], lost=lost)
    return TextSource(list(as_segments(text, lost)), lost=lost)
