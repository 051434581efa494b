"""Dates and times as people write them, read in every language that says how it is read.

What is taken is in small letters, with single blanks; None comes out of what no language reads. Whether there is such
a day is for the caller to say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
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


_WORD = r"[^\W\d_]"
# A name may have several words, dydd llun; none has a digit in it, so that each text is looked at once.
_NAME = rf"({_WORD}[^\d,]*?)"
_DATE = re.compile(rf"(?:{_NAME},? )?([0-9]{{1,2}})({_WORD}{{1,3}}|[.º°])? {_NAME},? ([0-9]{{4}})\Z")
_FIGURES = re.compile(r"([0-9]{1,2})\.([0-9]{2})\.([0-9]{4})\Z")
_MONTH = re.compile(rf"{_NAME} ([0-9]{{4}})\Z")
_TIME = re.compile(
    rf"(?:({_WORD}+\.?) )?([0-9]{{1,2}})(?:( ?{_WORD} ?|[:.])([0-9]{{2}}))?(?::([0-9]{{2}}))? ?({_WORD}[^\d:]*)?\Z"
)
_DURATION = re.compile(rf"([0-9]{{1,4}}) ?({_WORD}+\.?)(?: ?(?:({_WORD}+) )?([0-9]{{1,4}}) ?({_WORD}+\.?))?\Z")
_MOST_HOURS = 999


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one language, with their numbers, and how else it is read."""

    reading: Reading
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


@functools.cache
def _readings() -> tuple[_Names, ...]:
    return tuple(_names(one.reading) for one in known_languages() if one.reading is not None)


def _names(words: Reading) -> _Names:
    months = dict(_cut(words.months, 1, only=True)) | {name: number for number, name in enumerate(words.months, 1)}
    weekdays = dict(_cut(words.weekdays, 0, only=False)) | {name: number for number, name in enumerate(words.weekdays)}
    return _Names(words, months | dict(words.also_months), weekdays | dict(words.also_weekdays))


def _cut(names: tuple[str, ...], first: int, *, only: bool) -> Iterator[tuple[str, int]]:
    """Names cut to three letters, or to any number from three, where that leaves one name."""
    for number, whole in enumerate(names, first):
        for length in range(_SHORT, _SHORT + 1 if only else len(whole)):
            if sum(one.startswith(whole[:length]) for one in names) == 1:
                yield whole[:length], number


def date(text: str) -> WrittenDate | None:
    """A date: ``tuesday 3rd march 2026``, ``dydd mawrth 3 mawrth 2026``, ``03.03.2026``."""
    figures = _FIGURES.match(text)
    if figures:
        return WrittenDate(int(figures[3]), int(figures[2]), int(figures[1]), None)
    found = _DATE.match(text)
    if found is None:
        return None
    otherwise = None
    for one in _readings():
        month = one.months.get(_without(found[4], one.reading.of))
        if month is None or (found[3] and found[3] not in one.reading.ordinals):
            continue
        name = _behind(found[1] or "", one.reading.articles)
        weekday = one.weekdays.get(name.removesuffix("."))
        made = WrittenDate(
            int(found[5]), month, int(found[2]), None if not name else () if weekday is None else (weekday,)
        )
        if made.weekdays != ():
            return made
        if " " not in name:  # a weekday of another language, or of none
            otherwise = otherwise or made
    return otherwise


def month(text: str) -> tuple[int, int] | None:
    """The year and the number of a month: ``april 2026``."""
    found = _MONTH.match(text)
    for one in _readings() if found else ():
        number = one.months.get(_without(found[1], one.reading.of)) if found else None
        if found and number is not None:
            return int(found[2]), number
    return None


def time(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second of a day: ``2:30 pm``, ``14:30``, ``14.30 uhr``, ``noon``."""
    found = _TIME.match(text)
    for one in _readings():
        words = one.reading
        if text in words.noon:
            return _CLOCK, 0, 0
        hour = None if found is None else _hour(found, words)
        if found is not None and hour is not None:
            return hour, int(found[4] or 0), int(found[5] or 0)
    return None


def _hour(found: re.Match[str], words: Reading) -> int | None:
    """The hour of a time, if it is written as a language has it."""
    hour, mark, behind = int(found[2]), (found[3] or ":").strip(), found[6]
    if (found[1] and found[1] not in words.at) or not (mark in {":", "."} or mark in words.marks):
        return None
    if behind is None or behind in words.oclock:
        return hour if found[4] or behind else None
    if not (behind in words.morning or behind in words.afternoon) or not 1 <= hour <= _CLOCK:
        return None  # 13 pm has no place on the clock
    return hour % _CLOCK + (_CLOCK if behind in words.afternoon else 0)


def duration(text: str) -> tuple[int, int] | None:
    """Hours and minutes: ``1 hour 30 minutes``."""
    found = _DURATION.match(text)
    for one in _readings() if found else ():
        words = one.reading
        first, second = (found[2].removesuffix("."), found[5] and found[5].removesuffix(".")) if found else ("", None)
        if not found or (found[3] and found[3] not in words.joint):
            continue
        if second is None and first in words.minutes:
            return 0, int(found[1])
        if first in words.hours and (second is None or second in words.minutes) and int(found[1]) <= _MOST_HOURS:
            return int(found[1]), int(found[4] or 0)
    return None


def _without(name: str, of: frozenset[str]) -> str:
    """A month without the words that may stand around it, and without the full stop of what is cut: de marzo de."""
    words = name.split(" ")
    while len(words) > 1 and words[0] in of:
        words = words[1:]
    while len(words) > 1 and words[-1] in of:
        words = words[:-1]
    return " ".join(words).removesuffix(".")


def _behind(name: str, articles: frozenset[str]) -> str:
    """A weekday without the article of the day behind it: tirsdag den."""
    head, _, last = name.rpartition(" ")
    return head if last in articles else name
