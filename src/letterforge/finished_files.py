"""Finished files, read as letterforge reads them: for a renderer that looks at what it made, and for tests."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.errors import UsageError
from letterforge.passages import Passage
from letterforge.scanning.leftovers.detector import Certainty, Leftover
from letterforge.scanning.readers import kinds

__all__ = ["Certainty", "Leftover", "can_read", "passages_of"]


def can_read(media_type: str) -> bool:
    """Whether letterforge reads files of this media type by itself.

    >>> can_read("application/pdf"), can_read("text/plain; charset=utf-8"), can_read("application/json")
    (True, True, False)
    """
    try:
        kinds.named(media_type)
    except UsageError:
        return False
    return True


def passages_of(content: bytes, media_type: str) -> Iterator[Passage]:
    r"""Every text of a finished file with its place, in the order of reading.

    A file that is more than lines of text says of each passage where it stands (``place.path``): ``page 1``,
    ``paragraph 3``, ``header 1, paragraph 1``, or, of what is not printed, ``title``, ``alt text``, ``link target``.

    Raises:
        UsageError: letterforge does not read this media type.
        UnreadableFileError: the file is damaged, encrypted, or built to do harm.

    >>> [(passage.text, passage.place.line) for passage in passages_of(b"Dear Ann,\nwelcome.", "text/plain")]
    [('Dear Ann,', 1), ('welcome.', 2)]
    """
    return kinds.named(media_type).passages(content)
