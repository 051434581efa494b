"""The measures of work tell what is linear from what is not."""

from __future__ import annotations

import re

from tests.work import calls, grows_with_its_input


def test_a_square_is_no_growth_with_the_input() -> None:
    assert not grows_with_its_input(lambda size: re.findall("a*b", "a" * size), 4_000)
    assert grows_with_its_input(lambda size: re.findall("a*", "ab" * size), 40_000)


def test_calls_are_counted_the_same_each_time() -> None:
    assert calls(lambda: [len("a") for _ in range(100)]) == calls(lambda: [len("b") for _ in range(100)]) >= 100
