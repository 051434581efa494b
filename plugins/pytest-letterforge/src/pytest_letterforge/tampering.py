"""Letters that are not what they were: one value changed behind letterforge's back, to see whether that is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar, assert_never

from letterforge import Letter, Renderer
from letterforge.document import (
    Block,
    BlockQuote,
    Coloured,
    DocumentCell,
    DocumentItem,
    DocumentRow,
    Emphasis,
    Heading,
    Image,
    Inline,
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
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.renderer import ReadsBack

N = TypeVar("N")


class Tampered:
    """A letter with another value for a field of its data, a `Line`, as no letter could be made."""

    def __init__(self, letter: Letter, field: str, change: Callable[[str], str]) -> None:
        def changed(text: Text) -> Text:
            return replace(text, text=change(text.text)) if text.field == field else text

        blocks = _Rewriting(changed).blocks(letter.document.blocks)
        self.document = replace(letter.document, blocks=blocks)
        value = letter.values[field]
        self.values = MappingProxyType({**letter.values, field: change(value)})
        printed = letter.decisions.printed.items()
        self.decisions = replace(
            letter.decisions,
            printed={number: [change(value) if one == value else one for one in some] for number, some in printed},
        )
        self._letter = letter

    def __getattr__(self, name: str) -> object:
        """Everything else is as it was."""
        return getattr(self._letter, name)


class Lengthened:
    """A letter with a paragraph more, as a renderer could add it."""

    def __init__(self, letter: Letter, words: str) -> None:
        more: Paragraph[Inline] = Paragraph((Text(words),))
        self.document = replace(letter.document, blocks=(*letter.document.blocks, more))
        self._letter = letter

    def __getattr__(self, name: str) -> object:
        """Everything else is as it was."""
        return getattr(self._letter, name)


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """Blocks made again with other texts; what holds none of those stays the same object, as in any two letters."""

    change: Callable[[Text], Text]

    def blocks(self, nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return _unless_same(nodes, tuple(map(self._block, nodes)))

    def _block(self, node: Block) -> Block:
        match node:
            case Paragraph():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else replace(node, children=inlines)
            case Heading():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else replace(node, children=inlines)
            case BlockQuote():
                blocks = self.blocks(node.children)
                return node if blocks is node.children else BlockQuote(blocks)
            case Reply():
                blocks = self.blocks(node.children)
                return node if blocks is node.children else Reply(blocks)
            case Section():
                blocks = self.blocks(node.children)
                return node if blocks is node.children else Section(blocks, node.language)
            case Landscape():
                blocks = self.blocks(node.children)
                return node if blocks is node.children else Landscape(blocks)
            case List():
                items = _unless_same(node.children, tuple(map(self._item, node.children)))
                return node if items is node.children else replace(node, children=items)
            case Table():
                rows = _unless_same(node.children, tuple(map(self._row, node.children)))
                return node if rows is node.children else replace(node, children=rows)
            case Space() | ThematicBreak() | PageBreak():
                return node
            case _:
                assert_never(node)

    def _item(self, node: DocumentItem) -> DocumentItem:
        blocks = self.blocks(node.children)
        return node if blocks is node.children else Item(blocks)

    def _row(self, node: DocumentRow) -> DocumentRow:
        cells = _unless_same(node.children, tuple(map(self._cell, node.children)))
        return node if cells is node.children else replace(node, children=cells)

    def _cell(self, node: DocumentCell) -> DocumentCell:
        blocks = self.blocks(node.children)
        return node if blocks is node.children else replace(node, children=blocks)

    def _inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return _unless_same(nodes, tuple(map(self._inline, nodes)))

    def _inline(self, node: Inline) -> Inline:
        match node:
            case Text():
                return self.change(node)
            case Strong() | Emphasis() | Underline():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else type(node)(inlines)
            case Marked():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else replace(node, children=inlines)
            case Coloured():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else replace(node, children=inlines)
            case Phrase():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else replace(node, children=inlines)
            case Link():
                inlines = self._inlines(node.children)
                return node if inlines is node.children else Link(inlines, node.target)
            case Note():
                blocks = self.blocks(node.children)
                return node if blocks is node.children else Note(blocks, node.kind)
            case LineBreak() | PageNumber() | PageCount() | Tab() | Image():
                return node
            case _:
                assert_never(node)


def _unless_same(before: tuple[N, ...], after: tuple[N, ...]) -> tuple[N, ...]:
    return before if all(a is b for a, b in zip(before, after, strict=True)) else after


class Written:
    """A renderer that hands over a file that was made before, as another renderer made it."""

    def __init__(self, renderer: Renderer, content: bytes) -> None:
        self._content = content
        self.media_type: str = renderer.media_type
        self.suffix: str = renderer.suffix
        self.own_words: tuple[str, ...] = tuple(getattr(renderer, "own_words", None) or ())
        if isinstance(renderer, ReadsBack):
            self.text = renderer.text

    def render(self, letter: Letter) -> bytes:
        """The file."""
        del letter
        return self._content
