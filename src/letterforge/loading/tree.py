"""The tree with holes: the node classes of ``document.py``, and three nodes more.

Holes may stand at every level: among inlines, blocks, items of a list and rows of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Never, TypeAlias, TypeVar, Union

from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
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
    Picture,
    Reply,
    Row,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.expressions.expression import Expression
from letterforge.expressions.statements import Assignment, Call, Macro
from letterforge.findings import Place

C = TypeVar("C", covariant=True)  # noqa: PLC0105  (as in document.py)
N = TypeVar("N")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a tag stands, and the line of the template around it, for messages."""

    place: Place
    excerpt: str | None = field(default=None, compare=False)
    number: int | None = field(default=None, compare=False)
    """Of the tags of a Word file: what is decided at this one is kept under it (`letterforge.decisions`)."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place to fill with the printed value of an expression.

    One that ``does`` something instead is there only while a template is read: `loading.names` takes it out.
    """

    children: ClassVar[tuple[Never, ...]] = ()
    expression: Expression
    tag: Tag
    does: Assignment | Call | None = None


@dataclass(frozen=True, slots=True)
class Branch(Generic[C]):
    """One way through an `If`. ``condition`` is None for the ``else``."""

    condition: Expression | None
    children: tuple[C, ...]
    tag: Tag


@dataclass(frozen=True, slots=True)
class If(Generic[C]):
    """The first branch whose condition holds, or nothing.

    A ``macro`` has one, without a condition, and is there only while a template is read: `loading.names` takes it out.
    """

    branches: tuple[Branch[C], ...]
    tag: Tag
    macro: Macro | None = None


@dataclass(frozen=True, slots=True)
class For(Generic[C]):
    """The children once for each item of a list, under ``name``; ``otherwise`` where there is none.

    With a ``value``, the items are names with their values: ``name`` is then the one, ``value`` the other.
    """

    name: str
    iterated: Expression
    condition: Expression | None
    children: tuple[C, ...]
    otherwise: tuple[C, ...]
    tag: Tag
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Unseen(Generic[C]):
    """What a Word file holds and no page shows: comments, properties, colours. It is checked and filled, then dropped."""

    children: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Covered(Generic[C]):
    """A place in the grid of a table that the cell above reaches down to (ECMA-376 part 1, 17.4.84).

    What a Word file holds there nobody sees.
    """

    children: tuple[C, ...] = ()
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Spanning(Generic[C]):
    """A cell that reaches over as many columns as an expression says, times ``column_span``."""

    children: tuple[C, ...]
    columns: Expression
    tag: Tag
    column_span: int = 1


MOST_COLUMNS = 63  # Word's own limit


def columns_of(value: object) -> int | None:
    """How many columns a value says that a cell spans; None where it is no number from 1 to 63."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 3:  # noqa: PLR2004
        value = int(value)
    return value if type(value) is int and 1 <= value <= MOST_COLUMNS else None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the recipient is to write or to tick, in a Word file: what its control ``said``, and what is ``shown`` elsewhere."""

    children: ClassVar[tuple[Never, ...]] = ()
    said: str
    shown: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A paragraph of a letterhead that takes a part of the letter: body, header or footer. A template has none."""

    children: ClassVar[tuple[Never, ...]] = ()
    name: str


Piece: TypeAlias = Union[Text, Placeholder, "If[Piece]", "For[Piece]"]
Pattern: TypeAlias = tuple[Piece, ...]
"""A text with holes that is not read by itself: the target of a link, the words for a picture, a title."""

Inline: TypeAlias = Union[
    Text,
    LineBreak,
    PageNumber,
    PageCount,
    Tab,
    "Strong[Inline]",
    "Emphasis[Inline]",
    "Underline[Inline]",
    "Marked[Inline]",
    "Coloured[Inline]",
    "Phrase[Inline]",
    "Note[Block]",
    "Link[Inline, Pattern]",
    "Image[Pattern]",
    Placeholder,
    Answer,
    "If[Inline]",
    "For[Inline]",
]
WordingItem: TypeAlias = Union["Item[Block]", "If[WordingItem]", "For[WordingItem]"]
WordingCell: TypeAlias = Union[
    "Cell[Block]", "Covered[Block]", "Spanning[Block]", "If[WordingCell]", "For[WordingCell]", "Unseen[Inline | Block]"
]
WordingRow: TypeAlias = Union["Row[WordingCell]", "If[WordingRow]", "For[WordingRow]", "Unseen[Inline | Block]"]
Block: TypeAlias = Union[
    "Heading[Inline]",
    "Paragraph[Inline]",
    "List[WordingItem]",
    "Table[WordingRow]",
    "BlockQuote[Block]",
    "Reply[Block]",
    "Section[Block]",
    "Landscape[Block]",
    Space,
    ThematicBreak,
    PageBreak,
    "If[Block]",
    "For[Block]",
    "Unseen[Inline | Block]",
    Slot,
]
Node: TypeAlias = Inline | Block | WordingItem | WordingRow | WordingCell


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins, in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class FurnitureWording:
    """Header and footer with holes, of the first page or of those that follow."""

    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a Word file says of its pages: their size, and the furniture of the first and of those that follow."""

    page: Page | None
    first: FurnitureWording
    following: FurnitureWording


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole template as a tree. ``images`` holds the pictures that it names, by digest.

    A template that is a Word file brings its own ``sheet``; others stand on that of the stationery.
    """

    blocks: tuple[Block, ...]
    title: Pattern = ()
    images: Mapping[str, Picture] = field(default_factory=dict)
    sheet: Sheet | None = None

    @property
    def furniture(self) -> tuple[Block, ...]:
        """The trees of the sheet."""
        if self.sheet is None:
            return ()
        first, following = self.sheet.first, self.sheet.following
        return (*first.header, *first.footer, *following.header, *following.footer)


def ways(node: If[N] | For[N]) -> tuple[tuple[N, ...], ...]:
    """What stands in each branch of a condition; of a loop its body and, where there is one, its ``else``."""
    if isinstance(node, If):
        return tuple(branch.children for branch in node.branches)
    return (node.children, node.otherwise) if node.otherwise else (node.children,)


def with_ways(node: If[N] | For[N], change: Callable[[tuple[N, ...]], tuple[M, ...]]) -> If[M] | For[M]:
    """The same condition or loop around other nodes: what `change` makes of each of its ways."""
    if isinstance(node, If):
        return If(
            tuple(Branch(one.condition, change(one.children), one.tag) for one in node.branches), node.tag, node.macro
        )
    children, otherwise = change(node.children), change(node.otherwise)
    return For(node.name, node.iterated, node.condition, children, otherwise, node.tag, node.value)


def children_of(node: Node) -> tuple[Node, ...]:
    """What stands in a node, whichever way it takes."""
    return tuple(child for way in ways(node) for child in way) if isinstance(node, (If, For)) else node.children


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node in the order of reading, into all branches, link targets and alt texts."""
    for node in nodes:
        yield node
        if isinstance(node, Text):  # most nodes
            continue
        children = children_of(node)
        if children:
            yield from walk(children)
        if isinstance(node, Link):
            yield from walk(node.target)
        elif isinstance(node, Image):
            yield from walk(node.alt)
