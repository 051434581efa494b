"""Other ways to write what letterforge has: methods that are filters, and arguments that are given by name.

A method call is never made. ``name.upper()`` is another way to write ``name | upper``, and is made into it before
anything else sees it; so the evaluator and the check know of filters with arguments in their order, and of nothing more.
"""

from __future__ import annotations

from jinja2 import nodes

from letterforge.expressions.faults import ExpressionError
from letterforge.expressions.filters.filter import Filter
from letterforge.expressions.filters.known import FILTERS


def desugared(node: nodes.Node) -> nodes.Node:
    """A syntax tree in which methods are filters, and arguments have no names.

    Raises:
        ExpressionError: an argument has a name that the filter does not know, or is given twice.
    """
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, name, desugared(value))
        elif isinstance(value, list):
            setattr(node, name, [desugared(one) if isinstance(one, nodes.Node) else one for one in value])
    match node:
        case nodes.Call(node=nodes.Getattr(node=inner, attr=name), dyn_args=None, dyn_kwargs=None):
            return _method(node, inner, name)
        case nodes.Filter(name=name, kwargs=[_, *_], dyn_args=None, dyn_kwargs=None) if name in FILTERS:
            return _in_order(node, FILTERS[name])
        case _:
            return node


def _method(call: nodes.Call, inner: nodes.Expr, name: str) -> nodes.Node:
    """The filter that a method is; the call itself, which the evaluator refuses, where there is none."""
    found = next((one for one in FILTERS.values() if name in one.methods), None)
    if found is None:
        return call
    rearranged = found.methods[name]
    if rearranged is None:
        return desugared(nodes.Filter(inner, found.names[-1], call.args, call.kwargs, None, None))
    made = None if call.kwargs else rearranged(inner, call.args)
    return call if made is None else nodes.Filter(made[0], found.names[-1], made[1], [], None, None)


def _in_order(node: nodes.Filter, found: Filter) -> nodes.Filter:
    """A filter with its arguments in the order of its parameters; one that is left out between them has its default."""
    given: dict[int, nodes.Expr] = dict(enumerate(node.args))
    for keyword in node.kwargs:
        at = next((at for at, one in enumerate(found.parameters) if keyword.key in one.names), None)
        if at is None:
            known = [one.names[0] for one in found.parameters if one.names]
            message = f"the filter {node.name!r} has no argument called {keyword.key!r}"
            raise ExpressionError(message, f"Its arguments are: {', '.join(known)}." if known else "It takes none.")
        if at in given:
            message = f"the filter {node.name!r} is given its argument {keyword.key!r} twice"
            raise ExpressionError(message, "Give it once.")
        given[at] = keyword.value
    args: list[nodes.Expr] = []
    for at in range(max(given, default=-1) + 1):
        parameter = found.parameters[at] if at < len(found.parameters) else None
        if at not in given and (parameter is None or parameter.required):
            message = f"the filter {node.name!r} lacks an argument"
            raise ExpressionError(message, None)
        args.append(given[at] if at in given else nodes.Const(parameter.default if parameter else None))
    return nodes.Filter(node.node, node.name, args, [], None, None)
