"""What installed packages offer by entry point, read from their metadata: nothing is imported."""

from __future__ import annotations

import functools
import os
import re
import sys
from dataclasses import dataclass
from typing import Any

RENDERERS = "letterforge.renderers"
LETTERS = "letterforge.letters"
STATIONERIES = "letterforge.stationeries"
FILTERS = "letterforge.filters"
GROUPS = (RENDERERS, LETTERS, STATIONERIES, FILTERS)


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry point: its name and value, and the distribution that it comes from."""

    group: str
    name: str
    value: str
    distribution: str
    version: str

    @property
    def origin(self) -> str:
        """Whose it is, for messages."""
        return f"{self.distribution} {self.version}" if self.version else f"{self.distribution} (without a version)"


def offers(group: str) -> tuple[Offer, ...]:
    """All offers of a group, sorted by name. Nothing is imported."""
    return tuple(offer for offer in _scan(tuple(sys.path))[0] if offer.group == group)


def damaged() -> tuple[str, ...]:
    """Distributions whose entry points cannot be read."""
    return _scan(tuple(sys.path))[1]


@functools.lru_cache(maxsize=4)
def _scan(path: tuple[str, ...]) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """Read the metadata of every distribution by itself: one malformed file must not hide the others."""
    from importlib_metadata import distributions  # noqa: PLC0415  (slow to import; a path to a template needs none)

    found: list[Offer] = []
    broken: list[str] = []
    seen: set[str] = set()
    for distribution in distributions(path=list(path)):
        name, version, sound = _head(distribution)
        if name in seen:
            continue
        seen.add(name)
        try:
            points = distribution.entry_points if sound else None
        except Exception:  # noqa: BLE001  (anything at all can be in somebody's file)
            points = None
        if points is None or (not points and _cannot_be_read(distribution)):
            broken.append(name)
        found += [
            Offer(point.group, point.name, point.value, name, version)
            for point in points or ()
            if point.group in GROUPS
        ]
    return tuple(sorted(found, key=lambda o: (o.group, o.name, o.distribution))), tuple(sorted(broken))


_FIELD = re.compile(r"^(Name|Version):[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_METADATA = ("METADATA", "PKG-INFO", "")
"""Where a distribution says what it is: a wheel, an egg, and an egg that is one file."""


def _head(distribution: Any) -> tuple[str, str, bool]:  # noqa: ANN401  (a distribution, whose type the library does not export)
    """The normalised name, the version, and whether the metadata can be read and say the name.

    They are looked for in the head, since the library parses all of the metadata, the whole README too: two milliseconds
    for each distribution there is. Where there is no name in it, the folder has one.
    """
    try:
        head = next(text for name in _METADATA if (text := distribution.read_text(name))).partition("\n\n")[0]
    except Exception:  # noqa: BLE001  (as above)
        head = ""
    said = {key.lower(): value for key, value in reversed(_FIELD.findall(head))}  # the first of each
    folder = getattr(distribution, "_path", None)  # the library has no other way to it
    name = said.get("name") or str(getattr(folder, "name", "")).partition("-")[0]
    return name.lower().replace("_", "-").replace(".", "-"), said.get("version", ""), bool(said.get("name"))


def _cannot_be_read(distribution: Any) -> bool:  # noqa: ANN401  (as above)
    """Whether entry points are there that nobody may read: the library takes them for none at all."""
    folder = getattr(distribution, "_path", None)
    try:
        return folder is not None and not _readable(folder / "entry_points.txt")
    except Exception:  # noqa: BLE001  (a distribution in a zip, or none that has a folder)
        return False


def _readable(path: Any) -> bool:  # noqa: ANN401  (a path, or one in a zip)
    return not os.path.lexists(path) or (os.path.isfile(path) and os.access(path, os.R_OK))  # noqa: PTH113  (as above)
