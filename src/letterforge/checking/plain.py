"""What is printed and need not be fit for it: fields whose model does not see to it, and texts that are written out."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from letterforge.checking.environment import Env
from letterforge.checking.lacking import place_of
from letterforge.expressions.paths import Path, first_path, format_path, path_of
from letterforge.findings import Finding, Place
from letterforge.loading.tree import Tag
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, ListOf, Shape
from letterforge.models.text_rules import broken_rule
from letterforge.rules.checking import PLAIN_DURATION, PLAIN_TEXT
from letterforge.rules.data import BLANK


def plain_values(node: nodes.Node, shape: Shape, env: Env, tag: Tag) -> Iterator[tuple[Path, Finding]]:
    """A warning for each field that an expression of this shape prints, and that may hold what no letter prints.

    Where a loop gives it what is written out, and that is no text to be printed, it is an error.
    """
    if not any(map(_is_plain, leaves_of(shape))):
        return
    if any(leaf.cut for leaf in leaves_of(shape)):
        path = first_path(node) or ("",)
        what = format_path(path) if path[0] else "this"
        message = f"what is made of {what} may be blank or a stand-in such as TBC; the letter would then be refused"
        hint = "Give what is printed as a field of its own."
        yield path, PLAIN_TEXT.at(place_of(tag, path), message=message, hint=hint, excerpt=tag.excerpt)
        return
    alone, found = path_of(node), False
    for path in _printed(node):
        for leaf in filter(_is_plain, leaves_of(env.known(path) or ())):
            place = tag.place if alone else place_of(tag, path)
            yield path, _finding(leaf, format_path(path), place, tag)
            found = True
            break
    if not found:  # then it is no field
        message = "a text that is written here may be blank, or a stand-in"
        yield (), BLANK.at(tag.place, message=message, excerpt=tag.excerpt)


def prints_written_elsewhere(node: nodes.Node, env: Env) -> bool:
    """Whether an expression prints what a loop gives it, of which some is written out and no text to be printed."""
    known = (env.known(path) or () for path in _printed(node))
    return any(leaf.written and not leaf.fit for shape in known for leaf in leaves_of(shape))


def _finding(leaf: Leaf, what: str, place: Place, tag: Tag) -> Finding:
    broken = [rule for choice in leaf.choices or () if leaf.written and (rule := broken_rule(str(choice)))]
    if broken:
        message = f"{what} may be a text that is written out, and that {broken[0].message}"
        return broken[0].rule.at(place, message=message, excerpt=tag.excerpt)
    if leaf.kind is Kind.DURATION:
        message = f"the model allows {what} to be nothing, or to hold seconds; the letter would then be refused"
        hint = "Give the field the type letterforge.Duration."
        return PLAIN_DURATION.at(place, message=message, hint=hint, excerpt=tag.excerpt)
    message = f"the model allows {what} to be blank or a stand-in such as TBC; the letter would then be refused"
    hint = "Give the field the type letterforge.Line or letterforge.Lines."
    return PLAIN_TEXT.at(place, message=message, hint=hint, excerpt=tag.excerpt)


def leaves_of(shape: Shape) -> Iterator[Leaf]:
    """The plain values of a shape, and those of its lists."""
    for atom in shape:
        if isinstance(atom, Leaf):
            yield atom
        elif isinstance(atom, ListOf):
            yield from leaves_of(atom.item)


def _is_plain(leaf: Leaf) -> bool:
    if leaf.fit or leaf.kind not in (Kind.TEXT, Kind.DURATION):
        return False
    return (
        leaf.choices is None
        or leaf.kind is Kind.DURATION
        or any(isinstance(one, str) and broken_rule(one) for one in leaf.choices)
    )


def _printed(node: nodes.Node) -> Iterator[Path]:
    """The paths whose values an expression can come to, or is made of."""
    path = path_of(node)
    if path is not None:
        yield path
        return
    match node:
        case nodes.CondExpr(expr1=yes, expr2=no):
            sides = [yes, no]
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            sides = [left, right]
        case nodes.Filter(node=inner, args=args):
            sides = [inner, *args]
        case nodes.List(items=items) | nodes.Tuple(items=items):
            sides = list(items)
        case nodes.Getattr(node=inner) | nodes.Getitem(node=inner):
            sides = [inner]
        case _:
            return
    for side in sides:
        if side is not None:
            yield from _printed(side)
