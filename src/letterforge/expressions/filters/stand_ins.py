"""Filters of anything: what stands in for a value, and what is there so that old templates work."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from jinja2 import nodes

from letterforge.expressions.filters.filter import ANYTHING, UNKNOWN, Absence, Filter, Parameter, Truth, same
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer
from letterforge.models.alternatives import falsy, truthy
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf, Shape, union


def _default(_: Printer, value: object, instead: object = "", also_false: object = False) -> object:  # noqa: FBT002  (Jinja's signature)
    return instead if value is UNDEFINED or (also_false and not value) else value


def _value_or_stand_in(shape: Shape, arguments: Sequence[Shape]) -> Shape:
    """The value where it is kept, and what stands in where it may not be."""
    also_false = arguments[1] if len(arguments) > 1 else ()
    may, must = bool(truthy(also_false)), bool(also_false) and not falsy(also_false)
    kept = truthy(shape) if must else tuple(atom for atom in shape if not isinstance(atom, Absent))
    if Absent() not in shape and not (may and falsy(shape)):
        return shape
    instead = arguments[0] if arguments else ()
    return union(kept, instead or (Leaf(Kind.TEXT, ("",), written=True),))


def _truth_of_stand_in(arguments: Sequence[object]) -> Truth:
    instead = arguments[0] if arguments else ""
    if instead is UNKNOWN:
        return Truth.NOTHING
    if not instead:  # what stands in is itself false: then the value decides
        return Truth.SAME
    also_false = arguments[1] if len(arguments) > 1 else False
    return Truth.CERTAIN if also_false is not UNKNOWN and also_false else Truth.NOTHING


def _got(value: nodes.Expr, args: list[nodes.Expr]) -> tuple[nodes.Expr, list[nodes.Expr]] | None:
    """``x.get("name")``, and with what stands in where there is no such field."""
    if not args or len(args) > 2:  # noqa: PLR2004  (the key, and what stands in)
        return None
    return nodes.Getitem(value, args[0], "load"), args[1:] or [nodes.Const(None)]


DEFAULT = Filter(
    names=("d", "default"),
    function=_default,
    takes=ANYTHING,
    gives=_value_or_stand_in,
    gives_words='what stands in: `default("none")`, or with `true` also for what is empty',
    examples=(('nickname | default("none", true)', "none"), ('nickname | d("none", true)', "none")),
    parameters=(Parameter(names=("default_value",), default=""), Parameter(names=("boolean",), default=False)),
    absence=Absence.REPLACED,
    truth=_truth_of_stand_in,
    methods=MappingProxyType({"get": _got}),
)
ESCAPE = Filter(
    names=("e", "escape"),
    function=lambda _, value: value,
    takes=ANYTHING,
    gives=same,
    gives_words="the same; nothing needs escaping, so that old templates work",
    examples=(("name | e", "siân powell"), ("name | escape", "siân powell")),
    absence=Absence.KEPT,
    truth=Truth.SAME,
)
