"""Lists: items are paragraphs with a number; what else an item holds is set in as far as its text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letterforge.document import Paragraph
from letterforge_docx.writing import blocks
from letterforge_docx.writing.definitions import list_style
from letterforge_docx.writing.flow import PLAIN_FLOW
from letterforge_docx.writing.numbering import DEPTHS, number_properties
from letterforge_docx.writing.pieces import ListId, SameList

if TYPE_CHECKING:
    from letterforge.document import DocumentItem, List
    from letterforge_docx.writing.blocks import Frame
    from letterforge_docx.writing.flow import Flow
    from letterforge_docx.writing.pieces import Pieces


def write(out: Pieces, block: List[DocumentItem], frame: Frame, flow: Flow) -> None:
    """Write a list."""
    depth = min(frame.depth, DEPTHS - 1)
    style = frame.styles[list_style(ordered=block.ordered, depth=depth)]
    step = frame.look.list_step
    inner = replace(
        frame,
        depth=frame.depth + 1,
        indent=frame.indent + step,
        plain="List Continue",
        bullets=frame.bullets + (not block.ordered),
    )
    # The number definition sets its level in; only a list within something that is set in itself must say more.
    hanging = f'<w:ind w:left="{inner.indent}" w:hanging="{frame.look.marker_gap}"/>'
    indent = "" if inner.indent == (depth + 1) * step else hanging
    # The first bulleted list has bullets, however many numbered ones are around it.
    bullet, level = (frame.numbering.bullets if frame.bullets or not depth else frame.numbering.first_bullets)[depth]
    begun = ListId(block.style, depth, block.start)
    number: ListId | SameList | str = begun if block.ordered else str(bullet)
    before, after = number_properties("\0", depth if block.ordered else level).split("\0")
    here = flow.beginning
    for index, item in enumerate(block.children, 1):
        first = item.children[0] if item.children and isinstance(item.children[0], Paragraph) else None
        rest = item.children if first is None else item.children[1:]
        end = flow if index == len(block.children) else PLAIN_FLOW
        here = here if rest else here.before(end)
        keep = "<w:keepNext/>" if here.keep_next else ""
        justified = blocks.justified(first.alignment) if first is not None else ""
        out.parts += (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{before}',
            number,
            f"{after}{blocks.space(here, frame)}{indent}{justified}</w:pPr>",
        )
        here = PLAIN_FLOW
        if first is not None:
            inner.runs.write(out, first.children)
        out.parts.append("</w:p>")
        if rest:
            blocks.write_all(out, rest, inner, end=end)
        if block.ordered:
            number = SameList(begun)
