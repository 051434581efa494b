"""Nothing private travels: what of a Word file no letter carries, in any byte of any member, and what check says of it."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.loading.word.private_word import (
    DATA,
    NS,
    SECRETS,
    deleted,
    inserted,
    members,
    package,
    paragraph,
    relationships,
    run,
    template,
)

import letterforge
from letterforge import plugins, stationery
from letterforge.errors import TemplateError, UsageError
from letterforge.findings import Finding
from letterforge.finished_files import passages_of


def made(content: bytes, to: str = "docx", *, keep: tuple[str, ...] = ()) -> bytes:
    letter = letterforge.Letter(letterforge.load(content), DATA)
    return letterforge.render(letter, to=to, allow_loss=True, keep=keep).content


def private(content: bytes) -> list[Finding]:
    return [one for one in letterforge.check(content) if one.rule == "private"]


def body(content: bytes) -> str:
    return members(content)["word/document.xml"]


def test_nothing_private_is_in_any_byte_of_any_member() -> None:
    found = members(made(template()))
    whole = "\n".join([*found, *found.values()])
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "Dear Ann Ash" in whole
    assert ", good morning" in whole
    assert "Ours: R/1" in whole
    assert ">R/1</vt:lpwstr>" in found["docProps/custom.xml"]
    assert "A title" in found["docProps/core.xml"]


@pytest.mark.parametrize("to", ["pdf", "html"])
def test_nothing_private_is_in_other_formats(to: str) -> None:
    letter = letterforge.Letter(letterforge.load(template()), DATA)
    artifact = letterforge.render(letter, to=to, allow_loss=True)
    words = " ".join(one.text for one in passages_of(artifact.content, artifact.media_type))
    content = artifact.content
    assert [secret for secret in SECRETS if secret in words or secret.encode() in content] == []
    assert "Ann Ash" in words


def test_the_letter_opens_as_a_word_file_and_its_parts_hang_together() -> None:
    found = members(made(template()))
    for name in found:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        assert any(name.rpartition("/")[2] in found[rels] for rels in found if rels.endswith(".rels")), name
    (left,) = private(made(template()))
    assert (
        left.message == "the file says how it was made, which no letter carries: a custom property"
    )  # asked for, filled


def test_check_names_each() -> None:
    said = [one.message for one in private(template())]
    assert sum("which no letter carries" in one for one in said) == len(said) == 7
    whole = "\n".join(said)
    for kind in ("comment", "tracked change", "hidden text", "author", "attached template", "bound", "workbook"):
        assert kind in whole
    for kind in (
        "custom XML",
        "properties",
        "variable",
        "building blocks",
        "thumbnail",
        "printer",
        "mail merge",
        "dates",
        "pictures say",
    ):
        assert kind in whole


def test_what_is_asked_for_is_kept() -> None:
    with_comments = members(made(template(), keep=("comments",)))
    assert "ask legal first" in with_comments["word/comments.xml"]
    assert "commentRangeStart" in with_comments["word/document.xml"]
    assert 'w:author="Author"' in with_comments["word/comments.xml"]
    assert "Quillfeather" not in "".join(with_comments.values())
    with_authors = members(made(template(), keep=("authors", "properties")))
    assert "Quillfeather" in with_authors["docProps/core.xml"]
    assert "M-4711" in with_authors["docProps/custom.xml"]
    assert "comments" not in "".join(with_authors)
    assert "<w:del " in body(made(template(), keep=("changes",)))
    assert "Old Recipient" in members(made(template(), keep=("custom-xml",)))["customXml/item1.xml"]
    assert "dataBinding" not in body(made(template(), keep=("custom-xml",)))


def test_there_is_nothing_else_to_keep() -> None:
    with pytest.raises(UsageError, match=r"cannot keep 'secrets'; it can keep comments, changes"):
        made(template(), keep=("secrets",))


def test_changes_are_accepted() -> None:
    moved = (
        f'<w:p><w:pPr><w:rPr><w:moveFrom w:id="1" w:author="A"/></w:rPr></w:pPr><w:moveFromRangeStart w:id="2" w:name="m"/>'
        f'<w:moveFrom w:id="3" w:author="A">{run("moved words")}</w:moveFrom><w:moveFromRangeEnd w:id="2"/></w:p>'
        f'<w:p><w:moveToRangeStart w:id="4" w:name="m"/><w:moveTo w:id="5" w:author="A">{run("moved words")}</w:moveTo>'
        '<w:moveToRangeEnd w:id="4"/></w:p>'
    )
    content = made(package(paragraph(run("Dear {{ name }}")) + moved))
    assert body(content).count("moved words") == 1
    assert "w:move" not in body(content)
    assert body(content).count("<w:p>") == 2


def test_a_row_that_was_struck_out_is_gone_in_every_format() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="8" w:author="A"/></w:trPr><w:tc>{paragraph(deleted("old row"))}</w:tc></w:tr>'
    new = f'<w:tr><w:trPr><w:ins w:id="8" w:author="A"/></w:trPr><w:tc>{paragraph(inserted("new row"))}</w:tc></w:tr>'
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="999"/></w:tblGrid>{gone}{new}</w:tbl>'
    file = package(paragraph(run("Dear {{ name }}")) + table + paragraph())
    assert body(made(file)).count("<w:tr>") == 1
    assert made(file, "html").count(b"<tr") == 1


def test_the_notes_of_struck_out_words_go_with_them() -> None:
    call = '<w:del w:id="1" w:author="A"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    notes = f'<w:footnotes {NS}><w:footnote w:id="2">{paragraph(run("a note of old"))}</w:footnote></w:footnotes>'
    file = package(
        paragraph(run("Dear {{ name }}"), call),
        {"word/footnotes.xml": notes},
        links=[("n1", "footnotes", "footnotes.xml")],
    )
    assert "a note of old" not in "".join(members(made(file)).values())


def test_the_picture_of_struck_out_words_goes_with_them() -> None:
    drawn = (
        '<w:del w:id="1" w:author="A"><w:r><w:drawing><a:blip xmlns:a="urn:a" r:embed="i1"/></w:drawing></w:r></w:del>'
    )
    file = package(
        paragraph(run("Dear {{ name }}"), drawn),
        {"word/media/a.png": b"old-picture"},
        links=[("i1", "image", "media/a.png")],
    )
    assert "word/media/a.png" not in members(made(file))


@pytest.mark.parametrize(
    "look",
    [
        *(
            "<w:vanish/>",
            "<w:specVanish/>",
            '<w:rStyle w:val="Secret"/>',
            '<w:rStyle w:val="Tiny"/>',
            '<w:sz w:val="2"/>',
        ),
        *(
            '<w:color w:val="FFFFFF"/>',
            '<w:color w:val="fefefe"/>',
            '<w:color w:val="auto" w:themeColor="background1"/>',
        ),
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>',
    ],
)
def test_hidden_text_is_left_out_everywhere_and_a_tag_in_it_refused(look: str) -> None:
    styles = (
        f'<w:styles {NS}><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Tiny"><w:rPr><w:sz w:val="3"/></w:rPr></w:style></w:styles>'
    )
    parts = {"word/styles.xml": styles}
    links = [("s1", "styles", "styles.xml")]
    file = package(paragraph(run("Dear {{ name }}"), run(" (internal)", look)), parts, links=links)
    assert "internal" not in body(made(file))
    assert b"internal" not in made(file, "html")
    assert ["hidden text" in one.message for one in private(file)] == [True]
    assert private(file)[0].place.path == "paragraph 1"
    for words in ("{{ name }}", "{{ na", "{% if name %}"):
        with pytest.raises(TemplateError) as caught:
            letterforge.load(package(paragraph(run("Dear "), run(words, look)), parts, links=links))
        assert "hidden-tag" in {one.rule for one in caught.value.findings}


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
        '<w:color w:val="FFFFFF" /><w:shd w:val="solid" w:color="003366"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:fill="auto"/>',
        '<w:color w:val="auto"/><w:highlight w:val="black"/>',
        '<w:color w:val="auto" w:themeColor="background1" w:themeShade="80"/>',
        '<w:color w:val="D9D9D9"/>',
        '<w:sz w:val="8"/>',
    ],
)
def test_text_that_somebody_sees_stays(look: str) -> None:
    file = package(paragraph(run("Dear {{ name }}"), run(" (shown)", look)))
    assert "shown" in body(made(file))
    assert private(file) == []


WHITE = '<w:color w:val="FFFFFF"/>'


def table(cell: str = "", whole: str = "", text: str = "white words") -> str:
    inside = f"<w:tc><w:tcPr>{cell}</w:tcPr>{paragraph(run('a cell '), run(text, WHITE))}</w:tc>"
    return f'<w:tbl><w:tblPr>{whole}</w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{inside}</w:tr></w:tbl><w:p/>'


def box(fill: str = "", older: str = "") -> str:
    """A text box as Word writes it, and as it was written before 2010."""
    words = f"<w:txbxContent>{paragraph(run('a box '), run('white words', WHITE))}</w:txbxContent>"
    spaces = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    newer = (
        '<w:drawing><wp:anchor behindDoc="0"><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData uri="urn:w"><wps:wsp>'
        f"<wps:spPr>{fill}</wps:spPr><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )
    old = f"<w:pict><v:rect {older}><v:textbox>{words}</v:textbox></v:rect></w:pict>"
    both = (
        f'<mc:AlternateContent {spaces}><mc:Choice Requires="w14">{newer}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    )
    return paragraph(f"<w:r>{both}</mc:AlternateContent></w:r>")


SOLID = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
DARK = '<w:shd w:val="clear" w:fill="003366"/>'
UNSEEN = {
    "a table": table(),
    "a table that is white": table('<w:shd w:val="clear" w:fill="FFFFFF"/>', DARK),
    "a table within a cell": table().replace(paragraph(run("a cell "), run("white words", WHITE)), table()),
    "a text box": box(SOLID.format("FFFFFF")),
    "a clear text box": box("<a:noFill/>", 'filled="f"'),
    "a text box in a cell": table(text="").replace(run("a cell "), run("a cell ") + box(SOLID.format("FFFFFF"))[5:-6]),
}
SEEN = {
    "a cell with a colour": table(DARK),
    "a table with a colour": table(whole=DARK),
    "a table of a style with a colour": table(whole='<w:tblStyle w:val="Banded"/>'),
    "a text box with a colour": box(SOLID.format("003366"), 'fillcolor="#003366"'),
    "a text box with a colour of the theme": box(
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', 'fillcolor="#4472c4 [3204]"'
    ),
    "a clear text box beside a picture": box("<a:noFill/>", 'filled="f"')
    + box(SOLID.format("003366"), 'fillcolor="#003366"').replace("white words", "words"),
    "a picture in a white run": paragraph(
        f'<w:r><w:rPr>{WHITE}</w:rPr><w:t>white words</w:t><w:drawing><a:b xmlns:a="urn:a"/></w:drawing></w:r>'
    ),
}
BANDED = (
    f'<w:styles {NS}><w:style w:type="table" w:styleId="Banded"><w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr>'
    "</w:tblStylePr></w:style></w:styles>"
)


def with_table_style(words: str) -> bytes:
    dear = paragraph(run("Dear {{ name }}"))
    return package(dear + words, {"word/styles.xml": BANDED}, links=[("s1", "styles", "styles.xml")])


@pytest.mark.parametrize("place", UNSEEN)
def test_white_text_is_hidden_wherever_all_is_white_behind_it(place: str) -> None:
    file = with_table_style(UNSEEN[place])
    for to in ("docx", "html", "pdf"):
        letter = made(file, to)
        words = " ".join(one.text for one in passages_of(letter, plugins.renderer(to).media_type))
        assert "white words" not in words
        assert ("a cell" in words) or ("a box" in words)
    assert "white words" not in "".join(members(made(file)).values())
    assert ["hidden text" in one.message for one in private(file)] == [True]


@pytest.mark.parametrize("place", SEEN)
def test_white_text_stays_where_something_may_be_behind_it(place: str) -> None:
    file = with_table_style(SEEN[place])
    assert "white words" in body(made(file))
    assert private(file) == []


def test_a_change_that_cuts_a_tag_is_found_by_check() -> None:
    (found,) = [
        one for one in letterforge.check(package(paragraph(run("Dear {{ na"), inserted("me }},")))) if one.is_error
    ]
    assert str(found).startswith("paragraph 1: error: this tag stands half within a tracked change [tracked-tag]")


def test_a_change_that_joins_two_paragraphs_is_found_by_check() -> None:
    joined = f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>{run("Dear ")}</w:p>'
    (found,) = [one for one in letterforge.check(package(joined + paragraph(run("Ann")))) if one.is_error]
    assert found.rule == "tracked-change"


def test_a_tag_within_an_insertion_is_filled() -> None:
    content = made(package(paragraph(run("Dear "), inserted("{{ name }}"), deleted("Sir"))))
    assert "Ann Ash" in body(content)
    assert "Sir" not in body(content)
    assert "w:ins" not in body(content)


def test_the_path_of_a_picture_is_cut_to_its_name() -> None:
    picture = (
        '<w:r><w:drawing><pic:cNvPr xmlns:pic="urn:p" id="1" name="C:\\Users\\jsmith\\logo.png"/></w:drawing></w:r>'
    )
    file = letterforge.load(package(paragraph(run("Dear {{ name }}"), picture))).outgoing()
    assert file is not None
    assert 'name="logo.png"' in body(file.content)


def test_the_attached_template_is_dropped_wherever_it_leads() -> None:
    for target in ("file:///C:\\x\\Letter.dotx", "http://example.org/Letter.dotm", "\\\\server\\share\\Letter.dotx"):
        parts: dict[str, str | bytes] = {
            "word/settings.xml": f'<w:settings {NS}><w:attachedTemplate r:id="t1"/></w:settings>',
            "word/_rels/settings.xml.rels": relationships(("t1", "attachedTemplate", target, "External")),
        }
        file = package(paragraph(run("Dear {{ name }}")), parts, links=[("s1", "settings", "settings.xml")])
        assert "Letter.dot" not in "".join(members(made(file)).values())
        assert [one.message for one in private(file)] == [
            "the file has the path of the attached template, which no letter carries"
        ]


def test_nothing_private_of_a_letterhead_is_in_a_letter(tmp_path: Path) -> None:
    folder = tmp_path / "council"
    shutil.copytree(Path(stationery.__file__).parent / "templates" / "stationery" / "plain", folder)
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(folder / "letterhead.docx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + paragraph(run("{{p body }}")).encode())
                content = content.replace(b"{{ name }}", b"all").replace(b"{{ ref }}", b"R/1")
            new.writestr(name, content.replace(b"{{ ref }}", b"R/1"))
    settings = folder / "stationery.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("[furniture")[0], encoding="utf-8")
    look = stationery.Stationery.read(folder)
    letter = letterforge.Letter(letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nWords.\n"), {}, stationery=look)
    whole = "\n".join(members(letterforge.render(letter, to="docx").content).values())
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "Words." in whole
    assert "ask legal" in "".join(members(letterforge.render(letter, to="docx", keep=["comments"]).content).values())
    for to in ("pdf", "html"):
        content = letterforge.render(letter, to=to).content
        assert [secret for secret in SECRETS if secret.encode() in content] == []


@pytest.mark.parametrize("sign", ["rsidR", "paraId", ":author", ":date", ":initials", ":cNvPr "])
def test_a_word_that_is_spelt_as_a_mark_is_a_word(sign: str) -> None:
    said = f"Write w{sign}=\"00A1\" and w{sign}='b' here"
    runs = f'<w:r w:rsidRPr="00A2" w:rsidR="00A3"><w:t>{said}</w:t></w:r>'
    letter = body(made(package(f'<w:p w:rsidR="00A4">{runs}</w:p><w:p w:rsidR="00A5"/>')))
    assert said in letter
    assert [mark for mark in ("00A2", "00A3", "00A4", "00A5") if mark in letter] == []
