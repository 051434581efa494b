"""Patterns that are compiled when they are first asked for: the same as `re.compile`, and every one of ours can be."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import letterforge
from letterforge.patterns import _METHODS, _Late, late

MODULES = [
    one.name for one in pkgutil.walk_packages(letterforge.__path__, "letterforge.") if "__main__" not in one.name
]


def within(value: object) -> Iterator[_Late]:
    """The late patterns of a module, in tables, too."""
    if isinstance(value, _Late):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from within(one)


def test_every_pattern_can_be_compiled() -> None:
    """What is compiled late fails late: with the first text that it is held against, unless this test does."""
    found = [one for name in MODULES for value in vars(importlib.import_module(name)).values() for one in within(value)]
    assert len(found) > 150
    for one in found:
        one._compiled()


@pytest.mark.parametrize("name", _METHODS)
def test_it_has_the_methods_of_a_pattern(name: str) -> None:
    one, plain = late(r"(\w)\1", re.IGNORECASE), re.compile(r"(\w)\1", re.IGNORECASE)
    given = ("-", "Aabbcd", 1) if name in {"sub", "subn"} else ("bbaA",)
    for _ in range(2):
        found, wanted = (getattr(each, name)(*given) for each in (one, plain))
        if name == "finditer":
            found, wanted = ([each.span() for each in matches] for matches in (found, wanted))
        assert found == wanted if not isinstance(wanted, re.Match) else found.span() == wanted.span()


def test_it_has_whatever_else_a_pattern_has_and_no_more() -> None:
    one = late(r"(?P<year>\d{4})")
    assert (one.pattern, one.groups, dict(one.groupindex)) == (r"(?P<year>\d{4})", 1, {"year": 1})
    with pytest.raises(AttributeError, match="has no attribute 'fulmatch'"):
        one.fulmatch("2026")  # type: ignore[attr-defined]


def test_a_fault_is_raised_by_the_first_text() -> None:
    one = late("(")
    with pytest.raises(re.error):
        one.search("2026")
