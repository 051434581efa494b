"""The Markdown source: the table of cases in `cases/markdown.md`, and what does not fit into a table."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from letterforge import document as d
from letterforge.findings import Finding
from letterforge.sources import markdown
from letterforge.sources.beside import Beside
from letterforge.wording import For, If, Placeholder, Wording

FRONT = "---\ntitle: T\nlang: en-GB\n---\n"
CASES = Path(__file__).parent / "cases" / "markdown.md"
_CASE = re.compile(
    r"^### (?P<title>.+)\n\n````markdown\n(?P<source>(?:.*\n)*?)````\n\n````text\n(?P<wanted>(?:.*\n)*?)````\n",
    re.MULTILINE,
)
_BLANK = "\N{OPEN BOX}"  # a blank at the end of a line, which an editor would take away
_TAB = "\N{RIGHTWARDS ARROW}"


@dataclass(frozen=True)
class Case:
    title: str
    source: str
    wanted: str


def cases() -> list[Case]:
    text = CASES.read_text(encoding="utf-8")
    found = [Case(m["title"], m["source"], m["wanted"]) for m in _CASE.finditer(text)]
    assert len(found) == text.count("\n### ")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the cases include."""
    (tmp_path / "part.md").write_text("Shared *words* of {{ board.name }}.\n", encoding="utf-8")
    (tmp_path / "items.md").write_text("- shared\n- {{ item }}\n", encoding="utf-8")
    (tmp_path / "wrong.md").write_text("Good.\n\nBad {{ one two }}.\n", encoding="utf-8")
    (tmp_path / "open.md").write_text("{% if a %}\n", encoding="utf-8")
    (tmp_path / "front.md").write_text(FRONT + "Words.\n", encoding="utf-8")
    (tmp_path / "round.md").write_text('{% include "round.md" %}\n', encoding="utf-8")
    (tmp_path / "latin.md").write_bytes("Zoë".encode("latin-1"))
    (tmp_path / "logo.png").write_bytes(png(3, 2))
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "deep.md").write_text("From deeper.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_case(case: Case, folder: Path) -> None:
    source = case.source.removesuffix("\n").replace(_BLANK, " ").replace(_TAB, "\t")
    assert said(source, folder) == case.wanted


def said(source: str, folder: Path) -> str:
    """The findings of a template as a user reads them, and its tree if none of them is an error.

    A case without front matter is given one; its lines count from 1 all the same.
    """
    own = source.startswith("---\n")
    read = markdown.read(source if own else FRONT + source, beside=Beside(folder))
    findings = [one if own else moved_up(one) for one in read.findings]
    lines = "\n".join(str(one).replace(f"{folder}/", "") for one in findings).split("\n") if findings else []
    if not any(one.is_error for one in findings):
        lines += [f"title: {inlines(read.wording.title)}"] if own else []
        lines += outline(read.wording.blocks, read.wording)
    return "".join(line.rstrip() + "\n" for line in lines)


def moved_up(finding: Finding) -> Finding:
    place = finding.place
    if place.file is not None or place.line is None:
        return finding
    return finding.at(replace(place, line=place.line - FRONT.count("\n")))


# --- a tree as text -----------------------------------------------------------------------------------------------------


def outline(nodes: Sequence[Any], wording: Wording) -> Iterator[str]:
    """A line for each block, item, row and tag, indented by its depth."""
    for node in nodes:
        head = "?"
        children: Sequence[Any] = getattr(node, "children", ())
        match node:
            case d.Paragraph(role=role):
                yield f"paragraph{f' ({role.value})' if role else ''}: {inlines(children, wording)}"
                continue
            case d.Heading(level=level):
                yield f"heading {level}: {inlines(children, wording)}"
                continue
            case If(branches=branches):
                for index, branch in enumerate(branches):
                    word = "else" if branch.condition is None else "elif" if index else "if"
                    yield word + (f" {branch.condition.source}" if branch.condition else "")
                    yield from (f"  {line}" for line in outline(branch.children, wording))
                continue
            case For(name=name, iterated=iterated, otherwise=otherwise):
                yield f"for {name} in {iterated.source}"
                yield from (f"  {line}" for line in outline(children, wording))
                if otherwise:
                    yield "else"
                    yield from (f"  {line}" for line in outline(otherwise, wording))
                continue
            case d.List(ordered=ordered, start=start):
                head = f"list from {start}" if ordered else "list"
            case d.Table(columns=columns):
                head = f"table {' '.join(c.value if c else '-' for c in columns)}"
            case d.Row(header=header):
                head = "header row" if header else "row"
            case _:
                head = {"ThematicBreak": "rule", "PageBreak": "page break", "BlockQuote": "quote"}.get(
                    type(node).__name__, type(node).__name__.lower()
                )
        yield head
        yield from (f"  {line}" for line in outline(children, wording))


def inlines(nodes: Sequence[Any], wording: Wording | None = None) -> str:
    """Inlines on one line: ``{field}``, ``<em>``, ``[words](address)``, ``{if x}..{end}``, a break as ``⏎``."""
    out = ""
    for node in nodes:
        inner = inlines(getattr(node, "children", ()), wording)
        match node:
            case d.Text(text=text):
                out += text
            case d.LineBreak():
                out += "⏎"
            case Placeholder(expression=expression):
                out += f"{{{expression.source}}}"
            case d.Emphasis():
                out += f"<em>{inner}</em>"
            case d.Strong():
                out += f"<strong>{inner}</strong>"
            case d.Link(target=target):
                out += f"[{inner}]({inlines(target)})"
            case d.Image(digest=digest, alt=alt):
                picture = (wording or Wording(())).images[digest]
                out += f"![{inlines(alt)}]({picture.width} x {picture.height})"
            case If(branches=branches):
                for index, branch in enumerate(branches):
                    word = "else" if branch.condition is None else "elif " if index else "if "
                    out += f"{{{word}{branch.condition.source if branch.condition else ''}}}"
                    out += inlines(branch.children, wording)
                out += "{end}"
            case For(name=name, iterated=iterated, otherwise=otherwise):
                out += f"{{for {name} in {iterated.source}}}{inner}"
                out += f"{{else}}{inlines(otherwise, wording)}" if otherwise else ""
                out += "{end}"
    return out


def png(width: int, height: int) -> bytes:
    """A black picture (PNG, section 5)."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
