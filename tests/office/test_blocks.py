"""Paragraphs and tables of a story, each with its place in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from letterforge.errors import UnreadableFileError
from letterforge.office.blocks import DEEPEST, Block, blocks, rows, within
from letterforge.office.xml import Element, parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
P = "<w:p/>"


def body(inner: str) -> Element:
    return parse_xml(f"<w:body {SPACES}>{inner}</w:body>".encode())


def table(*cells: str) -> str:
    return "<w:tbl><w:tblPr/><w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"


def all_blocks(root: Element, path: str = "", depth: int = 0) -> Iterator[Block]:
    for block in blocks(root, path, depth):
        yield block
        if block.is_table:
            for row in rows(block):
                for place, cell in row.cells:
                    yield from all_blocks(cell, place, depth + 1)


def paths(inner: str) -> list[str]:
    return [block.path for block in all_blocks(body(inner))]


def test_paragraphs_and_tables_are_counted_apart() -> None:
    assert paths(P + table(P) + P + table(P)) == [
        *("paragraph 1", "table 1", "table 1, row 1, cell 1", "paragraph 2", "table 2", "table 2, row 1, cell 1"),
    ]


def test_a_paragraph_has_a_number_unless_it_is_alone_in_its_cell() -> None:
    assert paths(table(P, P + P))[1:] == [
        *("table 1, row 1, cell 1", "table 1, row 1, cell 2, paragraph 1", "table 1, row 1, cell 2, paragraph 2"),
    ]


def test_a_table_within_a_cell_keeps_its_rows() -> None:
    assert paths(table(table(P, P) + P))[1:] == [
        "table 1, row 1, cell 1, table 1",
        "table 1, row 1, cell 1, table 1, row 1, cell 1",
        "table 1, row 1, cell 1, table 1, row 1, cell 2",
        "table 1, row 1, cell 1, paragraph 1",
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt><w:sdtPr><w:p/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:ins>{}</w:ins>",
        "<w:customXml><w:customXmlPr/>{}</w:customXml>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:p/><w:p/></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_blocks_rows_and_cells_are_found_within_what_is_around_them(around: str) -> None:
    assert paths(around.format(P)) == ["paragraph 1"]
    row = f"<w:tr>{around.format(f'<w:tc>{P}</w:tc>')}</w:tr>"
    assert paths(f"<w:tbl>{around.format(row)}</w:tbl>") == ["table 1", "table 1, row 1, cell 1"]


@pytest.mark.parametrize("name", ["del", "moveFrom"])
def test_what_is_struck_out_is_counted_and_told_apart(name: str) -> None:
    found = list(blocks(body(f"<w:p/><w:{name}><w:p/></w:{name}><w:p/>"), ""))
    assert [(block.path, block.struck) for block in found] == [
        *(("paragraph 1", False), ("paragraph 2", True), ("paragraph 3", False)),
    ]


def test_tables_within_one_another_have_a_bound() -> None:
    inner = P
    for _ in range(DEEPEST):
        inner = table(inner)
    assert len(paths(inner)) == DEEPEST + 1
    with pytest.raises(UnreadableFileError, match=f"more than {DEEPEST} deep"):
        paths(table(inner))


def test_a_place_goes_on_from_the_one_around_it() -> None:
    assert within("", "table 1") == "table 1"
    assert within("header", "table 1") == "header, table 1"
