"""Files damaged by chance end in a `LetterforgeError` or are read; nothing else is raised, and nothing hangs."""

from __future__ import annotations

import os

import fuzzing
import pytest
from caged import Cage

from letterforge.errors import LetterforgeError

CASES = 2000 if os.environ.get("LETTERFORGE_PROVE") else 30
SUBJECTS = fuzzing.subjects()


def damaged(name: str) -> list[str]:
    """What is wrong with how a file is read, damaged by each seed."""
    content, change, work = SUBJECTS[name]
    wrong = []
    for seed in range(CASES):
        try:
            work(change(content, seed))
        except LetterforgeError:
            continue
        except Exception as fault:  # noqa: BLE001  (each of them is a fault of ours)
            wrong.append(f"seed {seed}: {type(fault).__name__}: {fault}"[:200])
    return wrong


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_damaged_file_is_read_or_refused(name: str, cage: Cage) -> None:
    outcome = cage.run(damaged, name, seconds=10 + CASES // 5)
    assert not outcome.killed, "a file made it hang, or end"
    assert outcome.error is None
    assert outcome.value == []
