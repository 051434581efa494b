"""Small alphabets: a model with one or two fields of a class of behaviour, and the few things that are written about them."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, create_model
from tests.property.universe.models import Model, Root, made
from tests.property.universe.trees import Ask, Loop, Print, Tree, Trees, Words

import letterforge


class Visit(Root):
    """A model in a list."""

    place: letterforge.Line
    note: letterforge.Line | None = None


class House(Root):
    """One model of a union."""

    sort: Literal["house"] = "house"
    street: letterforge.Line
    rooms: int | None = None


class Boat(Root):
    """The other."""

    sort: Literal["boat"] = "boat"
    name: letterforge.Line


@dataclass(frozen=True, eq=False)
class Alphabet:
    """What templates are written with: the fields with the values of each, what is printed, asked and gone through.

    Within a loop ``inside`` may be printed, and ``asked`` be asked, too.
    """

    name: str
    fields: Mapping[str, tuple[Any, tuple[Any, ...]]]
    printed: tuple[str, ...]
    asked: tuple[str, ...]
    loops: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    asked_inside: tuple[str, ...] = ()

    @functools.cached_property
    def model(self) -> Model:
        """The model, with the product of all values as its data."""
        cls = create_model("Data", __base__=Root, **{name: hint for name, (hint, _) in self.fields.items()})
        rows = itertools.product(*(values for _, values in self.fields.values()))
        return made(
            ("alphabet", self.name), cls, (), [(dict(zip(self.fields, row, strict=True)), False) for row in rows], ({},)
        )


_LINE, _MAYBE = (letterforge.Line, ...), (letterforge.Line | None, None)
_NOON = datetime.time(12)
_TARN, _WYRE = {"place": "Tarn"}, {"place": "Wyre", "note": "late"}

ALPHABETS: tuple[Alphabet, ...] = (
    Alphabet(
        "an optional text",
        {"o": (_MAYBE, ("Ann", None))},
        ("o", 'o or "nobody"'),
        ("o", "not o", "o is none", 'o == "Ann"'),
    ),
    Alphabet(
        "two optional texts",
        {"a": (_MAYBE, ("Ann", None)), "b": (_MAYBE, ("Bob", None))},
        ("a", "b", "a or b"),
        ("a", "not b", "a and b", "a or b"),
    ),
    Alphabet(
        "a number that may be nothing or 0",
        {"n": ((int | None, None), (3, 0, None))},
        ("n", "n + 1"),
        ("n", "n is none", "n == 0", "n is not none"),
    ),
    Alphabet(
        "a list of texts",
        {"l": ((list[letterforge.Line], ...), ([], ["Ann"], ["Ann", "Bob"]))},
        ("l", "l[0]"),
        ("l", "l | length > 1"),
        ("x in l",),
        ("x", "loop.nextitem"),
        ("loop.last",),
    ),
    Alphabet(
        "a list of models",
        {
            "l": (
                (list[Visit] | None, None),
                (None, [], [_TARN], [_WYRE], [_WYRE, _TARN], [_TARN, _WYRE]),
            )
        },
        ("l[0].place",),
        ("l",),
        ("x in l", "x in l if x.note"),
        ("x.place", "x.note"),
        ("x.note", "loop.first"),
    ),
    Alphabet(
        "an optional model",
        {"m": ((Visit | None, None), (None, {"place": "Wyre"}, {"place": "Wyre", "note": "late"}))},
        ("m.place", "m.note"),
        ("m", "m.note", "m and m.note", "m is none"),
    ),
    Alphabet(
        "a union of models",
        {
            "u": (
                (Annotated[House | Boat, Field(discriminator="sort")], ...),
                (
                    {"sort": "house", "street": "Low Road"},
                    {"sort": "house", "street": "Low Road", "rooms": 3},
                    {"sort": "boat", "name": "Tern"},
                ),
            )
        },
        ("u.street", "u.name", "u.rooms"),
        ('u.sort == "house"', 'u.sort != "boat"', "u.rooms is defined", "u.rooms"),
    ),
    Alphabet(
        "a choice and a yes or no",
        {
            "k": ((Literal["a", "b", "c"], ...), ("a", "b", "c")),
            "f": ((bool, ...), (True, False)),
            "o": (_MAYBE, ("Ann", None)),
        },
        ("k", "o"),
        ('k == "a"', 'k in ["a", "b"]', "f", "o and f"),
    ),
    Alphabet(
        "a time or a text",
        {"t": ((datetime.time | letterforge.Line | None, None), (_NOON, "soon", "later", None))},
        ("t", "t | time"),
        ("t", "t is none", 't == "soon"'),
    ),
    Alphabet(
        "a list in a list",
        {"l": ((list[list[int]], ...), ([], [[]], [[1], []], [[], [2, 0]], [[1], [2, 0]]))},
        ("l[0]",),
        ("l", "l | first"),
        ("x in l", "y in l[0]"),
        ("x", "x[0]"),
        ("x",),
    ),
)

MOST = 5


def templates(alphabet: Alphabet, nodes: int) -> Sequence[Trees]:
    """Every template of so many nodes, in an order that is always the same."""
    return _rows(alphabet, nodes, inside=False)


@functools.lru_cache(maxsize=64)
def _rows(alphabet: Alphabet, nodes: int, *, inside: bool) -> tuple[Trees, ...]:
    """Every row of trees with so many nodes together; two texts side by side are one."""
    if nodes == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for size in range(1, nodes + 1)
        for rest in _rows(alphabet, nodes - size, inside=inside)
        for first in _trees(alphabet, size, inside=inside)
        if not (rest and isinstance(first, Words) and isinstance(rest[0], Words))
    )


@functools.lru_cache(maxsize=64)
def _trees(alphabet: Alphabet, nodes: int, *, inside: bool) -> tuple[Tree, ...]:
    if nodes == 1:
        printed = (*alphabet.printed, *alphabet.inside) if inside else alphabet.printed
        return (Words(), *map(Print, printed))
    return tuple(_decided(alphabet, nodes - 1, inside=inside))


def _decided(alphabet: Alphabet, left: int, *, inside: bool) -> Iterator[Tree]:
    for asked in (*alphabet.asked, *alphabet.asked_inside) if inside else alphabet.asked:
        yield from (Ask(asked, yes) for yes in _rows(alphabet, left, inside=inside))
        for first in range(1, left):
            for yes in _rows(alphabet, first, inside=inside):
                yield from (Ask(asked, yes, no) for no in _rows(alphabet, left - first, inside=inside))
    for head in alphabet.loops:
        yield from (Loop(head, body) for body in _rows(alphabet, left, inside=True))
        for first in range(1, left):
            for body in _rows(alphabet, first, inside=True):
                yield from (Loop(head, body, other) for other in _rows(alphabet, left - first, inside=inside))
