"""What Word and PDF themselves keep empty: content controls, merge fields, form fields."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from letterforge.scanning.scan import scan

W = nsdecls("w")


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code: str, result: str | None, data: str = "") -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(properties: str, words: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


def word(*blocks: str) -> bytes:
    document = docx.Document()
    for block in blocks:
        whole = block if block.startswith(("<w:sdt>", "<w:tbl>")) else f"<w:p>{block}</w:p>"
        name = whole[1:].split(">")[0]
        document.element.body.insert(-1, parse_xml(whole.replace(f"<{name}>", f"<{name} {W}>", 1)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


LIST = '<w:ffData><w:ddList>{}<w:listEntry w:val="Choose one"/><w:listEntry w:val="Mrs"/></w:ddList></w:ffData>'
PARAGRAPHS = {
    "a control that shows its prompt": (
        run("Name: ") + control("<w:showingPlcHdr/>", "Click or tap here to enter text."),
        [("content-control", "Click or tap here to enter text.")],
    ),
    "a control whose prompt has brackets is one leftover": (
        run("Dear ") + control("<w:showingPlcHdr/>", "[Type here]"),
        [("content-control", "[Type here]")],
    ),
    "a control that is filled": (run("Dear ") + control("<w:alias w:val='x'/>", "Ann"), []),
    "a control that says so with false": (run("Dear ") + control('<w:showingPlcHdr w:val="0"/>', "Ann"), []),
    "a merge field": (field(" MERGEFIELD Name ", run("«Name»")), [("merge-field", "«Name»")]),
    "a merge field cut over runs": (
        field(' MERGEFIELD "First name" \\* MERGEFORMAT ', run("«First ") + run("name»")),
        [("merge-field", "«First name»")],
    ),
    "a merge field of another frame": (field("MERGEFIELD Name", run("Name")), [("merge-field", "Name")]),
    "a merge field without a result": (field("MERGEFIELD Name", None), [("merge-field", "")]),
    "a simple merge field": (
        f'<w:fldSimple w:instr=" MERGEFIELD Town ">{run("«Town»")}</w:fldSimple>',
        [("merge-field", "«Town»")],
    ),
    "two merge fields": (
        field("MERGEFIELD a", run("«a»")) + run(" ") + field("MERGEFIELD b", run("«b»")),
        [("merge-field", "«a»"), ("merge-field", "«b»")],
    ),
    "a merge field that is filled": (field("MERGEFIELD Name", run("Ann")), []),
    "a page number": (field("PAGE", run("1")), []),
    "an address block": (field("ADDRESSBLOCK", run("«AddressBlock»")), [("merge-field", "«AddressBlock»")]),
    "an empty form field": (field(" FORMTEXT ", run("\u2002" * 5)), [("form-field", "\u2002" * 5)]),
    "a filled form field": (field(" FORMTEXT ", run("Ann")), []),
    "a list of which nothing is chosen": (field(" FORMDROPDOWN ", None, LIST.format("")), [("form-field", "")]),
    "a list of which something is chosen": (field(" FORMDROPDOWN ", None, LIST.format('<w:result w:val="1"/>')), []),
    "a button that asks": (
        field("MACROBUTTON NoMacro [Click and type]", None),
        [("form-field", ""), ("bracketed-prompt", "[Click and type]")],
    ),
    "words in a style for code": (
        '<w:r><w:rPr><w:rStyle w:val="HTMLCode"/></w:rPr><w:t>[insert name] ${ref}</w:t></w:r>',
        [],
    ),
    "marks in a style for code": (
        '<w:r><w:rPr><w:rStyle w:val="HTMLCode"/></w:rPr><w:t>{{ name }} «Ref» &lt;&lt;Name&gt;&gt;</w:t></w:r>',
        [("template-mark", "{{ name }}"), ("template-mark", "«Ref»"), ("template-mark", "<<Name>>")],
    ),
    "a merge field in a style for code": (
        '<w:pPr><w:pStyle w:val="HTMLPreformatted"/></w:pPr>' + field("MERGEFIELD Name", run("«Name»")),
        [("merge-field", "«Name»")],
    ),
    "what is to be done, in a style for code": (
        '<w:r><w:rPr><w:rStyle w:val="HTMLCode"/></w:rPr><w:t>TODO: ask her name</w:t></w:r>',
        [("promise-word", "TODO")],
    ),
    "a postcode is no code": (
        '<w:r><w:rPr><w:rStyle w:val="Postcode"/></w:rPr><w:t>{{ name }}</w:t></w:r>',
        [("template-mark", "{{ name }}")],
    ),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_field_of_word(name: str) -> None:
    inner, wanted = PARAGRAPHS[name]
    assert [(leftover.rule, leftover.text) for leftover in scan(word(inner))] == wanted


def test_a_control_around_paragraphs_is_one_leftover() -> None:
    inner = f"<w:p>{run('Click here')}</w:p><w:p>{run('and write')}</w:p>"
    content = word(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    assert [(str(one.place), one.rule, one.text) for one in scan(content)] == [
        ("paragraph 1", "content-control", "Click here")
    ]


def test_a_control_around_a_cell() -> None:
    cell = f"<w:tc><w:p>{run('Choose an item.')}</w:p></w:tc>"
    row = f"<w:tr><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell}</w:sdtContent></w:sdt></w:tr>"
    (found,) = scan(word(f"<w:tbl>{row}</w:tbl>"))
    assert (str(found.place), found.rule) == ("table 1, row 1, cell 1", "content-control")


def test_fields_of_a_pdf() -> None:
    weasyprint = pytest.importorskip("weasyprint", reason="WeasyPrint is not installed")
    page = (
        "<html lang=en><title>[Title]</title><p>Dear<br>TBC<form><input name=name><input name=town value=Leeds>"
        "<textarea name=story></textarea><input type=checkbox name=yes></form>"
    )
    content: bytes = weasyprint.HTML(string=page).write_pdf(pdf_forms=True)
    assert [(str(one.place), one.rule, one.text) for one in scan(content)] == [
        ("title", "bracketed-prompt", "[Title]"),
        ("page 1, line 2", "promise-word", "TBC"),
        ("page 1, empty form field", "form-field", "name"),
        ("page 1, empty form field", "form-field", "story"),
    ]


def test_attributes_comments_and_hints_of_a_page() -> None:
    page = (
        "<html><title>[Title]</title><!-- TODO: a picture --><p>Dear <Insert Name> <img alt='[photo of the school]'>"
        "<p title='TBC'>x <code>[insert date]</code><pre>{{ x }}</pre><input placeholder='dd/mm/yyyy'>"
        "<input placeholder='{{ hint }}'><script>f('{{ x }}')</script><style>p{color: {{ c }}}</style>"
    )
    assert [(one.place.path, one.text) for one in scan(page.encode())] == [
        ("title", "[Title]"),
        ("comment", "TODO"),
        ("unknown tag", "<insert name>"),
        ("alt text", "[photo of the school]"),
        ("title attribute", "TBC"),
        ("placeholder of a field", "{{ hint }}"),
        ("style sheet", "{{ c }}"),
    ]
