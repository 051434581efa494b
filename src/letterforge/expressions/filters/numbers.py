"""Filters of numbers."""

from __future__ import annotations

import decimal
import re
from collections.abc import Sequence
from decimal import Decimal

from letterforge.expressions.filters.filter import NUMBER, Filter, Input, Parameter, Truth, printed
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf, Shape, union

MOST_DIGITS = 9  # decimal places


_PLAIN = "plain"


def _number(printer: Printer, value: float | Decimal, digits: int | None = None, form: str = "grouped") -> str:
    return printer.number(value, digits, grouped=form != _PLAIN)


def _of_the_same_kind(shape: Shape, _: Sequence[Shape]) -> Shape:
    return tuple(Leaf(atom.kind) for atom in shape if isinstance(atom, Leaf))


def _kept(shape: Shape) -> Shape:
    return tuple(Leaf(atom.kind) for atom in shape if isinstance(atom, Leaf))


_WAYS = {"common": decimal.ROUND_HALF_EVEN, "ceil": decimal.ROUND_CEILING, "floor": decimal.ROUND_FLOOR}


def _rounded(_: Printer, value: float | Decimal, digits: int = 0, way: str = "common") -> float | Decimal:
    """As Python rounds, half to even; a number that is kept in binary as it is kept."""
    if isinstance(value, int):
        return value
    if isinstance(value, float) and way == "common":
        return round(value, digits)
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    with decimal.localcontext(decimal.Context(prec=_PRECISE)):
        found = exact.quantize(Decimal(1).scaleb(-digits), _WAYS[way])
    return float(found) if isinstance(value, float) else found


_PRECISE = 700  # digits; a number of a letter has 300 at most


def _whole(_: Printer, value: str | float | Decimal, instead: object = UNDEFINED) -> object:
    if isinstance(value, str):
        written = value.strip()
        return int(written) if _DIGITS.fullmatch(written) else instead
    return int(value)


_DIGITS = re.compile(r"[-+]?[0-9]{1,300}")


def _is_whole(value: object) -> str | None:
    return None if type(value) is int else "a whole number stands in for what is none: int(0)"


def _whole_shape(shape: Shape, arguments: Sequence[Shape]) -> Shape:
    """A whole number; of a text that says none, what stands in for it, or nothing is there."""
    texts = any(isinstance(atom, Leaf) and atom.kind is Kind.TEXT for atom in shape)
    instead: Shape = (arguments[0] if arguments else (Absent(),)) if texts else ()
    return union((Leaf(Kind.INTEGER),), instead)


INT = Filter(
    names=("int",),
    function=_whole,
    takes=Input("a number or a text", (*(NUMBER.shape or ()), Leaf(Kind.TEXT))),
    gives=_whole_shape,
    gives_words="the whole number without what stands behind the point; of a text that says none nothing is there, or `int(0)`",
    examples=(("cost | int", "12"), ("name | int(0)", "0")),
    parameters=(Parameter(written=_is_whole, names=("default",)),),
    usage=("int(0)",),
)
ROUND = Filter(
    names=("round",),
    function=_rounded,
    takes=NUMBER,
    gives=lambda shape, _: _kept(shape),
    gives_words='the number rounded to so many decimal places, half to even; or `"ceil"` up, `"floor"` down',
    examples=(("cost | round", "12"), ("cost | round(1)", "12.5"), ('share | round(2, "ceil")', "0.13")),
    parameters=(
        Parameter(choices=tuple(range(MOST_DIGITS + 1)), names=("precision",), default=0),
        Parameter(choices=("common", "ceil", "floor"), names=("method",), default="common"),
    ),
    usage=("round(2)",),
)
ABS = Filter(
    names=("abs",),
    function=lambda _, value: abs(value),
    takes=NUMBER,
    gives=_of_the_same_kind,
    gives_words="the number without its sign",
    examples=(("rooms | abs", "2"),),
    truth=Truth.SAME,
)
PRINTED_NUMBER = Filter(
    names=("number",),
    function=_number,
    takes=NUMBER,
    gives=printed,
    gives_words='the number with its thousands grouped, or `"plain"`; with a number, so many decimal places',
    examples=(("visits | number", "1,234"), ("cost | number(1)", "12.5"), ('visits | number(2, "plain")', "1234.00")),
    parameters=(
        Parameter(choices=tuple(range(MOST_DIGITS + 1)), names=("digits", "decimals")),
        Parameter(choices=("grouped", _PLAIN), names=("form",), default="grouped"),
    ),
    usage=("number(2)", 'number(2, "plain")'),
    elsewhere=(
        "floatformat",
        "intcomma",
        "toFixed",
        "numberformat",
        "number_format",
    ),
    called="number(2)",
)
