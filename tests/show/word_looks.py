"""What Word does to words, paragraphs and pages: in HTML and PDF, or named as a loss."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
TESTS = "tests/loading/word/test_carried.py"
PARTS = "src/letterforge/loading/word"
HANDLERS = (
    ("looks.py", "yield Mark.STRIKE", "pass"),
    ("looks.py", "yield _RAISED[raised]", "pass"),
    ("looks.py", "return said.upper() if", "return None if"),
    ("looks.py", "found = _HIGHLIGHTS.get(light, shade.upper())", 'found = "AUTO"'),
    ("looks.py", "else said", "else None"),
    ("measures.py", "if any(sizes) else None", "if None else None"),
    ("measures.py", "return self._next(underlined=underlined)", "return None"),
    ("drafts.py", "yield Space(len(empty) - 1)", "pass"),
    ("drafts.py", "return BlockQuote((whole,)) if raw.quoted else whole", "return whole"),
    ("drafts.py", "out.append(Landscape(tuple(part)))", "out += part"),
    ("drafts.py", "Heading(raw.level, children, raw.alignment)", "Heading(raw.level, children)"),
    (
        "drafts.py",
        "Paragraph(children, None, raw.alignment, raw.indent)",
        "Paragraph(children, None, None, raw.indent)",
    ),
    ("styles.py", "return found._replace(level=deeper)", "return found"),
)
"""Where each construct is read, and what a file says without that."""


def _pytest(*arguments: str) -> tuple[str, bool]:
    done = showing.run(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments, seconds=1800)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr.strip()
    return re.sub(r" in [\d.]+s.*", "", last), done.returncode == 0 and " passed" in last


def carried() -> Line:
    """Each construct of a Word file is there in HTML and PDF, by its markup, tags and places, or is a finding loss"""
    said, good = _pytest(TESTS)
    return f"pytest {TESTS}", said, good


def handlers() -> Line:
    """With one handler removed, a test fails: once for each construct"""
    kept = []
    for file, code, instead in HANDLERS:
        path = showing.ROOT / PARTS / file
        whole = path.read_text(encoding="utf-8")
        assert code in whole, (file, code)
        try:
            path.write_text(whole.replace(code, instead), encoding="utf-8")
            _, good = _pytest(TESTS, "-k", "html or loss or tree")
        finally:
            path.write_text(whole, encoding="utf-8")
        if good:
            kept.append(f"{file}: {code}")
    figure = f"{len(HANDLERS)} handlers removed one by one, {len(HANDLERS) - len(kept)} noticed"
    return f"pytest {TESTS}, {len(HANDLERS)} times", "\n".join((figure, *kept)), not kept


LINES: tuple[Callable[[], Line], ...] = (carried, handlers)
