"""One PDF of all letters, for a printer.

The letters are kept beside the ledger (``.letters`` behind its name), where the next run finds them: the PDF is joined
anew from them whenever one has changed, and stands under its name when it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from letterforge.batching.destinations.container import Container, in_order, spots, to_disk
from letterforge.batching.destinations.destination import NewFile, foreign, saying
from letterforge.batching.destinations.folder import folder_to_disk
from letterforge.batching.entries import Spot, WrittenFile
from letterforge.batching.ledger import Ledger
from letterforge.errors import UsageError
from letterforge.joining.join import Part, join

_VOLUME = 0
_JOINED, _JOINING, _GATHERING = "joined", "joining", "gathering"
_FOR_ITS_OWNER = 0o600


class Combined:
    """A PDF of letters."""

    def __init__(self, path: Path, ledger: Path) -> None:
        self.path, self._part = path, path.with_name(path.name + ".part")
        self._kept = ledger.with_name(ledger.name + ".letters")
        self._new = ledger.with_name(ledger.name + ".letters.new")
        self._letters: Container

    def begin(self, ledger: Ledger) -> None:
        """Open the letters that are there."""
        joining = ledger.noted(_JOINING) is not None
        known = joining or ledger.noted(_JOINED) is not None
        if (os.path.lexists(self.path) and not known) or (os.path.lexists(self._part) and not joining):
            raise foreign(str(self.path.parent))
        run = ledger.noted(_GATHERING)
        if run is not None:
            if self._new.exists():
                ledger.note(_GATHERING, None)
            else:
                ledger.gather(_VOLUME, int(run), {_GATHERING: None})
        for one in (self._new, self._part):
            with saying(one):
                one.unlink(missing_ok=True)
        self._letters = Container(self._kept, _VOLUME, ledger.end_of(_VOLUME), _FOR_ITS_OWNER)

    def holds(self, name: str) -> bool:
        """Nothing: the PDF is ours, or it is refused."""
        del name
        return False

    def expect(self, names: Sequence[str]) -> None:
        """Each is read when it is asked for."""

    def read(self, file: WrittenFile, name: str) -> bytes | None:
        """The bytes of a letter."""
        return self._letters.read(file.spot, name)

    def write(self, files: Sequence[NewFile]) -> Sequence[Spot]:
        """Keep letters for the PDF."""
        return self._letters.append(files)

    def finish(self, ledger: Ledger) -> None:
        """Join the letters, unless they are joined already; those that are not of this run are no longer kept."""
        if not any(True for _ in ledger.living()):
            return
        letters = ledger.digests.of_all(file.digest for entry in ledger.living() for file in entry.files)
        if ledger.noted(_JOINED) != letters + self._digest(ledger):
            ledger.note(_JOINING, b"")
            join(self._parts(ledger), self._part, title=self.path.stem)
            with saying(self.path):
                self._part.replace(self.path)
                folder_to_disk(self.path.parent)
            ledger.note(_JOINED, letters + self._digest(ledger))
        if in_order(spots(ledger.living()), _VOLUME) != self._letters.end:
            self._gather(ledger)

    def names(self) -> Iterable[str]:
        """None: one file holds all letters of the run, and no other."""
        return ()

    def close(self) -> None:
        """Close what is open."""
        if hasattr(self, "_letters"):
            self._letters.close()

    def _parts(self, ledger: Ledger) -> Iterator[Part]:
        for entry in ledger.living():
            for file in entry.files:
                content = self._letters.contents(file.spot)
                if content is None:  # it was read a moment ago
                    message = (
                        f"{self._kept} was changed while its letters were being joined; run the same command again"
                    )
                    raise UsageError(message)
                yield Part(None, content)

    def _digest(self, ledger: Ledger) -> bytes:
        """That of the PDF as it stands; of nothing where there is none."""
        if not self.path.exists():
            return b""
        with saying(self.path), self.path.open("rb") as file:
            return ledger.digests.of_all(iter(lambda: file.read(1 << 20), b""))

    def _gather(self, ledger: Ledger) -> None:
        """Keep only the letters of this run."""
        with saying(self._new):
            handle = os.open(
                self._new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), _FOR_ITS_OWNER
            )
            with os.fdopen(handle, "wb") as file:
                for spot in spots(ledger.living()):
                    self._letters.copy(spot, file)
                to_disk(file)
            self.close()
            ledger.note(_GATHERING, str(ledger.run).encode())
            self._new.replace(self._kept)
        ledger.gather(_VOLUME, ledger.run, {_GATHERING: None})
