"""Words that promise what is still to come: TBC, TBA, "to be confirmed", Lorem ipsum, XXXX, N.N."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings

_SHORT = late(
    r"(?<![\w&])(?<!file )(?<![A-Z]{3}, )(?:TODO|FIXME)(?![\w&])(?! files?\b)"
    r"|(?<![\w.&/\-])(?:TB[ACDN]|t\.b\.[acdn]\.?|T\.B\.[ACDN]\.?|tb[acd])(?![\w&])(?!-\w)"
    r"(?!\s(?:Bank|Ltd|Limited|plc|LLC|Inc|[A-Z][a-z]+ (?:Ltd|Limited|plc)))"
)


_LATIN = late(r"\blorem ipsum\b(?:[\s,]{1,3}dolor\b(?:[\s,]{1,3}sit\b(?:[\s,]{1,3}amet\b)?)?)?", re.IGNORECASE)
_CROSSES = late(
    r"(?<![\w\-/.@])(?:\([Xx]{2,}\)[ ]?[Xx]{3,}|[Xx]{3,}|[Xx]{2,}(?=[ \-./][Xx]{3}))(?:[ \-./][Xx]{2,})*(?!\w|[./@\-]\w)"
    r"|(?<![\w.])[Xx]{3,}@[\w.\-]+|(?<![\w.])\+?\d{1,5}[Xx]{3,}(?:[ \-]?[Xx]+)*(?!\w)"
    r"|(?<=[$£€])[Xx]{2,}(?:[.,][Xx]{2,})*(?!\w)"
    r"|(?<!\w)[Xx]{2,}(?=\s?%|\s(?:days|weeks|months|years|hours|minutes|miles)\b)"
)
_TWO = late(r"(?<![\w\-/.])XX(?![\w\-/]|\.\w)")
_MASKED = late(r"[ \-]?\d{2,4}\b")
_KISSES = late(r"\b(?:love|kiss|kisses|hugs|wishes|cheers|see you|bye)\b", re.IGNORECASE)
_ROMAN = late(
    r"\b(?:chapter|part|title|volume|vol|book|article|section|schedule|appendix|size|sizes|bowl|louis|psalm|canto|century|act)\.?\s\Z",
    re.IGNORECASE,
)
_SIZES = late(r"\b(?:X{1,2}[SL]|[2-6]XL)\b")
_COUNTED = late(
    r"\s(?:Olympi|Games|Congress|Conference|Assembly|Session|Corps|Legion|Dynasty|Meeting of|Edition|Anniversary)"
)
# "Mr N.N. Patel" has a name.
_NOBODY = late(
    r"(?:(?<=Frau )|(?<=Herr )|(?<=Herrn )|(?<=Prof\. )|(?<=Dr\. ))N\.[ ]?N\.(?![\w.])|(?<![\w.])N\.[ ]?N\.(?![\w.]|[ ][A-Z][a-z])"
)
_UNSETTLED = [language.unsettled for language in known_languages() if language.unsettled is not None]
_LEADS = tuple(dict.fromkeys(sign for one in _UNSETTLED for sign in one.signs))
_FACTS = "|".join(f"{one.lead} (?:{one.facts})" for one in _UNSETTLED)
_ACTS = "|".join(f"{one.lead} (?:{one.acts})" for one in _UNSETTLED)
_LONG = late(rf"(?<!\w)(?:({_FACTS})|{_ACTS})(?!\w)", re.IGNORECASE)
_LANGUAGES = [language.promises for language in known_languages() if language.promises is not None]
_OTHERS = late(rf"(?<!\w)(?:{'|'.join(one.pattern for one in _LANGUAGES)})(?!\w)", re.IGNORECASE)
_STANDING = (
    (("TB", "tb", "T.B", "t.b", "TODO", "FIXME"), _SHORT, Strength.CERTAIN),
    (("orem", "OREM"), _LATIN, Strength.CERTAIN),
    (("N.N", "N. N"), _NOBODY, Strength.CERTAIN),
    (tuple(dict.fromkeys(sign for one in _LANGUAGES for sign in one.signs)), _OTHERS, Strength.LIKELY),
)
_BEFORE = late(r"(?:(?:[:;(\[|\u2013\u2014=]|\A|\n|\t)[\s*_]*|\s-\s)(?:\w+ ){0,3}\Z", re.IGNORECASE)
_AFTER = late(r"[\s*_]*(?:[.)\]|;,]|\Z|\n|\t|\u2013|\u2014|- )", re.IGNORECASE)
_OUGHT = late(
    r"\b(?:has|have|had|having|needs?|ought|going|about|likely|expected)(?:\s+(?:yet|still|also))?\s*\Z",
    re.IGNORECASE,
)


def promise_words(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Words that stand where something is to be said later."""
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    for signs, pattern, strength in _STANDING:
        # A plain search is much quicker than a pattern, and nearly every text passes none of them.
        if any(sign in text for sign in signs):
            yield from (Candidate(*found.span(), strength) for found in pattern.finditer(text))
    for found in _CROSSES.finditer(text) if "xx" in text or "XX" in text or "Xx" in text else ():
        if not _is_number_or_size(text, *found.span()):
            yield Candidate(*found.span(), Strength.CERTAIN)
    if "XX" in text:
        yield from (
            Candidate(*found.span(), Strength.FAINT)
            for found in _TWO.finditer(text)
            if not _is_number_or_size(text, *found.span())
        )
    small = text.lower()
    for found in _LONG.finditer(text) if any(lead in small for lead in _LEADS) else ():
        if _stands_in(text, *found.span(), fact=found[1] is not None) and not _goes_on(passage, found.end(), around):
            yield Candidate(*found.span(), Strength.LIKELY)


def promises_in_code(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """What is still to be done, written as code to be seen: `TODO: name the contact`; not the word that is spoken of."""
    del around
    for span in passage.spans:
        if span.nature in {Nature.CODE, Nature.PREFORMATTED}:
            found = _TO_DO.match(passage.text, span.start, span.stop)
            if found:
                yield Candidate(*found.span(1), Strength.CERTAIN)


_TO_DO = late(r"[`\s*_]{0,8}(TODO|FIXME|TB[ACD])(?:[ ]?[:\u2013\u2014][ ]*[^\s`]|[ ]-[ ]\w|[ ](?:[a-z]\w*[ ]){2})")


def _is_number_or_size(text: str, start: int, stop: int) -> bool:
    """Twenty or thirty as the Romans wrote it, a size of clothing, or the last digits of a number that is kept private."""
    if _MASKED.match(text, stop):
        return True
    near = text[max(0, start - 30) : stop + 30]
    if _SIZES.search(near) or (text[start].islower() and _KISSES.search(near)):
        return True
    if text[start:stop] not in {"XX", "XXX"}:
        return False
    return _ROMAN.search(text, max(0, start - 12), start) is not None or _COUNTED.match(text, stop) is not None


def _stands_in(text: str, start: int, stop: int, *, fact: bool) -> bool:
    """Alone it stands in for something; within a sentence it is a plain verb: "to be agreed by both parties"."""
    before, after = text[max(0, start - 40) : start], text[stop : stop + 12]
    if not _AFTER.match(after) or _OUGHT.search(before):
        return False
    return fact or _BEFORE.search(before) is not None


def _goes_on(passage: Passage, stop: int, around: Surroundings) -> bool:
    """Whether the sentence goes on in the next line of a text file: "to be confirmed / by the court"."""
    last = passage.place.path is None and not passage.text[stop:].strip()
    return last and len(passage.text) > _WRAPPED and bool(around.after) and around.after[0].lstrip()[:1].islower()


_WRAPPED = 50
