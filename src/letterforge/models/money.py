"""An amount of money in one currency, as a value; and the currencies that there are."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

# Those that are legal tender somewhere, by the digits of their minor unit; CLDR's, as a test says, which prints them.
_TWO = (
    "AED AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD "
    "KES KGS KHR KYD KZT LKR LRD LSL MAD MDL MKD MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB "
    "PEN PGK PHP PKR PLN QAR RON RUB SAR SBD SCR SDG SEK SGD SHP SLE SRD SSP STN SZL THB TJS TMT TOP TRY TTD TWD "
    "TZS UAH USD UYU UZS VES WST XCD ZAR ZMW ZWG"
)
_NONE = (
    "AFN ALL BIF CLP DJF GNF IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PYG RSD RWF SOS SYP UGX VND VUV XAF XOF "
    "XPF YER"
)
_THREE = "BHD JOD KWD LYD OMR TND"
_DIGITS = {code: digits for digits, codes in ((2, _TWO), (0, _NONE), (3, _THREE)) for code in codes.split()}
LONGEST = 18  # digits before the point
_PRECISE = 60  # digits: whatever two amounts, or an amount and a whole number that fits, come to


def digits_of(currency: str) -> int | None:
    """The decimal places of a currency's minor unit; None where there is no such currency.

    >>> digits_of("GBP"), digits_of("JPY"), digits_of("XYZ")
    (2, 0, None)
    """
    return _DIGITS.get(currency)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money, exact to the minor unit of its currency. Those of one currency can be added and compared.

    >>> from decimal import Decimal
    >>> Amount(Decimal("1234.5"), "GBP") + Amount(Decimal(1), "GBP")
    Amount(number=Decimal('1235.50'), currency='GBP')

    Raises:
        ValueError: there is no such currency, or the number has more decimal places than it, or is too large.
    """

    number: Decimal
    currency: str = "GBP"

    def __post_init__(self) -> None:
        """Refuse what is no amount, and write the number with all its decimal places."""
        digits = digits_of(self.currency)
        if digits is None:
            message = "there is no such currency"
            raise ValueError(message)
        if type(self.number) is not Decimal or not self.number.is_finite() or self.number.adjusted() >= LONGEST:
            message = "an amount is a decimal number, and not too large"
            raise ValueError(message)
        with decimal.localcontext(decimal.Context(prec=_PRECISE)):
            exact = self.number.quantize(Decimal(1).scaleb(-digits))
        if exact != self.number:
            message = "an amount has no more decimal places than its currency"
            raise ValueError(message)
        object.__setattr__(self, "number", exact or abs(exact))

    def __str__(self) -> str:
        """The code and the digits: ``GBP 1234.50``."""
        return f"{self.currency} {self.number:f}"

    def __add__(self, other: Amount) -> Amount:
        """Both together, where they are in one currency."""
        return self._with(other, decimal.Context.add)

    def __sub__(self, other: Amount) -> Amount:
        """What is left, as above."""
        return self._with(other, decimal.Context.subtract)

    def __mul__(self, times: int) -> Amount:
        """So many times as much; a fraction of it would have to be rounded, so there is none."""
        if type(times) is not int:
            return NotImplemented
        return Amount(decimal.Context(prec=_PRECISE).multiply(self.number, Decimal(times)), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Amount) -> bool:
        """Whether it is less, where both are in one currency."""
        return self.number < other.number if self._is_alike(other) else NotImplemented

    def __le__(self, other: Amount) -> bool:
        """As above."""
        return self.number <= other.number if self._is_alike(other) else NotImplemented

    def __gt__(self, other: Amount) -> bool:
        """As above."""
        return self.number > other.number if self._is_alike(other) else NotImplemented

    def __ge__(self, other: Amount) -> bool:
        """As above."""
        return self.number >= other.number if self._is_alike(other) else NotImplemented

    def _with(self, other: Amount, work: Callable[[decimal.Context, Decimal, Decimal], Decimal]) -> Amount:
        if not self._is_alike(other):
            raise TypeError
        return Amount(work(decimal.Context(prec=_PRECISE), self.number, other.number), self.currency)

    def _is_alike(self, other: object) -> bool:
        return isinstance(other, Amount) and other.currency == self.currency
