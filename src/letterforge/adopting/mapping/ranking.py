"""How well each field of a model fits what is asked for: what its words explain, and what of its words is asked for."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from letterforge.adopting.mapping.asking import Ask
from letterforge.adopting.mapping.catalogue import Entry, catalogue
from letterforge.adopting.mapping.evidence import Evidence
from letterforge.adopting.mapping.facets import (
    AGREEING,
    FACETS,
    FRAMES,
    HAPPENING,
    NAMELIKE,
    PAPERS,
    PURE,
    QUALIFYING,
    UNITS,
)
from letterforge.adopting.mapping.words import light, opposed, related
from letterforge.models.kinds import Kind
from letterforge.models.letter_data import LetterData

_TYPED = frozenset({"date", "time", "month", "e-mail", "telephone", "period", "sum", "percentage", "year", "count"})
_ENOUGH = 0.02
_ELSEWHERE, _STRANGE = 0.5, 0.17
_OWN, _ABOVE, _FURTHER, _SAID, _SAID_ABOVE, _RELATED_TO = 1.0, 0.95, 0.85, 0.75, 0.65, 0.5
_UNEXPLAINED = 0.35
_TELLING = 0.5
_LOUD = 0.6
_SAYING_NOTHING = PURE - {"amount"}
_ASKED, _SLIGHT = 0.62, 0.3
_AGAINST, _SOLE, _NEXT, _UNTOLD = 0.4, 0.6, 0.8, 0.79
_CALLED = frozenset({"name", "title", "description", "number", "reference"})


@dataclass(frozen=True, slots=True)
class Indexed:
    """A field with what its words are worth: what each concept explains of it, and what it wants to be asked by."""

    entry: Entry
    covers: Mapping[str, float]
    own: tuple[tuple[str, float], ...]
    above: tuple[tuple[str, float], ...]
    upper: frozenset[str]
    alone: bool


@dataclass(frozen=True, slots=True)
class Index:
    """All fields of a model, and how telling each concept is among them."""

    fields: tuple[Indexed, ...]
    rarity: Mapping[str, float]
    groups: frozenset[str]
    named: frozenset[str]

    def weight(self, word: str) -> float:
        """How much a word of a prompt narrows."""
        if word in light() and word not in self.named:
            return 0.1
        weight = self.rarity.get(word, 1.0)
        return weight * 0.6 if word in PURE else weight


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one field fits one ask, from 0 to 1, and what made it so."""

    entry: Entry
    score: float


@functools.lru_cache(maxsize=32)
def index(model: type[LetterData]) -> Index:
    """The fields of a model, indexed once."""
    entries = catalogue(model)
    seen = Counter(
        word
        for one in entries
        for word in {*one.own, *(word for part in one.above for word in part), *one.said, *one.said_above}
    )
    most = math.log(1 + len(entries)) or 1.0
    rarity = {word: max(0.4, math.log(1 + len(entries) / count) / most) for word, count in seen.items()}
    groups = frozenset(
        word for one in entries for part in one.above for word in part if word not in FRAMES and word not in light()
    )
    named = frozenset(one.own[0] for one in entries if len(one.own) == 1 and one.own[0] in light())
    names = Counter((_telling(one), one.facet) for one in entries)
    alone = [bool(_telling(one)) and names[_telling(one), one.facet] == 1 for one in entries]
    return Index(
        tuple(_indexed(one, rarity, alone=by) for one, by in zip(entries, alone, strict=True)), rarity, groups, named
    )


def _telling(entry: Entry) -> frozenset[str]:
    """What a field's own name says that is more than of which kind it is."""
    said = frozenset(word for word in entry.own if word not in PURE | QUALIFYING)
    return frozenset(word for word in said if word not in light()) or said


def _indexed(entry: Entry, rarity: Mapping[str, float], *, alone: bool) -> Indexed:
    covers: dict[str, float] = {}
    levels = [(entry.own, _OWN), *((part, _FURTHER if number else _ABOVE) for number, part in enumerate(entry.above))]
    said = ((entry.said, _SAID), (entry.said_nearest, _SAID_ABOVE), (entry.said_above, _RELATED_TO))
    for part, value in (*levels, *((tuple(part), value) for part, value in said)):
        for word in part:
            covers[word] = max(value, covers.get(word, 0.0))
            for other, near in related(word):
                covers[other] = max(value * near, covers.get(other, 0.0))
    bare = all(word in light() for word in entry.own)
    own = tuple(
        (word, _SLIGHT if word in HAPPENING and entry.facet == "date" else 0.6 if bare else _wants(word, rarity))
        for word in dict.fromkeys(entry.own)
    )
    # A name that says more than of what kind a thing is says most of what is to be said.
    whole = 0.5 if any(word not in PURE | QUALIFYING and word not in light() for word in entry.own) else 0.9
    above = tuple(
        (word, (0.1 if word in FRAMES else 0.35 * whole if word in PAPERS else whole) / (1 + distance))
        for distance, part in enumerate(entry.above)
        for word in dict.fromkeys(part)
        if word not in entry.own
    )
    upper = frozenset(word for part in entry.above for word in part)
    return Indexed(entry, covers, own, above, upper, alone)


def _wants(word: str, rarity: Mapping[str, float]) -> float:
    if word in light():
        return 0.15
    return 0.4 if word in PURE else 0.5 if word in QUALIFYING else rarity.get(word, 1.0)


def rank(ask: Ask, around: Evidence, of: Index) -> list[Fit]:
    """Every field that fits at all, the best first."""
    fits = [_fit(ask, around, of, field=field) for field in of.fields]
    return sorted((one for one in fits if one.score > _ENOUGH), key=lambda one: -one.score)


def _fit(ask: Ask, around: Evidence, of: Index, *, field: Indexed) -> Fit:
    entry = field.entry
    agreement = _agreement(ask.facet, entry.facet)
    if entry.facet is None and entry.kind is Kind.TEXT and ask.facet in _CALLED and _bare(field) & set(ask.words):
        agreement = 0.95  # the name of the policy, where there is a field "policy"
    if ask.facet is None and entry.facet == "count" and ask.plural:
        agreement = 0.9  # "failed log-ins" are counted
    if ask.facet is None and field.alone and set(ask.words) == {*entry.own}:
        agreement = max(agreement, 0.95)  # it is called by its own name
    score = agreement * _explained(ask, of, field) * (_AGAINST if _opposed(ask, field) else 1.0)
    score *= 0.2 + 0.8 * _wanted(ask, around, score, field=field, of=of)
    if ask.many != entry.many:
        score *= 0.9 if ask.many and entry.kind is Kind.TEXT else 0.8
    if field.upper and field.upper.isdisjoint(around.all):
        score = min(score, _UNTOLD)  # of which thing it is, nothing around it says: "Action 1: ____"
    return Fit(entry, score)


def _opposed(ask: Ask, field: Indexed) -> bool:
    """Whether the ask is of one party and the field of another: the landlord's address is never the tenant's."""
    named = {*field.entry.own, *field.upper}
    asked = [word for word, share in zip(ask.words, ask.weights, strict=True) if share > _TELLING]
    return any(
        others & named and word not in named and word not in field.entry.said
        for word in asked
        if (others := opposed(word))
    )


def _same(one: str | None, other: str | None) -> bool:
    """Whether two kinds are one: what a case goes by is its number or its reference."""
    return one == other or {one, other} == {"number", "reference"}


def _bare(field: Indexed) -> frozenset[str]:
    """What a field is called, without what only says of which kind it is."""
    return frozenset(word for word in field.entry.own if word not in PURE | QUALIFYING)


def _explained(ask: Ask, of: Index, field: Indexed) -> float:
    """How much of what is asked for the field's words explain; each telling word that they leave open costs more."""
    got = whole = 0.0
    open_words = 0
    for word, share in zip(ask.words, ask.weights, strict=True):
        weight = of.weight(word) * share
        covered = field.covers.get(word, 0.0)
        if word in PURE and _same(FACETS.get(word), field.entry.facet):
            covered = max(covered, 0.85)
        elif word in UNITS and ask.facet in {"period", "count", "number"} and field.entry.facet in {"period", "count"}:
            covered = max(covered, 0.85)  # "number of months"
        if word in {"number", "reference"} and field.entry.facet is None and field.entry.kind is Kind.TEXT:
            covered = max(covered, 0.7)  # what has a number may be called by it alone
        whole += weight
        got += weight * covered
        open_words += covered < _UNEXPLAINED and share > _TELLING and word not in PURE and word not in light()
    return (got / whole if whole else 0.4) * 0.5**open_words


def _agreement(asked: str | None, given: str | None) -> float:
    """How far the kind of thing that is asked for is that of the field."""
    if asked is None:
        return 1.0 if given in {None, "name", "title"} else 0.75 if given in _TYPED and given != "count" else 0.55
    if given is None:
        return (
            0.5
            if asked in _TYPED
            else {"description": 0.9, "number": 0.85, "reference": 0.85, "name": 0.5}.get(asked, 0.65)
        )
    if asked == given:
        return 1.0
    if {asked, given} in ({"number", "count"}, {"number", "reference"}):
        return 0.9
    return 0.7 if given in AGREEING.get(asked, ()) else 0.2


def _wanted(ask: Ask, around: Evidence, explained: float, *, field: Indexed, of: Index) -> float:
    """How much of the field's names the prompt, or the words around it, speak of."""
    described = _described(ask, field)
    plain = not ask.specific
    whole = got = 0.0
    unasked = 0
    for word, weight in field.own:
        strength = _spoken(around.near, word, field.upper)
        if word in PURE and FACETS.get(word) is not None and _same(FACETS[word], ask.facet):
            strength = 1.0
        elif word in NAMELIKE and ask.facet is None and explained > 0.7:  # noqa: PLR2004  ("[Tenant]" is the tenant's name)
            strength = max(strength, 0.9)
        strength = max(strength, described)
        unasked += strength < _ASKED and weight > _SLIGHT
        whole += weight
        got += weight * strength
    # The description of what it is in may call it what the prompt does: a patient, of a group "individual".
    called = 0.75 * any(word in field.entry.said_nearest and word not in PURE | QUALIFYING for word in ask.specific)
    waived = 0.8 * described if described > _TELLING and not field.upper & field.entry.said else 0.0
    nearest = [word for word in field.entry.said_nearest if word not in PURE and word not in light()]
    if plain and nearest:
        called = 0.75 * sum(around.near.get(word, 0.0) for word in nearest) / len(nearest)
    # A name that no other field has, said whole, needs not be told of which thing it is.
    sole = _SOLE if field.alone and _telling(field.entry) <= set(ask.words) else 0.0
    for word, weight in field.above:
        strength = max(_spoken(around.all, word, _SAYING_NOTHING), waived, called, sole)
        whole += weight
        got += weight * (strength**1.5 if plain else strength)
    wanted = got / whole * 0.5**unasked if whole else 0.0
    if not [word for word in ask.specific if word not in QUALIFYING]:
        # The words right before it speak of something else in the model.
        wanted *= 0.7 ** sum(
            2 if word in QUALIFYING else 1
            for word, value in around.near.items()
            if value > _NEXT
            and word not in field.covers
            and word not in PURE
            and (word in of.groups or word in QUALIFYING)
        )
    if plain and not field.above and all(word in PURE for word, _ in field.own):
        # Nothing of it but its kind is wanted; the more the sentence speaks of other things, the less it is meant.
        others = ((word, value) for word, value in around.near.items() if value > _LOUD and word not in field.covers)
        return wanted / (1 + sum(value * (_ELSEWHERE if word in of.rarity else _STRANGE) for word, value in others))
    return wanted


def _described(ask: Ask, field: Indexed) -> float:
    """How far the field's description, by itself, says what is asked for: it then stands for the name."""
    beyond = [word for word in ask.specific if word not in field.upper]
    if all(word in PURE | QUALIFYING for word in field.entry.own) and not set(beyond) <= field.entry.said:
        return 0.0
    if not beyond or not all(_by_itself(field.entry, word) for word in beyond):
        return 0.0
    said = [word for word in field.entry.said if word not in PURE and word not in light() and word not in field.upper]
    share = sum(word in ask.words for word in said) / len(said) if said else 0.0
    return (0.5 if share > _TELLING and set(beyond) <= field.entry.said else 0.3) + 0.4 * share


def _by_itself(entry: Entry, word: str) -> bool:
    return word in entry.own or word in entry.said_first


def _spoken(around: Mapping[str, float], word: str, apart: frozenset[str]) -> float:
    """How far a word, or what is near to it, is spoken of; what is ``apart`` speaks for other words already."""
    near = (around.get(other, 0.0) * value for other, value in related(word) if other not in apart)
    return max(around.get(word, 0.0), max(near, default=0.0))
