"""Filters that letterforge does not bring along: functions with types, registered by their name or installed with a package.

The types are all that the check goes by, so a function without them is none. What it gives is held against them.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, get_type_hints

from letterforge.discovery.entry_points import FILTERS, Offer, offers
from letterforge.expressions.filters.filter import Filter, Input, Parameter
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.kinds import Kind, kind_of
from letterforge.models.rich import is_rich
from letterforge.models.shapes import Atom, Leaf, ListOf, MapOf, Nothing, Opaque, Shape, described
from letterforge.models.text_rules import broken_rule

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_registered: dict[str, Filter] = {}


class NoFilterError(Exception):
    """A function that cannot be a filter; the text says why."""


def register(name: str, function: Callable[..., object]) -> None:
    """Make a function a filter of this process.

    Raises:
        NoFilterError: it is none, or another one has its name.
    """
    made = filter_of(name, function)
    before = _registered.setdefault(name, made)
    if before is not made and before.source is not function:
        message = f"another filter is called {name!r} already"
        raise NoFilterError(message)


def found(name: str) -> Filter | None:
    """A filter that was registered, or that an installed package offers.

    Raises:
        NoFilterError: two packages offer it, or it cannot be had.
    """
    known = _registered.get(name)
    if known is not None:
        return known
    here = [offer for offer in offers(FILTERS) if offer.name == name]
    if len(here) > 1:
        message = f"it is offered by {' and '.join(offer.origin for offer in here)}; uninstall one of them"
        raise NoFilterError(message)
    return _of_package(here[0]) if here else None


@functools.lru_cache(maxsize=256)
def _of_package(offer: Offer) -> Filter:
    from importlib_metadata import EntryPoint  # noqa: PLC0415  (slow to import, and rare)

    try:
        function = EntryPoint(offer.name, offer.value, offer.group).load()
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # a module that exits must not take the program with it
        message = f"{offer.origin}, which offers it, cannot be imported ({type(fault).__name__})"
        raise NoFilterError(message) from fault
    return filter_of(offer.name, function)


def filter_of(name: str, function: Callable[..., object]) -> Filter:
    """The record of a function with types.

    Raises:
        NoFilterError: it has no types, or such as no template has.
    """
    # pydantic, which reads annotations, is slow to import
    from letterforge.models.annotations import shape_of_annotation  # noqa: PLC0415

    if not name.isidentifier():
        message = f"{name!r} is no name of a filter: it has letters, digits and underlines"
        raise NoFilterError(message)
    try:
        parameters = list(inspect.signature(function).parameters.values())
        hints = get_type_hints(function, include_extras=True)
    except Exception as fault:
        message = f"{name!r} is no function with types that can be read"
        raise NoFilterError(message) from fault
    if not parameters or any(one.kind not in _POSITIONAL for one in parameters):
        message = f"{name!r} takes no value, or takes arguments by name only; a filter takes a value, and arguments in their order"
        raise NoFilterError(message)
    missing = [one for one in (*(each.name for each in parameters), "return") if one not in hints]
    if missing:
        message = f"{name!r} does not say the type of {', '.join(missing)}, which the check goes by"
        raise NoFilterError(message)
    takes, gives = shape_of_annotation(hints[parameters[0].name]), shape_of_annotation(hints["return"])
    if not all(map(_may_go_in, takes)):
        message = (
            f"{name!r} takes {described(takes)}; a filter takes texts, numbers, dates, and lists and names of them"
        )
        raise NoFilterError(message)
    if not gives or not all(map(_may_come_out, gives)):
        message = (
            f"{name!r} gives {described(gives)}; a filter gives texts, numbers, dates, rich values, and lists of them"
        )
        raise NoFilterError(message)
    out = tuple(map(_marked, gives))
    return Filter(
        names=(name,),
        function=_proven(function, gives),
        takes=Input(described(takes), None if any(isinstance(one, Opaque) for one in takes) else takes),
        gives=lambda _, __: out,
        gives_words=described(gives),
        examples=(),
        parameters=tuple(_parameter(one, shape_of_annotation(hints[one.name])) for one in parameters[1:]),
        source=function,
    )


def _parameter(one: inspect.Parameter, shape: Shape) -> Parameter:
    kinds = {atom.kind for atom in shape if isinstance(atom, Leaf)}
    takes = kinds.pop() if len(kinds) == 1 and all(isinstance(atom, Leaf) for atom in shape) else None
    required = one.default is inspect.Parameter.empty
    purpose = f"takes {described(shape)} as {one.name!r}"
    return Parameter(
        takes=takes, purpose=purpose, names=(one.name,), required=required, default=None if required else one.default
    )


def _may_go_in(atom: object) -> bool:
    match atom:
        case ListOf(item=inner) | MapOf(value=inner):
            return all(map(_may_go_in, inner))
        case _:
            return isinstance(atom, (Leaf, Opaque))


def _may_come_out(atom: object) -> bool:
    match atom:
        case ListOf(item=inner):
            return all(isinstance(one, Leaf) for one in inner)
        case _:
            return isinstance(atom, (Leaf, Nothing))


def _marked(atom: Atom) -> Atom:
    """A text of which nothing is known but that it is made of another one; the check warns of it."""
    is_plain = isinstance(atom, Leaf) and atom.kind is Kind.TEXT and not atom.fit and atom.choices is None
    return replace(atom, cut=True) if isinstance(atom, Leaf) and is_plain else atom


def _proven(function: Callable[..., Any], gives: Shape) -> Callable[..., object]:
    """The function, with what it gives held against its type."""

    def work(_: Printer, value: object, *arguments: object) -> object:
        made = function(value, *arguments)
        if isinstance(made, tuple) and not is_rich(type(made)):
            made = list(made)
        if not _is_one(made, gives):
            message = "what is not of the type that it says to give"
            raise UnprintableError(message)
        return made

    return work


def _is_one(value: object, shape: Sequence[object]) -> bool:
    for atom in shape:
        match atom:
            case Nothing() if value is None:
                return True
            case Leaf(Kind.RICH) if is_rich(type(value)):
                return True
            case Leaf(kind, choices) if kind_of(value) is kind and (choices is None or value in choices):
                return not (atom.fit and isinstance(value, str) and broken_rule(value))
            case ListOf(item, least) if type(value) is list and len(value) >= least:
                return all(_is_one(one, item) for one in value)
    return False
