"""The filter of money: amounts of a field, and numbers in a currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from letterforge.expressions.filters.filter import NUMBER, Filter, Input, Parameter, printed
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.kinds import Kind
from letterforge.models.money import Amount, digits_of
from letterforge.models.shapes import Leaf, Shape

_WAYS = ("full", "short")


def _money(printer: Printer, value: Amount | float | Decimal, currency: str, style: str = "full") -> str:
    if isinstance(value, Amount) and value.currency != currency:
        message = "an amount in one currency as another"
        raise UnprintableError(message)
    return printer.money(value.number if isinstance(value, Amount) else value, currency, style)


def _is_currency(value: object) -> str | None:
    if isinstance(value, str) and digits_of(value) is not None:
        return None
    return 'a currency is written by its code in ISO 4217: "GBP", "EUR"'


def _in_another(shape: Shape, arguments: Sequence[Shape]) -> str | None:
    """Whether it is given money of another currency: nobody changes it here."""
    written = [leaf.choices[0] for leaf in arguments[0] if isinstance(leaf, Leaf) and leaf.choices] if arguments else []
    for leaf in shape:
        if isinstance(leaf, Leaf) and leaf.kind is Kind.MONEY and leaf.currency not in written:
            other = "any currency" if leaf.currency is None else leaf.currency
            return f"prints {written[0] if written else 'one currency'}, and this is an amount in {other}"
    return None


MONEY = Filter(
    names=("money",),
    function=_money,
    takes=Input("a number or an amount of money", (*(NUMBER.shape or ()), Leaf(Kind.MONEY))),
    gives=printed,
    gives_words='the amount with the sign of its currency, a number rounded to its pence, half to even; `"short"`: without pence that are none',
    examples=(
        ('cost | money("GBP")', "£12.50"),
        ('visits | money("EUR")', "€1,234.00"),
        ('fee | money("GBP", "short")', "£1,200"),
    ),
    parameters=(
        Parameter(written=_is_currency, names=("currency",), required=True),
        Parameter(choices=_WAYS, names=("style",), default="full"),
    ),
    refuses=_in_another,
    usage=('money("GBP")', 'money("GBP", "short")'),
    elsewhere=("currency", "format_currency", "pounds"),
    called='money("GBP")',
)
