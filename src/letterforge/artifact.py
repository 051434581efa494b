"""`Artifact`: a finished file, and how it is saved: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from letterforge.errors import MissingResourceError, UsageError
from letterforge.files.standing import standing
from letterforge.files.writing import Growing, PlacingError, growing, write_all

_NO_PATH = "this is not a file path"


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
        save_together({target: self}, overwrite=overwrite)
        return target


def save_together(artifacts: Mapping[Path, Artifact], *, overwrite: bool = True) -> None:
    """Write several files, all of them or none: what was there before is there again where one cannot be written.

    Raises:
        UsageError, MissingResourceError: as `Artifact.save`.
    """
    with _refusing():
        try:
            write_all({target: artifact.content for target, artifact in artifacts.items()}, overwrite=overwrite)
        except ValueError as error:
            raise UsageError(_NO_PATH) from error


@contextlib.contextmanager
def growing_file(path: Path, *, overwrite: bool = True) -> Iterator[Growing]:
    """Write a file bit by bit: what is yielded has a ``write`` for bytes. It has its name when it is whole, or never.

    Raises:
        UsageError, MissingResourceError: as `Artifact.save`.
    """
    with _refusing(), contextlib.ExitStack() as stack:
        try:
            if not overwrite and standing(path, follow=False) is not None:  # not after an hour's work
                raise PlacingError(path, FileExistsError())
            file = stack.enter_context(growing(path, overwrite=overwrite))
        except ValueError as error:
            raise UsageError(_NO_PATH) from error
        yield file


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """Say in words what the system has against a file."""
    try:
        yield
    except PlacingError as error:
        raise _refusal(error) from error.fault


def _refusal(error: PlacingError) -> UsageError | MissingResourceError:
    """What the system said, in words that say what to do."""
    target, fault = error.target, error.fault
    if error.kept:
        names = " and ".join(map(str, error.kept))
        return MissingResourceError(
            f"{target} could not be written: {fault.strerror}; what was there before could not be put back, and is kept as {names}; move it within a day"
        )
    match fault:
        case FileExistsError():
            return UsageError(f"{target} already exists; choose another name, or say that it may be replaced")
        case FileNotFoundError() if not os.path.isdir(target.parent):  # noqa: PTH112  (which raises nothing)
            return UsageError(f"the folder {target.parent} does not exist; create it first")
        case PermissionError() | IsADirectoryError() | NotADirectoryError():
            return UsageError(f"{target} cannot be written: {fault.strerror}")
        case _:
            return MissingResourceError(f"{target} could not be written: {fault.strerror}; nothing was left behind")


def taken(path: Path) -> bool:
    """Whether something stands at a path.

    Raises:
        UsageError, MissingResourceError: as `Artifact.save`, where the system cannot say.
    """
    try:
        return standing(path) is not None
    except OSError as fault:
        raise _refusal(PlacingError(path, fault)) from fault


def folder_made(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        UsageError, MissingResourceError: as `Artifact.save`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        misplaced = isinstance(fault, (PermissionError, FileExistsError, NotADirectoryError))
        kind = UsageError if misplaced else MissingResourceError
        message = f"the folder {folder} cannot be made: {fault.strerror}"
        raise kind(message) from fault
