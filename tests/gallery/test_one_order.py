"""One reading order: tags of the PDF, the accessibility tree of Chromium, paragraphs of the DOCX. Run by ``make conformance``."""

from __future__ import annotations

from typing import Any

import pytest
from tests.gallery import reading_order
from tests.gallery.files import Files, letter
from tests.gallery.judges import browser
from tests.gallery.letters import gallery

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def pages(files: Files) -> dict[str, Any]:
    """What Chromium says of every page."""
    return browser(files.paths(gallery().values(), "html"))


@pytest.mark.parametrize("name", gallery())
def test_every_format_is_read_out_in_one_order(files: Files, pages: dict[str, Any], name: str) -> None:
    document = letter(name).document
    said = reading_order.of_document(document)
    assert said
    assert reading_order.of_docx(files.content(name, "docx")) == said
    assert reading_order.of_page(pages[f"{name}.html"]["tree"]) == said
    # The letterhead of the first page is read out, and above the letter.
    for to in ("pdf", "pdf-archived"):
        assert reading_order.of_pdf(files.content(name, to)).endswith(said), to
    assert reading_order.of_pdf(files.content(name, "typst")).endswith(reading_order.with_endnotes(document))


@pytest.mark.parametrize("name", gallery())
def test_headings_are_ranked_the_same_for_a_screen_reader(files: Files, pages: dict[str, Any], name: str) -> None:
    page = reading_order.headings_of_page(pages[f"{name}.html"]["tree"])
    assert page == reading_order.headings_of_pdf(files.content(name, "pdf"))
