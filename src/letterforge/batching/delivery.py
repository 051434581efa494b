"""`Delivery`: what has become of one letter of many."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from letterforge.findings import Finding


class Outcome(enum.Enum):
    """What has become of a row."""

    WRITTEN = "written"
    THERE = "already written"
    """An earlier run has written it, and its files are what they were."""
    INVALID = "invalid"
    """No letter can be made of its data: see the findings."""
    SET_ASIDE = "set aside"
    """It failed, though nothing is wrong with its data: see the reason."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The result for one row: its files by name in the folder, or what is wrong. No value of the data is in it but in names."""

    row: int
    outcome: Outcome
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
