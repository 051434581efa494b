"""Words by which a text is read, of whatever language."""

from __future__ import annotations


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, separated by blanks."""
    return frozenset(text.split())
