"""A tree made again: every place where a placeholder or a slot may stand is reached, and all else stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from letterforge.document import (
    BlockQuote,
    Cell,
    Emphasis,
    Heading,
    Image,
    Item,
    Link,
    List,
    Note,
    PageBreak,
    PageNumber,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.expressions.expression import parse
from letterforge.findings import Place
from letterforge.formatting.printer import Printer
from letterforge.loading.rewriting import Rewriting
from letterforge.loading.tree import (
    Block,
    Branch,
    Covered,
    For,
    If,
    Inline,
    Placeholder,
    Slot,
    Spanning,
    Tag,
    Unseen,
    WordingCell,
    walk,
    with_ways,
)

TAG = Tag(Place())
NAME = parse("name", Printer("en-GB"))
HOLE = Placeholder(NAME, TAG)
LINE: Block = Paragraph((HOLE,))
SLOT: Block = Slot("header")


def choice(block: Block) -> Block:
    return If((Branch(NAME, (ThematicBreak(),), TAG), Branch(None, (block,), TAG)), TAG)


def cells(*found: WordingCell) -> Block:
    return Table((Row(found), For("x", NAME, None, (Row(found),), (Row(found),), TAG)), (None,))


AroundBlock: TypeAlias = Callable[[Block], Block]
AroundInline: TypeAlias = Callable[[Inline], Inline]
AROUND_BLOCKS: dict[str, AroundBlock] = {
    "alone": lambda block: block,
    "a quotation": lambda block: BlockQuote((PageBreak(), block)),
    "a condition": choice,
    "a loop": lambda block: For("x", NAME, None, (block,), (), TAG),
    "the else of a loop": lambda block: For("x", NAME, None, (ThematicBreak(),), (block,), TAG),
    "an item": lambda block: List((Item((block,)),)),
    "an item in a loop": lambda block: List((For("x", NAME, None, (Item((block,)),), (), TAG),)),
    "a cell": lambda block: cells(Cell((block,))),
    "a cell that reaches over others": lambda block: cells(Spanning((block,), NAME, TAG)),
    "a cell on a condition": lambda block: cells(If((Branch(NAME, (Cell((block,)),), TAG),), TAG)),
    "a note": lambda block: Paragraph((Note((block,)),)),
}
AROUND_INLINES: dict[str, AroundInline] = {
    "strong": lambda inline: Strong((inline,)),
    "emphasis": lambda inline: Emphasis((inline,)),
    "underline": lambda inline: Underline((inline,)),
    "a link": lambda inline: Link((inline,), (Text("tel:1"),)),
    "a condition": lambda inline: If((Branch(NAME, (inline,), TAG),), TAG),
    "a loop": lambda inline: For("x", NAME, None, (inline,), (inline,), TAG),
}


def numbered(placeholder: Placeholder) -> Inline:
    return PageNumber() if placeholder == HOLE else placeholder


@pytest.mark.parametrize("around", AROUND_BLOCKS.values(), ids=AROUND_BLOCKS)
def test_a_slot_is_filled_wherever_a_block_may_stand(around: AroundBlock) -> None:
    blocks = (around(SLOT),)
    made = Rewriting(slot=lambda slot: (Heading(1, (Text(slot.name),)), PageBreak())).blocks(blocks)
    nodes = list(walk(made))
    assert not any(isinstance(node, Slot) for node in nodes)
    slots = sum(isinstance(node, Slot) for node in walk(blocks))
    assert sum(isinstance(node, Heading) for node in nodes) == slots


@pytest.mark.parametrize("around", AROUND_BLOCKS.values(), ids=AROUND_BLOCKS)
@pytest.mark.parametrize("inline", AROUND_INLINES.values(), ids=AROUND_INLINES)
def test_a_placeholder_becomes_another_inline_wherever_one_may_stand(around: AroundBlock, inline: AroundInline) -> None:
    made = Rewriting(placeholder=numbered).blocks((around(Paragraph((inline(HOLE),))),))
    nodes = list(walk(made))
    assert any(isinstance(node, PageNumber) for node in nodes)
    assert not any(isinstance(node, Placeholder) for node in nodes)


def test_what_no_page_shows_and_addresses_stay() -> None:
    blocks: tuple[Block, ...] = (
        Unseen((HOLE,)),
        Paragraph((Link((Text("x"),), (HOLE,)), Image("d", (HOLE,)))),
        cells(Covered((LINE,)), Unseen((HOLE,))),
    )
    assert Rewriting(placeholder=numbered).blocks(blocks) == blocks


def test_nothing_asked_for_is_nothing_changed() -> None:
    blocks = tuple(around(block) for around in AROUND_BLOCKS.values() for block in (LINE, SLOT))
    assert Rewriting().blocks(blocks) == blocks


def test_a_condition_and_a_loop_keep_all_but_what_is_in_them() -> None:
    for around in (choice, AROUND_BLOCKS["a loop"], AROUND_BLOCKS["the else of a loop"]):
        node = around(LINE)
        assert isinstance(node, (If, For))
        assert with_ways(node, lambda nodes: nodes) == node
