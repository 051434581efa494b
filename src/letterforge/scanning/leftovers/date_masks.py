"""Masks of dates and times: XX/XX/XXXX, dd/mm/yyyy, __/__/____; not a hint how to write a date that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings

_LANGUAGES = known_languages()
# Day, month and year as letters, in the languages that call them D, T, J, G and so on.
_DAY = f"(?:{'|'.join(dict.fromkeys(one.date_letters.day for one in _LANGUAGES if one.date_letters.day))})"
_MONTH = r"[Mm]{1,4}"
_YEAR = f"(?:{'|'.join(dict.fromkeys(one.date_letters.year for one in _LANGUAGES if one.date_letters.year))})"
_IN_WORDS = f"(?i:{'|'.join(one.date_letters.words for one in _LANGUAGES if one.date_letters.words)})"
_SIGN = r"[ ]?[/.\-\u2013][ ]?"
_LETTERS = late(
    rf"(?<![\w/])(?:{_DAY}{_SIGN}{_MONTH}{_SIGN}{_YEAR}|{_MONTH}{_SIGN}{_DAY}{_SIGN}{_YEAR}|{_YEAR}{_SIGN}{_MONTH}{_SIGN}{_DAY}"
    rf"|{_MONTH}{_SIGN}(?:[Yy]{{4}}|[Jj]{{4}})|(?:DD|dd)[ ](?:MM|mm|MMM|MMMM|Month)[ ](?:YYYY|yyyy)"
    rf"|(?:Month|MONTH|MMMM?)[ ](?:DD|dd|Day|D),?[ ](?:YYYY|yyyy|Year)|(?i:day/month/year|month/day/year|month/year)|{_IN_WORDS})(?![\w/])"
    r"|(?<!\w)(?:HH|hh):(?:MM|mm)(?::(?:SS|ss))?(?![\w:])"
)
_YEARS = (
    "hh:",
    "HH:",
    "ahr",
    "nn\u00e9e",
    "a\u00f1o",
    "wyddyn",
    *dict.fromkeys(sign for one in _LANGUAGES for sign in one.date_letters.signs),
)
_EXPLAINS = late(
    r"format|(?:written|given|shown|entered|expressed|typed|recorded|stated|printed|dates?|it|them) (?:as|in|like)\b"
    r"|in the form|pattern|e\.g\.|such as|notation|ISO\s?8601|use\b",
    re.IGNORECASE,
)
_GIVEN = late(r"[\s):\]]*(?::\s*)?\d{1,4}[/.\- ](?:\d|[A-Z][a-z]{2})")
_TWO = r"(?:[Xx]{2}|\d{1,2})"
_CENTURY = r"(?:19|20)"
_CROSSES = late(
    rf"(?<![\w/]){_TWO}[ ]?[/.\-][ ]?{_TWO}[ ]?[/.\-][ ]?(?:[Xx]{{2}}(?:[Xx]{{2}})?|{_CENTURY}(?:[Xx]{{2}}|\d{{2}}|\d[Xx]))(?![\w/])"
    rf"|(?<![\w/])(?:[Xx]{{4}}|{_CENTURY}[Xx]{{2}})[/.\-][Xx]{{2}}[/.\-][Xx]{{2}}(?![\w/])"
    r"|(?<![\w/:.])[Xx]{2}[:.][Xx]{2}(?:[ ]?[ap]\.?m\.?)?(?![\w:])"
)
_TENTH = late(r"\d[Xx]")
_READINGS = [one.reading for one in _LANGUAGES if one.reading is not None]
_NAMES = dict.fromkeys(
    name.capitalize()
    for reading in _READINGS
    for name in (*reading.months, *(month[:3] for month in reading.months), *reading.also_months)
)
_NAMED = f"(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))}|Month|MONTH|[Xx]{{2,}})"
_WRITTEN = late(
    rf"(?<!\w)[Xx]{{2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_NAMED}(?:,?[ ](?:{_CENTURY}(?:\d\d|[Xx]{{2}})|[Xx]{{4}}))?(?!\w)"
    rf"|(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ ]{_NAMED}[ ](?:20[Xx]{{2}}|[Xx]{{4}})(?!\w)"
    rf"|(?<!\w){_NAMED}[ ][Xx]{{2}},?[ ](?:{_CENTURY}(?:\d\d|[Xx]{{2}})|[Xx]{{4}})(?!\w)"
    rf"|(?<!\w){_NAMED}[ ]20[Xx]{{2}}(?!\w)|(?<![\w/.\-])20[Xx]{{2}}(?![\w/])"
)
_EMPTY = r"(?:\?{2}|\#{2}|00|\.{2,})"
_UNKNOWN = late(
    rf"(?<![\w/?#.]){_EMPTY}[ ]?[/\-][ ]?{_EMPTY}[ ]?[/\-][ ]?"
    rf"(?:\?{{2,4}}|\#{{2,4}}|0000|\.{{2,}}|{_CENTURY}(?:\?\?|\#\#|\d\d))(?![\w/?#])"
)
_NEAR = 40
_LINES = late(r"(?<![\w/])_+[ ]?/[ ]?_+[ ]?/[ ]?(?:_+|(?:19|20)_*)(?![\w/])")


def date_masks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Dates and times of which only the shape is there."""
    del around
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    # Plain searches are much quicker than patterns, and nearly every text passes none of them.
    for found in _LETTERS.finditer(text) if any(year in text for year in _YEARS) else ():
        if not _is_hint(text, *found.span()):
            yield Candidate(*found.span(), Strength.CERTAIN)
    if "xx" in text or "XX" in text or "xX" in text or "Xx" in text or _TENTH.search(text):
        for pattern in (_CROSSES, _WRITTEN):
            for found in pattern.finditer(text):
                if "x" in found[0].lower():
                    yield Candidate(*found.span(), Strength.CERTAIN)
    if "??" in text or "##" in text or "00" in text or ".." in text:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _UNKNOWN.finditer(text))
    if "_" in text:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _LINES.finditer(text))


def _is_hint(text: str, start: int, stop: int) -> bool:
    """Whether it says how dates are written: in a sentence, in brackets behind a label, before a date."""
    if text[start - 1 : start] == "(" and text[stop : stop + 1] == ")":
        label = text[max(0, start - _NEAR) : start - 1].rstrip(" \u00a0*_")
        if label and not label.endswith(":"):
            return True
    return _EXPLAINS.search(text, max(0, start - _NEAR), stop + 20) is not None or _GIVEN.match(text, stop) is not None
