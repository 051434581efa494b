"""The quick look before the detectors: what they are certain of holds a sign, in everything that the tests know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterforge.findings import Place
from letterforge.passages import Passage
from letterforge.scanning.leftovers.certain import certain, holds_sign, may_go_on
from letterforge.scanning.leftovers.detector import Strength
from letterforge.scanning.leftovers.search import search
from letterforge.scanning.readers import kinds

TESTS = Path(__file__).parents[2]


def texts() -> Iterator[str]:
    """Every text in the tests of the scan, and every passage of its documents."""
    for path in sorted([*TESTS.glob("scanning/**/*.py"), *TESTS.glob("scan/*.py"), *TESTS.glob("models/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from (node.value, *node.value.split("\n"))
    for path in sorted(TESTS.glob("scan/documents/*")):
        content = path.read_bytes()
        yield from (one.text for one in kinds.kind_of(content, suffix=path.suffix).passages(content))


def test_nothing_is_certain_without_a_sign() -> None:
    count = 0
    for text in set(texts()):
        found = search((Passage(text, Place(path="paragraph")),))
        sure = [one.candidate[:2] for one in found if one.candidate.strength is Strength.CERTAIN]
        count += bool(sure)
        assert [(one.start, one.stop) for one in certain(text)] == sure, text
        assert holds_sign(text) or not sure, text
    assert count > 300


@pytest.mark.parametrize("text", ["Dear Ann,", "We meet on 3 March 2026 at 10:00.", "The fee is £30.", "See page 12."])
def test_ordinary_words_hold_none(text: str) -> None:
    assert not holds_sign(text)


def test_a_word_goes_on_and_a_blank_does_not() -> None:
    assert may_go_on("It is T", before=False)
    assert not may_go_on("It is ", before=False)
    assert not may_go_on(", and", before=True)
