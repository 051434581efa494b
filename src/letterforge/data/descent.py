"""One way down a shape, for every place that pydantic, a rule of a model or a finding names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from letterforge.expressions.paths import Path, format_path
from letterforge.models.shapes import Field, ListOf, MapOf, Record, Shape, union

ANY_KEY = "*"
"""Stands in a path that is shown for a key of a dictionary: such a key is data."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a place leads: the shape there, the steps in the data, each with the field that it is if it is one.

    ``path`` is what may be shown. ``unknown`` is None, or a hint about a last step that is a key nobody knows: such a
    key is data too, and is shown only where it is close to the name of a field.
    """

    shape: Shape
    steps: Path
    fields: tuple[Field | None, ...]
    path: str
    unknown: str | None = None

    @property
    def field(self) -> Field | None:
        """The last field on the way."""
        return next((field for field in reversed(self.fields) if field is not None), None)


def descend(shape: Shape, loc: Sequence[str | int], *, unknown: bool = False) -> Descent:
    """Go down from a shape to a place; with ``unknown``, the last step may be a key that nobody knows."""
    steps: list[str | int] = []
    fields: list[Field | None] = []
    shown: list[str | int] = []
    for step in loc:
        lists = [atom for atom in shape if isinstance(atom, ListOf)]
        records = [atom for atom in shape if isinstance(atom, Record)]
        maps = [atom for atom in shape if isinstance(atom, MapOf)]
        field: Field | None = None
        if isinstance(step, int) and lists:
            shape = union(*(one.item for one in lists))
            shown.append(step)
        elif isinstance(step, str) and (found := [one for record in records if (one := named(record, step))]):
            field = found[0]
            shape = union(*(one.shape for one in found))
            shown.append(field.name)
        elif isinstance(step, str) and maps:
            shape = maps[0].value
            shown.append(ANY_KEY)
        elif unknown and records and step == loc[-1] and step not in {record.name for record in records}:
            return Descent(shape, (*steps, step), (*fields, None), format_path(shown), _meant(str(step), records))
        else:  # a label that pydantic puts in: the member of a union, the tag of a discriminated one
            continue
        steps.append(step)
        fields.append(field)
    return Descent(shape, tuple(steps), tuple(fields), format_path(shown))


def named(record: Record, key: str) -> Field | None:
    """The field that a key of data names, by its name or by an alias."""
    return record.fields.get(key) or next((field for field in record.fields.values() if key in field.aliases), None)


def _meant(key: str, records: Sequence[Record]) -> str:
    names = list(dict.fromkeys(name for record in records for name in record.fields))
    close = get_close_matches(key, names, n=1)
    return f"Did you mean {close[0]}?" if close else "The fields are: " + ", ".join(names) + "."
