"""The plan of the house: files of one job, short functions, typed ways into the trees, and a page that knows every room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from letterforge import document
from letterforge.loading import tree

ROOT = Path(__file__).parent.parent
CORE = ROOT / "src" / "letterforge"
SOURCES = sorted([*CORE.rglob("*.py"), *(ROOT / "plugins").glob("*/src/**/*.py")])
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
FEWEST_NODES = 2  # classes of nodes that a match names


def name_of(path: Path) -> str:
    """A file's path from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its number of lines, decorators included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not {name for name, lines in lengths.items() if lines > LONGEST_FILE}


def test_no_function_is_longer_than_a_screen() -> None:
    assert not [f"{name_of(path)}: {name}" for path in SOURCES for name, n in functions(path) if n > LONGEST_FUNCTION]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_children_are_had_by_the_typed_way(path: Path) -> None:
    """``getattr(node, "children")`` lets every node through, those that have children under another name, too."""
    text = path.read_text(encoding="utf-8")
    untyped = re.search(r"getattr\(\s*\w+,\s*[\"']children[\"']", text)
    assert untyped is None
    assert path.name not in {"utils.py", "helpers.py", "common.py", "base.py", "manager.py", "misc.py"}
    assert ast.get_docstring(ast.parse(text)), "the first line of a file says what belongs in it"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_match_over_nodes_is_closed(path: Path) -> None:
    """It ends with ``assert_never``: mypy then names it when there is a node class that it does not handle."""
    nodes = {kind for module in (document, tree) for kind, found in vars(module).items() if is_dataclass(found)}
    for match in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(match, ast.Match):
            patterns = [
                one for case in match.cases for one in ast.walk(case.pattern) if isinstance(one, ast.MatchClass)
            ]
            named = nodes.intersection(one.cls.id for one in patterns if isinstance(one.cls, ast.Name))
            closed = ast.unparse(match.cases[-1].body[0]).startswith("assert_never(")
            assert closed or len(named) < FEWEST_NODES, f"line {match.lineno}: {sorted(named)}"


def test_the_architecture_names_every_room_and_no_other() -> None:
    """Each folder and loose file stands at the start of a line of the tree that opens the page."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tree = re.search(r"^```text\nsrc/letterforge/\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert tree is not None
    named = {name for line in re.findall(r"^  (\S.*?)(?:  .*)?$", tree[1], re.MULTILINE) for name in line.split()}
    there = {path.name for path in CORE.glob("*.py")} | {f"{path.parent.name}/" for path in CORE.glob("*/__init__.py")}
    assert named == there | {"templates/"}


def test_every_file_that_the_architecture_speaks_of_is_there() -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))
    there = [f"/{name_of(path)}" for path in (*SOURCES, *(ROOT / "tests").rglob("*.py"))]
    assert len(named) > 20
    assert [name for name in sorted(named) if not any(path.endswith(f"/{name}") for path in there)] == []


def test_every_path_that_contributors_are_sent_to_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src|tests|docs|plugins|changes)/[\w./-]*)`", text))
    assert len(named) > 30
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    for folder, files in re.findall(r"`(src/letterforge/[\w/]+/)`[^`]*((?:`\w+\.py`[^`]{1,40})+)", text):
        for file in re.findall(r"`(\w+\.py)`", files):
            assert (ROOT / folder / file).exists(), f"{folder}{file}"
