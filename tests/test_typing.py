"""What mypy says: a document can hold no placeholder, no node goes unhandled, and the library is typed for its users.

All of it is one run of mypy, over a copy of the library in which breaches are planted, and over snippets beside it.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

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


ROOT = Path(__file__).parent.parent
PACKAGES = {
    "letterforge": "src",
    "letterforge_html": "plugins/letterforge-html/src",
    "letterforge_docx": "plugins/letterforge-docx/src",
    "pytest_letterforge": "plugins/pytest-letterforge/src",
}
NODE = '''@dataclass(frozen=True, slots=True)
class Planted:
    """A node that nobody handles."""

    children: ClassVar[tuple[Never, ...]] = ()


'''
INLINE = "Inline: TypeAlias = Union[\n    Text,"
BLOCK = 'Block: TypeAlias = Union[\n    "Heading[Inline]",'
PASSED_ON = "return Constant((node,))"
PLANTED = (
    # A node class that is new in both trees, among inlines and among blocks.
    ("letterforge/document.py", INLINE, NODE + INLINE + " Planted,"),
    ("letterforge/document.py", BLOCK, BLOCK + " Planted,"),
    ("letterforge/loading/tree.py", "    Picture,\n", "    Picture,\n    Planted,\n"),
    ("letterforge/loading/tree.py", INLINE, INLINE + " Planted,"),
    ("letterforge/loading/tree.py", BLOCK, BLOCK + " Planted,"),
    # A placeholder that fill passes on.
    ("letterforge/filling/fill.py", "return drawn(node, printer)", PASSED_ON),
)
UNHANDLED = {
    "fill": [("letterforge/filling/fill.py", "_block"), ("letterforge/filling/fill.py", "_inline")],
    "words": [("letterforge/filling/words.py", "_parts")],
    "check": [("letterforge/checking/check.py", "walk")],
    "a stationery's furniture": [
        ("letterforge/loading/rewriting.py", "_block"),
        ("letterforge/loading/rewriting.py", "_inline"),
    ],
    "the reader of Markdown": [
        ("letterforge/loading/markdown/lists.py", "_as_list"),
        ("letterforge/loading/markdown/inlines.py", "trimmed"),
    ],
    "the reader of Word": [
        ("letterforge/loading/word/lists.py", "_settled"),
        ("letterforge/loading/word/inlines.py", "_blank"),
    ],
    "HTML": [("letterforge_html/markup.py", "_new_block"), ("letterforge_html/markup.py", "_inline")],
    "DOCX": [("letterforge_docx/writing/blocks.py", "write"), ("letterforge_docx/writing/runs.py", "_other")],
    "what the contract expects": [
        ("pytest_letterforge/expected.py", "_paragraphs"),
        ("pytest_letterforge/expected.py", "_flat"),
    ],
}
SNIPPETS = {
    "breaches.py": [*HEAD.splitlines(), *BREACHES.values(), *SOUND.values()],
    "use.py": USE.splitlines(),
    "wrong_shape.py": USE.replace(
        "def render(self, letter: Letter) -> bytes:", "def render(self, letter: Letter) -> str:"
    )
    .replace(".encode()", "")
    .splitlines(),
}
SETTINGS = """
[mypy]
strict = true
ignore_missing_imports = true
warn_unused_ignores = false
[mypy-distributed.*,fsspec.*]
follow_imports = skip
"""


@dataclass(frozen=True)
class Said:
    """What mypy said: the errors of each file, by line."""

    folder: Path
    errors: Mapping[str, Mapping[int, list[str]]]

    def first(self, file: str) -> dict[int, str]:
        """The first error on each line of a file."""
        return {line: messages[0] for line, messages in self.errors.get(file, {}).items()}

    def of(self, file: str, function: str) -> list[str]:
        """The errors within the functions of a name."""
        tree = ast.parse((self.folder / file).read_text(encoding="utf-8"))
        found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function]
        assert found, f"{file} has no {function}"
        return [
            message
            for line, messages in self.errors.get(file, {}).items()
            if any(node.lineno <= line <= (node.end_lineno or 0) for node in found)
            for message in messages
        ]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """One run over a copy of the library with all breaches planted at once, and over the snippets."""
    folder = tmp_path_factory.mktemp("typing")
    for package, parent in PACKAGES.items():
        ignored = shutil.ignore_patterns("templates", "__pycache__")
        shutil.copytree(ROOT / parent / package, folder / package, ignore=ignored)
    for name, before, after in PLANTED:
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text, f"{name} does not hold {before!r}"
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    for name, lines in SNIPPETS.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "mypy.ini").write_text(SETTINGS, encoding="utf-8")
    # The cache outlives the test: what is planted is the same each time, and so are the libraries.
    cache = ROOT / ".mypy_cache" / "test_typing"
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(cache), "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    errors: dict[str, dict[int, list[str]]] = {}
    for file, line, message in re.findall(r"^(\S+?):(\d+): error: (.*)$", done.stdout, re.MULTILINE):
        errors.setdefault(file, {}).setdefault(int(line), []).append(message)
    return Said(folder, errors)


def test_mypy_refuses_every_breach_and_nothing_else(said: Said) -> None:
    lines = SNIPPETS["breaches.py"]
    refused = {lines[number - 1] for number in said.first("breaches.py")}
    assert refused == set(BREACHES.values())


def test_a_placeholder_passed_on_by_fill_is_refused(said: Said) -> None:
    assert any("Placeholder" in message for message in said.of("letterforge/filling/fill.py", "_inline"))


@pytest.mark.parametrize(("file", "function"), [one for some in UNHANDLED.values() for one in some])
def test_a_node_that_nobody_handles_is_refused(said: Said, file: str, function: str) -> None:
    found = said.of(file, function)
    assert any("assert_never" in message and "Planted" in message for message in found), found


def test_nothing_else_is_refused_in_the_library(said: Said) -> None:
    """Else the copy would prove nothing: what stands in it must be sound but for what was planted."""
    others = [
        f"{file}:{line}: {message}"
        for file, lines in said.errors.items()
        if file not in SNIPPETS
        for line, messages in lines.items()
        for message in messages
        if "Planted" not in message and "Placeholder" not in message
    ]
    assert not others


def test_the_library_is_typed_for_those_who_use_it(said: Said) -> None:
    assert said.first("use.py") == {}


def test_a_renderer_of_the_wrong_shape_is_refused(said: Said) -> None:
    (error,) = said.first("wrong_shape.py").values()
    assert error.startswith("Incompatible types in assignment")
