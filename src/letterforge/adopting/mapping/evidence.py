"""What the words around a prompt say of the field that it means: each concept with its weight, the nearer the more."""

from __future__ import annotations

from collections.abc import Mapping

from letterforge.adopting.mapping.asking import Ask, labelled
from letterforge.adopting.mapping.vocabulary import FACETS, STOP
from letterforge.adopting.mapping.words import concept, concepts, related, words
from letterforge.adopting.prompts import Prompt
from letterforge.patterns import late

_DEFINED = late(r"[^\w\u201c\"(]{0,3}\((?:[^()\u201c\"]{0,60})[\u201c\"']([^\u201d\"()]{2,40})[\u201d\"']")
_STOP = late(r"[.!?;]\s|\n")
_CLAUSE = late(r"[,:()\u2013\u2014]|\band\b|\bor\b|\[[^\[\]]{0,200}\]|\{\{[^{}]{0,200}\}\}|_{3,}")
_NEAREST, _CLAUSES = 0.95, 5
_UNITS = frozenset({"days", "day", "weeks", "week", "months", "month", "years", "year", "hours", "minutes"})


def evidence(prompt: Prompt, ask: Ask) -> Mapping[str, float]:
    """Concepts that stand for the field that is meant, each with a weight from 0 to 1; those of the prompt itself have 1."""
    said: dict[str, float] = {}
    defined = _DEFINED.match(prompt.after)
    label = labelled(prompt)
    for found, weight in (
        (label.words if label else (), 0.95),
        (concepts(defined[1]) if defined else (), 0.95),
        (concepts(prompt.heading), 0.7),
    ):
        for word in found:
            _add(said, word, weight)
    _nearby(said, _CLAUSE.split(_STOP.split(prompt.before)[-1][-400:])[::-1], backwards=True)
    _nearby(said, _CLAUSE.split(_STOP.split(prompt.after)[0][:300]), backwards=False)
    for word in concepts(prompt.before[-600:] + " " + prompt.after[:300]):
        _add(said, word, 0.3)
    for word, weight in zip(ask.words, ask.weights, strict=True):
        _add(said, word, max(weight, 0.3))
    for word, weight in list(said.items()):
        for other, near in related(word):
            _add(said, other, weight * near)
    return said


def _add(said: dict[str, float], word: str, weight: float) -> None:
    if weight > said.get(word, 0.0):
        said[word] = weight


def _nearby(said: dict[str, float], clauses: list[str | None], *, backwards: bool) -> None:
    """The words of a sentence, nearest first; each clause, and each prompt between, makes those beyond it count less."""
    weight = _NEAREST
    for clause in clauses[:_CLAUSES]:
        spoken = list(words(clause or ""))
        for word in reversed(spoken) if backwards else spoken:
            if word not in STOP:
                _add(said, concept(word), max(weight, 0.3))
                weight -= 0.04
        weight *= 0.85


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
    if leading and (leading[-1] == "dated" or FACETS.get(concept(leading[-1])) == "date"):
        return "date"
    return None
