"""What data without a model lack: their fault, and not the template's, which others may serve well."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

from letterforge.expressions.paths import Path, format_path
from letterforge.expressions.slips import other_value
from letterforge.findings import Finding, Place
from letterforge.loading.tree import Tag
from letterforge.models.shapes import Absent, Nothing, Record, Shape
from letterforge.rules.data import MISSING


def is_lacking(shape: Shape, step: str | int, *, spelt: bool = False) -> bool:
    """Whether data without a model have no field of this name where they could have one.

    With ``spelt``, also none that is nearly so called: else the name is misspelt, and nobody knows where.
    """
    records = [atom for atom in shape if not isinstance(atom, (Nothing, Absent))]
    return (
        isinstance(step, str)
        and bool(records)
        and all(isinstance(atom, Record) and atom.given and step not in atom.fields for atom in records)
        and not (spelt and get_close_matches(step, fields_of(shape), n=1))
    )


IN_ALL = "Give it in each item of the data, or guard it here. "
"""Said before how to guard it, of what some items have and some have not: which of the two is meant, nobody knows."""


def is_empty(shape: Shape) -> bool:
    """Whether the field is there, and nothing is in it."""
    return set(shape) == {Nothing()}


def lacking(path: Path, where: Path, tag: Tag) -> Finding:
    """The finding that says so, at the field: ``path`` is how the template spells it, ``where`` its place in the data."""
    at = str(place_of(tag, path))
    message = "is missing, and the template asks for it" + (f" ({at})" if at else "")
    spelt = format_path(path)
    hint = other_value(spelt) or (
        f"Give it in the data, or ask in the template whether it is there: {{% if {spelt} is defined %}}."
    )
    return MISSING.at(Place(path=format_path(where)), message=message, hint=hint)


def meant(close: str, name: str, *, given: bool) -> str:
    """What was probably meant; of data without a model nobody knows which of the two is misspelt."""
    return f"Did you mean {close}?" + (f" Or call it {name} in the data." if given else "")


def fields_of(shape: Shape) -> dict[str, None]:
    """The names of the fields of all records, in their order."""
    return dict.fromkeys(name for atom in shape if isinstance(atom, Record) for name in atom.fields)


def place_of(tag: Tag, path: Path | None) -> Place:
    """Where a tag spells a path; the tag itself where it does not, or nobody knows."""
    place = tag.place
    if path is None or tag.excerpt is None or place.column is None:
        return place
    whole = re.compile(rf"(?<![\w.]){re.escape(format_path(path))}(?!\w)")  # not within another word or path
    found = whole.search(tag.excerpt, place.column - 1)
    return replace(place, column=found.start() + 1) if found else place
