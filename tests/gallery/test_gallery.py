"""What no judge sees, in the letters of the gallery that need nothing but this project; and the judges that need no more.

The same letters, and those whose templates others have written, go before all judges in ``make conformance``.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import pikepdf
import pypdfium2
import pytest
import structure
from tests.gallery import reading_order
from tests.gallery.files import Files, letter
from tests.gallery.judges import openxml_audit, page_validation
from tests.gallery.letters import subjects_of_ours

from letterforge.document import Node, PageBreak, Table, Text, walk

NAMES = tuple(subjects_of_ours())
PDFS = ("pdf", "typst")
W = reading_order.W


def page_texts(content: bytes) -> list[str]:
    """What is printed on each page."""
    with pypdfium2.PdfDocument(content) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_every_format_come_in_one_order(files: Files, name: str) -> None:
    document = letter(name).document
    said = reading_order.of_document(document)
    assert said
    assert reading_order.of_docx(files.content(name, "docx")) == said
    assert reading_order.of_pdf(files.content(name, "pdf")).endswith(said)
    assert reading_order.of_pdf(files.content(name, "typst")).endswith(reading_order.with_endnotes(document))


@pytest.mark.parametrize("name", NAMES)
def test_headings_have_one_rank_in_every_format(files: Files, name: str) -> None:
    """They begin with 1 and skip none; a Word template that is filled as itself keeps its own in the DOCX."""
    html = reading_order.headings_of_html(files.content(name, "html").decode())
    for to in PDFS:
        assert reading_order.headings_of_pdf(files.content(name, to)) == html, to
    ranks = [rank for rank, _ in html]
    assert ranks[:1] in ([], [1])
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(ranks))
    if not subjects_of_ours()[name].word:
        docx = reading_order.headings_of_docx(files.content(name, "docx"))
        assert docx == html


@pytest.mark.parametrize("name", NAMES)
def test_header_cells_are_marked_in_every_format(files: Files, name: str) -> None:
    document = letter(name).document
    tables = [node for node in walk(document.blocks) if isinstance(node, Table)]
    rows = [row for table in tables for row in table.children if row.header]
    heads = [cell for row in rows for cell in row.children if cell.children]
    sides = [
        row.children[0]
        for table in tables
        if table.row_headers
        for row in table.children
        if not row.header and row.children[0].children
    ]
    html = files.content(name, "html").decode().partition("<body>")[2]
    assert html.count('scope="col"') == len(heads)
    assert html.count('scope="row"') == len(sides)
    assert len(structure.tree(files.content(name, "pdf")).below("TH")) == len(heads) + len(sides)
    assert len(structure.tree(files.content(name, "typst")).below("TH")) == len(heads)  # Typst's has no row headers
    with zipfile.ZipFile(io.BytesIO(files.content(name, "docx"))) as archive:
        assert archive.read("word/document.xml").decode().count("<w:tblHeader") == len(rows)


@pytest.mark.parametrize("to", PDFS)
@pytest.mark.parametrize("name", NAMES)
def test_what_runs_in_the_margins_is_no_part_of_the_text(files: Files, name: str, to: str) -> None:
    """The pages show it; the tags, but for the letterhead of the first page, do not have it."""
    document = letter(name).document
    read = reading_order.of_pdf(files.content(name, to))
    texts = page_texts(files.content(name, to))
    for blocks in (document.first.footer, document.following.header, document.following.footer):
        said = [reading_order.words(node.text) for node in walk(blocks) if isinstance(node, Text)]
        for one in (text for text in said if len(text) > 3):
            assert read.count(one) == reading_order.of_document(document).count(one)
    for number, text in enumerate(texts):
        side = document.following if number else document.first
        said = [reading_order.words(node.text) for node in walk(side.footer) if isinstance(node, Text)]
        assert all(one in reading_order.words(text) for one in said)


@pytest.mark.parametrize("name", NAMES)
def test_every_format_names_the_language_of_the_letter(files: Files, name: str) -> None:
    language = letter(name).document.language
    assert f'<html lang="{language}"' in files.content(name, "html").decode()
    for to in PDFS:
        with pikepdf.open(io.BytesIO(files.content(name, to))) as opened:
            assert str(opened.Root.Lang) == language, to
    with zipfile.ZipFile(io.BytesIO(files.content(name, "docx"))) as archive:
        defaults = archive.read("word/styles.xml").decode().partition("</w:docDefaults>")[0]
    assert re.search(rf'<w:lang [^>]*w:val="{language}"', defaults)


@pytest.mark.parametrize("to", PDFS)
def test_no_sum_and_no_date_is_broken(files: Files, to: str) -> None:
    rows = [row for page in page_texts(files.content("numbers", to)) for row in page.splitlines()]
    printed = "\n".join(rows)
    for one in ("£1,234,567.89", "£9,876,543.21", "31/12/2026"):
        assert printed.count(one) == 8, one


@pytest.mark.parametrize("to", PDFS)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_left_empty(files: Files, name: str, to: str) -> None:
    """A page that is not the last, and is not ended by the template, is filled to a third at least."""
    content = files.content(name, to)
    asked = sum(isinstance(node, PageBreak) for node in walk(letter(name).document.blocks))
    short = 0
    with pypdfium2.PdfDocument(content) as opened:
        for page in list(opened)[:-1]:
            width, height = page.get_size()
            sizes = [one.get_bounds() for one in page.get_objects() if one.get_bounds()[3] < height]
            body = [bottom for left, bottom, right, top in sizes if bottom > 0.1 * height and right <= width]
            short += min(body, default=height) > 0.66 * height
    assert short <= asked


def test_every_kind_of_node_is_in_the_gallery() -> None:
    found = {type(node).__name__ for name in NAMES for node in walk(_all(name))}
    wanted = {
        "Heading", "Paragraph", "List", "Item", "Table", "Row", "Cell", "BlockQuote", "Reply", "ThematicBreak", "PageBreak",
        "Text", "LineBreak", "PageNumber", "PageCount", "Strong", "Emphasis", "Underline", "Note", "Link", "Image",
    }  # fmt: skip
    assert wanted <= found


def _all(name: str) -> tuple[Node, ...]:
    document = letter(name).document
    margins = (document.first, document.following)
    return (*document.blocks, *(block for side in margins for block in (*side.header, *side.footer)))


def test_the_long_table_goes_over_three_pages(files: Files) -> None:
    for to in PDFS:
        assert len(page_texts(files.content("long_table", to))) >= 3
        assert len(structure.tree(files.content("long_table", to)).below("Table")) == 1


@pytest.mark.parametrize("to", ["pdf", "pdf-archived", "typst"])
def test_page_validation_finds_nothing(files: Files, to: str) -> None:
    found = page_validation(files.paths(subjects_of_ours().values(), to))
    assert len(found) == len(NAMES)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_page_validation_notices(files: Files) -> None:
    """That it finds nothing says something only if it finds what is wrong."""
    spoilt = files.folder / "spoilt.pdf"
    with pikepdf.open(files.path("links", "pdf")) as opened:
        for annotation in opened.pages[0].obj.Annots:
            del annotation.StructParent
        opened.save(spoilt)
    assert page_validation([spoilt])["spoilt.pdf"]


def test_openxml_audit_finds_nothing(files: Files) -> None:
    found = openxml_audit([files.path(name, "docx") for name in ("contract_markdown", "contract_word", "links")])
    assert {name: faults for name, faults in found.items() if faults} == {}
