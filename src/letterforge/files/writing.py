"""Files written whole, and several of them all or none.

Each is written beside its target, without a name where the system knows such files, so that a program that is killed
leaves none; only when all are on the disk does each take its place. What stood there is kept by a second name until the
last is in place, and comes back if one is refused.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from letterforge.files.standing import is_folder, standing

OLD = 24 * 60 * 60  # seconds; no letter is being written for a day
_BLOCK = 1 << 20
_PART = re.compile(r"\.letterforge-[0-9a-f]{16}\.part")


class PlacingError(Exception):
    """A file could not be written, and none was; ``kept`` are names under which what stood there could not be put back."""

    def __init__(self, target: Path, fault: OSError, kept: tuple[Path, ...] = ()) -> None:
        super().__init__(target, fault, kept)
        self.target, self.fault, self.kept = target, fault, kept


def write_all(contents: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Write files, all of them or none.

    Raises:
        PlacingError: one could not be written; what was there before is there again.
        ValueError: this is no path of a file.
    """
    for folder in {target.parent for target in contents}:
        sweep(folder)
    with contextlib.ExitStack() as stack:
        parts: list[_Part] = []
        for target, content in contents.items():
            with _naming(target):
                _refuse_special(target)
                parts.append(stack.enter_context(_Part.of(target, content)))
        done: list[_Placed] = []
        try:
            for part in parts:
                with _naming(part.target):
                    done.append(_Placed.of(part, overwrite=overwrite, alone=len(parts) == 1))
        except BaseException as fault:
            kept = tuple(one.kept for one in reversed(done) if not one.undo() and one.kept is not None)
            if isinstance(fault, PlacingError) and kept:
                raise PlacingError(fault.target, fault.fault, kept) from None
            raise
        for one in done:
            one.forget()


class Growing:
    """A file that is not whole yet, beside its place."""

    def __init__(self, target: Path, file: BinaryIO) -> None:
        self._target, self._file = target, file

    def write(self, content: bytes) -> None:
        """Add to it.

        Raises:
            PlacingError: it could not be written.
        """
        with _naming(self._target):
            self._file.write(content)


@contextlib.contextmanager
def growing(target: Path, *, overwrite: bool) -> Iterator[Growing]:
    """A file that is written bit by bit beside its target, and takes its place once it is whole and on the disk.

    Raises:
        PlacingError: it could not be written, and is not there.
        ValueError: this is no path of a file.
    """
    sweep(target.parent)
    with contextlib.ExitStack() as stack:
        with _naming(target):
            _refuse_special(target)
            part = stack.enter_context(_Part.of(target, b""))
            file = stack.enter_context(part.opened())
        yield Growing(target, file)
        with _naming(target):
            file.flush()
            os.fsync(file.fileno())
            file.close()
            _Placed.of(part, overwrite=overwrite, alone=True)


@contextlib.contextmanager
def _naming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise PlacingError(target, fault) from None


def _refuse_special(target: Path) -> None:
    """Replace nothing that is neither file, link nor folder: it would be gone for good."""
    found = standing(target, follow=False)
    mode = stat.S_IFREG if found is None else found.st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
        raise PermissionError(0, "this is a pipe or a device, and no file")


def sweep(folder: Path) -> None:
    """Take away what programs that were killed have left in a folder, once it is a day old: hidden, whole letters."""
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(found.st_mode) and time.time() - max(found.st_mtime, found.st_ctime) > OLD:
                        Path(entry.path).unlink()


def _beside(target: Path) -> Path:
    return target.with_name(f".letterforge-{os.urandom(8).hex()}.part")


@dataclass
class _Part:
    """A file that is whole and on the disk, and has no name, or one that nobody looks for."""

    target: Path
    content: bytes = field(repr=False)
    handle: int | None = None
    name: Path | None = None

    @classmethod
    @contextlib.contextmanager
    def of(cls, target: Path, content: bytes) -> Iterator[_Part]:
        """Written; whatever is left of it is gone at the end."""
        part = cls(target, content)
        try:
            part._write_nameless() or part._write_named()
            yield part
        finally:
            if part.handle is not None:
                with contextlib.suppress(OSError):  # it is on the disk
                    os.close(part.handle)
            if part.name is not None:
                with contextlib.suppress(OSError):
                    part.name.unlink()

    @contextlib.contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file, to add to it; what could not be written in the end is not wanted any more."""
        if self.handle is not None:
            handle = os.dup(self.handle)
        else:
            handle = os.open(self.named(), os.O_WRONLY | getattr(os, "O_BINARY", 0))
        file = os.fdopen(handle, "wb")
        try:
            yield file
        finally:
            with contextlib.suppress(OSError):
                file.close()

    def _write_nameless(self) -> bool:
        """Write a file that has no name (`O_TMPFILE` of Linux); whether there is such a thing here."""
        if not hasattr(os, "O_TMPFILE") or not is_folder("/proc/self/fd"):
            return False
        try:
            self.handle = os.open(self.target.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        except OSError:
            return (
                False  # an old system, or a file system that has none: if nothing can be written, the other way says so
            )
        _fill(self.handle, self.content)
        return True

    def _write_named(self) -> bool:
        self.name = _beside(self.target)
        # Made with the usual mode, so that the process's mask applies; O_EXCL follows no link that somebody laid there.
        try:
            handle = os.open(self.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except BaseException:
            self.name = None
            raise
        try:
            for block in self._blocks():
                write_whole(handle, block)
            os.fsync(handle)
        finally:
            with contextlib.suppress(OSError):
                os.close(handle)
        return True

    def _blocks(self) -> Iterator[bytes]:
        """What is to be in the file: its content, or what was added to it while it had no name."""
        yield self.content
        if self.handle is not None and not self.content:
            with open(f"/proc/self/fd/{self.handle}", "rb") as written:  # noqa: PTH123  (no path of a file)
                while block := written.read(_BLOCK):
                    yield block

    def _link_nameless(self, target: Path) -> None:
        """Give a file without a name one that is not taken."""
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            # Only with a handle does Python follow the link that /proc has for an open file (linkat, AT_SYMLINK_FOLLOW).
            os.link(f"/proc/self/fd/{self.handle}", target, src_dir_fd=folder, follow_symlinks=True)
        finally:
            with contextlib.suppress(OSError):
                os.close(folder)

    def named(self) -> Path:
        """The file under a name that nobody looks for."""
        if self.name is None:
            self.name = _beside(self.target)
            try:
                self._link_nameless(self.name)
            except OSError:  # no hard links, or no /proc
                self._write_named()
        assert self.name is not None  # noqa: S101  (written, or raised)
        return self.name

    def replace(self) -> None:
        """Take the place of what is there."""
        self.named().replace(self.target)
        self.name = None

    def claim(self) -> None:
        """Take a place where nothing is.

        Raises:
            FileExistsError: it is taken.
        """
        try:
            if self.name is None:
                self._link_nameless(self.target)
            else:
                os.link(self.name, self.target)
        except FileExistsError:
            raise
        except OSError:
            # FAT and some shares have no hard links: an empty file holds the place, which the whole one takes.
            held = os.open(self.target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            try:
                with contextlib.suppress(OSError):  # nothing was written through it
                    os.close(held)
                self.replace()
            except BaseException:
                self.target.unlink()
                raise


@dataclass
class _Placed:
    """A file in its place, and the way back."""

    target: Path
    kept: Path | None

    @classmethod
    def of(cls, part: _Part, *, overwrite: bool, alone: bool) -> _Placed:
        """Put a file into its place; what stood there is kept, unless this is the only file."""
        if not overwrite:
            part.claim()
            return cls(part.target, None)
        kept = None if alone or standing(part.target, follow=False) is None else _second_name(part.target)
        try:
            part.replace()
        except BaseException:
            if kept is not None:
                kept.replace(part.target)
                with contextlib.suppress(OSError):  # two names of one file: to replace one by the other leaves both
                    kept.unlink()
            raise
        return cls(part.target, kept)

    def undo(self) -> bool:
        """Put back what stood there; whether that went well."""
        try:
            if self.kept is None:
                self.target.unlink()
            else:
                self.kept.replace(self.target)
        except OSError:
            return False
        return True

    def forget(self) -> None:
        """What stood there is no longer needed; what cannot be taken away now, a later `sweep` takes."""
        if self.kept is not None:
            try:
                self.kept.unlink()
            except OSError:
                with contextlib.suppress(OSError):
                    self.kept.replace(self.kept.with_suffix(".part"))


def _second_name(target: Path) -> Path:
    """Keep what stands there by a second name: the same file, or itself moved where there are no hard links.

    What was moved is the only copy until the new file is in place: its name is none that `sweep` takes away.
    """
    kept = _beside(target)
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(0, "Is a directory")
    try:
        os.link(target, kept)
    except OSError:
        kept = kept.with_suffix(".kept")
        target.replace(kept)
    return kept


def _fill(handle: int, content: bytes) -> None:
    """Write all of it, and see it on the disk."""
    write_whole(handle, content)
    os.fsync(handle)


def write_whole(handle: int, content: bytes) -> None:
    """Write all of it: a system may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
