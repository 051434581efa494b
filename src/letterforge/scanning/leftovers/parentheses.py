"""Prompts in parentheses, and in capitals without any sign: (insert date), INSERT NAME HERE; not what a form asks its reader for."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings
from letterforge.scanning.leftovers.lexicon import ASKING, BESIDE, INSERTING, is_asked
from letterforge.scanning.leftovers.prompts import words_of

_ROUND = late(r"(?<![\w\])])\(([^()\[\]{}\n]{3,120})\)(?!\()")
_GREETED = "|".join(one.greetings.words for one in known_languages() if one.greetings is not None)
# Where a name has to stand: "Dear (name)", "I, (name of parent), ..."
_NAMED = late(
    rf"(?:(?:\A|\n)[ \t*_>]{{0,8}}(?:{_GREETED})|\b(?:Mr|Mrs|Ms|Mx|Herr|Frau|Mme|Sra?\.)|(?:\A|\n)[ \t]{{0,8}}I,)[ \u00a0]\Z"
)
_CAPITALS = late(r"(?<![\w\[({<#'\"])(?:INSERT|ENTER)(?: (?!INTO\b)[A-Z][A-Z'\u2019/]*){1,6}(?![\w\])}>])")
_MARKED = late(
    r"(?<![\w*_/])([*_/|]{1,2})((?i:insert|einf\u00fcgen|ins\u00e9rer|insertar|mewnosod) [^*_/|\n]{2,60})\1(?![\w*_/])"
)
_NEAR = 40
_HERE = frozenset(("here", "text", "hier", "ici", "aqu\u00ed", "yma"))
_READERS = frozenset(("your", "ihr", "ihre", "ihren", "votre", "vos", "su", "sus", "eich", "please", "bitte"))
"""Who reads a form may be asked for these: "(insert your name)"."""


def prompts_without_brackets(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """What asks whoever writes, between parentheses, stars or strokes, or in capitals."""
    del around
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    for found in _ROUND.finditer(text) if "(" in text else ():
        if strength := _rated(found[1], text[max(0, found.start() - _NEAR) : found.start()]):
            yield Candidate(*found.span(), strength)
    if "INSERT" in text or "ENTER" in text:
        for found in _CAPITALS.finditer(text):
            words = words_of(found[0])
            if _knows(words[1:]):
                sure = words[-1] in _HERE and words[0] in INSERTING
                yield Candidate(*found.span(), Strength.CERTAIN if sure else Strength.LIKELY)
    for found in _MARKED.finditer(text) if "*" in text or "_" in text or "/" in text or "|" in text else ():
        if _rated(found[2], ""):  # it may be what a menu says
            yield Candidate(*found.span(), Strength.LIKELY)


def _rated(inner: str, before: str) -> Strength:
    if inner.count(" ") > _LONGEST or not (words := words_of(inner)):
        return Strength.NONE
    first, last = words[0] in INSERTING, words[-1] in INSERTING
    rest = words[1:] if first else words[:-1]
    if first or last:
        if not _READERS.isdisjoint(rest) or not rest:
            return Strength.LIKELY if rest else Strength.NONE
        return Strength.CERTAIN if _knows(rest) else Strength.LIKELY if any(map(is_asked, rest)) else Strength.NONE
    if words[0] in _ENTERING and _READERS.isdisjoint(words) and _knows(words[1:]):
        return Strength.LIKELY
    if _NAMED.search(before) and _knows(words):
        return Strength.CERTAIN
    return Strength.NONE


def _knows(words: list[str]) -> bool:
    """Whether these are words for what is asked for, and nothing else."""
    return all(is_asked(word) or word in BESIDE or word in _HERE for word in words) and any(
        is_asked(word) or word in _HERE for word in words
    )


_LONGEST = 12
_ENTERING = ASKING & {"enter", "type"}
