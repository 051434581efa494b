"""The files beside a template: its parts and pictures, and nothing outside of its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

LARGEST = 20_000_000  # bytes


class Beside:
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
        if name in self.files:
            return self.files[name]
        if self.folder is None:
            message = "there are no files beside a template that was not read from a folder"
            raise ValueError(message)
        parts = PurePosixPath(name)
        if not name or parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name:
            message = "it must name a file beside the template, with / between folders"
            raise ValueError(message)
        path = self.folder / parts
        try:
            resolved = path.resolve(strict=True)
            inside = resolved.is_relative_to(self.folder.resolve())
            if not inside:
                message = "it leads out of the folder of the template"
                raise ValueError(message)
            if resolved.stat().st_size > LARGEST:
                message = f"it is larger than {LARGEST // 1_000_000} MB"
                raise ValueError(message)
            self.files[name] = resolved.read_bytes()
        except OSError as error:
            message = f"it could not be read: {error.strerror or 'no such file'}"
            raise ValueError(message) from error
        return self.files[name]
