"""What the parts of a tree make, one after the other."""

from __future__ import annotations

from letterforge.run import Constant, Part, Run, joined, made


def twice(run: Run) -> list[object]:
    return [run.scope["a"]] * 2


def test_neighbouring_constants_are_one() -> None:
    assert joined([Constant((1,)), Constant((2, 3))]) == Constant((1, 2, 3))
    assert joined([]) == Constant(())


def test_a_row_is_made_in_its_order() -> None:
    part: Part = joined([Constant((1,)), twice, Constant((2,)), twice])
    assert list(made(part, Run({"a": "x"}))) == [1, "x", "x", 2, "x", "x"]
    assert list(made(Constant((7,)), Run({}))) == [7]
