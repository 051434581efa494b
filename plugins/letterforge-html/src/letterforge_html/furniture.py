"""Headers and footers on a page that has no end: without the lines that number pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from letterforge.document import (
    Block,
    BlockQuote,
    Inline,
    Landscape,
    LineBreak,
    List,
    PageBreak,
    PageCount,
    PageNumber,
    Reply,
    Section,
    Space,
    Table,
    Text,
    ThematicBreak,
    walk,
)


def unnumbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without the lines that say which page this is: an HTML letter is one page, however long.

    A line that holds something from the data as well stays, with 1 for its number: nothing that was filled
    in may be lost.
    """
    return tuple(kept for block in blocks if (kept := _block(block)) is not None)


def _block(block: Block) -> Block | None:
    if isinstance(block, (Space, ThematicBreak, PageBreak)):
        return block
    if not any(isinstance(node, (PageNumber, PageCount)) for node in walk(block.children)):
        return block
    if isinstance(block, List):
        items = (replace(item, children=unnumbered(item.children)) for item in block.children)
        kept = tuple(item for item in items if item.children)
        return replace(block, children=kept) if kept else None
    if isinstance(block, Table):
        rows = (
            replace(row, children=tuple(replace(cell, children=unnumbered(cell.children)) for cell in row.children))
            for row in block.children
        )
        filled = tuple(row for row in rows if any(cell.children for cell in row.children))
        return replace(block, children=filled) if filled else None
    if isinstance(block, (BlockQuote, Reply, Section, Landscape)):
        quoted = unnumbered(block.children)
        return replace(block, children=quoted) if quoted else None
    inlines = _lines(block.children)
    return replace(block, children=inlines) if inlines else None


def _lines(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    kept = [line for line in lines if not _only_numbers(line)]
    return tuple(node for index, line in enumerate(kept) for node in ([LineBreak(), *line] if index else line))


def _only_numbers(line: list[Inline]) -> bool:
    nodes = list(walk(tuple(line)))
    numbers = any(isinstance(node, (PageNumber, PageCount)) for node in nodes)
    return numbers and not any(isinstance(node, Text) and node.field is not None for node in nodes)
