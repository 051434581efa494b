"""The PDF: whole, accessible, closed to the outside, the same every time."""

from __future__ import annotations

import dataclasses
import logging
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from tests.pdf import faults, pages

import letterforge
from letterforge.document import (
    Block,
    BlockQuote,
    Cell,
    Document,
    Furniture,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from letterforge.errors import RenderError
from letterforge.letter import Letter
from letterforge_pdf import PdfRenderer

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014898d6e80000000049454e44ae426082"
)
Write = Callable[[Document], Any]


def p(*inlines: Inline | str) -> Paragraph[Inline]:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def cell(text: str, down: int = 1) -> Cell[Block]:
    return Cell((p(text),), row_span=down)


def streams(content: bytes) -> bytes:
    """Everything that is compressed in the file."""
    found = []
    for match in re.finditer(rb"stream\r?\n", content):
        decompressor = zlib.decompressobj()
        try:
            found.append(decompressor.decompress(content[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def fonts(content: bytes) -> set[str]:
    """The names of the embedded fonts, without their subset tags."""
    return {name.decode() for name in re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", content + streams(content))}


def many_pages(written: Write) -> Any:
    footer = (p("Page ", PageNumber(), " of ", PageCount()),)
    header = (p("Board", LineBreak(), Link((Text("board.example"),), "https://board.example")),)
    return written(
        Document(
            "en-GB",
            "A long letter",
            tuple(p(f"Paragraph {number}. " + "Words that fill a line of the page. " * 12) for number in range(20)),
            Furniture(header, footer),
            Furniture((p("Our reference: CR 12"),), footer),
        )
    )


def test_importing_the_plugin_does_not_import_weasyprint() -> None:
    path = os.pathsep.join(filter(None, sys.path))
    program = "import sys, letterforge_pdf; letterforge_pdf.PdfRenderer(); sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603


def test_it_is_found_by_name_and_the_file_holds_the_whole_letter(letter: Letter) -> None:
    assert letterforge.render(letter, to="pdf").content == PdfRenderer().render(letter)


@pytest.mark.parametrize(
    ("language", "data", "family"),
    [
        ("en-GB", {}, "Atkinson-Hyperlegible"),
        ("cy", {"place": "Tŷ Gŵyr"}, "Noto-Sans"),
        ("el", {"subject": "Πρόσκληση", "place": "ἐν ἀρχῇ"}, "Noto-Sans"),
    ],
)
def test_a_letter_has_no_fault_against_pdf_ua_and_only_the_fonts_of_one_family(
    in_language: Callable[..., Letter], language: str, data: dict[str, str], family: str
) -> None:
    content = PdfRenderer().render(in_language(language, **data))
    assert faults(content) == []
    assert fonts(content) == {family, f"{family}-Bold", f"{family}-Italic"}


def test_title_language_and_outline(letter: Letter) -> None:
    content = PdfRenderer().render(letter)
    everything = content + streams(content)
    assert b"/Lang (en-GB)" in everything
    with pypdfium2.PdfDocument(content) as opened:
        assert opened.get_metadata_value("Title") == "An invitation"
        assert opened.get_metadata_value("Author") == ""
        outline = [(mark.level, mark.get_title()) for mark in opened.get_toc()]
    assert outline == [(0, "A review"), (1, "The meeting"), (1, "What happens next")]
    assert b"https://www.example.gov.uk/guide" in everything


def test_data_stay_text(letter: Letter) -> None:
    assert "Dr <b>Oduya</b> & Sons" in pages(PdfRenderer().render(letter))[0]


def test_each_page_has_its_own_furniture(written: Write) -> None:
    found = pages(PdfRenderer().render(many_pages(written)))
    assert len(found) > 2
    assert [f"Page {n} of {len(found)}" in text for n, text in enumerate(found, start=1)] == [True] * len(found)
    assert ["Board" in text for text in found] == [True] + [False] * (len(found) - 1)
    assert ["CR 12" in text for text in found] == [False] + [True] * (len(found) - 1)


def test_furniture_is_an_artifact_and_the_letterhead_is_not(written: Write) -> None:
    content = PdfRenderer().render(many_pages(written))
    count = len(pages(content))
    marks = streams(content)
    assert faults(content) == []
    assert len(re.findall(rb"/Artifact\s<<\s*/Type /Pagination\s*/Subtype /Header\s*>>\sBDC", marks)) == count - 1
    # "Page", its number, "of" and the count are a run each.
    assert len(re.findall(rb"/Artifact\s<<\s*/Type /Pagination\s*/Subtype /Footer\s*>>\sBDC", marks)) == 4 * count


def test_items_of_several_blocks_and_nested_lists_have_no_fault(written: Write) -> None:
    inner: Block = List((Item((p("inner"), p("more"))), Item((Table((Row((cell("a"),)),), (None,)),))), ordered=True)
    outer: Block = List((Item((p("x"), BlockQuote((p("y"),)), inner)), Item((inner,)), Item((p("tight"), inner))))
    content = PdfRenderer().render(written(Document("en", "t", (outer,))))
    assert faults(content) == []
    assert "more" in pages(content)[0]


def test_tables_with_spans_and_over_pages_have_no_fault(written: Write) -> None:
    rows = [Row((cell("A"), cell("B")), header=True), Row((cell("both", down=2), cell("x"))), Row((cell("y"),))]
    rows += [Row((cell(str(number)), cell("words " * 20))) for number in range(60)]
    content = PdfRenderer().render(written(Document("en", "t", (Table(tuple(rows), (None, None)),))))
    assert len(pages(content)) > 1
    assert faults(content) == []


def test_a_row_taller_than_a_page_is_printed_whole(written: Write) -> None:
    table = Table((Row((cell("word " * 2000), cell("b"))),), (None, None))
    content = PdfRenderer().render(written(Document("en", "t", (table,))))
    assert sum(text.count("word") for text in pages(content)) == 2000


def test_an_overlong_word_is_broken_and_a_table_that_cannot_fit_is_refused(written: Write) -> None:
    table = Table((Row((cell("q" * 400), cell("b"))),), (None, None))
    content = PdfRenderer().render(written(Document("en", "t", (table,))))
    assert sum(text.count("q") for text in pages(content)) == 400
    wide = Table((Row(tuple(cell("abc") for _ in range(40))),), (None,) * 40)
    with pytest.raises(RenderError, match="more columns than fit the page"):
        PdfRenderer().render(written(Document("en", "t", (wide,))))


@pytest.mark.parametrize("where", ["header", "footer"])
def test_a_margin_grows_with_what_is_in_it(written: Write, where: str) -> None:
    tall = (p(*[each for n in range(8) for each in (f"line {n}", LineBreak())], "end"),)
    following = Furniture(tall, ()) if where == "header" else Furniture((), tall)
    first = Furniture() if where == "header" else following
    words = tuple(p(f"paragraph {n}") for n in range(60))
    made = PdfRenderer().render(written(Document("en", "t", words, first, following)))
    shown = pages(made)
    assert len(shown) > 2
    assert all("line 0" in text and "end" in text for text in shown[1:])
    assert sum(text.count("paragraph") for text in shown) == 60
    assert faults(made) == []
    assert len(shown) > len(pages(PdfRenderer().render(written(Document("en", "t", words)))))


def test_furniture_that_leaves_no_room_for_the_letter_is_refused(written: Write) -> None:
    tall = Furniture((), (p(*[LineBreak() for _ in range(60)], "end"),))
    with pytest.raises(RenderError, match=r"the footer of page 1 needs \d+ mm, which leaves no room for the letter"):
        PdfRenderer().render(written(Document("en", "t", (p("x"),), tall)))


def test_a_picture_needs_words_and_bytes(written: Write, caplog: pytest.LogCaptureFixture) -> None:
    picture = {"ab": Picture(PIXEL, "image/png", 1, 1)}
    document = Document("en", "t", (p(Image("ab", "A dot", 20.0)),), images=picture)
    assert faults(PdfRenderer().render(written(document))) == []
    for blocks, images, message in (
        ((p(Image("ab", "")),), picture, "a picture has no words"),
        ((p(Image("ab", "A dot")),), {}, "not in it"),
        ((p(Image("ab", "A dot")),), {"ab": Picture(b"damaged", "image/png", 1, 1)}, "a picture cannot be read"),
    ):
        with pytest.raises(RenderError, match=message):
            PdfRenderer().render(written(Document("en", "t", blocks, images=images)))
    assert caplog.records == []


@pytest.mark.parametrize("silence", ["disabled", "level", "disable"])
def test_a_complaint_is_heard_however_logging_is_set_up(written: Write, silence: str) -> None:
    faulty = written(Document("en", "t", (p(Image("ab", "")),), images={"ab": Picture(PIXEL, "image/png", 1, 1)}))
    logger = logging.getLogger("weasyprint")
    try:
        if silence == "disabled":
            logger.disabled = True
        elif silence == "level":
            logger.setLevel(logging.CRITICAL + 1)
        else:
            logging.disable(logging.CRITICAL)
        before = (logger.disabled, logger.level, logging.root.manager.disable)
        with pytest.raises(RenderError, match="a picture has no words"):
            PdfRenderer().render(faulty)
        assert (logger.disabled, logger.level, logging.root.manager.disable) == before
        assert logger.filters == []
    finally:
        logger.disabled = False
        logger.setLevel(logging.NOTSET)
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ('p { background: url("file:///etc/passwd") }', "asks for a file or an address"),
        ('@import "https://example.org/x.css";', "does not understand the style sheet"),
        ('@font-face { font-family: x; src: url("file:///etc/passwd") }', "asks for a file or an address"),
        ("p { colour: red }", "does not understand the style sheet"),
    ],
)
def test_a_style_sheet_that_asks_for_more_or_is_wrong_is_refused(written: Write, style: str, message: str) -> None:
    given = written(Document("en", "t", (p("x"),)))
    stationery = dataclasses.replace(given.stationery, style=style, digest=style)
    with pytest.raises(RenderError, match=message):
        PdfRenderer().render(dataclasses.replace(given, stationery=stationery))


def test_a_picture_cannot_bring_in_a_file(written: Write) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>'
    document = Document("en", "t", (p(Image("ab", "x")),), images={"ab": Picture(svg, "image/svg+xml", 9, 9)})
    with pytest.raises(RenderError, match="asks for a file or an address"):
        PdfRenderer().render(written(document))


def test_rules_for_screens_are_no_concern_of_paper(written: Write) -> None:
    given = written(Document("en", "t", (p("x"),)))
    style = "@media screen and (min-width: 1px) { p { backdrop-filter: none } } @media only screen { p { a: b } }"
    stationery = dataclasses.replace(given.stationery, style=style, digest=style)
    assert PdfRenderer().render(dataclasses.replace(given, stationery=stationery)).startswith(b"%PDF-1.7")


def test_an_archived_file_is_the_same_every_time_too(letter: Letter) -> None:
    """Pillow writes the colour profile anew each time it is asked for its bytes, and never the same."""
    renderer = PdfRenderer(variant="ua-1+a-2a")
    first = renderer.render(letter)
    assert [renderer.render(letter) for _ in range(3)] == [first] * 3
    assert PdfRenderer(variant="ua-1+a-2a").render(letter) == first
