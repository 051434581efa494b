"""The promise, proven: generated letters, a rule switched off, awkward Unicode."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
WANTED = 10_000
TEXTS = 20_000


def _proved(*arguments: str) -> tuple[str, str, bool]:
    """A run of the properties: its command, what was tried as it says itself, and whether all passed."""
    done = showing.run(*PYTEST, *arguments, env={"LETTERFORGE_PROVE": "1"}, seconds=3_000)
    tried = re.search(r"=+ what was tried =+\n(.*?)\n(?:=|\d+ passed)", done.stdout, re.DOTALL)
    said = tried[1] if tried else done.stdout[-1500:]
    return "LETTERFORGE_PROVE=1 pytest " + " ".join(arguments), said, done.returncode == 0


def generated() -> Line:
    """10,000 generated letters without a counterexample, in every format, with the share of each construct"""
    command, said, good = _proved("tests/property/test_promises.py")
    cases = re.search(r"([\d,]+) cases", said)
    enough = cases is not None and int(cases[1].replace(",", "")) >= WANTED
    return command, said, good and enough and "no construct is below 1 %" in said


def one_rule_off() -> Line:
    """With any one rule of the check switched off, a counterexample is found"""
    sys.path[:0] = [str(showing.ROOT), str(showing.ROOT / "plugins" / "letterforge-docx" / "tests")]
    from tests.property import test_promises
    from tests.property.authors import RULES

    notes, good = [], True
    for rule in RULES:
        case = test_promises.counterexample(rule)
        tags = [] if case is None else re.findall(r"\{[{%].*?[%}]\}", case.source)
        notes.append(f"{rule}: {'none found' if case is None else ' '.join(tags)[:90]}")
        good = good and case is not None
    return "counterexample(rule)", "\n".join(notes), good


def awkward_unicode() -> Line:
    """20,000 awkward texts through DOCX, PDF and HTML: refused by field name, or the same text comes back"""
    command, said, good = _proved("tests/property/test_unicode.py")
    # The line of the counts is about texts only here: no letters were drawn.
    return command, said, good


def own_scan() -> Line:
    """No letter that can be made has a certain leftover in its own scan; with one rule of the detector off, one has"""
    command, said, good = _proved("tests/property/test_own_scan.py")
    return command, said, good


LINES: tuple[Callable[[], Line], ...] = (generated, own_scan, one_rule_off, awkward_unicode)
