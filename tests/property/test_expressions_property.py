"""*Word and Markdown mean the same, and both what Jinja means*, as far as the allowlist goes; nothing else is evaluated."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import jinja2
import pytest
from hypothesis import given
from tests.property.drawn_expressions import SCOPE, allowed_expressions, hostile_expressions
from tests.property.examples import examples

from letterforge.expressions.expression import parse
from letterforge.expressions.faults import EvaluationError, ExpressionError
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer

PRINTER = Printer("en-GB")
NONE = object()  # no value: undefined, or refused


@functools.cache
def jinja() -> jinja2.Environment:
    return jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701  (nothing is rendered)


def theirs(source: str) -> Any:
    try:
        value = jinja().compile_expression(source, undefined_to_none=False)(**SCOPE)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, AttributeError):
        return NONE
    return NONE if isinstance(value, jinja2.Undefined) else plain(value)


def ours(source: str) -> Any:
    try:
        value = parse(source, PRINTER).evaluate(SCOPE)
    except (ExpressionError, EvaluationError):
        return NONE
    return NONE if value is UNDEFINED else plain(value)


def plain(value: Any) -> Any:
    """A value with its type, so that 1 is not true; a tuple is a list to us, and escaped text a text."""
    if isinstance(value, (list, tuple)):
        if any(isinstance(item, jinja2.Undefined) or item is UNDEFINED for item in value):
            return NONE
        return [plain(item) for item in value]
    return (str, str.__str__(value)) if isinstance(value, str) else (type(value), value)


@examples(800, 20_000)
@given(allowed_expressions)
def test_values_are_those_of_jinja(source: str) -> None:
    mine, other = ours(source), theirs(source)
    if mine is NONE or other is NONE:
        return
    said = other[1] if isinstance(other, tuple) else ""
    if "join" in source and re.search(
        r"[\[(]", str(said)
    ):  # a list within a list, which Jinja joins as Python writes it
        return
    assert mine == other


def test_most_of_these_expressions_have_a_value_that_is_compared() -> None:
    """Else the property above would say little."""
    counts = {True: 0, False: 0}

    @examples(300)
    @given(allowed_expressions)
    def count(source: str) -> None:
        counts[ours(source) is not NONE and theirs(source) is not NONE] += 1

    count()
    assert counts[True] > counts[False] / 2


@examples(1500)
@given(hostile_expressions)
def test_anything_else_is_refused_with_an_error_of_ours(source: str) -> None:
    try:
        value = parse(source, PRINTER).evaluate(SCOPE)
    except (ExpressionError, EvaluationError):
        return
    assert value is UNDEFINED or value is None or type(value) in (str, int, float, bool, list, dict)


LONG: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: "(" * n + "a" + ")" * n,
    "lists": lambda n: "[" * n + "a" + "]" * n,
    "indexes": lambda n: "l" + "[0]" * n,
    "open brackets": lambda n: "(" * n,
    "not": lambda n: "not " * n + "y",
    "minus": lambda n: "-" * n + "a",
    "minus and not": lambda n: "- not " * n + "a",
    "and": lambda n: " and ".join(["y"] * n),
    "or": lambda n: " or ".join(["n"] * n),
    "plus": lambda n: "+".join(["a"] * n),
    "times": lambda n: "*".join(["99999999999999999999"] * n),
    "powers": lambda n: "**".join(["9"] * n),
    "compared": lambda n: "<".join(["a"] * n),
    "filters": lambda n: "t" + "|e" * n,
    "attributes": lambda n: "d" + ".d" * n,
    "conditions": lambda n: "a if y else " * n + "a",
    "conditions within": lambda n: "a if " * n + "y" + " else a" * n,
    "tests": lambda n: "a" + " is defined" * n,
    "arguments": lambda n: "n|default(" * n + "a" + ")" * n,
    "texts": lambda n: "'a' " * n,
    "digits": lambda n: "9" * n,
    "in": lambda n: "a in " * n + "l",
    "commas": lambda n: "[" + "a," * n + "]",
    "strings": lambda n: "'" + "\\" * n + "'",
}


@pytest.mark.parametrize("what", LONG)
@pytest.mark.parametrize("length", [10, 30, 99, 101, 300, 900, 1900, 20_000])
def test_long_and_deep_expressions_have_a_value_or_are_refused(what: str, length: int) -> None:
    source = LONG[what](length)
    mine = ours(source)
    if length > 2000:
        assert mine is NONE
    elif length == 10 and what not in ("open brackets", "minus and not", "powers", "lists", "strings", "in", "indexes"):
        other = theirs(source)
        assert (mine is NONE and what in ("attributes", "tests", "filters", "minus")) or mine == other
