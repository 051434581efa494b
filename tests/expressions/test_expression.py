"""Expressions: what is allowed and what it means, and each refusal word for word."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from letterforge.expressions.expression import parse, parse_for
from letterforge.expressions.faults import EvaluationError, ExpressionError
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.paths import field_path, first_path, format_path
from letterforge.expressions.tests import TESTS
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer
from letterforge.languages.language import DATE_STYLES
from letterforge.models.month import MonthOfYear

PRINTER = Printer("en-GB")
DAY = datetime.date(2026, 3, 3)
SCOPE: dict[str, Any] = {
    "a": 3,
    "f": 2.5,
    "money": Decimal("1234.50"),
    "big": 10**2_000,
    "t": "one",
    "n": None,
    "y": True,
    "d": {"items": "a field", "x": {"y": [1, 2]}, "keys": 7, "class": "c", "_private": "p"},
    "l": ["x", "y"],
    "w": [],
    "day": DAY,
    "at": datetime.time(14, 30),
    "month": MonthOfYear(2026, 4),
    "long": datetime.timedelta(minutes=90),
}

VALUES: dict[str, Any] = {
    "a": 3,
    " a ": 3,
    "t": "one",
    "missing": UNDEFINED,
    "d.items": "a field",
    "d.keys": 7,
    "d['class']": "c",
    "d._private": "p",
    "d.x.y[1]": 2,
    "d.x.y[-1]": 2,
    "d.x.y.0": 1,
    "d.x.y[-2]": 1,
    "d.x.y[-3]": UNDEFINED,
    "d.x.y[2]": UNDEFINED,
    "d.x.y[9]": UNDEFINED,
    "d.nothing": UNDEFINED,
    "1": 1,
    "1.5": 1.5,
    "'a' 'b'": "ab",
    "true and False": False,
    "none": None,
    "['a', 1]": ["a", 1],
    "a == 3 and t == 'one'": True,
    "n or 'instead'": "instead",
    "a and t": "one",
    "not y": False,
    "1 < a <= 3 < 4": True,
    "1 < a < 3": False,
    "a != 3": False,
    "'x' in l": True,
    "'z' not in l": True,
    "'n' in t": True,
    "a in (1, 2, 3)": True,
    "a in [1, 2]": False,
    "a + 1": 4,
    "a - 4": -1,
    "a * 2": 6,
    "a + f": 5.5,
    "money * 2": Decimal("2469.00"),
    "a + money": Decimal("1237.50"),
    "money * 1.1": Decimal("1357.950"),
    "-0.1 + money": Decimal("1234.40"),
    "-a": -3,
    "+a": 3,
    "-f": -2.5,
    "f + 0.5": 3.0,
    "money + money": Decimal("2469.00"),
    "missing is defined": False,
    "a is defined": True,
    "d.nothing is undefined": True,
    "n is none": True,
    "n is not none": False,
    "a is odd": True,
    "a is even": False,
    "'b' if y else 'c'": "b",
    "'b' if n": UNDEFINED,
    "t | upper": "ONE",
    "t|upper|lower": "one",
    "'o’brien and co'|title": "O’brien And Co",
    "'ÉCOLE'|capitalize": "École",
    "'  a '|trim": "a",
    "l|length": 2,
    "t|count": 3,
    "l|first": "x",
    "l|last": "y",
    "w|first": UNDEFINED,
    "l|join(' or ')": "x or y",
    "l|join": "xy",
    "-a|abs": 3,  # as Jinja has it
    "missing|default('-')": "-",
    "n|default('-')": None,
    "n|default('-', true)": "-",
    "missing|d": "",
    "t|e|escape": "one",
    "day|date": "3 March 2026",
    "day|date('full')": "Tuesday 3 March 2026",
    "at|time": "2:30 pm",
    "month|month": "April 2026",
    "day|month": "March 2026",
    "long|duration": "90 minutes",
    "long|duration('long')": "1 hour 30 minutes",
    "money|number": "1,234.5",
    "money|number(2)": "1,234.50",
    "l[0:1]": ["x"],
    "l[:-1]": ["x"],
    "l[5:]": [],
    "l[::2]": ["x"],
    "t[0]": "o",
    "t[0:2]": "on",
    "t[7:]": UNDEFINED,
    "t[7]": UNDEFINED,
    "l[a - 2]": "y",
    "l[a]": UNDEFINED,
    "t is string": True,
    "a is string": False,
    "a is number": True,
    "y is number": True,
    "a is integer": True,
    "y is integer": False,
    "y is boolean": True,
    "f is float": True,
    "money is number": True,
    "d is mapping": True,
    "l is mapping": False,
    "l is sequence": True,
    "t is iterable": True,
    "a is iterable": False,
    "missing is string": False,
    "t.upper()": "ONE",
    "', '.join(l)": "x, y",
    "t.replace('n', 'd')": "ode",
    "t.startswith('o') and t.endswith('e')": True,
    "d.get('nothing')": None,
    "d.get('nothing', 'instead')": "instead",
    "day.strftime('%-d %B %Y')": "3 March 2026",
    "day|date(format='dd.MM.yyyy')": "03.03.2026",
    "at|strftime('%H:%M')": "14:30",
    "money|number(form='plain')": "1234.5",
    "l|batch(1)": [["x"], ["y"]],
    "t|replace('one', '')": UNDEFINED,
    "f|round": 2.0,
    "f|round(method='ceil')": 3.0,
    "money|round(1)": Decimal("1234.5"),
    "money|int": 1234,
    "' 7 '|int": 7,
    "t|int": UNDEFINED,
    "t|int(default=5)": 5,
}


@pytest.mark.parametrize("source", VALUES)
def test_what_is_allowed_has_a_value(source: str) -> None:
    value = parse(source, PRINTER).evaluate(SCOPE)
    assert value == VALUES[source]
    assert type(value) is type(VALUES[source])


@pytest.mark.parametrize(
    "source", ["(a)" * 1 + " + (a)" * 60, "[[1], [2]] or [" + "[1]," * 60 + "]", "(" * 40 + "a" + ")" * 40]
)
def test_brackets_count_by_their_depth_and_not_by_their_number(source: str) -> None:
    parse(source, PRINTER)


def test_an_expression_knows_its_text_and_is_equal_to_its_like() -> None:
    assert parse(" a.b ", PRINTER).source == "a.b"
    assert parse("a.b", PRINTER) == parse(" a.b", Printer("cy"))
    assert parse("a.b", PRINTER) != parse("a.c", PRINTER)
    assert len({parse("a.b", PRINTER), parse(" a.b", Printer("cy")), parse("a.c", PRINTER)}) == 2


FIELD = "Compute it in the model, and name that field."
STYLES = ", ".join(map(repr, DATE_STYLES))
PATTERN = 'a pattern is written as "%d %B %Y" or "d MMMM yyyy"'
ENDS = "the ends of a slice are numbers that are written out, up to 10,000"
SEVERAL = "Write it in several placeholders."
CALL = "function calls are not allowed in templates | Name a field or use a filter, and leave the brackets out."
KNOWN_TESTS = f"Use one of: {', '.join(TESTS)}."
REFUSED: dict[str, str] = {
    "": "there is nothing between the braces | Write the name of a field.",
    "  ": "there is nothing between the braces | Write the name of a field.",
    "a b": "this is not an expression from 'b' on | Names of fields have no spaces; texts stand in quotes.",
    "a = 1": "this is not an expression from '=' on | Two things are compared with two signs: {% if name == \"x\" %}.",
    "a, b": "there are two values here, separated by a comma | Write one placeholder for each.",
    "a, b if c else d": "there are two values here, separated by a comma | Write one placeholder for each.",
    "a.": "this is not an expression: expected name or number | Write the name of a field behind the full stop.",
    "a +": "this is not an expression: unexpected 'end of template' | None",
    "(a": "this is not an expression: unexpected end of template, expected ')'. | None",
    "a)": "this is not an expression: unexpected ')' | None",
    "'a": 'this is not an expression: unexpected char "\'" at 0 | None',
    "a $ b": "this is not an expression: unexpected char '$' at 2 | Write the name of a field alone, without a sign before it.",
    "f()": CALL,
    "a.b()": CALL,
    "'a'.format(b)": CALL,
    "range(9)": CALL,
    "a.__class__": "'__class__' is not a field | Fields of the model are all that a template can reach.",
    "a['__init__']": "'__init__' is not a field | Fields of the model are all that a template can reach.",
    "9 ** 9 ** 9": f"powers are not allowed in templates | {FIELD}",
    "a / b": f"division is not allowed in templates | {FIELD}",
    "a // b": f"division is not allowed in templates | {FIELD}",
    "a % b": "remainders are not allowed in templates | Compute it in the model, or write 'is odd' or 'is even'.",
    "a ~ b": "~ is not allowed in templates | Write the placeholders one after the other.",
    "{'a': 1}": "dictionaries are not allowed in templates | Give it as a field.",
    "a[b:2]": f"{ENDS} | Write the first and the last position, people[1:3].",
    "a[:10001]": f"{ENDS} | Write the first and the last position, people[1:3].",
    "a[true:]": f"{ENDS} | Write the first and the last position, people[1:3].",
    "a[::-1]": "a slice goes forwards | Write the first and the last position, people[1:3].",
    "a[::0]": "a slice goes forwards | Write the first and the last position, people[1:3].",
    "a | uper": "there is no filter 'uper' | Did you mean upper?",
    "a | attr('b')": f"there is no filter 'attr' | Use one of: {', '.join(FILTERS)}.",
    "a | join(e=1)": "the filter 'join' has no argument called 'e' | Its arguments are: d.",
    "a | join(', ', d=1)": "the filter 'join' is given its argument 'd' twice | Give it once.",
    "a | upper(d=1)": "the filter 'upper' has no argument called 'd' | It takes none.",
    "a | batch(fill_with=1)": "the filter 'batch' lacks an argument | None",
    "a | batch(0)": "the filter 'batch' does not know this argument | Write one of: a number from 1 to 100.",
    "a | replace('b')": "the filter 'replace' takes 2 arguments, not 1 | None",
    "a | int('0')": "the filter 'int' does not know this argument | A whole number stands in for what is none: int(0).",
    "a.startswith(b)": 'function calls are not allowed in templates | Write {{ a | like("text*") }}.',
    "a | join(*b)": "stars are not allowed before the arguments of filters | Write the arguments one by one.",
    "a | upper(1)": "the filter 'upper' takes 0 arguments, not 1 | None",
    "a | join(1, 2)": "the filter 'join' takes 0 to 1 arguments, not 2 | None",
    "a | date('shorter')": f"the filter 'date' does not know this argument | Write one of: {STYLES}; or {PATTERN}.",
    "a | date(b)": "the filter 'date' does not know this argument | It must be written out.",
    "a | date('YYYY')": f"the filter 'date' does not know this argument | Write one of: {STYLES}; or {PATTERN}.",
    "a is callable": f"'is callable' is not a test that letterforge knows | {KNOWN_TESTS}",
    "a is divisibleby(3)": f"arguments are not allowed in tests | {KNOWN_TESTS}",
    "a" * 2001: f"the expression has more than 2000 characters | {SEVERAL}",
    "(" * 41 + "a" + ")" * 41: f"there are more than 40 nested brackets | {SEVERAL}",
    "(" * 20_000 + "a" + ")" * 20_000: f"the expression has more than 2000 characters | {SEVERAL}",
    "not " * 400 + "a": f"the expression is nested too deep | {SEVERAL}",
    "-" * 1_900 + "a": f"the expression is nested too deep | {SEVERAL}",
    " and ".join(["a"] * 300): f"the expression is nested too deep | {SEVERAL}",
    "+".join(["a"] * 900): f"the expression is nested too deep | {SEVERAL}",
}


def told(fault: ExpressionError) -> str:
    return f"{fault.message} | {fault.hint}"


@pytest.mark.parametrize("source", REFUSED, ids=lambda source: source[:30] or "nothing")
def test_what_is_not_allowed_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source, PRINTER)
    assert told(caught.value) == REFUSED[source]


KIND = "cannot work with a value of this kind"
ORDER = "a comparison of two things that cannot be ordered"
SUM = "a sum of things that are not numbers of one type"
WRONG: dict[str, str] = {
    "t.x": "'x' of something that has no fields",
    "n.x": "'x' of something that has no fields",
    "missing.x": "'x' of something that has no fields",
    "l.x": "'x' of something that has no fields",
    "d[0]": "a position in something that is neither a list nor a text",
    "a[0]": "a position in something that is neither a list nor a text",
    "d[1:]": "a slice of something that is neither a list nor a text",
    "l[t]": "something in brackets that is no position in this list, or no name of a field",
    "l[y]": "something in brackets that is no position in this list, or no name of a field",
    "d[a]": "something in brackets that is no position in this list, or no name of a field",
    "t|replace('', t)": "the filter 'replace' cannot print a text with something else in the place of nothing, or longer than any letter",
    "day|strftime('%H')": "the filter 'strftime' cannot print a date or time by a pattern that it does not go by",
    "at|date('%d %B')": "the filter 'date' cannot work with a value of this kind",
    "a < t": ORDER,
    "n < 1": ORDER,
    "missing > 1": ORDER,
    "1 in a": ORDER,
    "a + t": SUM,
    "t + t": SUM,
    "money + f": SUM,
    "a * f + money": SUM,
    "a * 1.5 + money": SUM,
    "y + 1": SUM,
    "y + y": SUM,
    "t * 3": SUM,
    "l + l": SUM,
    "-t": "a sign before something that is not a number",
    "t is odd": "'is odd' of something that is not a whole number",
    "f is even": "'is even' of something that is not a whole number",
    "a|upper": f"the filter 'upper' {KIND}",
    "a|length": f"the filter 'length' {KIND}",
    "a|first": f"the filter 'first' {KIND}",
    "d|first": f"the filter 'first' {KIND}",
    "d.x|last": f"the filter 'last' {KIND}",
    "t|date": f"the filter 'date' {KIND}",
    "[n]|join": "the filter 'join' cannot print nothing (the field is empty)",
    "[d]|join": "the filter 'join' cannot print a model, not one of its fields",
    "big * big": "a number that is too large",
}


@pytest.mark.parametrize("source", WRONG, ids=lambda source: source[:30])
def test_what_does_not_work_out_is_said_without_the_value(source: str) -> None:
    expression = parse(source, PRINTER)
    with pytest.raises(EvaluationError) as caught:
        expression.evaluate(SCOPE)
    assert str(caught.value) == WRONG[source]


# --- loops ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "name", "path", "conditional"),
    [
        ("x in y", "x", ("y",), False),
        (" member in team.members ", "member", ("team", "members"), False),
        ("x in y if x", "x", ("y",), True),
        ("x in y if x.a is defined and x.b > 1", "x", ("y",), True),
        ("x\nin\ty", "x", ("y",), False),
    ],
)
def test_loops(source: str, name: str, path: tuple[str, ...], *, conditional: bool) -> None:
    head = parse_for(source, PRINTER)
    assert (head.name, field_path(head.iterated.node), head.condition is not None) == (name, path, conditional)


def test_the_list_and_the_condition_of_a_loop_are_evaluated() -> None:
    head = parse_for("x in ['a', 'b'] if x != 'a'", PRINTER)
    condition = head.condition
    assert condition is not None
    assert [x for x in head.iterated.evaluate({}) if condition.evaluate({"x": x})] == ["b"]


PAIRS = "a loop cannot unpack pairs | Loop over a list of models, and name the field of each; or {% for key, value in names.items() %}."
LOOPS = {
    "": "there is nothing between the braces | Write the name of a field.",
    "x": "this is not an expression: unexpected end of template, expected 'in'. | None",
    "x of y": "this is not an expression: expected token 'in', got 'of' | Write {% for item in items %}.",
    "x in": "this is not an expression: unexpected 'end of template' | None",
    "x, y in z": PAIRS,
    "x, y in z | sort": "there is no filter 'sort' | Use one of: " + ", ".join(FILTERS) + ".",
    "x, y, u in z.items()": PAIRS,
    "(x, y), u in z.items()": PAIRS,
    "x, x in z.items()": "a key and its value cannot have one name | Choose another for one of them.",
    "x, loop in z.items()": "the loop variable cannot be called loop | loop is the name for the loop itself; choose another.",
    "loop in y": "the loop variable cannot be called loop | loop is the name for the loop itself; choose another.",
    "x in y recursive": "recursive loops are not allowed | Write one loop inside the other.",
    "x in y z": "this is not an expression from 'z' on | Names of fields have no spaces; texts stand in quotes.",
    "x in f()": CALL,
    "x in y if f()": CALL,
    "x.y in z": "this is not an expression: expected token 'in', got '.' | None",
    "1 in z": "this is not an expression: can't assign to 'const' | None",
    "x in " + "(" * 50: f"there are more than 40 nested brackets | {SEVERAL}",
    "x in y if " + "not " * 400 + "x": f"the expression is nested too deep | {SEVERAL}",
}


@pytest.mark.parametrize("source", LOOPS, ids=lambda source: source[:30] or "nothing")
def test_what_is_no_loop_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_for(source, PRINTER)
    assert told(caught.value) == LOOPS[source]


# --- paths ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "path", "first"),
    [
        ("a", ("a",), ("a",)),
        ("a.b[0].c", ("a", "b", 0, "c"), ("a", "b", 0, "c")),
        ("a['b c']", ("a", "b c"), ("a", "b c")),
        ("a.b|upper", None, ("a", "b")),
        ("1 + a.b", None, ("a", "b")),
        ("'a'", None, None),
        ("c if a.b else d", None, ("a", "b")),
    ],
)
def test_paths(source: str, path: tuple[str | int, ...] | None, first: tuple[str | int, ...] | None) -> None:
    node = parse(source, PRINTER).node
    assert (field_path(node), first_path(node)) == (path, first)


def test_paths_are_spelt_as_they_are_written() -> None:
    assert format_path(("team", "members", 0, "name")) == "team.members[0].name"
    assert format_path(("a",)) == "a"


@pytest.mark.parametrize(
    ("source", "listed", "asked"),
    [
        ("x in xs", "xs", None),
        ("x\nin  xs\nif x.y", "xs", "x.y"),
        ("x in xs[0] if x in (y if z else w)", "xs[0]", "x in (y if z else w)"),
        ("x in ['a in b', \" if \"] if x", "['a in b', \" if \"]", "x"),
        ("inner in inner_list if inner", "inner_list", "inner"),
        ("x in (a if b else c) if x in d", "(a if b else c)", "x in d"),
        ("x in [a, (b)] if x", "[a, (b)]", "x"),
        ("x in ((a if b else c) or (d if e else f)) if x", "((a if b else c) or (d if e else f))", "x"),
        ("x in [(1 if b else 2)] if (x if y else z) if y else z", "[(1 if b else 2)]", "(x if y else z) if y else z"),
    ],
)
def test_the_text_of_a_loop_is_cut_where_its_words_are(source: str, listed: str, asked: str | None) -> None:
    head = parse_for(source, PRINTER)
    assert head.iterated.source == listed
    assert (head.condition.source if head.condition else None) == asked


@pytest.mark.parametrize(
    ("source", "scope"),
    [
        ("a < b", {"a": Decimal("NaN"), "b": Decimal(1)}),
        ("a == b", {"a": Decimal("sNaN"), "b": Decimal(1)}),
        ("a < b", {"a": datetime.datetime(2026, 3, 3), "b": datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC)}),  # noqa: DTZ001  (without on purpose)
        ("a in b", {"a": 1, "b": "x"}),
        ("a in b", {"a": "k", "b": {"k": 1}}),
        ("a not in b", {"a": "k", "b": {}}),
    ],
)
def test_what_has_no_order_is_an_error_without_a_value(source: str, scope: dict[str, Any]) -> None:
    with pytest.raises(EvaluationError, match="^a comparison of two things that cannot be ordered$"):
        parse(source, PRINTER).evaluate(scope)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("v | first", None),
        ("v | first", "text"),
        ("v | join", "text"),
        ("v | length", {"a": 1}),
        ("v | abs", True),
        ("v | number", "1"),
    ],
)
def test_a_filter_takes_no_more_than_the_check_lets_through(source: str, value: object) -> None:
    with pytest.raises(EvaluationError, match="cannot work with a value of this kind"):
        parse(source, PRINTER).evaluate({"v": value})
