"""Lists put together on the tree: loops and conditions among items, neighbours made one, numbers that are true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from letterforge.document import Item, List
from letterforge.findings import Finding
from letterforge.loading.tags import Source
from letterforge.loading.tree import For, If, walk


def joined(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """A loop or condition around lists becomes items of one list, and neighbouring lists of one kind become one."""
    out: list[Any] = []
    for block in blocks:
        found = _as_list(block)
        last = out[-1] if out else None
        if isinstance(last, List) and isinstance(found, List) and last.ordered is found.ordered:
            out[-1] = List((*last.children, *found.children), last.ordered, last.start, last.style)
        else:
            out.append(found)
    return tuple(out)


def _as_list(block: Any) -> Any:  # noqa: ANN401  (any block in, any block out)
    """A For or If whose branches are each one list or nothing, as a list with a For or If among its items."""
    if isinstance(block, For):
        parts = [block.children, *([block.otherwise] if block.otherwise else [])]
    elif isinstance(block, If):
        parts = [branch.children for branch in block.branches]
    else:
        return block
    lists = [part[0] for part in parts if part]
    if not lists or any(len(part) > 1 for part in parts) or not all(isinstance(one, List) for one in lists):
        return block
    if len({one.ordered for one in lists}) != 1:
        return block
    items = [part[0].children if part else () for part in parts]
    if isinstance(block, For):
        otherwise = items[1] if len(items) > 1 else ()
        inner: Any = For(block.name, block.iterated, block.condition, items[0], otherwise, block.tag)
    else:
        branches = zip(block.branches, items, strict=True)
        inner = If(tuple(type(branch)(branch.condition, some, branch.tag) for branch, some in branches), block.tag)
    return List((inner,), lists[0].ordered, lists[0].start, lists[0].style)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of an ordered list, with the number that is written before it and where."""

    item: Item[Any]
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

    def check(self, blocks: tuple[Any, ...], findings: list[Finding]) -> None:
        """Each list must be numbered one after the other, or all its items alike."""
        for node in walk(blocks):
            if isinstance(node, List) and node.ordered:
                _Count(self._written, node.start, findings).among(node.children, {node.start})


class _Count:
    """One walk along the items of one list."""

    def __init__(self, written: dict[int, Numbered], start: int, findings: list[Finding]) -> None:
        self._written = written
        self._start = start
        self._findings = findings
        self._alike = True
        self._complained = False

    def among(self, items: Sequence[Any], expected: set[int]) -> set[int]:
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
            else:
                expected = self._item(item, expected)
        return expected

    def _item(self, item: Item[Any], expected: set[int]) -> set[int]:
        written = self._written.get(id(item))
        if written is None:  # its number was lost, which is a finding already
            return set()
        self._alike = self._alike and written.number == self._start
        if written.number in expected:
            return {written.number + 1}
        if not self._alike and not self._complained:
            self._complained = True
            self._findings.append(
                written.source.error(
                    "markdown",
                    written.offset,
                    message="the items of this list are not numbered in their order",
                    hint="Number them one after the other, or all with 1.",
                )
            )
        return set()
