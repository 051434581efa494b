"""The address in the window of an envelope: frames of a fixed place and size on the first page, and marks at its edge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letterforge.document import Paragraph
from letterforge.windows import MARKS, opening
from letterforge_docx.writing.blocks import Frame, write
from letterforge_docx.writing.definitions import Definition
from letterforge_docx.writing.flow import flowing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letterforge.document import Block
    from letterforge.stationery import Stationery
    from letterforge.windows import Window
    from letterforge_docx.writing.flow import Flow
    from letterforge_docx.writing.pieces import Pieces

STYLE = "Letter Window"
_TWIPS = 1440 / 25.4
_LONGER, _SHORT = 8.0, 5.0
"""Millimetres: the mark to punch by, and those to fold by."""
_LINE = 20
"""Twentieths of a point: of a paragraph that is a mark."""


def style(window: Window | None) -> tuple[Definition, ...]:
    """The style of an address in a window."""
    if window is None:
        return ()
    line = round(20 * window.size * window.line_height)
    half_points = round(2 * window.size)
    return (
        Definition(
            STYLE,
            paragraph=f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="left"/>',
            run=f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>',
            priority=30,
        ),
    )


@dataclass(frozen=True)
class Windowed:
    """Writes the first page of letters that go into one kind of envelope."""

    frame: Frame
    stationery: Stationery
    window: Window

    def write(self, out: Pieces, blocks: Sequence[Block]) -> list[tuple[Block, Flow]]:
        """Write what has a place of its own, and give the blocks that have none."""
        window, page = self.window, self.stationery.page
        parts = opening(blocks)
        area = window.area(page.left)
        out.parts += [self._mark(at) for at in window.marks]
        across = page.width - page.right - window.beside
        beside = replace(self.frame, framed=_frame(window.beside, page.top, across), width=round(across * _TWIPS))
        framed = _frame(area.left, area.top, area.width, area.height)
        address = replace(self.frame, framed=framed, width=round(area.width * _TWIPS), every=STYLE)
        flowing_on: list[tuple[Block, Flow]] = []
        start, end = len(parts.beside), len(parts.beside) + len(parts.address)
        for index, (block, flow) in enumerate(flowing(blocks)):
            if index < end and isinstance(block, Paragraph):
                write(out, block, beside if index < start else address)
            else:
                flowing_on.append((block, flow))
        if (room := round((window.clear.bottom - page.top) * _TWIPS)) > 0:
            out.parts.append(self._empty("", room))
        return flowing_on

    def _mark(self, at: float) -> str:
        colour = self.stationery.colours.get("rule", "#808080").lstrip("#").upper()
        width = _LONGER if at == self.window.punch else _SHORT
        line = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="0" w:color="{colour}"/></w:pBdr>'
        return self._empty(_frame(MARKS, at, width, _LINE / _TWIPS), _LINE, line)

    def _empty(self, framed: str, height: int, line: str = "") -> str:
        """A paragraph without words, which takes room or is drawn as a line."""
        named = self.frame.styles["Normal"]
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{named}"/>{framed}{line}{spacing}</w:pPr></w:p>'


def _frame(left: float, top: float, width: float, height: float | None = None) -> str:
    x, y, across = (round(length * _TWIPS) for length in (left, top, width))
    high = "" if height is None else f' w:h="{round(height * _TWIPS)}" w:hRule="exact"'
    return f'<w:framePr w:w="{across}"{high} w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{x}" w:y="{y}"/>'
