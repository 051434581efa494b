"""How dates, times, lists and numbers are written, language by language.

CLDR's own choices do not suit a letter: for British English it writes "Tuesday, 3 March 2026" and "14:30", and for
Welsh "A, B, a(c) C". So the patterns are ours, in CLDR's notation (Unicode Technical Standard 35, part 4), for the
languages in the table; Babel fills them in with the names of months and days. Any other language that Babel knows
gets CLDR's own long forms.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from letterforge.errors import UsageError

if TYPE_CHECKING:
    from babel import Locale


def _english_list(texts: Sequence[str]) -> str:
    """A, B and C."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _welsh_list(texts: Sequence[str]) -> str:
    """A, B a C, or A, B ac C before a vowel."""
    if len(texts) == 1:
        return texts[0]
    joint = "ac" if texts[-1][:1].lower() in "aâáàäeêéèëiîíìïoôóòöuûúùüwŵẃẁẅyŷýỳÿ" else "a"
    return f"{', '.join(texts[:-1])} {joint} {texts[-1]}"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes. Patterns are CLDR's; ``hours`` and ``minutes`` hold the words for one and for several, None where CLDR has them."""

    dates: Mapping[str, str]
    time: str
    month: str
    hours: tuple[str, str] | None
    minutes: tuple[str, str] | None
    join: Callable[[Sequence[str]], str] | None = field(default=None)


_ENGLISH = Conventions(
    dates=MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM y", "numeric": "dd/MM/y"}),
    time="h:mm a",
    month="MMMM y",
    hours=("hour", "hours"),
    minutes=("minute", "minutes"),
    join=_english_list,
)
_WELSH = Conventions(
    dates=MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM y", "numeric": "dd/MM/y"}),
    time="HH:mm",
    month="MMMM y",
    hours=("awr", "awr"),
    minutes=("munud", "munud"),
    join=_welsh_list,
)
CONVENTIONS: Mapping[str, Conventions] = MappingProxyType(
    {"en": _ENGLISH, "en-GB": _ENGLISH, "en-IE": _ENGLISH, "cy": _WELSH, "cy-GB": _WELSH}
)
DATE_STYLES = ("long", "full", "short", "numeric")


@functools.lru_cache(maxsize=64)
def conventions(language: str) -> Conventions:
    """The conventions of a language, ours where the table has them and CLDR's otherwise."""
    if language in CONVENTIONS:
        return CONVENTIONS[language]
    locale = locale_of(language)
    skeletons = locale.datetime_skeletons
    return Conventions(
        dates=MappingProxyType(
            {
                "long": locale.date_formats["long"].pattern,
                "full": locale.date_formats["full"].pattern,
                "short": locale.date_formats["medium"].pattern,
                "numeric": locale.date_formats["short"].pattern,
            }
        ),
        time=locale.time_formats["short"].pattern,
        month=skeletons["yMMMM"].pattern if "yMMMM" in skeletons else "MMMM y",
        hours=None,
        minutes=None,
    )


@functools.lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 language tag.

    Raises:
        UsageError: Babel does not know it.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (0.1 s to import; only templates need it)

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError) as error:
        message = f"{language!r} is not a language that letterforge knows; write a tag such as en-GB or cy"
        raise UsageError(message) from error
