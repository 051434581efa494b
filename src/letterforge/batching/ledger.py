"""The ledger of a run: what has been written, for which row, and what was set aside. It holds no data.

SQLite with a write-ahead log. A letter is entered as begun before its files are written, and as written when they are on
the disk: a run that was killed finds again what is whole, and makes only the rest. It knows rows by their number, and
everything else by digests under a key.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from letterforge.batching.entries import FORMAT, Entries, Entry
from letterforge.data.digests import Digests
from letterforge.errors import MissingResourceError, UsageError

NAME = "letterforge-ledger.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (row INTEGER PRIMARY KEY, identity BLOB NOT NULL, state TEXT NOT NULL, reason TEXT,
    run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS files (row INTEGER NOT NULL, suffix TEXT NOT NULL, name BLOB NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, volume INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
    PRIMARY KEY (row, suffix)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (row INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (row, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ours (name BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class Ledger(Entries):
    """The ledger in a file, which is made if there is none.

    Raises:
        UsageError: it cannot be opened, is none, or was written under another key.
        MissingResourceError: it cannot be written or read.
    """

    def __init__(self, path: Path, digests: Digests) -> None:
        self._path, self.digests = path, digests
        with contextlib.ExitStack() as undone, telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            super().__init__(sqlite3.connect(path, isolation_level=None, timeout=0))
            undone.callback(self._base.close)
            # Held until it is closed: two runs in one folder would take one another's letters for their own.
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._base.executescript(_TABLES)
            self._own(digests)
            undone.pop_all()

    def _asked(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        with telling(self._path):
            return super()._asked(statement, values)

    def _own(self, digests: Digests) -> None:
        known = dict(self._base.execute("SELECT name, value FROM about"))
        mine = digests.of(b"letterforge ledger")
        if not known:
            rows = [("format", str(FORMAT).encode()), ("key", mine)]
            with self._transaction():  # half of it would be a ledger of somebody else
                self._base.executemany("INSERT INTO about VALUES (?, ?)", rows)
        elif known.get("format") != str(FORMAT).encode():
            message = f"the ledger {self._path} is of another version of letterforge"
            raise UsageError(message)
        elif known.get("key") != mine:
            message = f"the ledger {self._path} was written with another key; give it with --key-file"
            raise UsageError(message)
        self.run = int(known.get("run", b"0")) + 1
        self.note("run", str(self.run).encode())

    def digest_of(self, name: str) -> bytes:
        """What stands for the name of a file."""
        return self.digests.of(b"name", name.encode())

    def close(self) -> None:
        """Close it; all that was committed is on the disk."""
        self._base.close()

    def note(self, name: str, value: bytes | None) -> None:
        """Remember something about all of it, or forget it."""
        with self._transaction():
            self._note(name, value)

    def _note(self, name: str, value: bytes | None) -> None:
        if value is None:
            self._base.execute("DELETE FROM about WHERE name = ?", (name,))
        else:
            self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def put(self, entries: Iterable[Entry], there: Iterable[int] = ()) -> None:
        """Enter some letters, and that others are of this run, too, all of it or nothing; it is on the disk when this is over."""
        with self._transaction():
            for one in entries:
                self._base.execute(
                    "INSERT OR REPLACE INTO letters VALUES (?, ?, ?, ?, ?)",
                    (one.row, one.identity, one.state.value, one.reason, self.run),
                )
                self._base.execute("DELETE FROM files WHERE row = ?", (one.row,))
                self._base.executemany(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [(one.row, each.suffix, each.name, each.digest, each.size, *each.spot) for each in one.files],
                )
                self._base.executemany("INSERT OR IGNORE INTO ours VALUES (?)", [(each.name,) for each in one.files])
                self._base.execute("DELETE FROM told WHERE row = ?", (one.row,))
                self._base.executemany(
                    "INSERT INTO told VALUES (?, ?, ?, ?)",
                    [(one.row, *each, number) for number, each in enumerate(one.told)],
                )
            self._base.executemany("UPDATE letters SET run = ? WHERE row = ?", ((self.run, row) for row in there))

    def gather(self, volume: int, run: int, notes: Mapping[str, bytes | None]) -> None:
        """Enter that the files of a run lie in one volume now, one behind the other by row, and those of others nowhere."""
        with self._transaction():
            self._base.execute("DELETE FROM letters WHERE run <> ?", (run,))
            self._base.execute("DELETE FROM files WHERE row NOT IN (SELECT row FROM letters)")
            self._base.execute("DELETE FROM told WHERE row NOT IN (SELECT row FROM letters)")
            self._base.execute(
                "UPDATE files SET volume = ?, start = moved.start FROM (SELECT row, suffix, sum(length) OVER"
                " (ORDER BY row, suffix ROWS UNBOUNDED PRECEDING) - length AS start FROM files) AS moved"
                " WHERE files.row = moved.row AND files.suffix = moved.suffix",
                (volume,),
            )
            for name, value in notes.items():
                self._note(name, value)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with telling(self._path):
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
def telling(path: Path) -> Iterator[None]:
    """What SQLite refuses, as an error of ours. It speaks of the file alone: no statement of ours holds anything of a letter.

    Raises:
        UsageError: the file is no ledger, or another run holds it.
        MissingResourceError: the disk is full, say.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # above it stands what exactly
        if code == sqlite3.SQLITE_BUSY:
            message = f"another run is writing into {path.parent}; wait until it is over"
            raise UsageError(message) from None
        if code in _OF_THE_MACHINE:
            message = f"the ledger {path} cannot be written: {fault}; run the same command again to go on from there"
            raise MissingResourceError(message) from None
        message = f"the ledger {path} cannot be opened: {fault}"
        raise UsageError(message) from None
