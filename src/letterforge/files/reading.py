"""A file that somebody named, read with a bound: it may be a pipe, a device without end, or larger than the memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

IRREGULAR = "it is not a file but a pipe, a device or a folder"


class IrregularFileError(OSError):
    """What a name stands for cannot be read as a file: to wait for a pipe may be to wait for ever."""

    def __init__(self) -> None:
        super().__init__(0, IRREGULAR)


class OversizeError(Exception):
    """The file holds more than is read."""


def read_file(path: Path, *, most: int) -> bytes:
    """The content of a file, of which at most one byte more than allowed is read.

    Raises:
        OSError: it cannot be read, or is no regular file.
        ValueError: this is no path.
        OversizeError: it holds more bytes.
    """
    # Opened without waiting: a pipe that nobody writes into gives its handle at once, and is found out by that.
    handle = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise IrregularFileError
        content = file.read(most + 1)
    if len(content) > most:
        raise OversizeError
    return content
