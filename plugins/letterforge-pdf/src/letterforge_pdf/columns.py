"""Columns of a table that is wider than its page: none is narrower than its longest word, but for those that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

_LEAST = 60.0
"""Pixels that a column keeps, its padding within, when words are broken."""
_SIGN = 2.6
"""Ems that a column of one sign takes, its padding within."""
_TABLE = re.compile(r"<table>")


def fitted(page: str, laid_out: Any) -> str:  # noqa: ANN401  (WeasyPrint is untyped)
    """The page with widths for the columns of each table that was laid out too wide.

    Columns that ask for little have what their longest word takes, and the others share what is left: in these, words are
    broken. A date stays whole beside a word that no column could hold.
    """
    numbers = {element: number for number, element in enumerate(laid_out._html.etree_element.iter("table"))}  # noqa: SLF001  (nothing public keeps the tree)
    widths: dict[int, str] = {}
    for room, table in _tables(laid_out):
        # A little more than it takes, lest a width that is rounded breaks a word.
        least = _SIGN * table.style["font_size"]
        needed = [max(float(width) + 0.5, least) for width in table.column_widths]
        if sum(needed) > room + 1 and table.element in numbers:
            columns = "".join(f'<col style="width:{width:.2f}px">' for width in levelled(needed, room))
            widths[numbers[table.element]] = f'<table style="table-layout:fixed"><colgroup>{columns}</colgroup>'
    count = iter(range(len(numbers)))
    return _TABLE.sub(lambda found: widths.get(next(count), found[0]), page)


def _tables(laid_out: Any) -> Iterator[tuple[float, Any]]:  # noqa: ANN401  (as above)
    """The tables of all pages, those within tables left out, each with the room that it has."""
    for page in laid_out.pages:
        yield from _within(page._page_box.children[0])  # noqa: SLF001  (nothing public tells where a box lies)


def _within(box: Any) -> Iterator[tuple[float, Any]]:  # noqa: ANN401  (as above)
    for child in box.children:
        if child.is_table_wrapper:
            yield box.width, child.get_wrapped_table()
        elif hasattr(child, "children"):
            yield from _within(child)


def levelled(needed: Sequence[float], room: float) -> list[float]:
    """A room shared out: who needs little has it, as long as the others keep their least, and these have equal shares."""
    widths = [0.0] * len(needed)
    left, least = room, min(_LEAST, room / len(needed))
    for done, column in enumerate(sorted(range(len(needed)), key=lambda one: needed[one])):
        others = len(needed) - done - 1
        fits = needed[column] <= left - least * others
        widths[column] = needed[column] if fits else left / (others + 1)
        left -= widths[column]
    return widths
