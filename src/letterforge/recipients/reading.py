"""A table in, by whichever format it has."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from pydantic import BaseModel

from letterforge.discovery import records
from letterforge.errors import UsageError
from letterforge.filekinds import TABLE_SUFFIXES, listed
from letterforge.files.reading import OversizeError, read_file
from letterforge.files.standing import folder_of
from letterforge.limits import TABLE_BYTES, TABLE_ROWS
from letterforge.recipients import formats
from letterforge.recipients.formats.format import TableFormat
from letterforge.recipients.table import NO_WISHES, Row, Table, Wishes, bound_rows, refused


@functools.cache
def known_formats() -> tuple[TableFormat, ...]:
    """Every format that has a file."""
    return records(formats, TableFormat)


def read_table(source: str | os.PathLike[str] | bytes, *, name: str | None = None, wishes: Wishes = NO_WISHES) -> Table:
    r"""Read a table by the suffix of its name: its headings at once, its rows when they are asked for.

    The source is a path, or the bytes of a file. What was read is what stays read: the content is kept as it is, so that
    the rows that were checked are those that are written.

    >>> table = read_table(b"name;place\nAnn Ash;Leeds\n", name="people.csv")
    >>> table.headings, table.notes
    (('name', 'place'), ('read as UTF-8, its cells separated by a semicolon',))
    >>> [row.number for row in table]
    [2]

    Raises:
        DataError: it cannot be read; the message says where, and shows no value. Rows raise it, too.
        UsageError: there is no such file, or none of its suffix is read.
        MissingResourceError: what reads such files is not installed.
    """
    called = name or ("" if isinstance(source, bytes) else os.fspath(source))
    suffix = PurePath(called).suffix.lower()
    found = next((one for one in known_formats() if suffix in one.kind.table_suffixes), None)
    if found is None:
        message = f"{called or 'this'} is not a table of recipients; letterforge reads {listed(TABLE_SUFFIXES)}"
        raise UsageError(message)
    if isinstance(source, bytes):
        content = source
        if len(content) > TABLE_BYTES.most:
            raise refused(name, None, _TOO_LARGE)
    else:
        content = _content(Path(source), called)
    folder = None if isinstance(source, bytes) else folder_of(Path(source))
    return replace(found.read(content, called, wishes), folder=folder)


def table_of(rows: Iterable[object], *, name: str = "rows") -> Table:
    """A table of dictionaries or models of a program's own, counted from 1; ``name`` is what findings call it.

    What can be gone through once only is held; else it is gone through again for the letters.

    >>> [row.number for row in table_of([{"name": "Ann Ash"}, {"name": "Ben Birch"}])]
    [1, 2]
    """
    held = tuple(itertools.islice(rows, TABLE_ROWS.most + 1)) if isinstance(rows, Iterator) else rows

    def each() -> Iterator[Row]:
        for number, one in enumerate(held, 1):
            if not isinstance(one, (Mapping, BaseModel)):
                raise refused(name, number, "this row is neither a dictionary nor a model")
            bound_rows(name, number)
            yield Row(number, fields=one)

    return Table(name, None, each)


_TOO_LARGE = f"the file is larger than {TABLE_BYTES.most:,} bytes"


def _content(path: Path, called: str) -> bytes:
    try:
        return read_file(path, most=TABLE_BYTES.most)
    except OSError as fault:
        message = f"the table {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None
    except ValueError:
        message = "this is not a file path"
        raise UsageError(message) from None
    except OversizeError:
        raise refused(called, None, _TOO_LARGE) from None
