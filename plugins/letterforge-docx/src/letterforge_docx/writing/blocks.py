"""Blocks into paragraphs and tables of WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from letterforge.document import (
    Alignment,
    Block,
    BlockQuote,
    Heading,
    Indent,
    Inline,
    Landscape,
    Leader,
    List,
    PageBreak,
    Paragraph,
    Reply,
    Section,
    Space,
    Tab,
    Table,
    ThematicBreak,
)
from letterforge_docx.writing import lists, tables
from letterforge_docx.writing.definitions import heading_style, role_style
from letterforge_docx.writing.flow import PLAIN_FLOW, Flow, flowing
from letterforge_docx.writing.look import Look, plain_look
from letterforge_docx.writing.numbering import Numbering
from letterforge_docx.writing.pieces import Pieces
from letterforge_docx.writing.ranks import NO_HEADING, ranked
from letterforge_docx.writing.runs import RunLook, Runs
from letterforge_docx.writing.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letterforge.fonts import Family

EMU = 635
"""English metric units in a twentieth of a point."""
_JUSTIFICATION = {
    Alignment.START: "left",  # the transitional name; "start" is of the strict schema
    Alignment.CENTER: "center",
    Alignment.END: "right",
    Alignment.JUSTIFY: "both",
}
TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_STOPS = {
    Alignment.START: "left",
    Alignment.CENTER: "center",
    Alignment.END: "right",
    Alignment.JUSTIFY: "left",
}
_LEADERS = {None: "", Leader.DOTS: ' w:leader="dot"', Leader.LINE: ' w:leader="underscore"'}
_NO_LEVEL = 9  # body text (ECMA-376 part 1, 17.3.1.20)


class Part(Enum):
    """Of blocks that stand in another: whose headings head parts of the letter all the same."""

    LETTER = "the letter again, in another language: ranks begin anew"
    PAGES = "turned pages: levels as they are"


@dataclass(frozen=True, eq=False)
class Frame:
    """Where blocks are set: in which style a plain paragraph, how wide and how far in (twentieths of a point).

    ``depth`` counts the lists around. ``page`` is the page number to show until Word counts. ``framed`` is the
    ``w:framePr`` of each paragraph, for a place of its own on the page; ``every`` the style of each, whatever its role.
    """

    styles: Styles
    numbering: Numbering
    width: int
    family: Family
    indent: int = 0
    depth: int = 0
    plain: str = "Normal"
    page: int = 1
    part: Part | None = None
    language: str = ""
    framed: str = ""
    every: str | None = None
    look: Look = field(default_factory=plain_look)
    bullets: int = 0
    """The bulleted lists around."""

    @cached_property
    def runs(self) -> Runs:
        """The writer of inlines for this place."""
        look = RunLook(language=self.language)
        return Runs(self.styles, (self.width - self.indent) * EMU, self.page, look)

    @cached_property
    def quoted(self) -> Frame:
        """What stands in a quotation here."""
        return replace(self, plain="Quote", indent=self.indent + self.look.quote_step)

    @cached_property
    def openings(self) -> dict[tuple[object, ...], str]:
        """The starts of paragraphs that were written here before."""
        return {}


def write_all(
    out: Pieces, blocks: Sequence[Block], frame: Frame, around: Flow = PLAIN_FLOW, *, end: Flow = PLAIN_FLOW
) -> None:
    """Write blocks one after the other; ``around`` is for the first of them, and ``end`` says what the last stays with.

    What they stand in must end in a paragraph: one follows a last table.
    """
    first = around
    part, frame = frame.part, frame if frame.part is None else replace(frame, part=None)
    headings = ranked(blocks) if part is Part.LETTER else iter(())
    heading, rank = next(headings, NO_HEADING)
    for index, (block, flow) in enumerate(flowing(blocks), 1):
        here = first.beginning.before(flow) if first.bits else flow
        if index == len(blocks):
            here = here.before(end)
        if block is heading:
            here = replace(here, rank=rank)
            heading, rank = next(headings, NO_HEADING)
        elif part is Part.PAGES and isinstance(block, Heading):
            here = replace(here, rank=block.level)
        write(out, block, frame, here)
        first = PLAIN_FLOW
    if not blocks:
        out.parts.append(f'<w:p><w:pPr><w:pStyle w:val="{frame.styles[frame.plain]}"/></w:pPr></w:p>')
    elif blocks[-1].__class__ is Table:
        out.parts.append(empty(frame))


def empty(frame: Frame) -> str:
    """A paragraph with nothing in it, which Word wants at the end of a cell and after a table; it takes little room."""
    style = frame.styles[frame.plain]
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def write(out: Pieces, block: Block, frame: Frame, flow: Flow = PLAIN_FLOW) -> None:
    """Write one block."""
    styles = frame.styles
    match block:
        case Paragraph():
            key = (block.role, block.alignment, block.indent, flow.bits, flow.rank)
            opening = frame.openings.get(key)
            if opening is None:
                name = frame.every or (frame.plain if block.role is None else role_style(block.role))
                level = _outline(flow.rank) if flow.rank else ""
                opening = frame.openings[key] = _opening(styles[name], frame, flow, block, outline=level)
            out.parts.append(opening)
            frame.runs.write(out, block.children)
            out.parts.append("</w:p>")
        case Heading():
            # As it is read out, so it looks: by its rank, as in PDF and HTML.
            level = "" if flow.rank else _outline(0)
            out.parts.append(_opening(styles[heading_style(flow.rank)], frame, flow, block, outline=level))
            frame.runs.write(out, block.children)
            out.parts.append("</w:p>")
        case List():
            lists.write(out, block, frame, flow)
        case Table():
            if flow.apart:
                out.parts.append(empty(frame))
            tables.write(out, block, frame, flow)
        case BlockQuote():
            write_all(out, block.children, frame.quoted, flow, end=flow)
        case Reply():
            # A control around the blocks: who reads the file knows by its tag that they are for the recipient.
            out.parts.append('<w:sdt><w:sdtPr><w:tag w:val="reply"/></w:sdtPr><w:sdtContent>')
            write_all(out, block.children, frame, flow, end=flow)
            out.parts.append("</w:sdtContent></w:sdt>")
        case Section():
            write_all(out, block.children, replace(frame, language=block.language, part=Part.LETTER), flow)
        case Landscape():
            write_all(out, block.children, replace(frame, part=Part.PAGES), flow)
        case Space():
            lines = "<w:br/>" * (block.lines - 1)
            opening = (
                f'<w:p><w:pPr><w:pStyle w:val="{styles[frame.plain]}"/><w:spacing w:before="0" w:after="0"/></w:pPr>'
            )
            out.parts.append(f"{opening}<w:r>{lines}</w:r></w:p>" if lines else f"{opening}</w:p>")
        case ThematicBreak():
            out.parts.append(_opening(styles["Letter Rule"], frame, flow) + "</w:p>")
        case PageBreak():
            out.parts.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        case _:
            assert_never(block)


def _outline(rank: int) -> str:
    """A level of the outline; what has no rank, such as a heading in a quotation, heads no part of the letter."""
    return f'<w:outlineLvl w:val="{rank - 1 if rank else _NO_LEVEL}"/>'


def _opening(
    style: str,
    frame: Frame,
    flow: Flow,
    block: Paragraph[Inline] | Heading[Inline] | None = None,
    *,
    outline: str = "",
) -> str:
    """The start of a paragraph and its properties, in the order of the schema (CT_PPrBase)."""
    keep = "<w:keepNext/>" if flow.keep_next else ""
    page_break = "<w:pageBreakBefore/>" if flow.page_break else ""
    own = block.indent if isinstance(block, Paragraph) else None
    alignment = None if block is None else block.alignment
    looks = f"{space(flow, frame)}{_indented(frame, own)}{justified(alignment)}{outline}"
    properties = f"{keep}{page_break}{frame.framed}{_tabs(block)}{looks}"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'


def _indented(frame: Frame, own: Indent | None) -> str:
    """How far a paragraph is set in, by what it stands in and by itself."""
    if own is None:
        set_in_by_style = not frame.indent or (frame.plain == "Quote" and frame.indent == frame.look.quote_step)
        return "" if set_in_by_style else f'<w:ind w:left="{frame.indent}"/>'
    first = round(own.first * TWIPS)
    line = f' w:firstLine="{first}"' if first > 0 else f' w:hanging="{-first}"' if first else ""
    end = f' w:right="{round(own.end * TWIPS)}"' if own.end else ""
    return f'<w:ind w:left="{frame.indent + round(own.start * TWIPS)}"{end}{line}/>'


def _tabs(block: Paragraph[Inline] | Heading[Inline] | None) -> str:
    """The tab stops of a paragraph, each once and in their order."""
    stops = {} if block is None else {round(one.stop * TWIPS): one for one in block.children if isinstance(one, Tab)}
    if not stops:
        return ""
    return "".join(
        (
            "<w:tabs>",
            *(
                f'<w:tab w:val="{_STOPS[one.alignment]}"{_LEADERS[one.leader]} w:pos="{at}"/>'
                for at, one in sorted(stops.items())
            ),
            "</w:tabs>",
        )
    )


def space(flow: Flow, frame: Frame) -> str:
    """The room around a paragraph that hangs on its neighbours."""
    before = f' w:before="{round(flow.space * frame.look.em)}"' if flow.space else ""
    after = f' w:after="{frame.look.room("table")[0]}"' if flow.above_table else ""
    return f"<w:spacing{before}{after}/>" if before or after else ""


def justified(alignment: Alignment | None) -> str:
    """How a paragraph is set."""
    return "" if alignment is None else f'<w:jc w:val="{_JUSTIFICATION[alignment]}"/>'
