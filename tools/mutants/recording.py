"""Which tests execute which lines, and what each costs: found out once, in a run of all tests with nothing changed.

What is cached is forgotten before each test, so that the second that asks for a thing is seen to execute what makes it.
What a file of tests executes while it is collected, and what its fixtures execute, counts for each of its tests.
"""

from __future__ import annotations

import ast
import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest
from tools.mutants.areas import module_of
from tools.mutants.forks import Answer
from tools.mutants.session import Instead, pytest_main

_START = "start"
"""The context of what is executed by importing alone."""


@dataclass
class Record:
    """What a run has shown."""

    seconds: dict[str, float]
    """The processor time of each test."""
    lines: dict[str, dict[int, set[str]]]
    """Tests and files of tests, by file of the code and line."""
    third: list[str] = field(default_factory=list)
    """Modules of others that it has imported."""
    failed: str | None = None

    def covering(self, file: Path, lines: tuple[int, int]) -> set[str]:
        """The tests that execute one of some lines; all, where importing executes them."""
        found = self.lines.get(str(file), {})
        contexts = set().union(*(found.get(line, set()) for line in range(lines[0], lines[1] + 1)))
        if _START in contexts:
            return set(self.seconds)
        return {name for name in self.seconds if name in contexts or name.partition("::")[0] in contexts}


class _Recorder:
    """Tells coverage.py which test runs now."""

    def __init__(self, cover: coverage.Coverage) -> None:
        self._cover = cover
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: str | None = None
        self._caches: dict[int, Callable[[], None]] = {}
        self._modules = 0

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        if isinstance(collector, pytest.Module):
            self._forget()
            self._cover.switch_context(collector.nodeid)
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        began = time.process_time()
        self._forget()
        self._cover.switch_context(item.nodeid.partition("::")[0])
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] += time.process_time() - began

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self._cover.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._cover.switch_context(item.nodeid.partition("::")[0])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def _forget(self) -> None:
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            for name, module in list(sys.modules.items()):
                if name.partition(".")[0] in ("letterforge", "letterforge_docx", "letterforge_html"):
                    self._caches.update(_caches(vars(module)))
        for forget in self._caches.values():
            forget()


def _caches(names: Mapping[str, Any]) -> Iterator[tuple[int, Callable[[], None]]]:
    for value in names.values():
        if callable(forget := getattr(value, "cache_clear", None)):
            yield id(value), forget
        elif type(value).__name__ in ("Cache", "IdentityCache"):
            yield id(value), value.clear


def record(sources: Sequence[Path], tests: Sequence[str], scratch: Path) -> Answer:
    """Run tests with nothing changed, by the way that mutants are run: a forked process answers this."""
    trees = {module_of(file): (file, ast.parse(file.read_text(encoding="utf-8"))) for file in sources}
    sys.meta_path.insert(0, Instead(trees))
    cover = coverage.Coverage(data_file=None, config_file=False, include=[str(file) for file in sources])
    cover.start()
    cover.switch_context(_START)
    for name in trees:
        importlib.import_module(name)
    recorder = _Recorder(cover)
    code = pytest_main(tests, [recorder], scratch)
    cover.stop()
    data = cover.get_data()
    lines = {file: data.contexts_by_lineno(file) for file in data.measured_files()}
    return {
        "code": code,
        "failed": recorder.failed,
        "seconds": dict(recorder.seconds),
        "lines": {file: {str(line): list(names) for line, names in found.items()} for file, found in lines.items()},
        "third": [*_third_party()],
    }


def recorded(answer: Answer) -> Record:
    """What a process answered to `record`."""
    match answer:
        case {
            "code": int(code),
            "failed": failed,
            "seconds": dict(seconds),
            "lines": dict(lines),
            "third": list(third),
        }:
            return Record(
                {name: float(str(cost)) for name, cost in seconds.items()},
                {
                    file: {int(line): set(map(str, names)) for line, names in found.items() if isinstance(names, list)}
                    for file, found in lines.items()
                    if isinstance(found, dict)
                },
                [str(name) for name in third],
                str(failed or f"pytest ended with {code}") if code else None,
            )
    return Record({}, {}, failed="the run did not end")


def _third_party() -> list[str]:
    """What is installed and not ours: imported once, it is there in every process that is forked later."""
    ours = ("letterforge", "pytest_letterforge", "tests", "conftest", "tools", "coverage")
    installed = ("site-packages", "dist-packages")
    return sorted(
        name
        for name, module in list(sys.modules.items())
        if not name.startswith(ours)
        and "." not in name.partition(".")[2]
        and any(folder in (getattr(module, "__file__", None) or "") for folder in installed)
        and importlib.util.find_spec(name.partition(".")[0]) is not None
    )
