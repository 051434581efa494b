"""Tables: the grid, column widths, spans, header rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letterforge.document import Alignment, Paragraph, passages
from letterforge_docx.writing import blocks
from letterforge_docx.writing.styles import CELL_PADDING, TABLE
from letterforge_docx.writing.widths import shared_out, word_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letterforge.document import Block, DocumentCell, DocumentRow, Table
    from letterforge_docx.writing.blocks import Frame
    from letterforge_docx.writing.pieces import Pieces

_NARROWEST, _WIDEST = 8, 40  # characters: a column asks for room by its longest cell, within these bounds


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid: its first column, and how many it covers; ``cell`` is None where one above reaches down."""

    column: int
    span: int
    cell: DocumentCell | None
    merged: bool = False


def write(out: Pieces, table: Table[DocumentRow], frame: Frame) -> None:
    """Write a table as wide as its frame."""
    rows = grid(table)
    count = max([len(table.columns), *(placed.column + placed.span for row in rows for placed in row)])
    widths = column_widths(rows, count, frame.width - frame.indent)
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
        end = 0
        for placed in cells:
            heads = row.header or (table.row_headers and placed.column == 0)
            _cell(out, placed, frame=frame, widths=widths, header=heads, columns=table.columns)
            end = placed.column + placed.span
        if end < count:  # a short row: Word wants the cells all the same
            _cell(
                out,
                Placed(end, count - end, None),
                frame=frame,
                widths=widths,
                header=row.header,
                columns=table.columns,
            )
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


def column_widths(rows: Sequence[Sequence[Placed]], count: int, width: int) -> list[int]:
    """How wide each column is: shares by the longest text of each, so that none starves; no word is broken that need not be."""
    longest, least = [_NARROWEST] * count, [0] * count
    for row in rows:
        for placed in row:
            if placed.cell is not None and placed.span == 1:
                texts = list(passages(placed.cell.children))
                length = max((len(line) for text in texts for line in text.split("\n")), default=0)
                longest[placed.column] = max(longest[placed.column], min(length, _WIDEST))
                needed = max(map(word_width, texts), default=0) + 2 * CELL_PADDING
                least[placed.column] = max(least[placed.column], needed)
    return shared_out(longest, least, width)


def _cell(
    out: Pieces,
    placed: Placed,
    *,
    frame: Frame,
    widths: Sequence[int],
    header: bool,
    columns: Sequence[Alignment | None],
) -> None:
    width = sum(widths[placed.column : placed.column + placed.span])
    span = f'<w:gridSpan w:val="{placed.span}"/>' if placed.span > 1 else ""
    merge = "<w:vMerge/>" if placed.merged else ""
    if placed.cell is not None and placed.cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>'
    out.parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>')
    inner = replace(
        frame,
        width=width - 2 * CELL_PADDING,
        indent=0,
        depth=0,
        plain="Letter Table Heading" if header else "Letter Table Text",
    )
    alignment = columns[placed.column] if placed.column < len(columns) else None
    children: tuple[Block, ...] = () if placed.cell is None else placed.cell.children
    if alignment is not None:
        children = tuple(
            replace(child, alignment=alignment) if isinstance(child, Paragraph) and child.alignment is None else child
            for child in children
        )
    blocks.write_all(out, children, inner)
    out.parts.append("</w:tc>")
