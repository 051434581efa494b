"""Prompts that an author has left in a template's own words: ``[insert date]``, ``____``, ``TBC``, ``XX/XX/XXXX``.

A narrow rule: what it calls certain is nothing that a letter says. `letterforge scan` asks more widely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterforge.languages.known import known_languages

_PROMPTS = [language.template_prompts for language in known_languages()]


def _any(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(filter(None, patterns)) + ")"


_ASKS = re.compile(rf"(?:please )?{_any(one.asks for one in _PROMPTS)}\b")
_MAY_ASK = re.compile(rf"(?:please )?{_any(one.may_ask for one in _PROMPTS)}\b")
_THINGS = re.compile(rf"{_any(one.things for one in _PROMPTS)}(?:s|es)?\Z")
_LITTLE = re.compile(rf"{_any(one.little for one in _PROMPTS)}\Z")
MOST_WORDS = 6
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,200})\](?![(\[:])|<([^<>\n]{1,200})>")
_BLANKS = frozenset("_.\u2026\u2022\u25cf\u2023 xX")
_CERTAIN = re.compile(
    r"\b(?:T\.B\.[CAD]\b\.?|TB[CAD]\b)|\b[Ll]orem ipsum\b|(?<![\w/.-])[Xx]{2}[/.-][Xx]{2}[/.-][Xx]{2}(?:[Xx]{2})?(?![\w/-])"
)
_LIKELY = re.compile(r"_{4,}|\.{6,}|\u2026{3,}|(?<![\w/.-])(?:dd|DD)[/.-](?:mm|MM)[/.-](?:yy|YY){1,2}(?![\w/-])")
_BY_HAND = re.compile(rf"\b{_any(one.by_hand for one in _PROMPTS)}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: where it stands in a text, and whether it can be nothing else."""

    start: int
    end: int
    certain: bool


def prompts(line: str) -> Iterator[Prompt]:
    """The prompts in a line of text.

    >>> [line[p.start : p.end] for line in ("On [insert date] at [name].", "The place is TBC.") for p in prompts(line)]
    ['[insert date]', '[name]', 'TBC']
    >>> list(prompts("See [12], [sic], [2024] EWCA Civ 1 and [REDACTED]. Signed: ____"))
    []
    """
    for found in _BRACKETED.finditer(line):
        if _asks(found[1] or found[2], angled=found[1] is None):
            yield Prompt(*found.span(), certain=True)
    for found in _CERTAIN.finditer(line):
        yield Prompt(*found.span(), certain=True)
    if not _BY_HAND.search(line):  # a line to be filled in with a pen
        for found in _LIKELY.finditer(line):
            yield Prompt(*found.span(), certain=False)


def _asks(words: str, *, angled: bool) -> bool:
    """Whether what stands in brackets asks for something: a verb, the names of things alone, or a blank."""
    if not angled and set(words) <= _BLANKS:
        return len(words) > 1 or words in "\u2022\u25cf"
    said = re.findall(r"[\w-]+", words.lower())
    things = any(map(_THINGS.match, said))
    text = " ".join(said)
    if len(said) > 1 and (_ASKS.match(text) or (things and _MAY_ASK.match(text))):
        return True
    named = all(_THINGS.match(one) or _LITTLE.match(one) for one in said)
    return things and named and not angled and len(said) <= MOST_WORDS
