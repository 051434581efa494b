"""All rows against the model, before there is a letter: every fault, once, without a value."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.data.data_file import DataFile
from letterforge.data.given import plain_values
from letterforge.errors import DataError, FindingsError
from letterforge.findings import Finding, Findings, Place
from letterforge.letter import Letter
from letterforge.recipients.assembly import ABSENT, looked_up
from letterforge.recipients.cell_faults import CellFaults
from letterforge.recipients.columns import Columns, Target
from letterforge.recipients.faults import Placement
from letterforge.recipients.gathering import Gathered, Gathering
from letterforge.recipients.lists import folded_key
from letterforge.recipients.table import Row, Table
from letterforge.rules.data import MISSING
from letterforge.rules.recipients import (
    DUPLICATE_KEY,
    DUPLICATE_ROW,
)
from letterforge.template import Template


@dataclass(frozen=True)
class Plan:
    """What is worked out once for all rows of a table."""

    template: Template
    table: Table
    gathering: Gathering
    columns: Columns
    key: Target | None
    several: bool


@dataclass
class Course:
    """What one way through all rows has found so far."""

    findings: Findings = field(default_factory=Findings)
    faulty: set[int] = field(default_factory=set)
    rows: int = 0
    empty: int = 0
    cut_off: bool = False
    """Whether the file could not be read to its end."""
    seen: dict[bytes, int] = field(default_factory=dict)
    keys: dict[bytes, int] = field(default_factory=dict)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def digest(self, value: object) -> bytes:
        """What stands for a value while rows are compared: it can be told only within this run."""
        return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16, key=self.secret).digest()


def checked(plan: Plan, missing: frozenset[str]) -> Course:
    """Go through all rows once; ``missing`` are the fields of which is already said that nothing gives them."""
    course = Course()
    joined = plan.gathering.joined
    placement = Placement(plan.table.file, plan.columns.known, plan.gathering.shared, joined)
    faults = CellFaults(plan.table, plan.columns)
    try:
        for row in plan.table:
            if row.is_empty:
                course.empty += 1
                continue
            course.rows += 1
            found = list(_row_faults(plan, course, placement, faults, row))
            course.findings.extend(found)
            if any(one.is_error for one in found) or (joined is not None and joined.errors(row.number)):
                course.faulty.add(row.number)
    except DataError as fault:  # the file itself, from here on
        course.findings.extend(fault.findings)
        course.cut_off = True
    for finding in placement.elsewhere(course.rows, missing):
        course.findings.add(finding)
    course.faulty |= placement.rows
    course.findings.extend(faults.numbers())
    return course


def _row_faults(plan: Plan, course: Course, placement: Placement, faults_of: CellFaults, row: Row) -> Iterator[Finding]:
    place = Place(plan.table.file, row.number)
    short = faults_of.length(row)
    if short is not None:
        yield short
        return
    yield from faults_of.of(row)
    errors = list(faults_of.errors(row))
    yield from errors
    said = {(plan.table.file, row.number, one.place.column) for one in errors}
    yield from _repeated(course, row, place)
    unread = Findings()
    data = plan.gathering.data(row, unread)
    yield from (one.at(Place(plan.table.file, row.number, None, one.place.path)) for one in unread)
    faults = value_faults(plan.template, data)
    missing = {one.place.path for one in faults if one.rule == MISSING.code}
    if plan.key is not None and plan.key.path not in missing:
        yield from _key_faults(plan, plan.key, course, faults_of, row, data)
    if plan.gathering.joined is not None:
        said |= plan.gathering.joined.errors(row.number)
    for one in placement.in_cells(faults, row.number):
        if (one.place.file, one.place.line, one.place.column) not in said:
            yield one


def _repeated(course: Course, row: Row, place: Place) -> Iterator[Finding]:
    first = course.seen.setdefault(course.digest(row.cells if row.fields is None else row.fields), row.number)
    if first != row.number:
        yield DUPLICATE_ROW.at(place, message=f"this row is equal to row {first} in every column")


def _key_faults(
    plan: Plan, key: Target, course: Course, faults: CellFaults, row: Row, data: Gathered
) -> Iterator[Finding]:
    column = next((one for one in plan.columns.known if one.target.path == key.path), None)
    place = Place(plan.table.file, row.number, None, key.path) if column is None else faults.at(row, column.index)
    value = looked_up(data.values if isinstance(data, DataFile) else data, key.steps)
    if value is None or value is ABSENT:
        yield MISSING.at(place, message="is missing, and is the key that tells people apart")
        return
    first = course.keys.setdefault(course.digest(folded_key(value)), row.number)
    if first != row.number and not plan.several:
        yield DUPLICATE_KEY.at(place, message=f"is the key of row {first}, too")


def value_faults(template: Template, data: Gathered) -> tuple[Finding, ...]:
    """What is wrong with the data of one letter, by the fields."""
    if template.model is None:
        try:
            Letter(template, data)
        except FindingsError as fault:
            return fault.findings
        return ()
    findings = Findings()
    plain_values(template.model, template.shape, data, findings)
    return findings.sorted()
