"""CSV and TSV, read strictly (RFC 4180): what a file does not say, its encoding and separator, is found out and said."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator

from letterforge.errors import DataError
from letterforge.filekinds import CSV, TSV
from letterforge.limits import TABLE_CELL, TABLE_COLUMNS
from letterforge.recipients.formats.encoding import encoding_of
from letterforge.recipients.formats.format import TableFormat
from letterforge.recipients.table import Row, Table, Wishes, bound_rows, refused

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_LOOKED_AT = 20
"""Rows by which the separator is told."""
_SAID = re.compile(r"sep=(.)[\r\n]*\Z")
"""The line by which Excel is told the separator."""
_UNCLOSED = "a quotation mark in this row is not closed, or stands within a text that is not quoted"
_CLOSE = "Put the whole cell in quotation marks, and write each within it twice."


def read_csv(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table in CSV."""
    return _table(content, file, wishes, (",", ";", "\t"))


def read_tsv(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table whose cells are separated by tabs."""
    return _table(content, file, wishes, ("\t",))


def _table(content: bytes, file: str | None, wishes: Wishes, separators: tuple[str, ...]) -> Table:
    encoding, read_as = encoding_of(content, file, wishes.encoding)

    def lines() -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")

    said = _SAID.match(next(lines(), ""))
    separator = wishes.delimiter or (said[1] if said else _found_out(lines, file, separators))
    if len(separator) != 1 or separator in '"\r\n':
        raise refused(file, None, "this cannot separate cells", "Separate them by a comma, a semicolon or a tab.")

    def records() -> Iterator[tuple[int, list[str]]]:
        found = _records(lines(), separator, file)
        if said:
            next(found)
        return found

    head = next((one for one in records() if any(one[1])), None)
    if head is None:
        raise refused(file, None, "the table is empty", "Write the headings into its first row.")
    number, cells = head
    if len(cells) > TABLE_COLUMNS.most:
        raise refused(file, number, f"the table has more than {TABLE_COLUMNS.most:,} columns")

    def rows() -> Iterator[Row]:
        return (Row(at, tuple(cell or None for cell in cells)) for at, cells in records() if at > number)

    by = _SEPARATORS.get(separator, "another sign")
    told = "" if len(separators) == 1 else f", its cells separated by a {by}"
    return Table(
        file, tuple(cells), rows, (f"read as {read_as}{told}",), tuple(range(1, len(cells) + 1)), number, separator
    )


def _records(lines: Iterator[str], separator: str, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number, empty ones too.

    The reader of Python's library is strict about what follows a closing quotation mark, not about one within a text
    that is not quoted: a record with any is held against the grammar besides.
    """
    taken: list[str] = []
    left = TABLE_CELL.most * 2

    def bounded() -> Iterator[str]:
        nonlocal left
        for line in lines:
            left -= len(line)
            if left < 0:
                raise csv.Error
            taken.append(line)
            yield line

    sound = _grammar(separator)
    reader = csv.reader(bounded(), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        taken.clear()
        left = TABLE_CELL.most * 2
        try:
            cells = next(reader, None)
        except csv.Error:
            raise _unsound(file, number, taken) from None
        if cells is None:
            return
        bound_rows(file, number)
        if any('"' in line for line in taken) and not sound("".join(taken)):
            raise refused(file, number, _UNCLOSED, _CLOSE)
        yield number, cells


def _unsound(file: str | None, number: int, lines: list[str]) -> DataError:
    if any('"' in line for line in lines):
        return refused(file, number, _UNCLOSED, _CLOSE)
    return refused(file, number, f"a cell of this row has more than {TABLE_CELL.most:,} characters")


def _grammar(separator: str) -> Callable[[str], object]:
    """Whether a record is as RFC 4180 has it; it never goes back over what it has read."""
    sign = re.escape(separator)
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"\r\n{sign}]*+)'
    return re.compile(rf"{cell}(?:{sign}{cell})*+(?:\r\n?|\n)?+\Z").match


def _found_out(lines: Callable[[], Iterator[str]], file: str | None, separators: tuple[str, ...]) -> str:
    """The separator with which the first rows have equally many cells, and more than one; else the headings have."""
    heads: dict[str, int] = {}
    even: dict[str, int] = {}
    for one in separators:
        try:
            first = list(itertools.islice(_records(lines(), one, file), _LOOKED_AT))
        except DataError:  # not this one, or it is refused when the rows are read
            continue
        widths = [len(cells) for _, cells in first if any(cells)]
        if widths and widths[0] > 1:
            heads[one] = widths[0]
            if min(widths) == max(widths):
                even[one] = widths[0]
    found = even or heads
    if len(found) > 1:
        message = "its cells may be separated by more than one sign, and nothing says by which"
        raise refused(file, 1, message, "Say which sign it is.")
    return next(iter(found), separators[0])


CSV_TABLE = TableFormat(CSV, read_csv)
TSV_TABLE = TableFormat(TSV, read_tsv)
