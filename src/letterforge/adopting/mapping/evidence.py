"""What the words around a prompt say of the field that it means: each concept with its weight, the nearer the more."""

from __future__ import annotations

from collections.abc import Mapping

from letterforge.adopting.mapping.asking import Ask
from letterforge.adopting.mapping.vocabulary import FACETS, STOP
from letterforge.adopting.mapping.words import concept, concepts, related, words
from letterforge.adopting.prompts import Prompt
from letterforge.patterns import late

_DEFINED = late(r"[^\w\u201c\"(]{0,3}\((?:[^()\u201c\"]{0,60})[\u201c\"']([^\u201d\"()]{2,40})[\u201d\"']")
_STOP = late(r"[.!?;]\s|\n")
_BRACKETED = late(r"\[[^\[\]]{0,200}\]")
_NEAR, _FAR = 6, 16
_BEFORE_A_DATE = frozenset({"dated", "on", "by", "until", "since", "datum", "vom", "am"})
_UNITS = frozenset({"days", "day", "weeks", "week", "months", "month", "years", "year", "hours", "minutes"})


def evidence(prompt: Prompt, ask: Ask) -> Mapping[str, float]:
    """Concepts that stand for the field that is meant, each with a weight from 0 to 1; those of the prompt itself have 1."""
    said: dict[str, float] = {}
    defined = _DEFINED.match(prompt.after)
    for text, weight in (
        (prompt.label, 0.95),
        (defined[1] if defined else "", 0.95),
        (prompt.heading, 0.7),
    ):
        for word in concepts(text):
            _add(said, word, weight)
    before = _STOP.split(prompt.before)[-1]
    _nearby(said, list(words(_BRACKETED.sub(" ", before)))[::-1], best=0.85)
    _nearby(said, list(words(_BRACKETED.sub(" ", _STOP.split(prompt.after)[0]))), best=0.75)
    for word in concepts(prompt.before[-600:] + " " + prompt.after[:300]):
        _add(said, word, 0.3)
    for word in ask.words:
        _add(said, word, 1.0)
    for word, weight in list(said.items()):
        for other in related().get(word, ()):
            _add(said, other, weight * 0.5)
    return said


def _add(said: dict[str, float], word: str, weight: float) -> None:
    if weight > said.get(word, 0.0):
        said[word] = weight


def _nearby(said: dict[str, float], spoken: list[str], *, best: float) -> None:
    for distance, word in enumerate(spoken[:_FAR]):
        if word not in STOP:
            _add(said, concept(word), best if distance < _NEAR else best * (1 - (distance - _NEAR + 1) / 20))


def facet_around(prompt: Prompt) -> str | None:
    """The kind of thing that must stand here, by the signs and words right beside it: "$", "%", "days"."""
    before, after = prompt.before.rstrip(" *_"), prompt.after.lstrip(" *_)")
    if before.endswith(("$", "£", "€")) or prompt.text.lstrip("[_ ").startswith(("$", "£", "€")):
        return "sum"
    if after.startswith("%"):
        return "percentage"
    following = next(words(after[:40].lstrip()), "") if after[:1].isalpha() or after[:1] == "-" else ""
    if following in {"percent", "prozent"}:
        return "percentage"
    if following in _UNITS:
        return "period"
    leading = list(words(before[-40:]))
    if leading and leading[-1] == "dated":
        return "date"
    if leading and FACETS.get(concept(leading[-1])) == "date":
        return "date"
    return None
