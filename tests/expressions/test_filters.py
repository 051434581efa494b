from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import create_model

from letterforge import Date, Duration, LetterData, Line, Month, Time
from letterforge.expressions import filters
from letterforge.expressions.expression import parse
from letterforge.expressions.faults import EvaluationError, ExpressionError
from letterforge.expressions.filters.filter import UNKNOWN, Truth
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.filters.lists import LONGEST_JOINED
from letterforge.expressions.filters.text import like
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.days import Days
from letterforge.models.kinds import Kind
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Absent, Leaf, ListOf, Shape

EN = Printer("en-GB")
NAMESAKES = {
    ("loop.py", "first"),
    ("loop.py", "last"),
    ("loop.py", "length"),
    ("github.py", "title"),
    ("allowed_fields.py", "items"),
    ("following.py", "items"),
    ("date_patterns.py", "d"),
    ("date_patterns.py", "e"),
    ("tests.py", "number"),
    *(
        ("drafting.py", name) for name in ("number", "date", "time", "month", "duration", "money", "picture")
    ),  # types of a model file
}
SCOPE: dict[str, Any] = {
    "text": "ann o’brien-lee",
    "padded": "  a ",
    "empty": "",
    "none": None,
    "texts": ["b", "a", "c"],
    "nobody": [],
    "day": datetime.date(2026, 3, 3),
    "moment": datetime.datetime(2026, 3, 3, 14, 30),  # noqa: DTZ001  (a letter's times are local)
    "at": datetime.time(14, 30),
    "month": MonthOfYear(2026, 4),
    "length": datetime.timedelta(minutes=90),
    "count": 2026,
    "fees": {"tea": 1, "cake": 2},
    "debt": -5,
    "loop_at": 8,
    "price": Decimal("1234.50"),
    "fee": Amount(Decimal("1234.50")),
    "euros": Amount(Decimal(20), "EUR"),
}


def value(expression: str) -> Any:
    return parse(expression, EN).evaluate(SCOPE)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("text | upper", "ANN O’BRIEN-LEE"),
        ("text | lower", "ann o’brien-lee"),
        ("text | upper | lower", "ann o’brien-lee"),
        ("text | capitalize", "Ann o’brien-lee"),
        ("'aNN' | capitalize", "Ann"),
        ("text | title", "Ann O’brien-lee"),
        ("padded | trim", "a"),
        ("text | e", "ann o’brien-lee"),
        ("text | escape", "ann o’brien-lee"),
        ("texts | length", 3),
        ("text | count", 15),
        ("texts | first", "b"),
        ("texts | last", "c"),
        ("nobody | first", UNDEFINED),
        ("nobody | last", UNDEFINED),
        ("texts | join", "bac"),
        ("texts | join(' / ')", "b / a / c"),
        ("[day, count] | join(', ')", "3 March 2026, 2026"),
        ("missing | default('-')", "-"),
        ("missing | d('-')", "-"),
        ("none | default('-')", None),
        ("none | default('-', true)", "-"),
        ("empty | default('-', true)", "-"),
        ("text | default('-')", "ann o’brien-lee"),
        ("debt | abs", 5),
        ("day | date", "3 March 2026"),
        ("day | date('full')", "Tuesday 3 March 2026"),
        ("day | date('short')", "3 Mar 2026"),
        ("day | date('numeric')", "03/03/2026"),
        ("moment | date", "3 March 2026"),
        ("moment | time", "2:30 pm"),
        ("at | time", "2:30 pm"),
        ("month | month", "April 2026"),
        ("day | month", "March 2026"),
        ("length | duration", "90 minutes"),
        ("length | duration('long')", "1 hour 30 minutes"),
        ("count | number", "2,026"),
        ("price | number(2)", "1,234.50"),
        ("price | number(0)", "1,234"),
        ("price | number(1, 'plain')", "1234.5"),
        ("price | number(1, 'grouped')", "1,234.5"),
        ("text | caps", "Ann O’brien-lee"),
        ("'mAC aLL' | caps", "MAC ALL"),
        ("'mAC aLL' | firstcap", "MAC aLL"),
        ("day | date_as('dddd, d MMM yy')", "Tuesday, 3 Mar 26"),
        ("moment | date_as('HH:mm')", "14:30"),
        ("at | date_as('h.mm AM/PM')", "2.30 PM"),
        ("'3 March 2026' | date_as('dd/MM/yyyy')", "03/03/2026"),
        ("'2026-03-03' | date_as", "3 March 2026"),
        ("'2026-03-03T14:30' | date_as('H.mm')", "14.30"),
        ("'2.30 pm' | date_as('HH:mm')", "14:30"),
        ("price | number_as('£#,##0.00')", "£1,234.50"),
        ("'1,234.5' | number_as('£#,##0.00')", "£1,234.50"),
        ("debt | number_as('0;(0);nil')", "(5)"),
        ("'1,234.5' | to_number", Decimal("1234.5")),
        ("price | money('GBP')", "£1,234.50"),
        ("price | money(currency='EUR', style='short')", "€1,234.50"),
        ("euros | money('EUR', 'short')", "€20"),
        ("debt | money('GBP')", "-£5.00"),
        ("2.675 | money('GBP')", "£2.68"),
        ("count | money('JPY')", "JP¥2,026"),
        ("count | money('BHD')", "BHD\N{NO-BREAK SPACE}2,026.000"),
        ("count | ordinal", "2026th"),
        ("[1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 0][loop_at] | ordinal", "22nd"),
        ("debt | ordinal", "-5th"),
        ("1 | plural('child', 'children')", "child"),
        ("0 | plural(one='child', other='children')", "children"),
        ("count | plural('', 's')", "s"),
        ("14 | days", Days(14)),
        ("2 | weeks", Days(14)),
        ("day + 14 | days", datetime.date(2026, 3, 17)),
        ("1 | weeks + day", datetime.date(2026, 3, 10)),
        ("day - 2 | weeks", datetime.date(2026, 2, 17)),
        ("moment + 1 | days", datetime.datetime(2026, 3, 4, 14, 30)),  # noqa: DTZ001  (as above)
        ("day - day + 1 | days", Days(1)),
        ("day + 1 | days > day", True),
        ("count | to_number", 2026),
        ("text | like('ann*lee')", True),
        ("text | like('Ann*')", False),
        ("text | replace('ann', 'bo')", "bo o’brien-lee"),
        ("text | replace('-', ' ')", "ann o’brien lee"),
        ("empty | replace('a', 'b')", ""),
        ("texts | batch(2)", [["b", "a"], ["c"]]),
        ("texts | batch(2, 'x')", [["b", "a"], ["c", "x"]]),
        ("nobody | batch(2, 'x')", []),
        ("fees | items", [{"key": "tea", "value": 1}, {"key": "cake", "value": 2}]),
        ("day | strftime('%A, %d %b %y')", "Tuesday, 03 Mar 26"),
        ("moment | strftime('%d/%m/%Y %H:%M')", "03/03/2026 14:30"),
        ("moment | date('EEEE d MMMM, HH:mm')", "Tuesday 3 March, 14:30"),
        ("at | strftime('%I:%M %p')", "02:30 pm"),
        ("price | round", Decimal(1234)),
        ("price | round(1)", Decimal("1234.5")),
        ("(price + 1) | round", Decimal(1236)),
        ("price | round(0, 'ceil')", Decimal(1235)),
        ("price | round(0, 'floor')", Decimal(1234)),
        ("count | round(2)", 2026),
        ("2.675 | round(2)", 2.67),
        ("price | int", 1234),
        ("'12' | int", 12),
        ("'12.5' | int(0)", 0),
        ("'' | int", UNDEFINED),
    ],
)
def test_filters(expression: str, expected: object) -> None:
    assert value(expression) == expected


@given(st.text("ab[.\n", max_size=9), st.text("ab[.*?", max_size=7))
def test_a_pattern_is_held_against_the_whole_text(text: str, pattern: str) -> None:
    regular = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    assert like(EN, text, pattern) is (re.fullmatch(regular, text, re.DOTALL) is not None)


def test_a_pattern_costs_little_and_is_no_longer_than_that() -> None:
    assert not like(EN, "a" * 300_000, "*a" * 99 + "b")
    with pytest.raises(EvaluationError, match="more than 200 characters"):
        value("text | like('" + "a" * 201 + "')")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("'soon' | date_as('d')", "no date or time"),
        ("'03/04/2026' | date_as('d')", "no date or time"),
        ("'Monday 3 March 2026' | date_as('d')", "no date or time"),
        ("'2026-13-03T25:00' | date_as('d')", "no date or time"),
        ("day | date_as('HH:mm')", "has not what the picture shows"),
        ("at | date_as('d MMMM')", "has not what the picture shows"),
        ("'ten' | number_as('0')", "no number"),
        ("'1,23' | to_number", "no number"),
        ("debt | number_as('0; ')", "shows none"),
    ],
)
def test_what_has_no_picture_is_refused_without_its_value(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        value(expression)


@pytest.mark.parametrize(
    "expression", ["day | date_as('')", "day | date_as(name)", "count | number_as('none')", "count | number_as(name)"]
)
def test_a_picture_is_written_out_and_shows_something(expression: str) -> None:
    with pytest.raises(ExpressionError, match="does not know this argument"):
        parse(expression, EN)


SHOWN = {"picture"}
"""What prints no words: `tests/filling/test_drawn.py` tries it, and `docs/reference/model.md` shows it."""


def test_every_filter_has_a_case_above() -> None:
    tried = {mark.split("|")[1].split("(")[0].strip() for mark in _cases()}
    assert set(FILTERS) - tried == SHOWN


def _cases() -> list[str]:
    (mark,) = (mark for mark in test_filters.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]  # pytest's
    return [case[0] for case in mark.args[1]]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("none | upper", "the filter 'upper' cannot work with a value of this kind"),
        ("none | length", "the filter 'length' cannot work with a value of this kind"),
        ("text | abs", "the filter 'abs' cannot work with a value of this kind"),
        ("count | number(missing)", None),
        ("text | date", "the filter 'date' cannot work with a value of this kind"),
        ("[none] | join", "the filter 'join' cannot print nothing (the field is empty)"),
        (
            "['TBC', 'a'] | join",
            "the filter 'join' cannot print a list with an item that only stands in for what is still to be filled in",
        ),
    ],
)
def test_filters_that_cannot_work_say_so_without_the_value(expression: str, message: str | None) -> None:
    if message is None:  # refused when it is read already
        with pytest.raises(Exception, match="the filter 'number' does not know this argument"):
            value(expression)
        return
    with pytest.raises(EvaluationError) as caught:
        value(expression)
    assert str(caught.value) == message


Check = Callable[..., list[str]]


class Model(LetterData):
    name: Line
    note: Line | None = None
    day: Date
    at: Time
    month: Month
    length: Duration
    count: int
    flag: bool
    names: tuple[Line, ...]


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("{{ day | upper }}", "5:1 filter: the filter 'upper' takes text, and this is a date"),
        ("{{ name | date }}", "5:1 filter: the filter 'date' takes a date or a date with a time, and this is text"),
        (
            "{{ at | date }}",
            "5:1 filter: the filter 'date' takes a date or a date with a time, and this is a time of day",
        ),
        (
            "{{ name | number }}",
            "5:1 filter: the filter 'number' takes a whole number or a number or a decimal number, and this is text",
        ),
        ("{{ count | length }}", "5:1 filter: the filter 'length' takes a list or a text, and this is a whole number"),
        (
            "{{ name | join }}",
            "5:1 filter: the filter 'join' takes a list of texts, numbers or dates, and this is text",
        ),
        ("{{ name | first }}", "5:1 filter: the filter 'first' takes a list, and this is text"),
        ("{{ note | upper }}", "5:4 may-be-absent: note may be absent here"),
        ("{{ names | first }}", "5:1 may-be-absent: names | first may be absent here"),
        ("{% if names | first %}{{ names[1] }}{% endif %}", "5:26 may-be-absent: names[1] may be absent here"),
        ("{% if names | last %}{{ names[-2] }}{% endif %}", "5:25 may-be-absent: names[-2] may be absent here"),
        ("{{ names | join(', ') }}", "5:1 unprintable: names is a list that may be empty"),
        ("{{ day | date('ful') }}", "5:1 expression: the filter 'date' does not know this argument"),
        ("{{ day | date(name) }}", "5:1 expression: the filter 'date' does not know this argument"),
        ("{{ count | number(99) }}", "5:1 expression: the filter 'number' does not know this argument"),
        ("{{ length | duration('full') }}", "5:1 expression: the filter 'duration' does not know this argument"),
        ("{{ name | uper }}", "5:1 expression: there is no filter 'uper'"),
        ("{{ name | upper(1) }}", "5:1 expression: the filter 'upper' takes 0 arguments, not 1"),
        ("{{ day | date('full', 1) }}", "5:1 expression: the filter 'date' takes 0 to 1 arguments, not 2"),
        ("{{ note | default('-') }}", "5:1 may-be-absent: note | default('-') may be absent here"),
        ("{{ flag | default('-') }}", "5:1 unprintable: flag | default('-') is a yes or no, which cannot be printed"),
    ],
)
def test_the_check_knows_what_a_filter_takes(body: str, finding: str, check_body: Check) -> None:
    assert check_body(body, Model) == [finding]


@pytest.mark.parametrize(
    "body",
    [
        "{{ name | upper }} {{ day | date('full') }} {{ day | month }} {{ at | time }} {{ month | month }}",
        "{{ length | duration('long') }} {{ count | number(2) }} {{ count | abs }} {{ name | length }}",
        "{{ note | default('-', true) }} {{ note or '-' }} {{ names | length }}",
        "{% if names %}{{ names | join(', ') }} {{ names | first }} {{ names | last | upper }}{% endif %}",
    ],
)
def test_the_check_lets_sound_filters_through(body: str, check_body: Check) -> None:
    assert check_body(body, Model) == []


@pytest.mark.parametrize(
    "body",
    [
        "{{ name }}",
        "{{ name | upper }}",
        "{{ name or '-' }}",
        "{{ 'x' if name else name }}",
        "{% if names %}{{ names | join }}{% endif %}",
        "{% if names %}{{ names }}{% endif %}",
        "{% for one in names %}{{ one }}{% endfor %}",
        "{% if names and names | join == 'x' %}x{% endif %}",
        "{{ [name] | join }}",
    ],
)
def test_a_filter_on_a_plain_text_is_warned_of_like_the_text(body: str, check_body: Check) -> None:
    """The text can be blank, whatever is made of it before it is printed."""
    model = create_model("Made", __base__=LetterData, name=(str, "x"), names=(list[str], ["x"]))
    found = [one.split()[1] for one in check_body(body, model)]
    assert found.count("plain-text:") == 1


@pytest.mark.parametrize("body", ["{{ 'x' if name else 'y' }}", "{{ name | length }}", "{% if name %}x{% endif %}"])
def test_a_plain_text_that_is_only_asked_for_is_not_warned_of(body: str, check_body: Check) -> None:
    assert check_body(body, create_model("Made", __base__=LetterData, name=(str, ...))) == []


@pytest.mark.parametrize("body", ["{{ length }}", "{{ length | duration('long') }}", "{{ [length] | join }}"])
def test_a_plain_duration_is_warned_of_and_a_field_type_keeps_it_whole(body: str, check_body: Check) -> None:
    for hint, wanted in ((datetime.timedelta, ["plain-duration:"]), (Duration, [])):
        model = create_model("Made", __base__=LetterData, length=(hint, ...))
        assert [one.split()[1] for one in check_body(body, model)] == wanted


TEXT, NUMBER, ABSENT, TRUTH = Leaf(Kind.TEXT), Leaf(Kind.INTEGER), Absent(), Leaf(Kind.BOOLEAN)
YES, NO, BLANK = Leaf(Kind.BOOLEAN, (True,)), Leaf(Kind.BOOLEAN, (False,)), Leaf(Kind.TEXT, ("",), written=True)
SOME = Leaf(Kind.INTEGER, never_false=True)


@pytest.mark.parametrize(
    ("shape", "arguments", "wanted"),
    [
        ((NUMBER,), (), (NUMBER,)),
        ((NUMBER, ABSENT), (), (NUMBER, BLANK)),
        ((NUMBER, ABSENT), ((TEXT,),), (NUMBER, TEXT)),
        ((NUMBER,), ((TEXT,),), (NUMBER,)),
        ((NUMBER,), ((TEXT,), (NO,)), (NUMBER,)),
        ((NUMBER,), ((TEXT,), (YES,)), (SOME, TEXT)),
        ((NUMBER,), ((TEXT,), (TRUTH,)), (NUMBER, TEXT)),
        ((BLANK,), ((NUMBER,), (YES,)), (NUMBER,)),
        ((BLANK,), ((NUMBER,), (TRUTH,)), (BLANK, NUMBER)),
    ],
)
def test_the_shape_of_what_stands_in(shape: Shape, arguments: tuple[Shape, ...], wanted: Shape) -> None:
    assert FILTERS["default"].gives(shape, arguments) == wanted


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ((), Truth.SAME),
        (("",), Truth.SAME),
        (("x",), Truth.NOTHING),
        (("x", True), Truth.CERTAIN),
        (("x", False), Truth.NOTHING),
        (("x", UNKNOWN), Truth.NOTHING),
        ((UNKNOWN,), Truth.NOTHING),
        (("", True), Truth.SAME),
    ],
)
def test_the_truth_of_what_stands_in(arguments: tuple[object, ...], wanted: Truth) -> None:
    assert FILTERS["default"].truth_with(arguments) is wanted


@pytest.mark.parametrize(("name", "shape"), [("number", NUMBER), ("date", Leaf(Kind.DATE)), ("time", Leaf(Kind.TIME))])
def test_what_is_printed_is_never_blank(name: str, shape: Leaf) -> None:
    assert FILTERS[name].gives((shape,), ()) == (Leaf(Kind.TEXT, fit=True),)


def test_a_text_is_blank_just_where_what_went_in_may_be() -> None:
    upper = FILTERS["upper"]
    assert upper.gives((TEXT,), ()) == (TEXT,)
    assert upper.gives((Leaf(Kind.TEXT, fit=True),), ()) == (Leaf(Kind.TEXT, fit=True),)
    assert upper.gives((Leaf(Kind.TEXT, ("a", "b")),), ()) == (Leaf(Kind.TEXT, fit=True),)
    assert upper.gives((Leaf(Kind.TEXT, ("a", "")),), ()) == (TEXT,)
    assert FILTERS["join"].gives((ListOf((NUMBER,), 1),), ()) == (Leaf(Kind.TEXT, fit=True),)
    assert FILTERS["join"].gives((ListOf((NUMBER,)),), ()) == (TEXT,)


def test_an_argument_of_another_kind_is_told_what_it_is_for(check_body: Check) -> None:
    assert check_body("{% if names %}{{ names | join(count) }}{% endif %}", Model) == [
        "5:15 filter: the filter 'join' puts a text between, and this is a whole number"
    ]
    assert check_body("{% if names %}{{ names | join('', ) }}{% endif %}", Model) == []


def test_a_join_is_bounded() -> None:
    join = FILTERS["join"].function
    assert len(join(EN, ["a" * 500_000, "b" * 500_000], "")) == LONGEST_JOINED == 1_000_000
    with pytest.raises(UnprintableError, match="longer than any letter"):
        join(EN, ["a" * 500_000, "b" * 499_999], "-")


def test_signs_that_are_written_out_are_joined_and_those_of_the_data_are_not() -> None:
    """A comma between two fields is wording; a field that is a comma has not been filled in."""
    assert parse("[a, ',', b] | join(' ')", EN).evaluate({"a": "x", "b": "y"}) == "x , y"
    with pytest.raises(EvaluationError, match="holds no letter or digit"):
        parse("[a, b] | join(' ')", EN).evaluate({"a": "x", "b": ","})


def test_every_filter_has_examples_for_each_of_its_names() -> None:
    for name, found in FILTERS.items():
        assert name in SHOWN or any(f"| {name}" in source for source, _ in found.examples), name


def test_nothing_else_names_a_filter() -> None:
    """What is written of a filter is written in its record. Fields of a loop have three of the same names, reports a title."""
    root = Path(filters.__path__[0])
    folders = [root.parent, *(root.parent.parent / name for name in ("checking", "filling", "formatting"))]
    found = {
        (path.name, node.value)
        for path in (path for folder in folders for path in folder.rglob("*.py") if path.parent != root)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in FILTERS
    }
    assert found == NAMESAKES
