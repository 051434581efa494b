"""What a loop makes of a namespace, turn by turn: as an expression, so that nothing has to be kept between tags.

Jinja has no node for it, and no text of a template can spell one: it is a call of the context, which a parser never
makes. The names that it binds hold a sign that no name of a template has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from letterforge.expressions.faults import Evaluate, EvaluationError, Scope
from letterforge.expressions.loop import bound, loop_values

SIGN = "\0"
"""In the names that a fold binds."""
MOST_ITEMS = 1_000
"""Of a list, where each turn asks what the turns before have made."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One namespace in one loop.

    ``name`` (and ``value``) stand for an item, ``loop`` for the loop and ``before`` for the namespace in ``condition``
    and ``step``, which gives each field after a turn. ``turns`` says how many turns there are, if not all.
    """

    iterated: nodes.Expr
    condition: nodes.Expr | None
    name: str
    value: str | None
    loop: str
    before: str
    start: Mapping[str, nodes.Expr]
    step: Mapping[str, nodes.Expr]
    turns: nodes.Expr | None = None

    def node(self) -> nodes.Expr:
        """As a syntax tree."""
        names = [nodes.Const(one) for one in (self.name, self.value, self.loop, self.before)]
        absent = nodes.Const(None)
        parts: list[nodes.Expr] = [self.iterated, self.condition or absent, self.turns or absent, *names]
        return nodes.Call(nodes.ContextReference(), [*parts, _dict(self.start), _dict(self.step)], [], None, None)


def _dict(fields: Mapping[str, nodes.Expr]) -> nodes.Dict:
    return nodes.Dict([nodes.Pair(nodes.Const(key), value) for key, value in fields.items()])


def fold_of(node: nodes.Node) -> Fold | None:
    """The fold that a syntax tree is; None where it is none."""
    match node:
        case nodes.Call(
            node=nodes.ContextReference(),
            args=[
                iterated,
                condition,
                turns,
                nodes.Const(value=str(name)),
                nodes.Const(value=value),
                nodes.Const(value=str(loop)),
                nodes.Const(value=str(before)),
                nodes.Dict(items=start),
                nodes.Dict(items=step),
            ],
        ):
            return Fold(
                iterated, _there(condition), name, value, loop, before, _fields(start), _fields(step), _there(turns)
            )
        case _:
            return None


def _there(node: nodes.Expr) -> nodes.Expr | None:
    return None if isinstance(node, nodes.Const) and node.value is None else node


def _fields(pairs: list[nodes.Pair]) -> dict[str, nodes.Expr]:
    return {str(pair.key.value): pair.value for pair in pairs if isinstance(pair.key, nodes.Const)}


def compiled(fold: Fold, compile_node: Callable[[nodes.Node], Evaluate]) -> Evaluate:
    """A closure that goes through the list and gives the namespace behind it."""
    iterated = compile_node(fold.iterated)
    condition = None if fold.condition is None else compile_node(fold.condition)
    turns = None if fold.turns is None else compile_node(fold.turns)
    start = {key: compile_node(value) for key, value in fold.start.items()}
    step = {key: compile_node(value) for key, value in fold.step.items()}

    def items(scope: Scope) -> Iterator[tuple[int, object]]:
        found = iterated(scope)
        if type(found) is not list:
            message = "a loop over something that is no list"
            raise EvaluationError(message)
        for place, item in enumerate(found):
            if condition is None or condition({**scope, **bound(fold.name, fold.value, item)}):
                yield place, item

    def evaluate(scope: Scope) -> object:
        listed = list(items(scope))
        made: dict[str, object] = {key: value(scope) for key, value in start.items()}
        most = len(listed)
        if turns is not None:
            asked = turns(scope)
            if most > MOST_ITEMS or type(asked) is not int:
                message = "a list that is too long for a namespace that each turn asks for"
                raise EvaluationError(message)
            most = asked
        inner = dict(scope)
        for index in range(most):
            inner |= bound(fold.name, fold.value, listed[index][1])
            inner[fold.loop], inner[fold.before] = loop_values(listed, index), made
            made = {key: value(inner) for key, value in step.items()}
        return made

    return evaluate
