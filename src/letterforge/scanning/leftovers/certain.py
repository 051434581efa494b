"""What is certain in one text of a letter, and the signs without which nothing in it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from letterforge.findings import Place, Rule
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Strength

if TYPE_CHECKING:
    from letterforge.languages.language import Language


# One look tells most texts apart from those that the detectors are asked about. It may be wrong in one way only: what
# they are certain of holds a sign. A sign is one character or one word, since a text may come in pieces (`may_go_on`),
# and what must not stand beside it may be in the next piece. `tests/scanning/leftovers/test_certain.py` holds it to that.
#
# Every way begins with one character, not with a class and not with a look back, and with a rare one where there is a
# choice (`m(?<=orem)`): so the engine passes over most of a text. Words and other signs apart are quicker than together.
#
# They are made of the words of all languages when the first text is looked at: who has a model may have no letter yet.


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, by their first letters."""
    by_first: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())


def _by_itself(*words: str) -> str:
    return "|".join(rf"{word}(?<!\w{word})(?!\w)" for word in words)


_COMMON = "abcdefghilmnoprstuy"


def _by_its_rarest(word: str) -> str:
    """A pattern for a word in either case, by the letter of it that the fewest texts have."""
    low = word.lower()
    at = next((at for at, letter in enumerate(low) if letter not in _COMMON), 0)
    around = f"(?i:(?<={re.escape(low[:at])}.){re.escape(low[at + 1 :])})" if at else f"(?i:{re.escape(low[1:])})"
    return "|".join(f"{letter}{around}" for letter in (low[at].upper(), low[at]))


_PUNCTUATION = (
    "|".join(map(re.escape, "[{}<\u00ab\u2039\u3010\u27e8_|~^"))
    + r"|%(?![\s.,;:)])|\$(?!\d)|#(?![\d\s])|@(?<!\w@)|\+\+|\?\?|\.\.|/(?:(?i:year)|(?<=(?i:month)/))"
    r"|00(?<![\w/?#.]00)(?<!\d:00)(?!\d)|:(?<=HH:|hh:)| [,:;!]|\t[,:;!]|\u00a0[,:;!]"
)


def _languages() -> tuple[Language, ...]:
    from letterforge.languages.known import known_languages  # noqa: PLC0415  (a file for each)

    return known_languages()


def _year_words() -> list[str]:
    return [one.date_letters.year_word for one in _languages() if one.date_letters.year_word]


@functools.cache
def _words() -> str:
    office = _any_of(sign.strip() for one in _languages() if one.office is not None for sign in one.office.signs)
    years = _any_of(sign for one in _languages() for sign in one.date_letters.signs if sign.casefold() != "year")
    return (
        r"x(?:[Xx]|(?<=\dx)(?!\w))|X(?:[Xx]|(?<=\dX)(?!\w))"
        r"|T(?:B|ODO|(?<!\wT)(?:\.|(?!\w)))|t(?<!\wt)(?:b|\.|(?!\w))|FIXME|m(?<=orem)|OREM|INSERT"
        rf"|M(?:onth|ONTH|MM)|{_by_itself('N', 'undefined', 'null', 'NaN', 'NaT', 'nan', 'None', 'Invalid')}|{years}|{office}"
    )


@functools.cache
def _anywhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rare = "|".join(map(_by_its_rarest, _year_words()))
    return re.compile(rf"{_PUNCTUATION}|\("), re.compile(f"{_words()}|{rare}")


@functools.cache
def _of_a_whole() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A whole text can be asked for more: parentheses and words for a year stand in every other one."""
    from letterforge.scanning.leftovers.lexicon import INSERTING  # noqa: PLC0415  (made of the words of all languages)

    in_words, inserting = "|".join(map(re.escape, _year_words())), "|".join(sorted(INSERTING))
    punctuation = rf"{_PUNCTUATION}|/[ ]?(?i:{in_words})|\(\(|\([^()\n]{{0,120}}(?i:{inserting})"
    return re.compile(punctuation), re.compile(_words())


def _greeted_thus() -> str:
    greeted = "|".join(one.greetings.words for one in _languages() if one.greetings is not None)
    return rf"(?:{greeted}|Mr|Mrs|Ms|Mx|Herr|Frau|Mme|Sra?\.|I,)[ \u00a0]\("


_GREETED_THUS = late(_greeted_thus)
_APART = frozenset(" \n\t,.;:)'\"\u2019\u201d\u2013\u2014!?")
"""What may stand on either side of a value, and cannot make a sign of what is in it."""
_SHORT = 512


class Left(NamedTuple):
    """What is certainly left in a text: its rule, and where."""

    rule: Rule
    start: int
    stop: int


def certain(text: str) -> tuple[Left, ...]:
    """What waits to be filled in a text beyond doubt, as a scan of the letter would say.

    >>> [text[one.start : one.stop] for text in ("Dear [name],", "Dear Ann,") for one in certain(text)]
    ['[name]']
    """
    if not signed(text):
        return ()
    return _searched(text) if len(text) < _SHORT else _searched.__wrapped__(text)


def signed(text: str) -> bool:
    """Whether a text, or several on lines of their own, holds a sign without which nothing in it is certain."""
    punctuation, words = _of_a_whole()
    return (
        punctuation.search(text) is not None
        or words.search(text) is not None
        or ("(" in text and _GREETED_THUS.search(text) is not None)
    )


@functools.lru_cache(maxsize=512)
def _searched(text: str) -> tuple[Left, ...]:
    from letterforge.scanning.leftovers.search import DETECTORS, search  # noqa: PLC0415  (most texts are asked nothing)

    rules = {detector.rule.code: detector.rule for detector in DETECTORS}
    # Before a passage with a place in words no line of a text file goes on.
    found = search((Passage(text, Place(path="paragraph")),))
    return tuple(
        Left(rules[one.rule], one.candidate.start, one.candidate.stop)
        for one in found
        if one.candidate.strength is Strength.CERTAIN
    )


def holds_sign(text: str) -> bool:
    """Whether something could be certain in a text."""
    punctuation, words = _anywhere()
    return punctuation.search(text) is not None or words.search(text) is not None


def holds_word(text: str) -> bool:
    """Whether a text without punctuation, but for apostrophes and hyphens, and without noughts holds a sign."""
    return _anywhere()[1].search(text) is not None


def may_be_cut(text: str) -> bool:
    """Whether a value goes with what stands beside it, as no word does: it begins with a comma, or ends with a blank."""
    return text[:1] in {",", ":", ";", "!"} or text[-1:].isspace()


def may_go_on(text: str, *, before: bool) -> bool:
    """Whether a text and a value next to it could make a sign that is in neither; ``before``: the value stands there."""
    return bool(text) and text[0 if before else -1] not in _APART
