"""Prints, at the end of `make prove`, what the properties have tried."""

from __future__ import annotations

import pytest
from tests.property.examples import PROVE
from tests.property.shares import SHARES
from tests.property.universe.tally import TALLIES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The shares of the constructs, and the counts of the enumeration."""
    lines = list(SHARES.lines())
    if PROVE and lines:
        terminalreporter.section("what was tried")
        for line in lines:
            terminalreporter.write_line(line)
    for tally in TALLIES if PROVE else ():
        terminalreporter.section("what was enumerated")
        for line in tally.lines():
            terminalreporter.write_line(line)
