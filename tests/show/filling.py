"""What filling Word must show: the corpus, speed beside docxtpl, the same bytes. Each gives (command, figure, ok)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_RATIO = re.compile(
    r"^(DOCX from \w+, (?:no|with) read-back)\s+([\d.]+) ms\s+peer\s+([\d.]+) ms.*\(budget: 1/(\d+)\)", re.MULTILINE
)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)


def _tests(*selection: str) -> tuple[str, str, bool]:
    command = ("-m", "pytest", "-q", *selection)
    done = _run(*command)
    return "python " + " ".join(command), done.stdout.strip().splitlines()[-1], done.returncode == 0


def corpus() -> tuple[str, str, bool]:
    """docxtpl's templates: its text, or a refusal that names what is missing; rich values too."""
    return _tests("tests/loading/word/test_word_corpus.py", "plugins/letterforge-docx/tests/test_rich_corpus.py")


def every_part() -> tuple[str, str, bool]:
    """A placeholder in every part is filled once."""
    return _tests("plugins/letterforge-docx/tests/template/test_template.py", "-k", "every_part or targets")


def same_bytes() -> tuple[str, str, bool]:
    """Another process, time zone, hash seed and day give the same bytes."""
    return _tests("plugins/letterforge-docx/tests/test_word_renderer.py", "-k", "same_bytes")


def conformance() -> tuple[str, str, bool]:
    """LibreOffice finds the same text, and the Open XML SDK no new fault."""
    return _tests("plugins/letterforge-docx/tests/test_word_renderer.py", "-m", "conformance")


def speed() -> tuple[str, str, bool]:
    """Times docxtpl's rate, from Word and from Markdown."""
    done = _run("benchmarks/run.py", "word", "docx")
    found = [(name, float(peer) / float(ours), int(budget)) for name, ours, peer, budget in _RATIO.findall(done.stdout)]
    figure = "; ".join(f"{name}: {times:.0f} times (wanted {budget})" for name, times, budget in found)
    return "python benchmarks/run.py word docx", figure, bool(found) and all(t >= b for _, t, b in found)


LINES = (corpus, every_part, same_bytes, conformance, speed)
