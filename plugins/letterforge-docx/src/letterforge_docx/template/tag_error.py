"""What is wrong with a tag where it stands."""

from __future__ import annotations


class TagError(Exception):
    """A tag stands where it cannot be filled: why, and how to mend it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint
