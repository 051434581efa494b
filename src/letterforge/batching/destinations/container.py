"""One file that letters are written into, one behind the other; the ledger knows where each lies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from letterforge.batching.destinations.destination import NewFile, saying
from letterforge.batching.destinations.zip_members import Header, member, read_header, read_member
from letterforge.batching.entries import Entry, Spot


class Container:
    """A file of members that grows at its end; what a run that was killed wrote beyond what its ledger knows is cut off."""

    def __init__(self, path: Path, volume: int, end: int, mode: int = 0o666) -> None:
        self.path, self.volume = path, volume
        with saying(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), mode)
            self._file: BinaryIO = os.fdopen(handle, "r+b")
            # Its own: what stands behind the last is worked out while it is written.
            self._reading: BinaryIO = path.open("rb")
            if self._file.seek(0, os.SEEK_END) > end:
                self._file.truncate(end)
            self.end = min(self._file.seek(0, os.SEEK_END), end)

    def append(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Write files behind the last; when this is over they are on the disk."""
        spots, end = [], self.end
        with saying(self.path):
            self._file.seek(end)
            for one in files:
                whole = member(one.name, one.content)
                self._file.write(whole)
                spots.append(Spot(self.volume, end, len(whole)))
                end += len(whole)
            to_disk(self._file)
        self.end = end
        return spots

    def read(self, spot: Spot, name: str) -> bytes | None:
        """The bytes of a file; None where another stands, or none."""
        with saying(self.path):
            return read_member(self._reading, spot.start, name)

    def header(self, spot: Spot) -> Header | None:
        """What stands before a file."""
        with saying(self.path):
            return read_header(self._reading, spot.start)

    def contents(self, spot: Spot) -> bytes | None:
        """The bytes of a file, whatever its name."""
        header = self.header(spot)
        return None if header is None else self.read(spot, header.name.decode())

    def close(self, more: Iterable[bytes] = ()) -> None:
        """Write what stands behind the last, and close the file."""
        if self._file.closed:
            return
        with saying(self.path), contextlib.closing(self._reading), contextlib.closing(self._file):
            self._file.seek(self.end)
            for one in more:
                self._file.write(one)
            to_disk(self._file)

    def copy(self, spot: Spot, to: BinaryIO) -> None:
        """Write a file as it stands here behind what stands there."""
        self._reading.seek(spot.start)
        to.write(self._reading.read(spot.length))


def spots(entries: Iterable[Entry]) -> Iterator[Spot]:
    """Where the files of some letters lie."""
    return (file.spot for one in entries for file in one.files)


def in_order(found: Iterable[Spot], volume: int) -> int | None:
    """The end of the last, where files lie in one volume one behind the other; None where they do not."""
    end = 0
    for one in found:
        if one[:2] != (volume, end):
            return None
        end += one.length
    return end


def to_disk(file: BinaryIO) -> None:
    """All of a file that is open."""
    file.flush()
    os.fsync(file.fileno())
