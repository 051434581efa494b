"""A copy of a table as a sheet of Excel, in which each wrong cell is marked and has a note that says what is wrong."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letterforge.errors import DataError
from letterforge.findings import Finding
from letterforge.recipients.sheets import LONGEST, Look, SheetWriter
from letterforge.recipients.table import Cell, Table

NOTES = 20_000
"""More notes than anybody reads: a spreadsheet program takes long to open a sheet with many."""
_CUT = f"here are only the first {LONGEST:,} characters: a cell of a workbook holds no more"


@dataclass(frozen=True, slots=True)
class AnnotatedSheet:
    """The file, how many cells are marked, and how many of those have no note, since there are too many."""

    content: bytes
    marked: int
    without_note: int


def annotated(table: Table, findings: Iterable[Finding]) -> AnnotatedSheet:
    """The copy: each cell stands where it stood, what is hidden is left out, a formula is what it came to.

    A finding about a row stands at its first cell, one about the table at its first heading. No note shows a value; the
    copy itself holds all that the table holds.

    Raises:
        MissingResourceError: what writes sheets is not installed.
    """
    marks: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    first = table.columns[0] if table.columns else 1
    for one in findings:
        if one.place.file == table.file:
            marks[one.place.line or table.heading_row, one.place.column or first].append(one)
    sheet = SheetWriter()
    marked = noted = 0

    def write(row: int, column: int, cell: Cell, found: Sequence[Finding]) -> None:
        nonlocal marked, noted
        words = [_words(one) for one in found]
        if isinstance(cell, str) and len(cell) > LONGEST:
            words.append(_CUT)
        look = Look.HEADING if row == table.heading_row else Look.PLAIN
        if words:
            look = Look.ERROR if any(one.is_error for one in found) else Look.WARNING
            marked += 1
            noted += marked <= NOTES
        sheet.cell(row, column, cell, look=look, note="\n\n".join(words) if words and marked <= NOTES else None)

    for row, column, cell in _cells(table):
        write(row, column, cell, marks.pop((row, column), ()))
    for (row, column), found in marks.items():  # where there is no cell: a row that is too short, or could not be read
        write(row, column, None, found)
    sheet.keep_in_sight(table.heading_row)
    return AnnotatedSheet(sheet.content(), marked, marked - noted)


def _cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and column, headings too; a table that cannot be read to its end has those before."""
    yield from ((table.heading_row, *one) for one in zip(table.columns, table.headings or (), strict=True))
    behind = table.columns[-1] + 1 if table.columns else 1
    try:
        for row in table:
            for column, cell in zip(itertools.chain(table.columns, itertools.count(behind)), row.cells, strict=False):
                yield row.number, column, cell
    except DataError:  # which is one of the findings
        return


def _words(finding: Finding) -> str:
    said = f"{finding.severity.value}: {finding.message} [{finding.rule}]"
    return f"{said}\n{finding.hint}" if finding.hint else said
