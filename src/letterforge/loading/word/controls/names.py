"""Which field a content control means, by its title or its tag, where it stands: in a repeating section those of the item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterforge.data.field_names import FieldNames, NamedField
from letterforge.expressions.paths import EACH, format_path
from letterforge.models.shapes import ListOf, Record, Shape, union


@dataclass(frozen=True, slots=True)
class Meant:
    """A field: the expression that names it, and what it can hold; ``given``: as data at hand say, without a model."""

    expression: str
    shape: Shape
    given: bool = False


@dataclass(frozen=True)
class Scope:
    """The names that hold somewhere: those of the data, or of an item of a list under the ``name`` that it has in a loop."""

    shape: Shape
    name: str = ""

    @cached_property
    def _names(self) -> FieldNames:
        return FieldNames.of(self.shape)

    def fields(self, name: str) -> tuple[Meant, ...]:
        """The field that a name means here, more than one where nobody can tell; not those of the items of a list."""
        return tuple(self._meant(one) for one in self._names.meant(name) if EACH not in one.path)

    def items(self, name: str) -> tuple[str, ...]:
        """The fields of items of a list that a name means here, as they may be shown."""
        return tuple(one.shown for one in self._names.meant(name) if EACH in one.path)

    def lists(self, name: str) -> tuple[Meant, ...]:
        """The list that a name means here, of groups or of plain values."""
        both = (*self._names.lists(name), *self._names.meant(name))
        found = (self._meant(one) for one in both if EACH not in one.path)
        return tuple(one for one in found if any(isinstance(atom, ListOf) for atom in one.shape))

    def _meant(self, one: NamedField) -> Meant:
        path = (self.name, *one.path) if self.name else one.path
        return Meant(format_path(path), _at(self.shape, one.path), self.given)

    @property
    def given(self) -> bool:
        """Whether data at hand say what there is, and no model."""
        return any(isinstance(atom, Record) and atom.given for atom in self.shape)

    @property
    def taken(self) -> frozenset[str]:
        """The names that no loop may give its items here."""
        records = (atom for atom in self.shape if isinstance(atom, Record))
        return frozenset((self.name, *(name for atom in records for name in atom.fields)))


def _at(shape: Shape, path: Sequence[str]) -> Shape:
    """What stands at a path."""
    for step in path:
        shape = union(*(atom.fields[step].shape for atom in shape if isinstance(atom, Record) and step in atom.fields))
    return shape


def item_of(shape: Shape) -> Shape:
    """What a list holds."""
    return union(*(atom.item for atom in shape if isinstance(atom, ListOf)))


def may_be_empty(shape: Shape) -> bool:
    """Whether a list may have no items."""
    return not all(isinstance(atom, ListOf) and atom.least for atom in shape)


def found(names: Sequence[str], scopes: Sequence[Scope]) -> tuple[Meant, ...]:
    """The field that one of several names means, in the innermost scope that has it."""
    return next(_first(names, scopes), ())


def _first(names: Sequence[str], scopes: Sequence[Scope]) -> Iterator[tuple[Meant, ...]]:
    for scope in reversed(scopes):
        meant = tuple(dict.fromkeys(one for name in names for one in scope.fields(name)))
        if meant:
            yield meant


def listed(names: Sequence[str], scopes: Sequence[Scope]) -> tuple[Meant, ...]:
    """The list that one of several names means, in the innermost scope that has it."""
    for scope in reversed(scopes):
        meant = tuple(dict.fromkeys(one for name in names for one in scope.lists(name)))
        if meant:
            return meant
    return ()
