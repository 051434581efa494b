"""Prints each line of `make show` when it ends: verdict, subject and title, command, figure, seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent)]  # the subjects share `showing`


class Lines:
    """What each line says, instead of a dot."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self.terminal = terminal

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Counted as ever, but no sign is printed."""
        if report.when == "call" and _line(report):
            return report.outcome, "", ""
        return None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A line has ended."""
        said = dict(report.user_properties)
        if report.when != "call" or "line" not in said:
            return
        fault = str(report.longrepr).splitlines()[-1] if report.failed and "said" not in said else ""
        self.terminal.ensure_newline()
        self.terminal.write_line(f"{'PASS' if report.passed else 'FAIL'}  {said['line']}")
        for row in f"{said.get('said', '')}\n{fault}".splitlines():
            if row.strip():
                self.terminal.write_line(f"      {row}")
        self.terminal.write_line(f"      {report.duration:.1f} s\n")


def _line(report: pytest.TestReport) -> bool:
    return "line" in dict(report.user_properties)


@pytest.hookimpl(trylast=True)  # the reporter is there only then
def pytest_configure(config: pytest.Config) -> None:
    """Only where the lines are asked for."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if config.option.markexpr == "show" and terminal is not None:
        config.pluginmanager.register(Lines(terminal), "lines-of-show")
