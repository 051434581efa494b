"""Guards that do not do what their author means: those that take 0 for nothing, and stand-ins that are blank."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from letterforge.checking.environment import Env
from letterforge.checking.lacking import place_of
from letterforge.expressions.expression import Expression
from letterforge.expressions.filters.filter import Absence
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.paths import Path, format_path, path_of
from letterforge.findings import Finding
from letterforge.loading.tree import Tag
from letterforge.models.alternatives import falsy
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf, Nothing, Shape
from letterforge.rules.checking import BLANK_DEFAULT, HIDDEN_ZERO


def may_be_zero(shape: Shape) -> bool:
    """Whether a shape holds a number, or a length of time, that can be 0."""
    return any(
        isinstance(atom, Leaf) and (atom.kind.value.number or atom.kind is Kind.DURATION) and falsy((atom,))
        for atom in shape
    )


def guard(what: str, shape: Shape, *, is_path: bool) -> str:
    """How to keep something that may be absent from being printed."""
    if not is_path and "|" not in what:
        return "Write an {% if ... %} around it that asks for what it needs, or an else for its own if."
    if not is_path and not _picks(what):  # no condition says that of the value
        return f"Say what stands in for it: ({what}) or 'text'."
    # The condition asks for the list whose first or last item this is, and for all else by its own name.
    asked, otherwise = what.partition("|")[0].strip(), f"{what} or 'text'"
    if may_be_zero(shape):
        asked = _asks_for_zero(asked, shape)
        otherwise = f"{what} if {asked} else 'text'"
    return f"Write {{% if {asked} %}} around it, or say what stands in for it: {otherwise}."


def _picks(what: str) -> bool:
    """Whether an expression is a value, or ends with a filter that picks an item of a list, which a condition can ask for."""
    found = FILTERS.get(what.rpartition("|")[2].strip()) if "|" in what else None
    return "|" not in what or (found is not None and found.position is not None)


def hidden_zeros(condition: nodes.Node, env: Env, tag: Tag) -> Iterator[Finding]:
    """A warning for each number that a condition takes for nothing where it is 0."""
    for path in _hidden(condition, env):
        what = format_path(path)
        asked = _asks_for_zero(what, env.known(path) or ())
        hint = f"Write {asked} if 0 is a value like any other, or {what} != 0 if it is not."
        message = f"{what} is a number, and this takes 0 for nothing"
        yield HIDDEN_ZERO.at(place_of(tag, path), message=message, hint=hint, excerpt=tag.excerpt)


def blank_defaults(expression: Expression, tag: Tag) -> Iterator[Finding]:
    """A warning where what stands in for an absent value is blank."""
    if _has_blank_default(expression.node):
        message = f"where there is no value, {expression.source} prints nothing, and the sentence has a hole"
        yield BLANK_DEFAULT.at(tag.place, message=message, excerpt=tag.excerpt)


def _hidden(condition: nodes.Node, env: Env) -> Iterator[Path]:
    """The paths that a condition asks whether they are true, and that may be 0; those of ``loop`` count on purpose."""
    path = path_of(condition)
    if path is not None:
        shape = env.known(path) if path[0] != "loop" else None
        if shape and may_be_zero(shape):
            yield path
        return
    match condition:
        case nodes.Not(node=inner):
            yield from _hidden(inner, env)
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            yield from _hidden(left, env)
            yield from _hidden(right, env)
        case _:
            return


def _asks_for_zero(what: str, shape: Shape) -> str:
    """A condition that holds for 0, too."""
    if any(isinstance(atom, Absent) for atom in shape) and not any(isinstance(atom, Nothing) for atom in shape):
        return f"{what} is defined"
    return f"{what} is not none"


def _has_blank_default(node: nodes.Node) -> bool:
    """Whether an expression that is printed comes to nothing where its value is absent: ``x or ""``, ``x | default``."""
    match node:
        case nodes.Or(left=left, right=right):
            return _is_blank(right) or _has_blank_default(left) or _has_blank_default(right)
        case nodes.Filter(node=nodes.Node() as inner, name=name, args=args):
            replaced = FILTERS[name].absence is Absence.REPLACED
            return (replaced and (not args or _is_blank(args[0]))) or _has_blank_default(inner)
        case nodes.CondExpr(expr1=yes, expr2=no):
            return _has_blank_default(yes) or (no is not None and _has_blank_default(no))
        case _:
            return False


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and not node.value.strip()
