"""What a condition has already excluded: the shapes of paths where it holds, and where it does not.

Everything here is silent. A path that is wrong, or leads through what may be absent, is reported where it is inferred.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from jinja2 import nodes

from letterforge.checking.environment import MOST_FACTS, Env, below
from letterforge.expressions.filters.filter import UNKNOWN, Truth
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.loop import ENDS
from letterforge.expressions.paths import Path, path_of
from letterforge.expressions.tests import TESTS
from letterforge.models.alternatives import (
    By,
    among,
    equal,
    falsy,
    like,
    of_length,
    outside,
    truthy,
    unequal,
    without,
)
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Atom, Leaf, ListOf, MapOf, Opaque, Record, Shape, union

INTEGER: Shape = (Leaf(Kind.INTEGER),)
BOOLEAN: Shape = (Leaf(Kind.BOOLEAN),)
MOST_SIDES = 6


def assume(node: nodes.Node, env: Env, *, truth: bool) -> Env:
    """What is known where a condition holds, or where it does not."""
    env = _assume(node, env, truth=truth)
    for fact in env.facts:  # what is new may say which side of an older condition it was
        env = _assume(fact[0], replace(env, facts=tuple(one for one in env.facts if one is not fact)), truth=fact[1])
    return env


def _assume(node: nodes.Node, env: Env, *, truth: bool) -> Env:  # noqa: PLR0911  (one case for each node)
    path = path_of(node) if env.reached else None
    if path is not None:
        if path[0] == "loop" and len(path) > 1 and path[1] in ENDS and not truth:
            env = narrow(env, ("loop", ENDS[str(path[1])]), without(Absent))
        return narrow(env, path, truthy if truth else falsy)
    match node:
        case nodes.Const(value=value):
            return env if bool(value) is truth else replace(env, reached=False)
        case nodes.List(items=[]) | nodes.Tuple(items=[]) if truth:
            return replace(env, reached=False)
        case nodes.Not(node=inner):
            return _assume(inner, env, truth=not truth)
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            both = isinstance(node, nodes.And) is truth  # both sides are as they are wanted, or one at least
            first = _assume(left, env, truth=truth)
            if both:
                return _assume(right, first, truth=truth)
            # What the left side has excluded is asked for where that is quick: it doubles the work at each level.
            second = _assume(right, _assume(left, env, truth=not truth) if _is_small(left) else env, truth=truth)
            return _one_of(node, env, first, second, truth=truth)
        case nodes.CondExpr(test=test, expr1=yes, expr2=no) if _is_small(node):
            taken = _assume(yes, _assume(test, env, truth=True), truth=truth)
            return _one_of(node, env, taken, _unless(no, _assume(test, env, truth=False), truth=truth), truth=truth)
        case nodes.Test():
            return _tested(node, env, truth=truth)
        case nodes.Getitem(node=inner) | nodes.Getattr(node=inner):  # of what is empty there is no part
            env = env.holding(node, truth=truth)
            return _assume(inner, env, truth=True) if truth else env
        case nodes.Compare(expr=expr, ops=[nodes.Operand(op=op, expr=other)]):
            return _compared(expr, op, other, env, truth=truth)
        case nodes.Compare(expr=expr, ops=ops) if truth:  # a chain holds where all of it does
            for one in ops:
                env, expr = _compared(expr, one.op, one.expr, env, truth=True), one.expr
            return env
        case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args):
            return _filtered(inner, name, args, env, truth=truth)
        case _:
            return env


def _tested(node: nodes.Test, env: Env, *, truth: bool) -> Env:
    """What the outcome of a test says of what is tested."""
    narrows, path = TESTS[node.name].narrows, path_of(node.node)
    if narrows is None:
        return env
    if path is None:
        return env.holding(node, truth=truth) if isinstance(node.node, (nodes.Getitem, nodes.Getattr)) else env
    if TESTS[node.name].of_absent and env.known(path) is None:  # it is not there, which is an answer
        return env if narrows(truth)((Absent(),)) else replace(env, reached=False)
    return narrow(env, path, narrows(truth))


def _unless(no: nodes.Expr | None, env: Env, *, truth: bool) -> Env:
    """What is known where the other side of a conditional expression is as wanted; one without it is nothing there."""
    if no is not None:
        return _assume(no, env, truth=truth)
    return replace(env, reached=False) if truth else env


def _is_small(node: nodes.Node) -> bool:
    """Whether a condition has few levels and sides."""
    found, rest = 0, [node]
    while rest and found <= MOST_SIDES:
        one = rest.pop()
        if isinstance(one, (nodes.And, nodes.Or, nodes.Not, nodes.CondExpr)):
            found += 1
            rest += one.iter_child_nodes()
    return found <= MOST_SIDES


def narrow(env: Env, path: Path, by: By) -> Env:
    """Narrow a path, and of the records above it those that could not hold what is left."""
    shape = env.known(path)
    if shape is None:
        return env
    env = env.knowing(path, by(shape))
    env = _with_items(env, path)
    above, step = path[:-1], path[-1]
    if not above or not env.reached:
        return env
    if isinstance(step, int):
        there = Absent() not in env.narrowed[path]
        return narrow(env, above, of_length("gteq", step + 1 if step >= 0 else -step)) if there else env
    held = env.known(above) or ()
    if Absent() not in env.narrowed[path] and any(isinstance(atom, MapOf) and not atom.never_false for atom in held):
        return narrow(env, above, truthy)
    kept = tuple(atom for atom in held if not isinstance(atom, Record) or by(_field(atom, step)))
    return narrow(env, above, lambda _: kept) if len(kept) < len(held) else env


def _with_items(env: Env, path: Path) -> Env:
    """What was known of single items of a list goes on; that they may be absent does not, where it is long enough."""
    for known in [one for one in env.narrowed if one[:-1] == path and isinstance(one[-1], int)]:
        there = below(env.narrowed[path], known[-1])
        if there is not None and Absent() not in there and Absent() in env.narrowed[known]:
            env = env.knowing(known, without(Absent)(env.narrowed[known]))
    return env


def _field(record: Record, name: str) -> Shape:
    return record.fields[name].shape if name in record.fields else (Absent(),)


def _one_of(node: nodes.Node, env: Env, first: Env, second: Env, *, truth: bool) -> Env:
    """What is known where one side of a condition decides; which, later conditions may say."""
    if first.reached and second.reached:
        env = replace(env, facts=(*env.facts, (node, truth))[-MOST_FACTS:])
    return _either(env, first, second)


def _either(before: Env, first: Env, second: Env) -> Env:
    """What is known where one of two holds."""
    if not first.reached or not second.reached:
        return second if second.reached else first
    narrowed = dict(before.narrowed)
    for path in first.narrowed.keys() & second.narrowed.keys():
        narrowed[path] = union(first.narrowed[path], second.narrowed[path])
    for path in first.narrowed.keys() ^ second.narrowed.keys():
        narrowed.pop(path, None)
    return replace(before, narrowed=narrowed)


def _compared(expr: nodes.Expr, op: str, other: nodes.Expr, env: Env, *, truth: bool) -> Env:
    """What a comparison of two says of each that is a path, or the length of one."""
    if not truth:
        op = _OPPOSITE[op]
    if op == "in" and (held := path_of(other)) is not None:
        env = narrow(env, held, lambda shape: union(*(_if_list(atom, truthy) for atom in shape)))
    for left, sign, right in ((expr, op, other), (other, _TURNED.get(op), expr)):
        path = path_of(left)
        if sign is None:
            continue
        if path is not None:
            by = _by(sign, right, env)
            env = env if by is None else narrow(env, path, by)
        elif (
            isinstance(left, nodes.Filter)
            and (compared := FILTERS[left.name].compared) is not None
            and left.node is not None
            and (path := path_of(left.node)) is not None
            and isinstance(right, nodes.Const)
            and type(right.value) is int
        ):
            env = narrow(env, path, compared(sign, right.value))
    return env


def _if_list(atom: Atom, by: By) -> Shape:
    """A list narrowed, and anything else as it is."""
    return by((atom,)) if isinstance(atom, ListOf) else (atom,)


_OPPOSITE = {
    "eq": "ne",
    "ne": "eq",
    "lt": "gteq",
    "gteq": "lt",
    "gt": "lteq",
    "lteq": "gt",
    "in": "notin",
    "notin": "in",
}
_TURNED = {"eq": "eq", "ne": "ne", "lt": "gt", "gt": "lt", "lteq": "gteq", "gteq": "lteq"}


def _by(op: str, right: nodes.Expr, env: Env) -> By | None:
    """How a comparison with something narrows what stands on its left."""
    path = path_of(right)
    if isinstance(right, nodes.Const):
        value = right.value
        return {"eq": lambda shape: equal(shape, value), "ne": lambda shape: unequal(shape, value)}.get(op)
    if op in ("eq", "in") and path is not None:
        other = env.known(path)
        if other is not None and op == "in":
            other = union(*(atom.item if isinstance(atom, ListOf) else (atom,) for atom in other))
        return None if other is None else lambda shape: like(shape, other)
    if op in ("eq", "ne") and isinstance(right, (nodes.List, nodes.Tuple)) and not right.items:
        if op == "ne":
            return lambda shape: union(*(_if_list(atom, truthy) for atom in shape))
        return lambda shape: falsy(tuple(atom for atom in shape if isinstance(atom, (ListOf, Opaque))))
    if op in ("in", "notin") and isinstance(right, (nodes.List, nodes.Tuple)):
        values = [item.value for item in right.items if isinstance(item, nodes.Const)]
        if len(values) == len(right.items):
            return lambda shape: among(shape, values) if op == "in" else outside(shape, values)
    return None


def _filtered(inner: nodes.Expr, name: str, args: list[nodes.Expr], env: Env, *, truth: bool) -> Env:
    """What the truth of a filtered value says of the value."""
    position = FILTERS[name].position
    if position is not None:
        path = path_of(inner)
        return env if path is None else narrow(env, (*path, position), truthy if truth else falsy)
    constants = [arg.value if isinstance(arg, nodes.Const) else UNKNOWN for arg in args]
    match FILTERS[name].truth_with(constants):
        case Truth.NOTHING:
            return env
        case Truth.SAME:
            return _assume(inner, env, truth=truth)
        case Truth.NEEDED:
            return _assume(inner, env, truth=True) if truth else env
        case Truth.CERTAIN:
            return env if truth else replace(env, reached=False)
        case other:
            assert_never(other)
