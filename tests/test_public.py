"""What others may import: every name of a loose file is documented, and our own plugins use nothing else."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).parent.parent
CORE = ROOT / "src" / "letterforge"
PLUGINS = sorted(path for path in (ROOT / "plugins").glob("*/src/*") if (path / "__init__.py").is_file())
PAGE = (ROOT / "docs" / "reference" / "plugins.md").read_text(encoding="utf-8")
LOOSE = sorted(path.stem for path in CORE.glob("*.py") if not path.stem.startswith("__"))
FOLDERS = sorted(path.parent.name for path in CORE.glob("*/__init__.py"))
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LEAVING = {"findings": {"error", "warning"}}  # not for new code: a rule makes its findings


def documented() -> dict[str, set[str]]:
    """The names in the first column of the tables, by module."""
    pieces = re.split(r"^## letterforge\.(\w+)$", PAGE, flags=re.MULTILINE)[1:]
    return {
        name: {
            word
            for cell in re.findall(r"^\| (`[^|]*?) \|", text, re.MULTILINE)
            for word in re.findall(r"`(\w+)`", cell)
        }
        for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def public(name: str) -> set[str]:
    """What a module exports: what it says, or what it defines without an underscore; type variables are its own."""
    module = importlib.import_module(f"letterforge.{name}")
    if hasattr(module, "__all__"):
        return set(module.__all__)
    tree = ast.parse((CORE / f"{name}.py").read_text(encoding="utf-8"))
    return {one for one in defined(tree) if not one.startswith("_") and not isinstance(getattr(module, one), TypeVar)}


def defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.ImportFrom(names=names):  # what it exports again
                yield from (one.name for one in names if one.asname == one.name)
            case ast.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of everything that a file imports from a package of this project."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("letterforge"):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.startswith("letterforge"))


def test_every_loose_file_has_a_section_and_no_other_has() -> None:
    assert sorted(documented()) == LOOSE


@pytest.mark.parametrize("name", LOOSE)
def test_what_a_loose_file_exports_is_documented_and_nothing_else_is(name: str) -> None:
    assert documented()[name] == public(name) - LEAVING.get(name, set())


def contract(words: str) -> dict[str, list[str]]:
    found = [one for one in CONTRACTS if words in one["name"]]
    assert len(found) == 1
    result: dict[str, list[str]] = found[0]
    return result


def test_the_contract_of_plugins_forbids_every_folder_to_every_plugin() -> None:
    kept = contract("Plugins import what is public")
    assert sorted(kept["forbidden_modules"]) == [f"letterforge.{name}" for name in FOLDERS]
    assert sorted(kept["source_modules"]) == sorted(path.name for path in PLUGINS)


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda path: path.name)
def test_a_plugin_of_ours_imports_documented_names_only(plugin: Path) -> None:
    ours = {path.name for path in PLUGINS}
    waiting = {tuple(one.split(" -> ")) for one in contract("Plugins import what is public").get("ignore_imports", [])}
    exported, names = set(importlib.import_module("letterforge").__all__), documented()
    for path in sorted(plugin.rglob("*.py")):
        importer = ".".join(path.relative_to(plugin.parent).with_suffix("").parts).removesuffix(".__init__")
        for module, name in imports(path):
            top, _, rest = module.partition(".")
            if top in ours or (importer, module) in waiting:
                continue
            if not rest:
                assert not name or name in exported or name in LOOSE, f"{path}: {module}.{name}"
            else:
                known = names.get(rest, set()) | LEAVING.get(rest, set())
                assert name in known, f"{path}: {module}.{name} is not on docs/reference/plugins.md"


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda path: path.name)
def test_a_plugin_has_a_contract_of_its_own(plugin: Path) -> None:
    kept = [one for one in CONTRACTS if plugin.name in one.get("containers", [])]
    assert len(kept) == 1
    assert kept[0]["type"] == "layers"
    assert kept[0]["exhaustive"] is True


def test_letterforge_pdf_uses_what_letterforge_html_makes_public() -> None:
    html = ROOT / "plugins" / "letterforge-html"
    readme = (html / "README.md").read_text(encoding="utf-8")
    rows = {
        name: set(re.findall(r"`(\w+)`", names))
        for name, names in re.findall(r"^\| `letterforge_html\.(\w+)` \|(.*)\|$", readme, re.MULTILINE)
    }
    modules = {path.stem: path for path in (html / "src" / "letterforge_html").glob("*.py") if path.stem != "__init__"}
    kept = contract("letterforge-html makes public")
    assert set(kept["forbidden_modules"]) == {f"letterforge_html.{name}" for name in modules.keys() - rows.keys()}
    for module, names in rows.items():
        tree = ast.parse(modules[module].read_text(encoding="utf-8"))
        assert names == {name for name in defined(tree) if not name.startswith("_")}


def test_the_how_to_names_every_module() -> None:
    page = (ROOT / "docs" / "how-to" / "your-own-renderer.md").read_text(encoding="utf-8")
    paragraph = re.search(r"^A renderer may import .*?\n\n", page, re.MULTILINE | re.DOTALL)
    assert paragraph is not None
    assert set(re.findall(r"`(?:letterforge\.)?(\w+)`", paragraph[0])) - {"letterforge"} - set(FOLDERS) == set(LOOSE)
