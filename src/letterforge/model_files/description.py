"""What a model file says, as values: fields with their types, groups, lists and rules, and nothing that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Names: TypeAlias = tuple[str, ...]
"""The names on the way to a field, through groups and lists alike: ``("team", "members", "name")``."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What holds one value: the name of its type (`types`), and the only values that a choice may have."""

    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    fields: tuple[FieldDescription, ...]

    def field(self, name: str) -> FieldDescription | None:
        """The field of a name."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Bounds:
    """That a field is a list, and how many items it has: ``most`` is None where there may be any number."""

    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field. ``default`` is written as in a data file; ``allow`` are codes of rules, as `letterforge.Allow` has them."""

    name: str
    content: Plain | Group
    meaning: str = ""
    optional: bool = False
    default: str | None = None
    items: Bounds | None = None
    allow: Names = ()

    @property
    def may_be_left_out(self) -> bool:
        """Whether data need not give it: it is optional, has a default, or is a group of which that holds throughout."""
        if self.optional or self.default is not None:
            return True
        whole = self.items is None and isinstance(self.content, Group)
        return whole and isinstance(self.content, Group) and all(one.may_be_left_out for one in self.content.fields)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule across fields: what ``first`` must be to ``second`` by a relation, and what is said where it is not.

    Without ``second`` it is about the items of a list. Without a ``message``, the rule is told in its own words.
    """

    first: Names
    relation: str
    second: Names | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """A whole model."""

    name: str
    fields: tuple[FieldDescription, ...]
    rules: tuple[FieldRule, ...] = ()
    meaning: str = ""

    @property
    def group(self) -> Group:
        """All fields, as one group."""
        return Group(self.fields)


def way(group: Group, names: Names) -> tuple[FieldDescription, ...] | None:
    """The fields that names lead through; None where they lead nowhere."""
    found = []
    content: Plain | Group = group
    for name in names:
        one = content.field(name) if isinstance(content, Group) else None
        if one is None:
            return None
        found.append(one)
        content = one.content
    return tuple(found)


def every_field(group: Group, above: Names = ()) -> Iterator[tuple[Names, FieldDescription]]:
    """Each field with the names to it, a group before what is in it."""
    for one in group.fields:
        yield (*above, one.name), one
        if isinstance(one.content, Group):
            yield from every_field(one.content, (*above, one.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedField:
    """A field that somebody has found, for `letterforge.modelfile.draft`.

    ``path`` is as templates have it, with ``[]`` behind each list: ``team.members[].name``, ``names[]``. ``type`` is one of
    `letterforge.modelfile.types`, and ``line`` where nobody knows; with ``choices`` it is a choice, whatever it says.
    """

    path: str
    type: str = "line"
    meaning: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()
