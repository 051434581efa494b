"""A file that is to become a template: what waits to be filled in it, and the file with that filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from letterforge.adopting.spots import Edit, Filling, Spot


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what was made: as it was and as it is, and the edits between; its name in a Word file, or none."""

    name: str
    old: bytes
    new: bytes
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A template: its bytes, and each part that was changed."""

    content: bytes
    parts: tuple[Part, ...]


class Adoptable(Protocol):
    """A file of some kind, read.

    ``suffix`` is that of its template; ``lost`` says in words what the template cannot carry of the file.
    """

    @property
    def spots(self) -> Sequence[Spot]:
        """What waits to be filled, in the order of reading."""
        ...

    @property
    def suffix(self) -> str:
        """The suffix of the template."""
        ...

    @property
    def lost(self) -> Sequence[str]:
        """What the template cannot carry."""
        ...

    @property
    def title(self) -> str:
        """What the file calls itself, which its front matter says; nothing where it has none to say."""
        ...

    def spelt(self, words: str, *, kept: bool) -> str:
        """Plain words as the template has them; ``kept`` are words of the file itself."""
        ...

    def made(self, fillings: Mapping[int, Filling], head: str) -> Made:
        """The template, with each spot of a number filled; ``head`` is the front matter of a text.

        Raises:
            UsageError: nothing can be put there.
        """
        ...

    def parts(self, content: bytes) -> Mapping[str, bytes]:
        """The parts of the file itself, as the template would have them with nothing filled."""
        ...

    def read_again(self, content: bytes) -> Mapping[str, bytes]:
        """The parts of a template that was made, by their names, as they stand in it."""
        ...
