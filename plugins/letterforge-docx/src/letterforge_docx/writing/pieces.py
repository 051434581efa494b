"""What a block becomes: WordprocessingML in pieces, with numbers that only the whole letter can give left open.

The same static block stands in a thousand letters, but the identifier of its link or list depends on what
else a letter holds. So a block is written once as texts and references, and each letter resolves the references.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from letterforge.document import Image, NumberStyle


@dataclass(frozen=True, slots=True)
class LinkId:
    """The relationship of a hyperlink to its target."""

    target: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, at most so wide: its relationship, its number and its size hang on the letter."""

    image: Image[str]
    widest: int


@dataclass(frozen=True, slots=True, eq=False)
class ListId:
    """The number of an ordered list. ``starts``: here the list begins; its later items name the same ``first``."""

    style: NumberStyle
    depth: int
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class SameList:
    """The number of the ordered list that began at ``first``."""

    first: ListId


Piece: TypeAlias = str | LinkId | Drawing | ListId | SameList


@dataclass(slots=True)
class Pieces:
    """Pieces in the making. ``filled``: some text of them comes from the data."""

    parts: list[Piece] = field(default_factory=list)
    filled: bool = False

    def joined(self) -> tuple[Piece, ...]:
        """The pieces with neighbouring texts made one."""
        done: list[Piece] = []
        texts: list[str] = []
        for part in self.parts:
            if part.__class__ is str:
                texts.append(part)
                continue
            if texts:
                done.append("".join(texts))
                texts = []
            done.append(part)
        if texts:
            done.append("".join(texts))
        return tuple(done)
