"""What square brackets give: some items of a list or a piece of a text, and what only the data pick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jinja2 import nodes

from letterforge.expressions.filters.filter import CUT
from letterforge.models.alternatives import EMPTY, falsy
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Atom, Leaf, ListOf, MapOf, Nothing, Record, Shape, union


def sliced(shape: Shape, part: slice) -> Shape | None:
    """The shape of a slice of what is there; None where something of it is neither a list nor a text."""
    found: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() | Absent():
                pass
            case ListOf(item, least):
                found.append(ListOf(item, fewest(part, least)) if item else EMPTY)
            case Leaf(Kind.TEXT):
                # What is blank stays so, which is a fault of its own.
                piece = replace(CUT, never_false=not falsy((atom,)))
                found += (piece,) if fewest(part, 1) else (piece, Absent())
            case _:
                return None
    return tuple(dict.fromkeys(found))


def fewest(part: slice, least: int) -> int:
    """How many items a slice has at least, of a list of at least so many.

    >>> fewest(slice(None, 3), 2), fewest(slice(1, -1), 4), fewest(slice(-3, 1), 3)
    (2, 2, 0)
    """
    return min(len(range(length)[part]) for length in _lengths(part, least))


def _lengths(part: slice, least: int) -> Iterator[int]:
    """The lengths between which a slice grows or shrinks evenly; behind the last it never shrinks."""
    ends = [abs(end) for end in (part.start, part.stop) if end is not None]
    for turn in (least, *ends, sum(ends)):
        yield from (length for length in (turn - 1, turn, turn + 1) if length >= least)


def looked_up(shape: Shape, key: Shape) -> Shape | None:
    """What only the data pick, by a number or a name; None where the one is no key of the other."""
    keys = {atom.kind if isinstance(atom, Leaf) else None for atom in key}
    found: list[Atom] = []
    for atom in shape:
        match atom:
            case Nothing() | Absent():
                pass
            case ListOf(item) if keys <= {Kind.INTEGER}:
                found += item
            case Leaf(Kind.TEXT) if keys <= {Kind.INTEGER}:
                found.append(CUT)
            case MapOf(value) if keys <= {Kind.TEXT}:
                found += value
            case Record() if keys <= {Kind.TEXT}:
                found += union(*(field.shape for field in atom.fields.values()))
            case _:
                return None
    return tuple(dict.fromkeys((*found, Absent())))


def written_key(arg: nodes.Node) -> str | int | None:
    """A name or position that is written out; None for one that the data say."""
    match arg:
        case nodes.Const(value=str(key)):
            return key
        case nodes.Neg(node=nodes.Const(value=int(index))) if type(index) is int:
            return -index
        case nodes.Const(value=int(index)) if type(index) is int:
            return index
        case _:
            return None
