"""A table of just those rows that have no letter, in the format of the table that they come from: to mend, and to give again."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import PurePath

from letterforge.errors import DataError
from letterforge.filekinds import CSV, JSON_LINES, TSV, XLSX, FileKind
from letterforge.recipients.sheets import Look, SheetWriter
from letterforge.recipients.table import Row, Table


def skipped_kind(table: Table) -> FileKind:
    """In which format the rows of a table are written: its own, or that of Excel for all workbooks."""
    suffix = PurePath(table.file or "").suffix.lower()
    return next((kind for kind in (CSV, TSV, JSON_LINES) if suffix in kind.table_suffixes), XLSX)


def skipped_rows(table: Table, numbers: Collection[int]) -> bytes:
    """The rows with these numbers below the same headings, each cell as it was; text is written in UTF-8.

    Raises:
        MissingResourceError: what writes sheets is not installed.
    """
    rows = _rows(table, numbers)
    kind = skipped_kind(table)
    if kind is JSON_LINES:
        return "".join(f"{row.line}\n" for row in rows).encode()
    if kind is XLSX:
        return _sheet(table, rows)
    out = io.StringIO()
    # All in quotation marks: then no other sign can be taken for the one between the cells.
    writer = csv.writer(out, delimiter=table.separator or ",", quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings or ())
    writer.writerows(row.cells for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _rows(table: Table, numbers: Collection[int]) -> Iterator[Row]:
    try:
        yield from (row for row in table if row.number in numbers)
    except DataError:  # a file that cannot be read to its end: has been said, and what is behind has no number
        return


def _sheet(table: Table, rows: Iterator[Row]) -> bytes:
    sheet = SheetWriter()
    for number, heading in zip(table.columns, table.headings or (), strict=True):
        sheet.cell(1, number, heading, look=Look.HEADING)
    for at, row in enumerate(rows, 2):
        for number, cell in zip(table.columns, row.cells, strict=False):
            sheet.cell(at, number, cell)
    sheet.keep_in_sight(1)
    return sheet.content()
