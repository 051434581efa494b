"""Letters that are not what they were: one value changed behind letterforge's back, to see whether that is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from letterforge import Letter, Renderer
from letterforge.document import Node, Text, children_of
from letterforge.renderer import ReadsBack

N = TypeVar("N", bound=Node)


class Tampered:
    """A letter with another value for a field of its data, a `Line`, as no letter could be made."""

    def __init__(self, letter: Letter, field: str, change: Callable[[str], str]) -> None:
        blocks = tuple(_changed(block, field, change) for block in letter.document.blocks)
        self.document = replace(letter.document, blocks=blocks)
        self.values = MappingProxyType({**letter.values, field: change(letter.values[field])})
        self._letter = letter

    def __getattr__(self, name: str) -> object:
        """Everything else is as it was."""
        return getattr(self._letter, name)


def _changed(node: N, field: str, change: Callable[[str], str]) -> N:
    if isinstance(node, Text):
        return replace(node, text=change(node.text)) if node.field == field else node
    children = children_of(node)
    new = tuple(_changed(child, field, change) for child in children)
    if all(a is b for a, b in zip(new, children, strict=True)):
        return node
    return replace(node, children=new)  # type: ignore[arg-type]  # what has children takes children


class Written:
    """A renderer that hands over a file that was made before, as another renderer made it."""

    def __init__(self, renderer: Renderer, content: bytes) -> None:
        self._content = content
        self.media_type: str = renderer.media_type
        self.suffix: str = renderer.suffix
        if isinstance(renderer, ReadsBack):
            self.text = renderer.text

    def render(self, letter: Letter) -> bytes:
        """The file."""
        del letter
        return self._content
