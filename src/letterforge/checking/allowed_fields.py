"""The fields for which a template or stationery allows something: whether there are such fields.

One that is misspelt allows nothing, and would be believed to: the letter is refused for its value, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from letterforge.checking.lacking import fields_of
from letterforge.checking.mentions import mentioned
from letterforge.expressions.paths import EACH, Path, format_path, parse_path
from letterforge.findings import Finding
from letterforge.loading.tree import Node
from letterforge.models.shapes import Absent, ListOf, MapOf, Nothing, Opaque, Record, Shape, described, union
from letterforge.rules.checking import UNKNOWN_FIELD
from letterforge.rules.reading import UNUSED_ALLOW
from letterforge.scanning.allowed import Allowance, Allowed


def unknown_to_the_model(allowed: Allowed, shape: Shape) -> Iterator[Finding]:
    """What is allowed for a field that the model does not have."""
    for one in allowed:
        if one.field is not None:
            yield from _followed(one, parse_path(one.field), shape)


def _followed(one: Allowance, path: Path, shape: Shape) -> Iterator[Finding]:
    """Go down the shape; a list may be written ``people[].name`` or ``people.name``."""
    for length, step in enumerate(path):
        before = format_path(path[:length])
        if step != EACH:
            shape = _of_items(shape)
        solid = tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))
        if any(isinstance(atom, Opaque) for atom in solid) or not solid:
            return  # nobody can look into it
        shape = union(*(_step(atom, step) for atom in solid))
        if shape:
            continue
        names = list(fields_of(solid))
        if names:
            close = get_close_matches(str(step), names, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"The fields are: {', '.join(names)}."
            message = f"{before} has no field {step!r}" if before else f"there is no field {step!r}"
        else:
            message, hint = f"{before} is {described(solid)}, and has no {'items' if step == EACH else 'fields'}", None
        yield UNKNOWN_FIELD.at(one.place, message=message, hint=hint, excerpt=one.excerpt)
        return


def _of_items(shape: Shape) -> Shape:
    while any(isinstance(atom, ListOf) for atom in shape):
        shape = union(*(atom.item if isinstance(atom, ListOf) else (atom,) for atom in shape))
    return shape


def _step(atom: object, step: str | int) -> Shape:
    if isinstance(atom, ListOf) and step == EACH:
        return atom.item
    if isinstance(atom, MapOf) and step != EACH:
        return atom.value
    if isinstance(atom, Record) and step in atom.fields:
        return atom.fields[str(step)].shape
    return ()


def unknown_to_the_template(allowed: Allowed, nodes: Sequence[Node]) -> Iterator[Finding]:
    """Without a model: what is allowed for a field that the template never names."""
    asked: set[Path] | None = None
    for one in allowed:
        if one.field is None:
            continue
        if asked is None:
            asked = {_bare(use.path) for use in mentioned(nodes)}
        path = _bare(parse_path(one.field))
        # What is looked into may be meant whole; and of what is never looked into, any field of it.
        if any(use[: len(path)] == path for use in asked) or any(path[: len(use)] == use for use in _ends(asked)):
            continue
        close = get_close_matches(format_path(path), sorted(map(format_path, asked)), n=1)
        message = f"{one} is allowed, and the template has no such field"
        hint = f"Did you mean {close[0]}?" if close else UNUSED_ALLOW.mend
        yield UNUSED_ALLOW.at(one.place, message=message, hint=hint, excerpt=one.excerpt)


def _ends(asked: set[Path]) -> Iterator[Path]:
    return (use for use in asked if not any(use == one[: len(use)] for one in asked if one != use))


def _bare(path: Path) -> Path:
    return tuple(step for step in path if step != EACH)
