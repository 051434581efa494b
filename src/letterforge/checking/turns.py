"""What a namespace can hold while a loop changes it: the shapes of its fields, until no turn adds another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from jinja2 import nodes

from letterforge.checking.environment import Env
from letterforge.checking.narrowing import assume
from letterforge.expressions.folds import Fold
from letterforge.expressions.loop import loop_record
from letterforge.expressions.paths import EACH, path_of
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Atom, Field, Leaf, ListOf, Record, Shape, union
from letterforge.models.text_rules import broken_rule

Infer: TypeAlias = Callable[[nodes.Node, Env], Shape | None]
"""The shape of an expression, and None where it is wrong; in silence."""
MOST_TURNS = 6
"""After so many turns a shape that still grows is one that nobody can say."""


def turned(fold: Fold, shape: Shape, start: Mapping[str, Shape], env: Env, infer: Infer) -> Record | None:
    """The record of a namespace behind a loop; None where its step is wrong, or its shape grows on and on."""
    item = union(*(atom.item for atom in shape if isinstance(atom, ListOf)))
    inside = _bound(fold, item, env)
    if fold.condition is not None:
        inside = assume(fold.condition, inside, truth=True)
    inside = inside.bound(fold.loop, (loop_record(item),), None)
    known = {key: tuple(map(_widened, one)) for key, one in start.items()}
    for _ in range(MOST_TURNS):
        record = Record("the namespace", None, tuple(Field(key, one) for key, one in known.items()))
        turn = inside.bound(fold.before, (record,), None)
        made = {key: infer(value, turn) for key, value in fold.step.items()}
        if None in made.values():
            return None
        more = {key: union(one, tuple(map(_widened, made[key] or ()))) for key, one in known.items()}
        if more == known:
            return record
        known = more
    return None


def _bound(fold: Fold, item: Shape, env: Env) -> Env:
    path = path_of(fold.iterated)
    if fold.value is None:
        return env.bound(fold.name, item, None if path is None else (*env.origin(path), EACH))
    pairs = [atom for atom in item if isinstance(atom, Record)]
    env = env.bound(fold.name, union(*(pair.fields["key"].shape for pair in pairs)), None)
    return env.bound(fold.value, union(*(pair.fields["value"].shape for pair in pairs)), None)


def _widened(atom: Atom) -> Atom:
    """A value that some turn has made, of which only its kind is kept."""
    if not isinstance(atom, Leaf):
        return atom
    choices = atom.choices
    fit = atom.fit if choices is None else not any(isinstance(one, str) and broken_rule(one) for one in choices)
    plain = atom.kind is Kind.TEXT and choices is None and not fit
    return replace(atom, choices=None, written=False, never_false=False, fit=fit, cut=atom.cut or plain)
