"""Filters of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from letterforge.expressions.filters.filter import NUMBER, Filter, Parameter, Truth, printed
from letterforge.formatting.printer import Printer
from letterforge.models.shapes import Leaf, Shape

MOST_DIGITS = 9  # decimal places


_PLAIN = "plain"


def _number(printer: Printer, value: float | Decimal, digits: int | None = None, form: str = "grouped") -> str:
    return printer.number(value, digits, grouped=form != _PLAIN)


def _of_the_same_kind(shape: Shape, _: Sequence[Shape]) -> Shape:
    return tuple(Leaf(atom.kind) for atom in shape if isinstance(atom, Leaf))


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
    parameters=(Parameter(choices=tuple(range(MOST_DIGITS + 1))), Parameter(choices=("grouped", _PLAIN))),
    usage=("number(2)", 'number(2, "plain")'),
    elsewhere=(
        "money",
        "currency",
        "format_currency",
        "pounds",
        "round",
        "floatformat",
        "intcomma",
        "toFixed",
        "numberformat",
        "number_format",
    ),
    called="number(2)",
)
