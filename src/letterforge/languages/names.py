"""Languages in the names of files: letter.cy.md."""

from __future__ import annotations

import re

from letterforge.errors import UsageError
from letterforge.languages.cldr import locale_of
from letterforge.languages.known import known_languages

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def is_language(tag: str) -> bool:
    """Whether a text is the tag of a language that letterforge knows: ``cy``, ``en-GB``."""
    if not _TAG.match(tag):
        return False
    if any(tag in known.tags for known in known_languages()):
        return True
    try:
        locale_of(tag)
    except UsageError:
        return False
    return True


def without_language(stem: str) -> tuple[str, str]:
    """The name of a file without its suffix, as what comes before its language, and the language.

    >>> without_language("letter.cy"), without_language("letter"), without_language("letter.final")
    (('letter', 'cy'), ('letter', ''), ('letter.final', ''))
    """
    head, _, tag = stem.rpartition(".")
    return (head, tag) if head and is_language(tag) else (stem, "")


def is_in(language: str, tag: str) -> bool:
    """Whether a language is one that a tag asks for: en-GB is for en, and cy for cy-GB."""
    one, other = language.lower(), tag.lower()
    return one == other or (one.split("-")[0] == other.split("-")[0] and not ("-" in one and "-" in other))
