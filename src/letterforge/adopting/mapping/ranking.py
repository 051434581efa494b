"""How well each field of a model fits what is asked for: what its words explain, and what of its words is asked for."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letterforge.adopting.mapping.asking import Ask
from letterforge.adopting.mapping.catalogue import Entry, catalogue
from letterforge.adopting.mapping.vocabulary import AGREEING, FACETS, LIGHT, NAMELIKE
from letterforge.adopting.mapping.words import related
from letterforge.models.letter_data import LetterData

_OF_A_TYPE = frozenset({"date", "time", "month", "e-mail", "telephone", "period", "sum", "percentage", "year"})
_ENOUGH = 0.02
_PLAIN = 0.6
_LOUD = 0.6


@dataclass(frozen=True, slots=True)
class Indexed:
    """A field with what its words are worth: what each concept explains of it, and what it wants to be asked by."""

    entry: Entry
    covers: Mapping[str, float]
    own: tuple[tuple[str, float], ...]
    above: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All fields of a model, and how telling each concept is among them."""

    fields: tuple[Indexed, ...]
    rarity: Mapping[str, float]

    def weight(self, word: str) -> float:
        """How much a word of a prompt narrows."""
        if word in LIGHT:
            return 0.12
        weight = self.rarity.get(word, 1.0)
        return weight * 0.6 if word in FACETS else weight


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one field fits one ask, from 0 to 1, and what made it so."""

    entry: Entry
    score: float
    explained: float
    wanted: float
    facet: float


@functools.lru_cache(maxsize=32)
def index(model: type[LetterData]) -> Index:
    """The fields of a model, indexed once."""
    entries = catalogue(model)
    seen = Counter(
        word for one in entries for word in {*one.own, *(word for part in one.above for word in part), *one.said}
    )
    most = math.log(1 + len(entries)) or 1.0
    rarity = {word: max(0.35, math.log(1 + len(entries) / count) / most) for word, count in seen.items()}
    return Index(tuple(_indexed(one, rarity) for one in entries), rarity)


def _indexed(entry: Entry, rarity: Mapping[str, float]) -> Indexed:
    covers: dict[str, float] = {}

    def cover(word: str, value: float) -> None:
        if value > covers.get(word, 0.0):
            covers[word] = value

    for word in entry.own:
        cover(word, 1.0)
        for other in related().get(word, ()):
            cover(other, 0.5)
    for distance, part in enumerate(entry.above):
        for word in part:
            cover(word, 0.95 if distance == 0 else 0.85)
            for other in related().get(word, ()):
                cover(other, 0.45)
    for word in entry.said:
        cover(word, 0.65)
    own = tuple((word, _wants(word, rarity)) for word in dict.fromkeys(entry.own))
    above = tuple(
        (word, _wants(word, rarity) * (0.8 if distance == 0 else 0.4))
        for distance, part in enumerate(entry.above)
        for word in dict.fromkeys(part)
        if word not in entry.own
    )
    return Indexed(entry, covers, own, above)


def _wants(word: str, rarity: Mapping[str, float]) -> float:
    if word in LIGHT:
        return 0.15
    return 0.5 if word in FACETS else rarity.get(word, 1.0)


def rank(ask: Ask, around: Mapping[str, float], of: Index) -> list[Fit]:
    """Every field that fits at all, the best first."""
    weights = [(word, of.weight(word)) for word in ask.words]
    whole = sum(weight for _, weight in weights)
    fits = [_fit(ask, weights, whole, around=around, field=field) for field in of.fields]
    return sorted((one for one in fits if one.score > _ENOUGH), key=lambda one: -one.score)


def _fit(
    ask: Ask, weights: Sequence[tuple[str, float]], whole: float, *, around: Mapping[str, float], field: Indexed
) -> Fit:
    entry = field.entry
    facet = _agreement(ask.facet, entry.facet)
    explained = 0.0
    for word, weight in weights:
        covered = field.covers.get(word, 0.0)
        if covered < 0.7 and ask.facet and FACETS.get(word) == ask.facet == entry.facet:  # noqa: PLR2004
            covered = 0.7
        explained += weight * covered
    explained = explained / whole if whole else 0.5
    wanted = _wanted(ask, around, explained, field=field)
    score = facet * explained * (0.35 + 0.65 * wanted)
    if ask.many != entry.many:
        score *= 0.8
    if not ask.words:
        score *= 0.8
    return Fit(entry, score, explained, wanted, facet)


def _agreement(asked: str | None, given: str | None) -> float:
    """How far the kind of thing that is asked for is that of the field."""
    if asked is None:
        return 0.75 if given in _OF_A_TYPE else 1.0
    if given is None:
        return 0.5 if asked in _OF_A_TYPE else 0.8
    if asked == given:
        return 1.0
    return 0.7 if given in AGREEING.get(asked, ()) else 0.2


def _wanted(ask: Ask, around: Mapping[str, float], explained: float, *, field: Indexed) -> float:
    """How much of the field's names the prompt, or the words around it, speak of."""
    whole = got = 0.0
    for word, weight in field.own:
        strength = around.get(word, 0.0)
        if word in FACETS and FACETS[word] == ask.facet:
            strength = 1.0
        elif word in NAMELIKE and ask.facet is None and explained > 0.8:  # noqa: PLR2004  ("[Tenant]" is the tenant's name)
            strength = max(strength, 0.85)
        whole += weight
        got += weight * strength
    for word, weight in field.above:
        whole += weight
        got += weight * around.get(word, 0.0)
    if not ask.specific and whole <= _PLAIN:
        # Nothing of it but its kind is wanted; the more the sentence speaks of other things, the less it is meant.
        foreign = sum(value for word, value in around.items() if value > _LOUD and word not in field.covers)
        return got / whole / (1 + foreign / 6)
    return got / whole if whole else 0.0
