"""A Word template of two pages, made here, for the benchmark and its peer: table, loops, conditions, header, footer."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docxtpl import DocxTemplate

import letterforge
from letterforge import LetterData, Line, plugins
from letterforge.scanning.readers.word import passages

PARAGRAPH = (
    "We have begun to look at how services worked together for the family of {{ child }}, and what can be learned from "
    "it. Nothing has been decided. We would like to hear from everybody who worked with the family, in their own words."
)


class Point(LetterData):
    """One row of the table."""

    subject: Line
    place: Line
    minutes: int


class Word(LetterData):
    """The data of the letter."""

    board: Line
    name: Line
    child: Line
    reference: Line
    leader: Line
    place: Line
    date: datetime.date
    telephone: Line | None = None
    points: list[Point]
    reasons: list[Line]


DATA: dict[str, Any] = {
    "board": "Northmere Safeguarding & Learning Partnership",
    "name": "Siân O'Brien",
    "child": "Kit",
    "reference": "NM/2026/7",
    "leader": "Ruth Adeyemi",
    "place": "Northmere Civic Centre",
    "date": datetime.date(2026, 3, 3),
    "telephone": "01632 960001",
    "points": [
        {"subject": f"Subject {number}", "place": f"Room {number}", "minutes": 20 + 5 * number} for number in range(8)
    ],
    "reasons": ["what worked well", "what was hard", "what ought to change"],
}
FOR_THE_PEER = {**DATA, "date": "March 3, 2026"}  # python-docx writes files in American English


def template() -> bytes:
    """The Word file."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "{{ board }}"
    made.sections[0].footer.paragraphs[0].text = "{{ reference }}, {{ date }}"
    made.add_heading("The review {{ reference }}", 1)
    for text in ("{{ name }}", "{{ date }}", "Dear {{ name }},", *[PARAGRAPH] * 4):
        made.add_paragraph(text)
    made.add_paragraph("{% if telephone %}You can call {{ leader }} on {{ telephone }}.{% endif %}")
    made.add_heading("What we will talk about", 2)
    table = made.add_table(4, 3, "Table Grid")
    rows = (
        ("Subject", "Place", "Minutes"),
        ("{%tr for point in points %}", "", ""),
        ("{{ point.subject }}", "{{ point.place }}", "{{ point.minutes }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.add_heading("Why we ask", 2)
    for text in ("{%p for reason in reasons %}", "We ask {{ reason }}.", "{%p endfor %}", *[PARAGRAPH] * 6):
        made.add_paragraph(text)
    made.add_paragraph("{{ leader }}, {{ place }}")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def by_the_peer(word: bytes) -> bytes:
    """The letter as docxtpl makes it: loaded, rendered and saved."""
    made = DocxTemplate(io.BytesIO(word))
    made.render(FOR_THE_PEER, autoescape=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def measured(best: Callable[[Callable[[], object], int], float]) -> Iterator[tuple[str, float, float, str]]:
    """DOCX from a Word template against docxtpl loading, rendering and saving it each time: the same text."""
    content = template()
    ready = letterforge.load(content, model=Word)
    renderer = plugins.renderer("docx")

    def make() -> letterforge.Letter:
        return letterforge.Letter(ready, DATA)

    letter = make()
    ours, theirs = ([p.text for p in passages(made)] for made in (renderer.render(letter), by_the_peer(content)))
    assert ours == theirs  # noqa: S101  (else there is nothing to compare)
    peer = best(lambda: by_the_peer(content), 40)
    yield "DOCX from Word, rendered", best(lambda: renderer.render(letter), 2000), peer, "none"
    yield "DOCX from Word, no read-back", best(lambda: renderer.render(make()), 2000), peer, "1/100"
    yield "DOCX from Word, with read-back", best(lambda: letterforge.render(make(), to="docx"), 2000), peer, "1/50"
