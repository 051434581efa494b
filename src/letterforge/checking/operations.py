"""What operators take, and what can be printed: shapes in, and what is wrong with them out."""

from __future__ import annotations

from collections.abc import Sequence

from letterforge.expressions.filters.filter import Filter
from letterforge.loading.tree import columns_of
from letterforge.models.alternatives import LIKE_NUMBERS, NUMBERS
from letterforge.models.kinds import Kind
from letterforge.models.shapes import (
    Absent,
    Atom,
    Leaf,
    ListOf,
    MapOf,
    Nothing,
    Opaque,
    Record,
    Shape,
    described,
    kinds,
    may_be_absent,
)
from letterforge.models.sums import sum_of


def incomparable(left: Shape, op: str, right: Shape) -> str | None:
    """Why two shapes cannot be compared, or never differ in what comes of it; None where they can."""
    if not left or not right:  # a place that is never reached
        return None
    if any(kind is not None and kind.value.drawn for kind in kinds(left) | kinds(right)) and not _asks_for_nothing(
        left, right
    ):
        return "a picture is compared with nothing"
    if op in ("in", "notin"):
        return _no_member(left, right)
    if op in ("eq", "ne"):
        return f"{described(left)} is never equal to {described(right)}" if disjoint(left, right) else None
    if may_be_absent(left) or may_be_absent(right):
        why = "one of them may be absent"
    elif not _ordered(kinds(left) | kinds(right)):
        why = f"one is {described(left)}, the other {described(right)}"
    elif not _one_clock(left, right):
        why = "one may have a time zone, and the other none"
    elif not _one_currency(left, right):
        why = "they may be in two currencies"
    else:
        return None
    return f"these two cannot be ordered: {why}"


_WORDS = "Print it in a paragraph of its own or within one, or print a field that says the same in words."


def _asks_for_nothing(left: Shape, right: Shape) -> bool:
    """Whether one side is None: then it is asked whether there is anything."""
    return (Nothing(),) in (left, right)


def _no_member(left: Shape, right: Shape) -> str | None:
    if may_be_absent(right):
        return "'in' needs a list or a text, and this may be absent"
    if all(isinstance(atom, ListOf) for atom in right):
        items = tuple(one for atom in right if isinstance(atom, ListOf) for one in atom.item)
        never = items and disjoint(left, items)
        return f"{described(left)} is never in {described(right)}" if never else None
    if not _all_text(left, right) or may_be_absent(left):
        return f"'in' needs a list, or a text within a text, and this is {described(right)}"
    return None


def _all_text(*shapes: Shape) -> bool:
    return all(kinds(shape) == {Kind.TEXT} for shape in shapes)


def _ordered(found: set[Kind | None]) -> bool:
    """Whether all values of these kinds have one order; Python compares no float with a Decimal in a sum, but it does here."""
    return (len(found) == 1 and all(kind is not None and kind.value.ordered for kind in found)) or found <= NUMBERS


def _one_clock(*shapes: Shape) -> bool:
    """Whether times are all with a time zone or all without: Python has no order between the two."""
    zones = {atom.zoned for shape in shapes for atom in shape if isinstance(atom, Leaf) and atom.kind.value.on_a_clock}
    return len(zones) <= 1 and None not in zones


def _one_currency(*shapes: Shape) -> bool:
    """Whether amounts of money are all in one currency: what they are worth to one another, nobody says here."""
    found = {atom.currency for shape in shapes for atom in shape if isinstance(atom, Leaf) and atom.kind is Kind.MONEY}
    return len(found) <= 1 and None not in found


def disjoint(left: Shape, right: Shape) -> bool:
    """Whether no value of the one can equal any of the other."""
    if any(isinstance(atom, (Nothing, Absent, Opaque)) for atom in left) and any(
        isinstance(atom, (Nothing, Absent, Opaque)) for atom in right
    ):
        return False
    for a in left:
        for b in right:
            match a, b:
                case Leaf(kind, choices=x), Leaf(other, choices=y):
                    numbers = {kind, other} <= LIKE_NUMBERS
                    if (kind is other or numbers) and (x is None or y is None or set(x) & set(y)):
                        return False
                case (Opaque(), _) | (_, Opaque()):
                    return False
                case _:
                    if type(a) is type(b):
                        return False
    # Asking whether something that is never absent is None is pointless, but not wrong.
    return not (right == (Nothing(),) or left == (Nothing(),))


def addable(op: str, left: Shape, right: Shape, *, written: bool) -> Shape | None:
    """What a sum, a difference or a product may come to; None where its sides are no things that go together.

    ``written``: one of them is a number with decimals that the template writes out, which is of the type of the other.
    """
    if may_be_absent(left) or may_be_absent(right):
        return None
    found: list[Leaf] = []
    for one in left:
        for other in right:
            if not isinstance(one, Leaf) or not isinstance(other, Leaf):
                return None
            both = {one.kind, other.kind} - (
                {Kind.FLOAT} if written and Kind.DECIMAL in (one.kind, other.kind) else set()
            )
            if both <= NUMBERS and both != {Kind.FLOAT, Kind.DECIMAL}:
                found += [Leaf(kind) for kind in both if len(both) == 1 or kind is not Kind.INTEGER]
                continue
            leaf = sum_of(op, one, other)
            if leaf is None:
                return None
            found.append(leaf)
    return tuple(sorted(dict.fromkeys(found), key=lambda leaf: _ORDER[leaf.kind]))


_ORDER = {kind: number for number, kind in enumerate(Kind)}


def unprintable(atom: Atom, *, drawn: bool = False) -> tuple[str, str] | None:
    """Why something cannot be printed, and what to do; None where it can. ``drawn``: a picture may stand there."""
    match atom:
        case Leaf(kind) if kind.value.drawn:
            return None if drawn else ("is a picture, and only words can stand here", _WORDS)
        case Leaf(kind) if not kind.value.printed:
            return f"is {kind.value.words}, which cannot be printed", "Write {% if ... %} with the words for both."
        case Record(model=model):
            # Without a model these names are keys of the data, which nobody but their owner may see.
            listed = "" if model is None else ": " + ", ".join(atom.fields)
            return "is a model, which cannot be printed", f"Print one of its fields{listed}."
        case MapOf() | Opaque():
            return "cannot be printed", "Print a text, a number, a date, a time or a duration."
        case ListOf(item, least):
            if any(not isinstance(one, Leaf) or unprintable(one) for one in item):
                return (
                    "is a list of things that cannot be printed by themselves",
                    "Write {% for item in ... %} and print the fields of each.",
                )
            if least == 0:
                return "is a list that may be empty", "Write {% if ... %} around it."
            return None
        case _:
            return None


def countable(atom: Atom, *, declared: bool) -> bool:
    """Whether something may be a number of columns; data without a model may have it as a text."""
    if not isinstance(atom, Leaf):
        return False
    if atom.choices is not None:
        return all(columns_of(choice) is not None for choice in atom.choices)
    return atom.kind is Kind.INTEGER or (atom.kind is Kind.TEXT and not declared)


def unfit(found: Filter, shape: Shape, arguments: Sequence[Shape]) -> str | None:
    """What is wrong with what a filter is given; None where it works with it."""
    if not found.takes.accepts(shape):
        return f"takes {found.takes.named}, and this is {described(shape)}"
    for parameter, argument in zip(found.parameters, arguments, strict=False):
        if parameter.takes is None or not argument:
            continue
        if kinds(argument) != {parameter.takes}:
            return f"{parameter.purpose}, and this is {described(argument)}"
        if may_be_absent(argument):
            return f"{parameter.purpose}, and this may be absent"
    return None if found.refuses is None else found.refuses(shape, arguments)
