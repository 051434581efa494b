"""What there is to know of a filter: the record, and the words that records are written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from jinja2 import nodes

from letterforge.formatting.printer import Printer
from letterforge.models.alternatives import By
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf, ListOf, MapOf, Opaque, Record, Shape, described, kinds, union
from letterforge.models.text_rules import broken_rule

UNKNOWN = object()
"""Stands for an argument that is not written out in the template, so that nobody knows it before there are data."""


class Absence(Enum):
    """What a filter does with a value that is not there."""

    REFUSED = "it cannot work with it, so the check asks for a condition around it"
    KEPT = "it gives it on as it is"
    REPLACED = "it gives something else instead"


class Truth(Enum):
    """What the truth of what a filter gives says of what it was given."""

    NOTHING = "nothing"
    SAME = "one is true just where the other is"
    NEEDED = "where the result is true, the input was; a false one says nothing"
    CERTAIN = "the result is always true"


@dataclass(frozen=True, slots=True)
class Input:
    """What a filter takes: a shape, None for anything, and the ``words`` for it."""

    words: str
    shape: Shape | None

    def accepts(self, shape: Shape) -> bool:
        """Whether everything that a shape can hold may go in."""
        return self.shape is None or _within(shape, self.shape)

    @property
    def named(self) -> str:
        """As a message names it: the kinds of a plain value one by one."""
        plain = self.shape is not None and all(isinstance(atom, Leaf) for atom in self.shape)
        return described(self.shape or ()) if plain else self.words

    @property
    def types(self) -> frozenset[type] | None:
        """The types of the plain values that may go in, None for all: just what the check lets through."""
        if self.shape is None:
            return None
        plain = {kind.value.python for kind in kinds(self.shape) if kind is not None}
        lists = {list for atom in self.shape if isinstance(atom, ListOf)}
        named = {dict for atom in self.shape if isinstance(atom, MapOf)}
        return frozenset(python for python in plain | lists | named if python is not None)


def _within(shape: Shape, wanted: Shape) -> bool:
    if any(isinstance(atom, Opaque) for atom in wanted):
        return True
    leaves = kinds(wanted)
    named = any(isinstance(atom, MapOf) for atom in wanted)
    items = [atom.item for atom in wanted if isinstance(atom, ListOf)]
    return all(
        (isinstance(atom, Leaf) and atom.kind in leaves)
        or (isinstance(atom, ListOf) and any(_within(atom.item, item) for item in items))
        or (named and (isinstance(atom, MapOf) or (isinstance(atom, Record) and atom.given)))
        for atom in shape
    )


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument, which may be left out unless it is ``required``; then it is ``default``.

    ``choices`` are all that it knows, where they are few; they must be written out, as must be what ``written`` knows,
    which says of anything else what is wrong with it. ``takes`` is what it must be
    otherwise, and ``purpose`` says so: "puts a text between". ``names`` are those by which it may be given.
    """

    choices: tuple[object, ...] | None = None
    takes: Kind | None = None
    purpose: str = ""
    names: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    written: Callable[[object], str | None] | None = None


Rearranged: TypeAlias = Callable[[nodes.Expr, list[nodes.Expr]], "tuple[nodes.Expr, list[nodes.Expr]] | None"]
"""What a method is called of, and its arguments, as value and arguments of the filter; None where there is no such call."""
Give: TypeAlias = Callable[[Shape, Sequence[Shape]], Shape]
"""The shape of what comes out, by the shapes of what goes in and of the arguments."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    ``function`` takes the printer, the value and the arguments. ``truth`` may depend on the arguments, of which those
    that are not written out are `UNKNOWN`. ``items`` says that it takes no list that may be empty, and is
    told which items are ``written`` out in the template; ``compared`` what a
    comparison of its result with a number says of its input. ``gives_words`` are one sentence of the documentation,
    ``usage`` the ways to write it with arguments, and ``examples`` what each prints. ``elsewhere`` is what other
    languages call it, as a filter, function or method: whoever writes that is told of this one.
    """

    names: tuple[str, ...]
    function: Callable[..., object]
    takes: Input
    gives: Give
    gives_words: str
    examples: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...] = ()
    refuses: Callable[[Shape, Sequence[Shape]], str | None] | None = None
    """What is wrong with what it is given by the shapes of both, where the input is of the right kind; None if nothing."""
    in_language: Callable[[Printer, Sequence[object]], str | None] | None = None
    """What the language of the template lacks for it, with these arguments as they are written out; None if nothing."""
    usage: tuple[str, ...] = ()
    absence: Absence = Absence.REFUSED
    truth: Truth | Callable[[Sequence[object]], Truth] = Truth.NOTHING
    items: bool = False
    compared: Callable[[str, int], By] | None = None
    position: int | None = None
    """Of the item that it gives, where it gives one of a list: what its truth says, it says of that item."""
    source: Callable[..., object] | None = None
    """The function that somebody has registered."""
    pairs: bool = False
    """Whether it gives names with their values, which a loop takes apart: ``for name, value in ...``."""
    methods: Mapping[str, Rearranged | None] = field(default_factory=lambda: MappingProxyType({}))
    """The methods of Python's types that do the same; None where their arguments are its own."""
    elsewhere: tuple[str, ...] = ()
    called: str = ""
    """How to write it for what is meant there, where its name alone is not enough."""

    @property
    def written(self) -> str:
        """How it is written behind a value."""
        return self.called or self.names[0]

    @property
    def fewest(self) -> int:
        """How many arguments it must be given."""
        return sum(parameter.required for parameter in self.parameters)

    @property
    def prints(self) -> bool:
        """Whether what it takes is made into words by it, so that what no letter prints fails there."""
        return self.items or self.gives is printed

    def truth_with(self, arguments: Sequence[object]) -> Truth:
        """What the truth of its result says of its input, with these arguments."""
        return self.truth if isinstance(self.truth, Truth) else self.truth(arguments)


# --- what goes in ----------------------------------------------------------------------------------------------------

ANYTHING = Input("anything", None)
TEXT = Input("a text", (Leaf(Kind.TEXT),))
NUMBER = Input("a number", tuple(Leaf(kind) for kind in Kind if kind.value.number))
MAPPING = Input("names with their values", (MapOf((Opaque("anything"),)),))
LIST = Input("a list", (ListOf((Opaque("anything"),)),))
LIST_OR_TEXT = Input("a list or a text", (*(LIST.shape or ()), Leaf(Kind.TEXT)))
PRINTABLE_LIST = Input(
    "a list of texts, numbers or dates", (ListOf(tuple(Leaf(kind) for kind in Kind if kind.value.printed)),)
)

# --- what comes out --------------------------------------------------------------------------------------------------


def same(shape: Shape, _: Sequence[Shape]) -> Shape:
    """What went in."""
    return shape


def printed(_: Shape, __: Sequence[Shape]) -> Shape:
    """A text that is never blank."""
    return (Leaf(Kind.TEXT, fit=True),)


def whole_number(_: Shape, __: Sequence[Shape]) -> Shape:
    """A whole number."""
    return (Leaf(Kind.INTEGER, fit=True),)


def yes_or_no(_: Shape, __: Sequence[Shape]) -> Shape:
    """A yes or no."""
    return (Leaf(Kind.BOOLEAN),)


def text(shape: Shape, _: Sequence[Shape]) -> Shape:
    """A text that is blank just where what went in, or an item of it, may be; what is written out stays so."""
    written = tuple(atom for atom in shape if isinstance(atom, Leaf) and atom.written and not atom.fit)
    others = tuple(atom for atom in shape if atom not in written)
    if written and not others:
        return written
    items = union(*(atom.item if isinstance(atom, ListOf) and atom.least else (atom,) for atom in others))
    fit = all(isinstance(atom, Leaf) and _is_sound(atom) for atom in items)
    return (Leaf(Kind.TEXT, fit=fit, cut=any(isinstance(atom, Leaf) and atom.cut for atom in items)), *written)


CUT = Leaf(Kind.TEXT, cut=True, never_false=True)
"""Some signs of another text: they may be no text for a letter, though all of it was."""


def item(shape: Shape, _: Sequence[Shape]) -> Shape:
    """An item of the list, which is absent where the list is empty."""
    lists = [atom for atom in shape if isinstance(atom, ListOf)]
    return union(*(one.item if one.least else (*one.item, Absent()) for one in lists))


def _is_sound(leaf: Leaf) -> bool:
    """Whether the text of a leaf is never blank."""
    if leaf.fit or leaf.kind is not Kind.TEXT:
        return True
    return leaf.choices is not None and not any(map(broken_rule, leaf.choices))
