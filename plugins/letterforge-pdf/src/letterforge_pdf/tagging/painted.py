"""Pages that remember what was painted where: the mark of each box in the content, and one place to click for each link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.document import Page

Rectangle = tuple[float, float, float, float]
# Kind, target, place and box, as WeasyPrint keeps the links of a page.
_Link = tuple[str, str, Rectangle, Any]
_LEAST = 0.1
"""Pixels of width that a place to click has; a link at the end of a line may leave an empty piece there."""


class PaintedPage(Page):  # type: ignore[misc]  # WeasyPrint is untyped
    """A page of WeasyPrint's that keeps its marks.

    WeasyPrint 70 numbers what it paints (`Stream.marked`), makes a structure tree of that and forgets the numbers.
    Its tree has one table, list and paragraph for each page that they stand on, and a link within each link
    (`weasyprint/pdf/tags.py`); so the file is written without it, and `tree` makes one of these marks.
    """

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.links = one_for_each_line(page.links)
        self.marks: dict[Any, int] = {}
        self.stream: Any = None

    @property
    def box(self) -> Any:  # noqa: ANN401  (as above)
        """The box of the whole sheet."""
        return self._page_box

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401  (as above)
        """Paint, with marks."""
        marked: dict[Any, Any] = {}
        stream._tags = marked  # noqa: SLF001  (nothing public sets it without the tree)
        super().paint(stream, scale)
        self.marks = {box: mark["mcid"] for box, mark in marked.items()}
        self.stream = stream


def one_for_each_line(links: Sequence[_Link]) -> list[_Link]:
    """Each link once for each line that it stands on.

    WeasyPrint lists the boxes within a link, too: what is emphasised there, a line break, a picture. PDF/UA-1 wants
    each annotation within a Link (ISO 14289-1, 7.18.5), and who reads wants to hear of a link once.
    """
    out: list[_Link] = []
    for kind, target, place, box in links:
        if box.link or not out:
            out.append((kind, target, place, box))
            continue
        first = out[-1]
        out[-1] = (first[0], first[1], _around(first[2], place), first[3])
    return [link for link in out if link[2][2] - link[2][0] > _LEAST]


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    if other[2] - other[0] <= _LEAST:
        return one
    if one[2] - one[0] <= _LEAST:
        return other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
