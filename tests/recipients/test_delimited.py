"""CSV and TSV: what is found out is said, what is not sound is refused with its row, and nothing of it is quoted."""

from __future__ import annotations

import codecs

import pytest

from letterforge.errors import DataError
from letterforge.findings import Finding
from letterforge.limits import TABLE_CELL, TABLE_COLUMNS
from letterforge.recipients.reading import read_table
from letterforge.recipients.table import Table, Wishes

TEXT = "name;place\r\nZoë Ash;Leeds – East\r\n"
CELLS = ("Zoë Ash", "Leeds – East")
CANARY = "CANARY"


def table(content: bytes | str, name: str = "people.csv", **wishes: str) -> Table:
    return read_table(content.encode() if isinstance(content, str) else content, name=name, wishes=Wishes(**wishes))


def refusal(content: bytes | str, **wishes: str) -> Finding:
    with pytest.raises(DataError) as caught:
        list(table(content, **wishes))
    assert CANARY not in str(caught.value)
    (found,) = caught.value.findings
    return found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode("cp1252"), "Windows-1252, since it is not UTF-8 (look at letters with accents)"),
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8 with a byte order mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_encodings_are_told_apart_and_said(content: bytes, said: str) -> None:
    found = table(content)
    assert found.headings == ("name", "place")
    assert [row.cells for row in found] == [CELLS]
    assert found.notes == (f"read as {said}, its cells separated by a semicolon",)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a,b\n1,2\n", "comma"),
        ("a;b\n1,5;2\n", "semicolon"),
        ("a\tb\n1,5\t2;3\n", "tab"),
        ("sep=;\r\na;b\r\n1;2\r\n", "semicolon"),
        ('"a,x";b\n1;2\n', "semicolon"),
        ("a,b\n1\n1,2\n", "comma"),
    ],
)
def test_separators_are_told_apart_and_said(text: str, sign: str) -> None:
    found = table(text)
    assert found.notes == (f"read as UTF-8, its cells separated by a {sign}",)
    assert len(found.headings or ()) == 2


def test_what_the_user_says_is_not_found_out() -> None:
    found = table("a,x;b\n1;2,5\n", delimiter=",")
    assert found.headings == ("a", "x;b")
    assert table(TEXT.encode("cp1250"), encoding="cp1250").notes[0].startswith("read as cp1250 as asked for")
    assert refusal("a,b\n", delimiter='"').message == "this cannot separate cells"
    assert refusal("a,b\n", encoding="klingon").message == "there is no encoding of the name that was given"
    assert refusal(b"a,b\xff\n", encoding="utf-8").message == "the table is not text in the encoding that was given"


def test_two_separators_that_fit_are_refused() -> None:
    assert "more than one sign" in refusal("a,b;c\n1,2;3\n").message


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f'name,place\nAnn,Leeds\n"{CANARY},York\nBo,Hull\n', 3),
        (f'name,place\nAnn,{CANARY} "York"\n', 2),
        (f'name,place\n\nAnn,"{CANARY}" York\n', 3),
        (f'name,place\n"Ann\nAsh",York\nBo,"{CANARY}\n', 3),
        (f'name,pl"ace\nAnn,{CANARY}\n', 1),
    ],
)
def test_a_quotation_mark_that_is_not_balanced_is_refused_with_its_row(text: str, row: int) -> None:
    found = refusal(text)
    assert (found.rule, found.place.file, found.place.line) == ("table-file", "people.csv", row)
    assert "quotation mark" in found.message


def test_quoted_cells_hold_separators_lines_and_quotation_marks() -> None:
    found = list(table('name,address\n"Ash, ""Ann""","1 Mill Lane\nLeeds"\nBo,\n'))
    assert [(row.number, row.cells) for row in found] == [(2, ('Ash, "Ann"', "1 Mill Lane\nLeeds")), (3, ("Bo", None))]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    found = table("\n\nname,place\nAnn,Leeds\n\n,\nBo,York\n")
    assert found.heading_row == 3
    assert [(row.number, row.is_empty) for row in found] == [(4, False), (5, True), (6, True), (7, False)]


def test_rows_can_be_read_again_and_are_not_held() -> None:
    found = table("a,b\n" + "1,2\n" * 1000 + f'{CANARY},"\n')
    first = iter(found)
    assert next(first).number == 2  # the fault of a later row is not met yet
    assert next(iter(found)).number == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the table is empty"),
        (b"\n,\n", "the table is empty"),
        (b"a\0,b\n", "the table is not text"),
        (b"name,place\nZo\xc3\xab,CANARY\nZo\xeb,York\n", "this is UTF-8 in one place and not in another"),
        (b"name\nCANARY\x81\n", "the table is text neither in UTF-8 nor in Windows-1252"),
        (codecs.BOM_UTF16_LE + b"a", "the table begins as UTF-16, and is not text in it"),
        (b"a" + b",a" * TABLE_COLUMNS.most, "the table has more than 1,000 columns"),
        (b"a\n" + b"x" * (TABLE_CELL.most + 1), "a cell of this row has more than 131,072 characters"),
        (b'a\n"' + b"x\n" * (TABLE_CELL.most + 1), "a quotation mark in this row is not closed"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str) -> None:
    assert refusal(content).message.startswith(message)


def test_at_the_limits_it_is_read() -> None:
    assert len(table("a" + ",a" * (TABLE_COLUMNS.most - 1), delimiter=",").headings or ()) == TABLE_COLUMNS.most
    (row,) = table("a\n" + "x" * TABLE_CELL.most)
    assert len(str(row.cells[0])) == TABLE_CELL.most


def test_tabs_separate_the_cells_of_tsv_alone() -> None:
    found = table("a,b\tc;d\n1,5\t2\n", "people.tsv")
    assert found.headings == ("a,b", "c;d")
    assert found.notes == ("read as UTF-8",)
    assert CANARY not in repr(table(f"a\n{CANARY}\n"))
    assert CANARY not in repr(list(table(f"a\n{CANARY}\n")))
