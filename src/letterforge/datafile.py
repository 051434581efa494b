"""`read_data`: a data file as the commands read it, every value as written and with its place."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from letterforge.data.data_file import DataFile, refused
from letterforge.errors import UsageError
from letterforge.filekinds import DATA_SUFFIXES, TABLE_SUFFIXES, listed
from letterforge.files.reading import OversizeError, read_file
from letterforge.files.standing import folder_of
from letterforge.limits import DATA_BYTES

__all__ = ["DataFile", "read_data"]


def read_data(source: str | os.PathLike[str] | bytes, *, name: str | None = None) -> DataFile:
    r"""Read a data file: what `Letter`, `check` and `render` take for data, so that findings name line and column.

    The source is a path, or the bytes of a file. ``name`` is what findings call it: the path, unless it is given. The
    format goes by the suffix of the name; without one it is YAML or JSON.

    >>> read_data(b"time: 14:30\nreference: 01234").values
    {'time': '14:30', 'reference': '01234'}

    Raises:
        DataError: it cannot be read, or has a key twice.
        UsageError: there is no such file, none of its suffix is read, or it is no UTF-8.
    """
    if isinstance(source, bytes):
        return _read(source, name, f"{name or 'the data file'} is not text in UTF-8")
    path = Path(source)
    if path.suffix.lower() not in DATA_SUFFIXES:
        rows = "; of a table write one row as such a file" if path.suffix.lower() in TABLE_SUFFIXES else ""
        message = f"{path} is not a data file; letterforge reads {listed(DATA_SUFFIXES)}{rows}"
        raise UsageError(message)
    try:
        content = read_file(path, most=DATA_BYTES.most)
    except OSError as fault:
        message = f"the data file {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None
    except ValueError:
        message = "this is not a file path"
        raise UsageError(message) from None
    except OversizeError:
        raise refused(os.fspath(source), None, f"the file is larger than {DATA_BYTES.most:,} bytes") from None
    found = _read(content, name or os.fspath(source), f"the data file {path} is not text in UTF-8; save it as UTF-8")
    return replace(found, folder=folder_of(path))


def _read(content: bytes, name: str | None, no_text: str) -> DataFile:
    from letterforge.data.reading import read  # noqa: PLC0415  (a file for each format)

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(no_text) from None
    return read(text.replace("\r\n", "\n").replace("\r", "\n"), file=name)  # as files are opened
