"""Whether two names are one file: by another spelling, a link, a hard link, or another case where that is the same."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def same_file(target: Path, others: Iterable[Path]) -> Path | None:
    """The one of several files that a target is, whatever they are called; None where it is none of them.

    A target that is a link counts as what it leads to; a folder counts as all files in it.
    """
    try:
        wanted = target.stat()
    except (OSError, ValueError):
        return None  # what is not there is nothing that could be read
    for other in others:
        for one in _files(other):
            try:
                if os.path.samestat(wanted, one.stat()):
                    return one
            except (OSError, ValueError):
                continue
    return None


def _files(path: Path) -> Iterable[Path]:
    yield path
    for folder, _, names in os.walk(path):
        yield from (Path(folder, name) for name in names)
