"""Tables: the grid, column widths, spans, header rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letterforge.column_widths import CellWords, lines_of, shared_out
from letterforge.document import Alignment, Paragraph
from letterforge.errors import RenderError
from letterforge_docx.writing import blocks
from letterforge_docx.writing.definitions import TABLE
from letterforge_docx.writing.flow import PLAIN_FLOW, Flow
from letterforge_docx.writing.look import POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letterforge.document import Block, DocumentCell, DocumentRow, Table
    from letterforge_docx.writing.blocks import Frame
    from letterforge_docx.writing.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid: its first column, and how many it covers; ``cell`` is None where one above reaches down."""

    column: int
    span: int
    cell: DocumentCell | None
    merged: bool = False


def write(out: Pieces, table: Table[DocumentRow], frame: Frame, flow: Flow) -> None:
    """Write a table as wide as its frame."""
    rows = grid(table)
    count = max([len(table.columns), *(placed.column + placed.span for row in rows for placed in row)])
    widths = column_widths(table, rows, count, frame)
    heading = 0
    while heading < len(table.children) and table.children[heading].header:
        heading += 1
    indent = f'<w:tblInd w:w="{frame.indent}" w:type="dxa"/>' if frame.indent else ""
    look = (0x0020 if heading else 0) | (0x0080 if table.row_headers else 0) | 0x0600  # ECMA-376 part 1, 17.4.56
    out.parts.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{frame.styles[TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look:04X}" '
        f'w:firstRow="{int(heading > 0)}" w:lastRow="0" w:firstColumn="{int(table.row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}</w:tblGrid>'
    )
    for index, (row, cells) in enumerate(zip(table.children, rows, strict=True)):
        repeated = "<w:tblHeader/>" if index < heading else ""
        out.parts.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>")
        setting = _Setting(replace(frame, indent=0, depth=0, bullets=0), widths, table.columns)
        if index + 1 == len(rows):
            setting = replace(setting, flow=flow.ending)
        end = 0
        for placed in cells:
            _cell(out, placed, setting, header=_heads(table, row, placed))
            end = placed.column + placed.span
        if end < count:  # a short row: Word wants the cells all the same
            _cell(out, Placed(end, count - end, None), setting, header=row.header)
        out.parts.append("</w:tr>")
    out.parts.append("</w:tbl>")


def grid(table: Table[DocumentRow]) -> list[list[Placed]]:
    """The cells of each row with their columns, those included that only continue a cell above."""
    rows: list[list[Placed]] = []
    reaching: dict[int, tuple[int, int]] = {}  # column: (columns covered, rows still to go)
    for row in table.children:
        placed, reaching = _placed(row, reaching)
        rows.append(placed)
    return rows


def _placed(row: DocumentRow, reaching: dict[int, tuple[int, int]]) -> tuple[list[Placed], dict[int, tuple[int, int]]]:
    """The cells of one row, and what reaches down into the next."""
    placed: list[Placed] = []
    below: dict[int, tuple[int, int]] = {}
    column = 0

    def continued(column: int) -> int:
        while column in reaching:
            span, left = reaching.pop(column)
            placed.append(Placed(column, span, None, merged=True))
            if left > 1:
                below[column] = (span, left - 1)
            column += span
        return column

    for cell in row.children:
        column = continued(column)
        placed.append(Placed(column, cell.column_span, cell))
        if cell.row_span > 1:
            below[column] = (cell.column_span, cell.row_span - 1)
        column += cell.column_span
    column = continued(column)
    for reached in sorted(reaching):  # what reaches down beyond the last cell of a short row
        if reached in reaching and reached > column:
            placed.append(Placed(column, reached - column, None))
            column = continued(reached)
    return placed, below


def column_widths(table: Table[DocumentRow], rows: Sequence[Sequence[Placed]], count: int, frame: Frame) -> list[int]:
    """How wide each column is, in twentieths of a point.

    Raises:
        RenderError: there are too many.
    """
    cells = [
        CellWords(placed.column, lines_of(placed.cell.children), bold=_heads(table, row, placed))
        for row, each in zip(table.children, rows, strict=True)
        for placed in each
        if placed.cell is not None and placed.span == 1
    ]
    room, size = (frame.width - frame.indent) / POINT, frame.look.sizes["table"] / 2
    padding = 2 * frame.look.cell_padding[1] / POINT
    found = shared_out(cells, count, room=room, padding=padding, family=frame.family, size=size)
    if found is None:
        message = "a table of the letter has more columns than fit the page; give it fewer, or a wider page"
        raise RenderError(message)
    widths = [int(width * POINT) for width in found]
    widths[-1] += frame.width - frame.indent - sum(widths)
    return widths


def _heads(table: Table[DocumentRow], row: DocumentRow, placed: Placed) -> bool:
    return row.header or (table.row_headers and placed.column == 0)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the cells of a row are set, and what the row stays with."""

    frame: Frame
    widths: Sequence[int]
    columns: Sequence[Alignment | None]
    flow: Flow = PLAIN_FLOW


def _cell(out: Pieces, placed: Placed, setting: _Setting, *, header: bool) -> None:
    width = sum(setting.widths[placed.column : placed.column + placed.span])
    span = f'<w:gridSpan w:val="{placed.span}"/>' if placed.span > 1 else ""
    merge = "<w:vMerge/>" if placed.merged else ""
    if placed.cell is not None and placed.cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>'
    out.parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>')
    inner = replace(
        setting.frame,
        width=width - 2 * setting.frame.look.cell_padding[1],
        plain="Letter Table Heading" if header else "Letter Table Text",
    )
    alignment = setting.columns[placed.column] if placed.column < len(setting.columns) else None
    children: tuple[Block, ...] = () if placed.cell is None else placed.cell.children
    if alignment is not None:
        children = tuple(
            replace(child, alignment=alignment) if isinstance(child, Paragraph) and child.alignment is None else child
            for child in children
        )
    blocks.write_all(out, children, inner, end=setting.flow)
    out.parts.append("</w:tc>")
