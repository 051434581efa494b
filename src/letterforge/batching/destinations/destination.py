"""What a run asks of the place that its letters go to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from letterforge.batching.entries import Spot, WrittenFile
from letterforge.batching.ledger import Ledger
from letterforge.errors import MissingResourceError, UsageError


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to write: its name, and its bytes. What stands there has been seen to be ours."""

    name: str
    content: bytes


class Destination(Protocol):
    """Where letters go; the ledger is open, and ours alone."""

    def begin(self, ledger: Ledger) -> None:
        """Take away, or bring to an end, what a run that was killed has left.

        Raises:
            UsageError: what stands there is not of a run that this ledger knows.
        """

    def holds(self, name: str) -> bool:
        """Whether anything stands under a name that a letter would replace."""

    def expect(self, names: Sequence[str]) -> None:
        """Files that are about to be read, for a place where many at once cost less."""

    def read(self, file: WrittenFile, name: str) -> bytes | None:
        """The bytes of a file that the ledger knows; None where it is not there."""

    def write(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Write a group of files; when this is over they are on the disk.

        Raises:
            MissingResourceError: the disk is full, or a file cannot be written; those before it may stand already.
        """

    def finish(self, ledger: Ledger) -> None:
        """Bring to its name what stands under it only when it is whole."""

    def names(self) -> Iterable[str]:
        """What stands there by itself, each file under its name."""

    def close(self) -> None:
        """Close what is open; what was written is on the disk."""


def foreign(where: str) -> UsageError:
    """A file stands where a letter would, and is not of this run."""
    message = (
        f"a file stands in {where} under a name that this run needs, and is not of this run; choose another folder"
    )
    return UsageError(message)


@contextlib.contextmanager
def saying(path: Path) -> Iterator[None]:
    """What the system refuses, as an error of ours: without the name of a file, which may hold a field of the data."""
    try:
        yield
    except OSError as fault:
        message = (
            f"a file in {path.parent} could not be written: {fault.strerror}; "
            "run the same command again to go on from there"
        )
        raise MissingResourceError(message) from None
