"""What mypy says: a document can hold no placeholder, and the library is typed for those who use it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HEAD = """
from letterforge.document import (Block, BlockQuote, Cell, Document, DocumentCell, DocumentRow, Furniture, Heading, Image, Inline,
    Item, Link, List, Paragraph, Row, Strong, Table, Text)
from letterforge.loading.tree import Block as WordingBlock, For, If, Placeholder, Wording
from letterforge.expressions.expression import parse
from letterforge.formatting.printer import Printer
from letterforge.findings import Place
from letterforge.loading.tree import Branch, Tag

tag = Tag(Place())
name = parse("name", Printer("en-GB"))
hole = Placeholder(name, tag)
choice: If[Inline] = If((Branch(name, (Text("x"),), tag),), tag)
"""
BREACHES = {
    "a placeholder in a paragraph": "Document('en-GB', 'T', (Paragraph((hole,)),))",
    "a placeholder five levels down": (
        "Document('en-GB', 'T', (Table((Row((Cell((List((Item((Paragraph((Strong((hole,)),)),)),)),)),)),), (None,)),))"
    ),
    "a condition among blocks": "Document('en-GB', 'T', (If((Branch(name, (Paragraph((Text('x'),)),), tag),), tag),))",
    "a condition in a paragraph": "Document('en-GB', 'T', (Paragraph((choice,)),))",
    "a loop over items": "Document('en-GB', 'T', (List((For('x', name, None, (Item((Paragraph((Text('x'),)),)),), (), tag),)),))",
    "a hole in the target of a link": "Document('en-GB', 'T', (Paragraph((Link((Text('x'),), (hole,)),)),))",
    "a hole in the words of a picture": "Document('en-GB', 'T', (Paragraph((Image('d', (hole,)),)),))",
    "the blocks of a wording": "def f(wording: Wording) -> Document: return Document('en-GB', 'T', wording.blocks)",
    "a placeholder in the footer": "Document('en-GB', 'T', (), first=Furniture(footer=(Paragraph((hole,)),)))",
    "a title with a hole": "Document('en-GB', (Text('x'), hole), ())",
    "text where a block is asked for": "Document('en-GB', 'T', (Text('x'),))",
    "an item without a list": "Document('en-GB', 'T', (Item((Paragraph((Text('x'),)),)),))",
    "a row without a table": "Document('en-GB', 'T', (Row(()),))",
    "a heading in a paragraph": "Document('en-GB', 'T', (Paragraph((Heading(1, (Text('x'),)),)),))",
}
SOUND = {
    "a filled table": "d1 = Document('en-GB', 'T', (Table((Row((Cell((Paragraph((Strong((Text('x'),)),)),)),)),), (None,)),))",
    "a link and a picture": "d2 = Document('en-GB', 'T', (Paragraph((Link((Text('x'),), 'tel:1'), Image('d', 'x'))),))",
    "the same paragraph in a wording": "w1 = Wording((Paragraph((Text('x'), hole)),), (Text('x'), hole))",
    "a quote in a list": "d3 = Document('en-GB', 'T', (List((Item((BlockQuote((Paragraph((Text('x'),)),)),)),)),))",
}
USE = """
import datetime
from pathlib import Path
import letterforge
from letterforge import Date, Letter, LetterData, Line, Lines, Month, MonthOfYear, Renderer, rule

class Data(LetterData):
    name: Line
    address: Lines | None = None
    day: Date
    month: Month

    @staticmethod
    @rule("day")
    def _soon(day: datetime.date) -> str | None:
        return None

class Plain:
    media_type = "text/plain"
    suffix = ".txt"
    def render(self, letter: Letter) -> bytes:
        return letter.document.title.encode()

data = Data(name="Ann", day=datetime.date(2026, 3, 3), month=MonthOfYear(2026, 4))
day: datetime.date = data.day
renderer: Renderer = Plain()
letter = Letter(letterforge.load("introductory-letter"), data)
path: Path = letterforge.render(letter, to=renderer).save("x.txt")
findings: tuple[letterforge.Finding, ...] = letterforge.check("introductory-letter", {"name": "Ann"})
"""


def mypy(folder: Path, lines: list[str]) -> dict[int, str]:
    """The first error on each line of a snippet."""
    file = folder / "snippet.py"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "",
        "--cache-dir",
        str(folder / "cache"),
        file.name,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    errors: dict[int, str] = {}
    for number, words in re.findall(r"snippet\.py:(\d+): error: (.*)", done.stdout):
        errors.setdefault(int(number), words)
    return errors


def test_mypy_refuses_every_breach_and_nothing_else(tmp_path: Path) -> None:
    head = HEAD.splitlines()
    lines = [*head, *BREACHES.values(), *SOUND.values()]
    errors = mypy(tmp_path, lines)
    refused = {lines[number - 1] for number in errors}
    assert refused == set(BREACHES.values())


def test_the_library_is_typed_for_those_who_use_it(tmp_path: Path) -> None:
    assert mypy(tmp_path, USE.splitlines()) == {}


def test_a_renderer_of_the_wrong_shape_is_refused(tmp_path: Path) -> None:
    wrong = USE.replace(
        "def render(self, letter: Letter) -> bytes:", "def render(self, letter: Letter) -> str:"
    ).replace(".encode()", "")
    (error,) = mypy(tmp_path, wrong.splitlines()).values()
    assert error.startswith("Incompatible types in assignment")
