"""Nodes of a document as the data that `letter.typ` sets: lists whose first item is the kind.

Nothing here is Typst: a text of a letter stays a text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, assert_never

from letterforge.document import (
    Block,
    BlockQuote,
    Document,
    DocumentItem,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Reply,
    Role,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Underline,
    walk,
)
from letterforge.errors import RenderError
from letterforge_typst import look, tables
from letterforge_typst.look import TYPES, Type

if TYPE_CHECKING:
    from letterforge_typst.typefaces import Typeface

_PIXEL = 72 / 96  # points (CSS Values and Units 4, section 6.2)
_MUCH = 0.7
"""Of a line: a word that is wider than this is measured again, since it may be bold."""
_LINE = 1.5
"""The height of a line, in em, and rather more."""
_PART = 1 / 3
"""Of a page, that a row may take which no page ends in."""
_SPACES = re.compile(" {2,}")
# In what the recipient is to fill in, a line and a box are drawn there; elsewhere they are their signs.
_ANSWER = re.compile(r"(?P<write>(?<![^\W\d_])_{2,}+(?!\w)|\.{4,})|(?P<tick>\u2610|\[ {1,3}\])")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where nodes stand: in type of which size, on lines of which length, in points."""

    typeface: Typeface
    size: float
    room: float
    images: dict[str, tuple[int, int]]
    """The sizes of the pictures that there are, in pixels."""
    text_height: float
    """That of the text on a page, in points."""
    bold: bool = False
    reply: bool = False
    bullets: bool = False
    """Whether this is within a list with bullets: one within it has a dash, which every typeface has."""
    running: bool = False
    """Whether this is furniture. It has no links: an annotation must be in the structure tree, and furniture is not."""

    def within(self, less: float) -> Setting:
        """The same with shorter lines."""
        return replace(self, room=max(self.room - less, self.size))

    def wide(self, text: str) -> float:
        """How wide a text is here."""
        return self.typeface.width(text, bold=self.bold) * self.size


def letter(document: Document, setting: Setting) -> list[Any]:
    """The nodes of the letter itself, its headings ranked.

    A screen reader's user moves by headings: their ranks begin at 1 and skip none (ISO 14289-1, section 7.4). A template
    that begins with ``##`` is moved up; a subject line, where there is no heading of the first level, is the first.
    """
    out: list[Any] = []
    ranks: list[int] = []
    subject = 0 if any(isinstance(node, Heading) and node.level == 1 for node in document.blocks) else 1
    for node, space in spaced(document.blocks, setting):
        if isinstance(node, Heading):
            while ranks and ranks[-1] >= node.level:
                ranks.pop()
            ranks.append(node.level)
            rank = min(len(ranks), 6)
            out.append(_heading(node, rank, f"heading-{rank}", setting))
        elif subject and isinstance(node, Paragraph) and node.role is Role.SUBJECT:
            subject, ranks = 0, [1]
            out.append(_heading(node, 1, "heading-subject", setting))
        else:
            out.append(_block(node, space, setting))
    return out


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
    match node:
        case Paragraph():
            return node.role.value if node.role is not None else "text"
        case Heading():
            return "heading-3"  # within a quotation, an item or a cell it does not head a part of the letter
        case _:
            return "text"


_AROUND = {List: Type(below=0.7), Table: Type(above=0.9, below=1.3), BlockQuote: Type(above=1.0, below=1.1),
           Reply: Type(above=1.0, below=1.0, whole=True), ThematicBreak: Type(above=1.4, below=1.4)}  # fmt: skip
_HEADS_THE_LETTER = (Role.DATE, Role.REFERENCE)


def spaced(nodes: Sequence[Block], setting: Setting) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Each block with the space around it, which hangs on its neighbours; and whether a page may end there."""
    for index, node in enumerate(nodes):
        kind = _AROUND.get(type(node)) or TYPES[_type_of(node)]
        size = kind.scale * setting.size
        above, below = kind.above, kind.below
        before = _role(nodes[index - 1]) if index else None
        after = _role(nodes[index + 1]) if index + 1 < len(nodes) else None
        if before in _HEADS_THE_LETTER and _role(node) not in _HEADS_THE_LETTER:
            above = max(above, look.OPENING)
        if before is Role.CLOSING and _role(node) is Role.SIGNATURE:
            above = look.TO_SIGN
        if before is Role.ENCLOSURES and _role(node) is Role.COPIES:
            above = 0.0
        last = index + 1 == len(nodes) and setting.reply
        yield (
            node,
            {
                "above": above * size,
                "below": 0.0 if last or (setting.running and isinstance(node, Paragraph)) else below * size,
                # At least a line of the letter stands above its end.
                "sticky": kind.sticky or (after is Role.CLOSING and not isinstance(node, (Table, List))),
                "whole": kind.whole,
            },
        )


def _role(node: Block) -> Role | None:
    return node.role if isinstance(node, Paragraph) else None


# --- blocks ----------------------------------------------------------------------------------------------------------


def _heading(node: Heading[Inline] | Paragraph[Inline], rank: int, kind: str, setting: Setting) -> list[Any]:
    own = TYPES[kind]
    size = own.scale * setting.size
    space = {"above": own.above * size, "below": own.below * size, "sticky": True, "whole": True}
    inner = replace(setting, size=size, bold=own.bold)
    return ["heading", rank, kind, space, inlines(node.children, inner)]


def _block(node: Block, space: dict[str, Any], setting: Setting) -> list[Any]:
    match node:
        case Paragraph() | Heading():
            name = _type_of(node)
            kind = TYPES[name]
            inner = replace(setting, size=kind.scale * setting.size, bold=kind.bold or setting.bold)
            side = node.alignment.value if isinstance(node, Paragraph) and node.alignment else None
            return [
                "paragraph",
                (look.RUNNING if setting.running else "") + name,
                space,
                side,
                inlines(node.children, inner),
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
    inner = setting.within(look.INDENT * setting.size)
    inner = replace(inner, bullets=setting.bullets or not node.ordered)
    loose = any(_needs_tags(item.children) for item in node.children)
    gap = (0.4 if loose else 0.3) * setting.size
    items = [tight(item.children, inner) for item in node.children]
    if node.ordered:
        return ["numbers", node.style.value, node.start, gap, space, items]
    return ["bullets", "\u2013" if setting.bullets else "\u2022", gap, space, items]


def _needs_tags(nodes: Sequence[Block]) -> bool:
    """Whether a first paragraph is more than the words of its item or cell."""
    if not nodes:
        return False
    first, *rest = nodes
    plain = isinstance(first, Paragraph) and first.role is None and first.alignment is None
    return not plain or not all(isinstance(node, List) for node in rest)


def tight(nodes: Sequence[Block], setting: Setting) -> list[Any]:
    """A plain paragraph that stands alone in an item or a cell, or with lists below it, is no paragraph of its own."""
    if not nodes:
        return []
    if _needs_tags(nodes):
        return _last_close(blocks(nodes, setting))
    first, *rest = nodes
    assert isinstance(first, Paragraph)  # noqa: S101  (as `_needs_tags` has asked)
    out = inlines(first.children, setting)
    for one, space in spaced(rest, setting):
        out.append(_block(one, {**space, "above": 0.3 * setting.size, "below": 0.0}, setting))
    return out


def _table(node: Table[Any], space: dict[str, Any], setting: Setting) -> list[Any]:
    grid = tables.grid(node)
    padding = 2 * tables.PADDING * setting.size
    widths = tables.widths(grid, setting.room, padding, setting.wide)
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


# --- within a line ---------------------------------------------------------------------------------------------------


def inlines(nodes: Iterable[Inline], setting: Setting) -> list[Any]:
    """The nodes of one paragraph."""
    out: list[Any] = []
    for node in nodes:
        if isinstance(node, Text):
            out += _text(node, setting)
        else:
            out += _inline(node, setting)
    return out


def _text(node: Text, setting: Setting) -> Iterator[Any]:
    for number, line in enumerate(node.text.split("\n")):
        if number:
            yield ["break"]
        if setting.reply and node.field is None:
            yield from _with_answers(line, setting)
        elif line:
            yield from _words(line, setting)


def _with_answers(line: str, setting: Setting) -> Iterator[Any]:
    last = 0
    for found in _ANSWER.finditer(line):
        yield from _words(line[last : found.start()], setting)
        yield [found.lastgroup, found[0]]
        last = found.end()
    yield from _words(line[last:], setting)


def _words(text: str, setting: Setting) -> Iterator[Any]:
    """A text; its words that are longer than the line by themselves."""
    if "  " in text:
        # Who copies a text from a PDF gets one space for several, but each no-break space.
        text = _SPACES.sub(lambda found: "\xa0" * len(found[0]), text)
    if not text:
        return
    if len(text) * setting.size < setting.room * _MUCH:  # a letter is hardly wider than it is high
        yield text
        return
    begun = 0
    for found in re.finditer(r"[^ ]+", text):
        if len(found[0]) * setting.size >= setting.room * _MUCH and setting.wide(found[0]) > setting.room * _MUCH:
            if text[begun : found.start()]:
                yield text[begun : found.start()]
            yield ["long", found[0]]
            begun = found.end()
    if text[begun:]:
        yield text[begun:]


def _inline(node: Inline, setting: Setting) -> list[Any]:
    match node:
        case LineBreak():
            return [["break"]]
        case Strong():
            return [["strong", inlines(node.children, replace(setting, bold=True))]]
        case Emphasis():
            return [["emphasis", inlines(node.children, setting)]]
        case Underline():
            return [["underline", inlines(node.children, setting)]]
        case Note():
            return [" [", *_note(node, setting), "]"]
        case Link():
            return _link(node, setting)
        case Image():
            return [_picture(node, setting)]
        case PageNumber() | PageCount():
            return [["page" if isinstance(node, PageNumber) else "pages"]]
        case Text():
            return list(_text(node, setting))
        case _:
            assert_never(node)


def _link(node: Link[Inline, str], setting: Setting) -> list[Any]:
    inner = inlines(node.children, setting)
    if node.target.startswith("tel:"):  # a telephone number stays on one line
        inner = [one.replace(" ", "\xa0") if isinstance(one, str) else one for one in inner]
    return inner if setting.running else [["link", node.target, inner]]


def _note(node: Note[Block], setting: Setting) -> Iterator[Any]:
    """The words of a note, where it is called."""
    paragraphs = [one for one in walk(node.children) if isinstance(one, (Paragraph, Heading))]
    for number, one in enumerate(paragraphs):
        if number:
            yield " "
        yield from inlines(one.children, setting)


def _picture(node: Image[str], setting: Setting) -> list[Any]:
    if not node.alt.strip():
        message = "Typst could not print the letter as it is: a picture has no words to stand for it"
        raise RenderError(message)
    if node.digest not in setting.images:
        message = "the letter shows a picture that is not in it"
        raise RenderError(message)
    width = node.width * look.MILLIMETRE if node.width else setting.images[node.digest][0] * _PIXEL
    return ["picture", node.digest, node.alt, min(width, setting.room)]
