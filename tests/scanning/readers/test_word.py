"""What the reader of Word files knows of a paragraph beside its words: prompts, replies, deletions, links."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from tests.scanning.readers.test_readers import W, run, saved
from word_files import package

from letterforge.findings import Place
from letterforge.passages import Nature, Passage, Span
from letterforge.scanning.readers import word


def read(*blocks: str) -> list[Passage]:
    """The passages of a body of these blocks, given as WordprocessingML."""
    document = docx.Document()
    for one in blocks:
        document.element.body.insert(-1, parse_xml(one.replace(">", f" {W}>", 1)))
    return [one for one in word.passages(saved(document)) if (one.place.path or "").startswith("paragraph")]


def control(properties: str, *paragraphs: str) -> str:
    inner = "".join(f"<w:p>{run(words)}</w:p>" for words in paragraphs)
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("properties", "spans"),
    [
        ("<w:showingPlcHdr/>", [(Span(Nature.CONTROL, 0, 16),), ()]),
        ('<w:showingPlcHdr w:val="0"/>', [(), ()]),
        ('<w:tag w:val="reply"/>', [(Span(Nature.REPLY, 0, 16),), (Span(Nature.REPLY, 0, 4),)]),
        ('<w:tag w:val="name"/>', [(), ()]),
    ],
)
def test_a_control_around_paragraphs(properties: str, spans: list[tuple[Span, ...]]) -> None:
    """A prompt is its first paragraph; what the recipient is to fill in is all of them."""
    found = read(control(properties, "Whom do you know", "more"))
    assert [one.text for one in found] == ["Whom do you know", "more"]
    assert [one.spans for one in found] == spans


def test_a_paragraph_of_the_style_for_replies() -> None:
    (found,) = read(f'<w:p><w:pPr><w:pStyle w:val="LetterReply"/></w:pPr>{run("I shall come")}</w:p>')
    assert found.spans == (Span(Nature.REPLY, 0, 12),)


def test_a_box_in_a_paragraph_that_was_struck_out_is_struck_out_too() -> None:
    box = f"<w:r><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></w:r>"
    found = read(f"<w:del><w:p>{run('old')}{box}</w:p></w:del>", f"<w:p>{run('new')}{box}</w:p>")
    assert [(one.place.path, one.text) for one in found if one.text] == [
        ("paragraph 1, tracked deletion", "old"),
        ("paragraph 1, text box 1, paragraph 1, tracked deletion", "boxed"),
        ("paragraph 2", "new"),
        ("paragraph 2, text box 1, paragraph 1", "boxed"),
    ]


def test_the_words_of_a_chart_have_its_place() -> None:
    chart = '<c:chart xmlns:c="c" xmlns:a="a"><c:title><a:t>Visits</a:t></c:title><c:v>12</c:v></c:chart>'
    found = list(word.passages(package("", {"word/charts/chart1.xml": chart}), "a.docx"))
    assert [one.text for one in found if one.place == Place("a.docx", path="chart")] == ["Visits", "12"]


def test_a_link_that_leads_nowhere_has_its_words_alone() -> None:
    """Its target is not in the file, or is no address but a part of it."""
    styles = "rId1"
    found = read(*(f'<w:p><w:hyperlink r:id="{one}">{run("here")}</w:hyperlink></w:p>' for one in ("rId999", styles)))
    assert [(one.place.path, one.text) for one in found] == [("paragraph 1", "here"), ("paragraph 2", "here")]
