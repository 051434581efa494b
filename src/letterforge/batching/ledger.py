"""The ledger of a run: what has been written, for which row, and what was set aside. It holds no data.

SQLite with a write-ahead log. A letter is entered as begun before its files are written, and as written when they are on
the disk: a run that was killed finds again what is whole, and makes only the rest. It knows rows by their number, and
everything else by digests under a key.
"""

from __future__ import annotations

import contextlib
import enum
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from letterforge.batching.digests import Digests
from letterforge.errors import MissingResourceError, UsageError

NAME = "letterforge-ledger.sqlite"
_FORMAT = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (row INTEGER PRIMARY KEY, identity BLOB NOT NULL, state TEXT NOT NULL, reason TEXT);
CREATE TABLE IF NOT EXISTS files (row INTEGER NOT NULL, suffix TEXT NOT NULL, name BLOB NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, PRIMARY KEY (row, suffix)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (name BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class State(enum.Enum):
    """What has become of a letter."""

    BEGUN = "begun"
    """Its files may be there, and may be replaced."""
    WRITTEN = "written"
    SET_ASIDE = "set aside"
    """It could not be made: see the reason."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file: its suffix, the digests of its name and contents, and its size in bytes."""

    suffix: str
    name: bytes
    digest: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter: its row, the digest of all that it is made of, and what has become of it."""

    row: int
    identity: bytes
    state: State
    reason: str | None = None
    files: tuple[WrittenFile, ...] = ()


class Ledger:
    """The ledger in a file, which is made if there is none.

    Raises:
        UsageError: it is none, was written under another key, or is held by another run.
        MissingResourceError: it cannot be written or read, since the disk is full, say; so does all that it does.
    """

    def __init__(self, path: Path, digests: Digests) -> None:
        self._path = path
        with contextlib.ExitStack() as undone, _saying(path):
            self._base = sqlite3.connect(path, isolation_level=None, timeout=0)
            undone.callback(self._base.close)
            # Held until it is closed: two runs in one folder would take one another's letters for their own.
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._base.executescript(_TABLES)
            self._own(digests)
            undone.pop_all()

    def _own(self, digests: Digests) -> None:
        known = dict(self._base.execute("SELECT name, value FROM about"))
        mine = digests.of(b"letterforge ledger")
        if not known:
            rows = [("format", str(_FORMAT).encode()), ("key", mine)]
            with self._transaction():  # half of it would be a ledger of somebody else
                self._base.executemany("INSERT INTO about VALUES (?, ?)", rows)
        elif known.get("format") != str(_FORMAT).encode():
            message = f"the ledger {self._path} is of another version of letterforge"
            raise UsageError(message)
        elif known.get("key") != mine:
            message = f"the ledger {self._path} was written with another key; give it with --key-file"
            raise UsageError(message)

    def close(self) -> None:
        """Close it; all that was committed is on the disk."""
        self._base.close()

    def entry(self, row: int) -> Entry | None:
        """What is known of a row."""
        with _saying(self._path):
            found = self._base.execute("SELECT identity, state, reason FROM letters WHERE row = ?", (row,)).fetchone()
            if found is None:
                return None
            identity, state, reason = found
            return Entry(row, identity, State(state), reason, tuple(self._files(row)))

    def knows(self, name: bytes) -> bool:
        """Whether a file of this name is of a run that this ledger was written by, though no row may have it any more."""
        with _saying(self._path):
            return self._base.execute("SELECT 1 FROM names WHERE name = ?", (name,)).fetchone() is not None

    def entries(self) -> Iterator[Entry]:
        """All that is known, by row."""
        with _saying(self._path):
            for row, identity, state, reason in self._base.execute(
                "SELECT row, identity, state, reason FROM letters ORDER BY row"
            ):
                yield Entry(row, identity, State(state), reason, tuple(self._files(row)))

    def _files(self, row: int) -> Iterator[WrittenFile]:
        found = self._base.execute("SELECT suffix, name, digest, size FROM files WHERE row = ? ORDER BY suffix", (row,))
        yield from (WrittenFile(*one) for one in found.fetchall())

    def put(self, entries: Iterable[Entry]) -> None:
        """Enter some letters, all of them or none; they are on the disk when this is over."""
        with _saying(self._path), self._transaction():
            for one in entries:
                self._base.execute(
                    "INSERT OR REPLACE INTO letters VALUES (?, ?, ?, ?)",
                    (one.row, one.identity, one.state.value, one.reason),
                )
                self._base.execute("DELETE FROM files WHERE row = ?", (one.row,))
                self._base.executemany(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
                    [(one.row, each.suffix, each.name, each.digest, each.size) for each in one.files],
                )
                self._base.executemany("INSERT OR IGNORE INTO names VALUES (?)", [(each.name,) for each in one.files])

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # where the disk is full, SQLite has done so itself
                self._base.execute("ROLLBACK")
            raise


_OF_THE_MACHINE = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    )
)


@contextlib.contextmanager
def _saying(path: Path) -> Iterator[None]:
    """What SQLite says is about the file alone: nothing of a letter is in any of its statements' texts."""
    try:
        yield
    except sqlite3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # above it stands what exactly
        if code == sqlite3.SQLITE_BUSY:
            message = f"another run is writing into {path.parent}; wait until it is over"
            raise UsageError(message) from None
        if code in _OF_THE_MACHINE:
            message = f"the ledger {path} cannot be written: {fault}; run the same command again to go on from there"
            raise MissingResourceError(message) from None
        message = f"the ledger {path} cannot be opened: {fault}"
        raise UsageError(message) from None
