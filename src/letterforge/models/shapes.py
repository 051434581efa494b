"""What a field can hold, as alternatives: an optional text is the shape ``(Leaf(TEXT), Nothing())``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from letterforge.models.kinds import KIND_OF_TYPE, Kind


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    """A plain value.

    ``choices`` are the only ones allowed, where the model says so; ``fit`` says that the model itself keeps it fit to be
    printed: a text keeps the text rules, and so is never blank, a duration is of whole minutes, a date is no number; ``zoned`` whether a time
    has a time zone, None where it may or may not. ``allow`` are the codes of the rules that a text may break all the
    same; ``never_false`` says that the value is neither 0 nor empty, ``written`` that it is written out in the template.
    ``lines`` are the fewest and most lines of a text that data may give as a list of its lines, too. ``cut`` says that
    it is what is left of another text, which may then be no text for a letter by accident. ``currency`` is that of an
    amount of money, None where it may be any.
    """

    kind: Kind
    choices: tuple[Any, ...] | None = None
    fit: bool = False
    zoned: bool | None = None
    allow: frozenset[str] = frozenset()
    never_false: bool = False
    written: bool = False
    lines: tuple[int, int] | None = None
    cut: bool = False
    currency: str | None = None


RICH = Leaf(Kind.RICH, fit=True)
"""What is richer than text (`letterforge.models.rich`)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Nothing:
    """None: the field is there and empty."""


@dataclasses.dataclass(frozen=True, slots=True)
class Absent:
    """The key may not be there at all; only data without a model have this."""


@dataclasses.dataclass(frozen=True, slots=True)
class Opaque:
    """Something that letterforge cannot look into; it can be asked for, never printed."""

    name: str
    never_false: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``least`` is the fewest items that the model allows."""

    item: Shape
    least: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class MapOf:
    """A dictionary with keys that are not known beforehand."""

    value: Shape
    never_false: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. Templates know it by ``name``, data by one of its ``aliases`` if it has any."""

    name: str
    shape: Shape
    required: bool = True
    description: str | None = None
    default: object = None
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What data call it, where there is one name to choose."""
        return self.aliases[0] if self.aliases else self.name


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """A model, dataclass, TypedDict or NamedTuple.

    The fields of a ``model`` are worked out by ``read`` when they are asked for, since it may hold itself; those of
    data without a model are ``known``.
    """

    name: str
    model: type[Any] | None = None
    known: tuple[Field, ...] = ()
    given: bool = False
    """Whether it was read off data that have no model: what it lacks is missing there, and other data may have it."""
    read: Callable[[type[Any]], Mapping[str, Field]] | None = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared and the computed fields, by name."""
        if self.model is not None and self.read is not None:
            return self.read(self.model)
        return {field.name: field for field in self.known}


Atom: TypeAlias = Leaf | Nothing | Absent | Opaque | ListOf | MapOf | Record
Shape: TypeAlias = tuple[Atom, ...]


def union(*shapes: Shape) -> Shape:
    """A shape that is any of the given ones."""
    return tuple(dict.fromkeys(atom for shape in shapes for atom in shape))


def may_be_absent(shape: Shape) -> bool:
    """Whether there may be nothing."""
    return any(isinstance(atom, (Nothing, Absent)) for atom in shape)


def kinds(shape: Shape) -> set[Kind | None]:
    """The kinds of plain value that a shape holds; None for all that is no plain value."""
    return {atom.kind if isinstance(atom, Leaf) else None for atom in shape if not isinstance(atom, (Nothing, Absent))}


def types_of(shape: Shape) -> frozenset[type]:
    """The Python types of which every value is a plain value of this shape."""
    kinds = {
        atom.kind
        for atom in shape
        if isinstance(atom, Leaf) and atom.choices is None and atom.zoned is None and atom.currency is None
    }
    nothing = [type(None)] if any(isinstance(atom, (Nothing, Opaque)) for atom in shape) else []
    return frozenset([python for python, kind in KIND_OF_TYPE.items() if kind in kinds] + nothing)


def described(shape: Shape) -> str:
    """A shape in the words of a message: "text", "a list of ...", "one of 'a', 'b'"."""
    words = [_described(atom) for atom in shape if not isinstance(atom, (Nothing, Absent))]
    return " or ".join(dict.fromkeys(words)) or "nothing"


MODEL = "the model "


def _described(atom: Atom) -> str:
    match atom:
        case Leaf(kind, choices=None):
            return kind.value.words
        case Leaf(_, choices):
            return "one of " + ", ".join(repr(choice) for choice in choices or ())
        case ListOf(item, least):
            return f"a list of {described(item)}".replace(MODEL, "") + (f", at least {least}" if least else "")
        case MapOf(value):
            return f"names, each with {described(value)}"
        case Record(name):
            return MODEL + name
        case Opaque(name):
            return name
        case _:
            return "nothing"
