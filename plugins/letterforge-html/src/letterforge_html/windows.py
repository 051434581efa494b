"""A page for an envelope with a window: the address where it shows, and the letter below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge.windows import MARKS, opening
from letterforge_html import markup

if TYPE_CHECKING:
    from letterforge.document import Document
    from letterforge.stationery import Stationery
    from letterforge.windows import Window


def strut(window: Window | None) -> str:
    """What a page with a window begins with: the room for it, and the marks at the edge."""
    return "" if window is None else '<div class="strut"></div>\n' + '<div class="mark"></div>\n' * len(window.marks)


def letter(document: Document, window: Window | None) -> str:
    """The markup of the letter; with a window, what stands beside the address and the address have places of their own."""
    if window is None:
        return markup.letter(document)
    each, parts = list(markup.ranked(document.blocks)), opening(document.blocks)
    start = len(parts.beside)
    end = start + len(parts.address)
    beside, address, below = "".join(each[:start]), "".join(each[start:end]), "".join(each[end:])
    return (
        f'<div class="beside-window">\n{beside}</div>\n<div class="window">\n{address}</div>\n'
        f'<div class="below-window"></div>\n{below}'
    )


def style(stationery: Stationery, top: float) -> str:
    """Where the address stands, what is beside it, and where the letter begins, on a page whose type begins at ``top``.

    The strut keeps the room: an empty box without width, which the letter has to get past.
    """
    place = stationery.window
    if place is None:
        return ""
    page, area = stationery.page, place.area(stationery.page.left)
    marks = "".join(
        f".mark:nth-of-type({number}){{top:{at - top:g}mm;width:{8 if at == place.punch else 5}mm}}"
        for number, at in enumerate(place.marks, 2)
    )
    return (
        f".mark{{position:absolute;left:{MARKS - page.left:g}mm;border-top:.5pt solid var(--rule)}}{marks}"
        f".strut{{float:left;width:0;height:{place.clear.bottom - top:g}mm}}"
        ".below-window{clear:both;height:0}"
        f".beside-window{{margin-left:{max(place.beside - page.left, 0):g}mm}}"
        f".window{{position:absolute;left:{area.left - page.left:g}mm;top:{area.top - top:g}mm;"
        f"font-size:{place.size:g}pt;line-height:{place.line_height:g};margin:0;padding:0;white-space:nowrap;overflow-wrap:normal}}"
        f".window>*{{margin:0;padding:0;font-size:inherit;line-height:inherit;text-align:start}}"
    )
