"""Copies of a table: marked where it is wrong, and of the rows that were skipped; read again, they are what they were."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

import letterforge
from letterforge import Date, LetterData, Line, Telephone
from letterforge.errors import MissingResourceError
from letterforge.recipients import sheets
from letterforge.recipients.annotating import annotated
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import recipients
from letterforge.recipients.sheets import Look, SheetWriter
from letterforge.recipients.skipped import skipped_rows
from letterforge.recipients.table import ERROR_CELL, Cell, Row, Table

CANARY = "Qanary"


class Visit(LetterData):
    name: Line
    day: Date
    telephone: Telephone | None = None


TEMPLATE = letterforge.load(b"---\nlang: en\ntitle: T\n---\nDear {{ name }}, {{ day }}.", model=Visit)
HEAD: tuple[Cell, ...] = ("name", "day", "telephone")
CELLS: list[Cell] = [
    "a text",
    "=HYPERLINK()",
    "01632 960001",
    "two\nlines",
    "  blanks ",
    "tab\x0bsign",
    12,
    1.5,
    -0.1,
    10**14,
    True,
    None,
    ERROR_CELL,
    datetime.date(2026, 3, 3),
    datetime.date(1900, 3, 1),
    datetime.datetime(2026, 3, 3, 14, 30),  # noqa: DTZ001  (a sheet knows no zones)
    datetime.time(14, 30),
    datetime.timedelta(hours=26, minutes=5),
]


def made(*rows: tuple[Cell, ...], first: int = 1) -> bytes:
    sheet = SheetWriter()
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
    return sheet.content()


def notes(content: bytes) -> dict[str, str]:
    """The notes of a sheet by their cells, by another reader than ours."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("xl/comments1.xml"))  # noqa: S314  (made here)
    space = {"m": root.tag[1:].partition("}")[0]}
    return {
        one.attrib["ref"]: "".join(text.text or "" for text in one.iterfind(".//m:t", space))
        for one in root.iterfind(".//m:comment", space)
    }


def filled(content: bytes) -> set[str]:
    """The cells of a sheet that have a colour behind them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    (formats,) = re.findall(r"<cellXfs.*?</cellXfs>", styles)
    coloured = {number for number, one in enumerate(re.findall(r"<xf [^>]*>", formats)) if 'applyFill="1"' in one}
    return {at for at, style in re.findall(r'<c r="(\w+)" s="(\d+)"', sheet) if int(style) in coloured}


def test_each_cell_is_read_as_it_was_written() -> None:
    rows = [("heading", "other"), *((cell, "x") for cell in CELLS)]
    table = read_table(made(*rows), name="people.xlsx")
    assert [row.cells[0] for row in table] == CELLS


def test_days_that_excel_counts_wrongly_are_texts() -> None:
    table = read_table(made(("day", "x"), (datetime.date(1890, 2, 28), "x")), name="people.xlsx")
    assert [row.cells[0] for row in table] == ["1890-02-28"]


def test_what_is_no_number_for_excel_is_a_text() -> None:
    table = read_table(made(("a", "x"), (float("nan"), "x"), (float("-inf"), "x")), name="people.xlsx")
    assert [row.cells[0] for row in table] == ["nan", "-inf"]


CSV = f"""name;telephone;day
Ann Ash;01632 960001;3 March 2026
[{CANARY}];01632 960001;4 March 2026

Cy Cole;"{CANARY}";31 February 2026
Di Dale;01632 960002
Ann Ash;01632 960001;3 March 2026
"""


def test_wrong_cells_are_marked_and_say_what_is_wrong_without_values() -> None:
    table = read_table(CSV.encode(), name="people.csv")
    found = recipients(TEMPLATE, table)
    copy = annotated(table, found.findings)
    said = notes(copy.content)
    assert set(said) == {"A3", "B5", "C5", "A6", "A7"} == filled(copy.content)
    assert (copy.marked, copy.without_note) == (5, 0)
    assert said["C5"] == "error: is not a date such as 3 March 2026 or 2026-03-03 [date]"
    assert said["A6"].startswith("error: this row has 2 cells, and the table 3 headings [row-length]\n")
    assert said["A7"].startswith("warning: this row is equal to row 2 in every column [duplicate-row]\n")
    assert CANARY not in "".join(said.values())


def test_the_copy_has_the_cells_where_they_stood_and_is_wrong_in_the_same_places() -> None:
    table = read_table(CSV.encode(), name="people.csv")
    copy = read_table(annotated(table, recipients(TEMPLATE, table).findings).content, name="people.csv.xlsx")
    assert copy.headings == table.headings
    there = {row.number: row.cells for row in copy if not row.is_empty}
    assert there[5] == ("Cy Cole", CANARY, "31 February 2026")
    assert there[6] == ("Di Dale", "01632 960002", None)
    wrong = {(one.place.line, one.place.column) for one in recipients(TEMPLATE, copy).findings}
    assert wrong == {(3, 1), (5, 2), (5, 3), (6, 3), (7, None)}


def test_what_is_wrong_with_the_headings_stands_at_them() -> None:
    table = read_table(b"\r\nname,extra\nAnn Ash,x\n", name="people.csv")
    said = notes(annotated(table, recipients(TEMPLATE, table).findings).content)
    assert set(said) == {"A2", "B2"}
    assert "no column gives day" in said["A2"]
    assert "[unknown-column]" in said["B2"]


def test_a_workbook_keeps_its_types_and_leaves_out_what_is_hidden() -> None:
    content = made(HEAD, ("Ann Ash", datetime.date(2026, 3, 3), 1632960001), ("Ben Birch", ERROR_CELL, None), first=3)
    table = read_table(content, name="people.xlsx")
    copy = annotated(table, recipients(TEMPLATE, table).findings)
    assert set(notes(copy.content)) == {"C4", "B5"}
    again = read_table(copy.content, name="people.xlsx")
    assert (again.heading_row, again.headings) == (3, HEAD)
    assert [row.cells for row in again] == [row.cells for row in table]


def test_a_table_that_is_cut_off_is_copied_up_to_there() -> None:
    table = read_table(b'name,day\nAnn Ash,3 March 2026\n"Ben,4 March 2026\n', name="people.csv")
    copy = annotated(table, recipients(TEMPLATE, table).findings)
    assert set(notes(copy.content)) == {"A3"}
    assert [row.cells for row in read_table(copy.content, name="p.xlsx")] == [("Ann Ash", "3 March 2026")]


def test_what_is_too_long_for_a_workbook_is_cut_and_said() -> None:
    table = read_table(f"name,day\n{'x' * 40_000},3 March 2026\n".encode(), name="people.csv")
    copy = annotated(table, ())
    assert notes(copy.content) == {
        "A2": "here are only the first 32,767 characters: a cell of a workbook holds no more"
    }
    ((name, _),) = (row.cells for row in read_table(copy.content, name="p.xlsx"))
    assert name == "x" * sheets.LONGEST


def test_more_wrong_cells_than_anybody_reads_are_marked_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterforge.recipients.annotating.NOTES", 2)
    table = read_table(b"name,day\n" + b"Ann Ash,tomorrow\n" * 3, name="people.csv")
    copy = annotated(table, [one for one in recipients(TEMPLATE, table).findings if one.is_error])
    assert (copy.marked, copy.without_note) == (3, 1)
    assert set(notes(copy.content)) == {"B2", "B3"}
    assert filled(copy.content) == {"B2", "B3", "B4"}


# --- rows that were skipped ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_skipped_rows_of_a_text_are_read_again_as_they_were(separator: str) -> None:
    rows = ["name,day;x\ty".replace(",", "|"), 'Zoë|"3; 4, ""5"" \t6\n7"', "Ben|", "Cy|5"]
    content = "\n".join(rows).replace("|", separator).replace(";x\ty", "")
    table = read_table(content.encode("utf-16"), name="people.csv")
    again = read_table(skipped_rows(table, {2, 3}), name="skipped-rows.csv")
    assert again.headings == table.headings
    assert again.separator == separator
    assert [row.cells for row in again] == [("Zoë", '3; 4, "5" \t6\n7'), ("Ben", None)]


def test_skipped_rows_of_a_workbook_keep_their_types() -> None:
    table = read_table(made(("heading", "other"), *((cell, "x") for cell in CELLS)), name="people.xlsx")
    again = read_table(skipped_rows(table, {row.number for row in table if row.number % 2}), name="s.xlsx")
    assert again.headings == ("heading", "other")
    assert [row.cells[0] for row in again] == CELLS[1::2]


def test_skipped_rows_of_json_lines_are_their_lines() -> None:
    lines = ['{"name": "Ann", "day": 1.50}', "", '{"name":"Zo\\u00eb"}\r', '{"name": "Ben"}']
    table = read_table("\n".join(lines).encode(), name="people.jsonl")
    assert skipped_rows(table, {1, 3}) == b'{"name": "Ann", "day": 1.50}\n{"name":"Zo\\u00eb"}\n'


def test_equal_sheets_are_equal_files() -> None:
    """By which the command knows that it has written a file before."""
    assert made(HEAD, ("a", 1)) == made(HEAD, ("a", 1))


def test_what_writes_sheets_may_not_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingResourceError, match=r"pip install 'letterforge\[sheets\]'"):
        annotated(Table("x.csv", ("a",), lambda: iter([Row(2, ("b",))]), (), (1,)), ())


def test_a_look_is_not_told_by_colour_alone() -> None:
    looks = [dict(sheets._PROPERTIES[one]) for one in Look]
    without = [tuple(sorted((key, one[key]) for key in one if "color" not in key)) for one in looks]
    assert len(set(without)) == len(looks)
