"""What the tests of the core share: templates from a body, data files, plugins in folders of their own."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from caged import Cage
from pydantic import BaseModel
from tests.command import Run, runner

import letterforge
from letterforge import api, plugins, stationery
from letterforge.discovery import entry_points
from letterforge.errors import DataError
from letterforge.findings import Finding
from letterforge.template import Template

HEAD = "---\ntitle: T\nlang: {language}\n---\n"
PROJECT = Path(__file__).parent.parent


class MakeTemplate(Protocol):
    def __call__(self, body: str, model: type[BaseModel] | None = None, *, language: str = "en-GB") -> Template: ...


class InstallPlugin(Protocol):
    def __call__(self, name: str, points: str, *, code: str = "", version: str = "1.0") -> Path: ...


def _template(body: str, model: type[BaseModel] | None = None, *, language: str = "en-GB") -> Template:
    return letterforge.load((HEAD.format(language=language) + body + "\n").encode(), model=model)


@pytest.fixture
def template() -> MakeTemplate:
    """A template from its body, with a front matter of four lines: the body begins on line 5."""
    return _template


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return runner(monkeypatch, capsys)


@pytest.fixture
def project() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.fixture
def check_body() -> Callable[..., list[str]]:
    """Check a body against a model: ``line:column rule: message`` of each finding, without unused fields."""

    def check(body: str, model: type[BaseModel] | None, *, hints: bool = False) -> list[str]:
        source = (HEAD.format(language="en-GB") + body + "\n").encode()
        found = api.check(source, model=model)
        return [_said(one, hints=hints) for one in found if one.rule != "unused-field"]

    return check


def _said(finding: Finding, *, hints: bool) -> str:
    place = finding.place
    said = f"{place.line}:{place.column} {finding.rule}: {finding.message}"
    return f"{said} | {finding.hint}" if hints else said


@pytest.fixture
def refused() -> Callable[[Callable[[], Any]], list[str]]:
    """Call something that must raise a `DataError`: ``place: rule: message`` of each finding."""

    def call(work: Callable[[], Any]) -> list[str]:
        with pytest.raises(DataError) as caught:
            work()
        return [f"{one.place}: {one.rule}: {one.message}" for one in caught.value.findings]

    return call


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstallPlugin]:
    """Put a distribution on the path: a real ``*.dist-info`` folder, and the code that it brings, as a module.

    ``points`` is the content of ``entry_points.txt``.
    """
    site = tmp_path / "site-packages"
    site.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(site))

    def put(name: str, points: str, *, code: str = "", version: str = "1.0") -> Path:
        info = site / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(textwrap.dedent(points), encoding="utf-8")
        if code:
            (site / f"{name.replace('-', '_')}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        entry_points._scan.cache_clear()
        return site

    yield put
    entry_points._scan.cache_clear()
    plugins._renderer.cache_clear()
    plugins._options.cache_clear()
    for module in set(sys.modules) - before:
        if str(getattr(sys.modules[module], "__file__", "") or "").startswith(str(site)):
            del sys.modules[module]


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    """A process that attacks run in; what every letter needs is there already, so that bounds are for the attack alone."""
    stationery.plain()
    made = Cage()
    yield made
    made.close()
