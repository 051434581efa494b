"""The record of a format of tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from letterforge.filekinds import FileKind
from letterforge.recipients.table import Table, Wishes


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One format: the ``kind`` of its files, and the reader of a file's content, its name, and what its user says of it."""

    kind: FileKind
    read: Callable[[bytes, str | None, Wishes], Table]
