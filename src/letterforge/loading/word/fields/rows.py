"""The rows of tables that repeat for each item of a list, because a merge field in them is one of its items.

Word's own merge goes on from record to record with NEXT: rows that say the same once more for the records that follow
are what a loop makes of the first, and go.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterforge.loading.word.fields.merging import Loop, Merging, goes_on, said_in
from letterforge.loading.word.fields.parts import Field, Piece, fields_of
from letterforge.office.xml import Element, local


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows side by side that repeat together, and those behind them that only say the same once more."""

    loop: Loop
    rows: tuple[Element, ...]
    again: tuple[Element, ...] = ()


def repeated(pieces: list[Piece], merging: Merging) -> list[Repeated]:
    """Find the rows of a part that repeat. Where NEXT stands in rows that differ, nobody can say what repeats."""
    fields = list(fields_of(pieces))
    merging.repeat(fields)
    out: list[Repeated] = []
    tables = {id(one.table): one.table for one in fields if one.table is not None}
    for table in tables.values():
        rows = [one for one in table if local(one.tag) == "tr"]
        for loop, some in itertools.groupby(rows, key=lambda row: merging.loops.get(id(row))):
            if loop is None:
                continue
            group = list(some)
            found = _unit(group, fields, pieces)
            if found is None:
                for row in group:
                    del merging.loops[id(row)]
                continue
            out.append(Repeated(loop, *found))
    return out


def _unit(
    group: Sequence[Element], fields: Sequence[Field], pieces: Sequence[Piece]
) -> tuple[tuple[Element, ...], tuple[Element, ...]] | None:
    """The rows for one record, and the rest, which say the same; None where they do not."""
    of = {id(row): [one for one in fields if one.row is row] for row in group}
    size = next((at for at, row in enumerate(group) if at and goes_on(of[id(row)])), len(group))
    unit = group[:size]
    if len(group) % size:
        return None
    for begin in range(size, len(group), size):
        again = group[begin : begin + size]
        alike = all(
            said_in(of[id(one)]) == said_in(of[id(other)])
            and list(_words_in(one, pieces)) == list(_words_in(other, pieces))
            for one, other in zip(unit, again, strict=True)
        )
        if not alike or not goes_on(of[id(again[0])]):
            return None
    return tuple(unit), tuple(group[size:])


def _words_in(row: Element, pieces: Sequence[Piece]) -> Iterator[str]:
    """The words of a row beside its fields."""
    inside = {id(one) for one in row.iter() if local(one.tag) == "p"}
    for piece in pieces:
        if (
            isinstance(piece.said, str)
            and piece.within is None
            and id(piece.paragraph) in inside
            and piece.said.strip()
        ):
            yield piece.said.strip()
