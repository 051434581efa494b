"""What each distribution says of itself: dependencies, licence, addresses, and a page that reads well elsewhere."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = [ROOT, *sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))]
MODULES = {"pydantic_core": "pydantic", "docx": "python-docx", "yaml": "pyyaml", "fontTools": "fonttools"}
# Reached into beyond what they document, so that the next version has to be looked at first.
REACHED_INTO = {"docxtpl", "markdown", "weasyprint", "pydyf", "typst", "tinycss2", "letterforge", "letterforge-html"}


def name_of(folder: Path) -> str:
    return "letterforge" if folder == ROOT else folder.name


def project(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def declared(folder: Path) -> dict[str, str]:
    """Names of the dependencies, and of those of the extras but our own plugins, with their bounds."""
    whole = project(folder)
    extras = (one for some in whole.get("optional-dependencies", {}).values() for one in some)
    said = [*whole["dependencies"], *(one for one in extras if not one.startswith("letterforge-"))]
    found = (re.match(r"([\w.-]+)(?:\[[^\]]*\])?(.*)", one) for one in said)
    return {one[1].lower(): one[2] for one in found if one}


def imported(folder: Path) -> set[str]:
    names = set()
    for path in (folder / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names
    return {MODULES.get(top, top.replace("_", "-").lower()) for top in tops} - {name_of(folder)}


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_what_is_imported_is_declared_and_nothing_else(folder: Path) -> None:
    assert imported(folder) == set(declared(folder))


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_what_is_reached_into_is_bounded_from_above_and_all_from_below(folder: Path) -> None:
    for name, bounds in declared(folder).items():
        assert ">=" in bounds, name
        assert name not in REACHED_INTO or "<" in bounds, name


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_what_is_declared_is_pinned(folder: Path) -> None:
    pinned = dict(
        re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    ours = {name_of(one) for one in PACKAGES}
    assert set(declared(folder)) - ours <= {name.lower() for name in pinned}


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_the_licence_goes_with_it(folder: Path) -> None:
    assert project(folder)["license-files"] == ["LICENSE"]
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_all_say_the_same_addresses_and_versions_of_python(folder: Path) -> None:
    for key in ("urls", "requires-python", "license"):
        assert project(folder)[key] == project(ROOT)[key]


@pytest.mark.parametrize("folder", PACKAGES[1:], ids=name_of)
def test_its_page_reads_well_outside_of_the_repository(folder: Path) -> None:
    """No relative link, which leads nowhere on a package index; and nothing that installs what somebody else published."""
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert not re.findall(r"\]\((?!https://)[^)]*\)", page)
    assert not re.findall(r"pip install (?!\.|dist/)\S+|https?://pypi\.org\S*", page)


@pytest.mark.parametrize("folder", PACKAGES, ids=name_of)
def test_why_it_is_needed_is_told(folder: Path) -> None:
    page = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*?) \| (.*?) \|", page, re.MULTILINE)
    told = {word for first, second in rows for word in re.split(r", ", second if first == name_of(folder) else first)}
    ours = {name_of(one) for one in PACKAGES}
    assert set(declared(folder)) - ours - ({"pydantic"} if folder != ROOT else set()) <= told
