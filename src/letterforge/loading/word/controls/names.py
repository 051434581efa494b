"""Which field a content control means, by its title or its tag, where it stands: in a repeating section those of the item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letterforge.data.field_names import FieldNames, NamedField, written_name
from letterforge.expressions.paths import EACH, format_path
from letterforge.models.shapes import ListOf, Record, Shape, union


@dataclass(frozen=True, slots=True)
class Meant:
    """A field: the expression that names it, and what it can hold, None where nobody knows yet.

    ``given``: as data at hand say, without a model.
    """

    expression: str
    shape: Shape | None
    given: bool = False


@dataclass(frozen=True)
class Scope:
    """The names that hold somewhere: those of the data, or of an item of a list under the ``name`` that it has in a loop.

    ``known`` is None where there are neither a model nor data: then a name is taken as it is written.
    """

    known: FieldNames | None
    name: str = ""

    def fields(self, name: str) -> tuple[Meant, ...]:
        """The field that a name means here, more than one where nobody can tell; not those of the items of a list."""
        if self.known is None:
            return (self._written(name),)
        return tuple(self._meant(one, self.known) for one in self.known.meant(name) if _can_be_named(one))

    def lists(self, name: str) -> tuple[Meant, ...]:
        """The list that a name means here, of groups or of plain values."""
        if self.known is None:
            return (self._written(name),)
        both = (*self.known.lists(name), *self.known.meant(name))
        found = (self._meant(one, self.known) for one in both if _can_be_named(one))
        return tuple(one for one in found if any(isinstance(atom, ListOf) for atom in one.shape or ()))

    def _written(self, name: str) -> Meant:
        path = written_name(name)
        return Meant(f"{self.name}.{path}" if self.name else path, None)

    def _meant(self, one: NamedField, known: FieldNames) -> Meant:
        path = (self.name, *one.path) if self.name else one.path
        given = any(isinstance(atom, Record) and atom.given for atom in known.shape)
        return Meant(format_path(path), _at(known.shape, one.path), given)

    @property
    def taken(self) -> frozenset[str]:
        """The names that no loop may give its items here."""
        shape = () if self.known is None else self.known.shape
        records = (atom for atom in shape if isinstance(atom, Record))
        return frozenset((self.name, *(name for atom in records for name in atom.fields)))


def _can_be_named(one: NamedField) -> bool:
    """Whether an expression can name a field: it is none of the items of a list, and data may have keys with blanks."""
    return all(step != EACH and step.isidentifier() for step in one.path)


def _at(shape: Shape, path: Sequence[str]) -> Shape:
    """What stands at a path."""
    for step in path:
        shape = union(*(atom.fields[step].shape for atom in shape if isinstance(atom, Record) and step in atom.fields))
    return shape


def item_of(shape: Shape) -> Shape:
    """What a list holds."""
    return union(*(atom.item for atom in shape if isinstance(atom, ListOf)))


def may_be_empty(meant: Meant) -> bool:
    """Whether a list may have no items; that one of data at hand has some says nothing of other data."""
    return (
        meant.shape is None or meant.given or not all(isinstance(atom, ListOf) and atom.least for atom in meant.shape)
    )


def found(names: Sequence[str], scopes: Sequence[Scope]) -> tuple[Meant, ...]:
    """The field that one of several names means, in the innermost scope that has it."""
    return _first(names, scopes, Scope.fields)


def listed(names: Sequence[str], scopes: Sequence[Scope]) -> tuple[Meant, ...]:
    """The list that one of several names means, in the innermost scope that has it."""
    return _first(names, scopes, Scope.lists)


def _first(
    names: Sequence[str], scopes: Sequence[Scope], ask: Callable[[Scope, str], tuple[Meant, ...]]
) -> tuple[Meant, ...]:
    for scope in reversed(scopes):
        if scope.known is None:  # of two names the first is as good as the other
            return ask(scope, names[0])
        meant = tuple(dict.fromkeys(one for name in names for one in ask(scope, name)))
        if meant:
            return meant
    return ()
