"""The evaluator: closures over the syntax tree that Jinja's parser makes.

No code of Jinja is ever compiled or run. What the ``match`` in `compile_node` does not name does not exist: there
are no calls, no attributes but keys of plain dictionaries, and nothing that could be escaped from.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import nodes

from letterforge.expressions import folds, lookups
from letterforge.expressions.faults import Evaluate, EvaluationError, ExpressionError, Scope
from letterforge.expressions.filters.filter import UNKNOWN, Parameter
from letterforge.expressions.filters.known import FILTERS, why_not
from letterforge.expressions.folds import fold_of
from letterforge.expressions.refusals import refused
from letterforge.expressions.slips import other_filter, other_test
from letterforge.expressions.tests import TESTS
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models import sums

LARGEST = 10_000  # bits of a whole number


def _within(item: object, whole: object) -> bool:
    """Whether an item is in a list, or a text in a text; nothing is looked for among the keys of a dictionary."""
    if type(whole) is list or (type(whole) is str and type(item) is str):
        return item in whole
    raise TypeError


# Python finds out by itself whether two values of any kind have an order.
_COMPARE: Mapping[str, Callable[[Any, Any], object]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": _within,
    "notin": lambda item, whole: not _within(item, whole),
}
_NUMBERS = (int, float, Decimal)
_TOGETHER = (frozenset((int, Decimal)), frozenset((int, float)))
"""A whole number is of each type of number; between the others, one would have to be rounded in silence."""


def compile_node(node: nodes.Node, printer: Printer) -> Evaluate:  # noqa: C901, PLR0911, PLR0912  (the allowlist is this one match)
    """A closure that evaluates a node of Jinja's syntax tree over plain data.

    Raises:
        ExpressionError: the node is not allowed.
    """
    match node:
        case nodes.Name(name=name, ctx="load"):
            return lambda scope: scope.get(name, UNDEFINED)
        case nodes.Const(value=value) if value is None or isinstance(value, (str, bool, int, float)):
            return lambda _: value
        case nodes.List(items=items) | nodes.Tuple(items=items):
            literals = [compile_node(item, printer) for item in items]
            return lambda scope: [literal(scope) for literal in literals]
        case nodes.Getattr() | nodes.Getitem():
            return _picked(node, printer)
        case nodes.And(left=left, right=right):
            first, second = compile_node(left, printer), compile_node(right, printer)
            return lambda scope: first(scope) and second(scope)
        case nodes.Or(left=left, right=right):
            first, second = compile_node(left, printer), compile_node(right, printer)
            return lambda scope: first(scope) or second(scope)
        case nodes.Not(node=inner):
            negated = compile_node(inner, printer)
            return lambda scope: not negated(scope)
        case nodes.CondExpr(test=test, expr1=yes, expr2=no):
            return _conditional(test, yes, no, printer)
        case nodes.Compare(expr=expr, ops=ops):
            return _compare(expr, ops, printer)
        case nodes.Add(left=left, right=right):
            return _arithmetic("add", left, right, printer)
        case nodes.Sub(left=left, right=right):
            return _arithmetic("sub", left, right, printer)
        case nodes.Mul(left=left, right=right):
            return _arithmetic("mul", left, right, printer)
        case nodes.Neg(node=inner):
            return _signed(operator.neg, inner, printer)
        case nodes.Pos(node=inner):
            return _signed(operator.pos, inner, printer)
        case nodes.Test(node=inner, name=name, args=[], kwargs=[], dyn_args=None, dyn_kwargs=None):
            return _test(compile_node(inner, printer), name)
        case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args, kwargs=[], dyn_args=None, dyn_kwargs=None):
            return _filter(inner, name, args, printer)
        case _:
            fold = fold_of(node)
            if fold is None:
                raise refused(node)
            return folds.compiled(fold, lambda inner: compile_node(inner, printer))


def _picked(node: nodes.Getattr | nodes.Getitem, printer: Printer) -> Evaluate:
    """A field or an item; what is no text of a template is refused by what stands in the brackets."""
    match node:
        case nodes.Getattr(node=nodes.Name(name=name, ctx="load"), attr=attr):
            return lookups.field(name, attr)
        case nodes.Getattr(node=inner, attr=attr):
            return lookups.attribute(compile_node(inner, printer), attr)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
            return lookups.attribute(compile_node(inner, printer), key)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=int(index))) if not isinstance(index, bool):
            return lookups.item(compile_node(inner, printer), index)
        case nodes.Getitem(node=inner, arg=nodes.Neg(node=nodes.Const(value=int(index)))) if not isinstance(
            index, bool
        ):
            return lookups.item(compile_node(inner, printer), -index)
        case nodes.Getitem(node=inner, arg=nodes.Slice() as part):
            return lookups.part(compile_node(inner, printer), lookups.slice_of(part))
        case nodes.Getitem(node=inner, arg=arg):
            return lookups.looked_up(compile_node(inner, printer), compile_node(arg, printer))
    raise refused(node)


def _conditional(test: nodes.Expr, yes: nodes.Expr, no: nodes.Expr | None, printer: Printer) -> Evaluate:
    condition, first = compile_node(test, printer), compile_node(yes, printer)
    second: Evaluate = compile_node(no, printer) if no is not None else lambda _: UNDEFINED
    return lambda scope: first(scope) if condition(scope) else second(scope)


def _compare(expr: nodes.Expr, ops: list[nodes.Operand], printer: Printer) -> Evaluate:
    first = compile_node(expr, printer)
    rest = [(_COMPARE[op.op], compile_node(op.expr, printer)) for op in ops]

    def evaluate(scope: Scope) -> bool:
        left = first(scope)
        for compare, operand in rest:
            right = operand(scope)
            try:
                if not compare(left, right):
                    return False
            except Exception:  # noqa: BLE001  (a Decimal that is no number has no order; a rich value may raise anything)
                message = "a comparison of two things that cannot be ordered"
                raise EvaluationError(message) from None
            left = right
        return True

    return evaluate


_WORK: Mapping[str, Callable[[Any, Any], object]] = {"add": operator.add, "sub": operator.sub, "mul": operator.mul}


def _arithmetic(op: str, left: nodes.Expr, right: nodes.Expr, printer: Printer) -> Evaluate:
    work = _WORK[op]
    first, second = compile_node(left, printer), compile_node(right, printer)
    left_written, right_written = written_number(left), written_number(right)

    def evaluate(scope: Scope) -> object:
        a, b = first(scope), second(scope)
        if left_written is not None and type(b) is Decimal:
            a = left_written
        elif right_written is not None and type(a) is Decimal:
            b = right_written
        if (type(a) is type(b) and type(a) in _NUMBERS) or {type(a), type(b)} in _TOGETHER:
            try:
                result = work(a, b)
            except ArithmeticError:
                result = None
            if result is None or (type(result) is int and result.bit_length() > LARGEST):
                message = "a number that is too large"
                raise EvaluationError(message)
            return result
        return _sum(op, a, b)

    return evaluate


def _sum(op: str, left: object, right: object) -> object:
    """What comes of two values of which one is no number: of a date and days, of two amounts of money."""
    try:
        return sums.added(op, left, right)
    except ArithmeticError:
        message = "a date that no calendar has"
    except ValueError:
        message = "an amount of money that is too large"
    except TypeError:
        message = "a sum of things that are not numbers of one type"
    raise EvaluationError(message)


def written_number(node: nodes.Node) -> Decimal | None:
    """A number with decimals that is written out, exactly as it is written; None for anything else."""
    if isinstance(node, nodes.Neg):
        inner = written_number(node.node)
        return None if inner is None else -inner
    return Decimal(repr(node.value)) if isinstance(node, nodes.Const) and type(node.value) is float else None


def _signed(work: Callable[[Any], object], inner: nodes.Expr, printer: Printer) -> Evaluate:
    operand = compile_node(inner, printer)

    def evaluate(scope: Scope) -> object:
        value = operand(scope)
        if type(value) in _NUMBERS:
            return work(value)
        message = "a sign before something that is not a number"
        raise EvaluationError(message)

    return evaluate


def _test(inner: Evaluate, name: str) -> Evaluate:
    found = TESTS.get(name)
    if found is None:
        message = f"'is {name}' is not a test that letterforge knows"
        raise ExpressionError(message, other_test(name))
    function = found.function
    if found.takes is None:
        return lambda scope: function(inner(scope))
    words, python = found.takes.value.words, found.takes.value.python

    def evaluate(scope: Scope) -> bool:
        value = inner(scope)
        if type(value) is not python:
            message = f"'is {name}' of something that is not {words}"
            raise EvaluationError(message)
        return function(value)

    return evaluate


def _filter(node: nodes.Expr, name: str, args: Sequence[nodes.Expr], printer: Printer) -> Evaluate:
    found = FILTERS.get(name)
    if found is None:
        broken = why_not(name)
        message = f"there is no filter {name!r}" if broken is None else f"the filter {name!r} cannot be had: {broken}"
        raise ExpressionError(message, other_filter(name) if broken is None else None)
    fewest, most = found.fewest, len(found.parameters)
    if not fewest <= len(args) <= most:
        takes = str(most) if fewest == most else f"{fewest} to {most}"
        message = f"the filter {name!r} takes {takes} arguments, not {len(args)}"
        raise ExpressionError(message)
    for parameter, arg in zip(found.parameters, args, strict=False):
        _choose(name, parameter, arg)
    lacking = found.in_language(printer, _written(args)) if found.in_language is not None else None
    if lacking is not None:
        message = f"the filter {name!r} cannot be used so in the language of this template"
        raise ExpressionError(message, f"{lacking[:1].upper()}{lacking[1:]}.")
    arguments = [compile_node(arg, printer) for arg in args]
    inner, function, types = compile_node(node, printer), found.function, found.takes.types
    if found.items and isinstance(node, (nodes.List, nodes.Tuple)):
        written = frozenset(at for at, item in enumerate(node.items) if isinstance(item, nodes.Const))
        function = functools.partial(function, written=written)

    def evaluate(scope: Scope) -> object:
        value = inner(scope)
        if types is not None and type(value) not in types:
            message = f"the filter {name!r} cannot work with a value of this kind"
            raise EvaluationError(message)
        try:
            return function(printer, value, *(argument(scope) for argument in arguments))
        except UnprintableError as fault:
            message = f"the filter {name!r} cannot print {fault}"
            raise EvaluationError(message) from None
        except EvaluationError:  # of an argument
            raise
        except Exception:  # noqa: BLE001  (a rich value may raise anything, and its words could hold it)
            message = f"the filter {name!r} cannot work with a value of this kind"
            raise EvaluationError(message) from None

    return evaluate


def _choose(name: str, parameter: Parameter, arg: nodes.Expr) -> None:
    """Refuse an argument that is none of the few that a filter knows."""
    choices = parameter.choices
    known = None if choices is None else (*choices, parameter.default)
    if choices is not None and not (isinstance(arg, nodes.Const) and arg.value in (known or ())):
        message = f"the filter {name!r} does not know this argument"
        raise ExpressionError(message, f"Write one of: {_listed(choices)}.")
    if parameter.written is not None:
        wrong = parameter.written(arg.value) if isinstance(arg, nodes.Const) else "it must be written out"
        if wrong is not None:
            message = f"the filter {name!r} does not know this argument"
            raise ExpressionError(message, f"{wrong[:1].upper()}{wrong[1:]}.")


def _written(args: Sequence[nodes.Expr]) -> list[object]:
    return [arg.value if isinstance(arg, nodes.Const) else UNKNOWN for arg in args]


def _listed(choices: Sequence[object]) -> str:
    numbers = [one for one in choices if type(one) is int]
    if len(numbers) == len(choices) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):  # noqa: PLR2004
        return f"a number from {numbers[0]} to {numbers[-1]}"
    return ", ".join(map(repr, choices))
