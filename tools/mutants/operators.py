"""What can be changed in one place: each operator gives the nodes that could stand there instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.mutants.patterns import changed_patterns
from tools.mutants.places import Spot

Change = tuple[str, ast.AST]
"""The name of an operator, and what it puts into the place."""

_ORDERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_SENTENCE = re.compile(r"[A-Za-z,.:;] [A-Za-z]")
"""A text of several words: what a person reads. Where it is looked for in a text, it is a pattern or a list's one word."""


def changes(spot: Spot) -> Iterator[Change]:
    """All that could stand in one place instead."""
    match spot.node:
        case ast.Compare() as node:
            yield from _compared(node)
        case ast.BoolOp(op=op, values=values):
            yield "and/or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not dropped", operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SUMS and not _is_text(left, right):
            if not _is_union_of_types(spot):
                yield "arithmetic", ast.BinOp(left, _SUMS[type(op)](), right)
        case ast.Constant(value=value):
            yield from _constant(value, spot)
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield from (
                ("off by one", ast.Slice(*bounds, step))
                for bounds in ((_one_more(lower), upper), (lower, _one_more(upper)))
                if bounds != (lower, upper)
            )
        case ast.Call() as node:
            yield from _call(node)
        case ast.MatchOr(patterns=patterns):
            yield from (
                ("alternative dropped", _one_of(patterns[:index] + patterns[index + 1 :]))
                for index in range(len(patterns))
            )
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "branches swapped", ast.IfExp(test, orelse, body)
        case ast.comprehension() as node:
            for index, condition in enumerate(node.ifs):
                ifs = [*node.ifs[:index], _negated(condition), *node.ifs[index + 1 :]]
                yield "condition negated", ast.comprehension(node.target, node.iter, ifs, node.is_async)
        case ast.match_case(pattern=pattern, guard=ast.expr() as guard, body=body):
            yield "condition negated", ast.match_case(pattern, _negated(guard), body)
        case ast.stmt() as node:
            yield from _statement(node)
        case _:
            pass


def _compared(node: ast.Compare) -> Iterator[Change]:
    for index, op in enumerate(node.ops):
        for other in _ORDERS[type(op)]:
            ops = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield "comparison", ast.Compare(node.left, ops, node.comparators)


def _constant(value: object, spot: Spot) -> Iterator[Change]:
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        yield "constant", ast.Constant(value + 1)
        yield "constant", ast.Constant(value - 1)
    elif isinstance(value, float):
        yield "constant", ast.Constant(value + 1)
    elif isinstance(value, str | bytes) and not spot.in_words:
        if isinstance(value, str) and _is_pattern(spot):
            yield from (("pattern", ast.Constant(other)) for other in changed_patterns(value))
        elif isinstance(value, bytes):
            yield "constant", ast.Constant(b"" if value else b"XX")
        elif not _SENTENCE.search(value):
            yield "constant", ast.Constant("" if value else "XX")


def _is_pattern(spot: Spot) -> bool:
    """Whether a text is the pattern that a function of `re` is called with."""
    above = spot.parents[-1]
    match above:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[first, *_]):
            return first is spot.node and name != "escape"
    return False


def _is_text(*nodes: ast.expr) -> bool:
    return any(
        isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in nodes
    )


def _is_union_of_types(spot: Spot) -> bool:
    match spot.parents[-1]:
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass")):
            return True
        case ast.BinOp(op=ast.BitOr()):
            return True
    return False


def _call(node: ast.Call) -> Iterator[Change]:
    for index, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            rest = node.keywords[:index] + node.keywords[index + 1 :]
            yield "argument dropped", ast.Call(node.func, node.args, rest)
    match node:
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[value, ast.Tuple(elts=kinds)]):
            for index in range(len(kinds)):
                fewer = ast.Tuple(kinds[:index] + kinds[index + 1 :], ast.Load())
                yield "alternative dropped", ast.Call(node.func, [value, fewer], [])
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[value, ast.BinOp() as kinds]):
            yield from (
                ("alternative dropped", ast.Call(node.func, [value, one], [])) for one in (kinds.left, kinds.right)
            )
        case ast.Call(
            func=ast.Attribute(attr="get" | "pop" | "strip" | "split" | "count" | "find"), args=[*first, _]
        ) | (ast.Call(func=ast.Attribute(attr="strip" | "split"), args=[_] as first)):
            yield "argument dropped", ast.Call(node.func, [*first] if len(node.args) > 1 else [], node.keywords)


def _statement(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield "condition negated", ast.If(_negated(test), body, orelse)
        case ast.While(test=test, body=body, orelse=orelse) if not isinstance(test, ast.Constant):
            yield "condition negated", ast.While(_negated(test), body, orelse)
        case ast.Return(value=ast.expr() as value) if not (
            isinstance(value, ast.Constant) and value.value in (None, False)
        ):
            yield "return None", ast.Return(ast.Constant(None))
        case ast.Continue():
            yield "continue/break", ast.Break()
        case ast.Break():
            yield "continue/break", ast.Continue()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.AugAssign() | ast.Delete():
            yield "statement dropped", ast.Pass()
        case _:
            pass


def _negated(test: ast.expr) -> ast.expr:
    return (
        test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else ast.UnaryOp(ast.Not(), test)
    )


def _one_more(bound: ast.expr | None) -> ast.expr | None:
    """A bound that is no number written out: those are changed as constants."""
    if bound is None or isinstance(bound, ast.Constant | ast.UnaryOp):
        return bound
    return ast.BinOp(bound, ast.Add(), ast.Constant(1))


def _one_of(patterns: list[ast.pattern]) -> ast.pattern:
    return patterns[0] if len(patterns) == 1 else ast.MatchOr(patterns)
