"""Items of lists put together: Word numbers paragraphs one by one, and a document has lists of items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from letterforge.document import Item, List
from letterforge.loading.tree import For, If


@dataclass(frozen=True, slots=True)
class Leveled:
    """A list that is not yet in its place: how deep it stands, and the number of its definition."""

    made: List[Any]
    level: int
    number: str


def gathered(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Neighbouring items as one list, deeper ones within the item above; a loop around items as items."""
    out: list[Any] = []
    for block in blocks:
        found = _leveled(block)
        last = out[-1] if out else None
        joined = _joined(last, found) if isinstance(last, Leveled) and isinstance(found, Leveled) else None
        if joined is None:
            out.append(found)
        else:
            out[-1] = joined
    return tuple(out)


def _joined(last: Leveled, found: Leveled) -> Leveled | None:
    items = last.made.children
    if found.level > last.level and isinstance(items[-1], Item):
        item = Item(gathered((*items[-1].children, found)))
        return replace(last, made=replace(last.made, children=(*items[:-1], item)))
    if found.level == last.level and found.made.ordered is last.made.ordered and found.number == last.number:
        return replace(last, made=replace(last.made, children=(*items, *found.made.children)))
    return None


def _leveled(block: Any) -> Any:  # noqa: ANN401  (any block in, any block out)
    """A loop or condition around items of one list, as a list with the loop among its items."""
    if isinstance(block, For):
        parts = [block.children, *([block.otherwise] if block.otherwise else [])]
    elif isinstance(block, If):
        parts = [branch.children for branch in block.branches]
    else:
        return block
    lists = [part[0] for part in parts if len(part) == 1 and isinstance(part[0], Leveled)]
    if len(lists) != len(parts) or len({(one.level, one.number, one.made.ordered) for one in lists}) != 1:
        return block
    inner: Any
    if isinstance(block, For):
        otherwise = lists[1].made.children if len(lists) > 1 else ()
        inner = For(block.name, block.iterated, block.condition, lists[0].made.children, otherwise, block.tag)
    else:
        branches = zip(block.branches, lists, strict=True)
        inner = If(tuple(type(b)(b.condition, one.made.children, b.tag) for b, one in branches), block.tag)
    return replace(lists[0], made=replace(lists[0].made, children=(inner,)))


def settled(nodes: tuple[Any, ...], counts: dict[tuple[str, int], int] | None = None) -> tuple[Any, ...]:
    """The same tree with its lists in their places; one that goes on after other words goes on counting."""
    counts = {} if counts is None else counts
    return tuple(_settled(node, counts) for node in nodes)


def _settled(node: Any, counts: dict[tuple[str, int], int]) -> Any:  # noqa: ANN401  (any node in, any node out)
    match node:
        case Leveled(made=made, level=level, number=number):
            before = counts.get((number, level), 0)
            counts[number, level] = before + len(made.children)
            for deeper in [key for key in counts if key[0] == number and key[1] > level]:
                del counts[deeper]
            items: list[Any] = []
            for item in made.children:
                for deeper in [key for key in counts if key[0] == number and key[1] > level]:
                    del counts[deeper]  # a deeper level begins anew below each item (ECMA-376 part 1, 17.9.10)
                items.append(_settled(item, counts))
            return List(tuple(items), made.ordered, made.start + before if made.ordered else 1, made.style)
        case If(branches=branches, tag=tag):
            return If(tuple(type(b)(b.condition, settled(b.children, counts), b.tag) for b in branches), tag)
        case For():
            return replace(node, children=settled(node.children, counts), otherwise=settled(node.otherwise, counts))
        case _:
            children = getattr(node, "children", None)
            return node if not children else replace(node, children=settled(children, counts))
