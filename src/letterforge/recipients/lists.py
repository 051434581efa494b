"""Lists of letters that stand in tables of their own: held by the key of the person, and put into the data of a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from letterforge.findings import Finding, Place
from letterforge.recipients.assembly import ABSENT, looked_up, put
from letterforge.recipients.columns import Column, Target, column_at
from letterforge.recipients.table import Table
from letterforge.rules.recipients import ORPHAN_ROW


def folded_key(value: object) -> str:
    """A key as it counts when people are told apart: case, width and blanks are how somebody typed."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


@dataclass(slots=True)
class JoinedList:
    """A list that a table of its own gives: ``items`` by the key of the person, each with the row that it comes from."""

    target: Target
    table: Table
    columns: Sequence[Column] = ()
    key_column: int | None = None
    items: dict[str, list[tuple[int, object]]] = field(default_factory=dict, repr=False)
    errors: dict[str, set[tuple[str | None, int, int | None]]] = field(default_factory=dict, repr=False)
    """By the key, file, row and column of cells with an error: such a person cannot have a letter."""
    whole: bool = True
    """Whether of each row is known whose it is: else somebody may lack it, and nobody can say who."""

    def place(self, key: str, path: str) -> Place | None:
        """Where a path within the list of a person stands; None where it is no item."""
        prefix = f"{self.target.path}["
        number, sign, below = path.removeprefix(prefix).partition("]")
        items = self.items.get(key, ())
        if not path.startswith(prefix) or not sign or not number.isdigit() or int(number) >= len(items):
            return None
        found = column_at({one.target.path: one for one in self.columns}, below.removeprefix("."))
        row = items[int(number)][0]
        if found is None:
            return Place(self.table.file, row, None, below.removeprefix(".") or None)
        return Place(self.table.file, row, found.number, found.label)


@dataclass(slots=True)
class Joined:
    """All such lists of a run, and which rows of the first table have asked for theirs."""

    key: Target
    lists: tuple[JoinedList, ...]
    _keys: dict[int, str] = field(default_factory=dict, repr=False)
    """By the number of the row, the key of who has items."""

    def join(self, row: int, data: dict[str, Any]) -> None:
        """Put the lists of a person into the data of the letter, empty where there are no items."""
        value = looked_up(data, self.key.steps)
        key = "" if value is None or value is ABSENT else folded_key(value)
        if any(key in one.items for one in self.lists):
            self._keys[row] = key
        for one in self.lists:
            items = [item for _, item in one.items.get(key, ())]
            *above, _ = one.target.steps
            # A group that may be left out, and is, does not come into being by a list without items.
            if items or not any(step.optional for step in above) or looked_up(data, above) not in (ABSENT, None):
                put(data, one.target.steps, items)

    def errors(self, row: int) -> set[tuple[str | None, int, int | None]]:
        """File, row and column of the cells with an error in items that belong to a row."""
        if row not in self._keys:
            return set()
        return {place for one in self.lists for place in one.errors.get(self._keys[row], ())}

    @property
    def whole(self) -> bool:
        """Whether of each row of each table is known whose it is."""
        return all(one.whole for one in self.lists)

    def place(self, row: int, path: str | None) -> Place | None:
        """Where a path of the data of a row stands in another table; None where it does not."""
        if path is None or row not in self._keys:
            return None
        found = (one.place(self._keys[row], path) for one in self.lists)
        return next((place for place in found if place is not None), None)

    def items_of(self, rows: Collection[int]) -> dict[str, tuple[Table, frozenset[int]]]:
        """By its path the table of each list, and which of its rows belong to some rows of the first table."""
        keys = {self._keys[row] for row in rows if row in self._keys}
        return {
            one.target.path: (one.table, frozenset(row for key in keys for row, _ in one.items.get(key, ())))
            for one in self.lists
        }

    def orphans(self) -> Iterator[Finding]:
        """The items whose key no row of the first table has."""
        known = set(self._keys.values())
        for one in self.lists:
            for key, items in one.items.items():
                if key not in known:
                    for row, _ in items:
                        place = Place(one.table.file, row, one.key_column, self.key.path)
                        yield ORPHAN_ROW.at(place, message="no row of the table of recipients has this key")
