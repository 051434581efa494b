"""A Word template of two pages, made here, for the benchmark and its peers: table, loops, conditions, header, footer."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import docx
from docxtpl import DocxTemplate

from letterforge import LetterData, Line

if TYPE_CHECKING:
    from letterforge.passages import Passage  # an older tree has it elsewhere

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
    "name": "Siân O'Brien-7",
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


LETTERS = 2000
"""More than any cache holds: a text that is new in each letter is new each time, as it is for who writes to many."""


def letters() -> list[dict[str, Any]]:
    """The data of some letters: those of no two are the same, but all are as long."""
    return [
        {
            **DATA,
            "name": f"Siân O'Brien-{number}",
            "child": f"Kit {number}",
            "reference": f"NM/2026/{number}",
            "telephone": f"01632 9{number}",
            "points": [{**point, "subject": f"{point['subject']}.{number}"} for point in DATA["points"]],
            "reasons": [f"{reason} {number}" for reason in DATA["reasons"]],
        }
        for number in range(11111, 11111 + LETTERS)
    ]


FOR_DOCXTPL = {**DATA, "date": "March 3, 2026"}  # python-docx writes files in American English
FOR_EASY_TEMPLATE_X = {
    **FOR_DOCXTPL,
    "reasons": [{"reason": reason} for reason in DATA["reasons"]],  # in a loop it goes by fields
    "called": bool(DATA["telephone"]),  # a condition is a loop over a boolean
}
_JINJA = {
    "if": "{% if telephone %}",
    "endif": "{% endif %}",
    "rows": "{%tr for point in points %}",
    "endrows": "{%tr endfor %}",
    "reasons": "{%p for reason in reasons %}",
    "endreasons": "{%p endfor %}",
}
_EASY = {
    "if": "{#called}",
    "endif": "{/called}",
    "rows": "{#points}",
    "endrows": "{/points}",
    "reasons": "{#reasons}",
    "endreasons": "{/reasons}",
}


def template() -> bytes:
    """The Word file, in the dialect of docxtpl and letterforge."""
    return _written(_JINJA, lambda text: text)


def for_easy_template_x() -> bytes:
    """The same Word file in the dialect of easy-template-x: ``{{ point.place }}`` is ``{place}``."""
    return _written(_EASY, lambda text: re.sub(r"\{\{ (?:\w+\.)?(\w+) \}\}", r"{\1}", text))


_MERGED = dict.fromkeys(_JINJA, "")  # it has neither conditions nor loops but of rows


def for_mail_merge() -> bytes:
    """The same Word file with MERGEFIELD fields, as docx-mailmerge2 reads it."""
    source, target = zipfile.ZipFile(io.BytesIO(_written(_MERGED, lambda text: text))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if re.match(r"word/(document|header|footer)", name):
                content = _TAGGED.sub(_with_fields, content.decode()).encode()
            archive.writestr(name, content)
    return target.getvalue()


_FIELD = '<w:fldSimple w:instr=" MERGEFIELD {} "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
_TAGGED = re.compile(r"<w:r><w:t[^>]*>([^<]*\{\{[^<]*)</w:t></w:r>")


def _with_fields(run: re.Match[str]) -> str:
    """A run as runs of text and fields: ``{{ point.place }}`` is the field ``point_place``."""
    pieces = re.split(r"\{\{ ([\w.]+) \}\}", run[1].replace("point.", "point_"))
    texts = [f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else "" for text in pieces]
    texts[1::2] = [_FIELD.format(name) for name in pieces[1::2]]
    return "".join(texts)


def _written(tags: Mapping[str, str], spelt: Callable[[str], str]) -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = spelt("{{ board }}")
    made.sections[0].footer.paragraphs[0].text = spelt("{{ reference }}, {{ date }}")
    made.add_heading(spelt("The review {{ reference }}"), 1)
    for text in ("{{ name }}", "{{ date }}", "Dear {{ name }},", *[PARAGRAPH] * 4):
        made.add_paragraph(spelt(text))
    call = spelt("You can call {{ leader }} on {{ telephone }}.")
    made.add_paragraph(f"{tags['if']}{call}{tags['endif']}")
    made.add_heading("What we will talk about", 2)
    row = ("{{ point.subject }}", "{{ point.place }}", "{{ point.minutes }}")
    rows: list[tuple[str, ...]] = [
        ("Subject", "Place", "Minutes"),
        (tags["rows"], "", ""),
        row,
        (tags["endrows"], "", ""),
    ]
    if not tags["rows"].startswith("{%tr"):  # its loop stands in the row that it repeats
        rows[1:] = [(f"{tags['rows']}{row[0]}", row[1], f"{row[2]}{tags['endrows']}")]
    table = made.add_table(len(rows), 3, "Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = spelt(text)
    made.add_heading("Why we ask", 2)
    reasons = (tags["reasons"], "We ask {{ reason }}.", tags["endreasons"])
    if not tags["reasons"]:
        reasons = ("We ask {{ reason1 }}.", "We ask {{ reason2 }}.", "We ask {{ reason3 }}.")
    for text in (*reasons, *[PARAGRAPH] * 6):
        made.add_paragraph(spelt(text))
    made.add_paragraph(spelt("{{ leader }}, {{ place }}"))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def printed(passages: Iterable[Passage]) -> list[str]:
    """What a file prints: not what it says of itself, which ours leave out."""
    return [one.text for one in passages if re.match("paragraph|table|header|footer", one.place.path or "")]


def by_mail_merge(word: bytes, data: Mapping[str, Any]) -> bytes:
    """A letter as docx-mailmerge2 makes it: loaded, merged and written."""
    from mailmerge import MailMerge  # noqa: PLC0415  (only `make bench` has it)

    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    reasons = {f"reason{number}": reason for number, reason in enumerate(data["reasons"], 1)}
    target = io.BytesIO()
    with MailMerge(io.BytesIO(word)) as made:
        made.merge(**texts, **reasons)
        rows = [{f"point_{name}": str(one) for name, one in point.items()} for point in data["points"]]
        made.merge_rows("point_subject", rows)
        made.write(target)
    return target.getvalue()


def by_docxtpl(word: bytes, context: Mapping[str, Any]) -> bytes:
    """A letter as docxtpl makes it: loaded, rendered and saved."""
    made = DocxTemplate(io.BytesIO(word))
    made.render(context, autoescape=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()
