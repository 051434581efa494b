"""One zip for all letters. It stands under its name when it is whole; until then ``.part`` behind it says what it is.

Letters are written into the part as they are made, and the ledger knows where each lies: a run that was killed is gone on
with. What an earlier run has finished is taken over letter by letter.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from letterforge.batching.destinations.container import Container, in_order, spots, to_disk
from letterforge.batching.destinations.destination import NewFile, foreign, saying
from letterforge.batching.destinations.folder import folder_to_disk
from letterforge.batching.destinations.zip_members import Header, directory
from letterforge.batching.entries import Spot, WrittenFile
from letterforge.batching.ledger import Ledger

_PART, _WHOLE = 0, 1
_OURS, _PLACING, _BEGUN = "placed", "placing", "part"


class Zipped:
    """A zip of letters."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part, self._new = (path.with_name(path.name + end) for end in (".part", ".new"))
        self._volumes: dict[int, Container] = {}

    def begin(self, ledger: Ledger) -> None:
        """Bring to an end what a run that was killed has begun to place, and open what it has written."""
        placing = ledger.noted(_PLACING)
        if placing is not None:
            name, _, run = placing.decode().rpartition("/")
            if self.path.with_name(name).exists():
                ledger.note(_PLACING, None)
            else:
                ledger.gather(_WHOLE, int(run), {_PLACING: None})
        if (os.path.lexists(self.path) and ledger.noted(_OURS) is None) or (
            self._part.exists() and ledger.noted(_BEGUN) is None
        ):
            raise foreign(str(self.path.parent))
        with saying(self._new):
            self._new.unlink(missing_ok=True)
        ledger.note(_BEGUN, b"")
        self._volumes[_PART] = Container(self._part, _PART, ledger.end_of(_PART))
        if self.path.exists():
            self._volumes[_WHOLE] = Container(self.path, _WHOLE, self.path.stat().st_size)

    def holds(self, name: str) -> bool:
        """Nothing: the zip is ours, or it is refused."""
        del name
        return False

    def expect(self, names: Sequence[str]) -> None:
        """Each is read when it is asked for."""

    def read(self, file: WrittenFile, name: str) -> bytes | None:
        """The bytes of a letter."""
        volume = self._volumes.get(file.spot.volume)
        return None if volume is None else volume.read(file.spot, name)

    def write(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Write letters into the part."""
        return self._volumes[_PART].append(files)

    def finish(self, ledger: Ledger) -> None:
        """Give the zip its directory and its name, unless it stands there already as it should."""
        part = self._volumes[_PART]
        end = in_order(spots(ledger.living()), _WHOLE)
        if not end or not self._is_whole(ledger, end):
            if part.end and in_order(spots(ledger.living()), _PART) == part.end:
                part.close(directory(self._members(ledger), part.end))
                self._place(self._part, ledger)
            elif self.path.exists() or any(spots(ledger.living())):
                self._written_anew(ledger)
                self._place(self._new, ledger)
        self.close()
        with saying(self._part):
            self._part.unlink(missing_ok=True)

    def names(self) -> Iterable[str]:
        """None: one file holds all letters of the run, and no other."""
        return ()

    def close(self) -> None:
        """Close what is open; what was written is on the disk."""
        for one in self._volumes.values():
            one.close()

    def _is_whole(self, ledger: Ledger, end: int) -> bool:
        """Whether behind the letters stands what should."""
        with saying(self.path), self.path.open("rb") as file:
            file.seek(end)
            return all(file.read(len(one)) == one for one in directory(self._members(ledger), end)) and not file.read(1)

    def _members(self, ledger: Ledger) -> Iterator[tuple[int, Header]]:
        """The letters with the places that they take, one behind the other."""
        end = 0
        for spot in spots(ledger.living()):
            header = self._volumes[spot.volume].header(spot)
            if header is not None:
                yield end, header
            end += spot.length

    def _written_anew(self, ledger: Ledger) -> None:
        """A zip of the letters where some lie elsewhere, or others between them."""
        with saying(self._new), self._new.open("wb") as file:
            for spot in spots(ledger.living()):
                self._volumes[spot.volume].copy(spot, file)
            for one in directory(self._members(ledger), file.tell()):
                file.write(one)
            to_disk(file)

    def _place(self, new: Path, ledger: Ledger) -> None:
        """Give a file the name. The ledger knows of it before and after: whoever comes then finds out how far it went."""
        self.close()
        ledger.note(_OURS, b"")
        ledger.note(_PLACING, f"{new.name}/{ledger.run}".encode())
        with saying(self.path):
            new.replace(self.path)
            folder_to_disk(self.path.parent)
        ledger.gather(_WHOLE, ledger.run, {_PLACING: None})
