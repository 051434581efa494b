"""Which required fields neither a column nor the shared data give: said once, not in each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.expressions.paths import format_path
from letterforge.models.shapes import Field, ListOf, Record, Shape
from letterforge.recipients.assembly import ABSENT, Node, looked_up
from letterforge.recipients.columns import Step, is_computed, may_lack

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Missing:
    """A field without a source: its path, and what the model says of it."""

    path: str
    description: str | None = None


def missing_fields(shape: Shape, root: Node, shared: object) -> Iterator[Missing]:
    """The required fields that nothing gives, and items of lists that have no column while later ones have."""
    yield from _of_record(shape, root, shared, ())


def _of_record(shape: Shape, node: Node | None, shared: object, path: tuple[str | int, ...]) -> Iterator[Missing]:
    records = [atom for atom in shape if isinstance(atom, Record)]
    if len(records) != 1 or len(path) > _DEEPEST:  # of alternatives each row takes its own
        return
    for one in records[0].fields.values():
        if is_computed(records[0], one):
            continue
        child = node.fields.get(one.name, (None, None))[1] if node is not None else None
        given = looked_up(shared, (Step(one.name, one.aliases),))
        yield from _of_field(one, child, given, (*path, one.name))


def _of_field(one: Field, node: Node | None, given: object, path: tuple[str | int, ...]) -> Iterator[Missing]:
    if node is None and given is ABSENT:
        if not one.required:
            return
        record = [atom for atom in one.shape if isinstance(atom, Record)]
        if record and not may_lack(one.shape):
            below = list(_of_record(one.shape, None, ABSENT, path))
            yield from below or [Missing(format_path(path), one.description)]
        else:
            yield Missing(format_path(path), one.description)
        return
    if node is None or node.column is not None:
        return
    yield from _within(one.shape, node, given, path)


def _within(shape: Shape, node: Node, given: object, path: tuple[str | int, ...]) -> Iterator[Missing]:
    if not node.items:
        yield from _of_record(shape, node, given, path)
        return
    items = list(given) if isinstance(given, (list, tuple)) else []
    item = tuple(atom for one in shape if isinstance(one, ListOf) for atom in one.item)
    for index in range(max(node.items)):
        if index not in node.items and index >= len(items):
            yield Missing(
                format_path((*path, index)), "Items are counted from 0, and each before the last has its columns"
            )
    for index, child in node.items.items():
        if child.column is None:
            yield from _within(item, child, items[index] if index < len(items) else ABSENT, (*path, index))
