"""Whose a text is that an expression has come to: a field's, or the author's who wrote it out."""

from __future__ import annotations

from typing import Any

import pytest

from letterforge.expressions.expression import parse
from letterforge.expressions.origins import is_authored, origin
from letterforge.expressions.paths import format_path, path_of
from letterforge.formatting.printer import Printer

PRINTER = Printer("en-GB")
SCOPE: dict[str, Any] = {"name": "Ann", "nick": "", "yes": True, "no": False, "list": ["a", "b"], "sep": " and "}


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("name", "name"),
        ("'x'", "author"),
        ("name if yes else 'x'", "name"),
        ("name if no else 'x'", "author"),
        ("(nick or name) if yes else 'x'", "name"),
        ("name if yes", "name"),
        ("name if no", "CondExpr"),
        ("name and 'x'", "author"),
        ("nick and 'x'", "nick"),
        ("name or 'x'", "name"),
        ("nick or 'x'", "author"),
        ("nick or missing or 'x'", "author"),
        ("name | default('x')", "name"),
        ("missing | default('x')", "author"),
        ("missing | default(name)", "name"),
        ("missing | default(nick or 'x')", "author"),
        ("nick | default('x')", "nick"),
        ("nick | default('x', true)", "author"),
        ("nick | default('x', yes)", "author"),
        ("nick | default('x', no)", "nick"),
        ("missing | default", "author"),
        # A value that is equal to what would stand in does not make it the author's.
        ("nick | default('')", "nick"),
        ("name | upper", "name"),
        ("'x' | upper", "author"),
        ("(nick or 'x') | upper", "author"),
        ("list | join(', ')", "list"),
        ("list | join(sep)", "Filter"),
        ("1", "Const"),
    ],
)
def test_the_part_that_a_text_came_from(source: str, wanted: str) -> None:
    found = origin(parse(source, PRINTER).node, SCOPE, PRINTER)
    path = path_of(found)
    said = format_path(path) if path else "author" if is_authored(found) else type(found).__name__
    assert said == wanted


def test_what_stands_in_where_nothing_is_given_is_empty() -> None:
    found = origin(parse("missing | default", PRINTER).node, SCOPE, PRINTER)
    assert getattr(found, "value", None) == ""


def test_only_a_text_that_is_written_out_is_the_authors() -> None:
    assert is_authored(parse("'x'", PRINTER).node) is True
    assert is_authored(parse("1", PRINTER).node) is False
    assert is_authored(parse("name", PRINTER).node) is False
