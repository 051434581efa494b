"""Where a text came from that an expression has come to: from a field of the data, or from the template's author.

It is decided on the way that the evaluation took, and never by what the text says: a default that is equal to a blank
value does not make that value the author's. It is asked only about a text that cannot be printed.
"""

from __future__ import annotations

from jinja2 import nodes

from letterforge.expressions.evaluator import compile_node
from letterforge.expressions.faults import Scope
from letterforge.expressions.filters.filter import Absence
from letterforge.expressions.filters.known import FILTERS
from letterforge.formatting.printer import Printer

_STAND_IN = object()


def origin(node: nodes.Expr, scope: Scope, printer: Printer) -> nodes.Expr:
    """The part of an expression that its text came from; the expression does work out in this scope."""
    match node:
        case nodes.CondExpr(test=test, expr1=yes, expr2=no):
            taken = yes if compile_node(test, printer)(scope) else no
            return node if taken is None else origin(taken, scope, printer)
        case nodes.And(left=left, right=right):
            return origin(right if compile_node(left, printer)(scope) else left, scope, printer)
        case nodes.Or(left=left, right=right):
            return origin(left if compile_node(left, printer)(scope) else right, scope, printer)
        case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args):
            if FILTERS[name].absence is not Absence.REPLACED:
                # What a filter makes of a text comes from there, unless something of the data goes into it.
                return origin(inner, scope, printer) if all(isinstance(arg, nodes.Const) for arg in args) else node
            others = [compile_node(arg, printer)(scope) for arg in args[1:]]
            value = compile_node(inner, printer)(scope)
            # Asked with something that is no value: where that comes back, what is written there stands in.
            if FILTERS[name].function(printer, value, _STAND_IN, *others) is not _STAND_IN:
                return origin(inner, scope, printer)
            return origin(args[0], scope, printer) if args else nodes.Const("")
        case _:
            return node


def is_authored(node: nodes.Expr) -> bool:
    """Whether this part of an expression is a text that the author wrote out."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str)
