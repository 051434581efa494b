"""Abbreviations that a text explains: TBA in a text that speaks of the Tenants' Benefit Association (TBA)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from letterforge.patterns import late

_SHORT = late(r"(?<!\w)TB[ACDN](?!\w)")
_NEAR = 120
_CAPITAL = late(r"\b[A-Z]")
_DEFINED = late(
    r"[\"'\u201c\u2018\u201d\u2019)*]{0,4}\s{1,3}(?:means|stands for|is short for|bedeutet|steht f\u00fcr|signifie|significa)\s",
    re.IGNORECASE,
)
# "TBC means to be confirmed" explains it, and promises all the same.
_PROMISES = late(r"\W{0,4}(?:to be|noch|wird|\u00e0|por|i['\u2019]w)\b", re.IGNORECASE)
_OPENED = late(r"\s{1,2}[(\u2013\u2014-]\s?")


def explained(texts: Iterable[str]) -> frozenset[str]:
    """Those of TBA, TBC, TBD and TBN that some of these texts explain: (TBA) behind its words, or its words behind it.

    >>> sorted(explained(["The Tariff Board Association (TBA) meets.", "TBC: To Be Confirmed", "Start: TBD"]))
    ['TBA']
    """
    found: set[str] = set()
    for text in texts:
        if "TB" in text:
            found.update(one[0] for one in _SHORT.finditer(text) if _is_explained(text, *one.span()))
    return frozenset(found)


def _is_explained(text: str, start: int, stop: int) -> bool:
    short, before, after = text[start:stop], text[max(0, start - _NEAR) : start], text[stop : stop + _NEAR]
    if before.endswith("(") and _initials(before).endswith(short):
        return True
    defined = _DEFINED.match(after)
    if defined:
        return _PROMISES.match(after, defined.end()) is None
    opened = _OPENED.match(after)
    return opened is not None and _initials(after[opened.end() :]).startswith(short)


def _initials(text: str) -> str:
    return "".join(_CAPITAL.findall(text))
