"""Letters of several kinds from one table, where a column says which letter a row is for."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from letterforge.data.data_file import DataFile
from letterforge.errors import UsageError
from letterforge.findings import Finding, Findings, Place
from letterforge.recipients.columns import Fields, columns_of
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.recipients.table import Row, Table
from letterforge.rules.recipients import UNKNOWN_KIND
from letterforge.template import Template

T = TypeVar("T")


@dataclass(frozen=True)
class ByKind:
    """The rows of a table, each for the letter of its kind; as `Recipients` to whoever asks for what is wrong."""

    kinds: tuple[Recipients, ...]
    table: Table
    findings: tuple[Finding, ...]
    faulty: frozenset[int]
    _kind_of: Mapping[int, int] = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found out about the file, and what of it is not read."""
        return tuple(dict.fromkeys(note for one in self.kinds for note in one.notes))

    @property
    def rows(self) -> int:
        """How many rows there are, empty ones not counted."""
        return sum(one.rows for one in self.kinds) + len(self.faulty - self._kind_of.keys())

    @property
    def templates(self) -> tuple[Template, ...]:
        """The template of each kind, as `Recipients` has it."""
        return tuple(template for one in self.kinds for template in one.templates)

    @property
    def is_sound(self) -> bool:
        """Whether any row can have a letter."""
        return all(one.is_sound for one in self.kinds)

    def __iter__(self) -> Iterator[tuple[int, tuple[int, Mapping[str, Any] | BaseModel]]]:
        """The number of each row without an error; that of its kind, and the data for its letter. In their order."""
        return heapq.merge(*map(_numbered, range(len(self.kinds)), self.kinds), key=lambda one: one[0])

    def placed(self, findings: Iterable[Finding], row: int) -> tuple[Finding, ...]:
        """What was found when the letter of a row was made, with the file, row, column and heading of each."""
        return self.kinds[self._kind_of.get(row, 0)].placed(findings, row)

    def items_of(self, rows: Collection[int]) -> dict[str, tuple[Table, frozenset[int]]]:
        """By each list that a table of its own gives, that table, and which rows of it belong to some rows of this one."""
        out: dict[str, tuple[Table, frozenset[int]]] = {}
        for one in self.kinds:
            for path, (table, items) in one.items_of(rows).items():
                out[path] = table, items | (out[path][1] if path in out else frozenset())
        return out


def by_kind(
    templates: Mapping[str, Template],
    table: Table,
    heading: str,
    *,
    shared: DataFile | Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    key: str | None = None,
    several: bool = False,
) -> ByKind:
    """Match and check the rows of a table, each for the template that the column ``heading`` names.

    An empty cell names the template of the empty name, where there is one. A column that a template has no field for is
    left out of its rows, if another has one. The rest is as for `letterforge.recipients.recipients.recipients`.

    Raises:
        UsageError: there is no such column, or as `recipients`.
    """
    index = _column(table, heading)
    names = {_plain(name): number for number, name in enumerate(templates)}
    kind_of: dict[int, int] = {}
    found, faulty = Findings(), set[int]()
    for row in table:
        if row.is_empty:
            continue
        kind = names.get(_plain(_said(row, index, heading)))
        if kind is not None:
            kind_of[row.number] = kind
            continue
        faulty.add(row.number)
        place = Place(table.file, row.number, None if index is None else table.columns[index], heading)
        found.add(UNKNOWN_KIND.at(place, message="is none of the letters that this run has"))
    mapping = {name.strip(): path for name, path in (columns or {}).items()}
    known = [
        {
            one.index
            for one in columns_of(
                table, Fields(template.shape, mapping, merged=template.waits_for_data), Findings()
            ).known
        }
        for template in templates.values()
    ]
    kinds = []
    for kind, template in enumerate(templates.values()):
        foreign = set().union(*known) - known[kind] | ({index} if index is not None else set())
        rows = _rows_of(table, foreign, heading, kind_of, kind)
        own = {
            name: path
            for name, path in mapping.items()
            if rows.headings is None or name in map(str.strip, rows.headings)
        }
        one = recipients(template, rows, shared=shared, columns=own, key=key, several=several)
        found.extend(one.findings)
        faulty |= one.faulty
        kinds.append(one)
    return ByKind(tuple(kinds), table, found.sorted(), frozenset(faulty), kind_of)


def _column(table: Table, heading: str) -> int | None:
    """The place of the column; None where each row names its fields itself."""
    if table.headings is None:
        return None
    names = [_plain(one) for one in table.headings]
    if _plain(heading) not in names:
        message = f"there is no column {heading} that could say which letter a row is for"
        raise UsageError(message)
    return names.index(_plain(heading))


def _rows_of(table: Table, left_out: Collection[int], heading: str, kind_of: Mapping[int, int], kind: int) -> Table:
    """The rows of one kind, without the columns that are none of its fields."""

    def of_kind(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(item for index, item in enumerate(items) if index not in left_out)

    def rows() -> Iterator[Row]:
        for row in table:
            if kind_of.get(row.number) == kind:
                fields = row.fields
                if isinstance(fields, Mapping):
                    fields = {name: value for name, value in fields.items() if name != heading}
                yield replace(row, cells=of_kind(row.cells), fields=fields)

    headings = None if table.headings is None else of_kind(table.headings)
    return replace(table, headings=headings, columns=of_kind(table.columns), rows=rows)


def _said(row: Row, index: int | None, heading: str) -> object:
    if index is not None:
        return row.cells[index] if index < len(row.cells) else None
    return row.fields.get(heading) if isinstance(row.fields, Mapping) else None


def _plain(cell: object) -> str:
    """A name as it counts: case, width and blanks are how somebody typed."""
    return "" if cell is None else " ".join(unicodedata.normalize("NFKC", str(cell)).casefold().split())


def _numbered(kind: int, found: Recipients) -> Iterator[tuple[int, tuple[int, Mapping[str, Any] | BaseModel]]]:
    return ((row, (kind, data)) for row, data in found)
