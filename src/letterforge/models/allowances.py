"""What the fields of a model allow, as a template would say it."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.models.shapes import Leaf, ListOf, MapOf, Record, Shape
from letterforge.scanning.allowed import Allowance, Allowed


def allowed_by_fields(shape: Shape) -> Allowed:
    """Each rule that some field allows, with the path of the field."""
    return tuple(Allowance(rule, field=path) for path, rule in dict.fromkeys(_allowed(shape, "", frozenset())))


def _allowed(shape: Shape, path: str, above: frozenset[object]) -> Iterator[tuple[str, str]]:
    for atom in shape:
        if isinstance(atom, Leaf):
            yield from ((path, rule) for rule in sorted(atom.allow))
        elif isinstance(atom, ListOf):
            yield from _allowed(atom.item, f"{path}[]", above)
        elif isinstance(atom, MapOf):
            yield from _allowed(atom.value, path, above)
        elif isinstance(atom, Record) and atom.model not in above:  # a model may hold itself
            for name, field in atom.fields.items():
                yield from _allowed(field.shape, f"{path}.{name}" if path else name, above | {atom.model})
