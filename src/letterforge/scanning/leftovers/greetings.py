"""Greetings whose name is missing: "Dear ,", "Sehr geehrte Frau ,"; not those that need none, "Dear Madam,"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings

_GREETINGS = [one.greetings for one in known_languages() if one.greetings is not None]
_WORDS = "|".join(one.words for one in _GREETINGS)
_TITLES = "|".join(one.titles for one in _GREETINGS if one.titles)
_CASUAL = "|".join(one.casual for one in _GREETINGS if one.casual)
_WHOLE = late(rf"(?<!\w)(?:{'|'.join(one.whole for one in _GREETINGS if one.whole)})\Z")
_BLANK = r"[ \t\u00a0]"
_TITLED = rf"(?:{_TITLES})(?:{_BLANK}?(?:and|und|et|y|a|&|/){_BLANK}?(?:{_TITLES})){{0,2}}"
_NAMELESS = late(
    rf"^[ \t\u00a0*_>]*((?:(?P<word>{_WORDS})(?:{_BLANK}{{1,3}}(?P<title>{_TITLED})(?:{_BLANK}{{1,3}}{_TITLED}){{0,2}})?|(?P<casual>{_CASUAL}))"
    rf"(?P<gap>{_BLANK}{{0,5}})[,:;!])(?![\[\w])",
    re.MULTILINE,
)
# One of two names is missing: "Dear Ann and ,".
_AND = rf"{_BLANK}(?:and|und|et|y|ac?|&){_BLANK}{{1,3}}[,:]"
_HALF_ENDS = late(_AND)
_HALF = late(rf"^[ \t\u00a0*_>]*((?:{_WORDS}){_BLANK}[^,;:!?.\n]{{1,60}}{_AND})", re.MULTILINE)


def nameless_greetings(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """A greeting with nobody behind it."""
    del around
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    for found in _NAMELESS.finditer(text):
        if strength := _rated(found):
            yield Candidate(*found.span(1), strength)
    if _HALF_ENDS.search(text):
        yield from (Candidate(*found.span(1), Strength.CERTAIN) for found in _HALF.finditer(text))


def _rated(found: re.Match[str]) -> Strength:
    """A blank before the comma stands where the name was to stand; without it, some write so."""
    last = found["title"] or found["word"] or ""
    if found["casual"]:
        return Strength.LIKELY if found["gap"] and found[0][-1] == "," else Strength.NONE
    if _WHOLE.search(last):
        return Strength.LIKELY if found["gap"] and found[0][-1] == "," else Strength.NONE
    return Strength.CERTAIN if found["gap"] else Strength.LIKELY
