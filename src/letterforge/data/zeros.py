"""Noughts in data where a model has dates: pydantic would take them for the first second of 1970."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, ListOf, Record, Shape
from letterforge.models.zero_dates import ZEROS

_DATES = frozenset((Kind.DATE, Kind.DATETIME))
_NUMBERS = frozenset((int, float))


def zeros_for_dates(value: object, shape: Shape, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where a nought stands for a date."""
    for atom in shape:
        if isinstance(atom, Record) and isinstance(value, dict) and atom.model is not None:
            for key, below in _leading(atom):
                if key in value:
                    yield from zeros_for_dates(value[key], below, (*at, key))
        elif isinstance(atom, ListOf) and isinstance(value, list):
            for index, one in enumerate(value):
                yield from zeros_for_dates(one, atom.item, (*at, index))
        elif isinstance(atom, Leaf) and _takes_noughts(atom) and _is_nought(value) and _is_alone(shape):
            yield at
            return


def _takes_noughts(leaf: Leaf) -> bool:
    """Whether a field is a plain date: our own types refuse numbers themselves."""
    return leaf.kind in _DATES and not leaf.fit


def _is_nought(value: object) -> bool:
    return (type(value) in _NUMBERS and not value) or (type(value) is str and value in ZEROS)


def _is_alone(shape: Shape) -> bool:
    """Whether a plain value can be nothing but a date."""
    return all(atom.kind in _DATES for atom in shape if isinstance(atom, Leaf))


@functools.lru_cache(maxsize=256)
def _leading(record: Record) -> tuple[tuple[str, Shape], ...]:
    """The fields of a model that hold dates, or lead to some, by each name that data may give them."""
    leading = (one for one in record.fields.values() if _holds(one.shape))
    return tuple((key, one.shape) for one in leading for key in dict.fromkeys((*one.aliases, one.name)))


def _holds(shape: Shape) -> bool:
    """Whether dates can be come to from here; a model may hold itself."""
    waiting, seen = list(shape), set[type[Any]]()
    while waiting:
        atom = waiting.pop()
        if isinstance(atom, Leaf) and _takes_noughts(atom):
            return True
        if isinstance(atom, ListOf):
            waiting += atom.item
        elif isinstance(atom, Record) and atom.model is not None and atom.model not in seen:
            seen.add(atom.model)
            waiting += [below for field in atom.fields.values() for below in field.shape]
    return False
