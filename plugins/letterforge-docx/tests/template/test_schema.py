"""What others write against the schema, and Word reads: the letter is valid, and says and looks as before."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openxml_audit  # type: ignore[import-untyped]
import pytest
from word_files import W, package

import letterforge
from letterforge_docx.template.schema import mended

NAMED = "<w:p><w:r><w:t>Dear {{ name }},</w:t></w:r></w:p>"
NUMBERING = (
    f"<w:numbering {W}>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:pStyle w:val="Heading1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    "</w:lvl></w:abstractNum></w:numbering>"
)
ROW = '<w:tr><w:trPr><w:tblHeader w:val="true"/><w:cantSplit w:val="0"/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>'
BODIES = {
    "order of a run": f"<w:p><w:r><w:rPr><w:i/><w:b/></w:rPr><w:t>Seen</w:t></w:r></w:p>{NAMED}",
    "order of a paragraph": (
        "<w:p><w:pPr><w:jc w:val='right'/><w:keepNext/></w:pPr>"
        f"<w:r><w:rPr><w:sz w:val='20'/><w:b/></w:rPr><w:t>{{{{ name }}}}</w:t></w:r></w:p>{NAMED}"
    ),
    "the same twice": f"<w:p><w:r><w:rPr><w:b/><w:b/></w:rPr><w:t>Seen</w:t></w:r></w:p>{NAMED}",
    "switches of a row": (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>{ROW}</w:tbl>{NAMED}'
    ),
}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def filled(word_file: bytes) -> bytes:
    letter = letterforge.Letter(letterforge.load(word_file), {"name": "Ann"})
    return letterforge.render(letter, to="docx").content


def faults(content: bytes, folder: Path) -> list[str]:
    file = folder / "judged.docx"
    file.write_bytes(content)
    found = openxml_audit.OpenXmlValidator().validate(file)
    return [one.description for one in found.errors if "required relationship" not in one.description]


@pytest.mark.parametrize("name", BODIES)
def test_a_part_that_letters_fill_is_mended(name: str, tmp_path: Path) -> None:
    template = package(BODIES[name])
    assert faults(template, tmp_path)
    made = filled(template)
    assert faults(made, tmp_path) == []
    assert b"Dear Ann," in parts(made)["word/document.xml"]


def test_a_part_that_no_letter_changes_is_mended() -> None:
    made = filled(package(NAMED, {"word/numbering.xml": NUMBERING}))
    order = re.findall(rb"<w:(start|numFmt|pStyle|lvlText|num|abstractNum) ", parts(made)["word/numbering.xml"])
    assert order == [b"abstractNum", b"start", b"numFmt", b"pStyle", b"lvlText", b"num"]


def test_what_has_nothing_to_mend_is_as_it_was() -> None:
    for content in (b"<?xml version='1.0'?><a/>", f"<w:document {W}><w:body/></w:document>".encode()):
        assert mended(content) is content


def test_what_the_schema_does_not_know_stays_behind_what_it_stood_behind() -> None:
    part = f'<w:p {W} xmlns:x="urn:x"><w:pPr><w:jc w:val="right"/><x:own/><!-- kept --><w:keepNext/></w:pPr></w:p>'
    assert re.findall(r"<(w:jc|x:own|!--|w:keepNext)", mended(part.encode()).decode()) == [
        "w:keepNext",
        "w:jc",
        "x:own",
        "!--",
    ]


def test_two_looks_that_differ_are_both_kept() -> None:
    part = f'<w:r {W}><w:rPr><w:sz w:val="20"/><w:sz w:val="22"/></w:rPr></w:r>'.encode()
    assert mended(part) is part


@pytest.mark.parametrize(
    ("said", "means"), [("4294961151", "-6145"), ("100", "100"), ("2147483647", "2147483647"), ("-1", "-1")]
)
def test_a_grid_has_its_sign(said: str, means: str) -> None:
    part = f'<w:document {W}><w:body><w:sectPr><w:docGrid w:charSpace="{said}"/></w:sectPr></w:body></w:document>'
    assert f'w:charSpace="{means}"' in mended(part.encode()).decode()


def test_a_style_names_no_style_that_is_not_there() -> None:
    part = (
        f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="B"/><w:next w:val="A"/><w:link w:val="Lost"/></w:style>'
        '<w:style w:styleId="B"/></w:styles>'
    )
    made = mended(part.encode()).decode()
    assert "Lost" not in made
    assert '<w:basedOn w:val="B"/><w:next w:val="A"/>' in made


@pytest.mark.parametrize(
    ("body", "kept"), [(NAMED, False), (f"<w:p><w:pPr><w:divId w:val='1'/></w:pPr></w:p>{NAMED}", True)]
)
def test_the_divisions_of_a_web_page_go_unless_a_paragraph_is_in_one(body: str, kept: bool) -> None:  # noqa: FBT001
    web = f'<w:webSettings {W}><w:divs><w:div w:id="1"><w:bodyDiv w:val="1"/></w:div></w:divs></w:webSettings>'
    assert (b"<w:divs>" in parts(filled(package(body, {"word/webSettings.xml": web})))["word/webSettings.xml"]) is kept
