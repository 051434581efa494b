"""Items of lists put together: Word numbers paragraphs one by one, and a document has lists of items.

A draft is the tree before that is done: its blocks may be items that are not yet in their lists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias, Union, assert_never

from letterforge.document import BlockQuote, Cell, Heading, Item, List, PageBreak, Paragraph, Row, Table, ThematicBreak
from letterforge.loading.tree import (
    Block,
    Covered,
    For,
    If,
    Inline,
    Slot,
    Spanning,
    Unseen,
    WordingCell,
    WordingItem,
    WordingRow,
    ways,
    with_ways,
)


@dataclass(frozen=True, slots=True)
class Leveled:
    """A list that is not yet in its place: how deep it stands, and the number of its definition."""

    made: List[DraftItem]
    level: int
    number: str


Draft: TypeAlias = Union[Block, Leveled, "Table[DraftRow]", "If[Draft]", "For[Draft]"]
DraftItem: TypeAlias = Union["Item[Draft]", "If[DraftItem]", "For[DraftItem]"]
DraftCell: TypeAlias = Union[
    "Cell[Draft]", "Covered[Draft]", "Spanning[Draft]", "If[DraftCell]", "For[DraftCell]", "Unseen[Inline | Block]"
]
DraftRow: TypeAlias = Union["Row[DraftCell]", "If[DraftRow]", "For[DraftRow]", "Unseen[Inline | Block]"]
Counts: TypeAlias = dict[tuple[str, int], int]
"""How many items of each definition and level there were so far."""


def gathered(blocks: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Neighbouring items as one list, deeper ones within the item above; a loop around items as items."""
    out: list[Draft] = []
    for block in blocks:
        found = _leveled(block) if isinstance(block, (If, For)) else block
        last = out[-1] if out else None
        joined = _joined(last, found) if isinstance(last, Leveled) and isinstance(found, Leveled) else None
        if joined is None:
            out.append(found)
        else:
            out[-1] = joined
    return tuple(out)


def _joined(last: Leveled, found: Leveled) -> Leveled | None:
    items = last.made.children
    lowest = items[-1]
    if found.level > last.level and isinstance(lowest, Item):
        item = Item(gathered((*lowest.children, found)))
        return replace(last, made=replace(last.made, children=(*items[:-1], item)))
    if found.level == last.level and found.made.ordered is last.made.ordered and found.number == last.number:
        return replace(last, made=replace(last.made, children=(*items, *found.made.children)))
    return None


def _leveled(block: If[Draft] | For[Draft]) -> Draft:
    """A loop or condition around items of one list, as a list with the loop among its items."""
    parts = ways(block)
    lists = [part[0] for part in parts if len(part) == 1 and isinstance(part[0], Leveled)]
    if len(lists) != len(parts) or len({(one.level, one.number, one.made.ordered) for one in lists}) != 1:
        return block
    return replace(lists[0], made=replace(lists[0].made, children=(with_ways(block, _items),)))


def _items(way: tuple[Draft, ...]) -> tuple[DraftItem, ...]:
    return tuple(item for block in way if isinstance(block, Leveled) for item in block.made.children)


def settled(drafts: tuple[Draft, ...], counts: Counts | None = None) -> tuple[Block, ...]:
    """The tree with its lists in their places; one that goes on after other words goes on counting."""
    counts = {} if counts is None else counts
    return tuple(_settled(node, counts) for node in drafts)


def _settled(node: Draft, counts: Counts) -> Block:
    match node:
        case Leveled():
            return _list(node, counts)
        case Table():
            return Table(_rows(node.children, counts), node.columns)
        case If() | For():
            return with_ways(node, lambda drafts: settled(drafts, counts))
        case Paragraph() | Heading() | List() | BlockQuote() | ThematicBreak() | PageBreak() | Unseen() | Slot():
            return node
        case _:
            assert_never(node)


def _list(node: Leveled, counts: Counts) -> List[WordingItem]:
    made, level, number = node.made, node.level, node.number
    before = counts.get((number, level), 0)
    counts[number, level] = before + len(made.children)
    _begin_below(node, counts)
    items: list[WordingItem] = []
    for item in made.children:
        _begin_below(node, counts)  # a deeper level begins anew below each item (ECMA-376 part 1, 17.9.10)
        items += _settled_items((item,), counts)
    return List(tuple(items), made.ordered, made.start + before if made.ordered else 1, made.style)


def _begin_below(node: Leveled, counts: Counts) -> None:
    for deeper in [key for key in counts if key[0] == node.number and key[1] > node.level]:
        del counts[deeper]


def _settled_items(nodes: tuple[DraftItem, ...], counts: Counts) -> tuple[WordingItem, ...]:
    return tuple(
        Item(settled(node.children, counts))
        if isinstance(node, Item)
        else with_ways(node, lambda items: _settled_items(items, counts))
        for node in nodes
    )


def _rows(nodes: tuple[DraftRow, ...], counts: Counts) -> tuple[WordingRow, ...]:
    return tuple(_row(node, counts) for node in nodes)


def _row(node: DraftRow, counts: Counts) -> WordingRow:
    match node:
        case Row():
            return Row(_cells(node.children, counts), node.header)
        case If() | For():
            return with_ways(node, lambda rows: _rows(rows, counts))
        case Unseen():
            return node
        case _:
            assert_never(node)


def _cells(nodes: tuple[DraftCell, ...], counts: Counts) -> tuple[WordingCell, ...]:
    return tuple(_cell(node, counts) for node in nodes)


def _cell(node: DraftCell, counts: Counts) -> WordingCell:
    match node:
        case Cell():
            return Cell(settled(node.children, counts), node.column_span, node.row_span)
        case Covered():
            return Covered(settled(node.children, counts), node.column_span)
        case Spanning():
            return Spanning(settled(node.children, counts), node.columns, node.tag, node.column_span)
        case If() | For():
            return with_ways(node, lambda cells: _cells(cells, counts))
        case Unseen():
            return node
        case _:
            assert_never(node)
