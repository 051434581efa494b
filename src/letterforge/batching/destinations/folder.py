"""The folder that letters go to: a group of files at a time, each whole under its name or not there at all."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from letterforge.batching.destinations.destination import NewFile, saying
from letterforge.batching.entries import NOWHERE, Spot, WrittenFile
from letterforge.batching.ledger import Ledger
from letterforge.errors import UsageError
from letterforge.files.writing import write_whole

_PART = re.compile(r"\.letterforge-batch-[0-9a-f]{16}\.part")
_ANY = "a letter"
"""A file of the folder, to say in which one something failed."""


class Folder:
    """One folder, made if it is not there.

    Raises:
        UsageError: a file stands there.
        MissingResourceError: it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with saying(path):
            try:
                path.mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError):
                message = f"{path} cannot be made: a file stands there; choose another folder"
                raise UsageError(message) from None

    def begin(self, ledger: Ledger) -> None:
        """Take away what a run that was killed has left beside its letters; only who holds the ledger may."""
        del ledger
        with saying(self.path / _ANY), os.scandir(self.path) as entries:
            for entry in entries:
                if _PART.fullmatch(entry.name):
                    Path(entry.path).unlink()

    def holds(self, name: str) -> bool:
        """Whether anything stands there under a name."""
        return os.path.lexists(self.path / name)

    def expect(self, names: Sequence[str]) -> None:
        """Each is read when it is asked for."""

    def read(self, file: WrittenFile, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        del file
        with saying(self.path / name), contextlib.suppress(FileNotFoundError):
            return (self.path / name).read_bytes()
        return None

    def write(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Write a group of files; when this is over they are on the disk.

        They are written beside their places, then brought to the disk together, which costs little more than one by
        itself, and then take their places.

        Raises:
            MissingResourceError: the disk is full, or a file cannot be written; those before it may stand already.
        """
        parts: list[tuple[Path, NewFile]] = []
        try:
            with saying(self.path / _ANY), contextlib.ExitStack() as handles:
                waiting = [self._begun(one, parts, handles) for one in files]
                _to_disk_together(waiting)
            while parts:
                self._placed(*parts[-1])
                parts.pop()
            with saying(self.path / _ANY):
                folder_to_disk(self.path)
        finally:
            for part, _ in parts:
                with contextlib.suppress(OSError):
                    part.unlink()
        return [NOWHERE] * len(files)

    def finish(self, ledger: Ledger) -> None:
        """Each letter stands under its name already."""

    def names(self) -> Iterable[str]:
        """What stands in the folder."""
        with saying(self.path / "any"), os.scandir(self.path) as found:
            return [entry.name for entry in found]

    def close(self) -> None:
        """Nothing is open."""

    def _begun(self, one: NewFile, parts: list[tuple[Path, NewFile]], handles: contextlib.ExitStack) -> int:
        part = self.path / f".letterforge-batch-{os.urandom(8).hex()}.part"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        handles.callback(os.close, handle)
        parts.append((part, one))
        write_whole(handle, one.content)
        return handle

    def _placed(self, part: Path, one: NewFile) -> None:
        with saying(self.path / one.name):
            part.replace(self.path / one.name)


def _to_disk_together(handles: Sequence[int]) -> None:
    """The bytes of all these files: of a hundred by themselves, each waits for the journal, which takes a hundred times as long."""
    if not handles:
        return
    syncfs = _syncfs()
    if syncfs is not None:
        if syncfs(handles[0]) == 0:
            return
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    for handle in handles:
        os.fsync(handle)


@functools.cache
def _syncfs() -> Callable[[int], int] | None:
    """Brings the whole file system that a file is on to its disk; None where there is no such thing, as but on Linux."""
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None


def folder_to_disk(folder: Path) -> None:
    """The names in a folder, where the system knows of such a thing."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
