"""Of all that a field can hold, what is left where it is true, false, equal to something, or of some length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from letterforge.models.kinds import Kind, kind_of
from letterforge.models.shapes import Absent, Atom, Leaf, ListOf, MapOf, Nothing, Opaque, Record, Shape, union
from letterforge.models.text_rules import broken_rule

NUMBERS = frozenset(kind for kind in Kind if kind.value.number)
LIKE_NUMBERS = NUMBERS | {Kind.BOOLEAN}  # 1, 1.0 and True are equal
EMPTY = ListOf(())
"""A list that is known to be empty: one of nothing."""
_TRUE, _FALSE = Leaf(Kind.BOOLEAN, (True,)), Leaf(Kind.BOOLEAN, (False,))

By: TypeAlias = Callable[[Shape], Shape]
"""How a shape is narrowed."""


def truthy(shape: Shape) -> Shape:
    """What of a shape can be true."""
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() | Absent():
                pass
            case ListOf(item, least):
                out += [ListOf(item, max(least, 1))] if item else []
            case MapOf(()):
                pass
            case MapOf() | Opaque():
                out.append(replace(atom, never_false=True))
            case Leaf(Kind.BOOLEAN, choices=None):
                out.append(_TRUE)
            case Leaf(choices=tuple() as choices):
                out += _chosen(atom, tuple(choice for choice in choices if choice))
            case Leaf(kind) if kind.value.may_be_false:
                out.append(replace(atom, never_false=True))
            case _:
                out.append(atom)
    return tuple(out)


def falsy(shape: Shape) -> Shape:
    """What of a shape can be false."""
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case MapOf(never_false=True) | Opaque(never_false=True):
                pass
            case MapOf():
                out.append(MapOf(()))
            case Nothing() | Absent() | Opaque():
                out.append(atom)
            case ListOf(least=0):
                out.append(EMPTY)
            case Record() if all(Absent() in one.shape for one in atom.fields.values()):
                out.append(atom)  # without a single field it is an empty dictionary
            case Leaf(Kind.BOOLEAN, choices=None):
                out.append(_FALSE)
            case Leaf(choices=tuple() as choices):
                out += _chosen(atom, tuple(choice for choice in choices if not choice))
            case Leaf(never_false=True):
                pass
            case Leaf(kind, fit=fit) if kind.value.may_be_false and not (kind is Kind.TEXT and fit):
                empty = kind.value.python
                out.append(atom if empty is None else replace(atom, choices=(empty(),)))
            case _:
                pass
    return tuple(out)


def equal(shape: Shape, value: Any) -> Shape:  # noqa: ANN401  (a constant of any kind)
    """What of a shape can equal a constant."""
    kind = kind_of(value)
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case Opaque():
                out.append(atom)
            case Nothing() if value is None:
                out.append(atom)
            case Leaf(Kind.BOOLEAN, choices=None) if kind in LIKE_NUMBERS:
                out += _chosen(atom, tuple(choice for choice in (True, False) if choice == value))
            case Leaf(own, choices=tuple() as choices) if own is kind or {own, kind} <= LIKE_NUMBERS:
                out += _chosen(atom, tuple(choice for choice in choices if choice == value))
            case Leaf(own, fit=fit) if own is kind:
                refused = (fit and kind is Kind.TEXT and broken_rule(value, atom.allow)) or (
                    atom.never_false and not value
                )
                if not refused:
                    out.append(replace(atom, choices=(value,)))
            case Leaf(own) if {own, kind} <= LIKE_NUMBERS:
                out.append(atom)
            case _:
                pass
    return tuple(out)


def unequal(shape: Shape, value: Any) -> Shape:  # noqa: ANN401  (a constant of any kind)
    """What of a shape can differ from a constant."""
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() if value is None:
                pass
            case Leaf(Kind.BOOLEAN, choices=None) if kind_of(value) in LIKE_NUMBERS:
                out += _chosen(atom, tuple(choice for choice in (True, False) if choice != value))
            case Leaf(choices=tuple() as choices):
                out += _chosen(atom, tuple(choice for choice in choices if choice != value))
            case _:
                out.append(atom)
    return tuple(out)


def _chosen(leaf: Leaf, choices: tuple[Any, ...]) -> list[Atom]:
    return [replace(leaf, choices=choices)] if choices else []


def among(shape: Shape, values: list[Any]) -> Shape:
    """What of a shape can equal one of some constants."""
    return union(*(equal(shape, value) for value in values))


def outside(shape: Shape, values: list[Any]) -> Shape:
    """What of a shape can differ from all of some constants."""
    for value in values:
        shape = unequal(shape, value)
    return shape


def like(shape: Shape, other: Shape) -> Shape:
    """What of a shape can equal a value of another: nothing equals what is absent, and None equals None alone."""
    gone: list[type[Atom]] = []
    if not any(isinstance(atom, (Nothing, Opaque)) for atom in other):
        gone.append(Nothing)
    if not any(isinstance(atom, Absent) for atom in other):
        gone.append(Absent)
    return tuple(atom for atom in shape if type(atom) not in gone)


def without(gone: type[Atom]) -> By:
    """What of a shape is not of one class."""
    return lambda shape: tuple(atom for atom in shape if not isinstance(atom, gone))


def being_none(*, wanted: bool) -> By:
    """What of a shape can be None, or cannot."""
    if wanted:  # what letterforge cannot look into may be None
        return lambda shape: tuple(atom for atom in shape if isinstance(atom, (Nothing, Opaque)))
    return without(Nothing)


def being_absent(*, wanted: bool) -> By:
    """What of a shape can be absent, or cannot."""
    return (lambda shape: tuple(a for a in shape if isinstance(a, Absent))) if wanted else without(Absent)


def of_length(op: str, number: int) -> By:
    """What of a shape can have a length that compares so with a number."""
    lower, upper = {
        "eq": (number, number),
        "gt": (number + 1, None),
        "gteq": (number, None),
        "lt": (0, number - 1),
        "lteq": (0, number),
        "ne": (1, None) if number == 0 else (0, None),
    }.get(op, (0, None))

    def by(shape: Shape) -> Shape:
        out: list[Atom] = []
        for atom in shape:
            if isinstance(atom, ListOf):
                if (upper is None or atom.least <= upper) and (lower == 0 or atom.item):
                    out.append(EMPTY if upper == 0 else ListOf(atom.item, max(atom.least, lower)))
            elif (upper is None or upper >= 0) and (lower < 1 or truthy((atom,))) and (upper != 0 or falsy((atom,))):
                out.append(atom)
        return tuple(out)

    return by
