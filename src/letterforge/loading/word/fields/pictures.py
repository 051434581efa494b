r"""Pictures of dates and numbers (ECMA-376 part 1, 17.16.4.1 and 17.16.4.2): ``\@ "d MMMM yyyy"``, ``\# ",0.00"``.

What a placeholder prints, a filter says: the one that our own templates would have, or the picture as it stands. A merge
field takes the picture as it stands, since its sheet may hold texts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from letterforge.formatting.word_pictures import (
    DateSign,
    date_by,
    date_parts,
    date_signs,
    is_number_picture,
    number_by,
)
from letterforge.languages import reading
from letterforge.languages.known import conventions
from letterforge.languages.language import DATE_PIECES
from letterforge.loading.word.fields.code import ONE_TAG, TAGS
from letterforge.loading.word.fields.conditions import operand, quoted

# --- dates -------------------------------------------------------------------------------------------------------------

_OF_CLDR = re.compile(r"'([^']*)'|(([A-Za-z])\3*)|(.)", re.DOTALL)
_SIGNS = {"EEE": "ddd", "EEEE": "dddd", "y": "yyyy", "a": "am/pm"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?\Z")


def date(words: str, picture: str, language: str, *, of_sheet: bool = False) -> str | None:
    """A date, or a placeholder of one, by a picture."""
    tag = ONE_TAG.match(words)
    if tag is None:
        moment = None if TAGS.search(words) else _moment(words.strip())
        return None if moment is None else date_by(moment, picture, language)
    expression = operand(tag[1])
    usual = None if of_sheet else _filtered(expression, date_signs(picture), language)
    return usual or _by_picture(expression, "date_as", picture if any(date_parts(picture)) else None)


def _by_picture(expression: str, name: str, picture: str | None) -> str | None:
    said = None if picture is None else quoted(picture)
    return None if said is None else f"{{{{ {expression} | {name}({said}) }}}}"


def _filtered(expression: str, signs: Sequence[DateSign], language: str) -> str | None:
    """The filters that print a date as a picture says, from left to right."""
    known = conventions(language)
    styles = {f'date("{style}")': pattern for style, pattern in {**DATE_PIECES, **known.dates}.items()}
    styles |= {"month": known.month, "time": known.time}
    ways = sorted(
        ((tuple(_of_pattern(pattern)), name) for name, pattern in styles.items()), key=lambda way: -len(way[0])
    )
    signs = tuple(_apart(signs))
    out, at = "", 0
    while at < len(signs):
        if not signs[at].sign:
            out += signs[at].words
            at += 1
            continue
        pattern, name = next(((each, name) for each, name in ways if signs[at : at + len(each)] == each), ((), ""))
        if not pattern:
            return None
        out += f"{{{{ {expression} | {name} }}}}"
        at += len(pattern)
    return out


def _apart(signs: Sequence[DateSign]) -> Iterator[DateSign]:
    for one in signs:
        yield from (one,) if one.sign or len(one.words) < 2 else (DateSign(words=each) for each in one.words)  # noqa: PLR2004  (to be taken apart)


def _of_pattern(pattern: str) -> Iterator[DateSign]:
    for found in _OF_CLDR.finditer(pattern):
        if found[2]:
            yield DateSign(_SIGNS.get(found[2], found[2]))
        else:
            yield from (DateSign(words=sign) for sign in found[1] or found[4])


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
"""Decimal places that the filter ``number`` prints."""


def number(words: str, picture: str, language: str, *, of_sheet: bool = False) -> str | None:
    """A number, or a placeholder of one, by a picture."""
    tag = ONE_TAG.match(words)
    if tag is None:
        return number_by(Decimal(words.strip()), picture, language) if _NUMBER.match(words.strip()) else None
    expression = operand(tag[1])
    usual = None if of_sheet else _of_tag(expression, re.sub(r"'([^']*)'", r"\1", picture))
    return usual or _by_picture(expression, "number_as", picture if is_number_picture(picture) else None)


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
