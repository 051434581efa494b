"""All rows against the model, before there is a letter: every fault, once, without a value."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.data.data_file import DataFile
from letterforge.data.given import plain_values
from letterforge.errors import DataError, FindingsError
from letterforge.findings import Finding, Findings, Place
from letterforge.letter import Letter
from letterforge.recipients.assembly import ABSENT, looked_up
from letterforge.recipients.cells import is_number_for_text
from letterforge.recipients.columns import Columns, Target
from letterforge.recipients.faults import Placement
from letterforge.recipients.gathering import Gathered, Gathering
from letterforge.recipients.table import ErrorCell, Row, Table
from letterforge.rules.data import MISSING, NO_VALUE
from letterforge.rules.recipients import (
    DUPLICATE_KEY,
    DUPLICATE_ROW,
    LOST_ZERO,
    ROW_IN_CELL,
    ROW_LENGTH,
    UNKNOWN_COLUMN,
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
    numbers: dict[int, list[int]] = field(default_factory=dict)
    """By the column, its first row with a number where the field is a text, and how many have one."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def digest(self, value: object) -> bytes:
        """What stands for a value while rows are compared: it can be told only within this run."""
        return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16, key=self.secret).digest()


def checked(plan: Plan, missing: frozenset[str]) -> Course:
    """Go through all rows once; ``missing`` are the fields of which is already said that nothing gives them."""
    course = Course()
    placement = Placement(plan.table.file, plan.columns.known, plan.gathering.shared)
    try:
        for row in plan.table:
            if row.is_empty:
                course.empty += 1
                continue
            course.rows += 1
            found = list(_row_faults(plan, course, placement, row))
            course.findings.extend(found)
            if any(one.is_error for one in found):
                course.faulty.add(row.number)
    except DataError as fault:  # the file itself, from here on
        course.findings.extend(fault.findings)
        course.cut_off = True
    for finding in placement.elsewhere(course.rows, missing):
        course.findings.add(finding)
    course.faulty |= placement.rows
    course.findings.extend(_numbers(plan, course))
    return course


def _row_faults(plan: Plan, course: Course, placement: Placement, row: Row) -> Iterator[Finding]:
    place = Place(plan.table.file, row.number)
    wide = len(plan.columns.known) if plan.table.headings is None else len(plan.table.headings)
    if len(row.cells) != wide:
        message = f"this row has {_cells(len(row.cells))}, and the table {wide} headings"
        yield ROW_LENGTH.at(place, message=message)
        return
    yield from _without_heading(plan, row)
    yield from _swallowed(plan, row)
    errors = list(_errors(plan, row))
    yield from errors
    wrong = {one.place.column for one in errors}
    yield from _repeated(course, row, place)
    unread = Findings()
    data = plan.gathering.data(row, unread)
    yield from (one.at(Place(plan.table.file, row.number, None, one.place.path)) for one in unread)
    faults = value_faults(plan.template, data)
    missing = {one.place.path for one in faults if one.rule == MISSING.code}
    if plan.key is not None and plan.key.path not in missing:
        yield from _key_faults(plan, plan.key, course, row, data)
    yield from (one for one in placement.in_cells(faults, row.number) if one.place.column not in wrong)
    for column in plan.columns.known:
        if is_number_for_text(row.cells[column.index], column.target.shape):
            course.numbers.setdefault(column.index, [row.number, 0])[1] += 1


def _cells(count: int) -> str:
    return f"{count} cell" + ("" if count == 1 else "s")


def _without_heading(plan: Plan, row: Row) -> Iterator[Finding]:
    for index in plan.columns.blank:
        if row.cells[index] not in (None, ""):
            yield UNKNOWN_COLUMN.at(_at(plan, row, index), message="this cell stands in a column without a heading")


def _errors(plan: Plan, row: Row) -> Iterator[Finding]:
    for index, cell in enumerate(row.cells):
        if isinstance(cell, ErrorCell):
            hint = "Correct the formula in the sheet, or what it refers to."
            yield NO_VALUE.at(
                _at(plan, row, index),
                message="this cell shows an error such as #N/A, or a formula that was not worked out",
                hint=hint,
            )


def _swallowed(plan: Plan, row: Row) -> Iterator[Finding]:
    """A quotation mark that is not closed may be closed by that of a later row: no reader can know, a person can.

    What it swallows ends with the beginning of that row, up to the same column. In prose a blank follows a comma.
    """
    separator = plan.table.separator
    if separator is None:
        return
    for index, cell in enumerate(row.cells):
        if index and isinstance(cell, str) and "\n" in cell:
            last = cell.splitlines()[-1]
            if last.count(separator) - last.count(f"{separator} ") == index:
                yield ROW_IN_CELL.at(
                    _at(plan, row, index), message="a line of this cell could be the beginning of a row of its own"
                )


def _repeated(course: Course, row: Row, place: Place) -> Iterator[Finding]:
    first = course.seen.setdefault(course.digest(row.cells if row.fields is None else row.fields), row.number)
    if first != row.number:
        yield DUPLICATE_ROW.at(place, message=f"this row is equal to row {first} in every column")


def _key_faults(plan: Plan, key: Target, course: Course, row: Row, data: Gathered) -> Iterator[Finding]:
    column = next((one for one in plan.columns.known if one.target.path == key.path), None)
    place = Place(plan.table.file, row.number, None, key.path) if column is None else _at(plan, row, column.index)
    value = looked_up(data.values if isinstance(data, DataFile) else data, key.steps)
    if value is None or value is ABSENT:
        yield MISSING.at(place, message="is missing, and is the key that tells people apart")
        return
    first = course.keys.setdefault(course.digest(_folded(value)), row.number)
    if first != row.number and not plan.several:
        yield DUPLICATE_KEY.at(place, message=f"is the key of row {first}, too")


def _at(plan: Plan, row: Row, index: int) -> Place:
    """The place of a cell."""
    label = next((one.label for one in plan.columns.known if one.index == index), None)
    return Place(plan.table.file, row.number, plan.table.columns[index], label)


def _folded(value: object) -> str:
    """A key as it counts when people are told apart: case, width and blanks are how somebody typed."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


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


def _numbers(plan: Plan, course: Course) -> Iterator[Finding]:
    for column in plan.columns.known:
        if column.index in course.numbers:
            first, count = course.numbers[column.index]
            rows = "in 1 row" if count == 1 else f"in {count:,} rows, of which this is the first"
            place = Place(plan.table.file, first, column.number, column.label)
            yield LOST_ZERO.at(place, message=f"is a number {rows}, though the field is a text")
