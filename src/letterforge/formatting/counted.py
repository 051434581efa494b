"""What few letters print: amounts of money, and the forms that words have beside numbers, by CLDR."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from babel.numbers import format_currency

from letterforge.languages.cldr import locale_of

_EVERYDAY = 200  # numbers from 0; French has one more form for whole millions only, which takes that of other numbers


def money(number: Decimal, currency: str, language: str, *, short: bool) -> str:
    """An amount as CLDR writes it; ``short`` leaves out the decimal places of a whole one."""
    locale = locale_of(language)
    whole = short and number == number.to_integral_value()
    pattern = str(locale.currency_formats["standard"].pattern)
    text = format_currency(
        number, currency, re.sub(r"\.0+", "", pattern) if whole else pattern, locale=locale, currency_digits=not whole
    )
    # CLDR keeps letters and digits apart (UTS 35, part 3, currencySpacing), and Babel does not: BHD2,026.000.
    text = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", "\u00a0", text)
    return text.replace("\u202f", "\u00a0")  # which more fonts have, and at which no line breaks either


@functools.lru_cache(maxsize=64)
def plurals(language: str) -> frozenset[str]:
    """The forms that words have beside whole numbers of everyday size."""
    form = locale_of(language).plural_form
    return frozenset(str(form(number)) for number in range(_EVERYDAY))
