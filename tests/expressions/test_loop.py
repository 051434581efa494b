"""`loop`: what it says of each round, and which shapes the check knows it by."""

from __future__ import annotations

import pytest

from letterforge.expressions.loop import ENDS, LOOP_FIELDS, loop_record, loop_values
from letterforge.expressions.undefined import UNDEFINED
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf

ITEMS = [(0, "a"), (2, "b"), (5, "c")]  # as a condition has left them


@pytest.mark.parametrize(
    ("index", "counts", "ends", "neighbours"),
    [
        (0, (1, 0, 3, 2), (True, False), (UNDEFINED, "b")),
        (1, (2, 1, 2, 1), (False, False), ("a", "c")),
        (2, (3, 2, 1, 0), (False, True), ("b", UNDEFINED)),
    ],
)
def test_each_round(
    index: int, counts: tuple[int, ...], ends: tuple[bool, ...], neighbours: tuple[object, ...]
) -> None:
    found = loop_values(ITEMS, index)
    assert tuple(found[name] for name in ("index", "index0", "revindex", "revindex0")) == counts
    assert tuple(found[name] for name in ENDS) == ends
    assert tuple(found[name] for name in ENDS.values()) == neighbours
    assert found["length"] == 3


def test_a_list_of_one_is_first_and_last() -> None:
    found = loop_values([(0, "a")], 0)
    assert (found["first"], found["last"], found["previtem"], found["nextitem"]) == (True, True, UNDEFINED, UNDEFINED)


def test_the_check_knows_just_what_there_is() -> None:
    item = (Leaf(Kind.TEXT),)
    record = loop_record(item)
    shapes = {name: field.shape for name, field in record.fields.items()}
    assert set(shapes) == set(LOOP_FIELDS) == set(loop_values(ITEMS, 0))
    assert record.name == "loop"
    for name, shape in shapes.items():
        value = loop_values(ITEMS, 1)[name]
        wanted = (
            (*item, Absent())
            if name in ENDS.values()
            else (Leaf({int: Kind.INTEGER, bool: Kind.BOOLEAN}[type(value)]),)
        )
        assert shape == wanted, name
