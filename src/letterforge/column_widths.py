"""How wide the columns of a table are: by their words, as a browser has it, and none narrower than its longest word.

All lengths are points. A renderer that has no layout of its own for tables goes by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.document import Block, LineBreak, Text, walk
from letterforge.fonts import Style

if TYPE_CHECKING:
    from letterforge.fonts import Face, Family

__all__ = ["CellWords", "lines_of", "shared_out"]

_DIGIT = re.compile(r"[0-9]")
_BREAKS = re.compile("[\t \u2002-\u2006\u2008-\u200b]")
"""Where a line may end; not at a no-break space."""
_SLACK = 0.5
"""Points: what is rounded still fits."""
_KEPT = 4.0
"""Ems that a column keeps, its padding within, when words are broken."""
_LEAST = 1.0
"""Points that a column must have for its words, beside the padding; then a letter of them fits."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell says, line by line, in which column of the grid; one that reaches across several does not count."""

    column: int
    lines: Sequence[str]
    bold: bool = False


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """The lines of a cell, however its words are set.

    >>> from letterforge.document import Paragraph
    >>> lines_of((Paragraph((Text("First"), LineBreak(), Text("second"))),))
    ['', 'First', 'second']
    """
    found = [""]
    for node in walk(blocks):
        if isinstance(node, Text):
            first, *more = node.text.split("\n")
            found[-1] += first
            found += more
        elif isinstance(node, LineBreak) or node in blocks:
            found.append("")
    return found


def shared_out(
    cells: Iterable[CellWords], columns: int, *, room: float, padding: float, family: Family, size: float
) -> list[float] | None:
    """The widths of the columns, which fill the room; None where there are too many for it.

    A column is by so much wider as its words are longer (CSS 2.2, section 17.5.2.2). Where not even the longest words of all
    columns fit, those that ask for little have it, and the others share what is left: a date stays whole beside a word that
    no column could hold. ``padding`` is that of both sides of a cell. Digits are all as wide as one another.
    """
    if columns * (padding + _LEAST) > room:
        return None
    least, most = [padding] * columns, [padding] * columns
    for cell in cells:
        face = family.faces[Style.BOLD if cell.bold else Style.REGULAR]
        for line in cell.lines:
            words = max(_width(face, word) for word in _BREAKS.split(line)) * size
            least[cell.column] = max(least[cell.column], words + padding + _SLACK)
            most[cell.column] = max(most[cell.column], _width(face, line) * size + padding + _SLACK)
    if sum(most) <= room:
        return [width * room / sum(most) for width in most]
    if sum(least) <= room:
        spare, wish = room - sum(least), sum(most) - sum(least)
        return [low + spare * (high - low) / wish for low, high in zip(least, most, strict=True)]
    return _levelled(least, room, min(_KEPT * size, room / columns))


def _width(face: Face, text: str) -> float:
    without = _DIGIT.sub("", text)
    return face.width(without) + face.figure_width * (len(text) - len(without))


def _levelled(least: Sequence[float], room: float, kept: float) -> list[float]:
    """Who asks for little has it, as long as the others keep their least; these have equal shares."""
    widths, left = [0.0] * len(least), room
    for done, column in enumerate(sorted(range(len(least)), key=lambda one: least[one])):
        others = len(least) - done - 1
        fits = least[column] <= left - kept * others
        widths[column] = least[column] if fits else left / (others + 1)
        left -= widths[column]
    widths[-1] += left
    return widths
