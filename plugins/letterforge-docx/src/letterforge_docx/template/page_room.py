"""How wide the lines of a Word file are: its narrowest section (ECMA-376 part 1, 17.6.11 and 17.6.13)."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.drawing import PER_MILLIMETRE
from letterforge_docx.ooxml.names import w

_PER_TWIP = 635  # English Metric Units
_USUAL = 160 * PER_MILLIMETRE  # A4 with margins of an inch, where a file says nothing that can be reckoned with


def room(document: bytes) -> int:
    """The room between the margins, in English Metric Units."""
    found = (_room(section) for section in etree.fromstring(document).iter(w("sectPr")))
    return min((one for one in found if one > 0), default=_USUAL)


def _room(section: etree._Element) -> int:
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is None or margins is None:
        return 0
    try:
        left, right = (int(margins.get(w(side), "0")) for side in ("left", "right"))
        return (int(page.get(w("w"), "0")) - left - right) * _PER_TWIP
    except ValueError:  # a length with a unit, which strict files may have
        return 0
