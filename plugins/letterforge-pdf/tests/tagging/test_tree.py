"""The tags of a PDF: one element for each element of the letter, whatever lines and pages it stands on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import awkward
import page as page_validation
import pikepdf
import pytest
from awkward import cell, document, items, p, row
from structure import Element, places, tree

import letterforge
from letterforge.document import Cell, Document, Image, Link, List, Note, NumberStyle, Row, Table, Text
from letterforge.errors import RenderError
from letterforge_pdf import PdfRenderer

Write = Callable[[Document], Any]
GUIDE = "https://www.example.gov.uk/guide"


def pages_of(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def marked(page: Any) -> list[Any]:
    """The tag and the properties of each mark of a page."""
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    return [one.operands for one in instructions if str(one.operator) == "BDC"]


def artifacts(content: bytes) -> list[tuple[str, str]]:
    """What is marked as an artifact of the page, by kind, without what draws lines and backgrounds."""
    out: list[tuple[str, str]] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            aside = [said[1] for said in marked(page) if str(said[0]) == "/Artifact"]
            out += [(str(one.Type), str(one.get("/Subtype", ""))) for one in aside]
    return out


def test_a_table_over_pages_is_one_table_whose_head_is_read_once(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.long_table()))
    found = tree(content)
    (table,) = found.below("Table")
    assert len(table.pages) == pages_of(content) >= 3
    assert [one.kind for one in table.kids if isinstance(one, Element)] == ["THead", "TBody"]
    assert [one.text for one in table.below("TH")] == ["Date", "What was done", "Sum"]
    assert len(table.below("TR")) == 111
    assert table.below("TR")[57].text.replace(" ", "") == "01/03/2026Paymentnumber56totheboard£56,234.50"
    assert [one.text for one in found.below("P")][-2:] == ["What was paid:", "That is all."]
    # The three cells of the head on each page but the first, as nothing but part of the page.
    assert artifacts(content).count(("/Pagination", "")) == 3 * (pages_of(content) - 1)


def test_a_head_of_two_rows_is_repeated_whole(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.head_of_two_rows()))
    (table,) = tree(content).below("Table")
    assert [(one.text, one.entries.get("RowSpan"), one.entries.get("ColSpan")) for one in table.below("TH")] == [
        ("Who", 2, None),
        ("When", None, 2),
        ("from", None, None),
        ("to", None, None),
    ]
    assert artifacts(content).count(("/Pagination", "")) == 4 * (pages_of(content) - 1) > 0


def test_a_paragraph_and_a_list_over_pages_are_one_each(written: Write) -> None:
    words = "These are some words of it. " * 300
    many = List(items(*(f"item {n} " + "and words " * 40 for n in range(20))), ordered=True)
    found = tree(PdfRenderer().render(written(document(p(words), many))))
    flow = found.below("P")[1]
    assert flow.text.replace(" ", "") == words.replace(" ", "")
    assert len(flow.pages) > 1
    (listed,) = found.below("L")
    assert [one.text.strip() for one in listed.below("Lbl")] == [f"{n}." for n in range(1, 21)]


def test_a_row_taller_than_a_page_stays_one_row(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.spans_over_pages()))
    first, second = tree(content).below("Table")
    assert first.below("TD")[0].entries["RowSpan"] == 3
    assert second.text.count("word") == 2000
    assert (len(second.below("TR")), len(second.pages) > 1) == (1, True)
    assert page_validation.validate_pdf_bytes(content, profile="ua1").failures == []


def test_what_stands_within_a_link_makes_no_second_place_to_click(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.links()))
    links = tree(content).below("Link")
    assert [link.text for link in links[:3]] == ["our guide", "our very good guide", "the first lineand the second"]
    assert [link.annotations for link in links[:3]] == [
        1,
        1,
        2,
    ]  # a line break makes a second line, and that a second place
    assert all(link.annotations for link in links)
    assert sum(link.annotations for link in links) == len(list(places(content)))
    assert [one.entries["Alt"] for one in links[3].below("Figure")] == ["A red square"]
    assert links[3].annotations == 1


def test_the_place_to_click_holds_the_picture(written: Write) -> None:
    tall = Image("red", "A red square", 30.0)
    content = PdfRenderer().render(written(document(p("See ", Link((tall,), GUIDE)))))
    ((_, _, width, height),) = places(content)
    assert width == pytest.approx(85, abs=1)  # 30 mm
    assert height > 84


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (Link((Text("our guide"),), GUIDE), "our guide (www.example.gov.uk)"),
        (Link((Text("www.example.gov.uk"),), GUIDE), "www.example.gov.uk"),
        (Link((Text("Write to us"),), "mailto:a%20b@example.org?subject=x"), "Write to us (a b@example.org)"),
        (Link((Text("Call us"),), "tel:01632960555"), "Call us (01632960555)"),
        (Link((Text("01632 960 555"),), "tel:01632960555"), "01632 960 555"),
        (Link((Image("red", "A map"),), GUIDE), "A map (www.example.gov.uk)"),
    ],
)
def test_a_link_says_in_words_where_it_leads_and_is_printed(written: Write, link: Link[Any, str], said: str) -> None:
    content = PdfRenderer().render(written(document(p(link))))
    assert [(words, flags) for words, flags, _, _ in places(content)] == [(said, 4)]


@pytest.mark.parametrize(
    ("style", "numbering"),
    [
        (NumberStyle.DECIMAL, "/Decimal"),
        (NumberStyle.LOWER_ALPHA, "/LowerAlpha"),
        (NumberStyle.UPPER_ALPHA, "/UpperAlpha"),
        (NumberStyle.LOWER_ROMAN, "/LowerRoman"),
        (NumberStyle.UPPER_ROMAN, "/UpperRoman"),
    ],
)
def test_a_list_says_how_it_counts(written: Write, style: NumberStyle, numbering: str) -> None:
    inner = List(items("x"))
    found = tree(PdfRenderer().render(written(document(List(items("a", inner), ordered=True, style=style)))))
    assert [one.entries["ListNumbering"] for one in found.below("L")] == [numbering, "/Disc"]
    assert [[kid.kind for kid in one.kids if isinstance(kid, Element)] for one in found.below("LI")] == [
        ["Lbl", "LBody"]
    ] * 3


def test_notes_are_notes_at_the_foot_and_read_where_they_are_called(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.notes()))
    found = tree(content)
    notes = found.below("Note")
    assert len({note.entries["ID"] for note in notes}) == len(notes) == 20
    first = found.below("P")[1]
    assert [kid.kind if isinstance(kid, Element) else kid.rstrip() for kid in first.kids] == [
        "A claim", "Reference", "Note", " and another", "Reference", ".",
    ]  # fmt: skip
    assert [one.text for one in found.below("Reference")][:3] == ["1", "2", "3"]
    assert re.sub(r"\s+", " ", notes[0].text) == "1 Proof. A second paragraph of it."
    assert [kid.kind for kid in notes[0].kids if isinstance(kid, Element)] == ["Lbl"]
    assert [note.text.split()[0] for note in notes[-2:]] == ["2", "20"]  # the endnotes
    assert len(found.below("Link")) == 1


def test_a_note_in_a_margin_stays_there(written: Write) -> None:
    made = document(p("x"))
    footer = (p("Registered", Note((p("In Wales."),)), " here"),)
    on = Document("en", "t", made.blocks, first=type(made.first)((), footer), following=type(made.first)((), footer))
    content = PdfRenderer().render(written(on))
    assert tree(content).below("Note") == []
    assert page_validation.validate_pdf_bytes(content, profile="ua1").failures == []


def test_row_headers_head_their_rows(written: Write) -> None:
    table = Table((row("", "May", header=True), row("Ash", "1"), row("", "2")), (None, None), row_headers=True)
    found = tree(PdfRenderer().render(written(document(table))))
    cells = [(one.kind, one.text, one.entries.get("Scope")) for one in found.below("TH", "TD")]
    assert cells == [
        ("TD", "", None), ("TH", "May", "/Column"), ("TH", "Ash", "/Row"), ("TD", "1", None), ("TD", "", None), ("TD", "2", None),
    ]  # fmt: skip


def test_a_table_without_a_head_has_only_cells(written: Write) -> None:
    (table,) = tree(PdfRenderer().render(written(document(Table((row("a", "b"), row("c", "d")), (None, None)))))).below(
        "Table"
    )
    assert (table.below("THead"), [one.text for one in table.below("TD")]) == ([], ["a", "b", "c", "d"])


def test_what_runs_in_the_margins_is_no_part_of_the_letter(written: Write) -> None:
    content = PdfRenderer().render(written(awkward.long_table()))
    said = tree(content).text
    assert "Our reference" in said  # the letterhead of the first page
    assert said.count("Our reference") == 1
    assert "Page 1" not in said
    kinds = artifacts(content)
    assert kinds.count(("/Pagination", "/Header")) == pages_of(content) - 1
    assert kinds.count(("/Pagination", "/Footer")) == 4 * pages_of(content)


def test_headings_begin_at_one_and_a_part_in_another_language_says_so(written: Write) -> None:
    found = tree(PdfRenderer().render(written(awkward.everything_else())))
    assert [(one.kind, one.text) for one in found.below("H1", "H2", "H3", "H4")] == [
        ("H1", "Begins at two"),
        ("H2", "skips one"),
    ]


def test_every_mark_has_an_element_and_every_element_a_parent(written: Write) -> None:
    for made in awkward.AWKWARD.values():
        with pikepdf.open(io.BytesIO(PdfRenderer().render(written(made())))) as pdf:
            root = pdf.Root.StructTreeRoot
            parents = pikepdf.NumberTree(root.ParentTree)
            for page in pdf.pages:
                owners = parents[int(page.obj.StructParents)]
                marks = [int(said[1].MCID) for said in marked(page) if "/MCID" in said[1]]
                assert marks
                for mark in marks:
                    element = owners[mark]
                    while "/P" in element:
                        element = element.P
                    assert element.objgen == root.objgen


def test_a_part_that_would_have_no_tag_is_no_letter(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from letterforge_pdf.tagging.tree import Tree

    monkeypatch.setattr(Tree, "_read", lambda *_: None)
    with pytest.raises(RenderError, match="no place among the tags"):
        PdfRenderer().render(written(document(p("Secret"))))


def test_a_letter_of_a_template_has_the_row_headers_that_its_markdown_marks() -> None:
    source = "---\ntitle: T\nlang: en\n---\n| | May |\n|-|--:|\n| Ash | {{ n }} |\n\n{: .row-headers }\n"
    letter = letterforge.Letter(letterforge.load(source.encode()), {"n": "5"})
    found = tree(letterforge.render(letter, to="pdf").content)
    assert [(one.text, one.entries["Scope"]) for one in found.below("TH")] == [("May", "/Column"), ("Ash", "/Row")]


def test_two_letters_with_the_same_parts_have_ids_of_their_own(written: Write) -> None:
    same = Row((cell("a"), Cell((p("b", Note((p("n"),))),))))
    (one,) = tree(PdfRenderer().render(written(document(Table((same,), (None, None)))))).below("Note")
    assert one.entries["ID"].startswith("note-")
