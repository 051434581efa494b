"""The ways that a letter can go: each branch of a condition, each loop; and which of them the data of one letter take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterforge.document import Image, Link
from letterforge.expressions.faults import EvaluationError
from letterforge.expressions.loop import bound, loop_values
from letterforge.loading.tree import For, If, Node, Tag, Wording, children_of, walk


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its tag, and what it means that no letter takes it."""

    tag: Tag
    untaken: str


@dataclass(frozen=True)
class Ways:
    """All ways of some wordings, in the order that they stand in."""

    ways: tuple[Way, ...]
    _wordings: Sequence[Wording]
    _numbers: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, wordings: Sequence[Wording]) -> Ways:
        """Those of some wordings."""
        ways: list[Way] = []
        numbers: dict[tuple[int, int], int] = {}
        for node in (node for wording in wordings for node in walk(tuple(_parts(wording)))):
            if not isinstance(node, (If, For)):
                continue
            for index, way in enumerate(_of(node)):
                numbers[id(node), index] = len(ways)
                ways.append(way)
        return cls(tuple(ways), wordings, numbers)

    def taken(self, values: Mapping[str, Any], number: int = 0) -> frozenset[int]:
        """The numbers of those that a letter with these data, by the wording with this number, takes."""
        out: set[int] = set()
        self._walk(_parts(self._wordings[number]), dict(values), out)
        return frozenset(out)

    def _walk(self, nodes: Iterable[Node], scope: dict[str, Any], out: set[int]) -> None:
        for node in nodes:
            try:
                if isinstance(node, If):
                    self._branch(node, scope, out)
                elif isinstance(node, For):
                    self._turns(node, scope, out)
                else:
                    self._walk(_within(node), scope, out)
            except EvaluationError:  # whoever makes the letter says so
                continue

    def _branch(self, node: If[Any], scope: dict[str, Any], out: set[int]) -> None:
        for index, branch in enumerate(node.branches):
            if branch.condition is None or branch.condition.evaluate(scope):
                out.add(self._numbers[id(node), index])
                self._walk(branch.children, scope, out)
                return

    def _turns(self, node: For[Any], scope: dict[str, Any], out: set[int]) -> None:
        found = node.iterated.evaluate(scope)
        asked = node.condition
        items = [
            (place, item)
            for place, item in enumerate(found if isinstance(found, list) else ())
            if asked is None or asked.evaluate({**scope, **bound(node.name, node.value, item)})
        ]
        if not items and node.otherwise:
            out.add(self._numbers[id(node), 1])
            self._walk(node.otherwise, scope, out)
        for index, (_, item) in enumerate(items):
            out.add(self._numbers[id(node), 0])
            self._walk(
                node.children, {**scope, **bound(node.name, node.value, item), "loop": loop_values(items, index)}, out
            )


def _of(node: If[Any] | For[Any]) -> Iterator[Way]:
    if isinstance(node, If):
        yield from (Way(branch.tag, "no row takes this branch") for branch in node.branches)
        return
    yield Way(node.tag, "no row has an item for this loop")
    if node.otherwise:
        yield Way(node.tag, "every row has an item for this loop: what stands under its else is in no letter")


def _within(node: Node) -> Iterator[Node]:
    """What stands in a node that is no fork."""
    yield from children_of(node)
    if isinstance(node, Link):
        yield from node.target
    elif isinstance(node, Image):
        yield from node.alt


def _parts(wording: Wording) -> Iterator[Node]:
    """All that is printed of a wording."""
    yield from wording.title
    yield from wording.blocks
    if wording.sheet is not None:
        for furniture in (wording.sheet.first, wording.sheet.following):
            yield from furniture.header
            yield from furniture.footer
