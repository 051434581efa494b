"""What importing and running letterforge brings along: each in a process of its own."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import letterforge

HEAVY = {
    "babel", "yaml", "markdown", "fontTools", "pypdfium2", "importlib_metadata", "docxtpl", "docx", "lxml", "weasyprint", "typst", "PIL",
    "letterforge_html", "letterforge_pdf", "letterforge_docx", "letterforge_typst", "click", "html5lib", "bs4", "jinja2", "pydantic",
}  # fmt: skip
COMMAND = "import sys; sys.argv = ['letterforge', *{}]\nfrom letterforge.cli import main\ntry: main()\nexcept SystemExit: pass"


def imported(code: str, folder: Path | None = None) -> set[str]:
    """The modules that are there after the code has run in a fresh process."""
    script = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder)
    return set(json.loads(done.stdout.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "letterforge"}


def test_importing_letterforge_imports_nothing_else() -> None:
    found = imported("import letterforge")
    assert heavy(found) == set()
    assert ours(found) == {"letterforge"}


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_version_and_help_import_click_alone(flag: str) -> None:
    found = imported(COMMAND.format([flag]))
    assert heavy(found) == {"click"}
    assert ours(found) == {"letterforge", "letterforge.cli"}


def test_a_command_imports_no_other() -> None:
    found = ours(imported(COMMAND.format(["renderers", "--help"])))
    assert {name for name in found if name.startswith("letterforge.cli.commands.")} == {
        "letterforge.cli.commands.renderers"
    }


def test_a_check_imports_neither_renderers_nor_readers_of_finished_files() -> None:
    found = imported(COMMAND.format(["check", "introductory-letter"]))
    # The detector of leftovers is one for both; what reads finished files is not.
    assert not {"letterforge.rendering", "letterforge.scanning.read_back", "letterforge.scanning.readers.kinds"} & found
    assert heavy(found) <= {"babel", "markdown", "click", "jinja2", "pydantic", "importlib_metadata"}
    assert not WORD & found


WORD = {"letterforge.loading.word", "letterforge.scanning.readers.word", "letterforge.scanning.printed_word"}


def test_a_letter_to_html_reads_no_word_file_no_yaml_and_no_style_sheet() -> None:
    """The plain stationery has a letterhead, for Word; its style sheet and the front matter hold nothing that is not plain."""
    code = (
        "import letterforge\n"
        "t = letterforge.load(b'---\\ntitle: T\\nlang: en-GB\\n---\\n{{ name }}\\n')\n"
        "letterforge.render(letterforge.Letter(t, {'name': 'Ann'}), to='html')"
    )
    found = imported(code)
    assert heavy(found) == {"markdown", "jinja2", "pydantic", "importlib_metadata", "letterforge_html"}
    assert not (WORD | {"tinycss2", "letterforge.scanning.readers.pdf", "letterforge.scanning.readers.html"}) & found


def test_to_name_what_makes_a_letter_imports_nothing_that_makes_it() -> None:
    found = imported("from letterforge import Letter, Stationery, check, load, read_data, render, scan")
    assert heavy(found) == set()
    named = {
        "letterforge.loading.tree",
        "letterforge.filling",
        "letterforge.models.shapes",
        "letterforge.scanning.leftovers",
    }
    assert not named & found


def test_a_model_imports_neither_jinja_nor_the_rules_of_leftovers() -> None:
    found = imported("from letterforge import *\nclass Visit(LetterData):\n    day: Date\n    name: Line\n    at: Time")
    assert heavy(found) == {"pydantic"}
    assert (
        not {"letterforge.loading.tree", "letterforge.scanning.leftovers.search", "letterforge.languages.english"}
        & found
    )


def test_a_scan_imports_neither_models_nor_templates(project: Path) -> None:
    found = imported(COMMAND.format(["scan", str(project / "README.md")]))
    assert heavy(found) == {"click"}
    assert not {"letterforge.models", "letterforge.loading.tree", "letterforge.template", "letterforge.letter"} & found


def test_all_public_names_can_be_had_in_each_way() -> None:
    code = (
        "import letterforge\n"
        "assert set(letterforge.__all__) <= set(dir(letterforge))\n"
        "from letterforge import *\n"
        "for name in letterforge.__all__:\n"
        "    assert globals()[name] is getattr(letterforge, name) is vars(letterforge)[name], name\n"
        "try: letterforge.lod\n"
        "except AttributeError as fault: assert str(fault) == \"module 'letterforge' has no attribute 'lod'\"\n"
        "else: raise AssertionError"
    )
    assert imported(code)


def test_type_checkers_are_told_of_the_names_that_are_made() -> None:
    """The imports under TYPE_CHECKING, ``__all__`` and the table of modules say the same."""
    tree = ast.parse(Path(letterforge.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    made = {name: module for module, names in letterforge._MODULES.items() for name in names}
    assert sorted(told) == sorted(made) == sorted(letterforge.__all__)
    for name, module in told.items():
        assert getattr(importlib.import_module(str(module)), name) is getattr(letterforge, name)


def test_a_letter_is_filled_without_any_renderer() -> None:
    code = (
        "import letterforge\n"
        "t = letterforge.load(b'---\\ntitle: T\\nlang: en-GB\\n---\\n{{ name }}\\n')\n"
        "letterforge.Letter(t, {'name': 'Ann'})"
    )
    found = imported(code)
    assert (
        not {
            "letterforge_html",
            "letterforge_pdf",
            "letterforge_docx",
            "letterforge_typst",
            "typst",
            "weasyprint",
            "docxtpl",
            "docx",
            "pypdfium2",
        }
        & found
    )


@pytest.mark.parametrize(
    ("to", "others"),
    [
        ("html", {"letterforge_pdf", "weasyprint", "letterforge_docx", "docxtpl", "docx", "pypdfium2"}),
        ("typst", {"letterforge_pdf", "weasyprint", "letterforge_html", "letterforge_docx", "docxtpl", "docx"}),
        ("docx", {"letterforge_pdf", "weasyprint", "letterforge_html", "pypdfium2"}),
    ],
)
def test_a_renderer_brings_only_itself(to: str, others: set[str]) -> None:
    code = (
        "import letterforge\n"
        "t = letterforge.load(b'---\\ntitle: T\\nlang: en-GB\\n---\\n{{ name }}\\n')\n"
        f"letterforge.render(letterforge.Letter(t, {{'name': 'Ann'}}), to={to!r})"
    )
    assert not others & imported(code)


def test_listing_offers_imports_no_renderer() -> None:
    found = imported("from letterforge import plugins\nassert plugins.offers(plugins.RENDERERS)")
    assert not {"letterforge_html", "letterforge_pdf", "letterforge_docx", "letterforge_typst"} & found


def test_importing_changes_nothing_around_it() -> None:
    code = (
        "import locale, logging, os, signal, sys, warnings\n"
        "def state():\n"
        "    return (dict(os.environ), os.getcwd(), list(warnings.filters), logging.root.level, list(logging.root.handlers),\n"
        "        locale.setlocale(locale.LC_ALL), signal.getsignal(signal.SIGPIPE), sys.getrecursionlimit())\n"
        "import pydantic, jinja2\n"
        "before = state()\n"
        "import letterforge, letterforge.cli\n"
        "assert state() == before"
    )
    assert imported(code)
