"""The survivors that are known, each with its reason: `survivors.txt` beside this file.

A line is ``NAME KIND REASON``. KIND is ``equivalent`` (it does what the code does), ``words`` (only the words of a message
differ), ``faster`` (only the work differs: a short cut, a cache, a bound) or ``gap`` (a test is missing).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("survivors.txt")
KINDS = ("equivalent", "words", "faster", "gap")


@dataclass(frozen=True, slots=True)
class Known:
    """Why a mutant may live."""

    kind: str
    reason: str


def known() -> dict[str, Known]:
    """The reasons by the names of mutants.

    Raises:
        ValueError: a line says no kind that there is, no reason, or a name for the second time.
    """
    found: dict[str, Known] = {}
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, kind, reason = [*line.split(None, 2), "", ""][:3]
            if kind not in KINDS or not reason or name in found:
                message = f"{FILE.name}, line {number}: NAME KIND REASON is wanted, each name once"
                raise ValueError(message)
            found[name] = Known(kind, reason)
    return found
