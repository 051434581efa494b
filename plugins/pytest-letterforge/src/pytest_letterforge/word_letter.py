"""The Word template of the contract: all that Word can say and a document can hold."""

from __future__ import annotations

import functools
from pathlib import Path

from pytest_letterforge.word_file import WordFile
from pytest_letterforge.word_xml import (
    cell,
    field,
    heading,
    item,
    link,
    note,
    notes,
    paragraph,
    picture,
    row,
    run,
    table,
)

_PICTURE = Path(__file__).with_name("material") / "plan.png"


@functools.cache
def everything() -> bytes:
    """The Word template of the contract, for the same data as ``material/letter.md``."""
    return WordFile(
        body=_opening() + _lists() + _table() + _ending(),
        title="Contract letter to {{ addressee.name }}",
        parts={
            "footnotes": notes(
                "footnote", {1: "A footnote that names {{ noted }}.", 2: "A footnote of wording alone."}
            ),
            "endnotes": notes("endnote", {1: "An endnote that names {{ ended }}."}),
        },
        furniture={
            ("first", "header"): paragraph("The office of {{ office }}"),
            ("first", "footer"): paragraph("Registered as {{ registered }}"),
            ("default", "header"): paragraph("Our reference again: {{ reference }}"),
            ("default", "footer"): paragraph("Page ", field("PAGE"), " of ", field("NUMPAGES")),
        },
        links={"web": "https://example.org/guide", "mail": "mailto:desk@harbour.example"},
        pictures={"plan": _PICTURE.read_bytes()},
    ).content()


def _opening() -> str:
    """Address and subject, kinds of emphasis, notes and links."""
    return "".join(
        (
            paragraph("{{ sender }}"),
            paragraph("{{ addressee.name }}", "<w:r><w:br/></w:r>", "{{ addressee.address }}"),
            paragraph("{{ date }}", properties='<w:jc w:val="right"/>'),
            heading(1, "About {{ subject }}"),
            paragraph(
                "Plain words, ",
                run("bold words with {{ strong }}", "<w:b/>"),
                ", ",
                run("slanted words with {{ slanted }}", "<w:i/>"),
                ", ",
                run("underlined words with {{ topic }}", '<w:u w:val="single"/>'),
                " and ",
                run("all of it at once", '<w:b/><w:i/><w:u w:val="single"/>'),
                ".",
                properties='<w:jc w:val="both"/>',
            ),
            paragraph("It asks for {{ amount }} pounds", note("footnote", 1), ", no more", note("footnote", 2), "."),
            paragraph("This was decided long ago", note("endnote", 1), ".", properties='<w:jc w:val="center"/>'),
            heading(2, "Links"),
            paragraph("See ", link("web", run("our guide for {{ email }}")), " or ", link("mail", run("write"))),
        )
    )


def _lists() -> str:
    """Lists that count in every way, and one that a loop makes."""
    return "".join(
        (
            heading(3, "Lists that count in every way"),
            item("decimal", "the third point"),
            item("decimal", "a point about {{ inner }}"),
            item("decimal", "a point below it", 1),
            item("decimal", "the deepest point", 2),
            item("decimal", "the last of these points"),
            paragraph("With small letters:"),
            item("lowerLetter", "the ash tree"),
            item("lowerLetter", "the elm tree"),
            paragraph("With capitals:"),
            item("upperLetter", "the oak tree"),
            item("upperLetter", "the yew tree"),
            paragraph("With small Roman numerals:"),
            item("lowerRoman", "the red house"),
            item("lowerRoman", "the blue house"),
            paragraph("With great Roman numerals:"),
            item("upperRoman", "the north tower"),
            item("upperRoman", "the south tower"),
            paragraph("With bullets:"),
            paragraph("{%p for one in points %}"),
            item("bullet", "{{ one }}"),
            paragraph("{%p endfor %}"),
        )
    )


def _table() -> str:
    """A table with spans, and rows that a loop makes."""
    across, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return "".join(
        (
            heading(4, "A table"),
            table(
                3,
                row(cell("Session and chair", across), "Minutes", head=True),
                row(cell("The whole morning", down), "opening words", "15"),
                row(cell("", below), "closing words", "25"),
                row("{%tr for row in rows %}", "", ""),
                row("{{ row.session }}", "{{ row.chair }}", "{{ row.minutes }}"),
                row("{%tr endfor %}", "", ""),
            ),
        )
    )


def _ending() -> str:
    """A quotation, a picture, a page break, an optional part and the signatory."""
    return "".join(
        (
            heading(5, "Somebody said"),
            paragraph("Words that were said of {{ quoted }}, who rings from {{ telephone }}."),
            heading(6, "A picture"),
            paragraph(picture("plan", "A plan of the rooms at {{ picture }}")),
            paragraph('<w:r><w:br w:type="page"/></w:r>'),
            paragraph("{%p if remark %}"),
            paragraph("A remark: {{ remark }}"),
            paragraph("{%p endif %}"),
            paragraph("{{ mark | picture(30) }}"),
            paragraph("{{ signatory }}"),
        )
    )
