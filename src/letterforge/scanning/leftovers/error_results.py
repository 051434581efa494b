"""What a field of Word, a cell of a spreadsheet or a program shows where its result was to stand: Error! ..., #REF!, Invalid Date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings

_OFFICES = [one.office for one in known_languages() if one.office is not None]
_SIGNS = tuple(dict.fromkeys(sign for one in _OFFICES for sign in one.signs))
_ERRORS = late("|".join(f"(?:{one.errors})" for one in _OFFICES if one.errors), re.IGNORECASE)
# In English, German, French and Spanish; ECMA-376 part 1, 18.17.3, and what came later.
_CELL = late(
    r"(?<![\w#])#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|FIELD!|BUSY!|CONNECT!|BLOCKED!|UNKNOWN!|GETTING_DATA"
    r"|BEZUG!|WERT!|ZAHL!|NV|\u00dcBERLAUF!|VALEUR!|NOM\?|NOMBRE!|\u00a1REF!|\u00a1VALOR!|\u00a1DIV/0!|\u00bfNOMBRE\?|\u00a1NUM!|\u00a1NULO!)(?![\w!?])"
)
# What programs write for a value that they do not have. "None" is also an answer, and "nan" a grandmother.
_PROGRAM = late(r"\[object Object\]|(?<!\w)(?:Invalid [Dd]ate|undefined|null|NaN|NaT|nan|None)(?!\w)|<NA>")
_VALUES = ("[object", "nvalid", "undefined", "null", "N", "nan")
_GREETED = "|".join(one.greetings.words for one in known_languages() if one.greetings is not None)
_NAMED = late(
    rf"(?:\A|\n)[ \t*_>]*(?:{_GREETED})[ \t\u00a0](?:[A-Z]\w{{1,10}}\.?[ \t\u00a0]){{0,2}}\Z|[$\u00a3\u20ac][ \u00a0]?\Z"
)
_LABELLED = late(
    r"(?:\A|[\n|])[\s*_|>]{0,8}[A-Z\u00c0-\u00de][^\n:|\"'{}]{0,50}:[\s*_]{0,8}\Z|(?:\A|\n|\|)[\s*_]{0,8}\Z"
)
_LED = late(r"\b(?:on|at|of|by|from|until|dated|born|since|Mr|Mrs|Ms|Herr|Frau|am|le|el|ar)[ \u00a0]\Z")
_ENDS = late(r"[ \t*_]*(?:[.,;)](?:\s|\Z)|\Z|\n|\|)")
_NEAR = 70


def error_results(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Errors where a value was to stand; a text that speaks of them is likely to be one at most."""
    del around
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    if any(sign in text for sign in _SIGNS):
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _ERRORS.finditer(text))
    for found in _CELL.finditer(text) if "#" in text else ():
        sure = _stands_for_a_value(text, *found.span())
        yield Candidate(*found.span(), Strength.CERTAIN if sure else Strength.LIKELY)
    for found in _PROGRAM.finditer(text) if any(sign in text for sign in _VALUES) else ():
        if strength := _programs(text, *found.span()):
            yield Candidate(*found.span(), strength)


def _stands_for_a_value(text: str, start: int, stop: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    known = _NAMED.search(before) or _LABELLED.search(before) or _LED.search(before)
    return known is not None and (_ENDS.match(text, stop) is not None or _NAMED.search(before) is not None)


def _programs(text: str, start: int, stop: int) -> Strength:
    """How sure it is that a program wrote it: to somebody of that name, or of so much money, certainly."""
    said, before = text[start:stop], text[max(0, start - _NEAR) : start]
    if _NAMED.search(before):
        return Strength.CERTAIN
    if said == "[object Object]":
        return Strength.CERTAIN
    labelled = _LABELLED.search(before) is not None and start > 0
    if said.startswith("Invalid"):
        return Strength.CERTAIN if labelled and _ENDS.match(text, stop) else Strength.LIKELY
    if said == "None" or not (said == "<NA>" or _ENDS.match(text, stop)):
        return Strength.NONE
    return Strength.LIKELY if labelled or said == "<NA>" or (said != "nan" and _LED.search(before)) else Strength.NONE
