"""Every other language: the conventions of Unicode's CLDR, as Babel has them."""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING

from letterforge.errors import UsageError
from letterforge.languages.language import Conventions

if TYPE_CHECKING:
    from babel import Locale


@functools.lru_cache(maxsize=64)
def conventions_of_cldr(language: str) -> Conventions:
    """CLDR's own long forms.

    Raises:
        UsageError: Babel does not know the language.
    """
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
