"""Blocks into paragraphs and tables of WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    Role,
    Section,
    Space,
    Tab,
    Table,
    ThematicBreak,
)
from letterforge_docx.writing import tables
from letterforge_docx.writing.numbering import DEPTHS, Numbering, number_properties
from letterforge_docx.writing.pieces import ListId, Pieces, SameList
from letterforge_docx.writing.ranks import NO_HEADING, ranked
from letterforge_docx.writing.runs import Look, Runs
from letterforge_docx.writing.styles import LIST_STEP, QUOTE_STEP, Styles, heading_style, list_style, role_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letterforge.document import DocumentItem

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
_BREAKABLE = (Paragraph, Heading)
_HEAD = (Role.DATE, Role.REFERENCE)
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
    indent: int = 0
    depth: int = 0
    plain: str = "Normal"
    page: int = 1
    part: Part | None = None
    language: str = ""
    framed: str = ""
    every: str | None = None

    @cached_property
    def runs(self) -> Runs:
        """The writer of inlines for this place."""
        look = Look(language=self.language)
        return Runs(self.styles, (self.width - self.indent) * EMU, self.page, look)

    @cached_property
    def quoted(self) -> Frame:
        """What stands in a quotation here."""
        return replace(self, plain="Quote", indent=self.indent + QUOTE_STEP)

    @cached_property
    def openings(self) -> dict[tuple[object, ...], str]:
        """The starts of paragraphs that were written here before."""
        return {}


@dataclass(frozen=True, slots=True)
class Flow:
    """How a block hangs together with its neighbours."""

    page_break: bool = False
    keep_next: bool = False
    apart: bool = False
    """A table right after a table: an empty paragraph parts them, or Word makes them one."""
    space: int = 0
    """The least room above it, in twentieths of a point, which a style cannot know: it hangs on what comes before."""
    bits: int = 0
    """The same as a number below 32."""
    rank: int = 0
    """Of a heading of the letter itself, see `ranks`; 0 of all else."""


# After a list or a quotation, after a table or what stands above the letter, and where somebody signs.
_SPACES = (0, 154, 308, 572)
_FLOWS = tuple(Flow(bool(n & 1), bool(n & 2), bool(n & 4), _SPACES[n >> 3], n) for n in range(32))
_BREAK, _KEEP, _APART, _AFTER_LIST, _AFTER_TABLE, _TO_SIGN = 1, 2, 4, 8, 16, 24
PLAIN_FLOW = _FLOWS[0]


def flowing(blocks: Sequence[Block]) -> Iterator[tuple[Block, Flow]]:
    """The blocks with what their neighbours ask of them; page breaks become a property of what follows."""
    bits = 0
    last = len(blocks) - 1
    before: type[object] | None = None
    role: Role | None = None  # of the paragraph before
    for index, block in enumerate(blocks):
        kind = block.__class__
        if kind is PageBreak and index < last and blocks[index + 1].__class__ in _BREAKABLE:
            bits, before, role = _BREAK, kind, None
            continue
        if before is Table:
            bits |= _APART if kind is Table else _AFTER_TABLE
        if type(block) is Paragraph:
            mine = block.role
            if mine is None and before is List:
                bits |= _AFTER_LIST
            elif role in _HEAD and mine not in _HEAD:
                bits |= _AFTER_TABLE
            elif role is Role.CLOSING and mine is Role.SIGNATURE:
                bits |= _TO_SIGN
            # The closing stays with the first who signs, and with the end of what is above it; between two who sign a page
            # may end.
            follows = getattr(blocks[index + 1], "role", None) if index < last else None
            if follows is Role.CLOSING or (mine is Role.CLOSING and follows is Role.SIGNATURE):
                bits |= _KEEP
            role = mine
        else:
            role = None
            if before is List and (kind is List or kind is BlockQuote):
                bits |= _AFTER_LIST
        yield block, _FLOWS[bits]
        bits, before = 0, kind


def write_all(out: Pieces, blocks: Sequence[Block], frame: Frame, around: Flow = PLAIN_FLOW) -> None:
    """Write blocks one after the other; ``around`` is for the first of them.

    What they stand in must end in a paragraph: one follows a last table.
    """
    first = around
    part, frame = frame.part, frame if frame.part is None else replace(frame, part=None)
    headings = ranked(blocks) if part is Part.LETTER else iter(())
    heading, rank = next(headings, NO_HEADING)
    for block, flow in flowing(blocks):
        here = first if first.bits else flow
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
            # Its style has the look that its template asks for, and a level: this is the one that is read out.
            level = "" if flow.rank == block.level else _outline(flow.rank)
            out.parts.append(_opening(styles[heading_style(block.level)], frame, flow, block, outline=level))
            frame.runs.write(out, block.children)
            out.parts.append("</w:p>")
        case List():
            _list(out, block, frame, flow)
        case Table():
            if flow.apart:
                out.parts.append(empty(frame))
            tables.write(out, block, frame)
        case BlockQuote():
            write_all(out, block.children, frame.quoted, flow)
        case Reply():
            # A control around the blocks: who reads the file knows by its tag that they are for the recipient.
            out.parts.append('<w:sdt><w:sdtPr><w:tag w:val="reply"/></w:sdtPr><w:sdtContent>')
            write_all(out, block.children, frame, flow)
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
    looks = f"{_space(flow)}{_indented(frame, own)}{_justified(alignment)}{outline}"
    properties = f"{keep}{page_break}{frame.framed}{_tabs(block)}{looks}"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'


def _indented(frame: Frame, own: Indent | None) -> str:
    """How far a paragraph is set in, by what it stands in and by itself."""
    if own is None:
        set_in_by_style = not frame.indent or (frame.plain == "Quote" and frame.indent == QUOTE_STEP)
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


def _space(flow: Flow) -> str:
    return f'<w:spacing w:before="{flow.space}"/>' if flow.space else ""


def _justified(alignment: Alignment | None) -> str:
    return "" if alignment is None else f'<w:jc w:val="{_JUSTIFICATION[alignment]}"/>'


def _list(out: Pieces, block: List[DocumentItem], frame: Frame, flow: Flow) -> None:
    """Items are paragraphs with a number; what else an item holds is set in as far as its text."""
    depth = min(frame.depth, DEPTHS - 1)
    style = frame.styles[list_style(ordered=block.ordered, depth=depth)]
    inner = replace(frame, depth=frame.depth + 1, indent=frame.indent + LIST_STEP, plain="List Continue")
    # The number definition sets its level in; only a list within something that is set in itself must say more.
    indent = (
        "" if inner.indent == (depth + 1) * LIST_STEP else f'<w:ind w:left="{inner.indent}" w:hanging="{LIST_STEP}"/>'
    )
    space = _space(flow)
    bullet, level = frame.numbering.bullets[depth]
    begun = ListId(block.style, depth, block.start)
    number: ListId | SameList | str = begun if block.ordered else str(bullet)
    before, after = number_properties("\0", depth if block.ordered else level).split("\0")
    for item in block.children:
        first = item.children[0] if item.children and isinstance(item.children[0], Paragraph) else None
        justified = _justified(first.alignment) if first is not None else ""
        out.parts += (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}',
            number,
            f"{after}{space}{indent}{justified}</w:pPr>",
        )
        space = ""
        if first is not None:
            inner.runs.write(out, first.children)
        out.parts.append("</w:p>")
        rest = item.children if first is None else item.children[1:]
        if rest:
            write_all(out, rest, inner)
        if block.ordered:
            number = SameList(begun)
