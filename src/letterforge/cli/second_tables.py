"""`--list FIELD=TABLE`: the tables of their own that give lists, a file or a sheet of the workbook that has the recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from letterforge.errors import UsageError
from letterforge.filekinds import ODS, TABLE_SUFFIXES, XLS, XLSX
from letterforge.recipients.reading import read_table
from letterforge.recipients.table import Table, Wishes

_WORKBOOKS = (*XLSX.table_suffixes, *XLS.table_suffixes, *ODS.table_suffixes)


def read_tables(rows: str, lists: Sequence[str], wishes: Wishes) -> tuple[Table, dict[str, Table]]:
    """The table of recipients, and those of lists; a sheet of a list is not that of the recipients.

    Raises:
        UsageError, DataError: as `tables_of`.
    """
    tables, sheets = tables_of(lists, rows)
    return read_table(rows, wishes=replace(wishes, besides=sheets)), tables


def tables_of(said: Sequence[str], rows: str) -> tuple[dict[str, Table], tuple[str, ...]]:
    """The tables by the lists that they give, and which sheets of the workbook of recipients they are.

    Raises:
        UsageError: one is not written as FIELD=TABLE, or there is no such table.
        DataError: one cannot be read.
    """
    tables: dict[str, Table] = {}
    sheets = []
    for one in said:
        field, sign, source = one.partition("=")
        if not (sign and field.strip() and source):
            message = f"--list {one}: write it as FIELD=SHEET, FIELD=FILE or FIELD=FILE:SHEET"
            raise UsageError(message)
        if field.strip() in tables:
            message = f"--list {one}: another table gives this list"
            raise UsageError(message)
        file, sheet = _split(source)
        if file is None:
            if _suffix(rows) not in _WORKBOOKS:
                message = f"--list {one}: {rows} has no sheets; name the file of the list"
                raise UsageError(message)
            file = rows
            sheets.append(source)
        table = read_table(file, wishes=Wishes(sheet=sheet))
        tables[field.strip()] = table if sheet is None else replace(table, file=f"{file}:{sheet}")
    return tables, tuple(sheets)


def _split(source: str) -> tuple[str | None, str | None]:
    """File and sheet; a name that is no file of a table is that of a sheet."""
    if _suffix(source) in TABLE_SUFFIXES:
        return source, None
    file, sign, sheet = source.rpartition(":")
    if sign and sheet and _suffix(file) in _WORKBOOKS:
        return file, sheet
    return None, source


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()
