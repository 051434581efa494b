"""What is written out in a template, and what is known of a path before any condition."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import nodes

from letterforge.checking.environment import Env
from letterforge.expressions.paths import path_of
from letterforge.models.shapes import Leaf, Shape
from letterforge.models.text_rules import AUTHORS_CHOICE, broken_rule


def at_first(node: nodes.Expr, shape: Shape, env: Env) -> Shape:
    """The shape of a path before any condition, which may hold more; that of anything else as it is."""
    path = path_of(node)
    before = replace(env, narrowed={}).known(path) if path is not None else None
    return before if before is not None and shape else shape


def items_written(shape: Shape) -> Shape:
    """What is written out as an item of a list: where it is printed, it is a value like others, and never blank."""
    return tuple(
        replace(atom, fit=not any(map(broken_rule, map(str, atom.choices or ()))))
        if isinstance(atom, Leaf) and atom.written
        else atom
        for atom in shape
    )


def is_printable(value: object) -> bool:
    """Whether a text written out in a template may be printed: it is wording, but no stand-in."""
    rule = broken_rule(value) if isinstance(value, str) else None
    return rule is None or rule.rule in AUTHORS_CHOICE
