"""A fault at one operation on file or ledger: a kill, or an error of the system; and the forms of output that it is tried on."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import sqlite3
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from letterforge.batching.delivery import Delivery
from letterforge.batching.destinations import folder
from letterforge.batching.entries import Entry
from letterforge.batching.ledger import NAME, Ledger
from letterforge.data.digests import key_of

STEPS = ("open", "write", "fsync", "close", "link", "replace", "unlink", "mkdir", "scandir")
"""Functions of `os`; `syncfs` and each statement for SQLite are counted with them."""
SQLITE = {
    errno.ENOSPC: (sqlite3.SQLITE_FULL, "database or disk is full"),
    errno.EIO: (sqlite3.SQLITE_IOERR, "disk I/O error"),
    errno.EACCES: (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}
"""What SQLite says where the system says this."""

Fault = Callable[[str], None]


@dataclass
class Operations:
    """Counts operations, and lets the one that is asked for go wrong. Of a write, half is done first."""

    at: int
    code: int | None = None
    """The error of the system; a kill unless given."""
    count: int = 0
    name: str = ""
    """What went wrong, once it has."""

    def is_due(self, name: str) -> bool:
        self.count += 1
        if self.count == self.at:
            self.name = name
        return self.count == self.at

    def fail(self) -> None:
        if self.code is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            raise OSError(self.code, os.strerror(self.code))

    def fail_ledger(self) -> None:
        if self.code is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            code, said = SQLITE[self.code]
            fault = sqlite3.OperationalError(said)
            fault.sqlite_errorcode = code
            raise fault

    def step(self, name: str) -> Callable[..., Any]:
        """A function of the system that is counted."""
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            if not self.is_due(name):
                return real(*args, **kwargs)
            if name == "write":
                handle, content = args
                real(handle, content[: len(content) // 2])
            if name == "close" and self.code is not None:  # it is closed, and what it held may be lost
                real(*args)
            return self.fail()

        return call

    def syncfs(self, _: int) -> int:
        """To the disk with all, as far as these tests can see; that the disk has it is for the system to keep."""
        if self.is_due("syncfs"):
            if self.code is None:
                self.fail()
            ctypes.set_errno(self.code or 0)
            return -1
        return 0

    def ledger(self) -> type[sqlite3.Connection]:
        """A connection whose statements are counted."""
        operations = self

        class Counted(sqlite3.Connection):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                if operations.code is None:  # one by one, those of a script and of many rows as well
                    self.set_trace_callback(self._traced)

            def _traced(self, statement: str) -> None:
                if operations.is_due(statement):
                    operations.fail_ledger()

            def execute(self, statement: str, *args: Any) -> sqlite3.Cursor:
                self._counted(statement)
                return super().execute(statement, *args)

            def executemany(self, statement: str, *args: Any) -> sqlite3.Cursor:
                self._counted(statement)
                return super().executemany(statement, *args)

            def executescript(self, script: str) -> sqlite3.Cursor:
                self._counted(script)
                return super().executescript(script)

            def _counted(self, statement: str) -> None:
                if operations.code is not None and operations.is_due(statement):
                    operations.fail_ledger()

        return Counted

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Count what is done meanwhile."""
        connect, counted = sqlite3.connect, self.ledger()
        with pytest.MonkeyPatch.context() as patch:
            for name in STEPS:
                patch.setattr(os, name, self.step(name))
            patch.setattr(folder, "_syncfs", lambda: self.syncfs)
            patch.setattr(sqlite3, "connect", lambda *args, **kwargs: connect(*args, factory=counted, **kwargs))
            yield


def is_killed(work: Callable[[], object], at: int) -> bool:
    """Do some work in a process of its own, which is killed at an operation; False where it is over before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12: the other threads are pytest's
        child = os.fork()
    if child == 0:
        code = 1
        try:
            with Operations(at).watched():
                work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


@dataclass(frozen=True)
class Form:
    """A form of output: how rows become letters there, and how they lie there."""

    name: str
    write: Callable[[Path, Sequence[dict[str, str]]], list[Delivery]]
    letters: Callable[[Path], dict[str, bytes]]
    """The letters under their final names."""
    strange: Callable[[Path], set[str]]
    """What lies there that is neither a letter nor the ledger."""
    at_once: bool = True
    """Whether a letter stands under its name as soon as it is written."""

    def __str__(self) -> str:
        return self.name


def lying(out: Path) -> dict[str, bytes]:
    """The letters of a folder."""
    found = out.iterdir() if out.exists() else ()
    return {one.name: one.read_bytes() for one in found if not one.name.startswith((NAME, "."))}


def left(out: Path) -> set[str]:
    """What a run that is over must not leave in its folder."""
    return {one.name for one in out.iterdir() if one.name.startswith((NAME, "."))} - {NAME}


def entries(out: Path) -> list[Entry]:
    """All that a ledger knows."""
    ledger = Ledger(out / NAME, key_of())
    try:
        return list(ledger.entries())
    finally:
        ledger.close()


def codes() -> list[int]:
    """The errors that are tried."""
    return list(SQLITE)
