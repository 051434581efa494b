"""Which type a field most likely has, by its name alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from letterforge.languages.known import known_languages

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_OF_SEVERAL = frozenset(("lines", "postal address"))
"""Not where one of several fields is numbered: Address1 is a line of an address."""
_ASKING = frozenset(("is", "has", "was", "were", "can", "should"))


def likely_type(name: str) -> str | None:
    """The type that a field of this name mostly has, or None where its name says nothing.

    The last word says what it is, or the one before "of": in a name with underscores, in camel case, or in words.

    >>> [likely_type(name) for name in ("meeting.date", "DateOfBirth", "E-mail address", "isUrgent", "review.title")]
    ['date', 'date', 'e-mail', 'yes or no', None]
    """
    words = [
        one.casefold()
        for one in _PARTS.findall(name.rpartition(".")[2].replace("E-mail", "email").replace("e-mail", "email"))
    ]
    numbered = bool(words) and words[-1].isdigit()
    words = [one for one in words if not one.isdigit()]
    if not words:
        return None
    if words[0] in _ASKING and len(words) > 1:
        return "yes or no"
    known, of = _words()
    stop = next((index for index, one in enumerate(words) if index and one in of), len(words))
    head = words[:stop]
    spelt = ["_".join(words[stop - 1 : stop + 1])] if stop < len(words) else []  # number_of
    spelt += ["_".join(head[-2:]), head[-1]]
    found = next((known[one] for one in spelt if one in known), None)
    return None if numbered and found in _OF_SEVERAL else found


@functools.cache
def _words() -> tuple[Mapping[str, str], frozenset[str]]:
    """The type for each word of every language, and the words that stand between what a field is and whose."""
    found: dict[str, str] = {}
    of: set[str] = set()
    for language in reversed(known_languages()):  # the first has the last word
        found.update({word: kind for kind, words in language.field_words.items() for word in words.split()})
        of |= language.of
    return found, frozenset(of)
