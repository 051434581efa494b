"""What an import brings, and random templates."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
HEAVY = (
    "letterforge_html",
    "letterforge_pdf",
    "letterforge_docx",
    "letterforge_typst",
    "typst",
    "docxtpl",
    "docx",
    "weasyprint",
    "lxml",
    "pypdfium2",
    "fontTools",
    "markdown",
    "yaml",
    "babel",
)


def no_renderer() -> Line:
    """import letterforge imports no renderer and none of their libraries"""
    code = f"import sys, letterforge; print(*[m for m in {HEAVY} if m in sys.modules])"
    done = showing.run(sys.executable, "-c", code)
    return (
        "python -c 'import letterforge'",
        f"of {len(HEAVY)} packages imported: {done.stdout.strip() or 'none'}",
        done.returncode == 0 and not done.stdout.strip(),
    )


def random_templates() -> Line:
    """3,000 random templates: none crashes, none loses a word or a tag"""
    test = "tests/property/test_markdown_property.py"
    asked = [
        int(count)
        for count in re.findall(
            r"^@examples\((\d+)(?:, [\d_]+)?\)", (showing.ROOT / test).read_text("utf-8"), re.MULTILINE
        )
    ]
    done = showing.run(sys.executable, "-m", "pytest", "-q", test)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr
    figure = f"{sum(asked):,} templates ({', '.join(map(str, asked))} in the five properties)\n{last}"
    return f"pytest {test}", figure, done.returncode == 0 and sum(asked) >= 3_000


LINES: tuple[Callable[[], Line], ...] = (no_renderer, random_templates)
