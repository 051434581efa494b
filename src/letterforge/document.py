"""The filled letter as a tree: the node classes, and the closed set of what a document may hold.

No type here can hold a placeholder. The node classes are generic over their children, so that
``loading/tree.py`` builds the tree with holes from the same classes, and a type checker refuses the one
where the other is asked for. Nodes are frozen and compare by value; a part of a letter that no
placeholder touches is *the same object* in every letter made from one template.

Every node has ``children``; those of a text, a picture or a break are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Never, TypeAlias, TypeVar, Union, assert_never

from letterforge.styling import Alignment as Alignment  # noqa: PLC0414  (exported)
from letterforge.styling import Indent as Indent  # noqa: PLC0414  (exported)
from letterforge.styling import Leader as Leader  # noqa: PLC0414  (exported)
from letterforge.styling import Mark as Mark  # noqa: PLC0414  (exported)
from letterforge.styling import NoteKind as NoteKind  # noqa: PLC0414  (exported)
from letterforge.styling import NumberStyle as NumberStyle  # noqa: PLC0414  (exported)
from letterforge.styling import Role as Role  # noqa: PLC0414  (exported)

C = TypeVar("C", covariant=True)  # noqa: PLC0105  (the children; the shorter name reads better in the trees)
S = TypeVar("S", covariant=True)  # noqa: PLC0105  (a text attribute: `str`, or a pattern with holes)


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A run of characters on one line. ``field`` is the path of the data it came from, None for wording."""

    children: ClassVar[tuple[Never, ...]] = ()
    text: str
    field: str | None

    def __init__(self, text: str, field: str | None = None) -> None:
        """As a dataclass would, in half the time: a letter makes more of these than of all else."""
        _set_text(self, text)
        _set_field(self, field)


_set_text = vars(Text)["text"].__set__
_set_field = vars(Text)["field"].__set__


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""

    children: ClassVar[tuple[Never, ...]] = ()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page it stands on; for headers and footers."""

    children: ClassVar[tuple[Never, ...]] = ()


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages the letter has; for headers and footers."""

    children: ClassVar[tuple[Never, ...]] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """What follows begins (ends, has its middle) ``stop`` millimetres from the edge; ``leader`` fills the room before it."""

    children: ClassVar[tuple[Never, ...]] = ()
    stop: float
    alignment: Alignment = Alignment.START
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class Strong(Generic[C]):
    """Strong importance: bold."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Emphasis(Generic[C]):
    """Stress: italic."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Underline(Generic[C]):
    """A line below: Word letters have it; Markdown has no sign for it."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Marked(Generic[C]):
    """Words that are struck out, raised, lowered, or in small capitals."""

    children: tuple[C, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Coloured(Generic[C]):
    """Words in a colour of their own, or on a ground of one (a highlighter's); both as six hexadecimal digits."""

    children: tuple[C, ...]
    colour: str | None = None
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase(Generic[C]):
    """Words in another language than those around them (WCAG 2.2, 3.1.2); ``language`` is a BCP 47 tag."""

    children: tuple[C, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Note(Generic[C]):
    """A note on the words before it; its children are blocks. Renderers number notes in the order of reading."""

    children: tuple[C, ...]
    kind: NoteKind = NoteKind.FOOTNOTE


@dataclass(frozen=True, slots=True)
class Link(Generic[C, S]):
    """A hyperlink. ``target`` is an absolute URI whose scheme is http, https, mailto or tel."""

    children: tuple[C, ...]
    target: S


@dataclass(frozen=True, slots=True)
class Image(Generic[S]):
    """A picture. ``digest`` is its key in ``Document.images``; ``alt`` says in words what it shows.

    ``width`` is in millimetres; without one the picture is set at 96 pixels an inch, never wider than its column.
    """

    children: ClassVar[tuple[Never, ...]] = ()
    digest: str
    alt: S
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Heading(Generic[C]):
    """A heading; ``level`` is 1 to 6."""

    level: int
    children: tuple[C, ...]
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[C]):
    """A paragraph, with what it is for (``role``) where that is known."""

    children: tuple[C, ...]
    role: Role | None = None
    alignment: Alignment | None = None
    indent: Indent | None = None


@dataclass(frozen=True, slots=True)
class Item(Generic[C]):
    """One item of a list; its children are blocks."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class List(Generic[C]):
    """A list; its children are items. In a document it has at least one."""

    children: tuple[C, ...]
    ordered: bool = False
    start: int = 1
    style: NumberStyle = NumberStyle.DECIMAL


@dataclass(frozen=True, slots=True)
class Cell(Generic[C]):
    """One cell of a table; its children are blocks. Spans count grid columns and rows."""

    children: tuple[C, ...]
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Row(Generic[C]):
    """One row of a table; its children are cells. ``header``: its cells head their columns."""

    children: tuple[C, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """A table; its children are rows. ``columns`` holds one alignment for each grid column, None for the usual.

    ``row_headers``: the cells of the first column head their rows.
    """

    children: tuple[C, ...]
    columns: tuple[Alignment | None, ...]
    row_headers: bool = False


@dataclass(frozen=True, slots=True)
class BlockQuote(Generic[C]):
    """Words of somebody else, set off; its children are blocks."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Reply(Generic[C]):
    """What the recipient is to fill in, a slip or boxes to tick; its children are blocks."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Section(Generic[C]):
    """Blocks in another language than those around them; ``language`` is a BCP 47 tag."""

    children: tuple[C, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Landscape(Generic[C]):
    """Pages that are turned, wider than high; the children are blocks. It stands in the letter itself, in no other block."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Room to sign or to write in, as high as so many lines."""

    children: ClassVar[tuple[Never, ...]] = ()
    lines: int


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A line between two parts of the letter."""

    children: ClassVar[tuple[Never, ...]] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    children: ClassVar[tuple[Never, ...]] = ()


Inline: TypeAlias = Union[
    Text, LineBreak, PageNumber, PageCount, Tab, "Strong[Inline]", "Emphasis[Inline]", "Underline[Inline]",
    "Marked[Inline]", "Coloured[Inline]", "Phrase[Inline]", "Note[Block]", "Link[Inline, str]", "Image[str]",
]  # fmt: skip
DocumentItem: TypeAlias = "Item[Block]"
DocumentCell: TypeAlias = "Cell[Block]"
DocumentRow: TypeAlias = "Row[DocumentCell]"
Block: TypeAlias = Union[
    "Heading[Inline]", "Paragraph[Inline]", "List[DocumentItem]", "Table[DocumentRow]", "BlockQuote[Block]",
    "Reply[Block]", "Section[Block]", "Landscape[Block]", Space, ThematicBreak, PageBreak,
]  # fmt: skip
Node: TypeAlias = Inline | Block | DocumentItem | DocumentRow | DocumentCell


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of an image and its size in pixels."""

    content: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the margin of a page, above and below the letter."""

    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole letter, filled.

    ``language`` is a BCP 47 tag, ``title`` one line. ``first`` is the furniture of the first page and
    ``following`` that of all others. ``images`` maps the digest that an `Image` names to the picture.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    first: Furniture = Furniture()
    following: Furniture = Furniture()
    images: Mapping[str, Picture] = field(default_factory=dict)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node of a tree in the order of reading, parents before their children."""
    for node in nodes:
        yield node
        if node.children:
            yield from walk(node.children)


def passages(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The words of a tree, one string for each paragraph, heading or cell; a line break is a newline."""
    for node in nodes:
        if isinstance(node, (Heading, Paragraph)):
            yield "".join(_words(node.children))
        else:
            yield from passages(node.children)


def _words(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline.text
            case LineBreak():
                yield "\n"
            case Tab():
                yield "\t"
            case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Link():
                yield from _words(inline.children)
            case Note():
                yield "".join(f" ({words})" for words in passages(inline.children))
            case PageNumber() | PageCount() | Image():
                pass
            case _:
                assert_never(inline)
