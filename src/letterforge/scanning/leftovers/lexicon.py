"""The words that prompts are made of, of all languages together: what asks, what is asked for, and what looks alike."""

from __future__ import annotations

import re

from letterforge.languages.known import known_languages
from letterforge.languages.vocabulary import vocabulary
from letterforge.patterns import late

__all__ = [
    "AGREEING",
    "ARTICLES",
    "ASKED",
    "ASKING",
    "BESIDE",
    "BLOCK",
    "CONNECTING",
    "DATED",
    "FOLLOWING",
    "LABELS",
    "OFTEN",
    "POLITE",
    "QUIET",
    "RELATIVE",
    "REMOVED",
    "SIGNING",
    "is_asked", "vocabulary",
]  # fmt: skip

_UNSETTLED = [language.unsettled for language in known_languages() if language.unsettled is not None]
_PROMPTS = [language.prompts for language in known_languages()]

ASKING = frozenset[str]().union(*(one.asking for one in _PROMPTS))
ASKED = frozenset[str]().union(*(one.asked for one in _PROMPTS))
BESIDE = frozenset[str]().union(*(one.beside for one in _PROMPTS))
QUIET = frozenset[str]().union(*(one.quiet for one in _PROMPTS))
REMOVED = frozenset[str]().union(*(one.removed for one in _PROMPTS))
SIGNING = frozenset[str]().union(*(one.signing for one in _PROMPTS))
CONNECTING = frozenset[str]().union(*(one.connecting for one in _PROMPTS))
ARTICLES = frozenset[str]().union(*(one.articles for one in _PROMPTS))
POLITE = frozenset[str]().union(*(one.polite for one in _PROMPTS))
FOLLOWING = frozenset[str]().union(*(one.following for one in _PROMPTS))
LABELS = frozenset[str]().union(*(one.labels for one in _PROMPTS))
BLOCK = frozenset[str]().union(*(one.block for one in _PROMPTS))
DATED = frozenset[str]().union(*(one.dated for one in _PROMPTS))
AGREEING = frozenset[str]().union(*(one.agreeing for one in _PROMPTS))
RELATIVE = frozenset[str]().union(*(one.relative for one in _PROMPTS))
OFTEN = late("|".join(one.often for one in _PROMPTS if one.often), re.IGNORECASE)
TO_COME = late("|".join(f"{one.lead} (?:{one.facts}|{one.acts})" for one in _UNSETTLED), re.IGNORECASE)
INSERTING = frozenset[str]().union(*(one.inserting for one in _PROMPTS))
ROLES = frozenset[str]().union(*(one.roles for one in _PROMPTS))
_ASKED_ENDS = tuple(end for one in _PROMPTS for end in one.asked_ends)


def is_asked(word: str) -> bool:
    """Whether it names what letters and forms leave open, in small letters; where words grow together, by its end."""
    return word in ASKED or word.endswith(_ASKED_ENDS)
