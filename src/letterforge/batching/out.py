"""Where a run writes to: a folder here or elsewhere, or a zip, and the ledger that goes with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from letterforge.batching.destinations.destination import Destination
from letterforge.batching.destinations.folder import Folder
from letterforge.batching.destinations.remote import Remote
from letterforge.batching.destinations.zipped import Zipped
from letterforge.batching.ledger import NAME
from letterforge.errors import UsageError

Pack: TypeAlias = Literal["zip"]
_URL = "://"


@dataclass(frozen=True)
class Out:
    """A folder for the letters, here or by a URL that fsspec knows, or a file for all of them (``pack``)."""

    place: str
    pack: Pack | None = None
    ledger_file: Path | None = None

    @classmethod
    def of(
        cls, place: str | os.PathLike[str], pack: Pack | None = None, ledger: str | os.PathLike[str] | None = None
    ) -> Out:
        """As a caller says it.

        Raises:
            UsageError: the three do not fit.
        """
        out = cls(os.fspath(place), pack, None if ledger is None else Path(ledger))
        if pack is not None and pack not in get_args(Pack):
            message = f"letters are packed as {' or '.join(get_args(Pack))}, or not at all"
            raise UsageError(message)
        if out.ledger_file is None and (pack is not None or out.is_remote):
            what = "a zip" if pack is not None else "a remote place"
            message = f"{what} has no room for a ledger: say with --ledger (ledger=) which file is to have it"
            raise UsageError(message)
        if pack is not None and out.is_remote:
            message = "a zip is written on this machine; name a file, and send it when it is whole"
            raise UsageError(message)
        if pack is not None and out.path.is_dir():
            message = f"{out.path} is a folder, and a {pack} is to be written; name a file"
            raise UsageError(message)
        return out

    @property
    def is_remote(self) -> bool:
        """Whether it is no folder of this machine."""
        return _URL in self.place

    @property
    def path(self) -> Path:
        """The folder, or the file."""
        return Path(self.place)

    @property
    def shown(self) -> str:
        """What a message may say of it: a URL can hold what opens the place."""
        return f"{self.place.partition(_URL)[0]}://" if self.is_remote else str(self.path)

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.path / NAME if self.ledger_file is None else self.ledger_file

    def opened(self) -> Destination:
        """The place, made if it is not there."""
        if self.is_remote:
            return Remote(self.place)
        return Folder(self.path) if self.pack is None else Zipped(self.path)
