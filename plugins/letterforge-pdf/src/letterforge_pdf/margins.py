"""Margins that grow with the header or footer in them, as those of Word do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from letterforge.errors import RenderError

if TYPE_CHECKING:
    import weasyprint

ROUNDS = 3
"""How often the pages are laid out again: with larger margins there may be more of them, with other furniture."""
_MILLIMETRE = 96 / 25.4
_CLEAR = 10.0
"""Millimetres of a grown margin that stay free, half of them at the edge of the paper."""
_LEAST = 20.0
"""Millimetres of a page that must be left for the letter."""


def grown(laid_out: weasyprint.Document) -> str:
    """A style sheet with larger margins for the pages whose furniture is larger than they; "" where all fits.

    Raises:
        RenderError: there would be no room for the letter.
    """
    needed: dict[tuple[str, str], float] = {}
    for number, where, height, lack, left in _too_large(laid_out):
        if left - lack - _CLEAR < _LEAST:
            name = "header" if where == "top" else "footer"
            message = (
                f"the {name} of page {number} needs {height:.0f} mm, which leaves no room for the letter; shorten it"
            )
            raise RenderError(message)
        pages = ":first" if number == 1 else ":nth(n+2)"
        needed[pages, where] = max(needed.get((pages, where), 0.0), height + _CLEAR)
    return "\n".join(f"@page {pages} {{ margin-{where}: {size:.2f}mm }}" for (pages, where), size in needed.items())


def _too_large(laid_out: weasyprint.Document) -> Iterator[tuple[int, str, float, float, float]]:
    """The number of the page, "top" or "bottom", what the furniture needs, what it lacks, and the room for the letter."""
    for number, page in enumerate(laid_out.pages, start=1):
        paper = page._page_box  # noqa: SLF001  (nothing public tells where a box lies)
        for box in paper.children[1:]:  # the boxes in the margins
            needed = sum(child.margin_height() for child in box.children)
            if needed > box.height + 0.01:
                where = "top" if "top" in box.at_keyword else "bottom"
                lack = (needed - box.height) / _MILLIMETRE
                yield number, where, needed / _MILLIMETRE, lack, paper.height / _MILLIMETRE
