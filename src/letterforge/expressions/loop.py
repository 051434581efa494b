"""``loop``: what a template can ask of the round that it is in, by Jinja's names, with values and shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from letterforge.expressions.undefined import UNDEFINED
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Field, Leaf, Record, Shape

_NUMBER: Shape = (Leaf(Kind.INTEGER),)
_TRUTH: Shape = (Leaf(Kind.BOOLEAN),)
_OF_ANY_ITEM: Mapping[str, Shape] = {
    "index": _NUMBER,
    "index0": _NUMBER,
    "revindex": _NUMBER,
    "revindex0": _NUMBER,
    "first": _TRUTH,
    "last": _TRUTH,
    "length": _NUMBER,
}
LOOP_FIELDS = (*_OF_ANY_ITEM, "previtem", "nextitem")
ENDS: Mapping[str, str] = MappingProxyType({"first": "previtem", "last": "nextitem"})
"""Fields of a loop, with the neighbour that is absent just where they are true."""


def loop_record(item: Shape) -> Record:
    """The shape of ``loop`` within a loop over such items."""
    neighbour = (*item, Absent())
    fields = {**_OF_ANY_ITEM, **dict.fromkeys(ENDS.values(), neighbour)}
    return Record("loop", None, tuple(Field(name, shape) for name, shape in fields.items()))


def bound(name: str, value: str | None, item: object) -> dict[str, object]:
    """What the names of a loop stand for in one turn."""
    if value is None:
        return {name: item}
    assert isinstance(item, dict)  # noqa: S101  (of a loop through names with their values)
    return {name: item["key"], value: item["value"]}


def loop_values(items: Sequence[tuple[int, object]], index: int) -> dict[str, object]:
    """What ``loop`` is for one item; the items come with their numbers in the whole list."""
    length = len(items)
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "first": index == 0,
        "last": index + 1 == length,
        "length": length,
        "previtem": items[index - 1][1] if index else UNDEFINED,
        "nextitem": items[index + 1][1] if index + 1 < length else UNDEFINED,
    }
