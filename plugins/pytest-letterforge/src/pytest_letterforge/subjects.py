"""The letters that every renderer is held to: what they say in Markdown and in Word, the data, and how they look."""

from __future__ import annotations

import datetime
import functools
import re
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import letterforge
from letterforge import Date, Email, Letter, LetterData, Line, Lines, PictureFile, Stationery, Telephone
from letterforge.stationery import plain
from letterforge.template import Template
from pytest_letterforge import word_letter

MATERIAL = Path(__file__).with_name("material")
SOURCES = ("markdown", "word")

# First and following pages differ, and both hold values: a renderer has to tell them apart.
FURNITURE = """
[furniture.en]
first-header = "The office of {{ office }}"
first-footer = "First page: {{ page_number }} of {{ page_count }}, registered as {{ registered }}"
header = "Our reference again: {{ reference }}"
footer = "Page {{ page_number }} of {{ page_count }}"
"""


class Addressee(LetterData):
    """Who gets the letter."""

    name: Line
    address: Lines


class Session(LetterData):
    """A row of the table."""

    session: Line
    chair: Line
    minutes: int


class Everything(LetterData):
    """What the letters of the contract need."""

    office: Line
    registered: Line
    sender: Lines
    addressee: Addressee
    date: Date
    reference: Line
    subject: Line
    strong: Line
    slanted: Line
    amount: Decimal
    topic: Line
    email: Email
    telephone: Telephone
    inner: Line
    points: tuple[Line, ...]
    rows: tuple[Session, ...]
    quoted: Line
    picture: Line
    remark: Line | None = None
    noted: Line
    ended: Line
    mark: PictureFile
    signatory: Line


# No value is part of another, or of the wording: each can be looked for by itself.
DATA: dict[str, Any] = {
    "office": "Quillbrook Assessors",
    "registered": "QB-77341",
    "sender": "Vexley House\n9 Tarn Row",
    "addressee": {"name": "Philippa Grantchester", "address": "14 Orchard Mews\nWhitcombe"},
    "date": datetime.date(2026, 2, 17),
    "reference": "REF/2026/0418",
    "subject": "Jubilee of the lighthouse",
    "strong": "ironclad",
    "slanted": "willowy",
    "amount": Decimal("1984.50"),
    "topic": "beekeeping",
    "email": "osric@harbour.example",
    "telephone": "01632 960 555",
    "inner": "gazebo",
    "points": ("kestrel", "obelisk", "zeppelin"),
    "rows": (
        {"session": "Marmalade", "chair": "Ottoline", "minutes": 37},
        {"session": "Trombone", "chair": "Bartholomew", "minutes": 62},
    ),
    "quoted": "Umberto",
    "picture": "Fjordwick",
    "remark": "bring galoshes",
    "noted": "Kilimanjaro",
    "ended": "Patagonia",
    "mark": {"content": (MATERIAL / "mark.png").read_bytes(), "alt": "A flourish of Yarrow green"},
    "signatory": "Hester Yarrow",
}


@functools.cache
def stationery() -> Stationery:
    """The plain stationery with furniture that says something on every page."""
    with tempfile.TemporaryDirectory(prefix="letterforge-contract-") as folder:
        copy = Path(folder) / "contract"
        shutil.copytree(Path(plain().file or ""), copy)
        settings = copy / "stationery.toml"
        kept = re.split(r"^\[furniture", settings.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
        settings.write_text(kept + FURNITURE, encoding="utf-8")
        return Stationery.read(copy)


@functools.cache
def template(source: str) -> Template:
    """The template of a source: all that Markdown can say, or all that Word can."""
    if source == "markdown":
        return letterforge.load(MATERIAL / "letter.md", model=Everything)
    return letterforge.load(word_letter.everything(), model=Everything)


def letter(source: str, on: Stationery | None = None, **changes: object) -> Letter:
    """The letter of a source, with some of its data changed, on the stationery above or another."""
    return Letter(template(source), {**DATA, **changes}, stationery=on or stationery())
