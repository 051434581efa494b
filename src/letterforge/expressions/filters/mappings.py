"""Filters of names with their values."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from letterforge.expressions.filters.filter import MAPPING, Filter, Truth
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Field, Leaf, ListOf, MapOf, Record, Shape, union
from letterforge.models.text_rules import broken_rule


def _pairs(shape: Shape, _: Sequence[Shape]) -> Shape:
    """A list of pairs: of data without a model their names are known, and that there are some."""
    keys: Shape = ()
    values: Shape = ()
    least: list[int] = []
    for atom in shape:
        if isinstance(atom, MapOf):
            keys = union(keys, (Leaf(Kind.TEXT),))
            values = union(values, atom.value)
            least.append(1 if atom.never_false else 0)
        elif isinstance(atom, Record):
            fit = not any(map(broken_rule, atom.fields))
            keys = union(keys, (Leaf(Kind.TEXT, fit=fit),))
            shapes = [field.shape for field in atom.fields.values()]
            values = union(values, *(tuple(one for one in shape if one != Absent()) for shape in shapes))
            least.append(int(any(Absent() not in shape for shape in shapes)))
    if not values:
        return (ListOf(()),)
    pair = Record("a name with its value", None, (Field("key", keys), Field("value", values)))
    return (ListOf((pair,), min(least, default=0)),)


ITEMS = Filter(
    names=("items",),
    function=lambda _, value: [{"key": key, "value": one} for key, one in value.items()],
    takes=MAPPING,
    gives=_pairs,
    gives_words="for loops: each name with its value, `for name, value in ...`",
    examples=(("fees | items | length", "2"),),
    truth=Truth.SAME,
    pairs=True,
    methods=MappingProxyType({"items": None}),
)
