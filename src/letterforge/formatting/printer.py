"""How a value becomes text, in the language of the letter."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from letterforge.cache import Cache
from letterforge.errors import UsageError
from letterforge.formatting.date_patterns import asks_for_date, asks_for_time, cldr_pattern
from letterforge.languages.cldr import locale_of
from letterforge.languages.known import conventions, ordinal_of
from letterforge.languages.language import DATE_PIECES, DATE_STYLES
from letterforge.models.days import Days
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear
from letterforge.models.rich import words_of

HOUR = 60  # minutes
LONGEST = 300  # digits of a number; more are no number for a letter, and Python refuses some thousands


class UnprintableError(Exception):
    """A value that no letter prints; the text says what kind it is, never the value."""


class Printer:
    """Prints plain values in one language. It holds no state but the language, and is safe in threads.

    >>> Printer("en-GB").text(datetime.date(2026, 3, 3))
    '3 March 2026'
    >>> Printer("en-GB").text(datetime.timedelta(minutes=90))
    '90 minutes'
    >>> Printer("en-GB").text(["Ann", "Bo", "Cy"])
    'Ann, Bo and Cy'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._conventions = conventions(language)
        self._printers: Mapping[type, Callable[[Any], str]] = {
            str: lambda value: value,
            int: self._integer,
            float: self._float,
            Decimal: self._decimal,
            datetime.date: self.date,
            datetime.datetime: self._datetime,
            datetime.time: self.time,
            datetime.timedelta: self.duration,
            MonthOfYear: self.month,
            Amount: lambda value: self.money(value.number, value.currency),
            Days: lambda value: self.days(value.count),
            list: self.series,
        }

    def text(self, value: object) -> str:
        """A value as the letter prints it.

        Raises:
            UnprintableError: it is a bool, None, a model, or a list of other things than texts.
        """
        try:
            printer = self._printers[type(value)]
        except KeyError:
            words = words_of(value)
            if words is None:
                raise UnprintableError(_kind(value)) from None
            return words
        return printer(value)

    def date(self, value: datetime.date, style: str = "long") -> str:
        """A date in one of `DATE_STYLES`: "3 March 2026", or "Tuesday 3 March 2026" in full, "Tuesday" as the weekday."""
        if style not in DATE_STYLES:
            message = f"a date style that is none of {', '.join(DATE_STYLES)}"
            raise UnprintableError(message)
        return _babel_date(value, self._conventions.dates.get(style) or DATE_PIECES[style], self.language)

    def by_pattern(self, value: datetime.date | datetime.time, pattern: str) -> str:
        """A date or time by a pattern of Python's or CLDR's: "%d %B %Y", "d MMMM yyyy".

        Raises:
            UnprintableError: it is no pattern, or asks for what the value does not have.
        """
        made = cldr_pattern(pattern)
        is_day, is_time = isinstance(value, datetime.date), isinstance(value, (datetime.time, datetime.datetime))
        if made is None or (asks_for_date(made) and not is_day) or (asks_for_time(made) and not is_time):
            message = "a date or time by a pattern that it does not go by"
            raise UnprintableError(message)
        if isinstance(value, datetime.datetime):
            return _babel_moment(value, made, self.language)
        if isinstance(value, datetime.time):
            return _babel_time(value, made, self.language)
        return _babel_date(value, made, self.language)

    def time(self, value: datetime.time | datetime.datetime) -> str:
        """A time of day: "2:30 pm"."""
        if isinstance(value, datetime.datetime):
            value = value.time()
        return _babel_time(value, self._conventions.time, self.language)

    def _datetime(self, value: datetime.datetime) -> str:
        """A date and a time: "3 March 2026, 2:30 pm"."""
        return f"{self.date(value.date())}, {self.time(value)}"

    def month(self, value: MonthOfYear | datetime.date) -> str:
        """A month of a year: "April 2026"."""
        day = value.first_day if isinstance(value, MonthOfYear) else value.replace(day=1)
        return _babel_date(day, self._conventions.month, self.language)

    def duration(self, value: datetime.timedelta, style: str = "short") -> str:
        """A duration, exactly: "45 minutes", "90 minutes", "2 hours 15 minutes"; style "long": "1 hour 30 minutes".

        Raises:
            UnprintableError: it is negative, nothing, or not a whole number of minutes.
        """
        minutes, rest = divmod(value, datetime.timedelta(minutes=1))
        if rest or minutes <= 0:
            message = "a duration that is not a whole number of minutes, at least one"
            raise UnprintableError(message)
        if style not in ("short", "long"):
            message = "a duration style that is neither short nor long"
            raise UnprintableError(message)
        hours, minutes = divmod(minutes, HOUR)
        if style == "short" and hours == 1 and minutes:
            hours, minutes = 0, minutes + HOUR
        words = self._conventions
        parts = ((hours, words.hours, "duration-hour"), (minutes, words.minutes, "duration-minute"))
        return " ".join(self._counted(n, unit, name) for n, unit, name in parts if n)

    def _counted(self, number: int, words: tuple[str, str] | None, name: str) -> str:
        """A number of hours or minutes, with the word that goes with it."""
        if words is not None:
            return f"{number} {words[number != 1]}"
        from babel.units import format_unit  # noqa: PLC0415  (Babel is slow to import)

        text = format_unit(number, name, length="long", locale=locale_of(self.language))
        if name in text:  # Babel's way of saying that it does not know; some languages hold their words by alias
            message = "a length of time, for which letterforge has no words in this language"
            raise UnprintableError(message)
        return text

    def number(self, value: float | Decimal, digits: int | None = None, *, grouped: bool = True) -> str:
        """A number, grouped: "2,026"; with ``digits``, rounded half to even to so many places."""
        from babel.numbers import format_decimal  # noqa: PLC0415  (Babel is slow to import, and this is rare)

        self.text(value)  # refuses what is not finite
        pattern = ".###" if digits is None else "." + "0" * digits if digits else ""
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        pattern = ("#,##0" if grouped else "#0") + pattern
        return format_decimal(exact, pattern, locale=locale_of(self.language), decimal_quantization=digits is not None)

    def money(self, number: float | Decimal, currency: str, style: str = "full") -> str:
        """So much in a currency: "£1,234.50"; style "short" leaves out pence that are none: "£20"."""
        from letterforge.formatting.counted import money  # noqa: PLC0415  (which few letters need)

        self.text(number)  # refuses what is not finite
        exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
        return money(exact, currency, self.language, short=style == "short")

    def days(self, count: int) -> str:
        """So many days: "14 days", by CLDR in each language."""
        self._integer(count)  # refuses what is too long
        own = self._conventions.days
        return self._counted(count, None, "duration-day") if own is None else own(count)

    def ordinal(self, number: int) -> str:
        """Which of several, in digits: "1st".

        Raises:
            UnprintableError: nobody has said how this language writes it.
        """
        written = ordinal_of(self.language)
        if written is None:
            message = "a number for the order of things, for which letterforge has no form in this language"
            raise UnprintableError(message)
        self._integer(number)  # as above
        return written(number)

    def plural(self, number: int) -> str:
        """The name in CLDR of the form that a word has beside a whole number: "one", "other"."""
        return str(locale_of(self.language).plural_form(abs(number)))

    @property
    def plurals(self) -> frozenset[str]:
        """The forms that words have beside whole numbers of everyday size."""
        from letterforge.formatting.counted import plurals  # noqa: PLC0415  (as above)

        return plurals(self.language)

    def series(self, value: list[Any]) -> str:
        """A list of texts as a sentence has it: "A, B and C"."""
        if not value:
            message = "an empty list"
            raise UnprintableError(message)
        if any(isinstance(item, (list, dict)) for item in value):
            message = "a list of models or lists"
            raise UnprintableError(message)
        texts = [self.text(item) for item in value]
        if any(not text and type(item) is not str for text, item in zip(texts, value, strict=True)):
            message = "a list of pictures, or of other things without words"
            raise UnprintableError(message)
        if self._conventions.join is not None:
            return self._conventions.join(texts)
        from babel.lists import format_list  # noqa: PLC0415  (as above)

        return format_list(texts, style="standard", locale=locale_of(self.language))

    @staticmethod
    def _integer(value: int) -> str:
        """The digits of a whole number."""
        if value.bit_length() > LONGEST * 3:
            message = "a number with too many digits"
            raise UnprintableError(message)
        return str(value)

    @staticmethod
    def _float(value: float) -> str:
        """The shortest digits that mean this number, without an exponent."""
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124  (only nan differs from itself)
            message = "a number that is not finite"
            raise UnprintableError(message)
        return Printer._decimal(Decimal(repr(value)))

    @staticmethod
    def _decimal(value: Decimal) -> str:
        """A decimal number as it is, with its trailing zeros."""
        if not value.is_finite():
            message = "a number that is not finite"
            raise UnprintableError(message)
        if abs(value.adjusted()) > LONGEST:
            message = "a number with too many digits"
            raise UnprintableError(message)
        return f"{value:f}"


@functools.lru_cache(maxsize=64)
def printer_for(language: str) -> Printer:
    """A printer for a language; it is the same for all letters in it.

    Raises:
        UsageError: Babel does not know the language.
    """
    return Printer(language)


def printer_within(language: str, around: Printer) -> Printer:
    """The printer for words in another language than those around them.

    That of the words around where only the country differs, which says how somebody's words are spelt and not how ours
    are written, and where nobody knows how the language writes.
    """
    if language.split("-", maxsplit=1)[0].lower() == around.language.split("-")[0].lower():
        return around
    try:
        return printer_for(language)
    except UsageError:
        return around


# A letter prints few different dates, and so does a batch: Babel's 20 us are paid once for each. The keys are what is
# printed, as numbers: times that compare equal can print differently (12:00 UTC and 14:00+02:00).
_dates: Cache[tuple[int, str, str], str] = Cache(room=1024)
_times: Cache[tuple[int, str, str], str] = Cache(room=1024)


def _babel_date(value: datetime.date, pattern: str, language: str) -> str:
    def made() -> str:
        from babel.dates import format_date  # noqa: PLC0415  (Babel is slow to import)

        return format_date(value, pattern, locale=locale_of(language))

    return _dates.made((value.toordinal(), pattern, language), made)


def _babel_moment(value: datetime.datetime, pattern: str, language: str) -> str:
    from babel.dates import format_datetime  # noqa: PLC0415  (as above)

    plain = value.replace(tzinfo=None)
    return format_datetime(plain, pattern, locale=locale_of(language)).replace("\u202f", " ")


def _babel_time(value: datetime.time, pattern: str, language: str) -> str:
    def made() -> str:
        from babel.dates import format_time  # noqa: PLC0415  (Babel is slow to import)

        return format_time(value.replace(tzinfo=None), pattern, locale=locale_of(language)).replace("\u202f", " ")

    return _times.made(((value.hour * 60 + value.minute) * 60 + value.second, pattern, language), made)


def _kind(value: object) -> str:
    """What a value is, in words."""
    if value is None:
        return "nothing (the field is empty)"
    if isinstance(value, bool):
        return "a yes or no"
    if isinstance(value, dict):
        return "a model, not one of its fields"
    return "not text, a number, a date, a time or a duration"
