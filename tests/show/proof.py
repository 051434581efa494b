"""Proof, harder: all small templates, would a test notice a small change of the code, and what does a system leave that fails."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
EACH = 2


def mutants() -> Line:
    """Twelve mutants, two of each area, as `make mutants` tries six hundred: those that survive have a reason"""
    command = ("-m", "tools.mutants", "--each", str(EACH))
    done = showing.run(sys.executable, *command, env={"PYTHONHASHSEED": "0"}, seconds=3_600)
    tried = re.search(r"^all +(\d+) +(\d+) +(\d+)", done.stdout, re.MULTILINE)
    good = done.returncode == 0 and tried is not None and int(tried[1]) == 6 * EACH
    said = done.stdout if tried else done.stdout[-500:] + done.stderr[-500:]
    return "python " + " ".join(command), f"{said}\nmake mutants tries 600 of them, a hundred of each area", good


def faults() -> Line:
    """A fault at each call of the system that saving and nine commands make, and the process ended at each"""
    tests = ("tests/rendering/test_faults.py", "tests/cli/test_faults.py")
    done = showing.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, seconds=900)
    return "pytest " + " ".join(tests), done.stdout.strip().splitlines()[-1], done.returncode == 0


SHARE = 97


def enumerated() -> Line:
    """Small templates over small models, enumerated: where the check says yes all is filled, where no something fails"""
    sys.path[:0] = [str(showing.ROOT), str(showing.ROOT / "plugins" / "letterforge-docx" / "tests")]
    from tests.property.universe import enumeration, tally

    found = tally.run(enumeration.enumerated(SHARE))
    said = "\n".join([*found.counterexamples, *found.lines()])
    good = not found.counterexamples and found.counts["cases"] > 50_000
    return f"run(enumerated({SHARE}))", f"{said}\nmake prove tries twenty times as many", good


LINES: tuple[Callable[[], Line], ...] = (enumerated, faults, mutants)
