"""A paragraph of a finished file: what it prints, what hangs on it, and what in it waits to be filled."""

from __future__ import annotations

import pytest

from letterforge.office.blocks import blocks
from letterforge.office.paragraph import Paragraph, printed_paragraphs, read_paragraph
from letterforge.office.xml import Element, parse_xml
from letterforge.passages import Nature, Span

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(*paragraphs: str) -> Element:
    return parse_xml(f"<w:body {W}>{''.join(f'<w:p>{one}</w:p>' for one in paragraphs)}</w:body>".encode())


def read(inner: str) -> Paragraph:
    (block,) = blocks(body(inner), "")
    return read_paragraph(block)


def field(code: str, result: str) -> str:
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    shown = result if result.startswith("<") else f"<w:t>{result}</w:t>"
    return f"{marks[0]}<w:instrText>{code}</w:instrText>{marks[1]}{shown}{marks[2]}"


def test_what_is_printed_without_what_was_struck_out() -> None:
    box = "<w:pict><w:txbxContent><w:p><w:t>boxed</w:t></w:p></w:txbxContent></w:pict>"
    root = body(
        f"<w:t>a</w:t><w:br/>{box}<w:t>b</w:t>", "", "<w:del><w:delText>x</w:delText><w:tab/></w:del><w:t>c</w:t>"
    )
    assert list(printed_paragraphs(root)) == ["a\nb", "boxed", "", "c"]


def test_printed_paragraphs_are_those_that_are_read() -> None:
    root = body("<w:t>a</w:t><w:sym w:char='00A9'/>", "<w:moveFrom><w:t>b</w:t></w:moveFrom><w:cr/><w:ptab/>")
    assert list(printed_paragraphs(root)) == [read_paragraph(block).text for block in blocks(root, "")]


def test_asides_are_said_once_and_blank_ones_not_at_all() -> None:
    picture = "<w:drawing><w:docPr descr='a map' title=' '/><w:cNvPr descr='a map'/></w:drawing>"
    assert read(picture).asides == [("alt text", "a map", False)]


def test_each_deletion_and_each_code_is_an_aside_of_its_own() -> None:
    deletions = "<w:del><w:delText>a</w:delText><w:delText>b</w:delText></w:del><w:del><w:delText>c</w:delText></w:del>"
    assert read(deletions).asides == [("tracked deletion", "ab", False), ("tracked deletion", "c", False)]
    found = read(field("PAGE", "1") + field("DATE", "2")).asides
    assert found == [("field code", "PAGE", False), ("field code", "DATE", False)]


def test_a_code_within_a_control_for_the_recipient_is_for_the_recipient() -> None:
    reply = '<w:sdt><w:sdtPr><w:tag w:val="reply"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    found = read(field("PAGE", "1") + reply.format(field("DATE", "2")) + field("TIME", "3")).asides
    assert [(text, inside) for _, text, inside in found] == [("PAGE", False), ("DATE", True), ("TIME", False)]


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("<w:t>To </w:t>" + field("MERGEFIELD Name", "«Name»"), [Span(Nature.MERGE, 3, 9)]),
        (field("MERGEFIELD Name", "Ann"), []),
        ("<w:fldSimple w:instr='MERGEFIELD Name'><w:t>Name</w:t></w:fldSimple>", [Span(Nature.MERGE, 0, 4)]),
        (field("IF", field("MERGEFIELD A", "A")), [Span(Nature.MERGE, 0, 1)]),
        ('<w:fldChar w:fldCharType="begin"/><w:instrText>FORMTEXT</w:instrText>', [Span(Nature.FORM, 0, 0)]),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:t>Click</w:t></w:sdt>", [Span(Nature.CONTROL, 0, 5)]),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr w:val='0'/></w:sdtPr><w:t>Click</w:t></w:sdt>", []),
        (
            "<w:t>a</w:t><w:r><w:rPr><w:rStyle w:val='HTMLCode'/></w:rPr><w:t>b</w:t></w:r>",
            [Span(Nature.PREFORMATTED, 1, 2)],
        ),
        ("<w:pPr><w:pStyle w:val='SourceCode'/></w:pPr><w:t>ab</w:t>", [Span(Nature.PREFORMATTED, 0, 2)]),
    ],
)
def test_what_waits_to_be_filled_and_what_is_code(inner: str, wanted: list[Span]) -> None:
    assert read(inner).spans == wanted
