"""The files beside a template: its parts and pictures, and nothing outside of its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

LARGEST = 20_000_000  # bytes


class CompanionFiles:
    """Reads files from one folder, each once. Without a folder there are none.

    ``files`` holds what was read, so that a template goes to another process whole.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """The content of a file in the folder, or in a folder within it.

        Raises:
            ValueError: there is no such file, or the name leads out of the folder; the message says which.
        """
        if name not in self.files:
            self.files[name] = self._read(name)
        return self.files[name]

    def _read(self, name: str) -> bytes:
        if self.folder is None:
            message = "there are no files beside a template that was not read from a folder"
            raise ValueError(message)
        parts = PurePosixPath(name)
        if not name or parts.is_absolute() or ".." in parts.parts or any(sign in name for sign in "\\:\0"):
            message = "it must name a file beside the template, with / between folders"
            raise ValueError(message)
        try:
            path = (self.folder / parts).resolve(strict=True)
            if not path.is_relative_to(self.folder.resolve()):
                message = "it is outside the folder"
                raise ValueError(message)
            if not path.is_file():  # a folder; or a pipe, which would be waited for
                message = "it is not a file"
                raise ValueError(message)
            if path.stat().st_size > LARGEST:
                message = f"it is larger than {LARGEST // 1_000_000} MB"
                raise ValueError(message)
            return path.read_bytes()
        except FileNotFoundError as error:
            message = "there is no such file"
            raise ValueError(message) from error
        except (OSError, RuntimeError) as error:  # until Python 3.13 a link to itself is a RuntimeError
            message = "it could not be read"
            raise ValueError(message) from error
