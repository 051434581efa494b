"""The page of a Word file: its size and its margins, in millimetres."""

from __future__ import annotations

from letterforge.loading.tree import Page
from letterforge.loading.word.styles import whole
from letterforge.office.xml import Element, attribute, child

TWIPS_PER_MILLIMETRE = 1440 / 25.4


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
