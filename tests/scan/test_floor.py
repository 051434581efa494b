"""What the scan finds in the half of the documents that its rules were tuned on, and that it stays so."""

from __future__ import annotations

from labels import KEYS, RULES
from measure import measure

FLOOR = 0.98


def test_recall_and_precision_in_the_tuning_half() -> None:
    (score,) = measure([(key, root) for key, root in KEYS if root.is_dir()], ["tuning"]).values()
    for rule in RULES:
        assert score.labelled[rule], rule
        assert score.matched[rule] >= FLOOR * score.labelled[rule], rule
        assert score.matched[rule] >= FLOOR * score.found[rule], rule
