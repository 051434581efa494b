"""A second table, read into the list that it gives: one column has the key of the person, every other a field of the item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from letterforge.data.validation import as_given
from letterforge.errors import DataError, UsageError
from letterforge.findings import Finding, Findings, Place
from letterforge.models.shapes import ListOf, Record, Shape, union
from letterforge.recipients.assembly import Node, assembled, tree_of
from letterforge.recipients.cell_faults import CellFaults
from letterforge.recipients.cells import value_of
from letterforge.recipients.columns import Column, Columns, Fields, Step, Target, clash, columns_of
from letterforge.recipients.lists import Joined, JoinedList, folded_key
from letterforge.recipients.missing import missing_fields
from letterforge.recipients.table import Row, Table, column_letters
from letterforge.rules.data import MISSING
from letterforge.rules.recipients import DUPLICATE_COLUMN, DUPLICATE_ROW, MISSING_COLUMN, UNKNOWN_COLUMN


def joined(tables: Mapping[str, Table], fields: Fields, key: Target, findings: Findings) -> Joined:
    """Read the lists, by the fields that they are; what is wrong with a table is added to ``findings``.

    Raises:
        UsageError: a field is no list of the model, or is named twice, or a table has no headings.
    """
    lists: list[JoinedList] = []
    for path, table in tables.items():
        target = fields.target(path)
        if target is None or not _is_list(target, fields):
            message = f"{path} is no list of the model; a table of its own gives a list"
            raise UsageError(message)
        if any(clash(target, one.target) for one in lists) or clash(target, key):
            message = f"{path} is given by two tables, or holds the key"
            raise UsageError(message)
        if table.headings is None:
            message = f"the table for {path} has no headings, by which its columns are known"
            raise UsageError(message)
        lists.append(_read(target, table, fields, key, findings))
    return Joined(key, tuple(lists))


def apart(columns: Mapping[str, str], tables: Mapping[str, Table]) -> tuple[dict[str, str], dict[str, Table]]:
    """What a mapping says of the first table, and the tables of lists with the paths that it has for their headings.

    Raises:
        UsageError: it names a heading for an item that the table of the list does not have.
    """
    first: dict[str, str] = {}
    named: dict[str, Table] = dict(tables)
    for heading, path in columns.items():
        owner = next((one for one in tables if path.startswith((f"{one}.", f"{one}[]."))), None)
        if owner is None:
            first[heading.strip()] = path
            continue
        table = named[owner]
        there = [one.strip() == heading.strip() for one in table.headings or ()]
        if not any(there):
            message = f"the mapping names a heading for {path} that the table for {owner} does not have"
            raise UsageError(message)
        headings = (path if meant else one for one, meant in zip(table.headings or (), there, strict=True))
        named[owner] = replace(table, headings=tuple(headings))
    return first, named


def also_columns(lists: Joined, table: Table, known: Columns) -> Iterator[Finding]:
    """The columns of the first table that give what a table of its own gives, too."""
    for column in known.known:
        for one in lists.lists:
            if clash(column.target, one.target):
                message = f"a column gives {column.target.path}, and a table of its own gives {one.target.path}"
                yield DUPLICATE_COLUMN.at(Place(table.file, table.heading_row, column.number), message=message)


def places_of(lists: Joined) -> tuple[Column, ...]:
    """The lists as columns, by which is known that something gives them."""
    return tuple(Column(0, 0, one.target.path, one.target) for one in lists.lists)


def _is_list(target: Target, fields: Fields) -> bool:
    return fields.shape is None or any(isinstance(atom, ListOf) for atom in target.shape)


def _read(target: Target, table: Table, fields: Fields, key: Target, findings: Findings) -> JoinedList:
    found = JoinedList(target, table)
    heads = Findings()
    index = _key_index(table, fields, key, heads)
    item = None if fields.shape is None else union(*(one.item for one in target.shape if isinstance(one, ListOf)))
    if index is not None:
        columns = _columns(table, index, item, target, heads)
        found.columns, found.key_column = columns.known, table.columns[index]
        root = None if item is not None and not _has_fields(item) else tree_of(columns.known)
        findings.extend(_rows(_Reading(found, CellFaults(table, columns), index, key, item or (), root)))
    found.whole = found.whole and not heads.has_errors
    findings.extend(heads.sorted())
    return found


@dataclass(frozen=True)
class _Reading:
    """What is known of all rows of a table while they become items: of plain values there is no ``root``."""

    found: JoinedList
    faults: CellFaults
    index: int
    key: Target
    item: Shape
    root: Node | None

    def of(self, row: Row) -> object:
        """The item that a row is."""
        if self.root is not None:
            return as_given(assembled(self.root, {}, row.cells), self.item)
        return next((value_of(row.cells[one.index], one.target.shape) for one in self.found.columns), None)


def _rows(reading: _Reading) -> Iterator[Finding]:
    """Take each row as an item; yield what is wrong with its cells."""
    table = reading.found.table
    seen: dict[tuple[object, ...], int] = {}
    try:
        for row in table:
            if row.is_empty:
                continue
            yield from _row(reading, row)
            first = seen.setdefault(row.cells, row.number)
            if first != row.number:
                message = f"this row is equal to row {first} in every column"
                yield DUPLICATE_ROW.at(Place(table.file, row.number), message=message)
    except DataError as fault:  # the file itself, from here on
        yield from fault.findings
        reading.found.whole = False
    yield from reading.faults.numbers()


def _row(reading: _Reading, row: Row) -> Iterator[Finding]:
    found, key = reading.found, reading.key
    short = reading.faults.length(row)
    if short is not None:
        found.whole = False
        yield short
        return
    wrong = [*reading.faults.errors(row), *reading.faults.of(row)]
    yield from wrong
    value = value_of(row.cells[reading.index], key.shape)
    if value is None:
        found.whole = False
        place = replace(reading.faults.at(row, reading.index), path=key.path)
        yield MISSING.at(place, message="is missing, and is the key that says whose this row is")
        return
    owner = folded_key(value)
    for one in wrong:
        if one.is_error:
            found.errors.setdefault(owner, set()).add((one.place.file, row.number, one.place.column))
    found.items.setdefault(owner, []).append((row.number, reading.of(row)))


def _key_index(table: Table, fields: Fields, key: Target, findings: Findings) -> int | None:
    """Which column has the key: the one that would have it in the first table, too."""
    place = Place(table.file, table.heading_row)
    found = [index for index, heading in enumerate(table.headings or ()) if _means(fields, heading, key)]
    if not found:
        message = f"no column gives {key.path}, the key that says whose each row is"
        findings.add(MISSING_COLUMN.at(place, message=message, hint="Add a column for it, with the same heading."))
        return None
    for index in found[1:]:
        letters = [column_letters(table.columns[one]) for one in (index, found[0])]
        message = f"column {letters[0]} gives {key.path}, as column {letters[1]} does"
        findings.add(DUPLICATE_COLUMN.at(replace(place, column=table.columns[index]), message=message))
    return found[0]


def _means(fields: Fields, heading: str, key: Target) -> bool:
    target = fields.target(heading) if heading.strip() else None
    return target is not None and target.path == key.path


def _columns(table: Table, key: int, item: Shape | None, target: Target, findings: Findings) -> Columns:
    """The columns of an item's fields, by their paths within it or within the whole data, or their descriptions."""
    prefixes = (f"{target.path}.", f"{target.path}[].")
    headings = []
    for index, heading in enumerate(table.headings or ()):
        words = "" if index == key else heading.strip()
        headings.append(next((words.removeprefix(one) for one in prefixes if words.startswith(one)), words))
    if item is not None and not _has_fields(item):
        return _only(table, headings, item, target, findings, key)
    found = columns_of(replace(table, headings=tuple(headings)), Fields(item), findings)
    for one in () if item is None else missing_fields(item, tree_of(found.known), {}):
        place = Place(table.file, table.heading_row)
        message = f"no column gives {one.path} of the items of {target.path}"
        findings.add(MISSING_COLUMN.at(place, message=message, hint=one.description or ...))
    return Columns(found.known, tuple(one for one in found.blank if one != key))


def _only(table: Table, headings: list[str], item: Shape, target: Target, findings: Findings, key: int) -> Columns:
    """The one column of a list of plain values, whatever its heading; there is nothing that a second could mean."""
    named = [index for index, heading in enumerate(headings) if heading]
    blank = tuple(index for index, heading in enumerate(headings) if not heading and index != key)
    for index in named[1:]:
        place = Place(table.file, table.heading_row, table.columns[index])
        message = f"the items of {target.path} have no fields, so one column gives them, and this is another"
        findings.add(UNKNOWN_COLUMN.at(place, message=message, hint="Take it out."))
    if not named:
        place = Place(table.file, table.heading_row)
        findings.add(MISSING_COLUMN.at(place, message=f"no column gives the items of {target.path}"))
    inner = Target((Step("item", ("item",)),), "", item)
    known = tuple(Column(one, table.columns[one], headings[one], inner) for one in named[:1])
    return Columns(known, blank)


def _has_fields(shape: Shape) -> bool:
    return any(isinstance(atom, Record) for atom in shape)
