"""A data file in, by whichever format it has."""

from __future__ import annotations

import functools
from pathlib import PurePath

from letterforge.data import formats
from letterforge.data.data_file import LARGEST, DataFile, refused
from letterforge.data.formats.format import Format
from letterforge.discovery import records


@functools.cache
def known_formats() -> tuple[Format, ...]:
    """Every format that has a file."""
    return records(formats, Format)


def read(text: str, *, file: str | None = None, suffix: str | None = None) -> DataFile:
    """Read a data file by its suffix, ``.yaml`` for one; without a suffix that is known, by what it begins with.

    Raises:
        DataError: it is none, or it has a key twice; the message says where, and shows no value.
    """
    suffix = (suffix or PurePath(file or "").suffix).lower()
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise refused(file, None, "the file is larger than a million characters")
    begins = text.lstrip()[:1]
    known = known_formats()
    found = (
        next((one for one in known if suffix in one.kind.data_suffixes), None)
        or next((one for one in known if begins in (one.begins or ())), None)
        or next(one for one in known if one.begins is None)
    )
    return found.read(text, file)
