"""A fresh file that lacks something of its letter, or holds a mark of its template, is found out."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

import docx
import pytest

from letterforge import filekinds
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
from letterforge.scanning.read_back import Means, read_back, read_back_words

HTML, PDF, WORD = filekinds.HTML.media_type, filekinds.PDF.media_type, filekinds.WORD.media_type


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
        (b"<p>one", b"<p class=&#123;&#123;c&#x7d;&#125;>one"),
        (b"<p>one", b"<p class=&lbrace;%c%&rcub;>one"),
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
    _many_letters("marked")
    assert {f.rule for f in read_back(made, WORD, LETTER, like="marked")} == {"template-mark"}


@pytest.mark.parametrize("media_type", MADE)
def test_a_tag_where_a_value_should_be_is_said_as_both(media_type: str) -> None:
    """The value is lost, and why is there to see."""
    made = MADE[media_type](without(0, paragraph("Dear {{ name }},")))
    found = read_back(made, media_type, LETTER)
    assert [(one.rule, one.place.path == "name") for one in found] == [("lost-value", True), ("template-mark", False)]
    lost = read_back(MADE[media_type](without(0, paragraph("Dear  ,"))), media_type, LETTER)
    assert [one.rule for one in lost] == ["lost-value"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
@pytest.mark.parametrize("name", ["word/document.xml", "docProps/core.xml"])
def test_a_part_of_a_word_file_in_another_encoding(name: str, encoding: str) -> None:
    """Word reads it, and so may what else writes such files."""

    def written(old: bytes, new: bytes) -> bytes:
        head = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(as_word(plain))) as source, zipfile.ZipFile(stream, "w") as target:
            for member in source.namelist():
                data = source.read(member)
                if member == name:
                    assert head in data and old in data  # noqa: PT018  (both are replaced)
                    data = data.replace(head, head.replace(b"UTF-8", encoding.encode())).replace(old, new)
                    data = data.decode().encode(encoding)
                target.writestr(member, data)
        return stream.getvalue()

    plain = Document("en", "x", (paragraph("Dear Siân Powell"), paragraph("one")), LETTER.first, LETTER.following)
    old = b"python-docx</dc:creator>" if name.startswith("docProps") else b"one</w:t>"
    sound = old if name.startswith("word") else "Siân</dc:creator>".encode()
    assert read_back(written(old, sound), WORD, plain) == ()
    marked = sound.replace(b"</", b" {{ more }}</")
    assert "template-mark" in {one.rule for one in read_back(written(old, marked), WORD, plain)}


def _many_letters(like: str) -> None:
    """Read some letters of one kind, so that what they have in common is known."""
    whole = changed(as_word(LETTER), "word/document.xml", b"<w:p>", b"<w:p>")
    for name in (b"Dear ", b"Good ", b"Hope "):
        made = changed(whole, "word/document.xml", b"Dear ", name)
        assert bool(read_back(made, WORD, LETTER, like=like)) is (name != b"Dear ")


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
    _many_letters("ill")
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        read_back(changed(whole, name, old, new), WORD, LETTER, like="ill")


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
    letter = Document("en", "x", (paragraph(value),), LETTER.first, LETTER.following)
    assert read_back(as_pdf(letter), PDF, letter) == ()


def test_hyphens_and_ligatures_of_a_pdf() -> None:
    words = "internationalisation characteristically affiliation officially waffle long-standing co-operation " * 6
    letter = Document("en", "x", (paragraph("Static ", Text(words, "words")),), LETTER.first, LETTER.following)
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


# ---- by words alone ----

FLOW = "Dear Siân Ŵyn-Powell, An affluent office We meet at\nOffice 12½, High Street & talk of <it>. one two AB/17 left right"
FURNITURE = ("The Board", "Page \0 of \0")


def never() -> Document:
    pytest.fail("the words settle it, so that nobody needs the document")


def test_words_alone_prove_a_word_file_whole() -> None:
    assert read_back_words(as_word(LETTER), WORD, FLOW, furniture=FURNITURE, document=never) == ()


@pytest.mark.parametrize("media_type", MADE)
def test_words_that_are_not_all_there_ask_the_document(media_type: str) -> None:
    made = MADE[media_type](without(1))
    found = read_back_words(made, media_type, FLOW, furniture=FURNITURE, document=lambda: LETTER)
    assert found == read_back(made, media_type, LETTER)
    assert [finding.rule for finding in found] == ["lost-text"]


def test_words_that_are_too_many_ask_the_document() -> None:
    asked: list[Document] = []

    def document() -> Document:
        asked.append(LETTER)
        return LETTER

    made = as_word(without(5, paragraph("more")))
    (finding,) = read_back_words(made, WORD, FLOW, furniture=FURNITURE, document=document)
    assert finding.message == "the finished file says more than the letter: 1 word too many"
    assert asked == [LETTER]
    means = Means(own=lambda: ("and more of it",))  # a template has words of its own, which conditions leave out
    assert read_back_words(made, WORD, FLOW, furniture=FURNITURE, document=lambda: LETTER, means=means) == ()


# ---- what a file says beyond its letter ----

MORE = "Dear Old Recipient, your test was positive"


@pytest.mark.parametrize("media_type", MADE)
@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_sentence_too_many_is_counted_and_not_shown(media_type: str, at: int) -> None:
    blocks = (*LETTER.blocks[:at], paragraph(MORE), *LETTER.blocks[at:])
    made = MADE[media_type](Document("en-GB", "x", blocks, LETTER.first, LETTER.following))
    (finding,) = read_back(made, media_type, LETTER)
    assert finding.rule == "surplus-text"
    # "of", of a footer, is in "Office", which the end of a page may cut.
    assert re.fullmatch(
        r"the finished file says more than the letter: 3[45] letters and digits too many", finding.message
    )


def test_a_sentence_too_many_in_the_margin_of_a_word_file() -> None:
    made = changed(as_word(LETTER), "word/header1.xml", b"The Board", b"The Board: " + MORE.encode())
    assert [f.rule for f in read_back(made, WORD, LETTER)] == ["surplus-text"]
    found = read_back_words(made, WORD, FLOW, furniture=FURNITURE, document=lambda: LETTER)  # a template as itself
    assert [f.message for f in found] == ["the finished file says more than the letter: 7 words too many"]


def test_a_value_that_stands_there_twice() -> None:
    twice = without(1, paragraph("An affluent office"), paragraph("AB/17"))
    for media_type, make in MADE.items():
        assert [f.rule for f in read_back(make(twice), media_type, LETTER)] == ["surplus-text"], media_type


def test_words_of_a_renderers_own_are_declared() -> None:
    blocks = (*LETTER.blocks, paragraph("Made by Acme"))
    made = as_html(Document("en-GB", "x", blocks, LETTER.first, LETTER.following))
    assert [f.rule for f in read_back(made, HTML, LETTER)] == ["surplus-text"]
    assert read_back(made, HTML, LETTER, means=Means(own=lambda: ("Made by Acme",))) == ()


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    head = Row((Cell((paragraph("Session"),)), Cell((paragraph("Chair"),))), header=True)
    rows = tuple(Row((Cell((paragraph(f"Item {n}"),)), Cell((paragraph("Bo"),)))) for n in range(60))
    letter = Document("en", "x", (Table((head, *rows), (None, None)),), LETTER.first, LETTER.following)

    def pdf(more: str) -> bytes:
        weasyprint = pytest.importorskip("weasyprint", reason="WeasyPrint is not installed")
        cells = "".join(f"<tr><td>Item {n}<td>Bo" for n in range(60))
        style = "@page{size:60mm 70mm;@top-left{content:'The Board'}@bottom-left{content:'Page ' counter(page) ' of'}}"
        page = f"<style>{style}</style><table><thead><tr><th>Session<th>Chair</thead>{cells}</table>{more}"
        content: bytes = weasyprint.HTML(string=page).write_pdf()
        return content

    assert read_back(pdf(""), PDF, letter) == ()
    assert [f.rule for f in read_back(pdf(MORE), PDF, letter)] == ["surplus-text"]


def test_a_mark_asks_the_document_though_all_words_are_there() -> None:
    made = changed(as_word(LETTER), "word/document.xml", b"<w:p>", b'<w:p w:x="{{ a }}">')
    found = read_back_words(made, WORD, FLOW, furniture=FURNITURE, document=lambda: LETTER)
    assert found == read_back(made, WORD, LETTER)


def test_what_neighbours_make_on_a_page_is_said_to_be_theirs() -> None:
    """A page of a PDF has no cells and paragraphs: each text was judged by itself when the letter was made."""
    row = Row((Cell((paragraph("{"),)), Cell((paragraph("x"),))))
    letter = Document("en", "x", (Table((row,), (None, None)),))
    assert read_back(as_html(letter), HTML, letter) == ()
    page = as_pdf(Document("en", "x", (paragraph("{ x"),)))
    (finding,) = read_back(page, PDF, Document("en", "x", letter.blocks))
    assert finding.message.startswith("words that stand side by side in the finished file")
    (finding,) = read_back(as_html(LETTER).replace(b"<p>one", b"<p>[insert date] one"), HTML, LETTER)
    assert finding.message == "the finished file holds something that still waits to be filled in"
