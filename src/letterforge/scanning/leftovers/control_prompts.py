"""The prompts that Word writes into content controls, where no control is left around them: Click here to enter text."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.languages.known import known_languages
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings

_OFFICES = [one.office for one in known_languages() if one.office is not None]
_SIGNS = tuple(dict.fromkeys(sign for one in _OFFICES for sign in one.signs))
_PROMPTS = late("|".join(f"(?:{one.prompts})" for one in _OFFICES if one.prompts))
# A person may write so, too, in a guide: it has to stand where an answer does.
_CHOICES = late("|".join(f"(?:{one.choices})" for one in _OFFICES if one.choices))
_BEFORE = late(r"(?:\A|[\n\t:|])[\s*_]{0,8}\Z")
_AFTER = late(r"[\s*_]{0,8}(?:\Z|[\n\t|])")
_NEAR = 10


def control_prompts(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Words that a control shows as long as nobody has filled it in."""
    del around
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans) or not any(sign in text for sign in _SIGNS):
        return
    yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _PROMPTS.finditer(text))
    for found in _CHOICES.finditer(text):
        if _BEFORE.search(text, max(0, found.start() - _NEAR), found.start()) and _AFTER.match(text, found.end()):
            yield Candidate(*found.span(), Strength.LIKELY)
