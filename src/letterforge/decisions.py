"""What each tag of a Word template comes to in one letter: decided once, while the letter is proven.

A renderer that writes a Word template as itself writes by these decisions, in the order in which they were taken, and
evaluates nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from letterforge.models.data_picture import DataPicture
from letterforge.models.rich import Rich

__all__ = ["NOTHING", "DataPicture", "Decisions", "Rich"]


@dataclass(slots=True)
class Decisions:
    """The decisions of one letter, under the numbers of the tags (`letterforge.word_tags.WordTag`).

    A tag within a loop has one for each turn that came to it, in their order; one that was never come to has none.
    """

    printed: dict[int, list[str | Rich]] = field(default_factory=lambda: defaultdict(list))
    """What a placeholder prints, and the colour of a cell: its text, or a value that is richer than text."""
    counted: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Which branch an ``if`` takes, from 0, or -1 for none; how many turns a ``for`` makes; how many columns a cell has."""

    def texts(self, number: int) -> Sequence[str | Rich]:
        """What the placeholder with this number prints, turn for turn."""
        return self.printed.get(number, ())

    def counts(self, number: int) -> Sequence[int]:
        """What was counted at the tag with this number, turn for turn."""
        return self.counted.get(number, ())


NOTHING = Decisions()
"""Those of a Word file without tags."""
