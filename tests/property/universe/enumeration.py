"""The enumeration: every template, in an order that is always the same, or each so-and-so-many-th of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.property.universe.alphabets import ALPHABETS, MOST, templates
from tests.property.universe.models import FORMS, Model, model
from tests.property.universe.oracle import Template
from tests.property.universe.patterns import of_one_field
from tests.property.universe.trees import LEVELS, Trees, expressions
from tests.property.universe.types import TYPES

_BESIDE = re.compile(r"\b[ronf]\b")
MOST_ELSEWHERE = 3
"""Nodes of a template that stands in a heading, a table, a list ..."""


def enumerated(each: int = 1, first: int = 0) -> Iterator[Template]:
    """All templates, or each so-and-so-many-th of them from the first one on; those between are not even made."""
    start = first
    for chunk in _chunks():
        yield from (chunk.template(trees) for trees in chunk.trees[start::each])
        start = (start - len(chunk.trees)) % each


@dataclass(frozen=True)
class _Chunk:
    """Templates over one model, at one level."""

    model: Model
    level: str
    trees: Sequence[Trees]

    def template(self, trees: Trees) -> Template:
        """One of them."""
        return Template(self.model, trees, self.level, *_of(trees))


def _chunks() -> Iterator[_Chunk]:
    yield from _wide()
    yield from _deep()


def _wide() -> Iterator[_Chunk]:
    """Each type in each form, and all that may be written about one field, in templates of one to three nodes."""
    for type_ in TYPES:
        for form in FORMS:
            made = model(type_, form)
            for path in made.paths:
                yield _Chunk(made, "line", _about(path, listed=form.is_list and path == "v", wide=form.is_wide))


def _deep() -> Iterator[_Chunk]:
    """Each tree of up to five nodes over each alphabet, within a line; the smaller ones in a heading, a list, a table ... as well."""
    for alphabet in ALPHABETS:
        for nodes in range(1, MOST + 1):
            for level in LEVELS if nodes <= MOST_ELSEWHERE else ("line",):
                yield _Chunk(alphabet.model, level, templates(alphabet, nodes))


@functools.cache
def _about(path: str, *, listed: bool, wide: bool) -> tuple[Trees, ...]:
    return tuple(of_one_field(path, listed=listed, wide=wide))


@functools.lru_cache(maxsize=1 << 16)
def _of(trees: Trees) -> tuple[bool, bool]:
    """Whether a template names a field beside, and whether an empty text is written out in it."""
    said = " ".join(expressions(trees))
    return _BESIDE.search(said) is not None, '""' in said
