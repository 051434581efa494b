"""The Markdown source: the table of cases in `cases/markdown.md`, and what does not fit into a table."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from letterforge import document as d
from letterforge.findings import Finding, Findings
from letterforge.formatting.printer import Printer
from letterforge.loading import markdown
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.tree import For, If, Placeholder, Wording, walk

FRONT = "---\ntitle: T\nlang: en-GB\n---\n"
CASES = Path(__file__).parents[2] / "cases" / "markdown.md"
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
    assert len(found) == text.count("````markdown\n")
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
    read = markdown.read(source if own else FRONT + source, beside=CompanionFiles(folder))
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


# --- what does not fit into a table -------------------------------------------------------------------------------------


def texts(findings: Sequence[Finding]) -> list[str]:
    return [str(finding) for finding in findings]


def test_language_and_kind_are_given() -> None:
    read = markdown.read("---\ntitle: T\nlang: cy\nkind: a-kind-2\n---\n")
    assert (read.language, read.kind, read.findings) == ("cy", "a-kind-2", ())


def test_without_front_matter_language_and_title_are_missing() -> None:
    read = markdown.read("Words.\n", file="letter.md")
    language, title = texts(read.findings)
    assert language == (
        "letter.md:1:1: error: the template does not say its language [front-matter]\n    Words.\n    ^\n"
        "    Begin the file with front matter: ---, lang: en-GB, title: ..., ---"
    )
    assert title == (
        "letter.md:1:1: error: the template has no title [front-matter]\n    Words.\n    ^\n"
        "    A reader's software shows it: title: The review, and your part in it"
    )
    assert (read.language, read.kind) == (None, None)
    assert list(outline(read.wording.blocks, read.wording)) == ["paragraph: Words."]


def test_byte_order_mark_and_line_ends_of_windows_change_nothing() -> None:
    source = FRONT + "- a\n- {{ b c }}\n\n| d |\n|---|\n"
    windows = "\ufeff" + source.replace("\n", "\r\n")
    assert markdown.read(windows) == markdown.read(source)
    assert len(markdown.read(source).findings) == 1
    good, good_windows = source.replace(" c", ""), windows.replace(" c", "")
    assert markdown.read(good_windows) == markdown.read(good)
    assert markdown.read(good).findings == ()


@pytest.mark.parametrize(
    "sign", ["\x00", "\x02", "\x1b", "\r", "\x0b", "\x85", "\u2028", "\u202e", "\ue000", "\ud800", "\ufffe"]
)
def test_a_character_that_no_letter_can_carry_is_refused(sign: str) -> None:
    read = markdown.read(f"{FRONT}Good.\nNot {sign} good.\n")
    (finding,) = read.findings
    assert str(finding).startswith(
        "line 6, column 5: error: a character that a letter cannot carry [unfit-character]\n"
    )
    assert finding.hint == "Delete it."
    assert read.wording.blocks == ()


DEEP = "line 5, column 1: error: more levels of indent, lists and quotes than a letter has [too-deep]"
TOO_LARGE = {
    "characters": (
        "a" * 200_001,
        "line 1, column 1: error: the template has more than 200,000 characters, its parts included [too-long]",
    ),
    "lines": (
        "\n" * 10_001,
        "line 1, column 1: error: the template has more than 10,000 lines, its parts included [too-long]",
    ),
    "tags": (
        "{{ a }}\n" * 2_001,
        "line 1, column 1: error: the template has more than 2,000 tags, its parts included [too-long]",
    ),
    "a paragraph": (
        "b\n\n" + "a " * 10_001,
        "line 7, column 1: error: a paragraph, list or table of more than 20,000 characters [too-long]",
    ),
    "a paragraph over comments": (
        "b\n\n" + "a {# \n\n #}" * 1_999 + "a" * 17_000,
        "line 7, column 1: error: a paragraph, list or table of more than 20,000 characters [too-long]",
    ),
    "an expression": (
        "{{ " + "a" * 2_001 + " }}",
        "line 5, column 1: error: the expression has more than 2000 characters [expression]",
    ),
    "brackets": (
        "{{ " + "(" * 20_000 + "a" + ")" * 20_000 + " }}",
        "line 5, column 1: error: the expression has more than 2000 characters [expression]",
    ),
    "conditions": (
        "{% if a %}" * 31 + "b" + "{% endif %}" * 31,
        "line 5, column 301: error: more than 30 nested conditions and loops [syntax]",
    ),
    "quotes": ("> " * 41 + "a", DEEP),
    "quote signs": (">" * 41, DEEP),
    "indent": ("- a\n" + " " * 44 + "- a", DEEP.replace("5", "6")),
    "items": ("- " * 41 + "a", DEEP),
    "emphasis": (
        "".join("*_"[i % 2] + "a " for i in range(80)) + "".join(" a" + "*_"[i % 2] for i in reversed(range(80))),
        "line 5, column 1: error: more nested levels than a letter has [too-deep]",
    ),
}


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_is_too_large_is_refused(what: str) -> None:
    source, wanted = TOO_LARGE[what]
    read = markdown.read(FRONT + source)
    assert wanted in [str(finding).split("\n")[0] for finding in read.findings]


@pytest.mark.parametrize(
    "sign",
    [
        *"*_`[]()<>!&#|\\~-+=:{}'\"^. \n\t1a%/$",
        *["> ", "**", "***", "![", "[a](", "[[", "a|", "| a |\n", "|-|\n", "- a\n"],
    ],
)
@pytest.mark.parametrize("length", [19_000, 199_000])
def test_long_runs_of_one_sign_are_read_or_refused(sign: str, length: int) -> None:
    """Each took more than ten seconds once, or the stack; the bounds keep them to one or so."""
    read = markdown.read(FRONT + (sign * length)[:length])
    assert all(finding.place.line is not None for finding in read.findings)
    assert len(read.findings) <= 200


@pytest.mark.parametrize("sign", ["{{", "{%", "{#", "}}", "{{ a(", "{% else %}", "`a`", "#a\n\n", "{{ 'a' }}{{ \""])
def test_no_more_than_two_hundred_findings_are_given(sign: str) -> None:
    read = markdown.read(FRONT + sign * 1_000)
    assert 1 <= len(read.findings) <= 200


def test_parts_count_towards_the_bounds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('{% include "b.md" %}\n\n' * 60, encoding="utf-8")
    (tmp_path / "b.md").write_text('{% include "c.md" %}\n\n' * 60, encoding="utf-8")
    (tmp_path / "c.md").write_text("", encoding="utf-8")
    read = markdown.read(FRONT + '{% include "a.md" %}\n', beside=CompanionFiles(tmp_path))
    assert {finding.message for finding in read.findings} == {
        "the template has more than 2,000 tags, its parts included"
    }


def test_parts_within_parts_come_to_an_end(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.md").write_text(f'{{% include "{number + 1}.md" %}}\n', encoding="utf-8")
    read = markdown.read(FRONT + '{% include "0.md" %}\n', beside=CompanionFiles(tmp_path))
    (finding,) = read.findings
    assert finding.message == "a part that includes itself, or parts nested too deep"
    assert finding.place.file == str(tmp_path / "7.md")


def test_pictures_are_kept_by_their_content(folder: Path) -> None:
    (folder / "same.png").write_bytes(png(3, 2))
    read = markdown.read(f"{FRONT}![a](logo.png) ![b](same.png)\n", beside=CompanionFiles(folder))
    ((digest, picture),) = read.wording.images.items()
    assert (picture.content, picture.width, picture.height) == (png(3, 2), 3, 2)
    found = [node.digest for node in walk(read.wording.blocks) if isinstance(node, d.Image)]
    assert found == [digest, digest]


def test_texts_that_look_like_tokens_are_texts() -> None:
    assert said("0T1T{{ a }}T0 0T1T0T0 0T{{ b }} 1T0T2T{{ c }}0T0", Path()) == (
        "paragraph: 0T1T{a}T0 0T1T0T0 0T{b} 1T0T2T{c}0T0\n"
    )


def test_readers_in_threads_do_not_disturb_one_another() -> None:
    """12: a parser that was shared got 5 of 360 wrong."""
    sources = [f"{FRONT}- *a{i}* {{{{ b{i} }}}}\n- [c{i}](https://d.org/{i})\n" for i in range(50)] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(markdown.read, sources)) == [markdown.read(source) for source in sources]


def test_a_fragment_has_no_front_matter_and_gives_its_findings(tmp_path: Path) -> None:
    findings = Findings()
    images: dict[str, d.Picture] = {}
    (tmp_path / "logo.png").write_bytes(png(1, 1))

    def read(text: str) -> list[str]:
        blocks = markdown.read_fragment(
            text, Printer("cy"), file="look.toml", beside=CompanionFiles(tmp_path), images=images, findings=findings
        )
        return list(outline(blocks, Wording((), images=images)))

    assert read("Page {{ page_number }}\r\n\r\n![a](logo.png)") == [
        "paragraph: Page {page_number}",
        "paragraph: ![a](1 x 1)",
    ]
    assert not findings
    read("{{ page number }}")
    assert [str(finding.place) for finding in findings] == ["look.toml:1:1"]


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
            case d.Table(columns=columns, row_headers=row_headers):
                head = (
                    f"table {' '.join(c.value if c else '-' for c in columns)}{' row-headers' if row_headers else ''}"
                )
            case d.Section(language=language):
                head = f"in {language}"
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
            case d.Underline():
                out += f"<u>{inner}</u>"
            case d.Marked(mark=mark):
                out += f"<{mark.value}>{inner}</{mark.value}>"
            case d.Phrase(language=language):
                out += f"<{language}>{inner}</{language}>"
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
            case _:  # a construct that is new: say here how a case shows it
                raise AssertionError(node)
    return out


def png(width: int, height: int) -> bytes:
    """A black picture (PNG, section 5)."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
