"""Prompts of letters that nobody here wrote, mapped to models that were made before they were read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import showing

Line = tuple[str, str, bool]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "prompts"
WRONGLY, PROPOSED = 2.0, 75.0  # per cent


def prompts_are_mapped() -> Line:
    """../shared/corpus/prompts: 2 % mapped wrongly without their field, at a level that proposes 75 %"""
    command = ["python", "-m", "tools.mapping.measure"]
    if not CORPUS.exists():
        return " ".join(command), f"{CORPUS} is not there: nothing is measured", False
    done = showing.run(sys.executable, *command[1:])
    proposed = [float(one) for one in re.findall(r"sure or likely for ([\d.]+) %", done.stdout)]
    wrongly = [float(one) for one in re.findall(r"taken out: ([\d.]+) %", done.stdout)]
    good = len(proposed) == len(wrongly) == 2 and min(proposed) >= PROPOSED and max(wrongly) <= WRONGLY
    return " ".join(command), done.stdout + done.stderr, good


LINES: tuple[Callable[[], Line], ...] = (prompts_are_mapped,)
