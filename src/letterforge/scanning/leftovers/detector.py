"""What looks for one kind of leftover in a passage: where something may wait to be filled, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from typing import NamedTuple

from letterforge.findings import Place, Rule
from letterforge.passages import Nature, Passage


class Certainty(Enum):
    """A certain leftover can be nothing else; a likely one is for a person to look at."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Strength(IntEnum):
    """How sure a rule is by itself. What is faint counts only in a file that holds prompts beyond doubt."""

    NONE = 0
    FAINT = 1
    LIKELY = 2
    CERTAIN = 3


NOT_PROSE = frozenset({Nature.SCRIPT, Nature.STYLE, Nature.HINT})
"""What nobody reads as words of the letter: only a mark of a template can be left in it."""


CODE = frozenset({Nature.CODE})


class Candidate(NamedTuple):
    """One place in a passage that may wait to be filled."""

    start: int
    stop: int
    strength: Strength


class Surroundings(NamedTuple):
    """The texts of some passages before and after one, since a line to sign on is told by what stands beside it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of leftover: its rule, and where it may stand in a passage."""

    rule: Rule
    candidates: Callable[[Passage, Surroundings], Iterator[Candidate]]
    silent_in: frozenset[Nature] = frozenset({Nature.CODE, Nature.PREFORMATTED})
    """In what it finds nothing."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something in a finished file that still waits to be filled, with up to 40 characters on either side."""

    rule: str
    certainty: Certainty
    place: Place
    text: str
    context: str

    @property
    def where(self) -> str:
        """Its place within the file, in words."""
        return str(replace(self.place, file=None))

    def to_dict(self) -> dict[str, str | None]:
        """As plain data for JSON, with the keys of ``letterforge scan --format json``. It shows words of the file."""
        return {
            "rule": self.rule,
            "certainty": self.certainty.value,
            "place": self.where,
            "text": self.text,
            "context": self.context,
        }
