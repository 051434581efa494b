"""Tables whose cells reach over others, as ECMA-376 counts them (part 1, 17.4.84)."""

from __future__ import annotations

from typing import Any

import pytest

from letterforge.document import Alignment, Cell, Paragraph, Row, Table, Text
from letterforge.filling.spans import merged
from letterforge.loading.tree import MOST_COLUMNS, Covered, columns_of


@pytest.mark.parametrize(("value", "columns"), [(1, 1), (2, 2), (63, 63), ("1", 1), ("63", 63), ("07", 7)])
def test_a_number_of_columns(value: object, columns: int) -> None:
    assert columns_of(value) == columns
    assert columns <= MOST_COLUMNS


@pytest.mark.parametrize("value", [0, -1, 64, "0", "64", "100", "001", "", "two", "\u0663", 1.0, True, None, [1]])
def test_what_is_no_number_of_columns(value: object) -> None:
    assert columns_of(value) is None


def cell(text: str, span: int = 1, rows: int = 1) -> Cell[Paragraph[Text]]:
    return Cell((Paragraph((Text(text),)),), span, rows)


def row(*cells: Cell[Paragraph[Text]] | Covered[Paragraph[Text]], header: bool = False) -> Row[Any]:
    return Row(cells, header)


def spans(table: Table[Any]) -> list[list[tuple[str, int, int]]]:
    return [
        [
            ("".join(one.children[0].children[0].text if one.children else ""), one.column_span, one.row_span)
            for one in line.children
        ]
        for line in table.children
    ]


EMPTY = ("", 1, 1)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([row(cell("a"), cell("b"))], [[("a", 1, 1), ("b", 1, 1)]]),
        ([row(cell("a")), row(Covered())], [[("a", 1, 2)], []]),
        ([row(cell("a")), row(Covered()), row(Covered())], [[("a", 1, 3)], [], []]),
        (
            [row(cell("a"), cell("b")), row(Covered(), cell("c")), row(cell("d"), Covered())],
            [[("a", 1, 2), ("b", 1, 1)], [("c", 1, 2)], [("d", 1, 1)]],
        ),
        # A cell reaches down only as wide as it is, from the column where it begins.
        ([row(cell("a", 2), cell("b")), row(Covered(column_span=2), cell("c"))], [[("a", 2, 2), ("b", 1, 1)], [("c", 1, 1)]]),
        ([row(cell("a", 2)), row(Covered(), cell("c"))], [[("a", 2, 1)], [EMPTY, ("c", 1, 1)]]),
        ([row(cell("a"), cell("b", 2)), row(cell("c", 2), Covered())], [[("a", 1, 1), ("b", 2, 1)], [("c", 2, 1), EMPTY]]),
        ([row(cell("a"), cell("b")), row(cell("c"), Covered()), row(cell("d"), Covered())],
         [[("a", 1, 1), ("b", 1, 3)], [("c", 1, 1)], [("d", 1, 1)]]),
        # What is covered with nothing above it is an empty cell, and may be reached over itself.
        ([row(Covered(), cell("b"))], [[EMPTY, ("b", 1, 1)]]),
        ([row(Covered()), row(Covered())], [[("", 1, 2)], []]),
        # A cell of another row in between ends it.
        ([row(cell("a")), row(cell("b")), row(Covered())], [[("a", 1, 1)], [("b", 1, 2)], []]),
    ],
)  # fmt: skip
def test_covered_cells_belong_to_the_one_above(rows: list[Row[Any]], wanted: list[list[tuple[str, int, int]]]) -> None:
    assert spans(merged(tuple(rows), (None,) * 3)) == wanted


def test_heads_stay_heads_and_the_grid_is_as_wide_as_the_widest_row() -> None:
    left, right = Alignment.START, Alignment.END
    rows = (row(cell("a"), cell("b"), header=True), row(cell("c", 2)), row(cell("d"), cell("e")))
    table = merged(rows, (left, right))
    assert [one.header for one in table.children] == [True, False, False]
    assert table.columns == (left, right)
    assert merged(rows, (left, right, left)).columns == (left, right, left)
    assert merged((row(cell("a", 2), cell("b")), row(cell("c"))), (left, right)).columns == (None, None, None)
    assert merged((row(cell("a"), cell("b")),), (left,)).columns == (None, None)
