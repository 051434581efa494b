"""Every example in README.md, in docs/ and in docstrings is a test. Sybil finds them; how they run is here.

A fenced block is read by the words behind its fence:

- ``python``: is run; names live on to the end of the file, and lines with ``>>>`` are a doctest;
- ``console``: what follows ``$ `` is given to a shell, and what it prints must be what stands below;
- ``yaml letter.yaml``, any language and a file name: is written to that file; ``yaml >> letter.yaml`` adds to it;
- ``markdown example``: the body of a template, filled with the names ``Example`` and ``data`` of the same file; the
  next block shows the page that it makes (``html``) or what is found wrong (``text``);
- anything else (``text``, ``sh``, ``html`` alone): is only read.

A table whose first column is headed "You write" is a row of tests: each other column, headed "It prints" or with a
language tag, shows what the placeholder prints. Every file has an empty folder of its own, in which all this happens.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from doctest import ELLIPSIS
from email.message import Message
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.evaluators.doctest import DocTestEvaluator, OutputChecker
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.rest import SkipParser
from sybil.region import Lexeme

FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^\| You write +\|(?P<heads>[^\n]*)\|\n\|[-| :]+\|\n(?P<rows>(?:\|[^\n]*\|\n)+)", re.MULTILINE)
CELL = re.compile(r"(?<!\\)\|")
MARK = "--- the end of one command of an example ---"
SITE = "site-packages"
REAL = ("tutorial.md", "letterforge new introductory-letter -o letter.yaml")
"""The first command of the tutorial is a process of its own, as it is for whoever follows it; the others are forked off."""
BLANKS = {0xA0: " ", 0x202F: " "}  # no reader sees that a blank of a table does not break


def pytest_collection_finish() -> None:
    """Modules and six thousand tests stay to the end: the collector need not walk them again, a sixth of all time."""
    gc.collect()
    gc.freeze()


# --- what stands in a Markdown file ----------------------------------------------------------------------------------


def fences(document: Document) -> Iterator[Region]:
    """A region for each fenced block that does something."""
    run, doctests = PythonEvaluator(), DocTestStringParser(DocTestEvaluator(ELLIPSIS))
    blocks = list(FENCE.finditer(document.text))
    for index, block in enumerate(blocks):
        language, _, name = block["info"].strip().partition(" ")
        if language == "markdown" and name == "example":
            following = blocks[index + 1]
            parsed = (block["body"], following["info"].strip(), following["body"])
            yield Region(block.start(), block.end(), parsed, example_page)
        elif name:
            yield Region(block.start(), block.end(), (name, block["body"]), written)
        elif language == "console":
            yield Region(block.start(), block.end(), block["body"], commands)
        elif language == "python" and ">>> " in block["body"]:
            for region in doctests(block["body"], document.path):
                region.start += block.start("body")
                region.end += block.start("body")
                yield region
        elif language == "python":
            yield Region(block.start(), block.end(), Lexeme(block["body"], 0, 0), run)


def tables(document: Document) -> Iterator[Region]:
    """A region for each row of a table of placeholders."""
    for table in TABLE.finditer(document.text):
        heads = [head.strip() for head in CELL.split(table["heads"])]
        at = table.start("rows")
        for line in table["rows"].splitlines(keepends=True):
            cells = [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip()[1:-1])]
            yield Region(at, at + len(line) - 1, (cells[0].strip("`"), dict(zip(heads, cells[1:], strict=True))), row)
            at += len(line)


# --- what is done with it --------------------------------------------------------------------------------------------


def written(example: Example) -> None:
    """Write a block to its file."""
    name, body = example.parsed
    path = Path(name.removeprefix(">> "))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if name.startswith(">> ") else "w", encoding="utf-8") as file:
        file.write(body)


def commands(example: Example) -> str | None:
    """Give the commands of a block to a shell; what they print, if it is not what stands there."""
    parts = re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]
    typed, wanted = zip(*(part.split("\n", 1) for part in parts), strict=True)
    printed = shell(typed, real=(Path(example.path).name, typed[0]) == REAL)
    for command, want, got in zip(typed, wanted, printed, strict=False):
        if not OutputChecker().check_output(want.rstrip("\n") + "\n", got.rstrip("\n") + "\n", ELLIPSIS):
            return f"$ {command}\nwanted:\n{want}\ngot:\n{got}"
    return None


def shell(typed: Sequence[str], *, real: bool) -> list[str]:
    """What commands print, one after the other, given to a shell."""
    script = "\n".join(f"{command}\n_status=$?; echo '{MARK}'; (exit $_status)" for command in typed)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, [SITE, os.environ.get("PYTHONPATH")])),
        "PYTHONWARNINGS": "error",
        "COLUMNS": "80",
    }
    if not real:
        from tests import forked  # noqa: PLC0415  (only examples with commands need it)

        # `pip` is one of ours: the real one would fetch a build backend, and `make test` needs no network.
        return forked.shell(script, environment, pip=installed).split(MARK + "\n")
    done = subprocess.run(  # noqa: S603  (what our own documentation says)
        ["sh", "-c", script],  # noqa: S607  (whichever the machine has)
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=900,  # only for what never ends: the machine may be busy
    )
    return done.stdout.split(MARK + "\n")


def example_page(example: Example) -> str | None:
    """Fill the body of a template; what comes of it, if it is not what the next block shows."""
    body, kind, wanted = example.parsed
    made = page_of(body, example.namespace, "en-GB", html=kind == "html")
    return None if flat(made) == flat(wanted) else f"wanted:\n{wanted}\ngot:\n{made}"


def flat(text: str) -> str:
    """Text without the line breaks and indents that only make it readable."""
    return re.sub(r">\s+<", "><", "\n".join(line.strip() for line in text.strip().splitlines()))


def row(example: Example) -> str | None:
    """Print the placeholder of one row of a table in each language."""
    placeholder, columns = example.parsed
    for head, wanted in columns.items():
        made = page_of(placeholder, example.namespace, "en-GB" if head == "It prints" else head, html=False)
        if made.translate(BLANKS) != wanted:
            return f"{placeholder} in {head}: wanted {wanted!r}, got {made!r}"
    return None


def page_of(body: str, namespace: dict[str, Any], language: str, *, html: bool) -> str:
    """What a template's body makes of a file's ``Example`` and ``data``, or what is wrong with it."""
    import letterforge  # noqa: PLC0415  (as above)
    from letterforge.document import passages  # noqa: PLC0415  (as above)
    from letterforge.errors import FindingsError  # noqa: PLC0415  (as above)
    from letterforge_html import markup  # noqa: PLC0415  (only these examples need it)

    path = Path("letter.md")
    front = f"---\ntitle: An example\nlang: {language}\n---\n"
    path.write_text(front + body, encoding="utf-8")
    try:
        template = letterforge.load(path, model=namespace["Example"])
        letter = letterforge.Letter(template, namespace["data"])
    except FindingsError as fault:
        lines = len(front.splitlines())
        shown = [
            re.sub(r"^letter\.md:(\d+)", lambda at: f"letter.md:{int(at[1]) - lines}", str(one))
            for one in fault.findings
        ]
        return "\n".join(shown)
    if html:
        return markup.letter(letter.document)
    return "\n".join(passages(letter.document.blocks))


# --- the folder of a file --------------------------------------------------------------------------------------------


def enter(namespace: dict[str, Any]) -> None:
    """Make an empty folder and go there; what is installed in it can be imported."""
    folder = Path(tempfile.mkdtemp(prefix="letterforge-docs-")).resolve()
    namespace["_before"] = (Path.cwd(), list(sys.path), folder)
    (folder / SITE).mkdir()
    (folder / "letterforge").symlink_to(Path(__file__).parent)  # the clone that the tutorial speaks of
    os.chdir(folder)
    sys.path[:0] = [str(folder / SITE), str(folder)]


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and forget what was imported from the folder."""
    before, path, folder = namespace["_before"]
    os.chdir(before)
    sys.path[:] = path
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(f"{folder}{os.sep}"):
            del sys.modules[name]
    shutil.rmtree(folder)


def installed(words: Sequence[str]) -> None:
    """``pip install [-e] FOLDER...``."""
    for word in words[1:]:
        if not word.startswith("-"):
            install(Path(word), Path(SITE))


def install(project: Path, site: Path) -> None:
    """Copy a project's package and write the metadata that an installer writes from its pyproject.toml."""
    with (project / "pyproject.toml").open("rb") as file:
        about = tomllib.load(file)["project"]
    for package in (project / "src").iterdir():
        shutil.copytree(package, site / package.name, dirs_exist_ok=True)
    info = site / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir()
    metadata = Message()
    metadata["Metadata-Version"], metadata["Name"], metadata["Version"] = "2.1", about["name"], about["version"]
    (info / "METADATA").write_text(str(metadata), encoding="utf-8")
    groups = about.get("entry-points", {}).items()
    points = [f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in each.items()) for group, each in groups]
    (info / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")


pytest_collect_file = (
    Sybil(
        parsers=[fences, tables],
        patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
        excludes=["plugins/*/README.md"],
        setup=enter,
        teardown=leave,
    )
    + Sybil(
        parsers=[DocTestParser(ELLIPSIS), SkipParser()],
        patterns=[
            "src/letterforge/*.py",
            "src/letterforge/*/*.py",
            "src/letterforge/*/*/*.py",
            "plugins/*/src/*/*.py",
            "plugins/*/src/*/*/*.py",
        ],
        document_types={".py": PythonDocStringDocument},
        setup=enter,
        teardown=leave,
    )
).pytest()
