"""What can be added, subtracted and multiplied besides numbers: dates, lengths in days, and amounts of money.

The check asks for the kind that comes of two kinds, the evaluator for the value that comes of two values.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from letterforge.models.days import Days
from letterforge.models.kinds import Kind, kind_of
from letterforge.models.shapes import Leaf

_SUMS: Mapping[tuple[str, Kind, Kind], tuple[Kind, Callable[[Any, Any], object]]] = MappingProxyType(
    {
        ("add", Kind.DATE, Kind.DAYS): (Kind.DATE, lambda day, days: days.after(day)),
        ("add", Kind.DAYS, Kind.DATE): (Kind.DATE, Days.after),
        ("sub", Kind.DATE, Kind.DAYS): (Kind.DATE, lambda day, days: days.before(day)),
        ("sub", Kind.DATE, Kind.DATE): (Kind.DAYS, lambda later, earlier: Days((later - earlier).days)),
        ("add", Kind.DATETIME, Kind.DAYS): (Kind.DATETIME, lambda day, days: days.after(day)),
        ("add", Kind.DAYS, Kind.DATETIME): (Kind.DATETIME, Days.after),
        ("sub", Kind.DATETIME, Kind.DAYS): (Kind.DATETIME, lambda day, days: days.before(day)),
        ("add", Kind.DAYS, Kind.DAYS): (Kind.DAYS, operator.add),
        ("sub", Kind.DAYS, Kind.DAYS): (Kind.DAYS, operator.sub),
        ("add", Kind.MONEY, Kind.MONEY): (Kind.MONEY, operator.add),
        ("sub", Kind.MONEY, Kind.MONEY): (Kind.MONEY, operator.sub),
        ("mul", Kind.MONEY, Kind.INTEGER): (Kind.MONEY, operator.mul),
        ("mul", Kind.INTEGER, Kind.MONEY): (Kind.MONEY, operator.mul),
    }
)
"""By operator and what stands on both sides of it. There is none for a month: 31 January has no day a month later."""


def sum_of(op: str, left: Leaf, right: Leaf) -> Leaf | None:
    """What comes of two leaves; None where nothing does, or where nobody knows that they are of one currency.

    >>> sum_of("add", Leaf(Kind.DATE), Leaf(Kind.DAYS))
    Leaf(kind=<Kind.DATE...
    """
    found = _SUMS.get((op, left.kind, right.kind))
    if found is None:
        return None
    currencies = {leaf.currency for leaf in (left, right) if leaf.kind is Kind.MONEY}
    zones = {leaf.zoned for leaf in (left, right) if leaf.kind is Kind.DATETIME}
    if len(currencies) > 1 or None in currencies:
        return None
    zoned, currency = next(iter(zones), None), next(iter(currencies), None)
    return Leaf(found[0], fit=True, zoned=zoned, currency=currency)


def added(op: str, left: object, right: object) -> object:
    """What comes of two values.

    Raises:
        TypeError: they do not go together.
        ArithmeticError: it is a date that no calendar has.
        ValueError: it is more money than an amount can be.
    """
    one, other = kind_of(left), kind_of(right)
    found = None if one is None or other is None else _SUMS.get((op, one, other))
    if found is None:
        raise TypeError
    return found[1](left, right)
