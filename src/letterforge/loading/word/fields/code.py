"""The code of a field: its name, its arguments and its switches (ECMA-376 part 1, 17.16.2), with tags as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# Each piece is taken whole and not given back, so that a code costs no more than its length.
_TAG = r"(?>\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{%(?:(?!\{%|%\}).)*+%\})"
_WORD = re.compile(
    rf"\s*+(?:[\"“”„]((?:{_TAG}|\\.|[^\"“”„\\])*+)[\"“”„]|(\\[^\s\"]+)|((?:{_TAG}|[^\s\"“”„])++))",
    re.DOTALL,
)
_FORMULA = re.compile(rf"=((?:{_TAG}|\"[^\"]*+\"|[^\\\"])*+)", re.DOTALL)
"""A formula up to its first switch."""
_ESCAPE = re.compile(rf"({_TAG})|\\(.)", re.DOTALL)
TAGS = re.compile(_TAG, re.DOTALL)
ONE_TAG = re.compile(r"\s*\{\{(?![prt]\s|t[rc]\s)((?:(?!\}\}).)*)\}\}\s*\Z", re.DOTALL)
"""A placeholder that is all of a text."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a code: a switch, or an argument with its escapes taken out."""

    text: str
    switch: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A field's code."""

    name: str
    arguments: tuple[Word, ...]
    switches: tuple[tuple[str, str | None], ...]
    """Each as it is written, and the argument of those that say how the result looks."""
    blocks: bool = False
    """Whether the field takes whole paragraphs, more than one."""

    def has(self, switch: str) -> bool:
        """Whether a switch is set."""
        return any(name == switch for name, _ in self.switches)

    def of(self, switch: str) -> tuple[str, ...]:
        """What a switch says, as often as it is set."""
        return tuple(said or "" for name, said in self.switches if name == switch)


_WITH_ARGUMENT = ("\\*", "\\@", "\\#")
"""The switches of every field (17.16.4)."""
_OF_NAME = {"MERGEFIELD": ("\\b", "\\f"), "SEQ": ("\\r", "\\s"), "QUOTE": (), "STYLEREF": (), "SYMBOL": ("\\f", "\\s")}


def read(text: str) -> Code | None:
    """Take a code apart; None where it is none, or does not go by the grammar."""
    words: list[Word] = []
    text = text.strip()
    formula = _FORMULA.match(text)
    at = formula.end() if formula is not None else 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            return None
        at = found.end()
        if found[1] is not None:
            words.append(Word(_ESCAPE.sub(lambda one: one[1] or one[2], found[1]), quoted=True))
        else:
            words.append(Word(found[2] or found[3], switch=found[2] is not None))
    if formula is not None:
        taken = _taken_apart("=", words)
        return None if taken.arguments else replace(taken, arguments=(Word(formula[1].strip()),))
    if not words or words[0].switch or words[0].quoted or "{" in words[0].text:
        return None
    return _taken_apart(words[0].text, words[1:])


def _taken_apart(name: str, words: list[Word]) -> Code:
    arguments: list[Word] = []
    switches: list[tuple[str, str | None]] = []
    takes = (*_WITH_ARGUMENT, *_OF_NAME.get(name.upper(), ()))
    left = iter(words)
    for word in left:
        if not word.switch:
            arguments.append(word)
            continue
        glued = next((one for one in takes if word.text.startswith(one) and len(word.text) > len(one)), None)
        if glued is not None:
            switches.append((glued, word.text[len(glued) :]))
            continue
        said = next(left, None) if word.text.lower() in takes else None
        switches.append((word.text.lower(), None if said is None else said.text))
    return Code(name.upper(), tuple(arguments), tuple(switches))
