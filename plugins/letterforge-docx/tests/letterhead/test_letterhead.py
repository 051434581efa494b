"""The letterhead: its slots and tags, its styles, numbers and typeface, and what is refused."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest

from letterforge.document import (
    Document,
    Furniture,
    Heading,
    Inline,
    Item,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Role,
    Text,
)
from letterforge.errors import DataError, StationeryError
from letterforge_docx.letterhead import typefaces
from letterforge_docx.letterhead.filling import Filling
from letterforge_docx.letterhead.preparation import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from letterforge.document import Block
    from letterforge.stationery import Stationery

    Fill = Callable[..., dict[str, str]]


def words(text: str) -> Paragraph[Inline]:
    """A paragraph of one text."""
    return Paragraph((Text(text),))


def document(*blocks: Block, **more: Any) -> Document:
    """A document in English."""
    return Document("en-GB", "A letter", blocks, **more)


def changed(letterhead: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A letterhead with some of its parts changed; a part that becomes empty is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changes[name](old.read(name).decode()).encode() if name in changes else old.read(name)
            if content:
                new.writestr(name, content)
    return target.getvalue()


BODY = "word/document.xml"
FOOTER = "word/footer2.xml"
SLOT = "{{p body }}"
TIP = '<w:hyperlink w:anchor="top" w:tooltip="{{ quoted }}"><w:r><w:t>Up</w:t></w:r></w:hyperlink>'
LETTER = document(words("The letter."))


def with_body(letterhead: bytes, before: str) -> bytes:
    """The letterhead with more paragraphs above the slot."""
    return changed(letterhead, {BODY: lambda xml: xml.replace("<w:body>", f"<w:body>{before}")})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def text_of(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(content)).paragraphs]


CASES = [
    ("a value", (paragraph("Ref {{ ref }}."),), ["Ref A &amp; B <1>."]),
    ("a tag cut by runs", (paragraph("Ref {", "{ r", "ef }", "}."),), ["Ref A &amp; B <1>."]),
    ("an ampersand in a text of the tag", (paragraph("{% if unit == 'Health &amp; Care' %}yes{% endif %}"),), ["yes"]),
    ("curly quotes", (paragraph("{{ unit | default(\u2018none\u2019) }}"),), ["Health & Care"]),
    ("paragraphs of a condition", (paragraph("{%p if absent %}"), paragraph("no"), paragraph("{%p endif %}")), []),
    ("a loop", (paragraph("{%p for m in team %}"), paragraph("{{ loop.index }} {{ m.name }}"), paragraph("{%p endfor %}")),
     ["1 Ann", "2 Bo"]),
    ("a loop that leaves some out", (paragraph("{% for m in team if m.name != 'Bo' %}{{ m.name }}{% endfor %}"),), ["Ann"]),
    ("a value of two lines", (paragraph("{{ lines }}"),), ["one\ntwo"]),
    ("braces that are meant", (paragraph("{_{ ref }_}"),), ["{{ ref }}"]),
    ("else and elif", (paragraph("{% if absent %}a{% elif ref %}b{% else %}c{% endif %}"),), ["b"]),
]  # fmt: skip
VALUES = {
    "ref": "A &amp; B <1>",
    "unit": "Health & Care",
    "absent": None,
    "team": [{"name": "Ann"}, {"name": "Bo"}],
    "lines": "one\ntwo",
}


@pytest.mark.parametrize(("before", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tags_are_filled(
    filled: Callable[..., bytes], letterhead: bytes, before: tuple[str, ...], expected: list[str]
) -> None:
    made = filled(LETTER, VALUES, on=with_body(letterhead, "".join(before)))
    assert text_of(made) == [*expected, "The letter."]


def test_properties_and_attributes_are_filled(parts: Fill, letterhead: bytes) -> None:
    subject = "<dc:subject>{{ ref }}</dc:subject>"
    on = changed(
        letterhead,
        {
            "docProps/core.xml": lambda xml: xml.replace("<dc:title>", f"{subject}<dc:title>"),
            FOOTER: lambda xml: xml.replace("<w:p>", f"<w:p>{TIP}</w:p><w:p>", 1),
        },
    )
    made = parts(LETTER, {**VALUES, "quoted": 'a"b\nc'}, on=on)
    assert "<dc:subject>A &amp;amp; B &lt;1&gt;</dc:subject>" in made["docProps/core.xml"]
    assert 'w:tooltip="a&quot;b&#10;c"' in made[FOOTER]


def test_header_is_found_whatever_its_part_is_called(parts: Fill, letterhead: bytes) -> None:
    def renamed(text: str) -> str:
        return text.replace("header1.xml", "kopf.xml")

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = renamed(text.decode()).encode()
            new.writestr(renamed(name), text)
    logo = Furniture(header=(words("Logo"),))
    made = parts(document(words("x"), first=logo, following=logo), on=target.getvalue())
    assert "word/header1.xml" not in made
    assert "Logo" in made["word/kopf.xml"]


def test_title_and_language_are_those_of_the_letter(parts: Fill) -> None:
    made = parts(Document("cy", "Llythyr & <mwy>", (words("x"),)))
    assert "<dc:title>Llythyr &amp; &lt;mwy&gt;</dc:title>" in made["docProps/core.xml"]
    assert "<dc:language>cy</dc:language>" in made["docProps/core.xml"]
    assert '<w:lang w:val="cy"' in made["word/styles.xml"]


def test_furniture_goes_to_its_pages_and_counts_them(parts: Fill) -> None:
    counted: Paragraph[Inline] = Paragraph((Text("Page "), PageNumber(), Text(" of "), PageCount()))
    made = parts(document(words("x"), first=Furniture((words("Logo"),)), following=Furniture((), (counted,))))
    assert "Logo" in made["word/header1.xml"]
    assert "Logo" not in made["word/header2.xml"]
    assert re.findall(r"<w:instrText[^>]*> (\w+) ", made[FOOTER]) == ["PAGE", "NUMPAGES"]
    assert "PAGE" not in made["word/footer1.xml"]


def test_furniture_without_a_slot_is_refused(plain: Stationery, letterhead: bytes) -> None:
    on = changed(letterhead, {FOOTER: lambda xml: xml.replace("{{p footer }}", "")})
    filling = Filling(prepare(_with(plain, on), plain.families[0], "en-GB"))
    lost = document(words("x"), following=Furniture((), (words("Page"),)))
    assert filling.missing_furniture(lost) == ("following", "footer")
    assert filling.missing_furniture(LETTER) is None


def _with(plain: Stationery, letterhead: bytes | None) -> Stationery:
    return dataclasses.replace(plain, letterhead=letterhead)


REFUSED = [
    ("no slot", {BODY: lambda xml: xml.replace(SLOT, "")}, "slot", "no slot for the letter"),
    ("two slots", {BODY: lambda xml: xml.replace("<w:body>", "<w:body>" + paragraph(SLOT))}, "slot", "2 slots"),
    ("slot in a footer", {FOOTER: lambda xml: xml.replace("footer }}", "body }}")}, "slot", "2 slots"),
    ("no calls", {BODY: lambda xml: xml.replace("<w:body>", "<w:body>" + paragraph("{{ a() }}"))}, "expression", "calls"),
    ("an open tag", {BODY: lambda xml: xml.replace("<w:body>", "<w:body>" + paragraph("{% if a %}"))}, "syntax", "not closed"),
    ("another tag", {BODY: lambda xml: xml.replace("<w:body>", "<w:body>" + paragraph("{% raw %}"))}, "syntax", "raw"),
    ("a paragraph value", {BODY: lambda xml: xml.replace("<w:body>", "<w:body>" + paragraph("{{p a }}"))}, "tag-place", "whole"),
    ("a DOCTYPE", {BODY: lambda xml: xml.replace("<w:document", "<!DOCTYPE a><w:document")}, "letterhead", "DOCTYPE"),
    ("no body", {BODY: lambda _: ""}, "letterhead", ""),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "rule", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_letterheads_that_are_refused(
    plain: Stationery, letterhead: bytes, changes: dict[str, Callable[[str], str]], rule: str, said: str
) -> None:
    with pytest.raises(StationeryError) as caught:
        prepare(_with(plain, changed(letterhead, changes)), plain.families[0], "en-GB")
    assert [finding.rule for finding in caught.value.findings] == [rule]
    assert said in caught.value.findings[0].message


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_what_is_no_word_file_is_refused(plain: Stationery, content: bytes | None) -> None:
    with pytest.raises(StationeryError):
        prepare(_with(plain, content), plain.families[0], "en-GB")


def test_field_that_is_not_there_is_refused(filled: Callable[..., bytes], letterhead: bytes) -> None:
    on = with_body(letterhead, paragraph("{{ nothing }}"))
    with pytest.raises(DataError, match="nothing: error: is absent"):
        filled(LETTER, {"secret": "S3"}, on=on)


def test_condition_that_cuts_a_paragraph_is_refused(plain: Stationery, letterhead: bytes) -> None:
    cut = paragraph("{% if ref %}one") + paragraph("{%p endif %}")
    with pytest.raises(StationeryError, match="cut through"):
        prepare(_with(plain, with_body(letterhead, cut)), plain.families[0], "en-GB")


# --- other people's letterheads --------------------------------------------------------------------------------------


@pytest.fixture
def foreign() -> bytes:
    """A letterhead as python-docx makes it: Word's own styles, none of ours, no theme of ours."""
    made = docx.Document()
    made.add_paragraph("{{p body }}")
    made.styles["Heading 1"].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "Kop1"
    )
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_subject_is_a_heading_where_the_letterhead_knows_no_subject(
    filled: Callable[..., bytes], letterhead: bytes, foreign: bytes
) -> None:
    letter = document(Paragraph((Text("About this"),), Role.SUBJECT))
    for on, style in ((foreign, "Kop1"), (letterhead, "LetterSubject")):
        (first, *_) = docx.Document(io.BytesIO(filled(letter, on=on))).paragraphs
        assert first.style is not None
        assert first.style.style_id == style


def test_styles_are_found_by_name_and_added_where_missing(filled: Callable[..., bytes], foreign: bytes) -> None:
    blocks = (Heading(1, (Text("H"),)), words("t"), List((Item((words("i"),)),), ordered=True, start=3))
    made = filled(document(*blocks), on=foreign)
    opened = docx.Document(io.BytesIO(made))
    styles = [each.style for each in opened.paragraphs if each.style is not None]
    assert styles[0].style_id == "Kop1"
    assert [style.name for style in styles] == ["Heading 1", "Normal", "List Number"]
    names = [each.name for each in opened.styles]
    assert len(names) == len(set(names))
    assert "Letter Address" in names


def test_a_letterhead_may_lack_numbering_fonts_and_core_properties(parts: Fill, letterhead: bytes) -> None:
    def without(kind: str) -> Callable[[str], str]:
        return lambda xml: re.sub(rf"<(?:Override|Relationship)[^>]*{kind}[^>]*/>", "", xml)

    on = changed(
        letterhead,
        {
            "[Content_Types].xml": lambda xml: without("core")(without("numbering")(xml)),
            "_rels/.rels": without("core"),
            "word/_rels/document.xml.rels": without("numbering"),
            "docProps/core.xml": lambda _: "",
            "word/numbering.xml": lambda _: "",
            "word/styles.xml": lambda xml: re.sub(r"<w:numPr>.*?</w:numPr>", "", xml),
        },
    )
    made = parts(document(List((Item((words("i"),)),))), on=on)
    assert "<w:abstractNum " in made["word/numbering.xml"]
    assert "A letter" in made["docProps/core.xml"]


# --- the typeface ----------------------------------------------------------------------------------------------------


def test_fonts_are_embedded_and_can_be_taken_out_again(filled: Callable[..., bytes], plain: Stationery) -> None:
    with zipfile.ZipFile(io.BytesIO(filled(LETTER))) as package:
        table = package.read("word/fontTable.xml").decode()
        assert "<w:embedTrueTypeFonts/>" in package.read("word/settings.xml").decode()
        for face in plain.families[0].faces.values():
            assert typefaces.key_of(face) in table
            hidden = package.read(f"word/fonts/{face.digest[:32]}.odttf")
            key = bytes.fromhex(re.sub(r"[{}-]", "", typefaces.key_of(face)))[::-1] * 2
            assert bytes(a ^ b for a, b in zip(hidden, key, strict=False)) + hidden[32:] == face.content


def test_another_family_takes_the_place_of_the_letterheads(parts: Fill, plain: Stationery) -> None:
    old, new = plain.families[0].name, plain.families[1].name
    made = parts(Document("el", "Επιστολή", (words("Καλημέρα"),)), family=1)
    assert f'w:ascii="{new}"' in made["word/styles.xml"]
    assert old not in made["word/styles.xml"] + made["word/fontTable.xml"]
    assert made["word/fontTable.xml"].count("<w:embed") == 4


def test_typeface_that_the_stationery_does_not_know_is_left_alone(
    parts: Fill, letterhead: bytes, plain: Stationery
) -> None:
    on = changed(letterhead, {"word/styles.xml": lambda xml: xml.replace(plain.families[0].name, "Georgia")})
    made = parts(LETTER, on=on, family=1)
    assert 'w:ascii="Georgia"' in made["word/styles.xml"]
    assert "embed" not in made["word/fontTable.xml"] + made["word/settings.xml"]
