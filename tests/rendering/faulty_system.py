"""A system that fails, or ends the process, at one call: every call of the system is counted, and one of them goes wrong.

Which functions are calls of the system is not listed here: `called` watches the interpreter, and says what was called.
"""

from __future__ import annotations

import gc
import inspect
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest

PURE = frozenset({"fspath", "urandom", "getpid", "strerror", "_path_normpath", "_path_splitroot_ex"})
"""Functions of `posix` that ask no file system."""
FILES = frozenset({"open"})
"""Functions of `io` that do, and whose files are asked, too."""
OF_A_FILE = frozenset({"read", "readinto", "write", "flush", "fileno", "seek", "close", "__exit__"})
OF_AN_ENTRY = frozenset({"stat", "is_dir", "is_file", "is_symlink"})
COUNTED = (
    frozenset(name for name, found in vars(os).items() if inspect.isbuiltin(found) and found.__module__ == os.name)
    - PURE
)

Act = Callable[..., Any]
"""What is done in place of the call: it is given its name, the function, and what that was to be called with."""


class Ended(BaseException):
    """The process has ended: raised by every call from the one on at which it did, so that nothing more comes of it."""


class System:
    """Counts calls of the system, and does something else at one of them; ``log`` names all of them."""

    def __init__(self, at: int, act: Act) -> None:
        self._at, self._act = at, act
        self._is_ended = False
        self._open: set[int] = set()
        self.log: list[str] = []

    @property
    def reached(self) -> bool:
        """Whether there were so many calls at all."""
        return len(self.log) >= self._at

    @property
    def failed(self) -> str:
        """The name of the call that went wrong."""
        return self.log[self._at - 1]

    def call(self, name: str, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """One call: as it is, or the one that goes wrong."""
        if self._is_ended:
            raise Ended
        self.log.append(name)
        try:
            found = self._done(name, real, *args, **kwargs)
        except Ended:
            self._is_ended = True
            raise
        if name == "open":
            self._open.add(found)
        elif name == "close":
            self._open.discard(*args)
        return found

    def _done(self, name: str, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if len(self.log) == self._at:
            return self._act(name, real, *args, **kwargs)
        # The tests need no disk: what is written may stay in the memory of the system.
        return None if name == "fsync" else real(*args, **kwargs)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Stand between the code and the system."""
        with pytest.MonkeyPatch.context() as patch:
            for name in COUNTED:
                patch.setattr(os, name, self._counted(name, getattr(os, name)))
            for name in FILES:
                patch.setattr(io, name, self._opened(name, getattr(io, name)))
            gc.disable()  # what other tests have left ends by calls of its own
            try:
                yield
            finally:
                gc.enable()
        for handle in self._open if self._is_ended else ():  # the system closes them, and what has no name is gone
            os.close(handle)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            found = self.call(name, real, *args, **kwargs)
            return _Listing(self, found) if name == "scandir" else found

        return counted

    def _opened(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **kwargs: _File(self, self.call(name, real, *args, **kwargs))


class _File:
    """An open file, whose calls count."""

    def __init__(self, system: System, file: Any) -> None:
        self._system, self._file = system, file

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in OF_A_FILE:
            return found
        return lambda *args: self._system.call(f"file.{name}", found, *args)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._system.call("file.close", lambda: None)
        finally:
            self._file.close()


class _Listing:
    """An open folder, whose entries count, and what is asked of them."""

    def __init__(self, system: System, listing: Any) -> None:
        self._system, self._listing = system, listing

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listing.close()

    def __iter__(self) -> _Listing:
        return self

    def __next__(self) -> _Entry:
        return _Entry(self._system, self._system.call("scandir.next", lambda: next(self._listing)))


class _Entry:
    def __init__(self, system: System, entry: os.DirEntry[str]) -> None:
        self._system, self._entry = system, entry
        self.name, self.path = entry.name, entry.path

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._entry, name)
        return lambda **how: self._system.call(f"entry.{name}", lambda: found(**how))

    def __fspath__(self) -> str:
        return self._entry.path


def called(work: Callable[[], object]) -> set[str]:
    """The calls of the system that some work makes, as the interpreter sees them: their names, without a module."""
    names: set[str] = set()

    def watch(_: object, event: str, function: Any) -> None:
        if event == "c_call":
            owner = getattr(function, "__self__", None)
            on_disk = isinstance(owner, (io.BufferedIOBase, io.RawIOBase)) and not isinstance(owner, io.BytesIO)
            entries = type(owner).__name__ == "ScandirIterator" or isinstance(owner, os.DirEntry)
            if on_disk or entries or getattr(function, "__module__", None) in (os.name, "io", "_io"):
                names.add(function.__name__)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return names
