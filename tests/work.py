"""What work costs, told without a clock on the wall: calls are counted, and work is compared with more of the same."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

TIMES, ROUNDS = 8, 12
EVIDENT = 12
"""So many times as much for eight times the input is nobody's square, however busy the machine was."""


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C, until work ends: the same number on every machine."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def grows_with_its_input(work: Callable[[int], object], size: int) -> bool:
    """Whether work over so much costs about eight times that over an eighth, and not its square, 64 times.

    No regular expression tells its steps, so that the processor's time for the one is compared with that for the other,
    taken in turns. A busy machine makes either look dear by chance, never cheap: the least of each counts, and what is
    linear is so in one round or another; what is quadratic in none, once the small one has been seen at its cheapest.
    What is evident after the first turn needs no other: the small one would have to have looked five times as dear, twice.
    """
    small = min(_spent(work, size // TIMES) for _ in range(2))
    large = _spent(work, size)
    if large < EVIDENT * small:
        return True
    small = min(small, *(_spent(work, size // TIMES) for _ in range(ROUNDS)))
    for _ in range(ROUNDS):
        small = min(small, _spent(work, size // TIMES))
        large = min(large, _spent(work, size))
        if large < 3 * TIMES * small:
            return True
    return False


def _spent(work: Callable[[int], object], size: int) -> float:
    gc.collect(0)
    start = time.thread_time()
    work(size)
    return time.thread_time() - start
