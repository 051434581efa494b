r"""Pictures of dates and numbers as Word's fields have them: ``d MMMM yyyy``, ``£#,##0.00;(£#,##0.00)``.

ECMA-376 part 1, 17.16.4.1 and 17.16.4.2. Where Word prints a space for a digit that a number does not have (``#``),
nothing is printed.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from letterforge.languages.cldr import locale_of

# --- dates -------------------------------------------------------------------------------------------------------------

_OF_DATE = re.compile(
    r"'(?P<words>[^']*)'|(?P<sign>[dD]{1,4}|M{1,4}|[yY]{4}|[yY]{2}|hh?|HH?|mm?|ss?|am/pm|AM/PM)|(?P<other>.)", re.DOTALL
)
_CLOCK = re.compile(r"[hHms]|am/pm", re.IGNORECASE)
_OF_CLDR = {"dddd": "EEEE", "ddd": "EEE", "yyyy": "y"}
_NOON = 12


@dataclass(frozen=True, slots=True)
class DateSign:
    """One piece of a picture of a date: a sign such as ``MMMM``, or words."""

    sign: str = ""
    words: str = ""


@functools.lru_cache(maxsize=256)
def date_signs(picture: str) -> tuple[DateSign, ...]:
    """A picture of a date, piece by piece; days and years may be written in large letters."""
    return tuple(
        DateSign(sign=re.sub("[DY]", lambda one: one[0].lower(), found["sign"]))
        if found["sign"]
        else DateSign(words=found["words"] or found["other"] or "")
        for found in _OF_DATE.finditer(picture)
    )


def date_parts(picture: str) -> tuple[bool, bool]:
    """Whether a picture asks for a day or month or year, and whether for a time of day."""
    signs = [one.sign for one in date_signs(picture) if one.sign]
    return any(one[0] in "dMy" for one in signs), any(one[0] in "hHmsaA" for one in signs)


def date_by(value: datetime.date | datetime.time, picture: str, language: str) -> str | None:
    """A date or a time of day by a picture; None where the picture asks for what it does not have."""
    day, clock = date_parts(picture)
    if (day and not isinstance(value, datetime.date)) or (
        clock and not isinstance(value, (datetime.datetime, datetime.time))
    ):
        return None
    return "".join(one.words or _dated(value, one.sign, language) for one in date_signs(picture))


def _dated(value: datetime.date | datetime.time, sign: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  (Babel is slow to import)

    if isinstance(value, (datetime.datetime, datetime.time)):
        if sign.lower() == "am/pm":
            half = "am" if value.hour < _NOON else "pm"
            return half if sign == "am/pm" else half.upper()
        numbers = {"h": (value.hour - 1) % _NOON + 1, "H": value.hour, "m": value.minute, "s": value.second}
        if sign and sign[0] in numbers:
            return f"{numbers[sign[0]]:0{len(sign)}}"
    if not sign:
        return ""
    assert isinstance(value, datetime.date)  # noqa: S101  (for the type checker: `date_by` has seen to it)
    said = str(format_date(value, _OF_CLDR.get(sign, sign), locale=locale_of(language)))
    # CLDR's British September is "Sept"; Windows, and so Word, cuts all English names to three letters.
    return said[:3] if sign == "MMM" and language.lower().startswith("en") else said


# --- numbers -----------------------------------------------------------------------------------------------------------

_OF_NUMBER = re.compile(r"'(?P<words>[^']*)'|(?P<digit>[0#xX])|(?P<sign>[-+])|(?P<mark>[.,])|(?P<other>.)", re.DOTALL)
_SECTIONS = re.compile(r"((?:'[^']*'|[^';])*)(?:;|\Z)")
_MOST = 15
"""Digits that Word counts with."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A piece of a picture of a number: a place for a digit, a sign, or words."""

    digit: str = ""
    sign: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """What is before the decimal point, whether in groups of three, and what is behind it; None where there is none."""

    whole: tuple[_Sign, ...]
    part: tuple[_Sign, ...]
    grouped: bool

    @property
    def places(self) -> int:
        return sum(bool(one.digit) for one in self.part)

    @property
    def signed(self) -> bool:
        return any(one.sign for one in (*self.whole, *self.part))


def is_number_picture(picture: str) -> bool:
    """Whether a picture shows a number at all, and not more of it than Word counts with."""
    found = _sections(picture, ".")
    return all(_shows(one) for one in found[:1]) and all(one.places <= _MOST for one in found)


def _shows(section: _Section) -> bool:
    return any(one.digit for one in (*section.whole, *section.part))


def number_by(value: Decimal, picture: str, language: str) -> str | None:
    """A number by a picture of one to three sections: for what is positive, negative and nothing."""
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415  (Babel is slow to import)

    locale = locale_of(language)
    point, comma = get_decimal_symbol(locale), get_group_symbol(locale)
    sections = _sections(picture, point)
    if not _shows(sections[0]):
        return None
    at = (1 if value < 0 else 2 if value == 0 else 0) if len(sections) > 1 else 0
    section = sections[at if at < len(sections) else 0]
    try:
        rounded = abs(value).quantize(Decimal(1).scaleb(-section.places), rounding="ROUND_HALF_UP")
    except InvalidOperation:
        return None
    negative = value < 0 and bool(rounded)
    digits, _, fraction = f"{rounded:f}".partition(".")
    said = _whole(section, digits.lstrip("0"), comma if section.grouped else "", rounded, negative=negative, at=at)
    said += _part(section, fraction, point)
    # A section for what is negative says by itself that it is.
    return f"-{said}" if negative and at != 1 and not section.signed else said


@functools.lru_cache(maxsize=256)
def _sections(picture: str, point: str) -> Sequence[_Section]:
    texts = [found[1] for found in _SECTIONS.finditer(picture)]
    if len(texts) > 1 and not texts[-1]:  # the pattern ends once more at the very end
        texts.pop()
    return [_section(one, point) for one in texts] or [_section("", point)]


def _section(text: str, point: str) -> _Section:
    found = list(_OF_NUMBER.finditer(text))
    marks = [one["mark"] for one in found if one["mark"]]
    # Where both marks stand there, the last one is the decimal point, else it is that of the language.
    decimal = marks[-1] if len(set(marks)) > 1 else ("," if point == "," else ".")
    whole: list[_Sign] = []
    part: list[_Sign] = []
    grouped = behind = False
    last_digit = max((at for at, one in enumerate(found) if one["digit"]), default=-1)
    for at, one in enumerate(found):
        if one["mark"]:
            if at > last_digit:  # a full stop behind the number is a word
                (part if behind else whole).append(_Sign(words=one["mark"]))
            elif one["mark"] == decimal:
                behind = True
            else:
                grouped = True
            continue
        (part if behind else whole).append(
            _Sign((one["digit"] or "").lower(), one["sign"] or "", one["words"] or one["other"] or "")
        )
    return _Section(tuple(whole), tuple(part), grouped)


def _whole(section: _Section, digits: str, comma: str, rounded: Decimal, *, negative: bool, at: int) -> str:
    """What stands before the decimal point, from right to left."""
    places = [one for one in section.whole if one.digit]
    if any(one.digit == "x" for one in places):  # what is left of it is dropped
        first = next(number for number, one in enumerate(places) if one.digit == "x")
        digits = digits[-(len(places) - first) :].lstrip("0")
    least = next((len(places) - number for number, one in enumerate(places) if one.digit == "0"), 0)
    digits = digits.rjust(least, "0")
    out: list[str] = []
    count, left = 0, len(places)
    for one in reversed(section.whole):
        if one.digit:
            left -= 1
            for digit in reversed(digits) if left == 0 else digits[-1:]:
                out += [comma, digit] if comma and count and count % 3 == 0 else [digit]
                count += 1
            digits = digits[:-1]
        elif one.sign:
            out.append(_signed(one.sign, rounded, negative=negative, at=at))
        else:
            out.append(one.words[::-1])
    if not places and digits and section.places:
        out.append(digits[::-1])
    return "".join(out)[::-1]


def _signed(sign: str, rounded: Decimal, *, negative: bool, at: int) -> str:
    if at == 1:
        return sign
    return "-" if negative else "+" if sign == "+" and rounded else ""


def _part(section: _Section, fraction: str, point: str) -> str:
    """What stands behind the decimal point; digits that need not be there are not, where they are noughts."""
    places = [one.digit for one in section.part if one.digit]
    kept = len(places)
    while kept and places[kept - 1] == "#" and fraction[kept - 1] == "0":
        kept -= 1
    out, at = "", 0
    for one in section.part:
        if one.digit:
            out += fraction[at] if at < kept else ""
            at += 1
        else:
            out += one.words or one.sign
    return f"{point}{out}" if kept else out


def read_number(text: str, language: str) -> Decimal | None:
    """A number as people write it in a language, with or without its thousands grouped; None for all else."""
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415  (as above)

    locale = locale_of(language)
    point, comma = re.escape(get_decimal_symbol(locale)), re.escape(get_group_symbol(locale))
    found = re.fullmatch(rf"\s*([-+]?)(\d+|\d{{1,3}}(?:{comma}\d{{3}})+)(?:{point}(\d+))?\s*", text)
    plain = re.fullmatch(r"\s*([-+]?)(\d+)(?:\.(\d+))?\s*", text)  # as other programs write it
    found = plain if plain is not None and (found is None or point == re.escape(".")) else found
    if found is None or len(text) > _LONGEST:
        return None
    whole = "".join(_digits(found[2]))
    return Decimal(f"{found[1]}{whole}.{found[3] or '0'}") if found[3] else Decimal(f"{found[1]}{whole}")


_LONGEST = 60


def _digits(text: str) -> Iterator[str]:
    return (sign for sign in text if sign.isdigit())
