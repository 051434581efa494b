"""Words of prompts and of fields become concepts: their stems, and one name for what means the same."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from letterforge.adopting.mapping.vocabulary import CONCEPTS, RELATED, STOP
from letterforge.patterns import late

_WORD = late(r"[^\W\d_](?:['\u2019]?[^\W\d_]|-(?=[^\W\d_]))*")
_CAMEL = late(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDS = ("isation", "ization", "ations", "ation", "ings", "ing", "ments", "ions", "ion", "ied", "ies", "ed", "es", "s")
_LEAST = 4


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
            stems.setdefault(stem(word), names[0])
    return {**stems, **whole}


@functools.lru_cache(maxsize=1)
def related() -> Mapping[str, tuple[str, ...]]:
    """What is near to a concept."""
    return {names[0]: tuple(names[1:]) for names in map(str.split, RELATED.split("\n")) if names}


@functools.lru_cache(maxsize=8192)
def concept(word: str) -> str:
    """What a word in small letters stands for: a name of the vocabulary, or its own stem."""
    known = _known()
    if word in known:
        return known[word]
    for possessive in ("'s", "\u2019s"):
        if word.endswith(possessive):
            return concept(word.removesuffix(possessive))
    short = stem(word)
    return known.get(short, short)


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters; names such as ``startDate`` and ``start_date`` are taken apart."""
    for part in _WORD.findall(_CAMEL.sub(" ", text.replace("_", " ")) if text else ""):
        word = part.lower()
        if "-" in word and word not in _known():
            yield from (piece for piece in word.split("-") if piece)
        else:
            yield word


def concepts(text: str) -> list[str]:
    """What the words of a text stand for, in order, without those that say nothing."""
    return [concept(word) for word in words(text) if word not in STOP and word.removesuffix("'s") not in STOP]
