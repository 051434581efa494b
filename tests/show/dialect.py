"""What docxtpl's dialect must show: its corpus, what stopped real templates, wrong types, Jinja's own text. Each gives (command, figure, ok)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WORD = "plugins/letterforge-docx/tests/test_dialect.py"


def _tests(*selection: str) -> tuple[str, str, bool]:
    command = ("-m", "pytest", "-q", *selection)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return "python " + " ".join(command), (done.stdout.strip().splitlines() or [""])[-1], done.returncode == 0


def corpus() -> tuple[str, str, bool]:
    """Each template of ../shared/corpus/docxtpl is accepted, with docxtpl's text, or refused by its reason."""
    return _tests("plugins/letterforge-docx/tests/test_rich_corpus.py")


def reasons() -> tuple[str, str, bool]:
    """Of the reasons that stop public bodies' templates, those that the dialect and filters answer stop none."""
    return _tests(WORD, "-k", "was_refused or no_model or patterns or application")


def wrong_types() -> tuple[str, str, bool]:
    """Each construct with a wrong type is found by the check, before there are data."""
    return _tests(WORD, "tests/property/test_dialect.py", "-k", "wrong or bounded or own_part")


def as_jinja() -> tuple[str, str, bool]:
    """Small templates of set, namespace, macros and loops over names say what Jinja says, or are refused."""
    return _tests("tests/property/test_dialect.py", "-k", "small_template")


def own_filters() -> tuple[str, str, bool]:
    """Filters of a Python caller and of a package go by their types."""
    return _tests("tests/expressions/test_registered.py")


LINES = (corpus, reasons, wrong_types, as_jinja, own_filters)
