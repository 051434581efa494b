"""What importing and running letterforge brings along: each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "babel", "yaml", "markdown", "fontTools", "pypdfium2", "importlib_metadata", "docxtpl", "docx", "lxml", "weasyprint", "typst", "PIL",
    "letterforge_html", "letterforge_pdf", "letterforge_docx", "click", "html5lib", "bs4",
}  # fmt: skip


def imported(code: str, folder: Path | None = None) -> set[str]:
    """The modules that are there after the code has run in a fresh process."""
    script = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder)
    return set(json.loads(done.stdout.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


def test_importing_letterforge_imports_no_renderer_and_nothing_slow() -> None:
    assert heavy(imported("import letterforge")) == set()


def test_all_public_names_are_there_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import letterforge; print([n for n in letterforge.__all__ if not hasattr(letterforge, n)])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_letter_is_filled_without_any_renderer() -> None:
    code = (
        "import letterforge\n"
        "t = letterforge.load(b'---\\ntitle: T\\nlang: en-GB\\n---\\n{{ name }}\\n')\n"
        "letterforge.Letter(t, {'name': 'Ann'})"
    )
    found = imported(code)
    assert (
        not {"letterforge_html", "letterforge_pdf", "letterforge_docx", "weasyprint", "docxtpl", "docx", "pypdfium2"}
        & found
    )


@pytest.mark.parametrize(
    ("to", "others"),
    [
        ("html", {"letterforge_pdf", "weasyprint", "letterforge_docx", "docxtpl", "docx", "pypdfium2"}),
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
    assert not {"letterforge_html", "letterforge_pdf", "letterforge_docx"} & found


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
