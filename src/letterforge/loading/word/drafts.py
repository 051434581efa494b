"""What a paragraph of a Word template becomes: a heading, an item, a quotation, room to sign; and turned pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterforge.document import (
    BlockQuote,
    Heading,
    Item,
    Landscape,
    List,
    NumberStyle,
    PageBreak,
    Paragraph,
    Reply,
    Space,
)
from letterforge.loading.tree import Block, Inline
from letterforge.loading.word.lists import Draft, DraftItem, Leveled
from letterforge.loading.word.raw_blocks import RawBlock, RawParagraph


class SectionEnd(PageBreak):
    """The page break at the end of a section, until it is known whether pages are turned there."""

    __slots__ = ()


def drafted(raw: RawParagraph, children: tuple[Inline, ...]) -> Draft:
    """A paragraph with its words."""
    if raw.level is not None:
        heading = Heading(raw.level, children, raw.alignment)
        return Reply((heading,)) if raw.reply else heading
    paragraph: Paragraph[Inline] = Paragraph(children, None, raw.alignment, raw.indent)
    whole: Paragraph[Inline] | Reply[Block] = Reply((paragraph,)) if raw.reply else paragraph
    if raw.numbered is not None:
        number, level, style, start = raw.numbered
        made: List[DraftItem] = List((Item((whole,)),), style is not None, start, style or NumberStyle.DECIMAL)
        return Leveled(made, level, number)
    return BlockQuote((whole,)) if raw.quoted else whole


def with_room(raws: Sequence[RawBlock], *, to_the_end: bool) -> Iterator[RawBlock | Space]:
    """Paragraphs with room for empty ones that stand side by side: somebody is to sign or to write there.

    One alone sets paragraphs apart, as a letter does by itself. At the end of a story they are left over from writing,
    unless it is a cell.
    """
    empty: list[RawBlock] = []
    for raw in raws:
        if isinstance(raw, RawParagraph) and _is_empty(raw):
            empty.append(raw)
            continue
        if len(empty) > 1:
            yield Space(len(empty) - 1)
        empty.clear()
        yield raw
    if to_the_end and len(empty) > 1:
        yield Space(len(empty) - 1)


def _is_empty(raw: RawParagraph) -> bool:
    """Whether nothing stands in a paragraph or hangs on it."""
    return not (raw.segments or raw.asides or raw.boxes or raw.new_page or raw.page_after or raw.turned is not None)


def turned_pages(blocks: tuple[Block, ...], ends: Sequence[bool]) -> tuple[Block, ...] | None:
    """The blocks of a letter with those around which pages are turned as such.

    ``ends`` says of each section, in their order, whether its pages are turned; a section ends with a break. None where
    the sections cannot be told apart: one ends within a condition, a loop or a table.
    """
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, SectionEnd):
            parts.append([])
        else:
            parts[-1].append(block)
    if len(parts) != len(ends):
        return None
    out: list[Block] = []
    for turned, part in zip(ends, parts, strict=True):
        if turned and part:
            out.append(Landscape(tuple(part)))
        else:
            out += [PageBreak(), *part] if out and part and not isinstance(out[-1], Landscape) else part
    return tuple(out)
