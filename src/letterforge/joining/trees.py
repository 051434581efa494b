"""Number and name trees that are written as they grow, balanced, with only their right edge in memory.

ISO 32000-1, 7.9.6 and 7.9.7: every node but the root says the first and the last key below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letterforge.joining.writer import PdfWriter, array, reference

_ROOM = 64  # entries of a leaf, kids of a node


@dataclass(frozen=True, slots=True)
class _Node:
    number: int
    first: bytes
    last: bytes


class Tree:
    """One tree; its keys come in ascending order, written as numbers or strings. ``kind`` is Nums or Names."""

    def __init__(self, writer: PdfWriter, kind: str) -> None:
        self._writer, self._kind = writer, kind.encode()
        self._entries: list[tuple[bytes, bytes]] = []
        self._floors: list[list[_Node]] = [[]]

    def add(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Add keys with their values, both as they are written."""
        for entry in entries:
            self._entries.append(entry)
            if len(self._entries) == _ROOM:
                self._leaf()

    def finish(self) -> int | None:
        """Write what is left; the number of the root, None for a tree without entries."""
        if self._entries:
            self._leaf()
        rest: list[_Node] = []
        for floor in self._floors[:-1]:
            rest = [self._node([*floor, *rest])] if floor or rest else []
        nodes = [*self._floors[-1], *rest]
        if not nodes:
            return None
        return self._writer.add(self._writer.new(), b"<< /Kids %b >>" % array([reference(one.number) for one in nodes]))

    def _leaf(self) -> None:
        entries, self._entries = self._entries, []
        body = array([b"%b %b" % entry for entry in entries])
        self._put(0, self._written(b"/%b %b" % (self._kind, body), entries[0][0], entries[-1][0]))

    def _put(self, floor: int, node: _Node) -> None:
        if floor == len(self._floors):
            self._floors.append([])
        nodes = self._floors[floor]
        nodes.append(node)
        if len(nodes) == _ROOM:
            self._floors[floor] = []
            self._put(floor + 1, self._node(nodes))

    def _node(self, nodes: list[_Node]) -> _Node:
        kids = array([reference(one.number) for one in nodes])
        return self._written(b"/Kids %b" % kids, nodes[0].first, nodes[-1].last)

    def _written(self, content: bytes, first: bytes, last: bytes) -> _Node:
        body = b"<< /Limits [ %b %b ] %b >>" % (first, last, content)
        return _Node(self._writer.add(self._writer.new(), body), first, last)
