"""The record of a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from letterforge.data.data_file import DataFile
from letterforge.filekinds import FileKind


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the ``kind`` of its files, with suffixes and media type, and the reader of a text and its file's name.

    ``begins`` are the signs with which a text begins that has no suffix to say what it is; the format without any is
    taken for all that no other begins.
    """

    kind: FileKind
    read: Callable[[str, str | None], DataFile]
    begins: tuple[str, ...] | None = None
