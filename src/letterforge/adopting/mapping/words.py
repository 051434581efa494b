"""Words of prompts and of fields become concepts: their stems, and one name for what means the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from letterforge.adopting.mapping.vocabulary import CONCEPTS, LIGHT, NEAR, OPPOSED, RELATED, STOP
from letterforge.patterns import late

_I = re.IGNORECASE
_WORD = late(r"[^\W\d_](?:['\u2019]?[^\W\d_]|-(?=[^\W\d_]))*")
_CAMEL = late(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDS = (
    "isation",
    "ization",
    "ations",
    "ation",
    "ings",
    "ing",
    "ments",
    "ment",
    "ions",
    "ion",
    "ied",
    "ies",
    "ed",
    "es",
    "s",
)
_LEAST = 4
_AGENT = 5
_NEAR, _DOES, _FAR = 0.8, 0.6, 0.5
# Two words that are one thing.
_PHRASES = (
    (late(r"\b(?:e-?mail|electronic mail)[ _-]+address(?:es)?\b", _I), "email"),
    (late(r"\b(?:web|internet|website)[ _-]+address\b", _I), "website"),
    (
        late(
            r"\b(?:telephone|phone|mobile|cell|contact|toll[- ]free|fax)[ _-]+(?:phone[ _-]+)?(?:numbers?|no\b\.?)", _I
        ),
        "telephone",
    ),
    (late(r"\b(?:post|postal|zip)[ _-]+code\b", _I), "postcode"),
    (late(r"\bdate[ _-]+of[ _-]+birth\b", _I), "birth date"),
    (late(r"\b(?:street|postal|mailing|home|business|physical)[ _-]+address(?:es)?\b", _I), "address"),
    (late(r"\bjob[ _-]+title\b", _I), "position"),
    (late(r"\b(?:first|given|christian)[ _-]+names?\b", _I), "forename"),
    (late(r"\b(?:last|family|second)[ _-]+names?\b", _I), "surname"),
    (late(r"(?<=\w)\s*#"), " number"),
    (late(r"\bP\.?O\.?(?=\s+(?:numbers?|no|ref)\b)"), "purchase order"),
    (late(r"\btrade[ _-]+secrets?\b", _I), "secret"),
    (late(r"\bpolicy[ _-]?holders?\b", _I), "policyholder"),
    (late(r"(?<!\w)from[ _-]+date\b", _I), "start date"),
    (late(r"(?<!\w)(?:to|until|till)[ _-]+date\b", _I), "end date"),
    (late(r"\bdate[ _-]+from\b", _I), "start date"),
    (late(r"\bdate[ _-]+(?:to|until)\b", _I), "end date"),
    (late(r"\bhow[ _-]+(?:many|much)\b", _I), "count"),
)


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending. What tells people apart (employer, employee) stays."""
    if word.endswith("ss") or len(word) <= _LEAST - 1:
        return word
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _LEAST - (end == "s"):
            short = word[: -len(end)]
            if end in {"ion", "ions"}:
                return short.replace("uct", "uc") if short.endswith("uct") else short
            if end in {"ies", "ied"}:
                return short + "y"
            if len(short) > _LEAST and short[-1] == short[-2] and short[-1] not in "sl":
                short = short[:-1]
            return short.removesuffix("e") if len(short) > _LEAST else short
    return word.removesuffix("e") if len(word) > _LEAST + 1 else word


@functools.lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Each word and stem of the vocabulary, with its concept."""
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in CONCEPTS.split("\n"):
        names = line.split()
        for word in names:
            whole.setdefault(word, names[0])
            if word.endswith("y") and len(word) > _LEAST + 2:
                stems.setdefault(word[:-1], names[0])
            stems.setdefault(stem(word), names[0])
    return {**stems, **whole}


@functools.lru_cache(maxsize=1)
def _related() -> Mapping[str, Mapping[str, float]]:
    """What is near to a concept, and how near."""
    near: dict[str, dict[str, float]] = {}
    for line in filter(None, RELATED.split("\n")):
        first, *others = line.split()
        for other in others:
            near.setdefault(first, {})[other] = _FAR
            near.setdefault(other, {}).setdefault(first, _FAR)
    for line in filter(None, NEAR.split("\n")):
        first, second = line.split()
        near.setdefault(first, {})[second] = _NEAR
        near.setdefault(second, {})[first] = _NEAR
    return near


@functools.lru_cache(maxsize=8192)
def related(word: str) -> tuple[tuple[str, float], ...]:
    """What is near to a concept, and how near, from 0 to 1. Who reviews is near to a review."""
    near = dict(_related().get(word, {}))
    if word.endswith(("er", "or", "ee")) and len(word) > _AGENT:
        near.setdefault(concept(word[:-2]), _DOES)
    return tuple(near.items())


@functools.lru_cache(maxsize=1)
def _opposed() -> Mapping[str, frozenset[str]]:
    """Each party with those that stand against it."""
    against: dict[str, set[str]] = {}
    for line in filter(None, OPPOSED.split("\n")):
        parties = [concept(word) for word in line.split()]
        for party in parties:
            against.setdefault(party, set()).update(other for other in parties if other != party)
    return {party: frozenset(others) for party, others in against.items()}


def opposed(word: str) -> frozenset[str]:
    """The parties that stand against one: a tenant against a landlord."""
    return _opposed().get(word, frozenset())


@functools.lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """The concepts that narrow little."""
    return frozenset(map(concept, LIGHT))


@functools.lru_cache(maxsize=8192)
def concept(word: str) -> str:
    """What a word in small letters stands for: a name of the vocabulary, or its own stem."""
    known = _known()
    if word in LIGHT and known.get(word) != word:
        return word  # "agreed" is no agreement
    if word in known:
        return known[word]
    for possessive in ("'s", "\u2019s"):
        if word.endswith(possessive):
            return concept(word.removesuffix(possessive))
    if word.endswith("s") and word[:-1] in known:
        return known[word[:-1]]
    short = stem(word)
    return known.get(short, short)


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters; names such as ``startDate`` and ``start_date`` are taken apart."""
    if not text:
        return
    text = _CAMEL.sub(" ", text.replace("_", " "))
    for phrase, short in _PHRASES:
        text = phrase.sub(short, text)
    for part in _WORD.findall(text):
        word = part.lower()
        if "-" in word and word not in _known():
            yield from (piece for piece in word.split("-") if piece)
        else:
            yield word


def concepts(text: str) -> list[str]:
    """What the words of a text stand for, in order, without those that say nothing."""
    return [concept(word) for word in words(text) if word not in STOP and word.removesuffix("'s") not in STOP]
