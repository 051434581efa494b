"""Whether two names are one file: by another spelling, a link, a hard link, or another case where that is the same."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from letterforge.files.standing import standing


def same_file(target: Path, others: Iterable[Path]) -> Path | None:
    """The one of several files that a target is, whatever they are called; None where it is none of them.

    A target that is a link counts as what it leads to; a folder counts as all files in it.

    Raises:
        OSError: the system cannot say. To take that for a no would be to write over what is read.
    """
    wanted = standing(target)
    if wanted is None:
        return None  # what is not there is nothing that could be read
    for other in others:
        for one in _files(other):
            found = standing(one)
            if found is not None and os.path.samestat(wanted, found):
                return one
    return None


def _files(path: Path) -> Iterable[Path]:
    yield path
    for folder, _, names in os.walk(path, onerror=_told):
        yield from (Path(folder, name) for name in names)


def _told(fault: OSError) -> None:
    """What is no folder has no files; of a folder that may not be listed, none has been read."""
    if not isinstance(fault, (FileNotFoundError, NotADirectoryError, PermissionError)):
        raise fault
