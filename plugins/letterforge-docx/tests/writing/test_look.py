"""Sizes in Word: what a stationery says, whoever has drawn the letterhead; large print; figures; bullets."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from word_files import package

import letterforge
from letterforge import Letter, Stationery
from letterforge.document import Document, DocumentItem, Item, List, Paragraph, Text
from letterforge_docx.renderer import DocxRenderer
from letterforge_docx.writing.look import Look, plain_look

Fill = Callable[..., dict[str, str]]
TEMPLATE = b"---\nlang: en-GB\ntitle: T\n---\n\n# Heading\n\nText.\n\n| a |\n|---|\n| 1 |\n"


def parts_of(content: bytes) -> dict[str, str]:
    """The XML parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist() if name.endswith(".xml")}


def sizes(content: bytes) -> dict[str, int]:
    """Half points by the names of styles, and the default."""
    styles = parts_of(content)["word/styles.xml"]
    found = {}
    for style in re.findall(r"<w:style .*?</w:style>|<w:docDefaults>.*?</w:docDefaults>", styles, re.DOTALL):
        name = re.search(r'<w:name w:val="([^"]*)"', style)
        size = re.search(r'<w:sz w:val="(\d+)"', style)
        if size:
            found[name[1] if name else "default"] = int(size[1])
    return found


def test_the_letterhead_is_drawn_in_the_look_of_its_stationery(plain: Stationery, letterhead: bytes) -> None:
    assert plain_look() == Look.of(plain)
    found = sizes(letterhead)
    assert found["default"] == 22
    assert (found["Letter Subject"], found["heading 1"], found["heading 2"], found["footer"]) == (26, 31, 25, 18)


@pytest.mark.parametrize(("drawn", "heading"), [(31, 62), (44, 88)])
def test_every_style_follows_the_size_of_the_stationery(
    plain: Stationery, letterhead: bytes, drawn: int, heading: int
) -> None:
    by_hand = restyled(letterhead, '<w:sz w:val="31"/>', f'<w:sz w:val="{drawn}"/>')
    plain = dataclasses.replace(plain, letterhead=by_hand, digest=f"drawn {drawn}")
    twice = dataclasses.replace(plain, text_size=22.0, digest=plain.digest + "twice")
    found = sizes(letterforge.render(Letter(letterforge.load(TEMPLATE), {}, stationery=twice), to="docx").content)
    assert found["default"] == 44
    assert found["heading 1"] == heading, "what somebody has drawn is as much larger as the text"
    assert found["Letter Subject"] == 53
    assert found["footer"] == 37


def test_colours_of_a_stationery_are_those_of_its_styles(plain: Stationery) -> None:
    red = dataclasses.replace(plain, colours={**plain.colours, "heading": "#aa0011"}, digest=plain.digest + "red")
    content = letterforge.render(Letter(letterforge.load(TEMPLATE), {}, stationery=red), to="docx").content
    styles = parts_of(content)["word/styles.xml"]
    assert 'w:val="AA0011"' in styles
    assert 'w:val="12355B"' not in styles


def test_digits_of_tables_are_as_wide_as_one_another(plain: Stationery) -> None:
    content = letterforge.render(Letter(letterforge.load(TEMPLATE), {}, stationery=plain), to="docx").content
    styles = parts_of(content)["word/styles.xml"]
    style = re.search(r'<w:style [^>]*w:styleId="LetterTableText".*?</w:style>', styles, re.DOTALL)
    assert style is not None
    assert "numSpacing" in style[0]
    assert 'w14:val="tabular"' in style[0]
    root = re.match(r".*?<w:styles [^>]*>", styles, re.DOTALL)
    assert root is not None
    assert 'Ignorable="w14"' in root[0], "other programs pass over what they do not know"
    assert "LetterTableText" in parts_of(content)["word/document.xml"]


def test_a_word_template_in_large_print_has_no_small_word() -> None:
    small = '<w:r><w:rPr><w:sz w:val="14"/></w:rPr><w:t>small</w:t></w:r>'
    large = '<w:r><w:rPr><w:sz w:val="48"/></w:rPr><w:t>large</w:t></w:r>'
    word = package(f"<w:p><w:r><w:t>Dear {{{{ name }}}},</w:t></w:r></w:p><w:p>{small}{large}</w:p>")
    letter = Letter(letterforge.load(word), {"name": "Ann"})
    usual = DocxRenderer().render(letter)
    content = DocxRenderer(large_print=True).render(letter)
    runs = {
        one.text: one.font.size.pt if one.font.size else 0
        for one in docx.Document(io.BytesIO(content)).paragraphs[1].runs
    }
    before = {
        one.text: one.font.size.pt if one.font.size else 0
        for one in docx.Document(io.BytesIO(usual)).paragraphs[1].runs
    }
    assert before["small"] == 7
    assert runs["small"] >= 18
    assert runs["large"] > 24
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "Dear Ann,"
    assert min(map(int, re.findall(r'<w:szC?s? w:val="(\d+)"', "".join(parts_of(content).values())))) >= 36
    assert sizes(content)["default"] >= 36


def test_the_first_bulleted_list_has_bullets_wherever_it_stands(parts: Fill) -> None:
    deepest: List[DocumentItem] = List((Item((Paragraph((Text("c"),)),)),))
    inner: List[DocumentItem] = List((Item((Paragraph((Text("b"),)), deepest)),))
    outer: List[DocumentItem] = List((Item((Paragraph((Text("a"),)), inner)),), ordered=True)
    written = parts(Document("en-GB", "A letter", (outer,)))
    numbers = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', written["word/document.xml"])
    numbering = written["word/numbering.xml"]
    signs = []
    for level, number in numbers:
        abstract = re.search(rf'<w:num w:numId="{number}">.*?<w:abstractNumId w:val="(\d+)"/>', numbering, re.DOTALL)
        assert abstract is not None
        definition = re.search(
            rf'<w:abstractNum w:abstractNumId="{abstract[1]}".*?</w:abstractNum>', numbering, re.DOTALL
        )
        assert definition is not None
        signs.append(re.findall(r'<w:lvlText w:val="([^"]*)"', definition[0])[int(level)])
    assert signs == ["%1.", "\u2022", "\u2013"]
    assert [level for level, _ in numbers] == ["0", "1", "2"]


def restyled(letterhead: bytes, old: str, new: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            xml = before.read(name)
            after.writestr(name, xml.replace(old.encode(), new.encode()) if name == "word/styles.xml" else xml)
    return made.getvalue()
