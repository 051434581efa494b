"""The report of what was tried: what is rare is said, and what was never drawn above all."""

from __future__ import annotations

from tests.property.shares import Shares, named


def test_a_construct_that_was_never_drawn_is_rare() -> None:
    shares = Shares()
    for _ in range(200):
        shares.tried(named() - {"elif", "nested loop"}, ())
    shares.tried(["nested loop"], ())
    assert shares.rare() == ["elif", "nested loop"]
    assert list(shares.lines())[-1] == "below 1 %: elif, nested loop"
