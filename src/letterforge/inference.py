"""The shape of every expression, and what a condition has already excluded.

One `Inference` walks the expressions of one template. It reports what cannot work, each wrong path once, and keeps
the list of fields that are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeAlias

from jinja2 import nodes

from letterforge.expressions import Expression, dotted, spelt
from letterforge.filters import FILTERS, Gives, Takes
from letterforge.findings import Finding, Place, error
from letterforge.shapes import (
    Absent,
    Atom,
    Field,
    Kind,
    Leaf,
    ListOf,
    MapOf,
    Nothing,
    Opaque,
    Record,
    Shape,
    described,
    kind_of,
)
from letterforge.text_rules import AUTHORS_CHOICE, broken_rule
from letterforge.wording import Tag

Path: TypeAlias = tuple[str | int, ...]
EACH = "*"
"""The step from a list to any of its items, in the path of a used field."""
NUMBERS = frozenset({Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL})
_ALWAYS_TRUE = frozenset({Kind.DATE, Kind.DATETIME, Kind.TIME, Kind.MONTH, Kind.RICH})
_INTEGER: Shape = (Leaf(Kind.INTEGER),)
_BOOLEAN: Shape = (Leaf(Kind.BOOLEAN),)


@dataclass(frozen=True, slots=True)
class Env:
    """What is known at one place of a template.

    ``names`` are the shapes of names, ``narrowed`` the shapes of paths that conditions have narrowed, ``origins``
    the paths in the data that loop variables stand for.
    """

    names: Mapping[str, Shape]
    narrowed: Mapping[Path, Shape] = field(default_factory=lambda: MappingProxyType({}))
    origins: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))

    def bound(self, name: str, shape: Shape, origin: Path | None) -> Env:
        """The same with one more name, whose older meaning is forgotten."""
        narrowed = {path: known for path, known in self.narrowed.items() if path[0] != name}
        origins = {known: path for known, path in self.origins.items() if known != name}
        if origin is not None:
            origins[name] = origin
        return Env({**self.names, name: shape}, narrowed, origins)

    def knowing(self, path: Path, shape: Shape) -> Env:
        """The same with one path narrowed; what was known of fields below it goes on."""
        return replace(self, narrowed={**self.narrowed, path: shape})

    def origin(self, path: Path) -> Path:
        """The path in the data that a path of the template stands for."""
        before = self.origins.get(str(path[0]))
        steps = (*before, *path[1:]) if before is not None else path
        return tuple(EACH if isinstance(step, int) else step for step in steps)


@dataclass(frozen=True, slots=True)
class Use:
    """One field where a template uses it. ``path`` is that in the data, ``shape`` what it holds there."""

    path: Path
    place: Place
    shape: Shape


class Inference:
    """Infers shapes and collects findings and uses."""

    def __init__(self, *, declared: bool = True) -> None:
        self.declared = declared
        """Whether a model says which fields there are; else the data at hand do, and others may have more."""
        self.findings: list[Finding] = []
        self.uses: list[Use] = []

    def fault(self, rule: str, tag: Tag, *, message: str, hint: str | None = None, path: Path | None = None) -> None:
        """Add a finding at a tag; at the path within it, where it is spelt there."""
        place = tag.place
        if path is not None and tag.excerpt is not None and place.column is not None:
            whole = re.compile(rf"(?<![\w.]){re.escape(spelt(path))}(?!\w)")  # not within another word or path
            found = whole.search(tag.excerpt, place.column - 1)
            place = replace(place, column=found.start() + 1) if found else place
        self.findings.append(error(rule, place, message=message, hint=hint, excerpt=tag.excerpt))

    def infer(self, node: nodes.Node, env: Env, tag: Tag) -> Shape | None:  # noqa: PLR0911  (one case for each node)
        """The shape of an expression; None where it is wrong, which has been reported."""
        path = dotted(node)
        if path is not None:
            return self.follow(path, env, tag)
        match node:
            case nodes.Const(value=value):
                kind = kind_of(value)
                return (Nothing(),) if kind is None else (Leaf(kind, (value,), fit=_written(value)),)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                shapes = [self.infer(item, env, tag) for item in items]
                known = tuple(dict.fromkeys(atom for shape in shapes for atom in shape or ()))
                return (ListOf(known, len(items)),)
            case nodes.Getattr(node=inner, attr=key) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
                shape = self.infer(inner, env, tag)
                return None if shape is None else self._step(shape, key, (), tag)
            case nodes.Getitem(node=inner, arg=arg):
                shape = self.infer(inner, env, tag)
                return None if shape is None else self._step(shape, _index(arg), (), tag)
            case nodes.And(left=left, right=right):
                first = self.infer(left, env, tag)
                second = self.infer(right, assume(left, env, truth=True), tag)
                return None if first is None or second is None else _union(falsy(first), second)
            case nodes.Or(left=left, right=right):
                first = self.infer(left, env, tag)
                second = self.infer(right, assume(left, env, truth=False), tag)
                return None if first is None or second is None else _union(truthy(first), second)
            case nodes.Not(node=inner):
                self.infer(inner, env, tag)
                return _BOOLEAN
            case nodes.CondExpr(test=test, expr1=yes, expr2=no):
                self.infer(test, env, tag)
                first = self.infer(yes, assume(test, env, truth=True), tag)
                second = (Absent(),) if no is None else self.infer(no, assume(test, env, truth=False), tag)
                return None if first is None or second is None else _union(first, second)
            case nodes.Compare(expr=expr, ops=ops):
                self._compare(expr, ops, env, tag)
                return _BOOLEAN
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
                return _BOOLEAN
            case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args):
                return self._filter(inner, name, args, env, tag)
            case _:  # pragma: no cover  (the evaluator has refused it)
                return None

    # --- paths ----------------------------------------------------------------------------------------------------

    def follow(self, path: Path, env: Env, tag: Tag) -> Shape | None:
        """The shape at the end of a dotted path."""
        name = str(path[0])
        shape = env.narrowed.get(path[:1]) or env.names.get(name)
        if shape is None:
            close = get_close_matches(name, list(env.names), n=1)
            hint = f"Did you mean {close[0]}?" if close else "The fields are: " + ", ".join(env.names) + "."
            self.fault("unknown-field", tag, message=f"there is no field {name!r}", hint=hint, path=path[:1])
            return None
        for length in range(2, len(path) + 1):
            known = env.narrowed.get(path[:length])
            found = known if known is not None else self._step(shape, path[length - 1], path[:length], tag)
            if found is None:
                return None
            shape = found
        if name != "loop":
            self.uses.append(Use(env.origin(path), tag.place, shape))
        return shape

    def _step(self, shape: Shape, step: str | int, path: Path, tag: Tag) -> Shape | None:
        """One step down, from a shape to a field or an item of it."""
        before = spelt(path[:-1]) or "this"
        if any(isinstance(atom, (Nothing, Absent)) for atom in shape):
            self.absent(before, tag, path[:-1])
        solid = [atom for atom in shape if not isinstance(atom, (Nothing, Absent))]
        found: list[Atom] = []
        for atom in solid:
            match atom, step:
                case Record(), str() if step in atom.fields:
                    found += atom.fields[step].shape
                case Record(), str():
                    close = get_close_matches(step, list(atom.fields), n=1)
                    hint = f"Did you mean {close[0]}?" if close else f"{before} has: {', '.join(atom.fields)}."
                    self.fault("unknown-field", tag, message=f"{before} has no field {step!r}", hint=hint, path=path)
                    return None
                case MapOf(value), str():
                    found += (*value, Absent())
                case ListOf(item, least), int():
                    found += item if (step < least if step >= 0 else -step <= least) else (*item, Absent())
                case Opaque(), _:
                    self.fault(
                        "opaque",
                        tag,
                        message=f"letterforge cannot look into {before}",
                        hint="Give it as a model or a plain value.",
                        path=path,
                    )
                    return None
                case _:
                    wanted = "fields" if isinstance(step, str) else "items"
                    self.fault(
                        "unknown-field",
                        tag,
                        message=f"{before} is {described((atom,))}, and has no {wanted}",
                        path=path,
                    )
                    return None
        return tuple(dict.fromkeys(found))

    def absent(self, what: str, tag: Tag, path: Path | None) -> None:
        """Report that something may not be there."""
        # The condition asks for the list whose first or last item this is, and for all else by its own name.
        asked = what.partition("|")[0].strip()
        hint = f"Write {{% if {asked} %}} around it, or say what stands in for it: {what} or 'text'."
        if path is None and "|" not in what:
            hint = "Write an {% if ... %} around it that asks for what it needs, or an else for its own if."
        self.fault("may-be-absent", tag, message=f"{what} may be absent here", hint=hint, path=path or None)

    # --- operations -------------------------------------------------------------------------------------------------

    def _compare(self, expr: nodes.Expr, ops: list[nodes.Operand], env: Env, tag: Tag) -> None:
        left = self.infer(expr, env, tag)
        for op in ops:
            right = self.infer(op.expr, env, tag)
            if left is not None and right is not None:
                self._comparable(left, op.op, right, tag)
            left = right

    def _comparable(self, left: Shape, op: str, right: Shape, tag: Tag) -> None:
        if op in ("in", "notin"):
            if any(isinstance(atom, (Nothing, Absent)) for atom in right):
                self.fault("comparison", tag, message="'in' asks for a list or a text, and this may be absent")
            elif not all(isinstance(atom, ListOf) for atom in right) and (
                not _all_text(left, right) or any(isinstance(atom, (Nothing, Absent)) for atom in left)
            ):
                self.fault(
                    "comparison",
                    tag,
                    message=f"'in' asks for a list, or for a text in a text, and this is {described(right)}",
                )
            return
        kinds, others = _kinds(left), _kinds(right)
        if op in ("eq", "ne"):
            if _disjoint(left, right):
                self.fault("comparison", tag, message=f"{described(left)} is never equal to {described(right)}")
            return
        absent = any(isinstance(atom, (Nothing, Absent)) for atom in (*left, *right))
        if absent or None in kinds | others or not _ordered(kinds | others):
            why = "one of them may be absent" if absent else f"one is {described(left)}, the other {described(right)}"
            self.fault("comparison", tag, message=f"these two have no order between them: {why}")

    def _arithmetic(self, operands: list[nodes.Expr], env: Env, tag: Tag) -> Shape | None:
        shapes = [self.infer(operand, env, tag) for operand in operands]
        if None in shapes:
            return None
        kinds = {kind for shape in shapes for kind in _kinds(shape or ())}
        if (
            len(kinds) != 1
            or not kinds <= NUMBERS
            or any(isinstance(a, (Nothing, Absent)) for shape in shapes for a in shape or ())
        ):
            self.fault(
                "arithmetic", tag, message="a sum of things that are not all numbers of one type, or may be absent"
            )
            return None
        return (Leaf(next(iter(kinds))),)  # type: ignore[arg-type]  # a number, as was just asked

    def _test(self, inner: nodes.Node, name: str, env: Env, tag: Tag) -> None:
        shape = self.infer(inner, env, tag)
        if (
            name in ("odd", "even")
            and shape is not None
            and any(not isinstance(atom, Leaf) or atom.kind is not Kind.INTEGER for atom in shape)
        ):
            self.fault("filter", tag, message=f"'is {name}' asks for a whole number, and this is {described(shape)}")

    def _filter(self, inner: nodes.Expr, name: str, args: list[nodes.Expr], env: Env, tag: Tag) -> Shape | None:
        found = FILTERS[name]
        unknown = isinstance(inner, nodes.Name) and inner.name not in env.names
        if unknown and not self.declared and found.gives is Gives.EITHER:
            shape: Shape | None = (Absent(),)
        else:
            shape = self.infer(inner, env, tag)
        arguments = [self.infer(arg, env, tag) for arg in args]
        if shape is None or None in arguments:
            return None
        if found.gives is Gives.EITHER:
            also_false = len(args) > 1 and isinstance(args[1], nodes.Const) and bool(args[1].value)
            kept = truthy(shape) if also_false else tuple(a for a in shape if not isinstance(a, Absent))
            instead = arguments[0] if arguments else None
            return _union(kept, instead or (Leaf(Kind.TEXT, ("",)),))
        if any(isinstance(atom, (Nothing, Absent)) for atom in shape):
            path = dotted(inner)
            self.absent(spelt(path) if path else "this", tag, path)
            shape = tuple(atom for atom in shape if not isinstance(atom, (Nothing, Absent)))
        if not _takes(found.takes, shape):
            wanted = (
                found.takes.value
                if isinstance(found.takes, Takes)
                else described(tuple(Leaf(kind) for kind in Kind if kind in found.takes))
            )
            self.fault("filter", tag, message=f"the filter {name!r} takes {wanted}, and this is {described(shape)}")
            return None
        if found.takes is Takes.SERIES and any(isinstance(atom, ListOf) and not atom.least for atom in shape):
            path = dotted(inner)
            what = spelt(path) if path else "this"
            self.fault(
                "unprintable",
                tag,
                message=f"{what} is a list that may be empty",
                hint=f"Write {{% if {what} %}} around it.",
            )
        if found.gives is Gives.SAME:
            return shape
        if found.gives is Gives.ITEM:
            lists = [atom for atom in shape if isinstance(atom, ListOf)]
            return _union(*(one.item if one.least else (*one.item, Absent()) for one in lists))
        assert isinstance(found.gives, Kind)  # noqa: S101  (what is left of the three)
        fit = (
            found.gives is not Kind.TEXT
            or _kinds(shape) != {Kind.TEXT}
            or all(isinstance(a, Leaf) and a.fit for a in shape)
        )
        return (Leaf(found.gives, fit=fit),)

    # --- what is printed --------------------------------------------------------------------------------------------

    def printed(self, expression: Expression, env: Env, tag: Tag) -> Shape:
        """Check that an expression can be printed, and give its shape."""
        shape = self.infer(expression.node, env, tag)
        if shape is None:
            return ()
        path = dotted(expression.node)
        what = expression.source
        for atom in shape:
            if isinstance(atom, Leaf) and not atom.fit and path is None and atom.choices is not None:
                for rule in filter(None, map(broken_rule, map(str, atom.choices))):
                    self.fault(rule.name, tag, message=f"a text that is written here {rule.message}")
        if any(isinstance(atom, (Nothing, Absent)) for atom in shape):
            self.absent(what, tag, path)
        for atom in shape:
            fault = unprintable(atom)
            if fault is not None:
                self.fault("unprintable", tag, message=f"{what} {fault[0]}", hint=fault[1], path=path)
        return shape


def _written(value: object) -> bool:
    """Whether a text written out in a template may be printed: it is wording, but no stand-in."""
    rule = broken_rule(value) if isinstance(value, str) else None
    return rule is None or rule.name in AUTHORS_CHOICE


def unprintable(atom: Atom) -> tuple[str, str] | None:
    """Why something cannot be printed, and what to do; None where it can."""
    match atom:
        case Leaf(Kind.BOOLEAN):
            return "is a yes or no, which no letter prints", "Write {% if ... %} with the words for both."
        case Record():
            return "is a model, which no letter prints", "Print one of its fields: " + ", ".join(atom.fields) + "."
        case MapOf() | Opaque():
            return "is nothing that a letter prints", "Print a text, a number, a date, a time or a duration."
        case ListOf(item, least):
            if any(not isinstance(one, Leaf) or unprintable(one) for one in item):
                return (
                    "is a list of things that no letter prints by themselves",
                    "Write {% for item in ... %} and print the fields of each.",
                )
            if least == 0:
                return "is a list that may be empty", "Write {% if ... %} around it."
            return None
        case _:
            return None


# --- what a condition excludes ---------------------------------------------------------------------------------------


def assume(node: nodes.Node, env: Env, *, truth: bool) -> Env:
    """What is known where a condition holds, or where it does not."""
    path = dotted(node)
    if path is not None:
        return _narrow(env, path, truthy if truth else falsy)
    match node:
        case nodes.Not(node=inner):
            return assume(inner, env, truth=not truth)
        case nodes.And(left=left, right=right) if truth:
            return assume(right, assume(left, env, truth=True), truth=True)
        case nodes.Or(left=left, right=right) if not truth:
            return assume(right, assume(left, env, truth=False), truth=False)
        case nodes.Test(node=inner, name=("none" | "defined" | "undefined") as name) if (
            path := dotted(inner)
        ) is not None:
            gone = Nothing if name == "none" else Absent
            stays = truth == (name != "defined")
            return _narrow(env, path, lambda shape: tuple(a for a in shape if isinstance(a, gone) is stays))
        case nodes.Compare(expr=expr, ops=[nodes.Operand(op=("eq" | "ne") as op, expr=nodes.Const(value=value))]) if (
            path := dotted(expr)
        ) is not None:
            same = (op == "eq") is truth
            return _narrow(env, path, lambda shape: _equal(shape, value) if same else _unequal(shape, value))
        case nodes.Compare(
            expr=nodes.Filter(node=nodes.Expr() as inner, name=("length" | "count")),
            ops=[nodes.Operand(op="gt", expr=nodes.Const(value=int()))],
        ) if truth:
            return assume(inner, env, truth=True)
        case nodes.Filter(node=nodes.Expr() as inner, name=("length" | "count")):
            return assume(inner, env, truth=truth)
        case _:
            return env


def _narrow(env: Env, path: Path, by: Callable[[Shape], Shape]) -> Env:
    silent = Inference()
    shape = silent.follow(path, env, Tag(Place()))
    # A path that is wrong, or leads through what may be absent, was reported where it was inferred.
    return env if shape is None else env.knowing(path, by(shape))


def truthy(shape: Shape) -> Shape:
    """What of a shape can be true."""
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() | Absent():
                pass
            case ListOf(item, least):
                out.append(ListOf(item, max(least, 1)))
            case Leaf(_, choices=tuple() as choices) if not any(choices):
                pass
            case Leaf(kind, choices=tuple() as choices, fit=fit):
                out.append(Leaf(kind, tuple(c for c in choices if c), fit))
            case _:
                out.append(atom)
    return tuple(out)


def falsy(shape: Shape) -> Shape:
    """What of a shape can be false."""
    out: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() | Absent() | MapOf() | Opaque():
                out.append(atom)
            case ListOf(item, 0):
                out.append(ListOf(item, 0))
            case Leaf(kind, choices=tuple() as choices, fit=fit):
                out += [Leaf(kind, tuple(c for c in choices if not c), fit)] if not all(choices) else []
            case Leaf(kind, fit=fit) if kind not in _ALWAYS_TRUE and not (kind is Kind.TEXT and fit):
                out.append(atom)
            case _:
                pass
    return tuple(out)


def _equal(shape: Shape, value: object) -> Shape:
    kind = kind_of(value)
    if value is None:
        return tuple(a for a in shape if isinstance(a, Nothing))
    if kind in NUMBERS or kind is Kind.BOOLEAN:  # 1, 1.0 and True are equal
        return tuple(a for a in shape if isinstance(a, Leaf) and (a.kind in NUMBERS or a.kind is Kind.BOOLEAN)) or shape
    return tuple(Leaf(a.kind, (value,), a.fit) for a in shape if isinstance(a, Leaf) and a.kind is kind) or shape


def _unequal(shape: Shape, value: object) -> Shape:
    out: list[Atom] = []
    for atom in shape:
        if isinstance(atom, Nothing) and value is None:
            continue
        if isinstance(atom, Leaf) and atom.choices is not None and value in atom.choices:
            rest = tuple(c for c in atom.choices if c != value)
            out += [Leaf(atom.kind, rest, atom.fit)] if rest else []
        else:
            out.append(atom)
    return tuple(out)


def _union(*shapes: Shape) -> Shape:
    return tuple(dict.fromkeys(atom for shape in shapes for atom in shape))


def _index(arg: nodes.Node) -> int:
    if isinstance(arg, nodes.Neg) and isinstance(arg.node, nodes.Const):
        return -int(arg.node.value)
    return int(arg.value) if isinstance(arg, nodes.Const) else 0


def _kinds(shape: Shape) -> set[Kind | None]:
    return {atom.kind if isinstance(atom, Leaf) else None for atom in shape if not isinstance(atom, (Nothing, Absent))}


def _all_text(*shapes: Shape) -> bool:
    return all(_kinds(shape) == {Kind.TEXT} for shape in shapes)


def _ordered(kinds: set[Kind | None]) -> bool:
    """Whether all values of these kinds have one order; Python compares no float with a Decimal in a sum, but it does here."""
    return (len(kinds) == 1 and not kinds & {None, Kind.BOOLEAN}) or kinds <= NUMBERS


def _disjoint(left: Shape, right: Shape) -> bool:
    """Whether no value of the one can equal any of the other."""
    if any(isinstance(atom, (Nothing, Absent, Opaque)) for atom in left) and any(
        isinstance(atom, (Nothing, Absent, Opaque)) for atom in right
    ):
        return False
    for a in left:
        for b in right:
            match a, b:
                case Leaf(kind, choices=x), Leaf(other, choices=y):
                    numbers = kind in NUMBERS and other in NUMBERS
                    if (kind is other or numbers) and (x is None or y is None or set(x) & set(y)):
                        return False
                case (Opaque(), _) | (_, Opaque()):
                    return False
                case _:
                    if type(a) is type(b):
                        return False
    # Asking whether something that is never absent is None is pointless, but not wrong.
    return not (right == (Nothing(),) or left == (Nothing(),))


def _takes(takes: frozenset[Kind] | Takes, shape: Shape) -> bool:
    if isinstance(takes, frozenset):
        return bool(shape) and all(isinstance(atom, Leaf) and atom.kind in takes for atom in shape)
    lists = all(isinstance(atom, ListOf) for atom in shape)
    match takes:
        case Takes.LIST:
            return lists
        case Takes.SIZED:
            return lists or _kinds(shape) == {Kind.TEXT}
        case Takes.SERIES:
            return lists and all(
                isinstance(i, Leaf) and unprintable(i) is None for a in shape if isinstance(a, ListOf) for i in a.item
            )
        case _:
            return True


def loop_record(item: Shape) -> Record:
    """What ``loop`` is within a loop."""
    neighbour = (*item, Absent())
    fields = [Field(name, _INTEGER) for name in ("index", "index0", "revindex", "revindex0", "length")]
    fields += [Field(name, _BOOLEAN) for name in ("first", "last")]
    fields += [Field(name, neighbour) for name in ("previtem", "nextitem")]
    return Record("loop", None, tuple(fields))
