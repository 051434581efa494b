"""Tests of `letterforge.models.money` and of the field type: what is read, what is refused, and that nothing is rounded."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Annotated, Any

import pytest
from babel.numbers import get_currency_precision
from pydantic import TypeAdapter, ValidationError

from letterforge import Amount, Currency, LetterData, Money
from letterforge.models.annotations import shape_of_annotation
from letterforge.models.fields.refusal import rule_of
from letterforge.models.kinds import Kind
from letterforge.models.money import _DIGITS
from letterforge.models.shapes import Leaf

Euros = Annotated[Money, Currency("EUR")]
Yen = Annotated[Money, Currency("JPY")]
Kronor = Annotated[Money, Currency("SEK")]


def read(hint: Any, value: object) -> str:
    return str(TypeAdapter(hint).validate_python(value))


@pytest.mark.parametrize(
    ("hint", "value", "found"),
    [
        *((Money, text, "GBP 1234.50") for text in ("£1,234.50", "1,234.50", "1234.5", "1.234,50", "GBP 1,234.50")),
        *(
            (Money, text, "GBP 1234.50")
            for text in ("1 234,50", "1'234.50", " £ 1,234.50 ", "1\N{NO-BREAK SPACE}234.50")
        ),
        *((Money, text, "GBP 1234.00") for text in ("1,234", "£1234", "1234 GBP", 1234, 1234.0, Decimal(1234))),
        *((Money, text, "GBP -5.00") for text in ("-£5", "£-5.00", "\N{MINUS SIGN}5", -5)),
        (Money, "1,234,567", "GBP 1234567.00"),
        (Money, "1.234.567", "GBP 1234567.00"),
        (Money, 12.5, "GBP 12.50"),
        (Money, "-0", "GBP 0.00"),
        (Euros, "1.234,50 €", "EUR 1234.50"),
        (Euros, "€1,234", "EUR 1234.00"),
        (Yen, "¥1,234", "JPY 1234"),
        (Kronor, "1 234,50 kr", "SEK 1234.50"),
    ],
)
def test_amounts_as_people_write_them(hint: Any, value: object, found: str) -> None:
    assert read(hint, value) == found


@pytest.mark.parametrize(
    ("hint", "value", "code"),
    [
        *((Money, text, "ambiguous-amount") for text in ("1.234", "£12.505", "12.500", "0,300")),
        (Euros, "1,234", "ambiguous-amount"),
        (Annotated[Money, Currency("KWD")], "KWD 1.234", "ambiguous-amount"),
        *((Money, text, "money") for text in ("", "£", "abc", "1,23,456.00", "12.5.0", "5 pounds", "£5 GBP", "٣", True, None)),
        *((Money, text, "money") for text in ("$5", "1.234,50 €", "EUR 5", "kr 5", Amount(Decimal(5), "EUR"))),
        *((Money, text, "money") for text in ("1.2345", 12.505, Decimal("0.001"), float("nan"), float("inf"))),
        *((Money, text, "money") for text in ("9" * 19, 10**18, 1e30, "1" * 1000, Decimal("1e-400"), Decimal("1e400"))),
        (Yen, "1.5", "money"),
    ],
)  # fmt: skip
def test_what_is_no_amount_or_could_be_two_is_refused_without_its_value(hint: Any, value: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(hint, value)
    (error,) = caught.value.errors()
    rule = rule_of(error["type"])
    assert rule is not None
    assert rule.code == code
    assert len(str(value)) < 3 or str(value) not in error["msg"]


def test_the_currencies_are_those_of_cldr_with_their_decimal_places() -> None:
    assert len(_DIGITS) > 150
    assert {code: get_currency_precision(code) for code in _DIGITS} == _DIGITS
    with pytest.raises(ValueError, match="no currency"):
        Currency("XYZ")


def test_amounts_are_exact_and_of_one_currency() -> None:
    fee, euros = Amount(Decimal("0.10")), Amount(Decimal("0.10"), "EUR")
    assert fee + fee + fee == Amount(Decimal("0.30"))
    assert 3 * fee == Amount(Decimal("0.30")) == fee * 3
    assert fee - fee - fee == Amount(Decimal("-0.1"))
    assert fee < fee + fee
    assert fee >= Amount(Decimal("0.1"))
    assert pickle.loads(pickle.dumps(euros)) == euros != fee  # noqa: S301  (our own)
    half: Any = 0.5
    for wrong in (lambda: fee + euros, lambda: fee < euros, lambda: fee * half):
        with pytest.raises(TypeError):
            wrong()
    for number, currency in (("0.001", "GBP"), ("1e18", "GBP"), ("nan", "GBP"), ("1", "XYZ"), ("0.5", "JPY")):
        with pytest.raises(ValueError, match="amount|currency"):
            Amount(Decimal(number), currency)
    with pytest.raises(ValueError, match="too large"):
        Amount(Decimal(10**17)) * 10**5000


def test_shape_and_schema() -> None:
    assert shape_of_annotation(Money) == (Leaf(Kind.MONEY, fit=True, currency="GBP"),)
    assert shape_of_annotation(Euros) == (Leaf(Kind.MONEY, fit=True, currency="EUR"),)
    assert shape_of_annotation(Amount) == (Leaf(Kind.MONEY),)

    class Data(LetterData):
        fee: Money

    assert Data.model_json_schema()["properties"]["fee"]["type"] == ["string", "number"]
    assert Data(fee="£5").model_dump(mode="json") == {"fee": "GBP 5.00"}  # type: ignore[arg-type]  # as data have it
    assert Data.model_validate(Data(fee="£5").model_dump(mode="json")) == Data(fee="£5")  # type: ignore[arg-type]  # as above
