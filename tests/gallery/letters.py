"""The gallery: letters that are hard to make, by name, each a template, its data and its stationery.

Markdown templates lie in ``markdown/``. Of the Word templates, some are written by the tool of the contract of
renderers, some by LibreOffice, from the sources in ``office/``, and some by Word: docxtpl's own, read from
``../shared/corpus`` where that is. All renderers and all judges go through the same letters.
"""

from __future__ import annotations

import datetime
import functools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import letterforge
from letterforge import Letter, Stationery
from letterforge.stationery import plain
from pytest_letterforge import subjects
from pytest_letterforge.word_file import WordFile
from pytest_letterforge.word_xml import cell, heading, note, notes, paragraph, row, table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "docxtpl"

REFUSED = {
    "get_undeclared_variables-1": "its data lack fields, which docxtpl prints as nothing",
    "template_error": "its tags are wrong on purpose",
}
"""Templates of docxtpl's that make no letter."""

_PAYMENTS = [
    {"date": f"{1 + n % 28:02}/0{1 + n % 9}/2026", "purpose": f"purpose {n}", "sum": f"£{n},234.50"} for n in range(110)
]
_PERSON: dict[str, Any] = {
    "name": "Ann Ashgrove",
    "address": "14 Orchard Mews\nWhitcombe",
    "date": datetime.date(2026, 2, 17),
    "place": "Moor House",
    "topic": "beekeeping",
    "signatory": "Hester Yarrow",
    "sender": "Vexley House\n9 Tarn Row",
    "reference": "REF/2026/0418",
}
_MORE: dict[str, dict[str, Any]] = {
    "long_table": {"payments": _PAYMENTS},
    "table_without_header": {"born": datetime.date(2019, 5, 4), "school": "Tarn Row Primary"},
    "row_headers": {
        "year": "2026",
        "quarters": [{"name": name, "planned": n + 12, "made": n + 9} for n, name in enumerate(("first", "second", "third"))],
    },
    "nested_lists": {"more": ["a kestrel", "an obelisk"]},
    "links": {"email": "osric@harbour.example", "telephone": "01632 960 555"},
    "eight_signatories": {"people": [{"name": f"Person Number {n}", "role": f"Adviser {n}"} for n in range(1, 9)]},
    "welsh": {"name": "Siân Powell", "place": "Tŷ Gwŷr"},
    "greek": {"name": "Ελένη Παππά", "topic": "μελισσοκομία"},
    "cyrillic": {"name": "Оксана Коваль", "topic": "бджільництво", "address": "вул. Садова 4"},
    "long_word": {"word": "Rindfleischetikettierungsueberwachungsaufgabenuebertragungs"[:60].ljust(60, "s")},
    "numbers": {
        "sums": [
            {"sum": f"£{n},{n}34,567.8{n}", "date": datetime.date(2026, 9, 10 + n)} for n in range(1, 9)
        ]
    },
    "signs": {"odd": '<b>Oduya</b> & Sons "and" {braces} #1 *a* _b_', "spaced": "two  blanks   three"},
    "left_out": {"remark": None, "nothing": []},
    "first_page": {"points": [f"matter {n}" for n in range(1, 40)]},
    "landscape": {"points": [f"matter {n}" for n in range(1, 20)]},
    "whole_letter": {"points": ["the school", "the visits", "the payments", "the home"]},
    "word_long_table": {"payments": _PAYMENTS},
}  # fmt: skip
_FURNITURE = """
[furniture.en]
first-header = "The office of {{ place }}"
first-footer = "First page: {{ page_number }} of {{ page_count }}"
header = "To {{ name }} again"
footer = "Page {{ page_number }} of {{ page_count }}"
"""


@dataclass(frozen=True)
class Subject:
    """One letter of the gallery; ``made_by`` says who wrote its template: us, LibreOffice, or docxtpl's authors by Word."""

    name: str
    made_by: str
    make: Callable[[], Letter]

    @property
    def word(self) -> bool:
        """Whether its template is a Word file."""
        return self.made_by != "markdown"


def data(name: str) -> dict[str, Any]:
    """What a letter is filled with."""
    return {**_PERSON, **_MORE.get(name, {})}


def _changed(*changes: tuple[str, str]) -> Stationery:
    """The plain stationery with something in its settings changed."""
    with tempfile.TemporaryDirectory(prefix="letterforge-gallery-") as folder:
        copy = Path(folder) / "changed"
        shutil.copytree(Path(plain().file or ""), copy)
        settings = copy / "stationery.toml"
        text = settings.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        settings.write_text(text, encoding="utf-8")
        return Stationery.read(copy)


@functools.cache
def stationery(name: str) -> Stationery:
    """What a letter is printed on: mostly the plain stationery."""
    if name == "large_print":
        return _changed(("size = 11 ", "size = 18 "))
    if name == "landscape":
        return _changed(('size = "A4"', "size = [297, 210]"))
    if name == "first_page":
        return _changed(('[furniture.en]\nfooter = "Page {{ page_number }} of {{ page_count }}"\n', _FURNITURE))
    return plain()


def _markdown(name: str) -> Letter:
    template = letterforge.load(HERE / "markdown" / f"{name}.md")
    return Letter(template, data(name), stationery=stationery(name))


def _word_long_table() -> bytes:
    """A table over three pages, whose head is repeated, with cells that reach across and down."""
    across, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        row("When", cell("What, and how much", across), head=True),
        row(cell("Once", down), "first", "£1,234.50"),
        row(cell("", below), "second", "£2,234.50"),
        row("{%tr for payment in payments %}", "", ""),
        row("{{ payment.date }}", "for {{ payment.purpose }}", "{{ payment.sum }}"),
        row("{%tr endfor %}", "", ""),
    )
    ending = paragraph("That is all, {{ name }}.")
    return WordFile(heading(1, "What was paid") + table(3, *rows) + ending, "What was paid to {{ name }}").content()


def _word_notes() -> bytes:
    """Many notes on one page, and notes that are told apart by their kind."""
    foot = {n: f"Proof of claim {n}, by {{{{ topic }}}}." for n in range(1, 13)}
    claims = (paragraph(f"Claim {n} of {{{{ name }}}}", note("footnote", n), " is made.") for n in foot)
    last = paragraph("The last one", note("endnote", 1), ".")
    parts = {"footnotes": notes("footnote", foot), "endnotes": notes("endnote", {1: "At the end, {{ name }}."})}
    return WordFile(heading(1, "Claims") + "".join(claims) + last, "Claims of {{ name }}", parts).content()


def _word_ranks() -> bytes:
    """Headings that begin at the second rank and skip one."""
    body = (heading(2, "Begins at two"), paragraph("{{ name }}"), heading(4, "Skips one"), paragraph("{{ topic }}"))
    return WordFile("".join((*body, heading(2, "Two again"), paragraph("The end."))), "Ranks for {{ name }}").content()


OURS: Mapping[str, Callable[[], bytes]] = {
    "word_long_table": _word_long_table,
    "word_notes": _word_notes,
    "word_ranks": _word_ranks,
}


def _ours(name: str) -> Letter:
    return Letter(letterforge.load(OURS[name]()), data(name))


@functools.cache
def by_office() -> dict[str, bytes]:
    """The Word files that LibreOffice makes of the sources in ``office/``; nothing where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return {}
    sources = sorted((HERE / "office").iterdir())
    with tempfile.TemporaryDirectory(prefix="letterforge-gallery-") as folder:
        home = f"-env:UserInstallation=file://{folder}/home"
        for kind, reader in ((".html", ["--infilter=HTML (StarWriter)"]), (".fodt", [])):
            of_kind = [str(path) for path in sources if path.suffix == kind]
            command = [office, home, "--headless", *reader, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
            subprocess.run([*command, *of_kind], check=True, capture_output=True)
        # LibreOffice exits with 0 in any case.
        return {f"office_{path.stem}": (Path(folder) / f"{path.stem}.docx").read_bytes() for path in sources}


def _by_office(name: str) -> Letter:
    return Letter(letterforge.load(by_office()[name]), data(name))


def _of_corpus(name: str) -> Letter:
    folder = CORPUS / name
    values = json.loads((folder / "context.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return Letter(letterforge.load(folder / "template.docx"), values)


def _built_in() -> Letter:
    sample = ROOT / "templates" / "introductory-letter" / "sample.yaml"
    return Letter(letterforge.load("introductory-letter"), letterforge.read_data(sample))


def _bound(make: Callable[[str], Letter], name: str) -> Callable[[], Letter]:
    return lambda: make(name)


def subjects_of_ours() -> dict[str, Subject]:
    """The letters that need nothing but this project."""
    markdown = sorted(path.stem for path in (HERE / "markdown").glob("*.md"))
    found = [Subject(name, "markdown", _bound(_markdown, name)) for name in markdown]
    found += [
        Subject("contract_markdown", "markdown", lambda: subjects.letter("markdown")),
        Subject("built_in", "markdown", _built_in),
        Subject("contract_word", "us", lambda: subjects.letter("word")),
        *(Subject(name, "us", _bound(_ours, name)) for name in OURS),
    ]
    return {one.name: one for one in found}


def subjects_of_others() -> dict[str, Subject]:
    """The letters whose Word templates others have written: LibreOffice, and Word."""
    found = [
        Subject(f"office_{path.stem}", "LibreOffice", _bound(_by_office, f"office_{path.stem}"))
        for path in sorted((HERE / "office").iterdir())
    ]
    if CORPUS.is_dir():
        plain_data = sorted({path.parent.name for path in CORPUS.glob("*/context.json")} - REFUSED.keys())
        found += [Subject(f"docxtpl_{name}", "docxtpl", _bound(_of_corpus, name)) for name in plain_data]
    return {one.name: one for one in found}


def gallery() -> dict[str, Subject]:
    """All letters, by name."""
    return {**subjects_of_ours(), **subjects_of_others()}
