"""PDFs by WeasyPrint: what veraPDF says of them in each variant, and what their tags are."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pikepdf
import showing

Line = tuple[str, str, bool]
TESTS = "plugins/letterforge-pdf/tests"


def _pytest(*arguments: str) -> tuple[str, bool]:
    done = showing.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, seconds=1800)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr.strip()
    return re.sub(r" in [\d.]+s.*", "", last), done.returncode == 0 and " passed" in last


def verapdf() -> Line:
    """veraPDF passes UA-1 alone, UA-1 with A-2a and UA-1 with A-3a for the letters of the contract, the built-in and the awkward ones"""
    command = (f"{TESTS}/test_conformance.py", "-m", "conformance")
    said, good = _pytest(*command)
    sys.path.insert(0, str(showing.ROOT / TESTS))
    from awkward import AWKWARD

    figure = f"{len(AWKWARD)} awkward letters ({', '.join(AWKWARD)}), two of the contract, the built-in one\n{said}"
    return " ".join(("pytest", *command)), figure, good


def tags() -> Line:
    """A table over pages is one table, a link one link, a note a note, the first column heads its rows"""
    command = (f"{TESTS}/tagging/test_tree.py",)
    said, good = _pytest(*command)
    return " ".join(("pytest", *command)), said, good


def variant() -> Line:
    """--set pdf.variant=ua-1+a-2a makes an archived file; a misspelt variant is told what was meant"""
    out = showing.scratch()
    command = ("letterforge", "render", "introductory-letter", str(showing.SAMPLE), "--to", "pdf", "-o", str(out))
    made = showing.run(*command, "--set", "pdf.variant=ua-1+a-2a")
    wrong = showing.run(*command, "--set", "pdf.variant=a-2a")
    (file,) = out.iterdir()
    with pikepdf.open(file) as opened:
        claims = "/OutputIntents" in opened.Root and b'pdfaid:part="2"' in opened.Root.Metadata.read_bytes()
    good = made.returncode == 0 and claims and wrong.returncode != 0 and "did you mean ua-1+a-2a" in wrong.stderr
    return " ".join((*command[:3], "... --set pdf.variant=ua-1+a-2a")), wrong.stderr.strip(), good


def speed() -> Line:
    """WeasyPrint within 1.1 of WeasyPrint alone, read-back included (by processor time)"""
    done = showing.run(sys.executable, "benchmarks/run.py", "pdf", seconds=1800)
    found = re.search(r"weasyprint\s+[\d.]+ x (1/)?([\d.]+)", done.stdout)
    ratio = 9.9 if found is None else 1 / float(found[2]) if found[1] else float(found[2])
    return "python benchmarks/run.py pdf", done.stdout.strip(), ratio <= 1.1


LINES: tuple[Callable[[], Line], ...] = (verapdf, tags, variant, speed)
