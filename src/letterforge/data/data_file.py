"""What is read from a data file, whatever its format: values as written, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from letterforge.errors import DataError
from letterforge.findings import Place
from letterforge.rules.data import DATA_FILE

Steps: TypeAlias = tuple[str | int, ...]
Places: TypeAlias = dict[Steps, tuple[int, int]]
"""Line and column of each value, by the steps to it."""
LARGEST = 1_000_000  # characters; PyYAML reads so many in a second
MOST = 200_000  # values and keys
KEY = "\x00key"
"""The last step to the place of a key itself, not of its value."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The values of a data file and where they stand. ``places`` maps steps such as ``('team', 'members', 0)``."""

    values: Any = field(repr=False)
    file: str | None
    places: Mapping[Steps, tuple[int, int]] = field(repr=False)

    def place(self, steps: Steps, path: str | None) -> Place:
        """The place of a value, or of the nearest that is there and holds it."""
        for length in range(len(steps), -1, -1):
            found = self.places.get(steps[:length])
            if found is not None:
                return Place(self.file, *found, path)
        return Place(self.file, None, None, path)


def refused(file: str | None, at: tuple[int, int] | None, message: str, hint: str | None = None) -> DataError:
    """The error of a file that cannot be read."""
    return DataError((DATA_FILE.at(Place(file, *(at or ())), message=message, hint=hint),))
