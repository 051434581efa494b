"""Words that promise what is still to come: TBC, TBA, "to be confirmed", Lorem ipsum, XXXX, N.N."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.findings import Nature, Passage
from letterforge.leftovers.hit import Around, Hit, Strength

_SHORT = re.compile(r"(?<![\w.&/\-])(?:TB[ACDNS]|t\.b\.[acdn]\.?|T\.B\.[ACDN]\.?|tb[ac])(?![\w&])(?!-)")
_LONG = re.compile(
    r"(?<!\w)to be (?:confirmed|announced|advised|decided|determined|arranged|notified|agreed|completed|inserted|supplied|added|provided|finali[sz]ed)(?!\w)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"\blorem ipsum\b[^\n]*", re.IGNORECASE)
_CROSSES = re.compile(r"(?<![\w\-])(?:[Xx]{3,}|[Xx]{2,}(?:[ \-][Xx]{2,})+)(?![\w\-])")
_NOBODY = re.compile(r"(?<![\w.])N\.[ ]?N\.(?![\w.])")
_OTHERS = re.compile(
    r"(?<!\w)(?:wird noch (?:bekannt ?gegeben|mitgeteilt|ergänzt)|noch offen|(?:à|a) (?:confirmer|compléter|préciser|définir|venir)|i'w gadarnhau|i’w gadarnhau"
    r"|por (?:confirmar|determinar|definir)|da (?:confermare|definire|completare)|nog (?:te bepalen|in te vullen)|(?:n\.n\.b\.|k\.A\.))(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?:[:;(\[|\u2013\u2014=]|\A|\n|\t)\s*|\s-\s)(?:date |time |venue |place |name |details? |location )?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:[.)\]|;,]|\Z|\n|\t|by |\u2013|\u2014|- )", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:is|are|was|were|remains?|remain|has|have|had|needs?|need|will|shall|may|must|ought|about|going|yet|still)(?:\s+(?:yet|still|also))?\s*\Z",
    re.IGNORECASE,
)
_TODO = re.compile(r"(?<![\w/])(?:TODO|FIXME)(?![\w/])")


def promise_words(passage: Passage, around: Around) -> Iterator[Hit]:
    """Words that stand where something is to be said later."""
    del around
    text = passage.text
    if any(span.nature in {Nature.SCRIPT, Nature.HINT} for span in passage.spans):
        return
    yield from (Hit(*found.span(), Strength.CERTAIN) for found in _SHORT.finditer(text))
    for found in _LONG.finditer(text):
        strength = _stands_in(text, *found.span())
        if strength:
            yield Hit(*found.span(), strength)
    yield from (Hit(*found.span(), Strength.CERTAIN) for found in _LATIN.finditer(text))
    yield from (Hit(*found.span(), Strength.LIKELY) for found in _CROSSES.finditer(text))
    yield from (Hit(*found.span(), Strength.LIKELY) for found in _NOBODY.finditer(text))
    yield from (Hit(*found.span(), Strength.LIKELY) for found in _OTHERS.finditer(text))


def _stands_in(text: str, start: int, stop: int) -> Strength:
    """Alone it stands in for something; within a sentence it is a plain verb: "to be agreed by both parties"."""
    before, after = text[max(0, start - 40) : start], text[stop : stop + 12]
    if _SAID.search(before):
        return Strength.NONE
    if _BEFORE.search(before) and _AFTER.match(after):
        return Strength.CERTAIN
    return Strength.NONE
