"""What stands behind a full stop or in square brackets: a field, an item, some items."""

from __future__ import annotations

from jinja2 import nodes

from letterforge.expressions.faults import Evaluate, EvaluationError, ExpressionError, Scope
from letterforge.expressions.undefined import UNDEFINED


def _refuse_private(key: str) -> None:
    if key.startswith("__"):
        message = f"{key!r} is not a field"
        raise ExpressionError(message, "Fields of the model are all that a template can reach.")


def field(name: str, key: str) -> Evaluate:
    """A field of what a name stands for: as `attribute`, with one call less for what most placeholders are."""
    _refuse_private(key)

    def evaluate(scope: Scope) -> object:
        value = scope.get(name, UNDEFINED)
        if type(value) is dict:
            return value.get(key, UNDEFINED)
        message = f"{key!r} of something that has no fields"
        raise EvaluationError(message)

    return evaluate


def attribute(inner: Evaluate, key: str) -> Evaluate:
    """A field of what an expression comes to."""
    _refuse_private(key)

    def evaluate(scope: Scope) -> object:
        value = inner(scope)
        if type(value) is dict:
            return value.get(key, UNDEFINED)
        message = f"{key!r} of something that has no fields"
        raise EvaluationError(message)

    return evaluate


def item(inner: Evaluate, index: int) -> Evaluate:
    """An item of a list, or a sign of a text, by its number; nothing is there where it is not so long."""

    def evaluate(scope: Scope) -> object:
        value = inner(scope)
        if type(value) not in (list, str):
            message = "a position in something that is neither a list nor a text"
            raise EvaluationError(message)
        return value[index] if -len(value) <= index < len(value) else UNDEFINED  # type: ignore[arg-type, index]  # as asked

    return evaluate


def looked_up(inner: Evaluate, asked: Evaluate) -> Evaluate:
    """An item of a list by its number, or a field by its name, of which only the data say which it is."""

    def evaluate(scope: Scope) -> object:
        value, key = inner(scope), asked(scope)
        if type(value) in (list, str) and type(key) is int:
            return value[key] if -len(value) <= key < len(value) else UNDEFINED  # type: ignore[arg-type, index]  # as asked
        if type(value) is dict and type(key) is str:
            return value.get(key, UNDEFINED)
        message = "something in brackets that is no position in this list, or no name of a field"
        raise EvaluationError(message)

    return evaluate


LARGEST_POSITION = 10_000
"""Of a slice; no list or line of a letter is longer."""


def slice_of(node: nodes.Slice) -> slice:
    """The part that is meant by ``[1:3]``.

    Raises:
        ExpressionError: its ends are not numbers that are written out.
    """
    start, stop, step = (_end(one) for one in (node.start, node.stop, node.step))
    if step is not None and step < 1:
        message = "a slice goes forwards"
        raise ExpressionError(message, "Write the first and the last position, people[1:3].")
    return slice(start, stop, step)


def _end(node: nodes.Expr | None) -> int | None:
    match node:
        case None | nodes.Const(value=None):
            return None
        case nodes.Const(value=int(number)) if type(number) is int and number <= LARGEST_POSITION:
            return number
        case nodes.Neg(node=nodes.Const(value=int(number))) if type(number) is int and number <= LARGEST_POSITION:
            return -number
        case _:
            message = f"the ends of a slice are numbers that are written out, up to {LARGEST_POSITION:,}"
            raise ExpressionError(message, "Write the first and the last position, people[1:3].")


def part(inner: Evaluate, meant: slice) -> Evaluate:
    """Some items of a list, or a piece of a text; where nothing is left of a text, nothing is there."""

    def evaluate(scope: Scope) -> object:
        value = inner(scope)
        if type(value) is list:
            return value[meant]
        if type(value) is str:
            return value[meant] or (UNDEFINED if value else value)
        message = "a slice of something that is neither a list nor a text"
        raise EvaluationError(message)

    return evaluate
