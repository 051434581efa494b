"""Masks of dates and times: XX/XX/XXXX, dd/mm/yyyy, __/__/____; not a hint how to write a date that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.findings import Nature, Passage
from letterforge.leftovers.hit import Around, Hit, Strength

_LETTERS = r"(?:[Dd]{1,2}|[Tt]{2}|[Jj]{2}|[Gg]{2})"
_MONTHS = r"(?:[Mm]{2,4}|[Mm])"
_YEARS = r"(?:[Yy]{4}|[Jj]{4}|[Aa]{4}|[Rr]{4}|[Bb]{4}|[Yy]{2}|[Jj]{2}|[Aa]{2})"
_SEP = r"[ ]?[/.\-\u2013][ ]?"
_MASK = re.compile(
    rf"(?<![\w/])(?:{_LETTERS}{_SEP}{_MONTHS}{_SEP}{_YEARS}|{_MONTHS}{_SEP}{_LETTERS}{_SEP}{_YEARS}|{_YEARS}{_SEP}{_MONTHS}{_SEP}{_LETTERS}"
    rf"|{_MONTHS}{_SEP}(?:[Yy]{{4}}|[Jj]{{4}})|(?:DD|dd)[ ](?:MM|mm|MMM|MMMM|Month)[ ](?:YYYY|yyyy))(?![\w/])"
)
_CROSSES = re.compile(
    r"(?<![\w/])(?:[Xx]{2}|\d{1,2})[ ]?[/.\-][ ]?(?:[Xx]{2}|\d{1,2})[ ]?[/.\-][ ]?(?:[Xx]{2}(?:[Xx]{2})?|(?:19|20)(?:[Xx]{2}|\d{2}|\d[Xx]))(?![\w/])"
    r"|(?<![\w/])(?:[Xx]{4}|(?:19|20)[Xx]{2})[/.\-][Xx]{2}[/.\-][Xx]{2}(?![\w/])"
    r"|(?<![\w/:.])[Xx]{2}[:.][Xx]{2}(?:[ ]?[ap]\.?m\.?)?(?![\w:])"
)
_LINES = re.compile(r"(?<![\w/])_+[ ]?/[ ]?_+[ ]?/[ ]?(?:_+|(?:19|20)_+)(?![\w/])")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Month|MONTH|[Xx]{2,})"
)
_WRITTEN = re.compile(
    rf"(?<!\w)[Xx]{{2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}(?:,?[ ](?:(?:19|20)(?:\d\d|[Xx]{{2}})|[Xx]{{4}}))?(?!\w)"
    rf"|(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}[ ](?:20[Xx]{{2}}|[Xx]{{4}})(?!\w)"
    rf"|(?<!\w){_MONTH}[ ][Xx]{{2}},?[ ](?:(?:19|20)(?:\d\d|[Xx]{{2}})|[Xx]{{4}})(?!\w)"
    r"|(?<![\w/.\-])20[Xx]{2}(?![\w/])"
)
_EXPLAINS = re.compile(r"format|written as|in the form|pattern|e\.g\.|such as|notation|ISO\s?8601", re.IGNORECASE)
_GIVEN = re.compile(r"[\s):\]]*(?::\s*)?\d{1,4}[/.\- ](?:\d|[A-Z][a-z]{2})")


def date_masks(passage: Passage, around: Around) -> Iterator[Hit]:
    """Dates and times of which only the shape is there."""
    del around
    text = passage.text
    if any(span.nature in {Nature.SCRIPT, Nature.HINT} for span in passage.spans):
        return
    for found in _MASK.finditer(text):
        if not _EXPLAINS.search(text, max(0, found.start() - 40), found.end() + 20) and not _GIVEN.match(
            text, found.end()
        ):
            yield Hit(*found.span(), Strength.CERTAIN)
    if "x" in text or "X" in text:
        for pattern in (_CROSSES, _WRITTEN):
            for found in pattern.finditer(text):
                if "x" in found[0].lower():
                    yield Hit(*found.span(), Strength.CERTAIN)
    if "_" in text:
        yield from (Hit(*found.span(), Strength.CERTAIN) for found in _LINES.finditer(text))
