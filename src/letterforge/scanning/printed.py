"""What a file prints, and whether a mark of a template may be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of a file, page by page where it has pages.

    ``furniture`` is what stands in margins, where the format keeps it apart. ``suspicious``: there may be a mark of a
    template somewhere in the file, so that all of it must be looked at.
    """

    pages: tuple[str, ...]
    furniture: str | None = None
    suspicious: bool = True


def holds_mark(texts: Iterable[str]) -> bool:
    """Whether a mark of a template may stand in one of the texts."""
    # One character is looked for much faster than six pairs, and there is a brace in each of them.
    return any(mark in text for text in texts if "{" in text or "}" in text for mark in MARKS)


# The same marks as character references, and in addresses.
_REFERENCES = re.compile(r"&#(?:0*12[35]|[xX]0*7[bBdD]);|&[lr](?:cub|brace);")
_ESCAPES = re.compile(r"%7[bBdD]")


def holds_encoded_mark(markup: str) -> bool:
    """Whether one may, written in another way."""
    return ("&" in markup and _REFERENCES.search(markup) is not None) or (
        "%" in markup and "%7" in markup and _ESCAPES.search(markup) is not None
    )
