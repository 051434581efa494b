"""What a letter asks for: one prompt with the words around it, and what is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure a proposal is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    NONE = "none"
    """No field fits."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One place that waits to be filled, with the words around it."""

    text: str
    """As it stands in the file, brackets and all."""
    before: str
    """The words of its paragraph before it."""
    after: str
    """And those after it."""
    heading: str = ""
    """The nearest heading above."""
    label: str = ""
    """The table cell or label beside or above it, if any."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that may be meant: its path in the model, how well it fits, and why."""

    path: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class NewField:
    """A field that the model lacks; ``kind`` is text, date, month, time, e-mail, sum, list and the like."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one thing that a prompt asks for."""

    asks: str
    """The part of the prompt: "date", of "[date; place]"."""
    tag: str | None
    """Such as ``{{ review.title }}``; None: nothing is proposed."""
    certainty: Certainty
    candidates: tuple[Candidate, ...]
    """Best first, three at most."""
    why: str
    field: NewField | None = None
    """Proposed where no field fits."""
