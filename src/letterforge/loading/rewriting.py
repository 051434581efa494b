"""A tree made again with other nodes for some of its leaves; all else stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Row,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.loading.tree import (
    Answer,
    Block,
    Covered,
    For,
    If,
    Inline,
    Placeholder,
    Slot,
    Spanning,
    Unseen,
    WordingCell,
    WordingItem,
    WordingRow,
    with_ways,
)


def _itself(slot: Slot) -> tuple[Block, ...]:
    return (slot,)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What becomes of a placeholder among inlines, and of a slot among blocks. Addresses and what no page shows stay."""

    placeholder: Callable[[Placeholder], Inline] = lambda placeholder: placeholder
    slot: Callable[[Slot], tuple[Block, ...]] = _itself

    def blocks(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        """Blocks made again."""
        return tuple(made for node in nodes for made in self._block(node))

    def _block(self, node: Block) -> tuple[Block, ...]:  # noqa: PLR0911  (one return for each node)
        match node:
            case Slot():
                return self.slot(node)
            case Paragraph():
                return (replace(node, children=self._inlines(node.children)),)
            case Heading():
                return (replace(node, children=self._inlines(node.children)),)
            case List():
                return (replace(node, children=self._items(node.children)),)
            case Table():
                return (replace(node, children=self._rows(node.children)),)
            case BlockQuote():
                return (BlockQuote(self.blocks(node.children)),)
            case Reply():
                return (Reply(self.blocks(node.children)),)
            case Section():
                return (replace(node, children=self.blocks(node.children)),)
            case Landscape():
                return (Landscape(self.blocks(node.children)),)
            case If() | For():
                return (with_ways(node, self.blocks),)
            case Space() | ThematicBreak() | PageBreak() | Unseen():
                return (node,)
            case _:
                assert_never(node)

    def _items(self, nodes: tuple[WordingItem, ...]) -> tuple[WordingItem, ...]:
        return tuple(
            Item(self.blocks(node.children)) if isinstance(node, Item) else with_ways(node, self._items)
            for node in nodes
        )

    def _rows(self, nodes: tuple[WordingRow, ...]) -> tuple[WordingRow, ...]:
        return tuple(self._row(node) for node in nodes)

    def _row(self, node: WordingRow) -> WordingRow:
        match node:
            case Row():
                return replace(node, children=self._cells(node.children))
            case If() | For():
                return with_ways(node, self._rows)
            case Unseen():
                return node
            case _:
                assert_never(node)

    def _cells(self, nodes: tuple[WordingCell, ...]) -> tuple[WordingCell, ...]:
        return tuple(self._cell(node) for node in nodes)

    def _cell(self, node: WordingCell) -> WordingCell:
        match node:
            case Cell():
                return replace(node, children=self.blocks(node.children))
            case Spanning():
                return replace(node, children=self.blocks(node.children))
            case If() | For():
                return with_ways(node, self._cells)
            case Covered() | Unseen():
                return node
            case _:
                assert_never(node)

    def _inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(node) for node in nodes)

    def _inline(self, node: Inline) -> Inline:  # noqa: PLR0911  (as above)
        match node:
            case Placeholder():
                return self.placeholder(node)
            case Strong():
                return Strong(self._inlines(node.children))
            case Emphasis():
                return Emphasis(self._inlines(node.children))
            case Underline():
                return Underline(self._inlines(node.children))
            case Marked():
                return replace(node, children=self._inlines(node.children))
            case Coloured():
                return replace(node, children=self._inlines(node.children))
            case Phrase():
                return replace(node, children=self._inlines(node.children))
            case Note():
                return replace(node, children=self.blocks(node.children))
            case Link():
                return replace(node, children=self._inlines(node.children))
            case If() | For():
                return with_ways(node, self._inlines)
            case Text() | LineBreak() | PageNumber() | PageCount() | Tab() | Image() | Answer():
                return node
            case _:
                assert_never(node)
