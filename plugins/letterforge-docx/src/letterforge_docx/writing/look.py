"""How a stationery looks, in the units of Word: half points for type, twentieths of a point for lengths."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from letterforge.stationery import plain
from letterforge.type_scale import CELL_PADDING, LIST_INDENT, MARKER_GAP, QUOTE_BAR, QUOTE_INDENT, TYPES, size_of

if TYPE_CHECKING:
    from letterforge.stationery import Stationery

POINT = 20
"""Twentieths."""


@dataclass(frozen=True)
class Look:
    """``sizes`` are half points by the names of `letterforge.type_scale.TYPES`, ``colours`` as Word writes them, by name."""

    sizes: Mapping[str, int]
    line_height: float
    colours: Mapping[str, str]
    least: int = 0
    """Half points: no word is smaller."""

    @classmethod
    def of(cls, stationery: Stationery) -> Look:
        """The look of a stationery."""
        return cls(
            MappingProxyType({name: round(2 * size_of(stationery, name)) for name in TYPES}),
            stationery.line_height,
            MappingProxyType({name: one.lstrip("#").upper() for name, one in stationery.colours.items()}),
            round(2 * stationery.least_size),
        )

    @property
    def text(self) -> int:
        """The size of the text."""
        return self.sizes["text"]

    @property
    def em(self) -> int:
        """The same as a length."""
        return self.text * POINT // 2

    @property
    def list_step(self) -> int:
        """How far each level of a list is set in."""
        return round(LIST_INDENT * self.em)

    @property
    def marker_gap(self) -> int:
        """Between the marker of an item and its words."""
        return round(MARKER_GAP * self.em)

    @property
    def quote_step(self) -> int:
        """How far a quotation is set in, its bar included."""
        return round(QUOTE_INDENT * self.em + QUOTE_BAR * POINT)

    @property
    def cell_padding(self) -> tuple[int, int]:
        """Above and below what a cell holds, and at its sides."""
        above, beside = CELL_PADDING
        return round(above * self.em), round(beside * self.em)

    def room(self, name: str) -> tuple[int, int, int]:
        """Above and below a kind of paragraph, and how far its lines are apart."""
        kind, size = TYPES[name], self.sizes[name] * POINT / 2
        height = kind.line_height or self.line_height
        return round(kind.above * size), round(kind.below * size), round(height * size)


@functools.cache
def plain_look() -> Look:
    """The look of the plain stationery, which its letterhead is drawn in."""
    return Look.of(plain())
