"""An empty table to fill in: a column for each field of a model, with its type and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from letterforge.data.blank_form import meaning
from letterforge.data.data_file import DataFile
from letterforge.errors import UsageError
from letterforge.expressions.paths import format_path
from letterforge.filekinds import CSV, TSV, XLSX, FileKind, listed
from letterforge.limits import TABLE_COLUMNS
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Field, Leaf, ListOf, MapOf, Nothing, Record, Shape, may_be_absent
from letterforge.recipients.assembly import ABSENT, looked_up
from letterforge.recipients.columns import Step, is_computed
from letterforge.recipients.sheets import TEXT, Look, SheetWriter

ITEMS = 3
"""Columns for so many items of a list, where the model asks for no more."""
_WRITTEN = (*CSV.table_suffixes, *TSV.table_suffixes, XLSX.table_suffixes[0])
_SHOWN: Mapping[Kind, str | int] = {Kind.TEXT: TEXT, Kind.DATE: "d mmmm yyyy", Kind.MONTH: "mmmm yyyy"}
_NARROW, _WIDE = 16, 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A column to fill in: the path of its field, what stands there, and whether it must.

    ``within`` is the group that may be left out as a whole, where there is one: what is required is so where anything
    of the group is given.
    """

    path: str
    shape: Shape
    description: str | None
    required: bool
    within: str | None = None
    named: bool = False
    """Whether the last step is a name that whoever fills it in chooses, so that it has no column yet."""

    @property
    def words(self) -> str:
        """What to write there, in a sentence or three."""
        parts = [self.description.rstrip(".")] if self.description else []
        parts.append(meaning(self.shape))
        if self.named:
            parts.append("add a column for each name")
        if not self.required:
            parts.append("optional")
        else:
            parts.append("required" if self.within is None else f"required where anything of {self.within} is given")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class _Way:
    """How far down the model the walk is: the steps, the models it is in, the group that may be left out."""

    steps: tuple[str | int, ...] = ()
    models: tuple[Record, ...] = ()
    within: str | None = None
    required: bool = True


def headings(shape: Shape, shared: DataFile | None = None) -> tuple[Heading, ...]:
    """The columns of a table for a model, without what the shared data give.

    Raises:
        UsageError: there are more than a table may have, or none.
    """
    found: list[Heading] = []
    for one in _of_shape(shape, _Way(), None, {} if shared is None else shared.values):
        found.append(one)
        if len(found) > TABLE_COLUMNS.most:
            message = (
                f"the model has more fields than a table has columns ({TABLE_COLUMNS.most:,}); share some by --data"
            )
            raise UsageError(message)
    if all(one.named for one in found):
        message = "no field is left for a column"
        raise UsageError(message)
    return tuple(found)


def _of_shape(shape: Shape, way: _Way, field: Field | None, given: object) -> Iterator[Heading]:
    """The columns of what stands at a place; of alternatives those of all groups, and each is optional."""
    solid = tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))
    records = [atom for atom in solid if isinstance(atom, Record)]
    lists = [atom for atom in solid if isinstance(atom, ListOf)]
    if lists:
        yield from _items(lists[0], way, field)
    elif records:
        seen: set[str] = set()
        for record in records:
            for one in _fields(record, way, given):
                if one.path not in seen:
                    seen.add(one.path)
                    alone = len(records) == 1
                    yield one if alone else Heading(one.path, one.shape, one.description, required=False)
    elif solid and isinstance(solid[0], Leaf) and solid[0].lines is not None:
        least, most = solid[0].lines
        within = way.within if way.required else format_path(way.steps)
        for index in range(most):
            path = format_path((*way.steps, index))
            said = field.description.rstrip(".") if field is not None and field.description else None
            words = f"{said}, line {index + 1}" if said else f"Line {index + 1}"
            yield Heading(path, (Leaf(Kind.TEXT),), words, index < least, within)
    else:
        named = any(isinstance(atom, MapOf) for atom in solid)
        path = format_path((*way.steps, "NAME") if named else way.steps)
        inner = tuple(each for atom in solid if isinstance(atom, MapOf) for each in atom.value) if named else solid
        yield Heading(path, inner, field.description if field else None, way.required, way.within, named)


def _fields(record: Record, way: _Way, given: object) -> Iterator[Heading]:
    if record in way.models:  # a model that holds itself: a sheet ends somewhere
        return
    for one in record.fields.values():
        if is_computed(record, one):
            continue
        there = looked_up(given, (Step(one.name, one.aliases),))
        structured = any(isinstance(atom, Record) for atom in one.shape)
        if there not in (ABSENT, None) and not (structured and isinstance(there, dict)):
            continue
        steps = (*way.steps, one.name)
        needed = one.required and not may_be_absent(one.shape)
        within = way.within if needed or not _holds_fields(one.shape) else format_path(steps)
        below = _Way(steps, (*way.models, record), within, needed or within != way.within)
        yield from _of_shape(one.shape, below, one, there)


def _items(series: ListOf, way: _Way, field: Field | None) -> Iterator[Heading]:
    grouped = _holds_fields(series.item)
    for index in range(max(ITEMS, series.least)):
        steps = (*way.steps, index)
        needed = index < series.least
        within = way.within if needed or not grouped else format_path(steps)
        yield from _of_shape(series.item, _Way(steps, way.models, within, needed or grouped), field, ABSENT)


def _holds_fields(shape: Shape) -> bool:
    return any(isinstance(atom, (Record, ListOf)) for atom in shape)


def media_type(name: str) -> str:
    """The media type of an empty table of this name.

    Raises:
        UsageError: no such table is written.
    """
    return _kind(name).media_type


def _kind(name: str) -> FileKind:
    suffix = PurePath(name).suffix.lower()
    found = next((kind for kind in (CSV, TSV, XLSX) if suffix in kind.table_suffixes and suffix in _WRITTEN), None)
    if found is None:
        message = f"{name}: an empty table is written as {listed(_WRITTEN, last='or')}"
        raise UsageError(message)
    return found


def blank_sheet(name: str, columns: tuple[Heading, ...]) -> bytes:
    """The content of an empty table, in the format of the file's name.

    In a workbook each heading has what it means as a note, columns of text are formatted as such, so that they keep
    their zeros, and what may be chosen from is a list.

    Raises:
        UsageError: no such table is written.
        MissingResourceError: what writes workbooks is not installed.
    """
    kind = _kind(name)
    columns = tuple(one for one in columns if not one.named)
    if kind is not XLSX:
        separator = "," if kind is CSV else "\t"
        return (separator.join(one.path for one in columns) + "\r\n").encode("utf-8-sig")  # by which Excel knows UTF-8
    sheet = SheetWriter()
    for number, one in enumerate(columns, 1):
        leaves = [atom for atom in one.shape if isinstance(atom, Leaf)]
        kinds = {atom.kind for atom in leaves}
        shown = _SHOWN.get(next(iter(kinds))) if len(kinds) == 1 else None
        choices = [str(choice) for atom in leaves for choice in atom.choices or ()]
        if not all(atom.choices for atom in leaves):
            choices = []
        sheet.column(number, width=min(max(len(one.path) + 2, _NARROW), _WIDE), shown=shown, choices=choices)
        sheet.cell(1, number, one.path, look=Look.HEADING if one.required else Look.OPTIONAL, note=one.words)
    sheet.keep_in_sight(1)
    return sheet.content()
