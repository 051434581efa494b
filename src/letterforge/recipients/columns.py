"""Which field each heading of a table means: its path, its description or title, or what a mapping says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from letterforge.data.descent import ANY_KEY, named
from letterforge.data.field_names import written_name
from letterforge.expressions.paths import format_path, parse_path
from letterforge.findings import Finding, Findings, Place
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Field, Leaf, ListOf, MapOf, Nothing, Record, Shape, union
from letterforge.recipients.table import Table, column_letters
from letterforge.rules.recipients import DUPLICATE_COLUMN, UNKNOWN_COLUMN

_PATH = re.compile(r"[^\W\d]\w*(?:\[\d{1,3}\]|\.[^\W\d]\w*)*\Z")
_DEEPEST, _MOST = 8, 2_000
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a group to a field or item: its name or number, the keys that data may have for it."""

    name: str | int
    keys: tuple[str, ...] = ()
    optional: bool = False
    """Whether what stands there may be left out."""


@dataclass(frozen=True, slots=True)
class Target:
    """The field that a heading means. ``path`` is what may be shown."""

    steps: tuple[Step, ...]
    path: str
    shape: Shape

    @property
    def is_group(self) -> bool:
        """Whether it holds fields or items, so that no cell can give it."""
        return any(isinstance(atom, (Record, ListOf, MapOf)) for atom in self.shape)


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose field is known: where its cells stand in a row, its number as a person counts, and its heading."""

    index: int
    number: int
    heading: str
    target: Target

    @property
    def label(self) -> str:
        """What findings call it: the heading, and the path of the field where that is another."""
        path = self.target.path
        return path if self.heading == path else f"{self.heading} ({path})"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that have a field, and those without a heading, by their place in a row."""

    known: tuple[Column, ...]
    blank: tuple[int, ...] = ()


@dataclass(frozen=True)
class Fields:
    """The fields that headings can mean: those of a model, or without one whatever a path names.

    ``merged`` says that a heading which is no path names a field all the same, as Word's merge writes it.
    """

    shape: Shape | None
    mapping: Mapping[str, str] = field(default_factory=dict)
    merged: bool = False

    def target(self, heading: str) -> Target | None:
        """The field that a heading means, None where it means none or more than one."""
        heading = heading.strip()
        if heading in self.mapping:
            return self.at(self.mapping[heading])
        found = self.at(heading)
        if found is None and self.merged and heading:
            found = self.at(written_name(heading))
        if found is not None or self.shape is None:
            return found
        meant = {one.path: one for words, one in _described(self.shape) if words == _plain(heading)}
        return next(iter(meant.values())) if len(meant) == 1 else None

    def at(self, path: str) -> Target | None:
        """The field at a path."""
        if not _PATH.match(path):
            return None
        steps = parse_path(path)
        if self.shape is None:
            return Target(tuple(Step(step, (step,) if isinstance(step, str) else ()) for step in steps), path, ())
        return _followed(self.shape, steps)

    def hint(self, heading: str) -> str:
        """What may have been meant. The heading itself may be data, of a table without headings, and is not shown."""
        if self.shape is None:
            return "Write the path of a field, such as participant.name, or name the heading in a mapping."
        twins = {one.path: None for said, one in _described(self.shape) if said == _plain(heading)}
        if len(twins) > 1:
            return f"It describes more than one: {', '.join(twins)}."
        words: dict[str, str] = {}
        for meant, path in _names(self.shape):
            words.setdefault(meant, path)
        close = get_close_matches(_plain(heading), words, n=1, cutoff=0.6)
        if close:
            return f"Did you mean {words[close[0]]}?"
        paths = list(dict.fromkeys(words.values()))
        more = ", ..." if len(paths) > _SHOWN else ""
        return f"The fields are: {', '.join(paths[:_SHOWN])}{more}."


def columns_of(table: Table, fields: Fields, findings: Findings) -> Columns:
    """The columns of a table; headings that mean no field, or one that another has, are added to ``findings``."""
    known: list[Column] = []
    blank: list[int] = []
    for index, (number, heading) in enumerate(zip(table.columns, table.headings or (), strict=True)):
        place = Place(table.file, table.heading_row, number)
        if not heading.strip():
            blank.append(index)
            continue
        target = fields.target(heading)
        if target is None or target.is_group:
            findings.add(_unknown(place, number, heading, fields, target))
            continue
        twin = next((one for one in known if clash(one.target, target)), None)
        if twin is not None:
            letters = column_letters(twin.number)
            message = f"column {column_letters(number)} gives {target.path}, as column {letters} does"
            findings.add(DUPLICATE_COLUMN.at(place, message=message))
            continue
        known.append(Column(index, number, heading.strip(), target))
    if table.headings is not None:
        findings.extend(_unused(table, fields))
    return Columns(tuple(known), tuple(blank))


def _unknown(place: Place, number: int, heading: str, fields: Fields, target: Target | None) -> Finding:
    if target is not None:
        message = f"column {column_letters(number)} names {target.path}, which holds other fields or items"
        return UNKNOWN_COLUMN.at(place, message=message, hint="Name one of them: " + _example(target))
    message = f"the heading of column {column_letters(number)} is no field"
    return UNKNOWN_COLUMN.at(place, message=message, hint=fields.hint(heading))


def _example(target: Target) -> str:
    below = next((one.path for _, one in _described(target.shape) if one.path), None)
    listed = any(isinstance(atom, ListOf) for atom in target.shape)
    return f"{target.path}[0]." if listed or below is None else f"{target.path}.{below}."


def clash(one: Target, other: Target) -> bool:
    """Whether two columns give one field, or one a field within the other's."""
    first, second = (tuple(step.name for step in each.steps) for each in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def column_at(columns: Mapping[str, Column], path: str | None) -> Column | None:
    """The column, of those by their paths, that gives a field, an item or group that holds it, or else the first below it."""
    if path is None:
        return None
    steps = path
    while steps:
        if steps in columns:
            return columns[steps]
        steps = steps[: max(steps.rfind("."), steps.rfind("["), 0)]
    return next((one for name, one in columns.items() if holds(path, name)), None)


def holds(path: str, other: str) -> bool:
    """Whether a path is another, or that of what holds it."""
    return other == path or other.startswith((f"{path}.", f"{path}["))


def _unused(table: Table, fields: Fields) -> Iterator[Finding]:
    there = {heading.strip() for heading in table.headings or ()}
    for heading, path in fields.mapping.items():
        if heading.strip() not in there:
            message = f"the mapping names a heading for {path} that the table does not have"
            yield UNKNOWN_COLUMN.at(Place(table.file, table.heading_row), message=message, hint=None)
        elif fields.at(path) is None:
            message = "the mapping names a field that does not exist"
            yield UNKNOWN_COLUMN.at(Place(table.file, table.heading_row), message=message, hint=fields.hint(path))


# --- shapes -----------------------------------------------------------------------------------------------------------


def is_computed(record: Record, one: Field) -> bool:
    """Whether a field is worked out by its model, so that no data give it."""
    return record.model is not None and one.name in getattr(record.model, "model_computed_fields", ())


def may_lack(shape: Shape) -> bool:
    """Whether None may stand there."""
    return any(isinstance(atom, Nothing) for atom in shape)


def _followed(shape: Shape, path: tuple[str | int, ...]) -> Target | None:
    """Go down a shape by every step of a path."""
    steps: list[Step] = []
    shown: list[str | int] = []
    for one in path:
        if isinstance(one, int):
            items = [atom.item for atom in shape if isinstance(atom, ListOf)]
            if not items and any(isinstance(atom, Leaf) and atom.lines for atom in shape):
                items = [(Leaf(Kind.TEXT),)]  # a line of a text that data may give line by line
            if not items:
                return None
            shape = union(*items)
            steps.append(Step(one, optional=True))
            shown.append(one)
            continue
        records = [atom for atom in shape if isinstance(atom, Record)]
        found = [each for atom in records if (each := named(atom, one)) and not is_computed(atom, each)]
        values = [atom.value for atom in shape if isinstance(atom, MapOf)]
        if found:
            shape = union(*(each.shape for each in found))
            optional = may_lack(shape) or not any(each.required for each in found)
            steps.append(Step(found[0].name, (*found[0].aliases, found[0].name), optional))
            shown.append(found[0].name)
        elif values:
            shape = union(*values)
            steps.append(Step(one, (one,), optional=True))
            shown.append(ANY_KEY)
        else:
            return None
    return Target(tuple(steps), format_path(shown), shape)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:*")


def _leaves(shape: Shape, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Field, Record]]:
    """Every field that a cell can give, with its path; of a list the first item."""
    if len(path) > _DEEPEST:
        return
    for atom in shape:
        if isinstance(atom, ListOf):
            yield from _leaves(atom.item, (*path, 0))
        elif isinstance(atom, Record):
            for one in atom.fields.values():
                if is_computed(atom, one):
                    continue
                groups = tuple(each for each in one.shape if isinstance(each, (Record, ListOf)))
                if groups:
                    yield from _leaves(groups, (*path, one.name))
                if not groups or any(isinstance(each, ListOf) and not _holds_fields(each.item) for each in groups):
                    listed = (0,) if groups else ()
                    yield (*path, one.name, *listed), one, atom


def _holds_fields(shape: Shape) -> bool:
    return any(isinstance(atom, (Record, ListOf)) for atom in shape)


def _bounded(shape: Shape) -> Iterator[tuple[tuple[str | int, ...], Field, Record]]:
    for count, one in enumerate(_leaves(shape)):
        if count >= _MOST:  # of a model that holds itself
            return
        yield one


def _described(shape: Shape) -> Iterator[tuple[str, Target]]:
    """The fields that are not within lists, with their descriptions and titles."""
    for path, one, record in _bounded(shape):
        if any(isinstance(step, int) for step in path):
            continue
        target = _followed(shape, path)
        if target is not None:
            for words in (one.description, _title(record, one)):
                if words:
                    yield _plain(words), target


def _title(record: Record, one: Field) -> str | None:
    info = getattr(record.model, "model_fields", {}).get(one.name)
    return getattr(info, "title", None)


def _names(shape: Shape) -> Iterator[tuple[str, str]]:
    """What a heading may have meant, and the path to write: paths, descriptions, titles, and last of all bare names."""
    leaves = list(_bounded(shape))
    yield from ((_plain(format_path(path)), format_path(path)) for path, _, _ in leaves)
    yield from ((words, target.path) for words, target in _described(shape))
    yield from ((_plain(one.name.replace("_", " ")), format_path(path)) for path, one, _ in leaves)
