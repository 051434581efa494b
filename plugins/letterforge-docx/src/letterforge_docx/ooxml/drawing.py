"""A picture in the line of text (DrawingML, ECMA-376 part 1, 20.4.2.8)."""

from __future__ import annotations

from letterforge_docx.ooxml.characters import attribute
from letterforge_docx.ooxml.names import PIC, WP, A, R

PER_MILLIMETRE = 36000  # English Metric Units


def inline(number: int, identifier: str, size: tuple[int, int], *, alt: str, link: str | None = None) -> str:
    """The drawing of the picture that a relationship names; the size is in English Metric Units."""
    (across, down), described = size, attribute(alt)
    # Each declares what it uses: a part of somebody else's file need not.
    clicked = "" if link is None else f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="{link}"/>'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{described}"{_around(clicked, "wp:docPr")}'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{described}"{_around(clicked, "pic:cNvPr")}<pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def _around(inside: str, name: str) -> str:
    return f">{inside}</{name}>" if inside else "/>"
