"""The stories of a Word file before their tags are understood: paragraphs and tables, with their words and looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from letterforge.document import Alignment, Indent, LineBreak, PageBreak, PageCount, PageNumber, Tab
from letterforge.loading.tree import Answer
from letterforge.loading.word.looks import Look
from letterforge.loading.word.styles import Numbered


@dataclass(slots=True)
class Span:
    """From where to where something stands in the text of the file."""

    start: int = 0
    end: int = 0


@dataclass(slots=True)
class RawLink:
    """A link: its target, and where that stands in the text if it holds tags."""

    target: str
    span: Span = field(default_factory=Span)


@dataclass(slots=True)
class RawImage:
    """A picture of the file."""

    digest: str
    width: float | None
    alt: str
    span: Span = field(default_factory=Span)


@dataclass(frozen=True, slots=True)
class RawNote:
    """Where a note is called: the kind of its part, and its number there."""

    kind: str
    identifier: str


RawNode: TypeAlias = LineBreak | PageBreak | PageNumber | PageCount | Tab | RawImage | RawNote | Answer


@dataclass(slots=True)
class Segment:
    """A stretch of one run: text, or a node that is none. ``run`` numbers the runs of a file."""

    start: int
    end: int
    look: Look
    run: int
    link: RawLink | None = None
    node: RawNode | None = None


@dataclass(slots=True)
class RawParagraph:
    """One paragraph. ``asides`` are spans of the text that hang on it without being read in line."""

    path: str
    start: int
    end: int = 0
    segments: list[Segment] = field(default_factory=list)
    asides: list[Span] = field(default_factory=list)
    boxes: list[list[RawBlock]] = field(default_factory=list)
    level: int | None = None
    numbered: Numbered | None = None
    alignment: Alignment | None = None
    indent: Indent | None = None
    quoted: bool = False
    turned: bool | None = None
    """Of the paragraph that ends a section: whether its pages are turned."""
    reply: bool = False
    """Whether the recipient is to fill it in."""
    new_page: bool = False
    page_after: bool = False


@dataclass(slots=True)
class RawCell:
    """One cell; ``covered``: the one above reaches down to it."""

    path: str
    start: int
    blocks: list[RawBlock]
    end: int = 0
    columns: int = 1
    covered: bool = False


@dataclass(slots=True)
class RawRow:
    """One row; ``before`` and ``after`` are columns of the grid that it leaves out."""

    start: int
    cells: list[RawCell]
    end: int = 0
    header: bool = False
    before: int = 0
    after: int = 0


@dataclass(slots=True)
class RawTable:
    """One table."""

    path: str
    start: int
    rows: list[RawRow]
    end: int = 0
    columns: int = 0
    row_headers: bool = False

    @property
    def headless(self) -> bool:
        """Whether no cell of it heads a column or a row."""
        return not self.row_headers and not any(row.header for row in self.rows)


RawBlock = RawParagraph | RawTable
