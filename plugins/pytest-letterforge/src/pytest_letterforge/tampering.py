"""Letters that are not what they were: one value changed behind letterforge's back, to see whether that is noticed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from letterforge import Letter
from letterforge.document import Text


def tampered(letter: Letter, field: str, change: Callable[[str], str]) -> Letter:
    """The letter with another value for a field of its data, a `Line`, as no letter could be made."""
    changed = copy.copy(letter)
    changed.document = replace(
        letter.document, blocks=tuple(_changed(block, field, change) for block in letter.document.blocks)
    )
    changed.values = MappingProxyType({**letter.values, field: change(letter.values[field])})
    return changed


def _changed(node: Any, field: str, change: Callable[[str], str]) -> Any:  # noqa: ANN401  (any node in, any node out)
    if isinstance(node, Text):
        return replace(node, text=change(node.text)) if node.field == field else node
    children = getattr(node, "children", None)
    if children is None:
        return node
    new = tuple(_changed(child, field, change) for child in children)
    return node if all(a is b for a, b in zip(new, children, strict=True)) else replace(node, children=new)


class Tampering:
    """A renderer that is handed one letter and writes another."""

    def __init__(self, renderer: Any, field: str, change: Callable[[str], str]) -> None:  # noqa: ANN401
        self._renderer, self._field, self._change = renderer, field, change
        self.media_type: str = renderer.media_type
        self.suffix: str = renderer.suffix
        if callable(getattr(renderer, "text", None)):
            self.text = renderer.text

    def render(self, letter: Letter) -> bytes:
        """The file of the letter with another value."""
        content: bytes = self._renderer.render(tampered(letter, self._field, self._change))
        return content
