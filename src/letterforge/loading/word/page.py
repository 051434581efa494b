"""The page of a Word file: its size and its margins, in millimetres."""

from __future__ import annotations

import itertools

from letterforge.loading.tree import Page
from letterforge.loading.word.styles import whole
from letterforge.office.xml import Element, attribute, child, value

TWIPS_PER_MILLIMETRE = 1440 / 25.4


def is_turned(section: Element) -> bool:
    """Whether the pages of a section are wider than high."""
    size = child(section, "pgSz")
    return size is not None and whole(attribute(size, "w")) > whole(attribute(size, "h"))


def turns(sections: list[Element]) -> list[bool] | None:
    """Of each stretch of pages whether they are turned; None where sections differ in more than that from the first.

    A stretch ends with each section but those behind which the next goes on on the same page.
    """
    sizes = [size_of(one) for one in sections]
    first = sizes[0] if sizes else None
    if first is None or first[0] > first[1] or any(one not in (first, first[::-1]) for one in sizes):
        return None
    staying = staying_on_page(sections)
    return [is_turned(one) for one in sections if id(one) not in staying]


def staying_on_page(sections: list[Element]) -> frozenset[int]:
    """The ``id`` of each section whose page goes on with the next one.

    The type of a section says how it begins (ECMA-376 part 1, 17.6.22), and one on pages of another size begins a page.
    """
    return frozenset(
        id(one)
        for one, following in itertools.pairwise(sections)
        if value(following, "type") == "continuous" and size_of(one) == size_of(following)
    )


def size_of(section: Element) -> tuple[int, int]:
    """Width and height of a section's pages, in twips."""
    size = child(section, "pgSz")
    return (0, 0) if size is None else (whole(attribute(size, "w")), whole(attribute(size, "h")))


def page_of(sections: list[Element]) -> Page | None:
    """The page of the first section, None where it holds no words."""
    if not sections:
        return None
    size, margin = child(sections[0], "pgSz"), child(sections[0], "pgMar")
    if size is None or margin is None:
        return None

    def of(element: Element, name: str) -> float:
        return round(abs(whole(attribute(element, name))) / TWIPS_PER_MILLIMETRE, 1)

    page = Page(of(size, "w"), of(size, "h"), *(of(margin, side) for side in ("top", "right", "bottom", "left")))
    roomy = page.width - page.left - page.right > 20 and page.height - page.top - page.bottom > 20  # noqa: PLR2004  (less holds no words)
    return page if roomy else None
