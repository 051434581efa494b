"""A folder that is not on this machine, by fsspec: each letter whole under its name, or not there at all.

Letters are made by workers and sent from here: whoever makes them needs no word to open the place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from letterforge.batching.destinations.destination import NewFile
from letterforge.batching.entries import NOWHERE, Spot, WrittenFile
from letterforge.batching.ledger import Ledger
from letterforge.errors import MissingResourceError, UsageError

_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "memory"})
"""Stores where a file is there when all of it has arrived, and not before."""


class Remote:
    """A place by its URL, such as ``s3://bucket/mailing``. What opens it comes from where its library looks for it.

    Raises:
        MissingResourceError: fsspec, or the library for this kind of place, is not installed.
        UsageError: there is no such kind of place.
    """

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415  (most write to a folder)
        except ImportError:
            message = "to write to a remote place, install letterforge[remote], which brings fsspec"
            raise MissingResourceError(message) from None
        self._kind = url.partition("://")[0]
        try:
            self._place, root = url_to_fs(url)
        except ImportError as fault:
            message = f"to write to {self._kind}://, more is needed: {fault}"
            raise MissingResourceError(message) from None
        except ValueError:
            message = f"fsspec knows no {self._kind}://"
            raise UsageError(message) from None
        self._root = root.rstrip("/")
        self._theirs = frozenset[str]()
        self._seen: dict[str, bytes] = {}

    def begin(self, ledger: Ledger) -> None:
        """Look what stands there that this ledger does not know, and take away what a run that was killed has left."""
        with self._saying():
            if self._kind not in _WHOLE:  # a store has no folders
                self._place.makedirs(self._root, exist_ok=True)
            self._place.invalidate_cache()
            found = self.names()
            for name in found:
                if name.startswith(".letterforge-batch-"):
                    self._place.rm_file(self._at(name))
        self._theirs = frozenset(name for name in found if not ledger.knows(ledger.digest_of(name)))

    def holds(self, name: str) -> bool:
        """Whether somebody's file stands under a name."""
        return name in self._theirs

    def expect(self, names: Sequence[str]) -> None:
        """Read files that are about to be asked for, all at once."""
        with self._saying():
            found: Any = self._place.cat([self._at(name) for name in names], on_error="return") if names else {}
        self._seen = {path.rpartition("/")[2]: content for path, content in found.items() if isinstance(content, bytes)}

    def read(self, file: WrittenFile, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        del file
        return self._seen.get(name)

    def write(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Send a group of files."""
        self._seen = {}
        with self._saying():
            if self._kind in _WHOLE:
                self._place.pipe({self._at(one.name): one.content for one in files})
            else:
                for one in files:
                    part = self._at(f".letterforge-batch-{os.urandom(8).hex()}.part")
                    self._place.pipe_file(part, one.content)
                    self._place.mv(part, self._at(one.name))
        return [NOWHERE] * len(files)

    def finish(self, ledger: Ledger) -> None:
        """Each letter stands under its name already."""

    def names(self) -> list[str]:
        """What stands there."""
        with self._saying():
            listed = self._place.ls(self._root, detail=False) if self._place.exists(self._root) else []
            return [str(one).rpartition("/")[2] for one in listed]

    def close(self) -> None:
        """Nothing is open."""

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Whatever a library raises, as an error of ours: its words could hold the name of a file, or what opens the place."""
        try:
            yield
        except Exception as fault:  # noqa: BLE001  (each library has errors of its own)
            message = (
                f"the place at {self._kind}:// fails with {type(fault).__name__}; "
                "run the same command again to go on from there"
            )
            raise MissingResourceError(message) from None
