"""What there is to know of a language: the records that the files of the languages fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

DATE_PIECES = {"weekday": "EEEE", "day": "d", "month": "MMMM", "year": "y"}
"""What a date is made of, in the patterns of CLDR, which are the same in all languages."""
DATE_STYLES = ("long", "full", "short", "numeric", *DATE_PIECES)


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes. Patterns are CLDR's; ``hours`` and ``minutes`` hold the words for one and for several, ``days`` so many with its word; None where CLDR has them."""

    dates: Mapping[str, str]
    time: str
    month: str
    hours: tuple[str, str] | None
    minutes: tuple[str, str] | None
    join: Callable[[Sequence[str]], str] | None = field(default=None)
    days: Callable[[int], str] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one language writes in data files, in small letters and without the full stop of what is cut.

    ``months`` and ``weekdays`` are whole names, which may be cut to three letters or more of a weekday, and to three of
    a month, where that leaves one; ``also_months`` and ``also_weekdays`` are other words for them, with their numbers.
    ``ordinals`` may follow the day of a date, one of ``articles`` stand before it, one of ``of`` before month and year.

    ``noon`` are times by themselves. One of ``morning`` or ``afternoon`` stands behind a time of twelve hours, one of
    ``oclock`` behind one of twenty-four, one of ``at`` before it, and one of ``marks`` between hour and minute, besides
    ``:`` and ``.``. ``hours`` and ``minutes`` are words for them, and one of ``joint`` stands between the two.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    also_months: Mapping[str, int] = field(default_factory=dict)
    also_weekdays: Mapping[str, int] = field(default_factory=dict)
    ordinals: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    noon: frozenset[str] = frozenset()
    morning: frozenset[str] = frozenset()
    afternoon: frozenset[str] = frozenset()
    oclock: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    minutes: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prompts:
    """The words that prompts are made of, where `letterforge scan` looks for them.

    ``asking`` are verbs that ask whoever writes to do something, first in a prompt, or last in German and Dutch;
    ``asked`` nouns for what letters, forms and agreements leave open; ``beside`` may stand beside what is asked for.
    Where a word of ``quiet`` stands first or alone, an editor speaks, and nothing is asked for; where one of ``removed``
    stands last, something was taken out, or put in by an editor. ``signing`` stands beside a line to sign on. Where one
    of ``connecting`` stands first, it is a piece of a sentence: an optional clause, or an editor's word in a quotation.

    One of ``articles`` or ``polite`` stands before what is asked for or who is asked, one of ``following`` behind the
    name of what is asked for. Those of ``labels`` by themselves are a tag of an e-mail or a clause that is not used.
    Lines of a ``block`` to sign on begin or end with such a word, the line for the day with one of ``dated``; two of
    ``agreeing`` are said above them. One of ``relative`` tells more of somebody: "the child who was removed". ``often``
    is a pattern for how often something is done, which is an answer and asks for none. Where words grow together, what
    is asked for ends with one of ``asked_ends``: Rechnungsnummer. Those of ``inserting`` ask whoever writes, and never
    whoever reads; ``inserting`` are some of ``asking``. One of ``roles`` behind a name says what somebody is: "Ann Ash [Chair]".
    """

    asking: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    signing: frozenset[str] = frozenset()
    connecting: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    following: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    block: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    agreeing: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    often: str = ""
    inserting: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    asked_ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Greetings:
    """How letters begin, as patterns, each an alternation.

    ``words`` stand before a name, ``titles`` between them and it; ``casual`` need no name behind them, but none leave a
    blank before the comma. One of ``whole`` is a greeting without a name.
    """

    words: str
    titles: str = ""
    casual: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What Word itself writes in a language, as patterns: how it says that a field has failed, and what controls ask for.

    ``choices`` are prompts that a person might write, too: "Choose an item." ``signs`` as in `Promises`.
    """

    errors: str = ""
    prompts: str = ""
    choices: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promises:
    """Words that promise what is still to come, as a pattern, and plain texts of which each match has one."""

    pattern: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """How a language says that something has yet to be settled: "to be confirmed".

    Words of ``facts`` say so wherever they end a line or a sentence; those of ``acts`` only alone, since somebody may
    simply have to do it. All are patterns; ``signs`` as in `Promises`, in small letters.
    """

    lead: str
    facts: str
    acts: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateLetters:
    """How a mask of a date writes day and year (``TT.MM.JJJJ``), as patterns; ``signs`` as in `Promises`, of the year.

    ``words`` is a pattern for a date in whole words, Tag/Monat/Jahr, and ``year_word`` the word for a year in it.
    """

    day: str = ""
    year: str = ""
    signs: tuple[str, ...] = ()
    words: str = ""
    year_word: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """One language. ``tags`` are BCP 47's; without ``conventions`` of ours it is written by CLDR's.

    ``hours`` are the words for one and for several where Babel cannot tell CLDR's. ``field_labels`` are what forms write beside a field for a name, a date or an address, in small letters. ``field_words``
    are words that fields are called by, one for each space, by the type that such a field mostly has in a model file;
    ``of`` stands between what a field is and whose it is: date of birth. ``ordinal`` writes which of several in digits.
    """

    tags: tuple[str, ...]
    conventions: Conventions | None = None
    hours: tuple[str, str] | None = None
    reading: Reading | None = None
    prompts: Prompts = field(default_factory=Prompts)
    greetings: Greetings | None = None
    office: Office | None = None
    promises: Promises | None = None
    unsettled: Unsettled | None = None
    date_letters: DateLetters = field(default_factory=DateLetters)
    field_labels: tuple[str, ...] = ()
    field_words: Mapping[str, str] = field(default_factory=dict)
    of: frozenset[str] = frozenset()
    ordinal: Callable[[int], str] | None = None
