"""`Money`: amounts as people write them, exact to the penny, and none that could be two."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from letterforge.models.fields.refusal import refused
from letterforge.models.kinds import Kind
from letterforge.models.money import LONGEST, Amount, digits_of
from letterforge.models.shapes import Leaf
from letterforge.patterns import late
from letterforge.rules.data import AMBIGUOUS_AMOUNT, MONEY

_NO_AMOUNT = "is not an amount of money such as £1,234.50"
_OTHER_CURRENCY = "is an amount in another currency than that of its field"
_TOO_FINE = "is an amount with more decimal places than its currency has"
_TOO_LARGE = "is an amount with too many digits"
_TWO = "is an amount that can be read in two ways: a thousand times more, or less"

_MOST = 60  # characters
_WRITTEN = late(
    r"(?P<minus>-)? ?(?P<before>[A-Z]{3}|[^\w\s.,'+-]{1,3}|[A-Z]{0,2}\$|kr\.?|Kč|zł|Fr\.)? ?(?P<inner>-)?"
    r"(?P<number>\d(?:[\d.,' ]*\d)?)"
    r" ?(?P<after>[A-Z]{3}|[^\w\s.,'+-]{1,3}|kr\.?|Kč|zł|Fr\.)?"
)
_BLANKS = late("[\u00a0\u2007\u2009\u202f]")
_SIGNS = {
    "£": frozenset(("GBP", "FKP", "GIP", "SHP", "EGP", "SDG", "SSP", "SYP", "LBP")),
    "€": frozenset(("EUR",)),
    "$": frozenset(
        [
            "USD",
            "AUD",
            "BBD",
            "BMD",
            "BND",
            "BSD",
            "BZD",
            "CAD",
            "FJD",
            "GYD",
            "HKD",
            "JMD",
            "KYD",
            "LRD",
            "MXN",
            "NAD",
            "NZD",
            "SBD",
            "SGD",
            "SRD",
            "TTD",
            "TWD",
            "XCD",
            "ARS",
            "CLP",
            "COP",
        ]
    ),
    "US$": frozenset(("USD",)),
    "A$": frozenset(("AUD",)),
    "CA$": frozenset(("CAD",)),
    "C$": frozenset(("CAD",)),
    "NZ$": frozenset(("NZD",)),
    "HK$": frozenset(("HKD",)),
    "¥": frozenset(("JPY", "CNY")),
    "₹": frozenset(("INR",)),
    "₺": frozenset(("TRY",)),
    "₴": frozenset(("UAH",)),
    "₦": frozenset(("NGN",)),
    "₩": frozenset(("KRW",)),
    "₪": frozenset(("ILS",)),
    "kr": frozenset(("DKK", "NOK", "SEK", "ISK")),
    "kr.": frozenset(("DKK", "NOK", "SEK", "ISK")),
    "Kč": frozenset(("CZK",)),
    "zł": frozenset(("PLN",)),
    "Fr.": frozenset(("CHF",)),
}
_WITH_COMMAS = frozenset(
    [
        "GBP",
        "USD",
        "AUD",
        "CAD",
        "NZD",
        "HKD",
        "SGD",
        "GIP",
        "FKP",
        "SHP",
        "INR",
        "PKR",
        "NGN",
        "GHS",
        "KES",
        "MTL",
        "JPY",
        "CNY",
        "ILS",
    ]
)
"""The currencies of places where a comma only ever groups thousands; with others "1,234" may be a little more than one."""


def read(value: object, currency: str) -> Amount:
    """An amount in one currency, of what a person writes, or of a number.

    Raises:
        PydanticCustomError: it is none, is in another currency, is not exact, or can be read in two ways.
    """
    if isinstance(value, Amount):
        if value.currency != currency:
            raise refused(MONEY, _OTHER_CURRENCY)
        return value
    if isinstance(value, str):
        number = _number(" ".join(_BLANKS.sub(" ", value).replace("\N{MINUS SIGN}", "-").split()), currency)
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, float):
        number = Decimal(repr(value))
    else:
        raise refused(MONEY, _NO_AMOUNT)
    return _amount(number, currency)


def _amount(number: Decimal, currency: str) -> Amount:
    """The amount, told apart from what is none: `Amount` itself says only that it is not."""
    if not number.is_finite():
        raise refused(MONEY, _NO_AMOUNT)
    try:
        return Amount(number, currency)
    except (ValueError, InvalidOperation):
        raise refused(MONEY, _TOO_LARGE if number.adjusted() >= LONGEST else _TOO_FINE) from None


def _number(text: str, currency: str) -> Decimal:
    """The number of an amount that is written as a text, in the currency that it names if it names one."""
    found = _WRITTEN.fullmatch(text) if len(text) <= _MOST else None
    if found is None or (not text.isascii() and not _digits_are_ascii(text)):
        raise refused(MONEY, _NO_AMOUNT)
    marks = [mark for mark in (found["before"], found["after"]) if mark]
    if len(marks) > 1 or (found["minus"] and found["inner"]):
        raise refused(MONEY, _NO_AMOUNT)
    for mark in marks:
        known = _SIGNS.get(mark) or (frozenset((mark,)) if digits_of(mark) is not None else None)
        if known is None:
            raise refused(MONEY, _NO_AMOUNT)
        if currency not in known:
            raise refused(MONEY, _OTHER_CURRENCY)
    groups_by_comma = currency in _WITH_COMMAS or (found["before"] in _SIGNS and currency in _SIGNS[found["before"]])
    digits = _plain_digits(found["number"], digits_of(currency) or 0, groups_by_comma=groups_by_comma)
    return Decimal("-" + digits if found["minus"] or found["inner"] else digits)


def _digits_are_ascii(text: str) -> bool:
    return all(sign.isascii() for sign in text if sign.isdigit())


_GROUPED = late(r"\d{1,3}(?:(?P<group>[.,' ])\d{3})(?:(?P=group)\d{3})*(?:(?P<point>[.,])(?P<rest>\d+))?")
_UNGROUPED = late(r"\d+(?:(?P<point>[.,])(?P<rest>\d+))?")
_THOUSAND = 3  # digits in a group


def _plain_digits(written: str, places: int, *, groups_by_comma: bool) -> str:
    """The digits with a full stop as the decimal sign, of digits with separators.

    Of two different separators the last is the decimal sign; one that comes several times groups. One alone with three
    digits behind it could be either.
    """
    plain = _UNGROUPED.fullmatch(written)
    if plain is not None and len(plain["rest"] or "") != _THOUSAND:
        return _with_point(written, plain["point"], plain["rest"], places)
    grouped = _GROUPED.fullmatch(written)
    if grouped is not None and grouped["point"] != grouped["group"]:
        group, is_one = grouped["group"], written.count(grouped["group"]) == 1 and grouped["point"] is None
        starts_with_nothing = written.startswith("0")
        if starts_with_nothing or (
            is_one and group in ".," and not (group == "," and groups_by_comma and places < _THOUSAND)
        ):
            raise refused(AMBIGUOUS_AMOUNT, _TWO)
        return _with_point(written.replace(group, ""), grouped["point"], grouped["rest"], places)
    if plain is not None:
        raise refused(AMBIGUOUS_AMOUNT, _TWO)
    raise refused(MONEY, _NO_AMOUNT)


def _with_point(written: str, point: str | None, rest: str | None, places: int) -> str:
    if rest is not None and len(rest) > places:
        raise refused(MONEY, _TOO_FINE)
    return written if point is None else written.replace(point, ".")


@dataclass(frozen=True, slots=True, init=False)
class Currency:
    """The currency of a field of money, where it is not pounds sterling: ``Annotated[Money, Currency("EUR")]``.

    Raises:
        ValueError: there is no such currency.
    """

    code: str

    def __init__(self, code: str) -> None:
        """Look whether there is such a currency."""
        if digits_of(code) is None:
            message = f"{code!r} is the code of no currency; write one of ISO 4217, such as EUR"
            raise ValueError(message)
        object.__setattr__(self, "code", code)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's signature)
        """How pydantic reads and writes an amount: as text, ``GBP 1234.50``."""
        return core_schema.no_info_plain_validator_function(
            functools.partial(read, currency=self.code), serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A text, or a number."""
        return {"type": ["string", "number"], "examples": [f"{self.code} 1,234.50"]}


Money = Annotated[Amount, Currency("GBP"), Leaf(Kind.MONEY, fit=True, currency="GBP")]
"""An amount in pounds sterling: ``£1,234.50``; in another currency ``Annotated[Money, Currency("EUR")]``."""
