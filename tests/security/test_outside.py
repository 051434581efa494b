"""What a Word file would load from outside when it is opened: refused by what uses it, whatever it says that it is."""

from __future__ import annotations

import struct

import pytest
from tests.loading.word.private_word import DATA, NS, WORDML, members, package, paragraph, relationships, run

import letterforge
from letterforge.errors import TemplateError, UnreadableFileError
from letterforge.office.archive import open_archive
from letterforge.office.outside import refuse_outside

ADDRESS = "http://192.0.2.1/x.png"
DEAR = paragraph(run("Dear {{ name }},"))
PICTURE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _drawing(attribute: str) -> str:
    return paragraph(f"<w:r><w:drawing><a:blip {PICTURE} {attribute}/></w:drawing></w:r>")


def _field(code: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    return paragraph(f'{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def _settings(inside: str) -> dict[str, str | bytes]:
    return {"word/settings.xml": f"<w:settings {NS}>{inside}</w:settings>"}


LINK = ("x1", "hyperlink", ADDRESS, "External")
SETTINGS = ("s1", "settings", "settings.xml")
HOSTILE = {
    "a picture linked by a hyperlink": lambda: package(DEAR + _drawing('r:link="x1"'), links=[LINK]),
    "a picture embedded by a hyperlink": lambda: package(DEAR + _drawing('r:embed="x1"'), links=[LINK]),
    "an old picture linked by a hyperlink": lambda: package(
        DEAR + paragraph('<w:r><w:pict><v:imagedata xmlns:v="urn:v" r:href="x1"/></w:pict></w:r>'), links=[LINK]
    ),
    "an old picture by its own address": lambda: package(
        DEAR + paragraph(f'<w:r><w:pict><v:imagedata xmlns:v="urn:v" src="{ADDRESS}"/></w:pict></w:r>')
    ),
    "the fill of a shape": lambda: package(
        DEAR + paragraph(f'<w:r><w:pict><v:fill xmlns:v="urn:v" xmlns:o="urn:o" o:href="{ADDRESS}"/></w:pict></w:r>')
    ),
    "an object linked by a hyperlink": lambda: package(
        DEAR + paragraph('<w:r><w:object><o:OLEObject xmlns:o="urn:o" r:id="x1"/></w:object></w:r>'), links=[LINK]
    ),
    "a picture linked by an attached template": lambda: package(
        DEAR + _drawing('r:link="x1"'), links=[("x1", "attachedTemplate", ADDRESS, "External")]
    ),
    "a header under another suffix": lambda: package(
        DEAR,
        {"word/header9.part": f"<w:hdr {NS}>{_field(f'INCLUDEPICTURE &quot;{ADDRESS}&quot;')}</w:hdr>"},
        links=[("h1", "header", "header9.part")],
        types={"word/header9.part": f"{WORDML}header+xml"},
    ),
    "a file within the file": lambda: package(
        DEAR + '<w:altChunk r:id="c1"/>', {"word/a.html": b"<p>{{ name }}</p>"}, links=[("c1", "aFChunk", "a.html")]
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_check_says_so(name: str) -> None:
    content = HOSTILE[name]()
    assert [one.rule for one in letterforge.check(content)] == ["word-file"]
    with pytest.raises(TemplateError) as caught:
        letterforge.load(content)
    assert ADDRESS not in str(caught.value)


MERGES = {
    "a query": (
        package(DEAR, _settings('<w:mailMerge><w:query w:val="SELECT * FROM p"/></w:mailMerge>'), links=[SETTINGS])
    ),
    "a connection": package(
        DEAR,
        _settings('<w:mailMerge><w:connectString w:val="Data Source=\\\\host\\p.xlsx"/></w:mailMerge>'),
        links=[SETTINGS],
    ),
    "a source": package(
        DEAR,
        {
            **_settings('<w:mailMerge><w:dataSource r:id="m1"/><w:odso><w:src r:id="m1"/></w:odso></w:mailMerge>'),
            "word/_rels/settings.xml.rels": relationships(("m1", "mailMergeSource", ADDRESS, "External")),
        },
        links=[SETTINGS],
    ),
}


@pytest.mark.parametrize("name", MERGES)
def test_where_a_mail_merge_has_its_data_from_stays_with_the_template(name: str) -> None:
    content = MERGES[name]
    with pytest.raises(UnreadableFileError):
        refuse_outside(open_archive(content))  # as a finished letter
    made = letterforge.render(letterforge.Letter(letterforge.load(content), DATA), to="docx").content
    whole = "".join(members(made).values())
    assert "Ann Ash" in whole
    assert [one for one in ("mailMerge", "SELECT", "p.xlsx", ADDRESS) if one in whole] == []


def test_a_source_of_data_that_something_else_uses_is_refused() -> None:
    picture = paragraph(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="m1"/></v:shape></w:pict></w:r>'
    )
    content = package(DEAR + picture, links=[("m1", "mailMergeSource", ADDRESS, "External")])
    assert [one.rule for one in letterforge.check(content)] == ["word-file"]


def test_a_link_that_a_reader_may_follow_is_none_of_it() -> None:
    content = package(paragraph(f'<w:hyperlink r:id="x1">{run("{{ name }}")}</w:hyperlink>'), links=[LINK])
    letter = letterforge.Letter(letterforge.load(content), DATA)
    assert ADDRESS in members(letterforge.render(letter, to="docx").content)["word/_rels/document.xml.rels"]


METAFILE = struct.pack("<I", 1) + bytes(36) + b" EMF" + b"\xff" * 11_000_000


def test_a_picture_that_compresses_well_is_a_picture() -> None:
    content = package(DEAR, {"word/media/image1.emf": METAFILE}, links=[("i1", "image", "media/image1.emf")])
    letter = letterforge.Letter(letterforge.load(content), DATA)
    made = letterforge.render(letter, to="docx").content
    assert "Ann Ash" in members(made)["word/document.xml"]
    assert letterforge.scan(made) == ()


def test_a_part_that_is_no_picture_and_compresses_so_well_is_a_bomb() -> None:
    for name in ("word/document2.xml", "word/embeddings/a.bin"):
        with pytest.raises(TemplateError, match="200 times its size"):
            letterforge.load(package(DEAR, {name: b"<a>" + b" " * 11_000_000 + b"</a>"}))


def test_the_bytes_of_a_picture_are_bounded() -> None:
    with pytest.raises(TemplateError, match="more than 64 MB"):
        letterforge.load(package(DEAR, {"word/media/image1.emf": bytes(65 << 20)}))


def test_the_attached_template_of_the_case_is_dropped_and_said(request: pytest.FixtureRequest) -> None:
    file = request.config.rootpath / "tests" / "cases" / "word" / "03-attached-template-attached.docx"
    (found,) = letterforge.check(file)
    assert (found.rule, found.is_error) == ("private", False)
    assert "attached template" in found.message
    made = letterforge.render(letterforge.Letter(letterforge.load(file), DATA), to="docx").content
    assert "dotx" not in "".join(members(made).values())
    assert "word/settings.xml" in open_archive(made).members
    assert "word/_rels/settings.xml.rels" not in open_archive(made).members or "Letterhead" not in str(members(made))


def test_no_tracked_change_of_the_case_travels(request: pytest.FixtureRequest) -> None:
    file = request.config.rootpath / "tests" / "cases" / "word" / "11-tracked-changes-track.docx"
    letter = letterforge.Letter(letterforge.load(file), DATA)
    whole = "".join(members(letterforge.render(letter, to="docx").content).values())
    assert "Ann Ash" in whole
    assert [one for one in ("Sir", "w:ins", "w:del", "2026-01-01", "rsid") if one in whole] == []
