"""Nodes of a document as the data that `letter.typ` sets: lists whose first item is the kind.

Nothing here is Typst: a text of a letter stays a text, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, assert_never

from letterforge.document import (
    Block,
    BlockQuote,
    Document,
    DocumentItem,
    Heading,
    Image,
    Inline,
    Landscape,
    LineBreak,
    List,
    Note,
    PageBreak,
    Paragraph,
    Reply,
    Role,
    Section,
    Space,
    Table,
    Text,
    ThematicBreak,
    walk,
)
from letterforge.type_scale import (
    BULLETS,
    CELL_PADDING,
    ITEM_SPACE,
    LIST_INDENT,
    OPENING,
    TO_SIGN,
    TYPES,
    rank_type,
)
from letterforge_typst import look, tables
from letterforge_typst.words import Setting, line, spoken

_LINE = 1.5
"""The height of a line, in em, and rather more."""
_PART = 1 / 3
"""Of a page, that a row may take which no page ends in."""


def letter(document: Document, setting: Setting) -> list[Any]:
    """The nodes of the letter itself, its headings ranked.

    A screen reader's user moves by headings: their ranks begin at 1 and skip none (ISO 14289-1, section 7.4). A template
    that begins with ``##`` is moved up; a subject line, where there is no heading of the first level, is the first.
    """
    ranks = _Ranks(not any(isinstance(node, Heading) and node.level == 1 for node in _parts(document.blocks)))
    found = ranks.nodes(document.blocks, setting)
    notes = setting.notes.at_the_end
    return [*found, ["endnotes", notes]] if notes else found


def _parts(nodes: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a letter, with those of its parts in another language or on turned pages."""
    for node in nodes:
        if isinstance(node, (Section, Landscape)):
            yield from _parts(node.children)
        else:
            yield node


class _Ranks:
    """Ranks headings one after the other. ``subject``: the next subject line is a heading."""

    def __init__(self, subject: bool) -> None:  # noqa: FBT001  (said in the docstring)
        self._subject = self._each = subject
        self._open: list[int] = []

    def nodes(self, blocks: Sequence[Block], setting: Setting) -> list[Any]:
        """The nodes of blocks that stand in the letter itself."""
        return [self._node(node, space, setting) for node, space in spaced(blocks, setting)]

    def _node(self, node: Block, space: dict[str, Any], setting: Setting) -> list[Any]:
        if isinstance(node, Heading):
            while self._open and self._open[-1] >= node.level:
                self._open.pop()
            self._open.append(node.level)
            rank = min(len(self._open), 6)
            return _heading(node, rank, rank_type(rank), setting)
        if self._subject and isinstance(node, Paragraph) and node.role is Role.SUBJECT:
            self._subject, self._open = False, [1]
            return _heading(node, 1, "subject", setting)
        if isinstance(node, Section):
            self._subject = self._each  # the letter again
            return ["section", *spoken(node.language), self.nodes(node.children, setting)]
        if isinstance(node, Landscape):
            return ["landscape", self.nodes(node.children, replace(setting, room=setting.turned or setting.room))]
        return _block(node, space, setting)


def blocks(nodes: Sequence[Block], setting: Setting) -> list[Any]:
    """The nodes of blocks that stand one after the other."""
    return [_block(node, space, setting) for node, space in spaced(nodes, setting)]


def height_at_most(nodes: Sequence[Block], setting: Setting) -> float:
    """How high blocks are, and rather more, in points; those without words that can be counted are endless."""
    lines = 0.0
    for node in nodes:
        if not isinstance(node, Paragraph) or any(isinstance(one, (Image, Note)) for one in walk(node.children)):
            return float("inf")
        breaks = sum(isinstance(one, LineBreak) for one in walk(node.children))
        texts = [one.text for one in walk(node.children) if isinstance(one, Text)]
        words = "".join(texts)
        lines += 2 + breaks + words.count("\n") + 1.3 * setting.wide(words) / setting.room
    return lines * setting.size * _LINE


# --- spaces ----------------------------------------------------------------------------------------------------------


def _type_of(node: Block) -> str:
    if isinstance(node, Paragraph) and node.role is not None:
        return node.role.value
    return rank_type(0) if isinstance(node, Heading) else "text"  # within another block it heads no part of the letter


_AROUND = {
    List: "list", Table: "table", BlockQuote: "quotation", Section: "text", Landscape: "text", Space: "text",
    Reply: "slip", ThematicBreak: "rule",
}  # fmt: skip
_HEADS_THE_LETTER = (Role.DATE, Role.REFERENCE)


def spaced(nodes: Sequence[Block], setting: Setting) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Each block with the space around it, which hangs on its neighbours; and whether a page may end there."""
    for index, node in enumerate(nodes):
        name = _AROUND.get(type(node)) or _type_of(node)
        kind, size = TYPES[name], setting.size_of(name)
        above, below = kind.above * size, kind.below * size
        before = _role(nodes[index - 1]) if index else None
        after = _role(nodes[index + 1]) if index + 1 < len(nodes) else None
        if before in _HEADS_THE_LETTER and _role(node) not in _HEADS_THE_LETTER:
            above = max(above, OPENING * setting.size)
        if before is Role.CLOSING and _role(node) is Role.SIGNATURE:
            above = TO_SIGN * setting.size
        last = index + 1 == len(nodes) and setting.reply
        yield (
            node,
            {
                "above": above,
                "below": 0.0 if last or (setting.running and isinstance(node, Paragraph)) else below,
                # At least a line of the letter stands above its end.
                "sticky": kind.keeps_next or (after is Role.CLOSING and not isinstance(node, (Table, List))),
                "whole": kind.whole,
            },
        )


def _role(node: Block) -> Role | None:
    return node.role if isinstance(node, Paragraph) else None


# --- blocks ----------------------------------------------------------------------------------------------------------


def _heading(node: Heading[Inline] | Paragraph[Inline], rank: int, kind: str, setting: Setting) -> list[Any]:
    own, size = TYPES[kind], setting.size_of(kind)
    space = {"above": own.above * size, "below": own.below * size, "sticky": True, "whole": True}
    inner = replace(setting, size=size, bold=own.bold)
    return ["heading", rank, kind, space, _side(node), line(node.children, inner)]


def _side(node: Heading[Inline] | Paragraph[Inline]) -> str | None:
    return None if node.alignment is None else node.alignment.value


def _indent(node: Heading[Inline] | Paragraph[Inline]) -> list[float] | None:
    """How far a paragraph is set in: at its start, its end, and the start of its first line."""
    own = node.indent if isinstance(node, Paragraph) else None
    return None if own is None else [one * look.MILLIMETRE for one in (own.start, own.end, own.first)]


def _block(node: Block, space: dict[str, Any], setting: Setting) -> list[Any]:  # noqa: PLR0911  (one return for each node)
    match node:
        case Paragraph() | Heading():
            name = _type_of(node)
            name = setting.plain if name == "text" else name
            kind = TYPES[name]
            inner = replace(setting, size=setting.size_of(name), bold=kind.bold or setting.bold)
            return [
                "paragraph",
                (look.RUNNING if setting.running else "") + name,
                space,
                _side(node),
                _indent(node),
                line(node.children, inner),
            ]
        case List():
            return _list(node, space, setting)
        case Table():
            return _table(node, space, setting)
        case BlockQuote():
            return ["quotation", space, _last_close(blocks(node.children, setting.within(setting.size)))]
        case Reply():
            inner = replace(setting.within(2 * setting.size), reply=True)
            if setting.reply:  # a slip within a slip has no border of its own
                return ["words", blocks(node.children, replace(setting, reply=True))]
            return ["slip", space, _last_close(blocks(node.children, inner))]
        case Section(language=language):
            return ["section", *spoken(language), blocks(node.children, setting)]
        case Landscape():  # it turns pages where it stands in the letter itself
            return ["words", blocks(node.children, setting)]
        case Space(lines=lines):
            return ["room", lines * setting.size * _LINE]
        case ThematicBreak():
            return ["parting", space]
        case PageBreak():
            return ["turn"]
        case _:
            assert_never(node)


def _last_close(nodes: list[Any]) -> list[Any]:
    """Nodes of which the last has no space below it: the frame around them has."""
    for part in nodes[-1] if nodes else ():
        if isinstance(part, dict):
            part["below"] = 0.0
    return nodes


def _list(node: List[DocumentItem], space: dict[str, Any], setting: Setting) -> list[Any]:
    inner = setting.within(LIST_INDENT * setting.size)
    inner = replace(inner, bullets=setting.bullets or not node.ordered)
    loose = any(_needs_tags(item.children) for item in node.children)
    gap = (0.4 if loose else ITEM_SPACE) * setting.size
    items = [tight(item.children, inner) for item in node.children]
    if node.ordered:
        return ["numbers", node.style.value, node.start, gap, space, items]
    return ["bullets", BULLETS[setting.bullets], gap, space, items]


def _needs_tags(nodes: Sequence[Block]) -> bool:
    """Whether a first paragraph is more than the words of its item or cell."""
    if not nodes:
        return False
    first, *rest = nodes
    plain = isinstance(first, Paragraph) and first.role is None and first.alignment is None and first.indent is None
    return not plain or not all(isinstance(node, List) for node in rest)


def tight(nodes: Sequence[Block], setting: Setting) -> list[Any]:
    """A plain paragraph that stands alone in an item or a cell, or with lists below it, is no paragraph of its own."""
    if not nodes:
        return []
    if _needs_tags(nodes):
        return _last_close(blocks(nodes, setting))
    first, *rest = nodes
    assert isinstance(first, Paragraph)  # noqa: S101  (as `_needs_tags` has asked)
    out = line(first.children, setting)
    for one, space in spaced(rest, setting):
        out.append(_block(one, {**space, "above": ITEM_SPACE * setting.size, "below": 0.0}, setting))
    return out


def _table(node: Table[Any], space: dict[str, Any], setting: Setting) -> list[Any]:
    grid = tables.grid(node)
    padding = 2 * CELL_PADDING[1] * setting.size
    widths = tables.widths(grid, setting.room, setting.size, setting.typeface.family)
    groups = []
    for group in grid.groups:
        cells = []
        for row in group.rows:
            lines = max((tables.lines(one.cell, one.room(widths) - padding, setting.wide) for one in row), default=0)
            whole = lines * setting.size * _LINE < setting.text_height * _PART
            for one in row:
                aligned = node.columns[one.column] if one.column < len(node.columns) else None
                inner = replace(setting, room=max(one.room(widths) - padding, setting.size), bold=group.heads)
                cells.append(
                    [
                        aligned.value if aligned else None,
                        group.heads and bool(one.cell.children),
                        one.cell.column_span,
                        one.cell.row_span,
                        whole,
                        tight(one.cell.children, inner),
                    ]
                )
        groups.append([group.heads, group.repeated, cells])
    return ["table", space, widths, groups]
