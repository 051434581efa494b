"""One run of pytest in a forked process, over some of the tests, with one file of the code as a mutant has it."""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest
from hypothesis import Phase, settings
from tools.mutants.areas import ROOT
from tools.mutants.forks import Answer

COLLECTING = 120.0
"""Seconds of processor time for imports and collection; the tests have bounds of their own."""
_OPTIONS = (
    "-x",
    "-q",
    "--no-header",
    "--no-summary",
    "--tb=no",
    "--assert=plain",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    # A fresh interpreter reads the PDF there, which has no mutant in it, and bounds of time that a recording goes beyond.
    "--ignore=tests/scanning/readers/test_pdf_apart.py",
)


class _Loader(importlib.machinery.SourceFileLoader):
    """Runs a syntax tree in place of a file; nothing of it is written."""

    def __init__(self, fullname: str, path: str, tree: ast.Module) -> None:
        super().__init__(fullname, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return compile(self._tree, self.path, "exec", dont_inherit=True)


class Instead(importlib.abc.MetaPathFinder):
    """Finds some modules as they are given, and not as they are written."""

    def __init__(self, modules: Mapping[str, tuple[Path, ast.Module]]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module of this name, if it is one of them."""
        del path, target
        if fullname not in self._modules:
            return None
        file, tree = self._modules[fullname]
        loader = _Loader(fullname, str(file), tree)
        return importlib.util.spec_from_file_location(fullname, file, loader=loader)


class Chosen:
    """Keeps the tests that are wanted, in their order, each within its bound; says which of them failed."""

    def __init__(self, wanted: Mapping[str, float], known: Collection[str]) -> None:
        self._wanted = wanted  # by name, with its bound in seconds of processor time
        self._known = known
        self.failed: str | None = None
        self.ran = 0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """In the order that is wanted; then the tests that nobody knew, which this very mutant may have brought."""
        order = {name: number for number, name in enumerate(self._wanted)}
        new = [item for item in items if item.nodeid not in self._known]
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid]) + new

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first that failed."""
        self.ran += report.when == "call"
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file that could not be imported."""
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """End the whole process when a test goes on for ever."""
        signal.setitimer(signal.ITIMER_PROF, self._wanted.get(item.nodeid, COLLECTING))
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, COLLECTING)


def ready() -> None:
    """What every run of pytest needs: the folder that tests are named from, and properties that do not shrink."""
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    # To know that a mutant is found out is enough: the smallest example would cost a minute.
    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False)
    settings.load_profile("mutants")


def run(
    files: Sequence[str],
    chosen: Chosen,
    modules: Mapping[str, tuple[Path, ast.Module]],
    scratch: Path,
) -> Answer:
    """How pytest ended, and the first test that failed."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, COLLECTING)
    sys.meta_path.insert(0, Instead(modules))
    code = pytest_main(files, [chosen], scratch)
    return {"code": code, "failed": chosen.failed, "ran": chosen.ran}


def pytest_main(files: Sequence[str], plugins: Sequence[Any], scratch: Path) -> int:
    """Run pytest with all that it leaves in a folder of ours."""
    own = scratch / str(os.getpid())
    own.mkdir()
    os.environ["TMPDIR"] = str(own)
    with contextlib.suppress(SystemExit):
        return int(pytest.main([*_OPTIONS, f"--basetemp={own / 'pytest'}", *files], plugins=list(plugins)))
    return 1
