"""What is read from a data file, whatever its format: values as written, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from letterforge.errors import DataError
from letterforge.findings import Place
from letterforge.limits import DATA_DEPTH, DATA_SIGNS, DATA_STEPS, DATA_VALUES
from letterforge.rules.data import DATA_FILE

Steps: TypeAlias = tuple[str | int, ...]
Places: TypeAlias = dict[Steps, tuple[int, int]]
"""Line and column of each value, by the steps to it."""
LARGEST = DATA_SIGNS.most
MOST = DATA_VALUES.most
KEY = "\x00key"
"""The last step to the place of a key itself, not of its value."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The values of a data file and where they stand. ``places`` maps steps such as ``('team', 'members', 0)``."""

    values: Any = field(repr=False)
    file: str | None
    places: Mapping[Steps, tuple[int, int]] = field(repr=False)
    folder: Path | None = field(default=None, repr=False, compare=False)
    """Where the file lies: from there pictures are read that it names."""

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


class Meter:
    """What a data file has used of the limits: each value costs its place, which holds all the steps to it."""

    def __init__(self, file: str | None) -> None:
        self.file, self.values, self.steps = file, 0, 0

    def count(self, depth: int) -> None:
        """One value more, within so many others.

        Raises:
            DataError: that is too deep, or too many.
        """
        self.values += 1
        self.steps += depth
        if depth > DATA_DEPTH.most:
            raise refused(self.file, None, f"this has more than {DATA_DEPTH.most} levels")
        if self.values > DATA_VALUES.most:
            raise refused(self.file, None, f"this has more than {DATA_VALUES.most:,} values; aliases count each time")
        if self.steps > DATA_STEPS.most:
            raise refused(self.file, None, "this has too many values that are nested deep")
