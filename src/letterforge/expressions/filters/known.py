"""Every filter, by each of its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterforge.discovery import records
from letterforge.expressions import filters
from letterforge.expressions.filters import registered
from letterforge.expressions.filters.filter import Filter


class _Known(Mapping[str, Filter]):
    """Those of letterforge, which are all that it lists; and, when one is asked for, what others have registered."""

    def __init__(self, own: Mapping[str, Filter]) -> None:
        self._own = own

    def __getitem__(self, name: str) -> Filter:
        found = self._own.get(name)
        if found is None:
            try:
                found = registered.found(name)
            except registered.NoFilterError:
                found = None
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


FILTERS: Mapping[str, Filter] = _Known(
    dict(
        sorted(
            (name, found)
            for found in records(filters, Filter, but=("filter", "known", "registered"))
            for name in found.names
        )
    )
)


def why_not(name: str) -> str | None:
    """Why there is no filter of a name that somebody offers; None where nobody does."""
    try:
        registered.found(name)
    except registered.NoFilterError as fault:
        return str(fault)
    return None
