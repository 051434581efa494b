"""The shape of every expression, by what the model says and what conditions have excluded.

One `Inference` walks the expressions of one template. It reports what cannot work, each wrong path once, and keeps
the list of fields that are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import EllipsisType

from jinja2 import nodes

from letterforge.checking.guards import blank_defaults, guard, hidden_zeros
from letterforge.checking.lacking import IN_ALL, fields_of, is_empty, is_lacking, lacking, meant, place_of
from letterforge.checking.narrowing import BOOLEAN, Env, assume, below
from letterforge.checking.operations import addable, disjoint, incomparable, unfit, unprintable
from letterforge.expressions.expression import Expression
from letterforge.expressions.filters.filter import Absence
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.paths import Path, format_path, path_of
from letterforge.expressions.slips import other_attribute, other_value
from letterforge.expressions.tests import TESTS
from letterforge.findings import Finding, Findings, Place, Rule
from letterforge.loading.tree import Tag
from letterforge.models.alternatives import falsy, truthy
from letterforge.models.kinds import kind_of
from letterforge.models.shapes import (
    Absent,
    Leaf,
    ListOf,
    Nothing,
    Opaque,
    Record,
    Shape,
    described,
    kinds,
    may_be_absent,
    union,
)
from letterforge.models.text_rules import AUTHORS_CHOICE, broken_rule
from letterforge.rules.checking import (
    ARITHMETIC,
    COMPARISON,
    FILTER,
    MAY_BE_ABSENT,
    OPAQUE,
    UNKNOWN_FIELD,
    UNPRINTABLE,
)


@dataclass(frozen=True, slots=True)
class Use:
    """One field where a template uses it. ``path`` is that in the data, ``shape`` what it holds there."""

    path: Path
    place: Place
    shape: Shape


class Inference:
    """Infers shapes and collects findings and uses. Of a place that is never reached it says nothing."""

    def __init__(self, *, declared: bool = True) -> None:
        self.declared = declared
        """Whether a model says which fields there are; else the data at hand do, and others may have more."""
        self.findings = Findings()
        self.warnings: list[Finding] = []
        self._missing: set[Path] = set()
        self.uses: list[Use] = []

    def fault(
        self, rule: Rule, tag: Tag, *, message: str, hint: str | EllipsisType | None = ..., path: Path | None = None
    ) -> None:
        """Add a finding at a tag; at the path within it, where it is spelt there."""
        self.findings.add(rule.at(place_of(tag, path), message=message, hint=hint, excerpt=tag.excerpt))

    def infer(self, node: nodes.Node, env: Env, tag: Tag) -> Shape | None:  # noqa: PLR0911  (one case for each node)
        """The shape of an expression, ``()`` where it is never reached; None where it is wrong, which has been reported."""
        if not env.reached:
            return ()
        path = path_of(node)
        if path is not None:
            return self.follow(path, env, tag)
        match node:
            case nodes.Const(value=value):
                kind = kind_of(value)
                return (Nothing(),) if kind is None else (Leaf(kind, (value,), fit=_written(value)),)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                shapes = [self.infer(item, env, tag) for item in items]
                return (ListOf(union(*(shape or () for shape in shapes)), len(items)),)
            case nodes.Getattr(node=inner, attr=key) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
                shape = self.infer(inner, env, tag)
                return None if shape is None else self._step(shape, key, (), env, tag)
            case nodes.Getitem(node=inner, arg=arg):
                shape = self.infer(inner, env, tag)
                return None if shape is None else self._step(shape, _index(arg), (), env, tag)
            case nodes.And(left=left, right=right):
                first, holds, _ = self.decide(left, env, tag)
                second = self.infer(right, holds, tag)
                return None if first is None or second is None else union(falsy(first), second)
            case nodes.Or(left=left, right=right):
                first, _, holds_not = self.decide(left, env, tag)
                second = self.infer(right, holds_not, tag)
                return None if first is None or second is None else union(truthy(first), second)
            case nodes.Not(node=inner):
                self.infer(inner, env, tag)
                return BOOLEAN
            case nodes.CondExpr(test=test, expr1=yes, expr2=no):
                return self._conditional(test, yes, no, env, tag)
            case nodes.Compare(expr=expr, ops=ops):
                self._compare(expr, ops, env, tag)
                return BOOLEAN
            case (
                nodes.Add(left=left, right=right)
                | nodes.Sub(left=left, right=right)
                | nodes.Mul(left=left, right=right)
            ):
                return self._arithmetic([left, right], env, tag)
            case nodes.Neg(node=inner) | nodes.Pos(node=inner):
                return self._arithmetic([inner], env, tag)
            case nodes.Test(node=inner, name=name):
                self._test(inner, name, env, tag)
                return BOOLEAN
            case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args):
                return self._filter(inner, name, args, env, tag)
            case _:  # pragma: no cover  (the evaluator has refused it)
                return None

    def decide(self, node: nodes.Node, env: Env, tag: Tag) -> tuple[Shape | None, Env, Env]:
        """The shape of a condition, and what is known where it holds and where it does not."""
        shape = self.infer(node, env, tag)
        self.warnings += hidden_zeros(node, env, tag)
        holds, holds_not = (assume(node, env, truth=truth) for truth in (True, False))
        if shape:
            holds = holds if truthy(shape) else replace(holds, reached=False)
            holds_not = holds_not if falsy(shape) else replace(holds_not, reached=False)
        return shape, holds, holds_not

    # --- paths ----------------------------------------------------------------------------------------------------

    def follow(self, path: Path, env: Env, tag: Tag) -> Shape | None:
        """The shape at the end of a dotted path."""
        name = str(path[0])
        shape = env.known(path[:1])
        if shape is None:
            close = get_close_matches(name, list(env.names), n=1)
            if not close and not self.declared and name != "loop":
                return self._lacks(path[:1], env, tag)
            named = "The fields are: " + ", ".join(env.names) + "." if self.declared else None
            hint = other_value(name) or (meant(close[0], name, given=not self.declared) if close else named)
            self.fault(UNKNOWN_FIELD, tag, message=f"there is no field {name!r}", hint=hint, path=path[:1])
            return None
        for length in range(2, len(path) + 1):
            known = env.narrowed.get(path[:length])
            if known is None and is_lacking(shape, path[length - 1], spelt=True):
                return self._lacks(path[:length], env, tag)
            found = known if known is not None else self._step(shape, path[length - 1], path[:length], env, tag)
            if found is None:
                return None
            shape = found
        if name != "loop":
            self.uses.append(Use(env.origin(path), tag.place, shape))
        return shape

    def _lacks(self, path: Path, env: Env, tag: Tag) -> Shape | None:
        """Report, once, that the data lack what the template asks for."""
        where = env.origin(path)
        if where not in self._missing:
            self._missing.add(where)
            self.findings.add(lacking(path, where, tag))
        return None

    def asked(self, node: nodes.Node, env: Env, tag: Tag) -> Shape | None:
        """The shape of what is asked whether it is there; data without a model may lack it, and that is the question."""
        path = path_of(node)
        if path is not None and not self.declared and env.reached and env.known(path) is None:
            above = env.known(path[:-1]) if len(path) > 1 else ()
            if above is not None and not may_be_absent(above) and (not above or is_lacking(above, path[-1])):
                return (Absent(),)
        return self.infer(node, env, tag)

    def _step(self, shape: Shape, step: str | int, path: Path, env: Env, tag: Tag) -> Shape | None:
        """One step down, from a shape to a field or an item of it."""
        before = format_path(path[:-1]) or "this"
        if may_be_absent(shape):
            self.absent(before, shape, path[:-1], env, tag)
        found = below(shape, step)
        if found is not None:
            return found
        wrong = next(atom for atom in shape if below((atom,), step) is None)
        if isinstance(wrong, Opaque):
            hint = "Give it as a model or a plain value."
            self.fault(OPAQUE, tag, message=f"letterforge cannot look into {before}", hint=hint, path=path)
            return None
        if isinstance(wrong, Record) and isinstance(step, str):
            names = fields_of(shape)
            close = get_close_matches(step, names, n=1)
            if close:
                hint = meant(close[0], step, given=any(isinstance(atom, Record) and atom.given for atom in shape))
            elif not any(isinstance(atom, Record) and atom.given for atom in shape):
                hint = f"{before} has: {', '.join(names)}."
            else:  # these names are keys of the data, which nobody but their owner may see
                hint = "The data have other fields."
            self.fault(UNKNOWN_FIELD, tag, message=f"{before} has no field {step!r}", hint=hint, path=path)
            return None
        message = f"{before} is {described((wrong,))}, and has no {'fields' if isinstance(step, str) else 'items'}"
        self.fault(UNKNOWN_FIELD, tag, message=message, hint=other_attribute(before, str(step)) or ..., path=path)
        return None

    def absent(self, what: str, shape: Shape, path: Path | None, env: Env, tag: Tag) -> None:
        """Report that something may not be there; of data without a model, that it is not."""
        if path and not self.declared and is_empty(shape):
            self._lacks(path, env, tag)
            return
        hint = (IN_ALL if path and not self.declared else "") + guard(what, shape, is_path=path is not None)
        self.fault(MAY_BE_ABSENT, tag, message=f"{what} may be absent here", hint=hint, path=path or None)

    # --- operations -------------------------------------------------------------------------------------------------

    def _conditional(
        self, test: nodes.Expr, yes: nodes.Expr, no: nodes.Expr | None, env: Env, tag: Tag
    ) -> Shape | None:
        _, holds, otherwise = self.decide(test, env, tag)
        first = self.infer(yes, holds, tag)
        absent: Shape = (Absent(),) if otherwise.reached else ()
        second = absent if no is None else self.infer(no, otherwise, tag)
        return None if first is None or second is None else union(first, second)

    def _compare(self, expr: nodes.Expr, ops: list[nodes.Operand], env: Env, tag: Tag) -> None:
        left, before = self.infer(expr, env, tag), expr
        for op in ops:
            right = self.infer(op.expr, env, tag)
            if left is not None and right is not None:
                if op.op in ("eq", "ne"):  # what conditions have excluded is no fault of this one: it is never true
                    left, right = _at_first(before, left, env), _at_first(op.expr, right, env)
                fault = incomparable(left, op.op, right) or self._never_one(left, op, env, tag)
                if fault is not None:
                    self.fault(COMPARISON, tag, message=fault)
            left, before = right, op.expr

    @staticmethod
    def _never_one(left: Shape, op: nodes.Operand, env: Env, tag: Tag) -> str | None:
        """An item of a list written out that a Literal or an Enum cannot have."""
        solid = [atom for atom in left if not isinstance(atom, (Nothing, Absent))]
        chosen = bool(solid) and all(isinstance(atom, Leaf) and atom.choices is not None for atom in solid)
        if op.op not in ("in", "notin") or not chosen or not isinstance(op.expr, (nodes.List, nodes.Tuple)):
            return None
        for item in op.expr.items:
            shape = Inference().infer(item, env, tag)
            if shape and disjoint(left, shape):
                return f"{described(left)} is never equal to {described(shape)}"
        return None

    def _arithmetic(self, operands: list[nodes.Expr], env: Env, tag: Tag) -> Shape | None:
        shapes = [shape for operand in operands if (shape := self.infer(operand, env, tag)) is not None]
        if len(shapes) < len(operands):
            return None
        if () in shapes:
            return ()
        kind = addable(shapes)
        if kind is None:
            message = "a sum of things that are not all numbers of one type, or may be absent"
            self.fault(ARITHMETIC, tag, message=message)
            return None
        return (Leaf(kind),)

    def _test(self, inner: nodes.Node, name: str, env: Env, tag: Tag) -> None:
        test = TESTS[name]
        shape, takes = (self.asked if test.of_absent else self.infer)(inner, env, tag), test.takes
        if shape is None or takes is None or all(isinstance(atom, Leaf) and atom.kind is takes for atom in shape):
            return
        what = "may be absent" if may_be_absent(shape) and kinds(shape) == {takes} else f"is {described(shape)}"
        self.fault(FILTER, tag, message=f"'is {name}' needs {takes.value.words}, and this {what}")

    def _filter(self, inner: nodes.Expr, name: str, args: list[nodes.Expr], env: Env, tag: Tag) -> Shape | None:
        found = FILTERS[name]
        replaced = found.absence is Absence.REPLACED
        shape = self.asked(inner, env, tag) if replaced else self.infer(inner, env, tag)
        inferred = [self.infer(arg, env, tag) for arg in args]
        arguments = [argument for argument in inferred if argument is not None]
        if shape is None or len(arguments) < len(inferred):
            return None
        if found.absence is Absence.REFUSED:
            there = self._there(shape, inner, env, tag)
            if not there:
                return () if not shape else None
            shape = there
        fault = unfit(found, shape, arguments)
        if fault is not None:
            self.fault(FILTER, tag, message=f"the filter {name!r} {fault}")
            return None
        if found.items and any(isinstance(atom, ListOf) and not atom.least for atom in shape):
            path = path_of(inner)
            what = format_path(path) if path else "this"
            hint = f"Write {{% if {what} %}} around it."
            self.fault(UNPRINTABLE, tag, message=f"{what} is a list that may be empty", hint=hint)
        return found.gives(shape, arguments)

    def _there(self, shape: Shape, inner: nodes.Expr, env: Env, tag: Tag) -> Shape:
        """A shape without what may be absent, which is reported."""
        if may_be_absent(shape):
            path = path_of(inner)
            self.absent(format_path(path) if path else "this", shape, path, env, tag)
        return tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))

    # --- what is printed --------------------------------------------------------------------------------------------

    def printed(self, expression: Expression, env: Env, tag: Tag) -> Shape:
        """Check that an expression can be printed, and give its shape."""
        shape = self.infer(expression.node, env, tag)
        if shape is None:
            return ()
        path = path_of(expression.node)
        what = expression.source
        for atom in shape:
            if isinstance(atom, Leaf) and not atom.fit and path is None and atom.choices is not None:
                for rule in filter(None, map(broken_rule, map(str, atom.choices))):
                    self.fault(rule.rule, tag, message=f"a text that is written here {rule.message}")
        self.warnings += blank_defaults(expression, tag)
        if may_be_absent(shape):
            self.absent(what, shape, path, env, tag)
        for atom in shape:
            fault = unprintable(atom)
            if fault is not None:
                self.fault(UNPRINTABLE, tag, message=f"{what} {fault[0]}", hint=fault[1], path=path)
        return shape


def _at_first(node: nodes.Expr, shape: Shape, env: Env) -> Shape:
    """The shape of a path before any condition, which may hold more; that of anything else as it is."""
    path = path_of(node)
    before = replace(env, narrowed={}).known(path) if path is not None else None
    return before if before is not None and shape else shape


def _written(value: object) -> bool:
    """Whether a text written out in a template may be printed: it is wording, but no stand-in."""
    rule = broken_rule(value) if isinstance(value, str) else None
    return rule is None or rule.rule in AUTHORS_CHOICE


def _index(arg: nodes.Node) -> int:
    if isinstance(arg, nodes.Neg) and isinstance(arg.node, nodes.Const):
        return -int(arg.node.value)
    return int(arg.value) if isinstance(arg, nodes.Const) else 0
