"""What the words around a prompt say of the field that it means: each concept with its weight, the nearer the more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letterforge.adopting.mapping.asking import Ask, labelled
from letterforge.adopting.mapping.facets import FACETS
from letterforge.adopting.mapping.vocabulary import STOP
from letterforge.adopting.mapping.words import concept, concepts, words
from letterforge.adopting.prompts import Prompt
from letterforge.patterns import late

_DEFINED = late(r"[^\w\u201c\"(]{0,3}\((?:[^()\u201c\"]{0,60})[\u201c\"']([^\u201d\"()]{2,40})[\u201d\"']")
_SIGNED = late(
    r"((?:[^\W\d_]+['\u2019]?s?\s+){0,2}(?:signature|signed(?: by)?|sign))\W*[_.\u2026]{3,}\W*(?:date)?\W*$",
    re.IGNORECASE,
)  # the date beside a signature is that of the signing
_STOP = late(r"[.!?;]\s|\n")
_JOINT = late(r"([,:()\u2013\u2014]|\band\b|\bor\b|\[[^\[\]]{0,200}\]|\{\{?[^{}]{0,200}\}\}?|_{3,})")
_SUBJECT = late(r"\W*((?:[^\W\d_]+\s+){0,3}[^\W\d_]+)\s*:")  # "Customer: name ..., address ..."
_NEAREST, _CLAUSES, _SHORT = 0.95, 5, 4
_UNITS = frozenset({"days", "day", "weeks", "week", "months", "month", "years", "year", "hours", "minutes"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Concepts that stand for the field that is meant, each with a weight from 0 to 1; those of the prompt itself have 1.

    ``near`` are those of the prompt, its label and its sentence; ``all`` those of its heading and paragraph as well,
    which say what it is about rather than what it is.
    """

    near: Mapping[str, float]
    all: Mapping[str, float]


def evidence(prompt: Prompt, ask: Ask) -> Evidence:
    """What speaks for which field."""
    said: dict[str, float] = {}
    defined = _DEFINED.match(prompt.after)
    label = labelled(prompt)
    heading = concepts(prompt.heading)
    for found, weight in (
        (label.words if label else (), 0.95),
        (concepts(defined[1]) if defined else (), 0.95),
    ):
        for word in found:
            _add(said, word, weight)
    signed = _SIGNED.search(prompt.before[-200:]) if ask.facet == "date" else None
    for word in concepts(signed[1]) if signed else ():
        _add(said, word, 0.95)
    _nearby(said, _STOP.split(prompt.before)[-1][-400:], backwards=True)
    _nearby(said, _STOP.split(prompt.after)[0][:300], backwards=False)
    for word, weight in zip(ask.words, ask.weights, strict=True):
        _add(said, word, max(weight, 0.3))
    if ask.text.lower().endswith(" by"):  # "reviewed by" names the reviewer
        for word in ask.words:
            _add(said, concept(word + "er"), 0.9)
            _add(said, concept(word + "or"), 0.9)
    whole = dict(said)
    subject = _SUBJECT.match(prompt.before)
    for word in concepts(subject[1]) if subject else ():
        _add(whole, word, 0.8)
    for word in heading:
        _add(whole, word, 0.8 if len(heading) < _SHORT else 0.5)
    for word in concepts(prompt.before[-600:] + " " + prompt.after[:300]):
        _add(whole, word, 0.3)
    return Evidence(said, whole)


def _add(said: dict[str, float], word: str, weight: float) -> None:
    if weight > said.get(word, 0.0):
        said[word] = weight


def _nearby(said: dict[str, float], text: str, *, backwards: bool) -> None:
    """The words of a sentence, nearest first; each clause, and each prompt between, makes those beyond it count less.

    What stands right behind another prompt is said of that one: "[name] as chair, and [name] as secretary".
    """
    pieces = _JOINT.split(text)  # clause, joint, clause ...
    pieces = pieces[::-1] if backwards else pieces
    weight = _NEAREST
    for number in range(0, min(len(pieces), 2 * _CLAUSES), 2):
        spoken = list(words(pieces[number]))
        beyond = pieces[number + 1] if number + 1 < len(pieces) else ""
        others = backwards and number > 0 and _is_prompt(beyond)
        for word in reversed(spoken) if backwards else spoken:
            if word not in STOP:
                _add(said, concept(word), max(weight * (0.6 if others else 1.0), 0.3))
                weight -= 0.04
        weight *= 0.5 if _is_prompt(beyond) else 0.85


def _is_prompt(joint: str) -> bool:
    return joint[:1] in {"[", "{", "_"}


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
