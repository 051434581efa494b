"""Many texts looked at at once: most of a letter's are names, places and reasons, of which there is nothing to say.

To judge a text takes five searches, and most of each is its beginning and its end. The texts of a letter are one text
here, a line each. What is plain is kept in mind (`text_rules.PLAIN_TEXTS`) until the letter is made and longer; what may
not be is judged by itself, when it is validated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from letterforge.models.text_rules import PLAIN_TEXTS, SHORT, holes, keep_plain
from letterforge.models.zero_dates import ZEROS
from letterforge.scanning.leftovers.certain import may_hold_sign

# As `text_rules` has it of ordinary texts, with fewer signs.
_SIMPLE = re.compile(
    r"^(?!(?i:t\.?b|to be |lorem |xx|(?:d+|m+|y+|h+|s+|x)[\s./:\-]))[a-zA-Z0-9\u00c0-\u017f]"
    r"[a-zA-Z0-9\u00c0-\u017f'\u2019&.,/\- ]*(?<! )$",
    re.MULTILINE,
)
_FEW = 16
"""So few are as quick by themselves."""


def look_at(texts: Iterable[str]) -> None:
    """Find out which of the texts are plain.

    >>> look_at([*(f"{number} St Mary's Road" for number in range(1, 20)), "a [name]"])
    >>> "7 St Mary's Road" in PLAIN_TEXTS, "a [name]" in PLAIN_TEXTS
    (True, False)
    """
    new = set(texts).difference(PLAIN_TEXTS)
    if len(new) < _FEW:
        return
    found = _SIMPLE.findall("\n".join(new))
    lines = "\n".join(found)
    if len(found) < _FEW or may_hold_sign(lines) or not holes().isdisjoint(lines.casefold().split("\n")):
        return
    if "1899" in lines or not ZEROS.isdisjoint(found):  # a date that is none, in the field of a date
        return
    keep_plain([text for text in found if len(text) < SHORT])
