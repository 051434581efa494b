r"""Pictures of dates and numbers (ECMA-376 part 1, 17.16.4.1 and 17.16.4.2): ``\@ "d MMMM yyyy"``, ``\# ",0.00"``.

What a placeholder prints, a filter says; a picture that no filter prints has no meaning here. The spaces that Word
prints for the digits that a number does not have (``#``) are left out.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from letterforge.languages import reading
from letterforge.languages.cldr import locale_of
from letterforge.languages.known import conventions
from letterforge.languages.language import DATE_PIECES
from letterforge.loading.word.fields.code import ONE_TAG, TAGS
from letterforge.loading.word.fields.conditions import operand

# --- dates -------------------------------------------------------------------------------------------------------------

_OF_WORD = re.compile(r"'([^']*)'|([dD]{1,4}|M{1,4}|[yY]{4}|[yY]{2}|hh?|HH?|mm?|ss?|am/pm|AM/PM)|(.)", re.DOTALL)
_OF_CLDR = re.compile(r"'([^']*)'|(([A-Za-z])\3*)|(.)", re.DOTALL)
_LETTERS = {"ddd": "EEE", "dddd": "EEEE", "yyyy": "y", "am/pm": "a"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?\Z")
_CLOCK = frozenset("hHmsa")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One piece of a picture: a letter of CLDR's patterns as often as it stands there, or words."""

    letters: str = ""
    words: str = ""


def date(words: str, picture: str, language: str) -> str | None:
    """A date, or a placeholder of one, by a picture."""
    signs = [_Sign(_LETTERS.get(found[2], found[2]), found[1] or found[3] or "") if found[2] else _Sign(words=found[1] or found[3]) for found in _OF_WORD.finditer(_small(picture))]  # fmt: skip
    tag = ONE_TAG.match(words)
    if tag is not None:
        return _filtered(operand(tag[1]), signs, language)
    return None if TAGS.search(words) else _of_constant(words.strip(), signs, language)


def _small(picture: str) -> str:
    """A picture whose days and years are in small letters, as they may be written in either."""
    return re.sub(r"'[^']*'|D+|Y+", lambda found: found[0] if found[0][0] == "'" else found[0].lower(), picture)


def _filtered(expression: str, signs: list[_Sign], language: str) -> str | None:
    """The filters that print a date as a picture says, from left to right."""
    known = conventions(language)
    styles = {f'date("{style}")': pattern for style, pattern in {**DATE_PIECES, **known.dates}.items()}
    styles |= {"month": known.month, "time": known.time}
    ways = sorted(
        ((list(_of_pattern(pattern)), name) for name, pattern in styles.items()), key=lambda way: -len(way[0])
    )
    out, at = "", 0
    while at < len(signs):
        if not signs[at].letters:
            out += signs[at].words
            at += 1
            continue
        pattern, name = next(((each, name) for each, name in ways if signs[at : at + len(each)] == each), ([], ""))
        if not pattern:
            return None
        out += f"{{{{ {expression} | {name} }}}}"
        at += len(pattern)
    return out


def _of_pattern(pattern: str) -> Iterator[_Sign]:
    for found in _OF_CLDR.finditer(pattern):
        if found[2]:
            yield _Sign(found[2])
        else:
            yield from (_Sign(words=sign) for sign in found[1] or found[4])


def _of_constant(words: str, signs: list[_Sign], language: str) -> str | None:
    """A date that is written out, printed once and for all."""
    moment = _moment(words)
    asked = {sign.letters[0] for sign in signs if sign.letters}
    if moment is None or "A" in asked or (asked & _CLOCK and not isinstance(moment, datetime.datetime)):
        return None
    from babel.dates import format_date, format_datetime  # noqa: PLC0415  (Babel is slow to import, and this is rare)

    printed = format_datetime if isinstance(moment, datetime.datetime) else format_date
    return str(printed(moment, _pattern(signs), locale=locale_of(language)))


def _pattern(signs: list[_Sign]) -> str:
    """A picture as a pattern of CLDR. Words are quoted in one go: two quotes side by side would be a quote."""
    out = ""
    for letters, some in itertools.groupby(signs, key=lambda sign: bool(sign.letters)):
        said = "".join(sign.letters or sign.words.replace("'", "''") for sign in some)
        out += said if letters or not said else f"'{said}'"
    return out


def _moment(words: str) -> datetime.date | None:
    try:
        if _ISO.match(words):
            found = datetime.datetime.fromisoformat(words)
            return found.replace(tzinfo=None) if "T" in words else found.date()
        written = reading.date(" ".join(words.lower().split()))
        return None if written is None else datetime.date(written.year, written.month, written.day)
    except ValueError:
        return None


# --- numbers -----------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")
_DIGITS = re.compile(r"(?P<before>[^0#,;.+\-x]*)(?P<whole>[0#,]*)(?:\.(?P<part>[0#]*))?(?P<behind>[^0#,;.+\-x]*)\Z")
_MOST = 9
"""Decimal places that a filter prints."""


def number(words: str, picture: str, language: str) -> str | None:
    """A number, or a placeholder of one, by a picture."""
    picture = re.sub(r"'([^']*)'", r"\1", picture)
    tag = ONE_TAG.match(words)
    if tag is None and not _NUMBER.match(words.strip()):
        return None
    sections = picture.split(";")
    if tag is not None:
        return _of_tag(operand(tag[1]), picture)
    value = Decimal(words.strip())
    if len(sections) > 1 and value <= 0:
        # One for what is positive, one for what is negative, which says so by itself, and one for nothing.
        at = 1 if value < 0 else 2 if len(sections) > 2 else 0  # noqa: PLR2004  (the third)
        return _printed(
            abs(value), sections[at].lstrip("-"), language, minus="-" if sections[at].startswith("-") else ""
        )
    return _printed(value, sections[0], language, minus="-")


def _of_tag(expression: str, picture: str) -> str | None:
    found = _DIGITS.match(picture)
    if (
        found is None
        or found["whole"].count("0") != 1
        or "#" in (found["part"] or "")
        or len(found["part"] or "") > _MOST
    ):
        return None
    form = "" if "," in found["whole"] else ', "plain"'
    return f"{found['before']}{{{{ {expression} | number({len(found['part'] or '')}{form}) }}}}{found['behind']}"


def _printed(value: Decimal, picture: str, language: str, *, minus: str) -> str | None:
    found = _DIGITS.match(picture)
    if found is None or not found["whole"] + (found["part"] or ""):
        return None
    part = found["part"] or ""
    least = max(found["whole"].count("0"), 1) if found["whole"] else 0
    pattern = "#" * 3 + "0" * least
    pattern = f"{pattern[:-3]},{pattern[-3:]}" if "," in found["whole"] else pattern
    pattern += "." + part if part else ""
    from babel.numbers import format_decimal  # noqa: PLC0415  (Babel is slow to import, and this is rare)

    try:
        rounded = abs(value).quantize(Decimal(1).scaleb(-len(part)), rounding="ROUND_HALF_UP")
    except InvalidOperation:
        return None
    digits = str(format_decimal(rounded, pattern, locale=locale_of(language)))
    return f"{minus if value < 0 and rounded else ''}{found['before']}{digits}{found['behind']}"
