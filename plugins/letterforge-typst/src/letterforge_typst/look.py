"""How a stationery looks, as lengths in points: what `letter.typ` sets type and page by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from letterforge.type_scale import CELL_PADDING, LIST_INDENT, MARKER_GAP, QUOTE_BAR, QUOTE_INDENT, TYPES, size_of
from letterforge.windows import HEAD, MARKS

if TYPE_CHECKING:
    from letterforge.stationery import Stationery
    from letterforge_typst.typefaces import Typeface

MILLIMETRE = 72 / 25.4
_FOLD, _PUNCH = 5.0, 8.0
"""Millimetres: how long the marks are to fold and to punch by."""
CLEAR = 10.0
"""Millimetres of a margin that has grown with its furniture which stay free, half of them at the edge of the paper."""
LEAST = 20.0
"""Millimetres of a page that must be left for the letter."""


_RUNNING = TYPES["footer"]
RUNNING = "running-"
"""Before the name of a type: in a header or footer that runs."""


def look(stationery: Stationery, typeface: Typeface) -> dict[str, Any]:
    """The whole of it, as data."""
    page, size, colours = stationery.page, stationery.text_size, stationery.colours
    return {
        "family": typeface.name,
        "ascent": typeface.ascent,
        "descent": typeface.descent,
        "size": size,
        "height": stationery.line_height,
        **colours,
        "page": {
            name: getattr(page, name) * MILLIMETRE for name in ("width", "height", "top", "right", "bottom", "left")
        },
        "letterhead-top": min(page.top, HEAD) * MILLIMETRE,
        "clear": CLEAR * MILLIMETRE,
        "least": LEAST * MILLIMETRE,
        "indent": LIST_INDENT * size,
        "marker-gap": MARKER_GAP,
        "quote": QUOTE_INDENT * size,
        "bar": QUOTE_BAR,
        "over": CELL_PADDING[0] * size,
        "beside": CELL_PADDING[1] * size,
        "note": size_of(stationery, "note"),
        "window": window(stationery),
        "types": {
            **{name: _type(stationery, name, stationery.line_height) for name in TYPES},
            **{RUNNING + name: _type(stationery, name, _RUNNING.line_height) for name in TYPES},
            RUNNING + "text": _type(stationery, "footer", _RUNNING.line_height),
        },
    }


def _type(stationery: Stationery, name: str, height: float | None) -> dict[str, Any]:
    kind = TYPES[name]
    return {
        "size": size_of(stationery, name),
        "weight": 700 if kind.bold else 400,
        "colour": stationery.colours[kind.colour],
        "height": kind.line_height or height,
    }


def window(stationery: Stationery) -> dict[str, Any] | None:
    """Where the address stands, what is beside it, where the letter begins, and marks at the edge; None without a window."""
    place = stationery.window
    if place is None:
        return None
    area = place.area(stationery.page.left)
    return {
        "left": area.left * MILLIMETRE,
        "top": area.top * MILLIMETRE,
        "width": area.width * MILLIMETRE,
        "below": place.clear.bottom * MILLIMETRE,
        "beside": place.beside * MILLIMETRE,
        "size": place.size,
        "height": place.line_height,
        "marks": [
            [MARKS * MILLIMETRE, at * MILLIMETRE, (_PUNCH if at == place.punch else _FOLD) * MILLIMETRE]
            for at in place.marks
        ],
    }
