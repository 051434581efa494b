"""`Artifact`: a finished file, and how it is saved: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from letterforge.errors import MissingResourceError, UsageError


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its bytes, media type and suffix."""

    content: bytes = field(repr=False)
    media_type: str
    suffix: str

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> Path:
        """Write the file, whole or not at all, and return its path.

        Raises:
            UsageError: the folder does not exist or cannot be written to, or the file is there and may not
                be replaced.
            MissingResourceError: the disk is full.
        """
        target = Path(path)
        try:
            return _write_whole(target, self.content, overwrite=overwrite)
        except FileExistsError as error:
            message = f"{target} already exists; choose another name, or say that it may be replaced"
            raise UsageError(message) from error
        except FileNotFoundError as error:
            message = f"the folder {target.parent} does not exist; create it first"
            raise UsageError(message) from error
        except ValueError as error:
            message = "this is not a file path"
            raise UsageError(message) from error
        except (PermissionError, IsADirectoryError, NotADirectoryError) as error:
            message = f"{target} cannot be written: {error.strerror}"
            raise UsageError(message) from error
        except OSError as error:
            message = f"{target} could not be written: {error.strerror}; nothing was left behind"
            raise MissingResourceError(message) from error


def _write_whole(target: Path, content: bytes, *, overwrite: bool) -> Path:
    """Write beside the target and move into place, so that no reader ever sees half a file."""
    temporary = target.with_name(f".letterforge-{os.urandom(8).hex()}.part")
    # Made with the usual mode, so that the process's mask applies; O_EXCL follows no link that somebody laid there.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if overwrite:
            temporary.replace(target)
        else:
            # A hard link fails where the name is taken, so that no file is lost between looking and writing.
            os.link(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
    return target
