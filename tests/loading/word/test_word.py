"""Word files as templates: every part is read, every place has its name, and what is no letter is refused."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.checking.following import Use
from letterforge.document import (
    Alignment,
    Cell,
    Emphasis,
    Heading,
    Image,
    Item,
    Link,
    List,
    Note,
    NoteKind,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    Underline,
    passages,
    walk,
)
from letterforge.errors import StationeryError, TemplateError
from letterforge.filling.program import checked
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.models.values import shape_of_value
from letterforge.stationery import Stationery, plain

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own heading"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fat"><w:name w:val="Fat"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Plain"><w:name w:val="Plain"/></w:style>'
    '<w:style w:type="table" w:styleId="Marked"><w:name w:val="Marked"/>'
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="Based"><w:name w:val="Based"/><w:basedOn w:val="Marked"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    runs = (one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def item(text: str, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def row(*texts: str) -> tuple[str, ...]:
    return tuple(paragraph(text) for text in texts)


def word(
    body: str,
    *,
    parts: Mapping[str, tuple[str, str]] | None = None,
    section: str = "",
    properties: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    main: str = "document",
) -> bytes:
    """A Word file; ``parts`` maps a name to its kind and its XML."""
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/>'
    files = {"styles": ("styles", f"<w:styles {NAMESPACES}>{STYLES}</w:styles>")}
    files |= {"numbering": ("numbering", f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>")}
    files |= parts or {}
    relationships = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}" Target="{name}.xml"/>'
        for name, (kind, _) in files.items()
    )
    relationships += "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/hyperlink" Target="{to}" TargetMode="External"/>'
        for name, to in (links or {}).items()
    )
    relationships += "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/image" Target="media/{name}.png"/>'
        for name in media or {}
    )
    kinds = {"core": "core-properties", "app": "extended-properties", "custom": "custom-properties"}
    package = f'<Relationship Id="d" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    package += "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kinds[name]}" Target="docProps/{name}.xml"/>'
        for name in properties or {}
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDML}.{main}.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORDML}.{kind}+xml"/>'
            for name, (kind, _) in files.items()
        )
        + "</Types>",
        "_rels/.rels": rels.format(package),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}{page}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": rels.format(relationships),
        **{f"word/{name}.xml": xml for name, (_, xml) in files.items()},
        **{f"docProps/{name}.xml": xml for name, xml in (properties or {}).items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in content.items():
            archive.writestr(name, xml)
        for name, data in (media or {}).items():
            archive.writestr(f"word/media/{name}.png", data)
    return made.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + b"\xff\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def furniture(kind: str, text: str) -> tuple[str, str]:
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    inside = text if text.startswith("<") else paragraph(text)
    return kind, f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>"


def drawn(described: str, inside: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="360000"/><wp:docPr id="1" name="Picture 1" {described}/>'
        f"<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def boxed(text: str) -> str:
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


PLACES = {
    "in_body": "paragraph 1",
    "in_cut": "paragraph 2",
    "in_cell": "table 1, row 2, cell 1",
    "in_control": "paragraph 3",
    "in_box": "paragraph 4, text box 1, paragraph 1",
    "in_alt": "paragraph 5, alt text",
    "in_link": "paragraph 6, link target",
    "in_field": "paragraph 7, field code",
    "in_default": "header, paragraph 1",
    "in_first": "first page header, paragraph 1",
    "in_even": "even page header, paragraph 1",
    "in_footer": "footer, paragraph 1",
    "in_footnote": "footnote 1, paragraph 1",
    "in_endnote": "endnote 1, paragraph 1",
    "in_comment": "comment 1, paragraph 1",
    "in_title": "title",
    "in_keywords": "keywords",
    "in_company": "company",
    "in_custom": "property Case",
}


def everywhere(names: Mapping[str, str] | None = None) -> bytes:
    """A file with a placeholder in every kind of part; ``names`` says how each is spelt."""
    n = {name: "{{ " + (names or {}).get(name, name) + " }}" for name in PLACES}
    cut = "".join(
        run(part) + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="b"/>'
        for part in ("{", "{ in_", "cut }", "}")
    )
    cut = cut.replace("in_", n["in_cut"][3:6], 1).replace("cut }", n["in_cut"][6:-1], 1)
    notes = '<w:{0}s {1}><w:{0} w:type="separator" w:id="-1"><w:p/></w:{0}><w:{0} w:id="2">{2}</w:{0}></w:{0}s>'
    body = (
        paragraph(n["in_body"], '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>')
        + paragraph(cut)
        + table(row("Field"), row(n["in_cell"]))
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(n['in_control'])}</w:sdtContent></w:sdt>"
        + paragraph(boxed(n["in_box"]))
        + paragraph(drawn(f'descr="{n["in_alt"]}"', '<a:blip r:embed="logo"/>'))
        + paragraph(f'<w:hyperlink r:id="link">{run("here")}</w:hyperlink>')
        + paragraph(f'<w:fldSimple w:instr="XE &quot;{n["in_field"]}&quot;">{run("shown")}</w:fldSimple>')
    )
    parts = {
        "h1": furniture("header", n["in_default"]),
        "h2": furniture("header", n["in_first"]),
        "h3": furniture("header", n["in_even"]),
        "f1": furniture("footer", n["in_footer"]),
        "footnotes": ("footnotes", notes.format("footnote", NAMESPACES, paragraph(n["in_footnote"]))),
        "endnotes": ("endnotes", notes.format("endnote", NAMESPACES, paragraph(n["in_endnote"]))),
        "comments": (
            "comments",
            f'<w:comments {NAMESPACES}><w:comment w:id="0">{paragraph(n["in_comment"])}</w:comment></w:comments>',
        ),
    }
    section = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{part}"/>'
        for kind, pages, part in (
            ("header", "default", "h1"),
            ("header", "first", "h2"),
            ("header", "even", "h3"),
            ("footer", "default", "f1"),
        )
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    return word(
        body,
        parts=parts,
        section=section + "<w:titlePg/>",
        links={"link": "https://example.org/%7B%7B" + n["in_link"][2:-2] + "%7D%7D"},
        media={"logo": png()},
        properties={
            "core": f"<cp:coreProperties {dc}><dc:title>{n['in_title']}</dc:title><cp:keywords>{n['in_keywords']}</cp:keywords></cp:coreProperties>",
            "app": f'<Properties xmlns="{OFFICE}/extended-properties"><Company>{n["in_company"]}</Company></Properties>',
            "custom": f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
            f'<property name="Case"><vt:lpwstr>{n["in_custom"]}</vt:lpwstr></property></Properties>',
        },
    )


def uses(content: bytes) -> tuple[Use, ...]:
    shape = shape_of_value(dict.fromkeys(PLACES, "x"))
    return checked(letterforge.load(content), plain(), shape).uses


def blocks(body: str, data: Mapping[str, object] | None = None, **options: object) -> tuple[object, ...]:
    return Letter(letterforge.load(word(body, **options)), data or {}).document.blocks  # type: ignore[arg-type]


def findings(content: bytes) -> tuple[Finding, ...]:
    return letterforge.check(content)


# --- parts and places -----------------------------------------------------------------------------------------------


def test_a_placeholder_in_every_part_is_found_once_with_its_place() -> None:
    found = {use.path[0]: str(use.place) for use in uses(everywhere())}
    assert found == PLACES


@pytest.mark.parametrize("name", PLACES)
def test_a_misspelt_name_is_reported_where_it_stands(name: str) -> None:
    content = everywhere({name: name + "x"})
    wrong = [f for f in letterforge.check(content, dict.fromkeys(PLACES, "value")) if f.rule == "unknown-field"]
    assert {f.place.path for f in wrong} == {PLACES[name]}
    assert all((f.hint or "").startswith(f"Did you mean {name}? Or call it ") for f in wrong)
    assert all(f.excerpt is not None and name + "x" in f.excerpt for f in wrong)


def test_every_part_is_filled_and_the_whole_letter_renders() -> None:
    values = {name: f"value of {name}".replace("_", " ") for name in PLACES}
    letter = Letter(letterforge.load(everywhere()), values)
    assert letter.document.title == "value of in title"
    with pytest.raises(TemplateError, match="a text box, which stands out of the flow"):
        letterforge.render(letter, to="html")
    page = letterforge.render(letter, to="html", allow_loss=True).content.decode()
    for name in (
        "in_body",
        "in_cut",
        "in_cell",
        "in_control",
        "in_box",
        "in_alt",
        "in_first",
        "in_footnote",
        "in_endnote",
    ):
        assert values[name] in page
    assert "https://example.org/value%20of%20in%20link" in page
    document = letterforge.render(letter, to="docx")
    assert letterforge.scan(document) == ()


@pytest.mark.parametrize("address", ["https://a.org/{{ in_body }}", "{{ in_body }}"])
def test_a_link_in_a_field_names_its_address_and_its_tip(address: str) -> None:
    code = f'HYPERLINK "{address}" \\o "{{{{ in_cell }}}}"'.replace('"', "&quot;")
    found = uses(word(f'<w:p><w:fldSimple w:instr="{code}">{run("here")}</w:fldSimple></w:p>'))
    assert list(dict.fromkeys((use.path[0], use.place.path) for use in found)) == [
        ("in_body", "paragraph 1, link target"),
        ("in_cell", "paragraph 1, field code"),
    ]


def test_a_value_is_refused_wherever_it_stands() -> None:
    values = dict.fromkeys(PLACES, "sound") | {"in_comment": " ", "in_keywords": "TBC"}
    with pytest.raises(letterforge.LetterforgeError) as caught:
        Letter(letterforge.load(everywhere()), values)
    assert {f.place.path for f in caught.value.findings} == {"in_comment", "in_keywords"}  # type: ignore[attr-defined]


def test_the_words_around_stand_in_the_finding() -> None:
    (found,) = findings(word(paragraph("One.") + paragraph("Dear ", "{{ na", "me + }}, welcome.")))
    assert str(found) == (
        "paragraph 2: error: this is not an expression: unexpected 'end of template' [expression]\n"
        "    Dear {{ name + }}, welcome.\n"
        "         ^"
    )


# --- the tree -------------------------------------------------------------------------------------------------------


def test_headings_come_from_the_outline_level_up_the_chain_of_styles() -> None:
    made = blocks(
        paragraph("A", properties='<w:pStyle w:val="Own"/>')
        + paragraph("B", properties='<w:outlineLvl w:val="0"/>')
        + paragraph("C", properties='<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>')
    )
    assert made == (Heading(2, (Text("A"),)), Heading(1, (Text("B"),)), Paragraph((Strong((Text("C"),)),)))


def test_runs_keep_their_looks_and_a_style_can_be_undone() -> None:
    made = blocks(
        paragraph(
            run("a", "<w:b/>"),
            run("b", "<w:b/><w:i/>"),
            run("c", '<w:u w:val="single"/>'),
            run("d", '<w:u w:val="none"/>'),
        )
        + paragraph(run("e"), run("f", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="Fat"/><w:jc w:val="center"/>')
    )
    a = (Strong((Text("a"),)), Strong((Emphasis((Text("b"),)),)), Underline((Text("c"),)), Text("d"))
    assert made == (Paragraph(a), Paragraph((Strong((Text("e"),)), Text("f")), None, Alignment.CENTER))


def test_a_loop_around_items_gives_one_list_with_its_levels() -> None:
    body = (
        paragraph("{%p for a in all %}")
        + item("{{ a.name }}")
        + paragraph("{%p for b in a.parts %}")
        + item("{{ b }}", 1)
    )
    body += paragraph("{%p endfor %}") * 2 + item("last")
    made = blocks(body, {"all": [{"name": "one", "parts": ["x", "y"]}, {"name": "two", "parts": ["z"]}]})
    (found,) = made
    assert isinstance(found, List)
    assert (found.ordered, found.start, found.style.value) == (True, 3, "lower-alpha")
    assert len(found.children) == 3
    first = found.children[0]
    assert isinstance(first, Item)
    assert isinstance(first.children[1], List)
    assert not first.children[1].ordered
    assert list(passages(made)) == ["one", "x", "y", "two", "z", "last"]  # type: ignore[arg-type]


def test_a_list_that_goes_on_after_other_words_goes_on_counting() -> None:
    one, _, two = blocks(item("a") + item("b") + paragraph("between") + item("c"))
    assert isinstance(one, List)
    assert isinstance(two, List)
    assert (one.start, two.start) == (3, 5)


def test_tables_have_spans_and_header_rows() -> None:
    rows = (
        '<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc></w:tr>'
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc><w:tcPr/>{}</w:tc></w:tr>'
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr/>{}</w:tc></w:tr>"
    ).format(*row("head", "tall", "b", "c"))
    (made,) = blocks(f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")

    def cell(text: str, columns: int = 1, down: int = 1) -> Cell[object]:
        return Cell((Paragraph((Text(text),)),), columns, down)

    assert made == Table(
        (Row((cell("head", 2),), header=True), Row((cell("tall", down=2), cell("b"))), Row((cell("c"),))), (None, None)
    )


@pytest.mark.parametrize(
    ("style", "look", "marked"),
    [
        ("Marked", '<w:tblLook w:val="0480" w:firstColumn="1"/>', True),
        ("Marked", '<w:tblLook w:val="0080"/>', True),  # as Word 2007 writes it
        ("Based", '<w:tblLook w:val="0480" w:firstColumn="1"/>', True),
        ("Marked", '<w:tblLook w:val="0480" w:firstColumn="0"/>', False),
        ("Marked", '<w:tblLook w:val="0400"/>', False),
        ("Marked", "", False),
        ("Plain", '<w:tblLook w:val="04A0" w:firstColumn="1"/>', False),  # as every table of Word's
    ],
)
def test_a_first_column_that_its_style_sets_off_heads_the_rows(style: str, look: str, *, marked: bool) -> None:
    body = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{look}</w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
        f"<w:tr><w:tc>{paragraph('Ash')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>"
    )
    (made,) = blocks(body)
    assert isinstance(made, Table)
    assert (made.row_headers, list(passages((made,)))) == (marked, ["Ash", "1"])


def test_rows_that_repeat_without_a_header_cell_are_warned_of() -> None:
    rows = (row("{%tr for one in all %}"), row("{{ one }}", "x"), row("{%tr endfor %}"))
    (found,) = (one for one in findings(word(table(*rows))) if one.rule == "table-header")
    assert (found.place.path, found.severity.value) == ("table 1, row 1, cell 1", "warning")
    headed = table(*rows).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    assert headed != table(*rows)
    assert "table-header" not in {one.rule for one in findings(word(headed))}
    assert "table-header" not in {one.rule for one in findings(word(table(row("Name", "{{ one }}"))))}


def test_docxtpls_tags_for_rows_and_cells() -> None:
    body = table(
        row("{% colspan wide|length %}{{ title }}"),
        row("{%tr for one in all %}"),
        row(
            "{% vm %}{{ kind }}",
            "{{ one.name }}",
            "{%tc for mark in one.marks %}",
            "{% cellbg mark.colour %}{{ mark.text }}",
            "{%tc endfor %}",
        ),
        row("{%tr endfor %}"),
    )
    marks = [{"text": "A", "colour": "FF0000"}, {"text": "B", "colour": "00FF00"}]
    data = {
        "title": "Marks",
        "wide": ["a", "b", "c"],
        "kind": "kind",
        "all": [{"name": n, "marks": marks} for n in ("x", "y")],
    }
    (made,) = blocks(body, data)
    assert isinstance(made, Table)
    spans = [[(c.column_span, c.row_span) for c in r.children] for r in made.children]
    assert spans == [[(3, 1)], [(1, 2), (1, 1), (1, 1), (1, 1)], [(1, 1), (1, 1), (1, 1)]]
    assert list(passages((made,))) == ["Marks", "kind", "x", "A", "B", "y", "A", "B"]
    found = letterforge.check(word(body), {**data, "all": [{"name": "x", "marks": [{"text": "A"}]}]})
    wrong = [f for f in found if f.rule not in ("loss", "table-header")]
    assert [(f.rule, f.place.path) for f in wrong] == [("missing", "all[].marks[].colour")]
    assert "(table 1, row 3, cell 4" in wrong[0].message


def test_hm_makes_one_cell_over_all_of_a_loop() -> None:
    body = table(
        row("{%tc for one in all %}", "{% hm %}both", "{%tc endfor %}"),
        row("{%tc for one in all %}", "{{ one }}", "{%tc endfor %}"),
    )
    (made,) = blocks(body, {"all": ["a", "b"]})
    assert isinstance(made, Table)
    assert [[c.column_span for c in r.children] for r in made.children] == [[2], [1, 1]]


def test_tags_alone_in_paragraphs_without_a_prefix_hold_whole_paragraphs() -> None:
    body = (
        paragraph("{% if yes %}")
        + paragraph("shown")
        + paragraph("{% else %}")
        + paragraph("hidden")
        + paragraph("{% endif %}")
    )
    assert blocks(body, {"yes": True}) == (Paragraph((Text("shown"),)),)
    assert [f.rule for f in findings(word(body))] == []


def test_a_tag_with_a_minus_goes_on_with_the_paragraph_before() -> None:
    body = paragraph("Dear Ann") + paragraph("{%- if yes %} and Bo{% endif %}")
    assert list(passages(blocks(body, {"yes": True}))) == ["Dear Ann and Bo"]  # type: ignore[arg-type]


def test_notes_pictures_page_breaks_and_links_are_nodes() -> None:
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="7">{paragraph("the note")}</w:footnote></w:footnotes>'
    body = (
        paragraph("word", '<w:r><w:footnoteReference w:id="7"/></w:r>')
        + paragraph("a", '<w:r><w:br w:type="page"/></w:r>', "b")
        + paragraph(drawn('descr="A red line"', '<a:blip r:embed="logo"/>'))
        + paragraph(f'<w:hyperlink r:id="there">{run("link", "<w:b/>")}</w:hyperlink>')
    )
    made = blocks(
        body, parts={"footnotes": ("footnotes", notes)}, media={"logo": png()}, links={"there": "mailto:a@example.org"}
    )
    note = Note((Paragraph((Text("the note"),)),), NoteKind.FOOTNOTE)
    assert made[0] == Paragraph((Text("word"), note))
    assert made[1:4] == (Paragraph((Text("a"),)), PageBreak(), Paragraph((Text("b"),)))
    (image,) = [node for node in walk(made) if isinstance(node, Image)]  # type: ignore[arg-type]
    assert (image.alt, image.width) == ("A red line", 20.0)
    assert made[5] == Paragraph((Link((Strong((Text("link"),)),), "mailto:a@example.org"),))


def test_furniture_and_page_are_those_of_the_file() -> None:
    simple = paragraph(
        "Page ",
        f'<w:fldSimple w:instr=" PAGE ">{run("9")}</w:fldSimple>',
        " of ",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("9")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    section = '<w:footerReference w:type="default" r:id="f1"/>'
    letter = Letter(
        letterforge.load(word(paragraph("x"), parts={"f1": furniture("footer", simple)}, section=section)), {}
    )
    footer = (Paragraph((Text("Page "), PageNumber(), Text(" of "), PageCount())),)
    assert letter.document.first.footer == letter.document.following.footer == footer
    page = letter.stationery.page
    assert (page.width, page.height, page.left, page.top) == (210.0, 297.0, 30.0, 20.0)


def test_what_the_tree_cannot_carry_is_named_with_its_place() -> None:
    body = paragraph("a", boxed("in the box")) + paragraph(drawn("")) + paragraph(drawn("", '<a:blip r:embed="logo"/>'))
    found = findings(word(body, media={"logo": png()}))
    assert [(f.place.path, f.message) for f in found] == [
        ("paragraph 1", "a text box, which stands out of the flow, which only the Word file itself can show"),
        ("paragraph 2", "a drawing, which only the Word file itself can show"),
        ("paragraph 3", "a picture without alternative text, which only the Word file itself can show"),
    ]
    assert not any(f.is_error for f in found)


def test_a_word_file_may_speak_of_tags() -> None:
    letter = Letter(letterforge.load(word(paragraph("Write {_{ name }_} for {{ name }}."))), {"name": "Ann"})
    assert list(passages(letter.document.blocks)) == ["Write {{ name }} for Ann."]
    assert b"{{ name }}" in letterforge.render(letter, to="html").content


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ f() }}",
        "{{ 9**9**9 }}",
        "{{ " + "(" * 20_000 + " }}",
        "{% raw %}",
        "{% include 'part.md' %}",
        "{% vm %}",
    ],
)
def test_a_hostile_tag_is_refused_by_load_with_its_place(tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        letterforge.load(word(paragraph("fine") + table(row("a", "b")) + paragraph(tag)))
    assert [f.place.path for f in caught.value.findings] == ["paragraph 2"]


def test_a_tag_in_a_tracked_deletion_is_refused() -> None:
    body = paragraph("Dear ", '<w:del w:id="1" w:author="x"><w:r><w:delText>{{ name }}</w:delText></w:r></w:del>')
    found, change = findings(word(body))
    assert str(change).startswith(
        "paragraph 1: warning: the file has a tracked change, which no letter carries [private]"
    )
    assert str(found) == (
        "paragraph 1: error: a tag in words that were struck out: what it named could stay behind in the revision history "
        "[tracked-deletion]\n    Accept or reject the changes in Word, and save the file."
    )


def refusal(content: bytes, tmp_path: Path, name: str = "letter.docx") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        letterforge.load(path)
    (found,) = caught.value.findings
    assert found.rule == "word-file"
    return found.message


def test_what_is_no_word_file_is_told_apart(tmp_path: Path) -> None:
    sound = word(paragraph("x"))
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, tmp_path, "letter.doc") == (
        "this is an old .doc or an encrypted file; open it in Word and save it as .docx without a password"
    )
    assert refusal(sound[: len(sound) // 2], tmp_path) == "the file is damaged or cut off; get a fresh copy of it"
    assert refusal(b"Dear Ann,", tmp_path) == "this is not a Word file (.docx): it does not begin as one"
    assert refusal(b"", tmp_path) == "the file is empty"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal(other.getvalue(), tmp_path) == "this is a zip file, but not a Word file (.docx)"


def test_macros_are_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(paragraph("x")))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/vbaProject.bin", b"x")
    assert refusal(made.getvalue(), tmp_path, "letter.docm") == (
        "this Word file holds macros (.docm); save it in Word as .docx"
    )


def test_a_dotx_is_a_template(tmp_path: Path) -> None:
    path = tmp_path / "letter.dotx"
    path.write_bytes(word(paragraph("Dear {{ name }}"), main="template"))
    letter = Letter(letterforge.load(path), {"name": "Ann"})
    assert list(passages(letter.document.blocks)) == ["Dear Ann"]
    assert letter.template.word == path.read_bytes()


def test_what_a_file_draws_in_from_outside_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(paragraph("x"), links={"out": "http://example.org/"}))) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"/hyperlink", b"/image"))
    assert refusal(made.getvalue(), tmp_path) == (
        "the file loads something from outside (image); put it into the file, or take the link out"
    )


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/theme1.xml"])
def test_a_bomb_in_any_part_is_refused(part: str, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(9))
    bomb = f'<!DOCTYPE w:x [{entities}]><w:x xmlns:w="x">&e8;</w:x>'
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(paragraph("x")))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, bomb)
    assert refusal(made.getvalue(), tmp_path) == "a part of the file holds a DOCTYPE, which no office file may"


# --- letterheads ----------------------------------------------------------------------------------------------------


def stationery(tmp_path: Path, letterhead: bytes) -> Path:
    folder = tmp_path / "agency"
    folder.mkdir()
    there = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"
    shutil.copytree(there / "fonts", folder / "fonts")
    (folder / "stationery.toml").write_text((there / "stationery.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "letterhead.docx").write_bytes(letterhead)
    return folder


MARKDOWN = b"---\nlang: en-GB\ntitle: A letter\n---\n\nDear {{ name }}\n"


def test_page_and_furniture_come_from_the_letterhead(tmp_path: Path) -> None:
    parts = {
        "header1": furniture("header", paragraph("The Agency", drawn('descr="Our sign"', '<a:blip r:embed="none"/>'))),
        "footer1": furniture("footer", paragraph("Ref. {{ reference }}") + paragraph("{{p footer }}")),
    }
    section = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    look = Stationery.read(stationery(tmp_path, word(paragraph("{{p body }}"), parts=parts, section=section)))
    letter = Letter(letterforge.load(MARKDOWN), {"name": "Ann", "reference": "N-7"}, stationery=look)
    document = letter.document
    assert letter.stationery.page.left == 30.0
    assert list(passages(document.following.header)) == ["The Agency"]
    assert list(passages(document.following.footer)) == ["Ref. N-7", "Page  of "]
    assert [list(passages(one.footer)) for one in letter.slots] == [["Page  of "], ["Page  of "]]
    page = letterforge.render(letter, to="html").content.decode()
    assert "The Agency" in page
    assert "Ref. N-7" in page
    made = letterforge.render(letter, to="docx")
    assert letterforge.scan(made) == ()
    wrong = letterforge.check(MARKDOWN, {"name": "Ann", "referense": "x"}, stationery=look)
    assert [(f.rule, f.place.path, f.hint) for f in wrong if f.rule not in ("overruled", "loss")] == [
        ("unknown-field", "footer, paragraph 1", "Did you mean referense? Or call it reference in the data.")
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("no slot", "the letterhead has no slot for the letter"),
        ("{{p body }}", "the letterhead has 2 slots for the letter"),
    ],
)
def test_a_letterhead_has_one_slot(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(StationeryError, match=message):
        Stationery.read(stationery(tmp_path, word(paragraph(body) * 2)))


# --- rich values ----------------------------------------------------------------------------------------------------


class Bold:
    """Rich as anybody may make it."""

    def __init__(self, words: str) -> None:
        self.words = words

    @property
    def text(self) -> str:
        return self.words


class WithRich(BaseModel, arbitrary_types_allowed=True):
    note: Bold


def test_a_rich_value_goes_through_as_it_is_and_prints_its_words() -> None:
    content = word(paragraph("Note: {{r note }}"))
    note = Bold("read it")
    for template in (letterforge.load(content), letterforge.load(content, model=WithRich)):
        assert [f for f in letterforge.check(template) if f.is_error] == []
        letter = Letter(template, {"note": note})
        assert letter.values["note"] is note
        assert list(passages(letter.document.blocks)) == ["Note: read it"]
    with pytest.raises(letterforge.LetterforgeError):
        Letter(letterforge.load(content), {"note": Bold("TBC")})


@pytest.mark.parametrize("text", ["{{ " * 100_000, "}}" * 100_000, "{" * 200_000, "x" * 200_000])
def test_more_than_any_letter_needs_is_refused(text: str, tmp_path: Path) -> None:
    assert refusal(word(paragraph(text)), tmp_path) == "the file holds more words or tags than any letter needs"


def test_many_paragraphs_are_refused(tmp_path: Path) -> None:
    body = "".join(paragraph(f"number {n}") for n in range(6_000))
    assert refusal(word(body), tmp_path) == "the file holds more words or tags than any letter needs"


class Wordless:
    """A rich value without words, as a picture is."""

    @property
    def text(self) -> str:
        return ""


def test_a_value_without_words_is_a_loss_of_other_formats_and_of_a_markdown_letter() -> None:
    made = letterforge.load(word(paragraph("Dear {{ name }} {{ sign }}")))
    letter = Letter(made, {"name": "Ann", "sign": Wordless()})
    assert [(one.rule, one.place.path) for one in letter.losses] == [("loss", "sign")]
    with pytest.raises(letterforge.LetterforgeError, match="sign: error: holds no words"):
        letterforge.render(letter, to="html")
    assert b"Ann" in letterforge.render(letter, to="html", allow_loss=True).content
    markdown = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }} {{ sign }}")
    with pytest.raises(letterforge.LetterforgeError, match="sign: error: holds no words"):
        Letter(markdown, {"name": "Ann", "sign": Wordless()})
