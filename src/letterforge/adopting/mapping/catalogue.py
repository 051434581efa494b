"""The fields of a model as the mapping sees them: each that can be printed, with its words and what kind of thing it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterforge.adopting.mapping.facets import FACETS
from letterforge.adopting.mapping.words import concept, concepts, words
from letterforge.models.annotations import shape_of_model
from letterforge.models.kinds import Kind
from letterforge.models.letter_data import LetterData
from letterforge.models.shapes import Absent, Leaf, ListOf, Nothing, Record, Shape, may_be_absent
from letterforge.patterns import late

_DEEPEST = 5
_CLAUSE = late(r"\b(?:who|whom|whose|that|which|of|for|in|on|at|by|to|where|when|with|from)\b|[,;:]", re.IGNORECASE)
_PLACED = late(r"\b(?:on|in|at|by|with|from|under|about|before|after|over|against|towards)\b", re.IGNORECASE)
_RELATION = late(r"\w+['\u2019]s?\b")
_PERSON = late(
    r"\bnames?\b|^(?:the |an? )?(?:[^\W\d_-]+[ -]){0,2}(?:person|people|[^\W\d_]{3,}(?:er|or|ee|ist|ian|ive|ant))\s+(?:who|whom|whose|that|in|of|for|responsible)\b"
    r"|^(?:the )?(?:person|people)\b|^(?:(?:to|for|with|by|of) )?who(?:m|se)?\b(?! name| address)",
    re.IGNORECASE,
)
_BOUNDS: Mapping[str, str] = {"from": "start", "since": "start", "until": "end", "till": "end", "to": "end"}
_OF_KIND: Mapping[Kind, str] = {
    Kind.DATE: "date",
    Kind.DATETIME: "date",
    Kind.TIME: "time",
    Kind.MONTH: "month",
    Kind.DURATION: "period",
    Kind.MONEY: "sum",
}
_COUNTED = frozenset({"sum", "period", "percentage", "count"})


@dataclass(frozen=True, slots=True)
class Step:
    """A field on the way down: its name, whether it may be absent, and whether it is a list."""

    name: str
    absent: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One field that can be printed.

    ``own`` are the concepts of its name, ``above`` those of the names over it, the nearest first, ``said`` those of
    its description, ``said_first`` those before anything that it is in, on or by,
    ``said_above`` those of the descriptions of what it is in, and ``said_nearest`` those that the nearest of them calls it. ``facet`` is the kind of thing; None
    for plain text of any sort.
    """

    steps: tuple[Step, ...]
    kind: Kind
    own: tuple[str, ...]
    above: tuple[tuple[str, ...], ...]
    said: frozenset[str]
    said_first: frozenset[str]
    said_above: frozenset[str]
    said_nearest: frozenset[str]
    facet: str | None

    @property
    def path(self) -> str:
        """As people write it: ``team.members[].name``."""
        return ".".join(step.name + "[]" * step.many for step in self.steps)

    @property
    def many(self) -> bool:
        """Whether there are several."""
        return any(step.many for step in self.steps)


@functools.lru_cache(maxsize=64)
def catalogue(model: type[LetterData]) -> tuple[Entry, ...]:
    """Every field of a model that can be printed, in the order of the model."""
    return tuple(_entries(shape_of_model(model), (), ()))


def _entries(shape: Shape, steps: tuple[Step, ...], said: tuple[str, ...]) -> Iterator[Entry]:
    for atom in shape:
        if isinstance(atom, Record) and len(steps) < _DEEPEST:
            for field in atom.fields.values():
                yield from _field(field.shape, steps, field.name, said=field.description or "", above=said)


def _field(shape: Shape, steps: tuple[Step, ...], name: str, *, said: str, above: tuple[str, ...]) -> Iterator[Entry]:
    solid = tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))
    series = next((atom for atom in solid if isinstance(atom, ListOf)), None)
    inner = tuple(atom for atom in series.item if not isinstance(atom, (Nothing, Absent))) if series else solid
    down = (*steps, Step(name, may_be_absent(shape), series is not None))
    if any(isinstance(atom, Record) for atom in inner):
        yield from _entries(inner, down, (*above, said))
        return
    leaf = next((atom for atom in inner if isinstance(atom, Leaf)), None)
    if leaf is not None and leaf.kind.value.printed and leaf.kind is not Kind.RICH:
        own = tuple(concepts(name)) or tuple(_BOUNDS.get(word, concept(word)) for word in words(name))
        names = tuple(tuple(concepts(step.name)) for step in reversed(steps))
        spoken = frozenset(concepts(said))
        yield Entry(
            down,
            leaf.kind,
            own,
            names,
            spoken,
            frozenset(concepts(_PLACED.split(said)[0])),
            frozenset(concepts(_RELATION.sub(" ", " ".join(above)))) - spoken,
            frozenset(concepts(_called(above))),
            _facet(leaf, own, said),
        )


def _called(above: tuple[str, ...]) -> str:
    """What a description calls a thing: "patient" of "The patient whose data are concerned", not what it is related to."""
    return _RELATION.sub(" ", _CLAUSE.split(above[-1])[0]) if above else ""


def _facet(leaf: Leaf, own: tuple[str, ...], said: str) -> str | None:
    """By its type, else by the last word of its name that says one; an e-mail address is a text whose name says so."""
    if leaf.kind in _OF_KIND:
        return _OF_KIND[leaf.kind]
    named = [FACETS[word] for word in own if word in FACETS]
    if "e-mail" in named:
        return "e-mail"
    if "telephone" in named:
        return "telephone"
    if named and leaf.kind is Kind.TEXT and named[-1] not in _COUNTED:
        return named[-1]
    if named and leaf.kind is not Kind.TEXT and named[-1] in _COUNTED:
        return named[-1]
    if leaf.kind in {Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL}:
        return "sum" if leaf.kind is Kind.DECIMAL else "count"
    return "name" if leaf.kind is Kind.TEXT and _PERSON.search(said) else None
