"""JSON Lines: an object on each line, with the fields of a letter by their names, each value as it is written."""

from __future__ import annotations

import io
from collections.abc import Iterator

from letterforge.data.formats.json_file import read_json
from letterforge.errors import DataError
from letterforge.filekinds import JSON_LINES
from letterforge.limits import DATA_SIGNS
from letterforge.recipients.formats.encoding import encoding_of
from letterforge.recipients.formats.format import TableFormat
from letterforge.recipients.table import Row, Table, Wishes, bound_rows, refused


def read_json_lines(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table with an object on each line."""
    encoding, read_as = encoding_of(content, file, wishes.encoding)

    def rows() -> Iterator[Row]:
        lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="\n")
        number = 0
        while line := lines.readline(DATA_SIGNS.most + 1):
            number += 1
            if len(line) > DATA_SIGNS.most:
                raise refused(file, number, f"this line has more than {DATA_SIGNS.most:,} characters")
            bound_rows(file, number)
            yield _row(line, number, file)

    return Table(file, None, rows, (f"read as {read_as}",))


def _row(line: str, number: int, file: str | None) -> Row:
    if not line.strip():
        return Row(number)
    try:
        values = read_json(line, file).values
    except DataError as fault:
        (found,) = fault.findings
        raise refused(file, number, found.message, found.hint, column=found.place.column) from None
    if not isinstance(values, dict):
        raise refused(file, number, "this line is no object: it has no names", 'Write {"name": "value", ...} on each.')
    return Row(number, fields=values, as_written=True, line=line.rstrip("\r\n"))


JSON_LINES_TABLE = TableFormat(JSON_LINES, read_json_lines)
