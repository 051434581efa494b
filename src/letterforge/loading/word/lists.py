"""Items of lists put together: Word numbers paragraphs one by one, and a document has lists of items.

A draft is the tree before that is done: its blocks may be items that are not yet in their lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar, Union, assert_never

from letterforge.document import (
    BlockQuote,
    Cell,
    Heading,
    Item,
    Landscape,
    List,
    PageBreak,
    Paragraph,
    Reply,
    Row,
    Section,
    Space,
    Table,
    ThematicBreak,
)
from letterforge.loading.tree import (
    Block,
    Branch,
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
Anew: TypeAlias = dict[int, set[str]]
"""The lists that begin anew at each turn of a loop, by the number of its tag."""
Known: TypeAlias = dict[tuple[str, int], int | None]
"""How many items of each definition and level there were so far; None where that depends on the data."""


@dataclass(slots=True)
class Counts:
    """How lists count: where they stand, and what was learned on the way.

    ``goes_on`` says that some
    list goes on behind what repeats or may be absent, or from row to row: then only Word knows its numbers.
    """

    known: Known = field(default_factory=dict)
    anew: Anew = field(default_factory=dict)
    goes_on: bool = False
    loops: tuple[int, ...] = ()
    """The loops around the place, whose turns begin lists anew."""
    alone: set[tuple[int, str]] = field(default_factory=set)
    """The loops with a list of one item at each turn."""
    in_rows: bool = False
    """Whether the innermost loop repeats rows or cells."""


def gathered(blocks: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Neighbouring items as one list, deeper ones within the item above; a loop around items as items.

    What the recipient is to fill in is one slip, and a quotation one, however many paragraphs of it stand side by side.
    """
    out: list[Draft] = []
    for block in blocks:
        found = _leveled(block) if isinstance(block, (If, For)) else block
        last = out[-1] if out else None
        joined: Draft | None = None
        if isinstance(last, Leveled) and isinstance(found, Leveled):
            joined = _joined(last, found)
        elif isinstance(last, Reply) and isinstance(found, Reply):
            joined = Reply((*last.children, *found.children))
        elif isinstance(last, BlockQuote) and isinstance(found, BlockQuote):
            joined = BlockQuote((*last.children, *found.children))
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
    counts = Counts() if counts is None else counts
    return tuple(_settled(node, counts) for node in drafts)


def _settled(node: Draft, counts: Counts) -> Block:
    match node:
        case Leveled():
            return _list(node, counts)
        case Table():
            return Table(_rows(node.children, counts), node.columns, node.row_headers)
        case For():
            with _turn(counts, node.tag.number or 0):
                return with_ways(node, lambda drafts: settled(drafts, counts))
        case If():
            return _either(node, counts, lambda drafts: settled(drafts, counts))
        case (
            Paragraph()
            | Heading()
            | List()
            | BlockQuote()
            | Reply()
            | Section()
            | Landscape()
            | Space()
            | ThematicBreak()
            | PageBreak()
            | Unseen()
            | Slot()
        ):
            return node
        case _:
            assert_never(node)


@contextmanager
def _turn(counts: Counts, loop: int) -> Iterator[None]:
    """A turn of a loop: its lists begin anew, and so do they behind it."""
    before, loops, in_rows = dict(counts.known), counts.loops, counts.in_rows
    counts.known, counts.loops, counts.in_rows = {}, (*loops, loop), False
    yield
    anew = counts.anew.get(loop, set())
    counts.goes_on = counts.goes_on or any(one == loop and number not in anew for one, number in counts.alone)
    inside = {number for number, _ in counts.known}
    counts.known = {key: count for key, count in before.items() if key[0] not in inside}
    counts.loops, counts.in_rows = loops, in_rows


D = TypeVar("D")
N = TypeVar("N")


def _either(node: If[D], counts: Counts, settle: Callable[[tuple[D, ...]], tuple[N, ...]]) -> If[N]:
    """The branches of a condition: what they count differently, nobody knows behind it."""
    before = dict(counts.known)
    ends = [] if node.branches[-1].condition is None else [before]

    def one(drafts: tuple[D, ...]) -> tuple[N, ...]:
        counts.known = dict(before)
        made = settle(drafts)
        ends.append(counts.known)
        return made

    made = If(tuple(Branch(way.condition, one(way.children), way.tag) for way in node.branches), node.tag, node.macro)
    keys = {key for end in ends for key in end}
    counts.known = {key: _same([end.get(key, 0) for end in ends]) for key in keys}
    return made


def _same(found: list[int | None]) -> int | None:
    return found[0] if all(one == found[0] for one in found) else None


def _list(node: Leveled, counts: Counts) -> List[WordingItem]:
    made, level, number = node.made, node.level, node.number
    before = counts.known.get((number, level), 0)
    varies = not all(isinstance(item, Item) for item in made.children)
    counts.known[number, level] = None if varies or before is None else before + len(made.children)
    if made.ordered and (before is None or counts.in_rows):
        counts.goes_on = True
    elif made.ordered and level == 0 and counts.loops:
        if varies or len(made.children) > 1 or before:
            for loop in counts.loops:
                counts.anew.setdefault(loop, set()).add(number)
        else:  # one item at each turn is a list of all turns
            counts.alone.add((counts.loops[-1], number))
    _begin_below(node, counts)
    items: list[WordingItem] = []
    for item in made.children:
        _begin_below(node, counts)  # a deeper level begins anew below each item (ECMA-376 part 1, 17.9.10)
        items += _settled_items((item,), counts)
    return List(tuple(items), made.ordered, made.start + (before or 0) if made.ordered else 1, made.style)


def _begin_below(node: Leveled, counts: Counts) -> None:
    for deeper in [key for key in counts.known if key[0] == node.number and key[1] > node.level]:
        del counts.known[deeper]


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
        case For():
            with _repeated(counts):
                return with_ways(node, lambda rows: _rows(rows, counts))
        case If():
            return _either(node, counts, lambda rows: _rows(rows, counts))
        case Unseen():
            return node
        case _:
            assert_never(node)


@contextmanager
def _repeated(counts: Counts) -> Iterator[None]:
    """Rows or cells that a loop repeats: a list goes on from one to the next."""
    in_rows, counts.in_rows = counts.in_rows, True
    before = dict(counts.known)
    yield
    counts.known = {key: count if before.get(key) == count else None for key, count in counts.known.items()}
    counts.in_rows = in_rows


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
        case For():
            with _repeated(counts):
                return with_ways(node, lambda cells: _cells(cells, counts))
        case If():
            return _either(node, counts, lambda cells: _cells(cells, counts))
        case Unseen():
            return node
        case _:
            assert_never(node)
