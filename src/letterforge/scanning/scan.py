"""Leftovers in a finished file, ours or anybody's; and whether a fresh file holds the whole letter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from letterforge.artifact import Artifact
from letterforge.document import Document
from letterforge.document import passages as texts_of
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.findings import Finding, Place, error
from letterforge.letter import Letter
from letterforge.passages import Passage
from letterforge.scanning.coverage import Expected, covers, expected, missing
from letterforge.scanning.leftovers.finding import leftovers
from letterforge.scanning.leftovers.hit import Leftover
from letterforge.scanning.leftovers.marks import braces
from letterforge.scanning.printed import Printed, of_passages, printed
from letterforge.scanning.readers import kinds


def scan(source: str | os.PathLike[str] | bytes | Artifact, *, media_type: str | None = None) -> tuple[Leftover, ...]:
    r"""What in a finished file still waits to be filled, in the order of reading; at most 10,000 of it.

    The file is a path, bytes, or what `render` made. Its kind is told from its bytes and suffix, unless given.

    Raises:
        UsageError: there is no such file, or its media type is none that letterforge reads.
        UnreadableFileError: it is damaged, encrypted, not what its name says, or built to do harm.

    >>> [(leftover.text, leftover.place.line) for leftover in scan(b"Dear {{ name }},\nwelcome.")]
    [('{{ name }}', 1)]
    """
    if isinstance(source, bytes):
        content, file, suffix = source, None, ""
    elif isinstance(source, Artifact):
        content, file, suffix = source.content, None, source.suffix
        media_type = media_type or source.media_type
    else:
        content, file, suffix = _content(Path(source)), os.fspath(source), Path(source).suffix
    try:
        kind = kinds.kind_of(content, suffix=suffix, media_type=media_type)
        return leftovers(kind.passages(content, file))
    except UnreadableFileError as failure:
        if file is None:
            raise
        message = f"{file}: {failure}"
        raise UnreadableFileError(message) from failure


def read_back(
    content: bytes,
    media_type: str,
    document: Document,
    *,
    text: Callable[[bytes], Iterable[Passage]] | None = None,
) -> tuple[Finding, ...]:
    """What a fresh file lacks of its document, and the marks of a template that it still holds; () if it is whole.

    ``text`` reads a format that letterforge does not know. No finding shows a value from the data.

    Raises:
        UsageError: letterforge does not read this media type, and no ``text`` is given.
        UnreadableFileError: the file cannot be read.
    """
    if text is not None:
        passages = tuple(text(content))
        return (*missing(Expected(document.blocks), of_passages(passages)), *_marks(passages, document))
    kind = kinds.named(media_type)
    return _compared(content, kind, printed(content, kind), document)


def read_back_letter(
    content: bytes, media_type: str, letter: Letter, *, text: Callable[[bytes], Iterable[Passage]] | None = None
) -> tuple[Finding, ...]:
    """As `read_back`; the letter's document is made only where its words alone do not settle it."""
    if text is not None or letter.said is None:
        return read_back(content, media_type, letter.document, text=text)
    kind = kinds.named(media_type)
    found = printed(content, kind)
    if not found.suspicious and covers(found, letter.said.flow, letter.said.furniture):
        return ()
    return _compared(content, kind, found, letter.document)


def _compared(content: bytes, kind: kinds.Kind, found: Printed, document: Document) -> tuple[Finding, ...]:
    # A Word file keeps the furniture of following pages, however many it will have.
    pages = {kinds.WORD: 2, kinds.PDF: len(found.pages)}.get(kind)
    lacking = missing(expected(document, pages=pages), found)
    return (*lacking, *_marks(kind.passages(content), document)) if found.suspicious else lacking


def _marks(found: Iterable[Passage], document: Document) -> Iterator[Finding]:
    """The marks that are in the file, but for those that the letter's own words show: a letter may speak of templates."""
    first, following = document.first, document.following
    blocks = (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)
    meant: set[str] | None = None
    seen = set()
    for place, mark in _braces(found):
        if meant is None:
            meant = {mark for _, mark in _braces(Passage(text, Place()) for text in texts_of(blocks))}
        if place not in seen and mark not in meant:
            seen.add(place)
            yield error("template-mark", place, message="the finished file still holds a mark of a template")


def _braces(passages: Iterable[Passage]) -> Iterator[tuple[Place, str]]:
    """The marks that our own templates are written with, in code, too: nothing else makes a letter fail."""
    for passage in passages:
        yield from ((passage.place, passage.text[start:stop]) for start, stop in braces(passage))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:  # it may be a link to something without end
            content = file.read(_SIZE_LIMIT + 1)
    except FileNotFoundError:
        message = f"there is no file {path}"
        raise UsageError(message) from None
    except OSError as failure:
        message = f"{path} cannot be read: {failure.strerror}"
        raise UsageError(message) from failure
    except ValueError as failure:
        message = "this is no path of a file"
        raise UsageError(message) from failure
    if len(content) > _SIZE_LIMIT:
        message = f"{path} is larger than {_SIZE_LIMIT >> 20} MB"
        raise UnreadableFileError(message)
    return content


_SIZE_LIMIT = 128 << 20
