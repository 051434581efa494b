"""Expressions that templates allow, with the values that they stand over, and hostile ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SCOPE: dict[str, Any] = {
    "a": 3,
    "b": -4,
    "f": 1.5,
    "t": "one two",
    "u": "O'Brien é",
    "v": "",
    "w": [],
    "l": ["x", "y", "one two"],
    "m": [3, 1, 2],
    "n": None,
    "y": True,
    "d": {"x": 5, "t": "Deep", "d": {"l": ["z"], "n": None}},
    "r": [{"name": "A", "age": 40}, {"name": "B", "age": 5}],
}
_NAMES = st.sampled_from(
    (*SCOPE, "missing", "d.x", "d.t", "d.d.l", "d.d.n", "d.missing", "d['x']", "l[0]", "l[-1]", "l[9]")
)
_NAMES |= st.sampled_from(("m[1]", "r[0].name", "r[1]['age']", "r", "d.d", "missing.x", "t.x", "a[0]", "l.x"))
_CONSTANTS = st.sampled_from(
    ("1", "0", "2.5", "-1", "'one'", '"two"', "''", "true", "false", "none", "[]", "['x', 1]", "(1, 2)")
)
_BINARY = ("and", "or", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "+", "-", "*", "< 4 <", "== a ==")
_UNARY = ("not ", "-", "+", "- -")
_TESTS = ("defined", "undefined", "none", "odd", "even", "not none", "not defined")
_FILTERS = (
    *("upper", "lower", "trim", "capitalize", "title", "length", "count", "first", "last", "abs", "join"),
    *("join(', ')", "default", "default('-')", "default('-', true)", "d(0)", "default(a, y)"),
)


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(_BINARY), inner).map(" ".join),
        st.tuples(st.sampled_from(_UNARY), inner).map("".join),
        st.tuples(inner, st.sampled_from(_TESTS)).map(" is ".join),
        st.tuples(inner, st.sampled_from(_FILTERS)).map("|".join),
        st.tuples(inner, inner, inner).map(lambda three: f"{three[0]} if {three[1]} else {three[2]}"),
        st.tuples(inner, inner).map(lambda two: f"{two[0]} if {two[1]}"),
        st.tuples(inner, inner).map(lambda two: f"[{two[0]}, {two[1]}]"),
        inner.map(lambda one: f"({one})"),
    )


allowed_expressions = st.recursive(_NAMES | _CONSTANTS, _composed, max_leaves=8)
"""Expressions of what is allowed only; most have a value over `SCOPE`."""

_TOKENS = (
    *(
        "a",
        "d",
        "t",
        "l",
        ".",
        "..",
        ".x",
        ".__class__",
        "['__class__']",
        "[0]",
        "[",
        "]",
        "(",
        ")",
        "()",
        "{",
        "}",
        ",",
    ),
    *(" ", "\n", "|", "|upper", "|attr('x')", "|map('upper')", "|join(',')", "+", "-", "*", "**", "/", "//", "%", "~"),
    *(
        " and ",
        " or ",
        " not ",
        " in ",
        " is ",
        " is defined",
        " if ",
        " else ",
        "'",
        '"',
        "'x'",
        "1",
        "9",
        "1e9",
        "0x1",
    ),
    *(
        ":",
        "=",
        "==",
        "<",
        "!",
        "@",
        "#",
        "$",
        "\\",
        "none",
        "true",
        "self",
        "loop",
        "range(9)",
        "é",
        "\x00",
        "lambda x: x",
    ),
)
hostile_expressions = st.lists(st.sampled_from(_TOKENS), max_size=30).map("".join)
"""Anything that a lexer of Jinja may see."""
