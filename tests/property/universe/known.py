"""What there is in letterforge, by its own registries; and what of it the enumeration leaves out, with the reason."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tests.property.universe.alphabets import ALPHABETS
from tests.property.universe.models import FORMS, model
from tests.property.universe.reasons import REASONS, UNREACHED
from tests.property.universe.trees import LEVELS, PLAINLY, Ask, Loop, Print, Words
from tests.property.universe.types import TYPES

import letterforge
from letterforge.expressions import evaluator
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.loop import LOOP_FIELDS
from letterforge.expressions.tests import TESTS
from letterforge.loading import tree
from letterforge.models.annotations import shape_of_model
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf


def syntax() -> frozenset[str]:
    """The nodes of Jinja's syntax tree that the evaluator takes: those that its one match names."""
    whole = ast.parse(inspect.getsource(evaluator.compile_node) + inspect.getsource(evaluator._picked))
    named = {ast.unparse(node.cls) for node in ast.walk(whole) if isinstance(node, ast.MatchClass)}
    return frozenset(name.removeprefix("nodes.") for name in named if name.startswith("nodes.")) - {"Expr"}


def fields() -> frozenset[str]:
    """The types of field that letterforge has."""
    found = {name for module, names in letterforge._MODULES.items() if ".models.fields." in module for name in names}
    return frozenset(found) - {"Currency"}  # which says more of another


def nodes() -> frozenset[str]:
    """The nodes of a template."""
    return frozenset(_classes(tree.Node))


def _classes(union: object) -> Iterator[str]:
    for one in typing.get_args(union):
        if isinstance(one, typing.ForwardRef):
            yield one.__forward_arg__.partition("[")[0]
        elif typing.get_origin(one) is typing.Union:
            yield from _classes(one)
        elif isinstance(one, type):
            yield one.__name__


def registered() -> Mapping[str, frozenset[str]]:
    """All names of each kind that a run must have met."""
    return MappingProxyType(
        {
            "filter": frozenset(FILTERS),
            "test": frozenset(TESTS),
            "comparison": frozenset(evaluator._COMPARE),
            "syntax": syntax(),
            "type": fields() | {one.name for one in TYPES},
            "kind": frozenset(kind.name for kind in Kind),
            "loop": frozenset(LOOP_FIELDS),
            "form": frozenset(form.name for form in FORMS),
            "level": frozenset(LEVELS),
            "alphabet": frozenset(one.name for one in ALPHABETS),
            "reason": frozenset((*(one.name for one in REASONS), UNREACHED)),
            "tree": nodes(),
            "node": NODES,
        }
    )


def known_here(kind: str) -> frozenset[str]:
    """Those of one kind that the universe is made for; filters, tests and operators it takes from the registries."""
    match kind:
        case "type":
            return frozenset(one.name for one in TYPES)
        case "kind":
            shapes = [shape_of_model(model(one, FORMS[0]).cls) for one in TYPES]
            leaves = [leaf for shape in shapes for record in shape for leaf in record.fields["v"].shape]
            return frozenset(leaf.kind.name for leaf in leaves if isinstance(leaf, Leaf))
        case "tree":
            met = {type(node).__name__ for level in LEVELS for node in tree.walk(PLAINLY.made(ALL, level))}
            return frozenset(met) | LEFT_OUT.keys()
        case _:
            return registered()[kind]


NODES = frozenset(
    (
        *("text", "placeholder", "if", "if with else", "for", "for with if", "for with else"),
        *("set", "namespace", "set in a namespace", "macro", "call"),
    )
)
"""The nodes of a template, as the count names them."""
ALL = (Words(), Print("v"), Ask("v", (Words(),)), Loop("i in v", (Words(),)))

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("Unseen", "Covered", "Spanning", "Answer", "Slot"),
            "only a Word file has it",
        ),
        **dict.fromkeys(
            ("PageNumber", "PageCount", "PageBreak", "ThematicBreak", "LineBreak", "Tab", "Space"), "it holds nothing"
        ),
    }
)
"""The nodes that are in no template of the enumeration."""
