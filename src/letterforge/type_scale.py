"""How large each kind of paragraph is set, and the room around it: one table, from which every renderer has its numbers.

A stationery says how large its text is, `Stationery.text_size`; all else is a multiple of that. `size_of` gives points,
to the half that Word counts in, so that the same words have the same size in every format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

__all__ = [
    "BULLETS",
    "CELL_PADDING",
    "ITEM_SPACE",
    "LARGE_PRINT",
    "LIST_INDENT",
    "MARKER_GAP",
    "OPENING",
    "QUOTE_BAR",
    "QUOTE_INDENT",
    "TO_SIGN",
    "TYPES",
    "Sized",
    "Type",
    "rank_type",
    "scale_of",
    "size_of",
]


class Sized(Protocol):
    """What says how large its text is, as a `letterforge.Stationery` does."""

    @property
    def text_size(self) -> float:
        """The size of the text, in points."""

    @property
    def least_size(self) -> float:
        """Points: no word is smaller."""


@dataclass(frozen=True, slots=True)
class Type:
    """How one kind of paragraph is set.

    ``scale`` is how large it is, as a multiple of the size of the text. ``above`` and ``below`` are the room around it, and
    ``line_height`` how far its lines are apart, all three as multiples of its own size; of two rooms that meet, the larger
    one is kept. ``colour`` is the name of one of the stationery's colours.
    """

    scale: float = 1.0
    above: float = 0.0
    below: float = 0.7
    bold: bool = False
    colour: str = "text"
    line_height: float | None = None
    """None: that of the stationery."""
    keeps_next: bool = False
    """Whether it stays on the page of what comes after it."""
    whole: bool = False
    """Whether no page ends within it."""


_HEADING = Type(1.0, 1.3, 0.35, bold=True, colour="heading", line_height=1.25, keeps_next=True, whole=True)
_SMALL = Type(0.83, line_height=1.35)
TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "text": Type(),
        "heading-1": replace(_HEADING, scale=1.4, below=0.5),
        "heading-2": replace(_HEADING, scale=1.15),
        "heading-3": _HEADING,
        "heading-4": replace(_HEADING, bold=False),
        "heading-5": replace(_HEADING, bold=False),
        "heading-6": replace(_HEADING, bold=False),
        "sender": Type(below=1.4, whole=True),
        "address": Type(below=1.4, whole=True),
        "date": Type(below=0.0),
        "reference": Type(below=0.0),
        "subject": replace(_HEADING, scale=1.2, above=1.0, below=0.7),
        "salutation": Type(below=0.9, keeps_next=True),
        "closing": Type(above=1.4, keeps_next=True, whole=True),
        "signature": Type(below=1.4, whole=True),
        "enclosures": Type(0.92, above=1.2, whole=True),
        "copies": Type(0.92, whole=True),
        "small-print": _SMALL,
        "list": Type(),
        "quotation": Type(above=1.0, below=1.0),
        "table": Type(above=0.9, below=1.4),
        "slip": Type(above=1.0, below=1.0, whole=True),
        "rule": Type(above=1.4, below=1.4),
        "note": replace(_SMALL, below=0.0),
        "header": replace(_SMALL, below=0.0),
        "footer": replace(_SMALL, below=0.0),
    }
)
"""By role, as `letterforge.styling.Role` names them, and by what else a letter has: ``list``, ``table``, ``quotation``, ``slip``
(for the recipient to fill in), ``rule``, ``note``, and ``header`` and ``footer`` of pages."""
OPENING = 1.4
"""Above what comes after date and reference, as a multiple of the size of the text."""
TO_SIGN = 2.6
"""Between the closing and the first signature."""
LIST_INDENT = 1.75
"""How far each level of a list is set in: "10." has room in it."""
MARKER_GAP = 0.25
"""Between the bullet or number of an item and its words: it ends there, however long it is."""
ITEM_SPACE = 0.3
"""Below each item of a list."""
BULLETS = ("\u2022", "\u2013")
"""What a bulleted list has before its items, and what one within another has: every typeface has both."""
QUOTE_INDENT, QUOTE_BAR = 1.0, 2.5
"""How far a quotation is set in from its bar, and how wide that is in points."""
CELL_PADDING = (0.4, 0.7)
"""Above and below what a cell of a table holds, and at its sides."""
LARGE_PRINT = 18.0
"""Points: no word of a letter in large print is smaller."""


def rank_type(rank: int) -> str:
    """The name of the type of a heading by its rank, 1 to 6; one that heads no part of the letter has none, 0.

    >>> rank_type(2), rank_type(0)
    ('heading-2', 'heading-3')
    """
    return f"heading-{rank or 3}"


def size_of(stationery: Sized, name: str) -> float:
    """How large a kind of paragraph is set on a stationery, in points.

    >>> from letterforge.stationery import plain
    >>> size_of(plain(), "subject"), size_of(plain(), "footer")
    (13.0, 9.0)
    """
    return max(_to_the_half(TYPES[name].scale * stationery.text_size), stationery.least_size)


def scale_of(stationery: Sized, name: str) -> float:
    """The same as a multiple of the size of the text."""
    return size_of(stationery, name) / stationery.text_size


def _to_the_half(size: float) -> float:
    return round(2 * size + 1e-6) / 2
