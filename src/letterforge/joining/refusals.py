"""What is said of a letter that cannot be joined: its number, and what is wrong; no word of it."""

from __future__ import annotations

from dataclasses import dataclass

from letterforge.errors import UnreadableFileError, UsageError


@dataclass(frozen=True, slots=True)
class Refusals:
    """Errors about one letter, by its number among those that are joined."""

    number: int

    def unfit(self, *, why: str) -> UsageError:
        """It is not what is joined."""
        return UsageError(f"letter {self.number} cannot go into a combined PDF: {why}")

    def not_carried(self, *, what: str) -> UsageError:
        """It holds something that would be lost."""
        return self.unfit(why=f"it has {what}, which would be lost there; write it to a file of its own")

    def damaged(self, *, how: str) -> UnreadableFileError:
        """It is not whole, or contradicts itself."""
        return UnreadableFileError(f"letter {self.number} cannot go into a combined PDF: it is damaged: {how}")
