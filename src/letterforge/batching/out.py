"""Where a run writes to: a folder, a zip or one PDF, and the ledger that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from letterforge.batching.destinations.destination import Destination
from letterforge.batching.destinations.folder import Folder
from letterforge.batching.destinations.zipped import Zipped
from letterforge.batching.ledger import NAME
from letterforge.errors import UsageError

Pack: TypeAlias = Literal["zip"]


@dataclass(frozen=True)
class Out:
    """A folder for the letters, or a file for all of them (``pack``)."""

    path: Path
    pack: Pack | None = None
    ledger_file: Path | None = None

    def __post_init__(self) -> None:
        """See that the three fit.

        Raises:
            UsageError: they do not.
        """
        if self.pack is not None and self.pack not in get_args(Pack):
            message = f"letters are packed as {' or '.join(get_args(Pack))}, or not at all"
            raise UsageError(message)
        if self.pack is None:
            return
        if self.ledger_file is None:
            message = "a zip has no place for its ledger: say with --ledger which file is to have it"
            raise UsageError(message)
        if self.path.is_dir():
            message = f"{self.path} is a folder, and a {self.pack} is to be written; name a file"
            raise UsageError(message)

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.path / NAME if self.ledger_file is None else self.ledger_file

    def opened(self) -> Destination:
        """The place, made if it is not there."""
        return Folder(self.path) if self.pack is None else Zipped(self.path)
