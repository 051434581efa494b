"""What a ledger holds: letters and their files; and how it is read."""

from __future__ import annotations

import contextlib
import enum
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from letterforge.errors import UsageError

FORMAT = 2
Told: TypeAlias = "tuple[tuple[str, str], ...]"
"""Fields of a letter's data that its owner wants to find in the ledger, with what they hold."""


class State(enum.Enum):
    """What has become of a letter."""

    BEGUN = "begun"
    """Its files may be there, and may be replaced."""
    WRITTEN = "written"
    SET_ASIDE = "set aside"
    """It could not be made: see the reason."""


class Spot(NamedTuple):
    """Where a file lies among others in one: which of several, from which byte, with how many. A folder has none of it."""

    volume: int = 0
    start: int = 0
    length: int = 0


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file: its suffix, the digests of its name and contents, its size in bytes, and where it lies."""

    suffix: str
    name: bytes
    digest: bytes
    size: int
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter: its row, the digest of all that it is made of, and what has become of it."""

    row: int
    identity: bytes
    state: State
    reason: str | None = None
    files: tuple[WrittenFile, ...] = ()
    told: Told = field(default=(), repr=False)


class Entries:
    """The letters in a ledger that is open."""

    def __init__(self, base: sqlite3.Connection, run: int = 0) -> None:
        self._base = base
        self.run = run
        """The number of this run among those that wrote it."""

    def _asked(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        return self._base.execute(statement, values)

    def entry(self, row: int) -> Entry | None:
        """What is known of a row."""
        found = self._asked("SELECT identity, state, reason FROM letters WHERE row = ?", (row,)).fetchone()
        if found is None:
            return None
        identity, state, reason = found
        return Entry(row, identity, State(state), reason, tuple(self._files(row)), self._told(row))

    def knows(self, name: bytes) -> bool:
        """Whether a file of this name is of a run that this ledger was written by, though no row may have it any more."""
        return self._asked("SELECT 1 FROM ours WHERE name = ?", (name,)).fetchone() is not None

    def outlived(self) -> frozenset[bytes]:
        """The names that runs before gave to files, and that no letter of this run has."""
        chosen = (
            "SELECT name FROM ours WHERE name NOT IN"
            " (SELECT files.name FROM files JOIN letters USING (row) WHERE run = ? AND state = ?)"
        )
        return frozenset(name for (name,) in self._asked(chosen, (self.run, State.WRITTEN.value)))

    def entries(self) -> Iterator[Entry]:
        """All that is known, by row."""
        yield from self._entries("SELECT row, identity, state, reason FROM letters ORDER BY row")

    def living(self) -> Iterator[Entry]:
        """The letters of this run that are written, by row."""
        chosen = "SELECT row, identity, state, reason FROM letters WHERE run = ? AND state = ? ORDER BY row"
        yield from self._entries(chosen, self.run, State.WRITTEN.value)

    def _entries(self, chosen: str, *values: object) -> Iterator[Entry]:
        for row, identity, state, reason in self._asked(chosen, values):
            yield Entry(row, identity, State(state), reason, tuple(self._files(row)), self._told(row))

    def _files(self, row: int) -> Iterator[WrittenFile]:
        found = self._asked(
            "SELECT suffix, name, digest, size, volume, start, length FROM files WHERE row = ? ORDER BY suffix", (row,)
        )
        for suffix, name, digest, size, *spot in found.fetchall():
            yield WrittenFile(suffix, name, digest, size, Spot(*spot))

    def _told(self, row: int) -> Told:
        found = self._asked("SELECT name, value FROM told WHERE row = ? ORDER BY number", (row,)).fetchall()
        return tuple((name, value) for name, value in found)

    def end_of(self, volume: int) -> int:
        """The byte behind the last file of a volume."""
        found = self._asked("SELECT max(start + length) FROM files WHERE volume = ?", (volume,)).fetchone()
        return int(found[0] or 0)

    def noted(self, name: str) -> bytes | None:
        """What is remembered under a name."""
        found = self._asked("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if found is None else bytes(found[0])


@contextlib.contextmanager
def read_only(path: Path) -> Iterator[Entries]:
    """A ledger to look at; it needs no key, and changes nothing.

    Raises:
        UsageError: it is none, of another version, or a run is writing into it.
    """
    message = f"{path} is no ledger of letterforge"
    if not path.is_file():
        raise UsageError(message)
    try:
        # With nothing that a run has not finished, it can be read where nothing may be written.
        settings = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?{settings}", uri=True, timeout=0)) as base:
            known = dict(base.execute("SELECT name, value FROM about"))
            if known.get("format") != str(FORMAT).encode():
                message = f"the ledger {path} is of another version of letterforge"
                raise UsageError(message)
            yield Entries(base, int(known.get("run", b"0")))
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            message = f"a run is writing into {path}; wait until it is over"
        raise UsageError(message) from None
