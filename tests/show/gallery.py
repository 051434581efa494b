"""The gallery before its judges: each judge and format, one reading order, and what no judge sees."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
TESTS = "tests/gallery"


def _pytest(*arguments: str) -> Line:
    modules = showing.ROOT / ".venv" / "node" / "node_modules"
    if "conformance" in arguments and not (modules / "vnu-jar").is_dir():
        made = showing.run(
            "make", f"VENV={showing.ROOT / '.venv'}", str(showing.ROOT / ".venv" / ".node"), seconds=1200
        )
        if made.returncode != 0:
            return "make conformance", made.stderr.strip(), False
    command = (sys.executable, "-m", "pytest", "-q", "-rPf", "-p", "no:cacheprovider", *arguments)
    done = showing.run(*command, seconds=3000)
    table = re.findall(r"^.+ of [\w-]+: \d+ of \d+$", done.stdout, re.MULTILINE)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr.strip()
    figure = "\n".join([*dict.fromkeys(table), re.sub(r" in [\d.]+s.*", "", last)])
    return " ".join(("pytest", *arguments)), figure, done.returncode == 0 and " passed" in last


def judges() -> Line:
    """Every judge passes every letter of the gallery in every format; veraPDF UA-1 and A-2a for both PDF renderers"""
    return _pytest(f"{TESTS}/test_judges.py", "-m", "conformance")


def one_order() -> Line:
    """One reading order: tags of the PDF, Chromium's accessibility tree, paragraphs of the DOCX, for every letter"""
    return _pytest(f"{TESTS}/test_one_order.py", "-m", "conformance")


def unseen() -> Line:
    """What no judge sees: artifacts, header cells, ranks, languages, sums unbroken, pages not left empty"""
    return _pytest(f"{TESTS}/test_gallery.py")


def windows() -> Line:
    """Each letter of the gallery that marks its address: it stands in each window, in both PDFs and the DOCX, converted"""
    return _pytest(f"{TESTS}/test_windows.py", "-m", "conformance or not conformance")


def too_long() -> Line:
    """An address of one line too many, or too wide, is an error before a file is written, and says by how much"""
    return _pytest("tests/rendering/test_placing.py")


def sizes() -> Line:
    """One letter in DOCX, PDF and HTML has one size for each kind of line, at 11 points and at 18; large print is 18"""
    return _pytest("tests/rendering/test_sizes.py")


LINES: tuple[Callable[[], Line], ...] = (judges, one_order, unseen, windows, too_long, sizes)
