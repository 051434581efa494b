"""A picture of the data in a Word template that is filled as itself: in its run, as wide as there is room, with its words."""

from __future__ import annotations

import re

import pytest
from tests.drawings import AUTHOR, SVG, png
from word_files import W, filled, looks, package, paragraph, part

import letterforge
from letterforge import DataPicture, LetterData, Line, PictureFile
from letterforge.document import Image, walk
from letterforge.errors import RenderError, TemplateError
from letterforge_docx.template.page_room import room

SIGNED = DataPicture(png(300, 100), 'Signature of "Ann" & Bo')
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="3000" w:right="3000"/></w:sectPr>'


class Data(LetterData):
    name: Line
    mark: PictureFile


def xml_of(body: str, *, picture: DataPicture = SIGNED, name: str = "word/document.xml", **parts: str) -> str:
    return part(
        filled(
            package(body, {f"word/{one}.xml": said for one, said in parts.items()}), {"mark": picture, "name": "Ann"}
        ),
        name,
    )


def sizes(xml: str) -> list[tuple[int, int]]:
    return [(int(across), int(down)) for across, down in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml)]


def test_it_is_as_wide_as_the_template_says() -> None:
    xml = xml_of(paragraph("{{ mark | picture(40) }}", " and ", "{{ mark | picture(7.5) }}", "{{ mark }}"))
    # 40 mm and 7.5 mm of 36,000 units; 300 pixels of 9,525
    assert sizes(xml) == [(1_440_000, 480_000), (270_000, 90_000), (2_857_500, 952_500)]
    assert xml.count('descr="Signature of &quot;Ann&quot; &amp; Bo"') == 6
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', xml))) == 3


def test_it_is_never_wider_than_the_lines() -> None:
    body = paragraph("{{ mark | picture(400) }}")
    assert sizes(xml_of(body + SECTION)) == [((11906 - 6000) * 635, (11906 - 6000) * 635 // 3)]
    assert sizes(xml_of(body))[0][0] < 400 * 36_000


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        (SECTION, (11906 - 6000) * 635),
        (SECTION + SECTION.replace("3000", "4000"), (11906 - 8000) * 635),
        (SECTION.replace('w:w="11906"', 'w:w="210mm"'), 160 * 36_000),
        (SECTION.replace("11906", "100"), 160 * 36_000),
        ("<w:sectPr/>", 160 * 36_000),
        ("", 160 * 36_000),
    ],
)
def test_the_narrowest_section_says_how_much_room_there_is(section: str, wanted: int) -> None:
    assert room(f"<w:document {W}><w:body>{section}</w:body></w:document>".encode()) == wanted


def test_the_words_behind_it_keep_their_look() -> None:
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>by {{ mark | picture(9) }} {{ name }}</w:t></w:r>"
    ((text, look),) = looks(filled(package(f"<w:p>{run}</w:p>"), {"mark": SIGNED, "name": "Ann"}))
    assert (text, look) == ("by  Ann", "<w:rPr><w:b/></w:rPr>")


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>{{p mark | picture(9) }}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{{r mark | picture(9) }}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{% if mark %}{{ mark | picture(9) }}{% endif %}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{% for i in [1] %}{{ mark | picture(9) }}{% endfor %}</w:t></w:r></w:p>",
    ],
)
def test_it_stands_in_every_kind_of_tag(body: str) -> None:
    assert sizes(xml_of(body)) == [(324_000, 108_000)]


def test_one_file_holds_it_once_and_bare() -> None:
    header = f"<w:hdr {W}>{paragraph('{{ mark | picture(9) }}')}</w:hdr>"
    made = filled(package(paragraph("{{ mark }}", "{{ mark }}"), {"word/header1.xml": header}), {"mark": SIGNED})
    names = re.findall(rb"word/media/picture-[0-9a-f]{32}\.png", made)
    assert len(set(names)) == 1
    assert AUTHOR.encode() not in made
    assert sizes(part(made, "word/header1.xml")) == [(324_000, 108_000)]
    assert SIGNED.digest[:32] in part(made, "word/_rels/header1.xml.rels")


def test_a_drawing_is_refused_by_its_kind() -> None:
    letter = letterforge.Letter(
        letterforge.load(package(paragraph("{{ name }} {{ mark }}")), model=Data),
        {"name": "Ann", "mark": DataPicture(SVG.encode(), "Ann")},
    )
    with pytest.raises(RenderError, match=r"image/svg\+xml cannot stand in a Word file; give it as PNG or JPEG"):
        letterforge.render(letter, to="docx")
    assert b"data:image/svg+xml" in letterforge.render(letter, to="html").content


def test_other_formats_show_it_too() -> None:
    template = letterforge.load(package(paragraph("{{ name }} {{ mark | picture(9) }}")), model=Data)
    document = letterforge.Letter(template, {"name": "Ann", "mark": SIGNED}).document
    assert [node for node in walk(document.blocks) if isinstance(node, Image)] == [
        Image(SIGNED.digest, 'Signature of "Ann" & Bo', 9)
    ]


def test_it_cannot_stand_where_nobody_sees_it_or_only_words_are_read() -> None:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{0}" pid="2" '
        'name="a"><vt:lpwstr>{{ mark }}</vt:lpwstr></property></Properties>'
    )
    comment = f'<w:comments {W}><w:comment w:id="1" w:author="a">{paragraph("{{ mark }}")}</w:comment></w:comments>'
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{{ mark }}</w:t></w:r></w:p>'
    for body, parts in (
        (paragraph("{{ name }}"), {"docProps/custom.xml": custom}),
        (paragraph("{{ name }}"), {"word/comments.xml": comment}),
        (paragraph("{{ name }}") + heading, {}),
    ):
        file = package(body, parts)
        found = [one for one in letterforge.check(file, model=Data) if one.is_error]
        assert [one.rule for one in found] == ["unprintable"]
        with pytest.raises(TemplateError):
            letterforge.Letter(letterforge.load(file, model=Data), {"name": "Ann", "mark": SIGNED})
