"""`recipients`: a template and a table, proven to fit row by row, and the data of each letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from letterforge.data.data_file import DataFile
from letterforge.data.given import plain_values
from letterforge.data.picture_files import with_pictures
from letterforge.errors import DataError, UsageError
from letterforge.findings import Finding, Findings, Place
from letterforge.recipients.assembly import tree_of
from letterforge.recipients.checking import Plan, checked
from letterforge.recipients.columns import Column, Fields, Target, columns_of
from letterforge.recipients.faults import Placement
from letterforge.recipients.gathering import Gathering, ready
from letterforge.recipients.joining import also_columns, apart, joined, places_of
from letterforge.recipients.missing import missing_fields
from letterforge.recipients.reading import table_of
from letterforge.recipients.table import Table
from letterforge.rules.recipients import MISSING_COLUMN
from letterforge.template import Template


@dataclass(frozen=True)
class Recipients:
    """The rows of a table, all of which were checked; iterating gives those without an error.

    Attributes:
        findings: all that is wrong with the table, in its order; none shows what a cell holds.
        notes: what was found out about the file, and what of it is not read.
        rows: how many rows there are, empty ones not counted.
        faulty: the numbers of the rows that no letter can be made of.
    """

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    rows: int
    faulty: frozenset[int]
    _plan: Plan = field(repr=False)
    _sound: bool = field(repr=False)
    """Whether the columns are, and all lists whole: with a field that no column gives no row is."""

    @property
    def is_sound(self) -> bool:
        """Whether any row can have a letter: not where a field has no column, or a row of a list belongs to nobody."""
        return self._sound

    @property
    def templates(self) -> tuple[Template, ...]:
        """The template, read for the fields of the table where it is that of a mail merge."""
        return (self._plan.template,)

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that stops a letter."""
        return any(one.is_error for one in self.findings)

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, Any] | BaseModel]]:
        """The number of each row without an error, and the data for its `letterforge.Letter`.

        These are a dictionary, or the model itself that a program gave, where nothing is shared.
        """
        if not self._sound:
            return
        for row in self._plan.table:
            if row.is_empty or row.number in self.faulty:
                continue
            yield row.number, ready(self._plan.gathering.data(row, Findings()), self._plan.template.shape)

    @property
    def table(self) -> Table:
        """The table of the rows."""
        return self._plan.table

    def items_of(self, rows: Collection[int]) -> dict[str, tuple[Table, frozenset[int]]]:
        """By each list that a table of its own gives, that table, and which rows of it belong to some rows of this one."""
        joined = self._plan.gathering.joined
        return {} if joined is None else joined.items_of(rows)

    def placed(self, findings: Iterable[Finding], row: int) -> tuple[Finding, ...]:
        """What was found when the letter of a row was made, with the file, row, column and heading of each."""
        gathering = self._plan.gathering
        placement = Placement(self._plan.table.file, self._plan.columns.known, gathering.shared, gathering.joined)
        return placement.placed(findings, row)


def recipients(
    template: Template,
    table: Table | Iterable[object],
    *,
    shared: DataFile | Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    key: str | None = None,
    several: bool = False,
    lists: Mapping[str, Table] | None = None,
) -> Recipients:
    """Match the columns of a table with the fields of a template's model, and check every row.

    ``shared`` are the data that all letters have; a column is over them. ``columns`` names the field of a heading
    that is neither a path nor a description, in the table of a list, too. ``key`` is the field, or its heading, that tells people apart: two rows
    with one key are an error, unless ``several`` says that a person may get several letters. ``lists`` are tables of
    their own, by the lists that they give: each of their rows is an item, and says by the key whose it is.

    Raises:
        UsageError: there is no such key or list, or the shared data are not fields with values.
    """
    if not isinstance(table, Table):
        table = table_of(table)
    base = _shared(shared, template)
    mapping, lists = apart(columns or {}, lists or {})
    fields = Fields(template.shape, mapping, merged=template.waits_for_data)
    found, heads = Findings(), Findings()
    known = columns_of(table, fields, heads)
    target = _key(fields, key, lists)
    tables = None if target is None or not lists else joined(lists, fields, target, found)
    sound = tables is None or tables.whole
    given: tuple[Column, ...] = known.known
    if tables is not None:
        heads.extend(also_columns(tables, table, known))
        given = (*given, *places_of(tables))
    lacking = (
        []
        if template.shape is None or table.headings is None
        else list(missing_fields(template.shape, tree_of(given), base.values))
    )
    for one in lacking:
        place = Place(table.file, table.heading_row)
        message = f"no column gives {one.path}, and the shared data do not have it"
        heads.add(MISSING_COLUMN.at(place, message=message, hint=one.description or ...))
    gathering = Gathering(fields, tree_of(known.known), base, tables, table.folder)
    template = _for_rows(template, table, gathering)
    plan = Plan(template, table, gathering, known, target, several)
    course = checked(plan, frozenset(one.path for one in lacking))
    orphans = [] if tables is None or course.cut_off else list(tables.orphans())
    sound = sound and not (heads.has_errors or course.cut_off or orphans)
    for each in (heads.sorted(), course.findings.sorted(), orphans):
        found.extend(each)
    skipped = (f"{course.empty:,} empty row{'s' if course.empty > 1 else ''} skipped",) if course.empty else ()
    beside = (f"{path}: {note}" for path, one in lists.items() for note in one.notes)
    return Recipients(
        found.sorted(), (*table.notes, *skipped, *beside), course.rows, frozenset(course.faulty), plan, sound
    )


def _shared(shared: DataFile | Mapping[str, Any] | None, template: Template) -> DataFile:
    """The data that all letters have, with the pictures that they name: those of the rows lie in another folder."""
    base = shared if isinstance(shared, DataFile) else DataFile(dict(shared or {}), None, {})
    if not isinstance(base.values, Mapping):
        message = "the shared data are not fields with values"
        raise UsageError(message)
    return base if template.shape is None else with_pictures(base, template.shape)


def _for_rows(template: Template, table: Table, gathering: Gathering) -> Template:
    """The template of a mail merge, read by the fields of the first row that has any, as all rows have them."""
    if not template.waits_for_data:
        return template
    try:
        row = next((one for one in table if not one.is_empty), None)
    except DataError:  # the file itself, which is told where all rows are checked
        return template
    if row is None:
        return template
    _, shape = plain_values(None, None, gathering.data(row, Findings()), Findings())
    return template.for_data(shape)


def _key(fields: Fields, key: str | None, lists: Mapping[str, Table]) -> Target | None:
    """The field that tells people apart."""
    if key is None:
        if lists:
            message = "a key is missing: the field that says whose each row of the other table is"
            raise UsageError(message)
        return None
    target = fields.target(key)
    if target is None or target.is_group:
        message = "the key is no field; name a field, or a heading of the table"
        raise UsageError(message)
    return target
