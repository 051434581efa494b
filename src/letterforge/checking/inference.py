"""The shape of every expression, by what the model says and what conditions have excluded.

One `Inference` walks the expressions of one template. It reports what cannot work, each wrong path once, and keeps
the list of fields that are used.
"""

from __future__ import annotations

from dataclasses import replace

from jinja2 import nodes

from letterforge.checking.environment import Env
from letterforge.checking.following import Following
from letterforge.checking.guards import blank_defaults, hidden_zeros
from letterforge.checking.lacking import is_lacking
from letterforge.checking.narrowing import BOOLEAN, assume
from letterforge.checking.operations import addable, countable, disjoint, incomparable, unfit, unprintable
from letterforge.checking.plain import leaves_of, plain_values, prints_written_elsewhere
from letterforge.checking.positions import looked_up, sliced, written_key
from letterforge.checking.turns import turned
from letterforge.checking.written import at_first, is_printable, items_written
from letterforge.expressions.evaluator import written_number
from letterforge.expressions.expression import Expression
from letterforge.expressions.filters.filter import Absence
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.folds import Fold, fold_of
from letterforge.expressions.lookups import slice_of
from letterforge.expressions.paths import format_path, path_of
from letterforge.expressions.tests import TESTS
from letterforge.findings import Rule
from letterforge.loading.tree import Tag
from letterforge.models.alternatives import NUMBERS, falsy, truthy
from letterforge.models.kinds import kind_of
from letterforge.models.shapes import (
    Absent,
    Leaf,
    ListOf,
    Nothing,
    Shape,
    described,
    kinds,
    may_be_absent,
    union,
)
from letterforge.models.text_rules import broken_rule
from letterforge.rules.checking import (
    ARITHMETIC,
    COMPARISON,
    FILTER,
    UNPRINTABLE,
)
from letterforge.rules.data import COLUMNS, NO_WORD


class Inference(Following):
    """Infers shapes and collects findings and uses. Of a place that is never reached it says nothing."""

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
                return (Nothing(),) if kind is None else (Leaf(kind, (value,), fit=is_printable(value), written=True),)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                shapes = [self.infer(item, env, tag) for item in items]
                return (ListOf(union(*(items_written(shape or ()) for shape in shapes)), len(items)),)
            case nodes.Getattr() | nodes.Getitem():
                return env.left_of(node, self._picked(node, env, tag))
            case nodes.And(left=left, right=right):
                first, holds, holds_not = self.decide(left, env, tag)
                second = self.infer(right, holds, tag)
                kept = falsy(first) if first is not None and holds_not.reached else ()
                return None if first is None or second is None else union(kept, second)
            case nodes.Or(left=left, right=right):
                first, holds, holds_not = self.decide(left, env, tag)
                second = self.infer(right, holds_not, tag)
                kept = truthy(first) if first is not None and holds.reached else ()
                return None if first is None or second is None else union(kept, second)
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
                return self._arithmetic(type(node).__name__.lower(), [left, right], env, tag)
            case nodes.Neg(node=inner) | nodes.Pos(node=inner):
                return self._signed(inner, env, tag)
            case nodes.Test(node=inner, name=name):
                self._test(inner, name, env, tag)
                return BOOLEAN
            case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args):
                return self._filter(inner, name, args, env, tag)
            case _:
                fold = fold_of(node)
                return None if fold is None else self._folded(fold, env, tag)

    def _folded(self, fold: Fold, env: Env, tag: Tag) -> Shape | None:
        """The shape of a namespace that a loop changes: whatever some number of turns can make of it."""
        shape = self.infer(fold.iterated, env, tag)
        start = {key: self.infer(value, env, tag) for key, value in fold.start.items()}
        if shape is None or None in start.values():
            return None

        def infer(node: nodes.Node, turn: Env) -> Shape | None:
            silent = Inference(declared=self.declared)
            made = silent.infer(node, turn, tag)
            return None if silent.findings else made

        found = turned(fold, shape, {key: one or () for key, one in start.items()}, env, infer)
        if found is None:
            message = "nobody can say what this namespace holds behind its loop"
            self.fault(ARITHMETIC, tag, message=message, hint="Give it as a field.")
        return None if found is None else (found,)

    def decide(self, node: nodes.Node, env: Env, tag: Tag) -> tuple[Shape | None, Env, Env]:
        """The shape of a condition, and what is known where it holds and where it does not."""
        shape = self.infer(node, env, tag)
        if env.reached:
            self.warnings += hidden_zeros(node, env, tag)
        holds, holds_not = (assume(node, env, truth=truth) for truth in (True, False))
        if shape:
            holds = holds if truthy(shape) else replace(holds, reached=False)
            holds_not = holds_not if falsy(shape) else replace(holds_not, reached=False)
        return shape, holds, holds_not

    def asked(self, node: nodes.Node, env: Env, tag: Tag) -> Shape | None:
        """The shape of what is asked whether it is there; data without a model may lack it, and that is the question."""
        path = path_of(node)
        if path is not None and not self.declared and env.reached and env.known(path) is None:
            above = env.known(path[:-1]) if len(path) > 1 else ()
            if above is not None and not may_be_absent(above) and (not above or is_lacking(above, path[-1])):
                return (Absent(),)
        return self.infer(node, env, tag)

    def _picked(self, node: nodes.Getattr | nodes.Getitem, env: Env, tag: Tag) -> Shape | None:
        """What stands behind a full stop or in square brackets, where the whole is no path."""
        match node:
            case nodes.Getitem(node=inner, arg=nodes.Slice() as part):
                return self._sliced(inner, part, env, tag)
            case nodes.Getitem(node=inner, arg=nodes.Expr() as arg) if (key := written_key(arg)) is None:
                return self._looked_up(inner, arg, env, tag)
            case nodes.Getattr(node=inner, attr=key):
                pass
        shape = self.infer(inner, env, tag)
        return None if shape is None or key is None else self.step(shape, key, (), env, tag)

    def _sliced(self, inner: nodes.Expr, part: nodes.Slice, env: Env, tag: Tag) -> Shape | None:
        shape = self.infer(inner, env, tag)
        there = self._there(shape, inner, env, tag) if shape else shape
        if not there:
            return there if not shape else None
        found = sliced(there, slice_of(part))
        if found is None:
            message = f"a slice is taken of a list or a text, and this is {described(there)}"
            self.fault(FILTER, tag, message=message, hint=None)
        return found

    def _looked_up(self, inner: nodes.Expr, arg: nodes.Expr, env: Env, tag: Tag) -> Shape | None:
        shape, key = self.infer(inner, env, tag), self.infer(arg, env, tag)
        if not shape or not key:
            return None if shape is None or key is None else ()
        there, known = self._there(shape, inner, env, tag), self._there(key, arg, env, tag)
        if not there or not known:
            return None
        found = looked_up(there, known)
        if found is None:
            message = (
                "in brackets stands the position in a list, or the name of a field, and this is "
                f"{described(known)} for {described(there)}"
            )
            self.fault(FILTER, tag, message=message, hint=None)
        return found

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
                fault = incomparable(left, op.op, right)
                if op.op in ("eq", "ne", "in", "notin"):
                    # What conditions have excluded is no fault of this one: it is never true.
                    whole = at_first(before, left, env)
                    fault = fault and incomparable(whole, op.op, at_first(op.expr, right, env))
                    fault = fault or self._never_one(whole, op, env, tag)
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

    def _arithmetic(self, op: str, operands: list[nodes.Expr], env: Env, tag: Tag) -> Shape | None:
        shapes = [shape for operand in operands if (shape := self.infer(operand, env, tag)) is not None]
        if len(shapes) < len(operands):
            return None
        if () in shapes:
            return ()
        written = [written_number(operand) is not None for operand in operands]
        found = addable(op, *shapes, written=any(written))
        if found is None:
            message = "a sum of things that are not all numbers of one type, or may be absent"
            self.fault(ARITHMETIC, tag, message=message)
            return None
        return found

    def _signed(self, operand: nodes.Expr, env: Env, tag: Tag) -> Shape | None:
        """A sign before a number; it may be of any kind."""
        shape = self.infer(operand, env, tag)
        if shape is not None and not (kinds(shape) <= NUMBERS and not may_be_absent(shape)):
            message = "a sign before something that is not a number, or may be absent"
            self.fault(ARITHMETIC, tag, message=message)
            return None
        return shape and union(*((Leaf(atom.kind),) for atom in shape if isinstance(atom, Leaf)))

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
        before = len(self.findings)
        if found.items:
            self._unfit_texts(shape, tag, but=NO_WORD)
        if found.items and any(isinstance(atom, ListOf) and not atom.least for atom in shape):
            path = path_of(inner)
            what = format_path(path) if path else "this"
            hint = f"Write {{% if {what} %}} around it."
            self.fault(UNPRINTABLE, tag, message=f"{what} is a list that may be empty", hint=hint)
        if found.prints and len(self.findings) == before:
            self._warn_of_plain(inner, shape, env, tag)
        return found.gives(shape, arguments)

    def _warn_of_plain(self, node: nodes.Node, shape: Shape, env: Env, tag: Tag) -> None:
        """Warn, once, of each field that this prints, and that may hold what no letter prints."""
        for path, finding in plain_values(node, shape, env, tag):
            if finding.is_error:
                self.findings.add(finding)
            elif (origin := env.origin(path)) not in self.plain:
                self.plain.add(origin)
                self.warnings.append(finding)

    def _there(self, shape: Shape, inner: nodes.Expr, env: Env, tag: Tag) -> Shape:
        """A shape without what may be absent, which is reported."""
        if may_be_absent(shape):
            path = path_of(inner)
            self.absent(format_path(path) if path else "this", shape, path, env, tag)
        return tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))

    # --- what is printed --------------------------------------------------------------------------------------------

    def printed(self, expression: Expression, env: Env, tag: Tag, *, drawn: bool) -> None:
        """Check that an expression can be printed; ``drawn``: a picture may stand there."""
        before = len(self.findings)
        shape = self.infer(expression.node, env, tag)
        if not shape:
            return
        path = path_of(expression.node)
        what = expression.source
        if path is None and not prints_written_elsewhere(expression.node, env):
            self._unfit_texts(shape, tag)
        self.warnings += blank_defaults(expression, tag)
        if may_be_absent(shape):
            self.absent(what, shape, path, env, tag)
        for atom in shape:
            fault = unprintable(atom, drawn=drawn)
            if fault is not None:
                self.fault(UNPRINTABLE, tag, message=f"{what} {fault[0]}", hint=fault[1], path=path)
        if len(self.findings) == before:
            self._warn_of_plain(expression.node, shape, env, tag)

    def _unfit_texts(self, shape: Shape, tag: Tag, *, but: Rule | None = None) -> None:
        """Report the texts that are written out, alone or in a list, and that no letter prints."""
        for leaf in leaves_of(shape):
            if leaf.written and not leaf.fit:
                for rule in filter(None, map(broken_rule, map(str, leaf.choices or ()))):
                    if rule.rule is not but:
                        self.fault(rule.rule, tag, message=f"a text that is written here {rule.message}")

    def counted(self, expression: Expression, env: Env, tag: Tag) -> None:
        """Check that an expression can say how many columns a cell spans; whether it is too many, the data say."""
        shape = self.infer(expression.node, env, tag)
        path, what = path_of(expression.node), expression.source
        if shape and may_be_absent(shape):
            self.absent(what, shape, path, env, tag)
        there = [atom for atom in shape or () if not isinstance(atom, (Nothing, Absent))]
        wrong = tuple(atom for atom in there if not countable(atom, declared=self.declared))
        if wrong:
            message = f"the columns that a cell spans are a whole number from 1 to 63, and {what} is {described(wrong)}"
            self.fault(COLUMNS, tag, message=message, path=path)
