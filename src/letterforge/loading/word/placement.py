"""Where each tag of a Word file stands in the XML of its parts, and whether the tree understands it as the XML has it.

The tree and the XML nest the same tags, each in its own way: text boxes and the words for pictures stand behind their
paragraph in the tree, and within it in the XML. A letter's decisions are taken along the tree and written along the
XML, so both are compared here, once, and what could not line up is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from letterforge.document import Image, Link, Note
from letterforge.loading.tree import For, If, Node, Placeholder, Spanning, children_of, ways
from letterforge.loading.word.origins import Origin
from letterforge.office.xml import Element, local
from letterforge.word_tags import TagKind, WordTag

Chain = tuple[tuple[int, int], ...]
"""The conditions and loops around a tag, from the outermost: the number of each, and which of its branches."""
_OPENING = (TagKind.IF, TagKind.FOR)
_GOING_ON = (TagKind.ELIF, TagKind.ELSE)
_TRACKED = ("ins", "moveTo")
_CLOSING = (TagKind.ENDIF, TagKind.ENDFOR, TagKind.ENDMACRO)
_MACRO = -1
"""The branch of a macro, whose tags are decided where it is called."""
DECIDED = (*_OPENING, TagKind.PLACEHOLDER, TagKind.COLSPAN, TagKind.CELLBG, TagKind.VM, TagKind.HM)
"""The tags that decisions are taken for."""


@dataclass(slots=True)
class Placement:
    """One tag in the XML of a part; ``spans`` are the characters that it takes, in their order.

    ``at`` is where it stands in the text of the file; copies of it stand nowhere.
    """

    tag: WordTag
    at: int
    spans: list[Origin]
    firsts: list[tuple[int, int]]
    """From where to where it takes the characters of each span."""
    waits: int | None = None
    """See `WordTag.waits`."""

    @property
    def element(self) -> Element:
        """Where it begins."""
        return self.spans[0].element


class Tree:
    """The XML of one part, asked for what is around an element."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.order: dict[int, int] = {}
        self._struck: list[int] | None = None
        """Where words that were struck out or moved away begin."""
        self._above: dict[int, Element] = {}
        for number, element in enumerate(root.iter()):
            self.order[id(element)] = number
            self._above.update((id(inner), element) for inner in element)

    def __contains__(self, element: Element) -> bool:
        """Whether the element is one of this part."""
        return id(element) in self.order

    def above(self, element: Element) -> Iterator[Element]:
        """The elements around one, from the innermost."""
        found = self._above.get(id(element))
        while found is not None:
            yield found
            found = self._above.get(id(found))

    def parent(self, element: Element) -> Element | None:
        """The element around one."""
        return self._above.get(id(element))

    def taken(self, placement: Placement) -> Element | None:
        """The paragraph, row, cell or run that a tag takes for itself."""
        unit = placement.tag.unit
        if not unit or placement.spans[0].attribute is not None:
            return None
        return next((one for one in self.above(placement.element) if local(one.tag) == unit), None)

    def path(self, placement: Placement) -> tuple[str, ...]:
        """The names of all elements around the place where a tag stands, once it has taken what it takes."""
        taken = self.taken(placement)
        inner = (placement.element, placement.spans[0].attribute or "") if taken is None else None
        around = self.above(placement.element if taken is None else taken)
        names = tuple(one.tag for one in around)
        return names if inner is None else (inner[1], inner[0].tag, *names)

    def tracked(self, placement: Placement) -> bool:
        """Whether a tag stands half within an insertion or a move, or goes on behind words that were struck out."""
        spans = placement.spans
        if len(spans) == 1:
            return False
        first, *rest = ([id(e) for e in self.above(span.element) if local(e.tag) in _TRACKED] for span in spans)
        if any(one != first for one in rest):
            return True
        if self._struck is None:
            self._struck = [self.order[id(e)] for e in self.root.iter() if local(e.tag) in ("del", "moveFrom")]
        begin, end = (self.order[id(span.element)] for span in (spans[0], spans[-1]))
        return any(begin < at < end for at in self._struck)

    def place(self, placement: Placement) -> tuple[int, int, str, int]:
        """To sort by: the order of the XML."""
        first = placement.spans[0]
        is_text = first.attribute is None
        return self.order[id(first.element)], int(is_text), first.attribute or "", placement.firsts[0][0]


def chains(nodes: Iterable[Node], found: dict[int, Chain] | None = None, chain: Chain = ()) -> dict[int, Chain]:
    """What is around each tag in the tree, in whose order it is decided; the first of several places counts.

    A note is decided where it stands by itself, not where the text calls it.
    """
    found = {} if found is None else found
    for node in nodes:
        if isinstance(node, Note):
            continue
        number = node.tag.number if isinstance(node, (Placeholder, Spanning, If, For)) else None
        if number is not None and found.setdefault(number, chain) is not chain:
            continue
        if isinstance(node, (If, For)):
            for branch, way in enumerate(ways(node)):
                chains(way, found, (*chain, (node.tag.number or 0, branch)))
            continue
        if isinstance(node, Link):
            chains(node.target, found, chain)
        elif isinstance(node, Image):
            chains(node.alt, found, chain)
        chains(children_of(node), found, chain)
    return found


@dataclass(slots=True)
class Crossing:
    """Compares one part with the tree; ``crossed`` are the tags that do not line up, ``lost`` those that are swallowed."""

    tree: Tree
    known: Mapping[int, Chain]
    crossed: list[Placement] = field(default_factory=list)
    lost: list[Placement] = field(default_factory=list)
    _stack: list[tuple[int, int]] = field(default_factory=list)
    _homes: dict[int, Element] = field(default_factory=dict)
    """The cells that stand on the stack, by the numbers of what is said of them."""

    def compare(self, placements: Sequence[Placement]) -> None:
        """Go through the tags of the part in the order of the XML."""
        # A run is cut at the tag that takes it, and keeps all else.
        whole = [one for one in placements if one.tag.unit != "r"]
        taken = {id(found): one for one in whole if (found := self.tree.taken(one)) is not None}
        cells = self._merged(placements)
        paths: dict[int, tuple[str, ...]] = {}
        for one in placements:
            around = list(self.tree.above(one.element))
            if any(taken.get(id(element), one) is not one for element in around):
                self.lost.append(one)
                continue
            if not self._settle([(cells[id(e)], e) for e in reversed(around) if id(e) in cells], one):
                continue
            self._read(one, paths)
        if any(number not in self._homes for number, _ in self._stack):
            self.crossed += placements[-1:]

    def _merged(self, placements: Sequence[Placement]) -> dict[int, int]:
        """The cells that are merged with others, each with the number of the tag that says so."""
        found: dict[int, int] = {}
        for one in placements:
            if one.tag.kind in (TagKind.VM, TagKind.HM):
                cell = next((e for e in self.tree.above(one.element) if local(e.tag) == "tc"), None)
                if cell is not None:
                    found[id(cell)] = one.tag.number
        return found

    def _settle(self, wanted: Sequence[tuple[int, Element]], one: Placement) -> bool:
        """Leave the cells that the tag does not stand in, and enter those that it does."""
        numbers = [number for number, _ in wanted]
        while self._stack and self._stack[-1][0] in self._homes and self._stack[-1][0] not in numbers:
            self._homes.pop(self._stack.pop()[0])
        inside = [number for number, _ in self._stack if number in self._homes]
        if inside != numbers[: len(inside)]:
            self.crossed.append(one)
            return False
        for number, cell in wanted[len(inside) :]:
            self._stack.append((number, 0))
            self._homes[number] = cell
        return True

    def _read(self, one: Placement, paths: dict[int, tuple[str, ...]]) -> None:
        kind, group = one.tag.kind, one.tag.group
        if kind in _GOING_ON or kind in _CLOSING:
            fits = bool(self._stack) and self._stack[-1][0] == group and paths.get(group or 0) == self.tree.path(one)
            if not fits:
                self.crossed.append(one)
            elif kind in _CLOSING:
                self._stack.pop()
            else:
                self._stack[-1] = (self._stack[-1][0], self._stack[-1][1] + 1)
            return
        if kind in DECIDED:
            self._compared(one)
        if kind is TagKind.MACRO:
            paths[one.tag.number] = self.tree.path(one)
            self._stack.append((one.tag.number, _MACRO))
        if kind in _OPENING:
            paths[one.tag.number] = self.tree.path(one)
            self._stack.append((one.tag.number, 0))

    def _compared(self, one: Placement) -> None:
        if any(branch == _MACRO for _, branch in self._stack):
            return
        merged = one.tag.kind in (TagKind.VM, TagKind.HM)
        here = tuple(self._stack[:-1] if merged else self._stack)
        known = self.known.get(one.tag.number)
        if known is None or here[: len(known)] != known:
            self.crossed.append(one)
        elif len(here) > len(known):
            # It is decided once for all turns of what stands around it here: the next decision is for what comes then.
            one.waits = here[len(known)][0]
