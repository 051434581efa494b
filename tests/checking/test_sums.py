"""Sums of dates, days and money: what the check says before there are data, and what comes of them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated

import pytest

import letterforge
from letterforge import Currency, Date, Letter, LetterData, Money
from letterforge.errors import DataError


class Data(LetterData):
    day: Date = datetime.date(2026, 3, 3)
    later: Date | None = None
    fee: Money | None = None
    sure: Money = letterforge.Amount(Decimal(20))
    euros: Annotated[Money, Currency("EUR")] = letterforge.Amount(Decimal(5), "EUR")
    n: int = 2


def _template(tag: str, lang: str = "en-GB") -> bytes:
    return f"---\ntitle: T\nlang: {lang}\n---\nWords {tag}\n".encode()


def _errors(tag: str, lang: str = "en-GB") -> list[str]:
    found = letterforge.check(_template(tag, lang), model=Data)
    return [f"{one.rule}: {one.message}" for one in found if one.is_error]


SUM = "arithmetic: a sum of things that are not all numbers of one type, or may be absent"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ day + 14 | days }} {{ day - n | weeks }} {{ 2 * sure + sure }}", []),
        ("{{ day + 14 }}", [SUM]),
        ("{{ day + day }}", [SUM]),
        ("{{ later + 1 | days }}", [SUM]),
        ("{{ (1 | days) * 2 }}", [SUM]),
        ("{{ (1 | days) - day }}", [SUM]),
        ("{{ sure + euros }}", [SUM]),
        ("{{ sure + 1 }}", [SUM]),
        ("{{ sure * 1.5 }}", [SUM]),
        ("{{ sure * sure }}", [SUM]),
        ("{{ fee + sure }}", [SUM]),
        ("{% if sure > euros %}x{% endif %}", ["comparison: these two cannot be ordered: they may be in two currencies"]),
        ("{% if day + 1 | days < day %}x{% endif %}", []),
        ("{{ sure | money('EUR') }}", ["filter: the filter 'money' prints EUR, and this is an amount in GBP"]),
        ("{{ 1.5 | ordinal }}", ["filter: the filter 'ordinal' takes a whole number, and this is one of 1.5"]),
    ],
)  # fmt: skip
def test_the_check_knows_what_goes_together(tag: str, said: list[str]) -> None:
    assert _errors(tag) == said


@pytest.mark.parametrize(
    ("tag", "lang", "fault"),
    [
        ('{{ n | plural("child", "children") }}', "en-GB", False),
        ('{{ n | plural("enfant", "enfants") }}', "fr", False),
        ('{{ n | plural("plentyn", "plant") }}', "cy", True),
        ('{{ n | plural(zero="a", one="b", two="c", few="d", many="e", other="f") }}', "cy", False),
        ('{{ n | plural("dziecko", "dzieci") }}', "pl", True),
        ('{{ n | plural("child", 3) }}', "en-GB", True),
        ('{{ n | plural("child", day) }}', "en-GB", True),
        ('{{ n | plural("child", "TBC") }}', "en-GB", True),
        ("{{ n | ordinal }}", "cy", False),
        ("{{ n | ordinal }}", "ja", True),
        ('{{ n | money("XYZ") }}', "en-GB", True),
    ],
)
def test_forms_that_a_language_has_are_asked_for_by_their_names(tag: str, lang: str, fault: bool) -> None:  # noqa: FBT001  (a column of a table)
    assert bool(_errors(tag, lang)) is fault


@pytest.mark.parametrize(
    ("tag", "n"),
    [
        ("{{ day + n | days }}", 10**12),
        ("{{ day - n | weeks }}", 10**6),
        ("{{ day + n | days }}", 10**4000),
        ("{{ n | days }}", 10**400),
        ("{{ n | ordinal }}", 10**400),
        ("{{ n | money('GBP') }}", 10**400),
        ("{{ sure * n }}", 10**30),
    ],
)
def test_what_is_too_much_is_a_finding_without_the_value(tag: str, n: int) -> None:
    assert _errors(tag) == []
    with pytest.raises(DataError) as caught:
        Letter(letterforge.load(_template(tag), model=Data), {"n": n})
    assert "0000" not in str(caught.value)
