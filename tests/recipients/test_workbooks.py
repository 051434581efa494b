"""Sheets of Excel and OpenDocument: dates are dates, what is hidden is said, and what is merged or an error is refused."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from typing import Any

import pytest

import letterforge
from letterforge import Date, LetterData, Line, Month, Time
from letterforge.errors import DataError, MissingResourceError
from letterforge.findings import Finding
from letterforge.limits import TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import recipients
from letterforge.recipients.table import ERROR_CELL, Table, Wishes

CANARY = "Qanary"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="mmmm yyyy"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/></cellXfs></styleSheet>"""
DAY, TIME, MONTH = 1, 2, 3


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def workbook(*sheets: str, states: tuple[str, ...] = ()) -> bytes:
    """A workbook as Excel lays it out; each sheet is given as what stands in its element ``worksheet``."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" state="{(states or ("visible",) * n)[n - 1]}" r:id="r{n}"/>' for n in numbers
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{EXCEL}.worksheet+xml"/>' for n in numbers
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{EXCEL}.sheet.main+xml"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
            f'<Relationship Id="s" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": STYLES,
            **{
                f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
                for n, sheet in zip(numbers, sheets, strict=True)
            },
        }
    )


def cell(at: str, value: Any) -> str:
    match value:
        case None:
            return f'<c r="{at}"/>'
        case "#N/A":
            return f'<c r="{at}" t="e"><f>VLOOKUP(A1,B:C,2)</f><v>#N/A</v></c>'
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
        case bool():
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        case (number, style):
            return f'<c r="{at}" s="{style}"><v>{number}</v></c>'
        case _:
            return f'<c r="{at}"><v>{value}</v></c>'


def sheet(*rows: list[Any], hidden: tuple[int, ...] = (), first: int = 1, before: str = "", after: str = "") -> str:
    lines = []
    for number, cells in enumerate(rows, first):
        inside = "".join(cell(f"{chr(ord('A') + index)}{number}", one) for index, one in enumerate(cells))
        mark = ' hidden="1"' if number in hidden else ""
        lines.append(f'<row r="{number}"{mark}>{inside}</row>')
    return f"{before}<sheetData>{''.join(lines)}</sheetData>{after}"


def read(content: bytes, name: str = "people.xlsx", **wishes: Any) -> Table:
    return read_table(content, name=name, wishes=Wishes(**wishes))


def refusal(content: bytes, name: str = "people.xlsx", **wishes: Any) -> Finding:
    with pytest.raises(DataError) as caught:
        read(content, name, **wishes)
    assert CANARY not in str(caught.value)
    (found,) = caught.value.findings
    return found


class Data(LetterData):
    name: Line
    day: Date
    time: Time | None = None
    month: Month | None = None
    telephone: Line | None = None


HEADINGS = ["name", "day", "time", "month", "telephone"]


def test_dates_are_dates_and_what_is_lost_or_wrong_is_said() -> None:
    content = workbook(
        sheet(
            HEADINGS,
            ["Ann Ash", (46084, DAY), (0.5, TIME), (46113, MONTH), "01632 960 123"],
            [CANARY, (46085, DAY), None, None, 1632960123],
            ["Cy", "#N/A", None, None, None],
            ["Dee", 46086, None, None, None],
            hidden=(3,),
        )
    )
    table = read(content)
    assert table.notes == ("sheet 1 of 1 is read", "1 hidden row is not read")
    assert [row.number for row in table] == [2, 4, 5]
    template = letterforge.load(b"---\nlang: en\ntitle: T\n---\nDear {{ name }}", model=Data)
    found = recipients(template, table)
    assert [(one.rule, one.place.line, one.place.column, one.place.path) for one in found.findings] == [
        ("no-value", 4, 2, "day"),
        ("date", 5, 2, "day"),
    ]
    ((number, data),) = found
    values = letterforge.Letter(template, data).values
    assert (number, values["day"], values["time"]) == (2, datetime.date(2026, 3, 3), datetime.time(12))
    assert (str(values["month"]), values["telephone"]) == ("2026-04", "01632 960 123")


def test_a_telephone_number_that_is_a_number_has_lost_its_zero() -> None:
    rows = [[f"P{n}", (46084, DAY), None, None, 1632960123] for n in range(2)]
    template = letterforge.load(b"---\nlang: en\ntitle: T\n---\nDear {{ name }}", model=Data)
    (finding,) = recipients(template, read(workbook(sheet(HEADINGS, *rows)))).findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("lost-zero", 2, 5)
    assert "in 2 rows" in finding.message
    assert "1632960123" not in str(finding)


def test_hidden_columns_are_not_read_and_rows_and_columns_keep_their_numbers() -> None:
    hidden = '<cols><col min="1" max="1" hidden="1"/><col min="3" max="3" hidden="true"/></cols>'
    table = read(workbook(sheet(["a", "b", "c", "d"], [1, 2, "#N/A", 4], first=3, before=hidden)))
    assert (table.headings, table.columns, table.heading_row) == (("b", "d"), (2, 4), 3)
    assert [(row.number, row.cells) for row in table] == [(4, (2.0, 4.0))]
    assert table.notes[-1] == "2 hidden columns are not read"


def test_a_table_that_begins_further_in_has_the_columns_of_its_sheet() -> None:
    table = read(workbook(sheet([None, None, "a", "b"], [None, None, "#N/A", True], first=5)))
    assert (table.headings, table.columns) == (("a", "b"), (3, 4))
    assert [(row.number, row.cells) for row in table] == [(6, (ERROR_CELL, True))]
    assert [row.cells for row in table] == [row.cells for row in table]  # as often as it is asked for


def test_a_formula_that_was_not_worked_out_is_no_empty_cell() -> None:
    cells = '<c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v/></c><c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><f>1</f><v>1</v></c>'
    head = '<row r="1">' + "".join(cell(f"{letter}1", letter) for letter in "ABCD") + "</row>"
    (row,) = read(workbook(f'<sheetData>{head}<row r="2">{cells}</row></sheetData>'))
    assert row.cells == (ERROR_CELL, ERROR_CELL, None, 1.0)


def test_headings_may_be_numbers() -> None:
    assert read(workbook(sheet([2026, "a", True], ["x", "y", "z"]))).headings == ("2026", "a", "True")


def test_the_sheet_is_the_only_one_with_cells_or_the_one_that_is_asked_for() -> None:
    one, two = sheet(["a"], ["x"]), sheet(["b"], ["y"])
    assert read(workbook("<sheetData/>", one)).headings == ("a",)
    assert read(workbook(one, two, states=("hidden", "visible"))).headings == ("b",)
    assert refusal(workbook(one, two)).message == "more than one sheet has cells: 1, 2"
    for wished in (2, "S2"):
        assert read(workbook(one, two), sheet=wished).headings == ("b",)
    for wished in (0, 3, "S3"):
        assert refusal(workbook(one, two), sheet=wished).message == "the workbook has no such sheet"


@pytest.mark.parametrize(
    ("inside", "message", "line"),
    [
        (sheet(["a", "b"], [CANARY], after='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'), "cells are merged here", 2),
        (sheet(["a", "#N/A"], [CANARY]), "a heading is an error", 1),
        ("<sheetData/>", "the table is empty", None),
        (sheet(["a"], hidden=(1,)), "the table is empty", None),
        (sheet(["a"], before='<sheetFormatPr zeroHeight="1"/>'), "the rows of the sheet are hidden", None),
        (f'<sheetData><row r="x"><c t="str"><v>{CANARY}</v></c></row></sheetData>', "a part of the file is not well-formed XML", None),
        ('<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>', f"the sheet has more than {TABLE_ROWS.most:,} rows", None),
        ('<sheetData><row r="1"><c r="ALM1"><v>1</v></c></row></sheetData>', f"the sheet has more than {TABLE_COLUMNS.most:,} columns", None),
        ('<sheetData><row r="10001"><c r="ALL10001"><v>1</v></c></row></sheetData>', f"the sheet has more than {TABLE_CELLS.most:,} cells", None),
        ('<sheetData><row r="2"><c r="A3"><v>1</v></c></row></sheetData>', "a cell of the sheet says that it stands", None),
        ("<x>" * 300 + "</x>" * 300, "a part of the file nests its elements more than 256 deep", None),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(inside: str, message: str, line: int | None) -> None:
    found = refusal(workbook(inside))
    assert found.message.startswith(message)
    assert (found.rule, found.place.line) == ("table-file", line)


def test_empty_cells_beyond_the_last_column_are_no_columns() -> None:
    far = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row></sheetData>'
    assert read(workbook(far)).headings == ("1",)


def test_a_bomb_is_not_unpacked() -> None:
    parts = {f"xl/{n}.xml": " " * (100 << 20) for n in range(3)}
    assert refusal(zipped(parts)).message == "a part of the file unpacks to more than 64 MB"


@pytest.mark.parametrize("name", ["people.xlsx", "people.ods", "people.xls"])
@pytest.mark.parametrize(
    "content", [b"", CANARY.encode(), b"PK\x03\x04" + CANARY.encode(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_damaged_files_are_refused(name: str, content: bytes) -> None:
    assert refusal(content, name).rule == "table-file"


def test_a_doctype_is_refused() -> None:
    content = workbook(sheet(["a"]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = f'<!DOCTYPE worksheet [<!ENTITY a "{CANARY}">]>{parts[part]}'
    assert "DOCTYPE" in refusal(zipped(parts)).message


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 office:version="1.3"><office:body><office:spreadsheet><table:table table:name="S">{}</table:table></office:spreadsheet>
 </office:body></office:document-content>"""
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def opendocument(inside: str) -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS.format(inside),
            "META-INF/manifest.xml": MANIFEST,
        }
    )


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


ERROR = text("#N/A", 'calcext:value-type="error"')
DATE = '<table:table-cell office:value-type="date" office:date-value="2026-03-03"><text:p>3 March</text:p></table:table-cell>'


def test_opendocument_tells_dates_hidden_rows_and_columns_and_errors() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    rows = [
        f"<table:table-row>{text('a')}{text('b')}{text('c')}</table:table-row>",
        f'<table:table-row table:visibility="filter">{text(CANARY)}</table:table-row>',
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        f"<table:table-row>{text('x')}{DATE}{text('z')}</table:table-row>",
        f"<table:table-row>{ERROR}{text('y')}{ERROR}</table:table-row>",
        f"<table:table-row>{text('w')}<table:table-cell table:formula='of:=1'/></table:table-row>",
        '<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    table = read(opendocument(columns + "".join(rows)), "people.ods")
    assert table.headings == ("a", "b")
    assert [(row.number, row.cells) for row in table if not row.is_empty] == [
        (5, ("x", datetime.date(2026, 3, 3))),
        (6, (ERROR_CELL, "y")),
        (7, ("w", ERROR_CELL)),
    ]
    assert table.notes == ("sheet 1 of 1 is read", "1 hidden row is not read", "1 hidden column is not read")


def test_opendocument_with_merged_cells_or_too_many_is_refused() -> None:
    merged = text("a", 'table:number-columns-spanned="2"')
    found = refusal(opendocument(f"<table:table-row>{text('x')}{merged}</table:table-row>"), "people.ods")
    assert (found.message, found.place.line, found.place.column) == ("cells are merged here", 1, 2)
    many = text("a", 'table:number-columns-repeated="1000"')
    far = f'<table:table-row table:number-rows-repeated="10001">{many}</table:table-row>'
    assert "more than 10,000,000 cells" in refusal(opendocument(far), "people.ods").message


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingResourceError, match=r"pip install 'letterforge\[sheets\]'"):
        read(workbook(sheet(["a"])))
    assert read_table(b"a\n1\n", name="people.csv").headings == ("a",)


def test_opendocument_that_is_no_xml_is_refused_before_calamine_reads_it_without_end() -> None:
    assert "not well-formed" in refusal(opendocument("<table:table-row><table:table-cell>"), "people.ods").message
    assert "more than 50 sheets" in refusal(opendocument("<table:table/>" * 50), "people.ods").message
