"""Leftovers are found wherever they stand; a fresh file that lacks something of its letter is found out."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from pathlib import Path

import docx
import pytest
from tests.work import grows_with_its_input

from letterforge import filekinds
from letterforge.artifact import Artifact
from letterforge.document import (
    Cell,
    Document,
    Emphasis,
    Furniture,
    Heading,
    Item,
    LineBreak,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    passages,
)
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.findings import Place
from letterforge.passages import Passage
from letterforge.scanning.leftovers.detector import Certainty
from letterforge.scanning.read_back import read_back
from letterforge.scanning.scan import scan

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HTML, PDF, WORD = filekinds.HTML.media_type, filekinds.PDF.media_type, filekinds.WORD.media_type


def marks(text: str) -> list[str]:
    return [leftover.text for leftover in scan(text.encode(), media_type="text/plain")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dear {{ name }},", ["{{ name }}"]),
        ("{%- if a -%}x{% endif %}", ["{%- if a -%}", "{% endif %}"]),
        ("{# a note #}", ["{# a note #}"]),
        ("{{r rich }} {%p if x %}", ["{{r rich }}", "{%p if x %}"]),
        ("{{#if x}} {{{raw}}}", ["{{#if x}}", "{{{raw}}}"]),
        ("Dear {{ name", ["{{"]),
        ("name }}, dear", ["}}"]),
        ("{% if x", ["{%"]),
        ("x %}", ["%}"]),
        ("{# x", ["{#"]),
        ("x #}", ["#}"]),
        ("{{ a {{ b }}", ["{{", "{{ b }}"]),
        ("{{ a %}", ["{{", "%}"]),
        ("{{ a }} and }}", ["{{ a }}", "}}"]),
        ("{{ a }} {{ a }}", ["{{ a }}", "{{ a }}"]),
    ],
)
def test_marks_of_a_template(text: str, wanted: list[str]) -> None:
    assert marks(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann,",
        "a {b} c",
        '{"a": {"b": {"c": 1}}}',
        "about {10%} or so",
        "{C#}",
        "# Title {#title .class}",
        "100%",
        "}",
        "{",
    ],
)
def test_braces_that_are_no_marks(text: str) -> None:
    assert marks(text) == []


def test_a_tag_cut_across_paragraphs_is_an_opening_and_a_closing_mark() -> None:
    document = docx.Document()
    document.add_paragraph("Dear {{ na")
    document.add_paragraph("me }},")
    stream = io.BytesIO()
    document.save(stream)
    found = [(str(leftover.place), leftover.text) for leftover in scan(stream.getvalue())]
    assert found == [("paragraph 1", "{{"), ("paragraph 2", "}}")]


def test_a_leftover_says_all_that_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("Dear\n" + "a" * 50 + "{{ name }}" + "b" * 50)
    (leftover,) = scan(path)
    assert leftover.rule == "template-mark"
    assert leftover.certainty is Certainty.CERTAIN
    assert leftover.place == Place(str(path), 2)
    assert leftover.text == "{{ name }}"
    assert leftover.context == "a" * 40 + "{{ name }}" + "b" * 40


def test_marks_in_code_count_only_as_whole_tags() -> None:
    page = "<html><style>@media print{#a{b:c}}</style><script>f({a:{b:1}});if(x){y()}}</script><p style='a:}}'>x"
    assert scan(page.encode()) == ()
    found = scan(page.replace("b:c", "b:{{ colour }}").encode())
    assert [(leftover.place.path, leftover.text) for leftover in found] == [("style sheet", "{{ colour }}")]


def test_what_can_be_scanned(tmp_path: Path) -> None:
    content = b"<html><p>{{ x }}"
    path = tmp_path / "a.html"
    path.write_bytes(content)
    sources = (str(path), path, content, Artifact(content, HTML, ".html"))
    assert [[leftover.text for leftover in scan(source)] for source in sources] == [["{{ x }}"]] * 4


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        scan(tmp_path / "none.docx")
    with pytest.raises(UsageError, match="cannot be read"):
        scan(tmp_path)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnreadableFileError, match=r"a\.docx: the file is damaged"):
        scan(path)


def test_an_unknown_media_type() -> None:
    with pytest.raises(UsageError, match=r"cannot read image/png back"):
        scan(b"x", media_type="image/png")


def test_marks_without_end_cost_no_more_than_their_number() -> None:
    assert len(scan(b"{{ " * 300_000)) == 10_000
    assert grows_with_its_input(lambda size: scan(b"{{ " * size), 300_000)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents of others are not on this machine")
def test_what_docxtpl_filled_has_no_marks_but_those_it_leaves() -> None:
    templates = {file.parent.name for file in CORPUS.glob("docxtpl/*/template.docx") if scan(file)}
    finished = {file.parent.name for file in CORPUS.glob("docxtpl/*/expected.docx") if scan(file)}
    assert len(templates) == 17
    assert finished == {"doc_properties", "richtext", "vertical_merge"}


# ---- read_back ----


def paragraph(*words: str | Text) -> Paragraph[Text]:
    return Paragraph(tuple(word if isinstance(word, Text) else Text(word) for word in words))


NAME = Text("Siân Ŵyn-Powell", "name")
PLACE = Text("Office 12½, High Street", "place")
LETTER = Document(
    "en-GB",
    "The letter",
    (
        Paragraph((Text("Dear "), Strong((NAME,)), Text(","))),
        Heading(2, (Text("An affluent office"),)),
        Paragraph((Text("We meet at"), LineBreak(), Emphasis((PLACE,)), Text(" & talk of <it>."))),
        List((Item((paragraph("one"),)), Item((paragraph("two ", Text("AB/17", "reference")),)))),
        Table((Row((Cell((paragraph("left"),)), Cell((paragraph("right"),)))),), (None, None)),
    ),
    first=Furniture(header=(paragraph("The Board"),)),
    following=Furniture(footer=(Paragraph((Text("Page "), PageNumber(), Text(" of "), PageCount())),)),
)


def as_html(document: Document) -> bytes:
    lines = [*passages(document.first.header), *passages(document.blocks)]
    text = "".join(f"<p>{escape(line).replace(chr(10), '<br>')}</p>\n" for line in lines)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>x</title><style>a{{b:c}}</style></head><body>{text}</body>".encode()
    )


def as_word(document: Document) -> bytes:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "The Board"
    file.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    for line in passages(document.blocks):
        file.add_paragraph(line)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def as_pdf(document: Document) -> bytes:
    weasyprint = pytest.importorskip("weasyprint", reason="WeasyPrint is not installed")
    lines = list(passages(document.blocks))
    style = "@page{size:60mm 70mm;margin:12mm;@top-left{content:'The Board'}@bottom-left{content:'Page ' counter(page) ' of'}}"
    text = "".join(f"<p>{escape(line)}" for line in lines)
    page = f"<html lang=en><style>{style} p{{hyphens:auto;font-family:serif}}</style><body>{text}"
    content: bytes = weasyprint.HTML(string=page).write_pdf()
    return content


MADE = {HTML: as_html, WORD: as_word, PDF: as_pdf}


@pytest.mark.parametrize("media_type", MADE)
def test_a_whole_letter_is_proven_whole(media_type: str) -> None:
    assert read_back(MADE[media_type](LETTER), media_type, LETTER) == ()


def without(number: int, *new: Paragraph[Text]) -> Document:
    return Document(
        "en-GB", "x", (*LETTER.blocks[:number], *new, *LETTER.blocks[number + 1 :]), LETTER.first, LETTER.following
    )


@pytest.mark.parametrize("media_type", MADE)
def test_lost_wording_is_counted_and_not_shown(media_type: str) -> None:
    (finding,) = read_back(MADE[media_type](without(1)), media_type, LETTER)
    assert finding.rule == "lost-text"
    assert re.fullmatch(r"\d+ letters of the letter's wording are missing from the finished file", finding.message)


@pytest.mark.parametrize("media_type", MADE)
def test_a_lost_value_is_named_by_its_field(media_type: str) -> None:
    made = MADE[media_type](without(0, paragraph("Dear , ")))
    (finding,) = read_back(made, media_type, LETTER)
    assert (finding.rule, finding.place.path) == ("lost-value", "name")
    assert "Si" not in str(finding)


@pytest.mark.parametrize("media_type", MADE)
def test_a_value_of_the_same_letters_in_another_order_is_lost(media_type: str) -> None:
    made = MADE[media_type](without(0, paragraph("Dear Powell-Ŵyn Siân,")))
    assert [(f.rule, f.place.path) for f in read_back(made, media_type, LETTER)] == [("lost-value", "name")]


@pytest.mark.parametrize("media_type", MADE)
def test_a_lost_accent_is_seen(media_type: str) -> None:
    made = MADE[media_type](without(0, paragraph("Dear Siân Wyn-Powell,")))
    assert [f.rule for f in read_back(made, media_type, LETTER)] == ["lost-text"]


@pytest.mark.parametrize("media_type", MADE)
def test_a_mark_in_a_fresh_file_is_found_with_its_place(media_type: str) -> None:
    made = MADE[media_type](without(4, *LETTER.blocks[4:], paragraph("{{ more }}")))  # type: ignore[arg-type]
    (finding,) = read_back(made, media_type, LETTER)
    assert finding.rule == "template-mark"
    assert re.fullmatch(r"(6: )?(paragraph \d+|line \d+: paragraph \d+|page \d)", str(finding.place))


def test_a_mark_outside_the_words_is_found() -> None:
    page = as_html(LETTER)
    for old, new in (
        (b"<title>x", b"<title>{{ x }}"),
        (b"<title>x", b"<title>&#123;&#123; x"),
        (b"a{b:c}", b"a{b:{{ c }}}"),
        (b"<p>one", b"<p class='{{ c }}'>one"),
        (b"<p>one", b"<p><a href='/%7B%7Bb%7D%7D'></a>one"),
        (b"<p>one", b"<!-- {# #} --><p>one"),
    ):
        assert old in page
        assert {f.rule for f in read_back(page.replace(old, new), HTML, LETTER)} == {"template-mark"}, new


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            data = source.read(member)
            if member == name:
                assert old in data
                data = data.replace(old, new)
            target.writestr(member, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docProps/core.xml", b"python-docx", b"{{ x }}"),
        ("word/header1.xml", b"The Board", b"The Board {% x %}"),
        ("word/document.xml", b"<w:p>", b'<w:p><w:fldSimple w:instr="X {{ y }}"/>'),
        ("word/document.xml", b"</w:t></w:r></w:p>", b"{</w:t></w:r><w:r><w:t>{</w:t></w:r></w:p>"),
        ("word/document.xml", b"</w:t></w:r></w:p>", b"&#x7b;&#123;</w:t></w:r></w:p>"),
    ],
)
def test_a_mark_anywhere_in_a_word_file_is_found(name: str, old: bytes, new: bytes) -> None:
    made = changed(as_word(LETTER), name, old, new)
    assert {f.rule for f in read_back(made, WORD, LETTER)} == {"template-mark"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", b"</w:body>", b""),
        ("word/document.xml", b"Dear ", b"Dear & "),
        ("word/document.xml", b"Dear ", b"Dear &#0; "),
        ("word/document.xml", b"Dear ", b"Dear \x0b "),
        ("word/document.xml", b"Dear ", b"Dear \xff "),
        ("word/styles.xml", b"</w:styles>", b""),
    ],
)
def test_a_word_file_that_word_cannot_open_is_no_letter(name: str, old: bytes, new: bytes) -> None:
    whole = as_word(LETTER)
    assert read_back(whole, WORD, LETTER) == ()  # so that its markup is known to be sound
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        read_back(changed(whole, name, old, new), WORD, LETTER)


def test_words_without_their_namespace_or_in_comments_do_not_count() -> None:
    whole = as_word(LETTER)
    commented = changed(whole, "word/document.xml", b"<w:r><w:t>one</w:t></w:r>", b"<!--<w:r><w:t>one</w:t></w:r>-->")
    assert [f.rule for f in read_back(commented, WORD, LETTER)] == ["lost-text"]
    assert [f.rule for f in read_back(as_html(LETTER).replace(b"<p>one</p>", b"<!--<p>one</p>-->"), HTML, LETTER)] == [
        "lost-text"
    ]


def test_lost_furniture_is_missed() -> None:
    made = changed(as_word(LETTER), "word/header1.xml", b"The Board", b"")
    assert [f.rule for f in read_back(made, WORD, LETTER)] == ["lost-text"]


def test_a_value_over_the_edge_of_two_pages() -> None:
    value = Text(" ".join(f"word{n}" for n in range(300)), "story")
    letter = Document("en", "x", (paragraph(value),), first=Furniture(header=(paragraph("The Board"),)))
    assert read_back(as_pdf(letter), PDF, letter) == ()


def test_hyphens_and_ligatures_of_a_pdf() -> None:
    words = "internationalisation characteristically affiliation officially waffle long-standing co-operation " * 6
    letter = Document("en", "x", (paragraph("Static ", Text(words, "words")),))
    assert read_back(as_pdf(letter), PDF, letter) == ()


def test_a_format_that_letterforge_does_not_know() -> None:
    def text(content: bytes) -> list[Passage]:
        return [Passage(line, Place(line=n)) for n, line in enumerate(content.decode().split("\n"), 1)]

    whole = "\n".join(passages(LETTER.blocks)).encode()
    assert read_back(whole, "text/x-strange", LETTER, text=text) == ()
    assert {f.rule for f in read_back(whole[20:], "text/x-strange", LETTER, text=text)} == {"lost-value", "lost-text"}
    with pytest.raises(UsageError, match=r"must offer text\(content\)"):
        read_back(whole, "text/x-strange", LETTER)


def test_another_letters_value_is_not_mistaken_for_ones_own() -> None:
    other = Document(
        "en-GB",
        "x",
        (paragraph("Dear ", Text("Someone Else", "name"), ","), *LETTER.blocks[1:]),
        LETTER.first,
        LETTER.following,
    )
    for media_type, make in MADE.items():
        assert [f.place.path for f in read_back(make(LETTER), media_type, other)] == ["name"]
