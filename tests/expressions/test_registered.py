"""Filters that somebody registers: what their types say to the check, what is refused, and how a package offers one."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import letterforge
from letterforge import LetterData, Line, filters
from letterforge.discovery import entry_points
from letterforge.document import passages
from letterforge.errors import DataError, TemplateError, UsageError
from letterforge.expressions.filters import registered
from letterforge.template import Template

HEAD = "---\ntitle: A letter\nlang: en-GB\n---\n"


class Data(LetterData):
    name: Line
    lines: list[Line]
    day: datetime.date
    visits: int


DATA = {"name": "ann ash", "lines": ["b", "a"], "day": "2026-03-03", "visits": 2}


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    before = dict(registered._registered)
    yield
    registered._registered.clear()
    registered._registered.update(before)


def loaded(body: str) -> Template:
    return letterforge.load((HEAD + body).encode(), model=Data)


def said(body: str) -> list[str]:
    return [f"{one.rule}: {one.message}" for one in letterforge.check(loaded(body)) if one.rule != "unused-field"]


def printed(body: str) -> str:
    return "\n".join(passages(letterforge.Letter(loaded(body), DATA).document.blocks))


def test_a_filter_of_ones_own_is_used_and_checked_by_its_types() -> None:
    @filters.register
    def title_case(value: Line, small: int = 0) -> Line:
        return value.title() if len(value) > small else value

    assert "Ann Ash" in printed("{{ name | title_case }}")
    assert "ann ash" in printed("{{ name | title_case(small=20) }}")
    assert said("{{ name | title_case }}") == []
    assert said("{{ visits | title_case }}") == [
        "filter: the filter 'title_case' takes text, and this is a whole number"
    ]
    assert said("{{ name | title_case(name) }}") == [
        "filter: the filter 'title_case' takes a whole number as 'small', and this is text"
    ]
    assert said("{{ (name | title_case) + 1 }}") == [
        "arithmetic: a sum of things that are not all numbers of one type, or may be absent"
    ]


def test_a_plain_text_that_it_gives_is_a_warning_and_what_may_be_nothing_an_error() -> None:
    def loose(value: str) -> str:
        return value

    def perhaps(value: str) -> Line | None:
        return None if value else value

    filters.register(loose)
    filters.register(perhaps)
    assert said("{{ name | loose }}") == [
        "plain-text: what is made of name may be blank or a stand-in such as TBC; the letter would then be refused"
    ]
    assert said("{{ name | perhaps }}") == ["may-be-absent: name | perhaps may be absent here"]
    assert said('{{ (name | perhaps) or "nobody" }}') == []


def test_what_it_gives_is_held_against_its_type() -> None:
    def liar(value: str) -> int:
        return value  # type: ignore[return-value]  # that is what is tried

    def blank(value: str) -> Line:
        return value[:0]

    def raising(value: str) -> Line:
        raise ValueError(value)

    for one in (liar, blank, raising):
        filters.register(one)  # type: ignore[type-var]  # of several types
        with pytest.raises(DataError) as caught:
            printed(f"{{{{ name | {one.__name__} }}}}")
        assert "ash" not in str(caught.value)


def _no_types(value):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  (that is what is tried)
    return value


def _takes_nothing() -> str:
    return ""


def _by_name_only(value: str, *, a: int) -> str:
    return value * a


def _takes_absent(value: str | None) -> str:
    return value or ""


def _gives_mapping(value: str) -> dict[str, str]:
    return {value: value}


def _upper(value: str) -> str:
    return value


@pytest.mark.parametrize(
    ("function", "name", "message"),
    [
        (_no_types, "no_types", "does not say the type of value, return"),
        (_takes_nothing, "nothing", "takes no value"),
        (_by_name_only, "by_name", "arguments by name only"),
        (_takes_absent, "absent", "a filter takes texts, numbers"),
        (_gives_mapping, "mapping", "a filter gives texts, numbers"),
        (_upper, "upper", "has a filter 'upper' of its own"),
        (_upper, "no name", "is no name of a filter"),
        (len, "size_of", "does not say the type"),
        (5, "five", "no function with types"),
    ],
)
def test_what_is_no_filter_is_refused(function: Callable[..., Any], name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        filters.register(function, name=name)


def test_two_filters_of_one_name_clash_and_one_twice_does_not() -> None:
    filters.register(_upper, name="mine")
    filters.register(_upper, name="mine")
    with pytest.raises(UsageError, match="another filter is called 'mine' already"):
        filters.register(_takes_title, name="mine")


def _takes_title(value: str) -> str:
    return value.title()


CODE = "from letterforge import Line\ndef multiline(value: list[Line]) -> Line:\n    return ' / '.join(value)\n"


def install(folder: Path, name: str, code: str = CODE) -> None:
    made = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    module = name.replace("-", "_") + "_filters"
    points = f"[letterforge.filters]\nmultiline = {module}:multiline\n"
    (made / "entry_points.txt").write_text(points, encoding="utf-8")
    (folder / f"{module}.py").write_text(code, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    entry_points._scan.cache_clear()
    registered._of_package.cache_clear()
    yield tmp_path
    entry_points._scan.cache_clear()


def test_a_package_offers_a_filter(site: Path) -> None:
    install(site, "acme-one")
    assert said("{% if lines %}{{ lines | multiline }}{% endif %}") == []
    assert said("{{ visits | multiline }}") == [
        "filter: the filter 'multiline' takes a list of text, and this is a whole number"
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise SystemExit", "acme-two 1.0, which offers it, cannot be imported (SystemExit)"),
        ("def multiline(value): return value", "'multiline' does not say the type of value, return"),
    ],
)
def test_a_package_whose_filter_is_broken_is_named(site: Path, code: str, message: str) -> None:
    install(site, "acme-two", code)
    sys.modules.pop("acme_two_filters", None)
    with pytest.raises(TemplateError) as caught:
        loaded("{{ name | multiline }}")
    (found,) = caught.value.findings
    assert found.message.startswith("the filter 'multiline' cannot be had: ")
    assert message in found.message


def test_two_packages_that_offer_one_filter_are_both_named(site: Path) -> None:
    install(site, "acme-three")
    install(site, "acme-four")
    with pytest.raises(TemplateError, match=r"it is offered by acme-\w+ 1.0 and acme-\w+ 1.0; uninstall one of them"):
        letterforge.Letter(loaded("{{ name | multiline }}"), DATA)
