"""What conditions and loops leave out takes no row, cell or header with it that Word needs."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_files import filled, package, paragraph, table

from letterforge_docx.template.empty_elements import filled as mended

VALUES = {"team": [], "flag": False}
CONDITION = "{%p if flag %}", "gone", "{%p endif %}"


def body(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    return xml.partition("<w:body>")[2].partition("<w:sectPr")[0]


def cell(inside: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>"


def test_a_table_without_rows_goes() -> None:
    made = body(filled(package(table(("{%tr for one in team %}",), ("{{ one }}",), ("{%tr endfor %}",))), VALUES))
    assert "w:tbl" not in made


def test_a_row_without_cells_goes_and_others_stay() -> None:
    rows = (("{%tc for one in team %}", "{{ one }}", "{%tc endfor %}"), ("a", "b", "c"))
    made = body(filled(package(table(*rows)), VALUES))
    assert made.count("<w:tr") - made.count("<w:trPr") == 1
    assert made.count("</w:tc>") == 3


def test_a_cell_keeps_a_paragraph() -> None:
    made = body(filled(package(cell("".join(map(paragraph, CONDITION)))), VALUES))
    assert "gone" not in made
    assert made.count("<w:p/>") == 1


def test_a_cell_keeps_a_paragraph_below_its_table() -> None:
    inside = table(("x",)) + "".join(map(paragraph, CONDITION))
    made = body(filled(package(cell(inside)), VALUES))
    assert made.endswith("</w:tbl><w:p/></w:tc></w:tr></w:tbl>")


def test_a_cell_of_which_the_inner_table_goes_keeps_a_paragraph() -> None:
    inside = table(("{%tr for one in team %}",), ("{{ one }}",), ("{%tr endfor %}",)) + "".join(
        map(paragraph, CONDITION)
    )
    made = body(filled(package(cell(inside)), VALUES))
    assert made.count("<w:tbl>") == 1
    assert made.count("<w:p/>") == 1


@pytest.mark.parametrize("name", ["hdr", "ftr", "footnote", "txbxContent"])
def test_a_holder_keeps_a_paragraph(name: str) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert mended(f"<w:{name} {space}></w:{name}>", (name,)) == f"<w:{name} {space}><w:p/></w:{name}>"


def test_what_is_sound_is_left_as_it_is() -> None:
    made = body(filled(package(table(("a", "b")) + paragraph("c")), VALUES))
    assert made == body(package(table(("a", "b")) + paragraph("c")))
