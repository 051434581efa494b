"""Expressions with what names stand for in the place of the names."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes as syntax

from letterforge.expressions.faults import ExpressionError

MOST_TERMS = 400
"""Terms of an expression, once what was set stands in it."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a name stands for that holds another one, which means something else here."""

    name: str


Meaning = syntax.Expr | Captured | Mapping[str, syntax.Expr]
"""What a name stands for: a value, or, of a namespace, a value for each of its fields."""
Scope = dict[str, Meaning]


def names_in(node: syntax.Node) -> Iterator[syntax.Name]:
    """The names in an expression, each as often as it stands there."""
    if isinstance(node, syntax.Name):
        yield node
    for child in node.iter_child_nodes():
        yield from names_in(child)


def _terms(node: syntax.Node) -> Iterator[syntax.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _terms(child)


def bounded(node: syntax.Node) -> syntax.Node:
    """The expression, unless it has too many terms.

    Raises:
        ExpressionError: it has.
    """
    if is_long(node):
        message = f"with what was set, the expression comes to more than {MOST_TERMS} terms"
        raise ExpressionError(message, "Give it as a field.")
    return node


def is_long(node: syntax.Node) -> bool:
    """Whether an expression has more terms than one may have."""
    return any(number > MOST_TERMS for number, _ in enumerate(_terms(node)))


def unless_captured(name: str, meant: Meaning, bound: set[str]) -> Meaning:
    """A meaning within a loop, whose names mean something else there than where it was set."""
    held = meant.values() if isinstance(meant, Mapping) else [meant] if isinstance(meant, syntax.Expr) else []
    return Captured(name) if any(one.name in bound for value in held for one in names_in(value)) else meant


def substituted(node: syntax.Node, scope: Scope) -> syntax.Node:
    """A syntax tree with the values of names in their places; the tree itself stays as it is."""
    match node:
        case syntax.Getattr(node=syntax.Name(name=name), attr=key) if isinstance(space := scope.get(name), Mapping):
            if key in space:
                return space[key]
            message = f"the namespace {name} has no {key!r}"
            raise ExpressionError(message, f"It has: {', '.join(space)}." if space else None)
        case syntax.Name(name=name) if name in scope:
            meant = scope[name]
            if isinstance(meant, syntax.Expr):
                return meant
            if isinstance(meant, Captured):
                message = f"{name} was set from a name that means something else here, or from too many others"
                raise ExpressionError(message, "Give the items of the loop another name, or give it as a field.")
            message = f"{name} is a namespace"
            raise ExpressionError(message, f"Name one of its fields: {', '.join(meant)}.")
        case _:
            return _copied(node, lambda inner: substituted(inner, scope))


def _copied(node: syntax.Node, change: Callable[[syntax.Node], syntax.Node]) -> syntax.Node:
    made = copy.copy(node)
    for name, value in node.iter_fields():
        if isinstance(value, syntax.Node):
            setattr(made, name, change(value))
        elif isinstance(value, list):
            setattr(made, name, [change(one) if isinstance(one, syntax.Node) else one for one in value])
    return made
