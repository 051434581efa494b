"""Which field of the data something came from that is printed: by it a fault is named, and a field may allow a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from jinja2 import nodes as syntax

from letterforge.expressions.expression import Expression
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.filters.lists import permitted
from letterforge.expressions.loop import ENDS
from letterforge.expressions.origins import origin
from letterforge.expressions.paths import first_path, format_path
from letterforge.filling.state import Evaluation
from letterforge.formatting.printer import Printer
from letterforge.models.text_rules import TextRule

PathOf: TypeAlias = Callable[[Evaluation], "str | None"]
ItemAt: TypeAlias = Callable[[int], "str | None"]
"""The path of an item of a list, by its number; None where nobody knows it."""
_BESIDE = dict(zip(ENDS.values(), (-1, 1), strict=True))


def field_of(expression: Expression) -> PathOf:
    """How to name the field that an expression prints, the loop variables in it resolved to their items."""
    return path_of_node(expression.node)


def path_of_node(node: syntax.Expr) -> PathOf:
    """The same for a part of an expression."""
    path = first_path(node)
    if path is None:
        return lambda _: None
    name, whole, rest = str(path[0]), format_path(path), format_path(("", *path[1:]))
    if name == "loop":
        step = _BESIDE.get(str(path[1])) if len(path) > 1 else None
        return _beside(step, format_path(("", *path[2:]))) if step is not None else lambda _: None

    def resolve(run: Evaluation) -> str | None:
        if name not in run.paths:
            return whole
        prefix = run.paths[name]
        if type(prefix) is tuple:
            return f"{prefix[0]}[{prefix[1]}]{rest}"
        return None if prefix is None else f"{prefix}{rest}"

    return resolve


def _beside(step: int, rest: str) -> PathOf:
    def resolve(run: Evaluation) -> str | None:
        item = None if run.neighbours is None else run.neighbours.beside(step)
        return None if item is None else f"{item}{rest}"

    return resolve


def items_of(node: syntax.Expr, run: Evaluation, printer: Printer) -> ItemAt:
    """Where the items of a list come from that an expression comes to: of one that is written out, each by itself."""
    source = origin(node, run.scope, printer)
    if isinstance(source, (syntax.List, syntax.Tuple)):
        items = source.items
        return lambda index: path_of_node(origin(items[index], run.scope, printer))(run)
    base = path_of_node(source)(run)
    return lambda index: None if base is None else f"{base}[{index}]"


def joining(expression: Expression, printer: Printer) -> Callable[[Evaluation], object] | None:
    """How an expression is worked out in which a filter judges the items of a list, that their field may allow; else None."""
    node = expression.node
    filters = [one for one in (node, *node.find_all(syntax.Filter)) if isinstance(one, syntax.Filter)]
    lists = [one.node for one in filters if FILTERS[one.name].items and isinstance(one.node, syntax.Expr)]
    if not lists:
        return None

    def evaluate(run: Evaluation) -> object:
        def permits(rule: TextRule, index: int, text: str) -> bool:
            places = (items_of(one, run, printer)(index) for one in lists)
            return any(run.permits(rule, place, text) for place in places)

        with permitted(permits):
            return expression.evaluate(run.scope)

    return evaluate
