"""What money, days, ordinals and plurals must show: read or refused, known to the check, printed. Each gives (command, figure, ok)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def _tests(*selection: str) -> tuple[str, str, bool]:
    command = ("-m", "pytest", "-q", *selection)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return "python " + " ".join(command), (done.stdout.strip().splitlines() or [""])[-1], done.returncode == 0


def amounts() -> tuple[str, str, bool]:
    """Amounts of money are read exactly, and what could be two amounts, or is none, is refused without its value."""
    return _tests("tests/models/test_money.py")


def sums() -> tuple[str, str, bool]:
    """The check knows which dates, days and amounts go together; what is too much is a finding, never a traceback."""
    return _tests("tests/checking/test_sums.py")


def printed() -> tuple[str, str, bool]:
    """Money, days and ordinals print in English, Welsh, German and French as the page says."""
    return _tests("docs/reference/printing.md")


LINES = (amounts, sums, printed)
