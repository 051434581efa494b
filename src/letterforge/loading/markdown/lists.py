"""Lists put together on the tree: loops and conditions among items, neighbours made one, numbers that are true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from letterforge.document import (
    BlockQuote,
    Heading,
    Item,
    Landscape,
    List,
    PageBreak,
    Paragraph,
    Reply,
    Section,
    Space,
    Table,
    ThematicBreak,
)
from letterforge.findings import Findings
from letterforge.loading.tags import Source
from letterforge.loading.tree import Block, For, If, Slot, Unseen, WordingItem, walk, ways, with_ways
from letterforge.rules.markdown import MARKDOWN


def joined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A loop or condition around lists becomes items of one list, and neighbouring lists of one kind become one."""
    out: list[Block] = []
    for block in blocks:
        found = _as_list(block)
        last = out[-1] if out else None
        if isinstance(last, List) and isinstance(found, List) and last.ordered is found.ordered:
            out[-1] = replace(last, children=(*last.children, *found.children))
        else:
            out.append(found)
    return tuple(out)


def _as_list(block: Block) -> Block:
    """A For or If whose ways are each one list or nothing, as a list with a For or If among its items."""
    match block:
        case If() | For():
            parts = [way for way in ways(block) if way]
            lists = [one for way in parts for one in way if isinstance(one, List)]
            alone = len(lists) == len(parts) and all(len(way) == 1 for way in parts)
            if not alone or len({one.ordered for one in lists}) != 1:
                return block
            return replace(lists[0], children=(with_ways(block, _items),))
        case Paragraph() | Heading() | List() | Table() | BlockQuote() | Reply() | Section():
            return block
        case Landscape() | Space() | ThematicBreak() | PageBreak():
            return block
        case Unseen() | Slot():  # Word files only
            return block
        case _:
            assert_never(block)


def _items(way: tuple[Block, ...]) -> tuple[WordingItem, ...]:
    return tuple(item for block in way if isinstance(block, List) for item in block.children)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of an ordered list, with the number that is written before it and where."""

    item: Item[Block]
    number: int
    source: Source
    offset: int


class Numbers:
    """The numbers as they are written, held against those that will be printed."""

    def __init__(self) -> None:
        self._written: dict[int, Numbered] = {}  # by identity: equal items may stand in many places

    def note(self, numbered: Numbered) -> None:
        """Remember the number of an item."""
        self._written[id(numbered.item)] = numbered

    def check(self, blocks: tuple[Block, ...], findings: Findings) -> None:
        """Each list must be numbered one after the other, or all its items alike."""
        for node in walk(blocks):
            if isinstance(node, List) and node.ordered:
                _Count(self._written, node.start, findings).among(node.children, {node.start})


class _Count:
    """One walk along the items of one list."""

    def __init__(self, written: dict[int, Numbered], start: int, findings: Findings) -> None:
        self._written = written
        self._start = start
        self._findings = findings
        self._alike = True
        self._complained = False

    def among(self, items: Sequence[WordingItem], expected: set[int]) -> set[int]:
        """The numbers that may stand before the item after these, if any of the expected stood before the first."""
        for item in items:
            if isinstance(item, If):
                after: set[int] = set() if item.branches[-1].condition is None else set(expected)
                for branch in item.branches:
                    after |= self.among(branch.children, expected | after)
                expected = after
            elif isinstance(item, For):
                after = expected | self.among(item.children, expected)
                expected = after | self.among(item.otherwise, after)
            elif isinstance(item, Item):
                expected = self._item(item, expected)
            else:
                assert_never(item)
        return expected

    def _item(self, item: Item[Block], expected: set[int]) -> set[int]:
        written = self._written.get(id(item))
        if written is None:  # its number was lost, which is a finding already
            return set()
        self._alike = self._alike and written.number == self._start
        if written.number in expected:
            return {written.number + 1}
        if not self._alike and not self._complained:
            self._complained = True
            self._findings.add(
                written.source.finding(
                    MARKDOWN,
                    written.offset,
                    message="the items of this list are not numbered in their order",
                    hint="Number them one after the other, or all with 1.",
                )
            )
        return set()
