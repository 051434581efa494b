"""How a stationery looks, as lengths in points: what `letter.typ` sets type and page by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of paragraph is set. All but ``scale``, of the size of the text, is in its own size: as CSS has it."""

    scale: float = 1.0
    above: float = 0.0
    below: float = 0.7
    bold: bool = False
    colour: str = "text"
    line_height: float | None = None
    sticky: bool = False
    """Whether it stays on the page of what comes after it."""
    whole: bool = False
    """Whether no page ends within it."""


_HEADING = Type(1.0, 1.3, 0.35, bold=True, colour="heading", line_height=1.25, sticky=True, whole=True)
TYPES = {
    "text": Type(),
    "heading-1": replace(_HEADING, scale=1.4, below=0.5),
    "heading-2": replace(_HEADING, scale=1.15),
    "heading-3": _HEADING,
    "heading-4": replace(_HEADING, bold=False),
    "heading-5": replace(_HEADING, bold=False),
    "heading-6": replace(_HEADING, bold=False),
    "heading-subject": replace(_HEADING, scale=1.2, above=1.0, below=0.7),
    "sender": Type(below=1.4),
    "address": Type(below=1.4),
    "date": Type(below=0.0),
    "reference": Type(below=0.0),
    "subject": Type(bold=True, colour="heading", sticky=True),
    "salutation": Type(below=0.9, sticky=True),
    "closing": Type(above=1.4, sticky=True),
    "signature": Type(below=1.4, whole=True),
    "enclosures": Type(0.92, above=1.2, whole=True),
    "copies": Type(0.92, above=1.2, whole=True),
    "small-print": Type(0.83, line_height=1.35),
}
"""By role, as the plain stationery has them in its style sheet."""
RUNNING = "running-"
"""Before the name of a type: in a header or footer that runs."""
NOTE_SCALE = 0.83
RUNNING_SCALE, _RUNNING_HEIGHT = 0.83, 1.35
OPENING = 1.4
"""Above what comes after the date and reference."""
TO_SIGN = 2.6
"""Between the closing and the first signature."""
INDENT = 1.5
"""Of a list, from its items."""


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
        "indent": INDENT * size,
        "window": window(stationery),
        "types": {
            before + name: {
                "size": one.scale * scale * size,
                "weight": 700 if one.bold else 400,
                "colour": colours[one.colour],
                "height": one.line_height or height,
            }
            for before, scale, height in (
                ("", 1.0, stationery.line_height),
                (RUNNING, RUNNING_SCALE, _RUNNING_HEIGHT),
            )
            for name, one in TYPES.items()
        },
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
