"""What the evaluator refuses: why, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from letterforge.expressions.faults import ExpressionError
from letterforge.expressions.slips import call_hint
from letterforge.expressions.tests import TESTS

_WHY: Mapping[str, tuple[str, str]] = {
    "Call": (
        "function calls are not allowed in templates",
        "Name a field or use a filter, and leave the brackets out.",
    ),
    "Pow": ("powers are not allowed in templates", "Compute it in the model, and name that field."),
    "Div": ("division is not allowed in templates", "Compute it in the model, and name that field."),
    "FloorDiv": ("division is not allowed in templates", "Compute it in the model, and name that field."),
    "Mod": ("remainders are not allowed in templates", "Compute it in the model, or write 'is odd' or 'is even'."),
    "Concat": ("~ is not allowed in templates", "Write the placeholders one after the other."),
    "Dict": ("dictionaries are not allowed in templates", "Give it as a field."),
    "Filter": ("stars are not allowed before the arguments of filters", "Write the arguments one by one."),
    "Test": ("arguments are not allowed in tests", f"Use one of: {', '.join(TESTS)}."),
}


def refused(node: nodes.Node) -> ExpressionError:
    """Why a node is not allowed, and what to write instead."""
    if isinstance(node, nodes.Call):
        return ExpressionError(_WHY["Call"][0], call_hint(node) or _WHY["Call"][1])
    what, hint = _WHY.get(
        type(node).__name__,
        (f"{type(node).__name__} is not allowed in templates", "Write the name of a field."),
    )
    return ExpressionError(what, hint)
