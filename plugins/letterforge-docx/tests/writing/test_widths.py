"""How wide columns are."""

from __future__ import annotations

import pytest

from letterforge_docx.writing.widths import shared_out, word_width


@pytest.mark.parametrize(
    ("demands", "least", "wanted"),
    [
        ([10, 30], [0, 0], [2500, 7500]),
        ([10, 30], [4000, 0], [4000, 6000]),  # no less than its longest word
        ([10, 10, 20], [3000, 1000, 1000], [3000, 2333, 4667]),
        (
            [8, 8, 40],
            [2000, 2400, 50000],
            [2000, 2400, 5600],
        ),  # a word that no column could hold is broken, no date beside it
        ([8, 8], [50000, 50000], [5000, 5000]),
        ([8, 8, 8, 8], [4000, 4000, 50000, 50000], [4000, 4000, 1000, 1000]),
    ],
)
def test_columns_share_a_width(demands: list[int], least: list[int], wanted: list[int]) -> None:
    assert shared_out(demands, least, 10000) == wanted
    assert sum(wanted) == 10000


def test_a_word_is_as_wide_as_its_signs() -> None:
    assert word_width("a date 01/01/2026") == word_width("01/01/2026") > word_width("01/01/26") > word_width("ill,") > 0
    assert word_width("") == 0
