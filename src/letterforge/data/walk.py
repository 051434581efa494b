"""The way through data: how far it may go, and how instances of each model are read, which is worked out once."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel, RootModel

from letterforge.findings import Findings, Place
from letterforge.limits import DATA_DEPTH, VALUES
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, ListOf, Record, Shape, types_of
from letterforge.rules.data import DATA


@dataclass(slots=True)
class Walk:
    """One way through data of a program's own, which may hold themselves, or one thing a million times."""

    findings: Findings
    left: int = VALUES.most
    inside: set[int] = field(default_factory=set)
    """The identities of what is being walked: what holds what."""
    stopped: bool = False
    proven: bool = True
    """Whether the texts have been validated: those of an instance that a program made need not have been."""

    def enter(self, value: object, path: str) -> bool:
        """Whether one value more may be walked, with what it holds; where not, that is said once."""
        self.left -= 1
        if self.stopped:
            return False
        if id(value) in self.inside or len(self.inside) >= DATA_DEPTH.most:
            self.stop(path, "the data are nested too deep, or contain themselves")
        elif self.left < 0:
            self.stop(path, f"the data have more than {VALUES.most:,} values")
        else:
            self.inside.add(id(value))
        return not self.stopped

    def stop(self, path: str, message: str) -> None:
        """Walk no further."""
        self.stopped = True
        self.findings.add(DATA.at(Place(path=path or None), message=message, hint=None))

    def trial(self) -> Walk:
        """The same way, taken to see whether it leads anywhere: with findings of its own."""
        return Walk(Findings(), self.left, self.inside, proven=self.proven)


_CLOCKS = frozenset({datetime.datetime, datetime.time})


class Items(NamedTuple):
    """What a list may hold, where models are among it, or plain values."""

    shape: Shape
    """Of the list,"""
    item: Shape
    """and of its items."""
    least: int
    models: Mapping[type, Plan]
    sound: frozenset[type]
    """The types of items that go through as they are."""

    def keeps(self, values: Sequence[object]) -> bool:
        """Whether these values, which validation has let through, go into the letter as they are."""
        return self.sound.issuperset(map(type, values)) and not any(
            "\r" in value for value in values if isinstance(value, str)
        )


class FieldPlan(NamedTuple):
    """A field of a model: the types whose values go through as they are, the models that it may hold, or lists of them."""

    name: str
    shape: Shape
    sound: frozenset[type]
    models: Mapping[type, Plan]
    items: Items | None

    def keeps(self, kind: type) -> bool:
        """Whether a value of this type, which validation has let through, goes into the letter as it is."""
        return kind is not str or all(
            type(atom) is not Leaf or atom.kind is not Kind.TEXT or atom.fit for atom in self.shape
        )


_LEAVES = 64
"""Of a model with many optional fields there are many rows of types."""


class Plan:
    """How instances of one model are read: made once for each, and its fields when they are asked for, since it may hold itself."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.leaves = set[tuple[type, ...]]()
        """The types of the fields of instances that validation has made, and that are taken as they are."""

    def learn(self, held: Mapping[str, object]) -> None:
        """Whether instances with fields of these types are taken as they are: each goes through, and no text has a CR."""
        names, kinds = [one.name for one in self.fields], tuple(map(type, held.values()))
        known = [*held] == names and len(self.leaves) < _LEAVES
        if known and all(kind in one.sound and one.keeps(kind) for one, kind in zip(self.fields, kinds, strict=True)):
            self.leaves.add(kinds)

    @functools.cached_property
    def fields(self) -> tuple[FieldPlan, ...]:
        """The fields of the model."""
        return tuple(
            FieldPlan(
                name, field.shape, types_of(field.shape) - _CLOCKS, _models_of(field.shape), _items_of(field.shape)
            )
            for name, field in self._record.fields.items()
        )


@functools.lru_cache(maxsize=1024)
def plan_of(record: Record) -> Plan:
    """The plan for a model."""
    return Plan(record)


def _models_of(shape: Shape) -> Mapping[type, Plan]:
    found = ((atom.model, atom) for atom in shape if isinstance(atom, Record) and atom.model is not None)
    return {
        model: plan_of(atom)
        for model, atom in found
        if issubclass(model, BaseModel) and not issubclass(model, RootModel)
    }


def _items_of(shape: Shape) -> Items | None:
    lists = [atom for atom in shape if isinstance(atom, ListOf)]
    if len(lists) != 1:
        return None
    item = lists[0].item
    models, sound = _models_of(item), types_of(item) - _CLOCKS
    return Items(shape, item, lists[0].least, models, sound) if models or sound else None
