"""Rich values: what they become in a Word file, and what they say in plain words."""

from __future__ import annotations

import io
import pickle
import re
import struct
import zipfile
import zlib

import docx
import pytest
from word_files import W, filled, lines, looks, package, paragraph, part, placeholders, prepared

from letterforge.decisions import Decisions
from letterforge.errors import RenderError
from letterforge.limits import Limit
from letterforge.models.rich import Rich
from letterforge_docx import InlineImage, Listing, RichParagraphs, RichText, Run, Subdocument
from letterforge_docx.template import filling, insertion
from letterforge_docx.template.filling import fill


def png(red: int, width: int = 96, height: int = 48) -> bytes:
    """A picture of one colour, 96 dots an inch."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, 0, 0)) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = struct.pack(">IIB", 3780, 3780, 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"pHYs", dots)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def document(*texts: str, picture: bytes | None = None) -> bytes:
    """A Word file of some paragraphs, a numbered one and perhaps a picture."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    made.add_paragraph("numbered", style="List Number")
    if picture is not None:
        made.add_picture(io.BytesIO(picture))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


NOTE = RichText(
    (
        Run("Read "),
        Run("all & <more>", bold=True, color="#ff0000", size=28),
        Run(" here", link="https://example.org/?a=1&b=2"),
    )
)
SUB = Subdocument(document("From another file", picture=png(9)))
VALUES = {
    "note": NOTE,
    "listing": Listing("one\ttwo\nthree\afour\ffive"),
    "picture": InlineImage(png(255), alt='A "red" one'),
    "sub": SUB,
}


@pytest.mark.parametrize("value", [NOTE, VALUES["listing"], VALUES["picture"], SUB])
def test_rich_values_are_frozen_say_their_words_and_pickle(value: Rich) -> None:
    assert isinstance(value, Rich)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  (what was pickled just now)
    assert {value: 1}[value] == 1


def test_plain_words() -> None:
    assert NOTE.text == "Read all & <more> here"
    assert Listing("one\ttwo\nthree\afour\ffive").text == "one two\nthree\nfour\nfive"
    assert InlineImage(png(1), alt="alt").text == ""
    assert SUB.text == "From another file\nnumbered"


@pytest.mark.parametrize("body", [paragraph("a {{r note }} b"), paragraph("a {{ note }} b")])
def test_runs_have_their_looks(body: str) -> None:
    made = filled(package(body), VALUES)
    bold = '<w:rPr><w:b/><w:color w:val="ff0000"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
    assert looks(made) == [("a ", ""), ("Read ", ""), ("all & <more>", bold), (" here", ""), (" b", "")]
    (identifier,) = re.findall(r'<w:hyperlink r:id="(\w+)"', part(made))
    assert f'Id="{identifier}"' in part(made, "word/_rels/document.xml.rels")
    assert "https://example.org/?a=1&amp;b=2" in part(made, "word/_rels/document.xml.rels")


def test_every_property_in_the_order_of_the_schema() -> None:
    run = Run("x", "Strong", "00ff00", "ffff00", 20, subscript=True, bold=True, italic=True, underline="wave", strike=True,
              font="eastAsia:Noto Sans", rtl=True, lang="ar")  # fmt: skip
    made = filled(package(paragraph("{{r note }}")), {"note": RichText((run,))})
    names = re.findall(r"<w:(\w+)", looks(made)[0][1])[1:]
    assert names == [
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "strike",
        "color",
        "sz",
        "szCs",
        "u",
        "shd",
        "vertAlign",
        "rtl",
        "lang",
    ]


def test_rich_text_as_a_paragraph_of_a_style() -> None:
    made = filled(package(paragraph("{{p note }}")), {"note": RichText((Run("x"),), paragraph_style="Title")})
    assert docx.Document(io.BytesIO(made)).paragraphs[0].style.name == "Title"  # type: ignore[union-attr]  # it has one


def test_rich_paragraphs_have_each_a_style_of_its_own() -> None:
    value = RichParagraphs(
        (RichText((Run("one"),), paragraph_style="Title"), RichText((Run("t"), Run("wo", bold=True))), RichText(()))
    )
    assert value.text == "one\ntwo\n"
    assert isinstance(value, Rich)
    made = filled(package(paragraph("{{p note }}") + paragraph("after")), {"note": value})
    found = docx.Document(io.BytesIO(made)).paragraphs
    assert [one.text for one in found] == ["one", "two", "", "after"]
    assert [one.style.name for one in found[:2]] == ["Title", "Normal"]  # type: ignore[union-attr]  # they have one
    assert [run.bold for run in found[1].runs] == [None, True]


def test_rich_paragraphs_within_a_line_are_refused() -> None:
    with pytest.raises(RenderError, match="they take a paragraph of their own"):
        filled(package(paragraph("x {{ note }}")), {"note": RichParagraphs((RichText((Run("one"),)),))})


def test_listing_keeps_the_look_of_its_placeholder() -> None:
    body = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ listing }}</w:t></w:r></w:p>'
    made = filled(package(body), VALUES)
    assert lines(made) == ["one\ttwo\nthree", "four", "\n", "five"]
    assert {look for _, look in looks(made)} == {"<w:rPr><w:b/></w:rPr>"}
    assert part(made).count('<w:jc w:val="right"/>') == 3
    assert part(made).count('<w:br w:type="page"/>') == 1


def test_pictures_in_body_and_header() -> None:
    header = f"<w:hdr {W}>{paragraph('{{ picture }}')}</w:hdr>"
    body = paragraph("a{{ picture }}b") + paragraph("{{p picture }}")
    made = filled(package(body, {"word/header1.xml": header}), VALUES)
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        media = [name for name in opened.namelist() if name.startswith("word/media/")]
        assert [opened.read(name) for name in media] == [png(255)]
        assert 'Extension="png"' in opened.read("[Content_Types].xml").decode()
        assert media[0] in opened.read("word/_rels/header1.xml.rels").decode()
        everything = opened.read("word/document.xml").decode() + opened.read("word/header1.xml").decode()
    assert len(set(re.findall(r'docPr id="(\d+)"', everything))) == 3
    assert 'descr="A &quot;red&quot; one"' in everything
    assert 'cx="914400" cy="457200"' in everything


def test_one_side_of_a_picture_keeps_the_proportions() -> None:
    made = filled(package(paragraph("{{ p }}")), {"p": InlineImage(png(1), width=50.8, link="https://example.org")})
    assert 'cx="1828800" cy="914400"' in part(made)
    assert part(made).count("<a:hlinkClick") == 2


def test_document_comes_with_its_lists_and_pictures_and_is_the_same_each_time() -> None:
    template = package(paragraph("before") + paragraph("{{p sub }}") + paragraph("{{ name }}"))
    made = filled(template, {**VALUES, "name": "Ann"})
    assert lines(made)[:3] == ["before", "From another file", "numbered"]
    opened = docx.Document(io.BytesIO(made))
    assert [each.text for each in opened.paragraphs if each.text][-1] == "Ann"
    assert len(opened.inline_shapes) == 1
    assert [each.target_part.blob for each in opened.part.rels.values() if each.reltype.endswith("image")] == [png(9)]
    assert filled(template, {**VALUES, "name": "Ann"}) == made
    again = filled(template + b"", {"sub": Subdocument(SUB.content), "name": "Bo"})
    assert part(again, "word/numbering.xml") == part(made, "word/numbering.xml")


REFUSED = [
    ("a document in a line", paragraph("a {{ sub }}"), VALUES, "takes a paragraph of its own"),
    ("no picture", paragraph("{{ p }}"), {"p": InlineImage(b"S3CRET")}, "give it as PNG"),
    ("no document", paragraph("{{p p }}"), {"p": Subdocument(b"S3CRET")}, "not a valid Word file"),
    ("no colour", paragraph("{{r p }}"), {"p": RichText((Run("x", color="S3CRET"),))}, "not hexadecimal"),
    ("no link", paragraph("{{r p }}"), {"p": RichText((Run("x", link="javascript:S3CRET"),))}, "none of http"),
    ("no font", paragraph("{{r p }}"), {"p": RichText((Run("x", font="S3CRET:x"),))}, "does not know"),
    ("no text", paragraph("{{r p }}"), {"p": RichText((Run("S3CRET\0"),))}, "no Word file can hold"),
]


@pytest.mark.parametrize(("body", "values", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_refused_and_shows_no_value(body: str, values: dict[str, Rich], said: str) -> None:
    template, ready = prepared(package(body))
    (tag,) = placeholders(template)
    value = values["sub" if "sub" in body else "p"]
    with pytest.raises(RenderError, match=said) as caught:
        fill(ready, Decisions({tag.number: [value]}))
    assert "S3CRET" not in str(caught.value)


def grown(red: int, size: int) -> InlineImage:
    """A picture of so many bytes."""
    made = png(red)
    room = size - len(made) - 12  # in a chunk of its dots, since what is no part of a picture is left out
    chunk = struct.pack(">I", room) + b"IDAT" + bytes(room) + struct.pack(">I", zlib.crc32(b"IDAT" + bytes(room)))
    return InlineImage(made[:-12] + chunk + made[-12:])


def test_pictures_of_the_data_have_so_much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room of a letter in other formats, where its pictures are read with the template."""
    monkeypatch.setattr(insertion, "PICTURE_BYTES", Limit(1000, "", ""))
    monkeypatch.setattr(filling, "LETTER_PICTURE_BYTES", Limit(2000, "", ""))
    template, ready = prepared(package(paragraph("{{ p }}{{ q }}{{ r }}{{ s }}")))
    tags = placeholders(template)

    def filled_with(*pictures: InlineImage) -> bytes:
        return fill(ready, Decisions({tag.number: [one] for tag, one in zip(tags, pictures, strict=True)}))

    one, other = grown(1, 1000), grown(2, 1000)
    assert filled_with(one, other, one, other)
    with pytest.raises(RenderError, match="a picture of the data has more than 1,000 bytes"):
        filled_with(one, one, one, grown(1, 1001))
    with pytest.raises(RenderError, match="the pictures of the data have more than 2,000 bytes"):
        filled_with(one, other, one, InlineImage(png(3)))


def test_value_in_an_attribute_or_a_field_is_its_words() -> None:
    body = (
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="n" descr="{{ note }}"/></w:drawing></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "{{ note }}"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert part(filled(package(body), VALUES)).count("Read all &amp; &lt;more&gt; here") == 2


def test_a_picture_of_the_data_says_nothing_but_what_it_shows() -> None:
    template, ready = prepared(package(paragraph("{{ p }}")))
    (tag,) = placeholders(template)
    picture = InlineImage(png(1)[:-12] + b"\0\0\0\x07tEXtAuthor\0\0\0\0\0" + png(1)[-12:] + b"taken at home")
    made = fill(ready, Decisions({tag.number: [picture]}))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [archive.read(name) for name in archive.namelist() if "media/" in name] == [png(1)]
