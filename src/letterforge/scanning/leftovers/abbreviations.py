"""Abbreviations that a text explains: "the Tariff Board Association (TBA)" promises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PROMISES = ("TBA", "TBC", "TBD", "TBN")
_NAME = r"(?:[A-Z][\w'\u2019-]{0,40}+(?:[ \xa0]{1,3}(?:of|and|for|the|in|on|to|&)(?=[ \xa0])){0,3}+[ \xa0]{0,3}+){2,8}"
_BEHIND = re.compile(rf"({_NAME})\([\"'\u201c\u2018]?(?:the )?[\"'\u201c\u2018]?(TB[ACDN])[\"'\u201d\u2019]?\)")
_BEFORE = re.compile(
    rf"\b(TB[ACDN])[\"'\u201d\u2019]?[ \xa0]{0, 3}(?:\(|[=:\u2013\u2014-]|(?:stands for|means|is short for)\b)[ \xa0]{0, 3}(?:the )?({_NAME})"
)
_SMALL = frozenset(("of", "and", "for", "the", "in", "on", "to", "&"))


def explained(texts: Iterable[str]) -> frozenset[str]:
    """Which of the abbreviations that promise something these texts explain as a name.

    >>> sorted(explained(["The Tariff Board Association (TBA) meets.", "TBC: To Be Confirmed", "Start: TBD"]))
    ['TBA']
    """
    return frozenset(short for text in texts if any(one in text for one in _PROMISES) for short in _explained(text))


def _explained(text: str) -> Iterator[str]:
    named = [(found[2], found[1], True) for found in _BEHIND.finditer(text)]
    named += [(found[1], found[2], False) for found in _BEFORE.finditer(text)]
    for short, name, last in named:
        words = [word for word in name.split() if word not in _SMALL]
        words = words[-len(short) :] if last else words[: len(short)]
        said = "".join(word[0] for word in words)
        if said == short and [word.casefold() for word in words[:2]] != ["to", "be"]:
            yield short
