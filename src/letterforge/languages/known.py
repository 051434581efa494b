"""The languages that have a file of their own, by their tags.

CLDR's own choices do not suit a letter: for British English it writes "Tuesday, 3 March 2026" and "14:30", and for
Welsh "A, B, a(c) C". So the patterns are ours, in CLDR's notation (Unicode Technical Standard 35, part 4), for the
languages whose file has some; Babel fills them in with the names of months and days. Any other language that Babel
knows gets CLDR's own long forms.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from letterforge import languages
from letterforge.discovery import records
from letterforge.languages.cldr import conventions_of_cldr
from letterforge.languages.language import Conventions, Language


@functools.cache
def known_languages() -> tuple[Language, ...]:
    """Every language that has a file."""
    return records(languages, Language, but=("known", "names", "reading"))


@functools.lru_cache(maxsize=64)
def conventions(language: str) -> Conventions:
    """The conventions of a language, ours where its file has them and CLDR's otherwise."""
    for known in known_languages():
        if language in known.tags and known.conventions is not None:
            return known.conventions
        if language in known.tags and known.hours is not None:
            return replace(conventions_of_cldr(language), hours=known.hours)
    return conventions_of_cldr(language)


@functools.lru_cache(maxsize=64)
def ordinal_of(language: str) -> Callable[[int], str] | None:
    """How a language writes which of several something is; None where no file says so."""
    names = (language, language.partition("-")[0])
    return next((known.ordinal for name in names for known in known_languages() if name in known.tags), None)
