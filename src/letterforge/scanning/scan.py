"""`scan`: what in a finished file, ours or anybody's, still waits to be filled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from letterforge.artifact import Artifact
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.files.reading import OversizeError, read_file
from letterforge.limits import FILE_BYTES

if TYPE_CHECKING:
    from letterforge.scanning.allowed import SaysWhatIsMeant
    from letterforge.scanning.leftovers.detector import Leftover


def scan(
    source: str | os.PathLike[str] | bytes | Artifact,
    *,
    media_type: str | None = None,
    template: SaysWhatIsMeant | None = None,
    stationery: SaysWhatIsMeant | None = None,
) -> tuple[Leftover, ...]:
    r"""What in a finished file still waits to be filled, in the order of reading; at most 10,000 of it.

    The file is a path, bytes, or what `render` made. Its kind is told from its bytes and suffix, unless given.
    With the ``template`` that it was made from, and the ``stationery``, what they and the template's model
    say to be meant is left out.

    Raises:
        UsageError: there is no such file, or its media type is none that letterforge reads.
        UnreadableFileError: it is damaged, encrypted, not what its name says, or built to do harm.

    >>> [(leftover.text, leftover.place.line) for leftover in scan(b"Dear {{ name }},\nwelcome.")]
    [('{{ name }}', 1)]
    """
    from letterforge.scanning.leftovers.search import leftovers  # noqa: PLC0415  (a file for each rule and language)
    from letterforge.scanning.readers import kinds  # noqa: PLC0415  (many name `scan` alone)

    if isinstance(source, bytes):
        content, file, suffix = source, None, ""
    elif isinstance(source, Artifact):
        content, file, suffix = source.content, None, source.suffix
        media_type = media_type or source.media_type
    else:
        content, file, suffix = _content(Path(source)), os.fspath(source), Path(source).suffix
    try:
        kind = kinds.kind_of(content, suffix=suffix, media_type=media_type)
        meant = [one for said in (template, stationery) if said is not None for one in said.meant]
        # What a renderer has just made is read here; a stranger's PDF where it can do no harm.
        if kind is kinds.PDF and not isinstance(source, Artifact):
            from letterforge.scanning.readers import pdf_apart  # noqa: PLC0415  (only such a PDF needs it)

            return leftovers(pdf_apart.passages(content, file), meant)
        return leftovers(kind.passages(content, file), meant)
    except UnreadableFileError as failure:
        if file is None:
            raise
        message = f"{file}: {failure}"
        raise UnreadableFileError(message) from failure


def _content(path: Path) -> bytes:
    try:
        return read_file(path, most=FILE_BYTES.most)
    except FileNotFoundError:
        message = f"there is no file {path}"
        raise UsageError(message) from None
    except OSError as failure:
        message = f"{path} cannot be read: {failure.strerror}"
        raise UsageError(message) from failure
    except ValueError as failure:
        message = "this is not a file path"
        raise UsageError(message) from failure
    except OversizeError:
        message = f"{path} is larger than {FILE_BYTES.most >> 20} MB"
        raise UnreadableFileError(message) from None
