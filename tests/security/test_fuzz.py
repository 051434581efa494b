"""Files damaged by chance end in a `LetterforgeError` or are read; nothing else is raised, and nothing hangs."""

from __future__ import annotations

import os

import fuzzing
import pytest
from caged import Outcome, caged

from letterforge import stationery
from letterforge.errors import LetterforgeError

CASES = 2000 if os.environ.get("LETTERFORGE_PROVE") else 30
SUBJECTS = fuzzing.subjects()


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    stationery.plain()
    content, change, work = SUBJECTS[name]

    def run() -> list[str]:
        wrong = []
        for seed in range(CASES):
            try:
                work(change(content, seed))
            except LetterforgeError:
                continue
            except Exception as fault:  # noqa: BLE001  (each of them is a fault of ours)
                wrong.append(f"seed {seed}: {type(fault).__name__}: {fault}"[:200])
        return wrong

    outcome: Outcome = caged(run, seconds=10 + CASES // 5)
    assert not outcome.killed, "a file made it hang, or end"
    assert outcome.error is None
    assert outcome.value == []
