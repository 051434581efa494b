"""Dates and times as people write them, read in every language that says how it is read.

What is taken is in small letters, with single blanks; None comes out of what no language reads. Whether there is such
a day is for the caller to say.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from letterforge.languages.known import known_languages
from letterforge.languages.language import Reading

_CLOCK = 12  # hours on the face of a clock
_SHORT = 3  # letters of a name that is cut


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written. ``weekdays`` are the days that its weekday may mean, Monday 0; None where it names none."""

    year: int
    month: int
    day: int
    weekdays: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    reading: Reading
    date: re.Pattern[str]
    month: re.Pattern[str]
    time: re.Pattern[str]
    duration: re.Pattern[str]


@functools.cache
def _readings() -> tuple[_Patterns, ...]:
    return tuple(_patterns(one.reading) for one in known_languages() if one.reading is not None)


def _patterns(words: Reading) -> _Patterns:
    # A name may have several words, dé luain; none has a digit in it, so that each text is looked at once.
    name, number = r"([^\W\d_][^\d,]*?)", "([0-9]{1,2})"
    return _Patterns(
        words,
        date=re.compile(rf"(?:{name},? )?{number}(?:{words.ordinals})? {name},? ([0-9]{{4}})\Z"),
        month=re.compile(rf"{name} ([0-9]{{4}})\Z"),
        time=re.compile(
            rf"{number}(?:[:.]([0-9]{{2}}))?(?::([0-9]{{2}}))? ?(?:({words.morning})|({words.afternoon}))?\Z"
        ),
        duration=re.compile(
            rf"(?:([0-9]{{1,3}}) ?(?:{words.hours}))?(?: ?(?:{words.joint} )?([0-9]{{1,4}}) ?(?:{words.minutes}))?\Z"
        ),
    )


def date(text: str) -> WrittenDate | None:
    """A date: ``tuesday 3rd march 2026``."""
    otherwise = None
    for one in _readings():
        found = one.date.match(text)
        month = _month_number(one.reading, found[3]) if found else None
        if found and month is not None:
            weekdays = _weekdays(one.reading, found[1])
            made = WrittenDate(int(found[4]), month, int(found[2]), weekdays)
            if weekdays != ():
                return made
            if " " not in found[1]:  # a weekday of another language, or of none
                otherwise = otherwise or made
    return otherwise


def month(text: str) -> tuple[int, int] | None:
    """The year and the number of a month: ``april 2026``."""
    for one in _readings():
        found = one.month.match(text)
        number = _month_number(one.reading, found[1]) if found else None
        if found and number is not None:
            return int(found[2]), number
    return None


def time(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second of a day: ``2:30 pm``, ``14:30``, ``noon``."""
    for one in _readings():
        if text in one.reading.noon:
            return _CLOCK, 0, 0
        found = one.time.match(text)
        if found is None or not (found[2] or found[4] or found[5]):
            continue
        hour = int(found[1])
        if found[4] or found[5]:
            if not 1 <= hour <= _CLOCK:  # 13 pm has no place on the clock
                continue
            hour = hour % _CLOCK + (_CLOCK if found[5] else 0)
        return hour, int(found[2] or 0), int(found[3] or 0)
    return None


def duration(text: str) -> tuple[int, int] | None:
    """Hours and minutes: ``1 hour 30 minutes``."""
    for one in _readings():
        found = one.duration.match(text)
        if found and (found[1] or found[2]):
            return int(found[1] or 0), int(found[2] or 0)
    return None


def _month_number(words: Reading, name: str) -> int | None:
    """The number of a month by its name or the first three letters of it."""
    for number, whole in enumerate(words.months, 1):
        if name in (whole, whole[:_SHORT]):
            return number
    return words.also.get(name)


def _weekdays(words: Reading, name: str | None) -> tuple[int, ...] | None:
    if not name:
        return None
    cut = max(_SHORT, len(name))
    return tuple(number for number, whole in enumerate(words.weekdays) if whole[:cut] == name)
