"""What stands under a name: nothing where nothing does, and an error where nobody can say."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def standing(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """What the system knows of a file or folder; None where there is none, as under a link that leads to itself.

    `Path.exists` says no as well where the disk cannot be read (Python 3.14 and later), and before that raises what no
    caller expects.

    Raises:
        OSError: the system cannot say.
    """
    try:
        return path.stat(follow_symlinks=follow)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last: this is no path at all
        return None
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            return None
        raise


def is_folder(name: str | Path) -> bool:
    """Whether it is a folder for certain: what cannot be asked is none, and whoever opens it will be told why."""
    return stat.S_ISDIR(_mode(Path(name)))


def is_file(name: str | Path) -> bool:
    """Whether it is a file for certain; as `is_folder`."""
    return stat.S_ISREG(_mode(Path(name)))


def _mode(path: Path) -> int:
    try:
        found = standing(path)
    except OSError:
        return 0
    return 0 if found is None else found.st_mode


def folder_of(path: Path) -> Path:
    """The folder of a file, wherever a process goes that hears of it; as it was named where nobody knows the current one."""
    try:
        return path.absolute().parent
    except OSError:
        return path.parent
