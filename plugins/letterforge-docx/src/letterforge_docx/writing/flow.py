"""How the blocks of a letter hang together: what stays with what, and the room that hangs on a neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.document import BlockQuote, Heading, List, PageBreak, Paragraph, Role, Table
from letterforge.type_scale import OPENING, TO_SIGN, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letterforge.document import Block

_BREAKABLE = (Paragraph, Heading)
_HEAD = (Role.DATE, Role.REFERENCE)


@dataclass(frozen=True, slots=True)
class Flow:
    """How a block hangs together with its neighbours."""

    page_break: bool = False
    keep_next: bool = False
    apart: bool = False
    """A table right after a table: an empty paragraph parts them, or Word makes them one."""
    space: float = 0
    """The least room above it, by the size of the text, which a style cannot know: it hangs on what comes before."""
    above_table: bool = False
    """A table comes next, which has no room above it but what the paragraph before leaves."""
    bits: int = 0
    """The same as a number below 64."""
    rank: int = 0
    """Of a heading of the letter itself, see `ranks`; 0 of all else."""

    @property
    def beginning(self) -> Flow:
        """What it asks of the first of several paragraphs."""
        return _FLOWS[self.bits & ~_AT_THE_END]

    @property
    def ending(self) -> Flow:
        """What it asks of the last of several paragraphs, but for the room below: each of these has its own."""
        return _FLOWS[self.bits & _KEEP]

    def before(self, end: Flow) -> Flow:
        """The same for a paragraph that also stays with what another flow asks it to stay with."""
        return _FLOWS[self.bits | end.bits & _AT_THE_END] if end.bits & _AT_THE_END else self


# After a list or a quotation, after a table or what stands above the letter, and where somebody signs.
_SPACES = (0, TYPES["list"].below, OPENING, TO_SIGN)
_FLOWS = tuple(Flow(bool(n & 1), bool(n & 2), bool(n & 4), _SPACES[n >> 3 & 3], bool(n & 32), n) for n in range(64))
_BREAK, _KEEP, _APART, _AFTER_LIST, _AFTER_TABLE, _TO_SIGN, _ABOVE_TABLE = 1, 2, 4, 8, 16, 24, 32
_AT_THE_END = _KEEP | _ABOVE_TABLE
PLAIN_FLOW = _FLOWS[0]


def flowing(blocks: Sequence[Block]) -> Iterator[tuple[Block, Flow]]:
    """The blocks with what their neighbours ask of them; page breaks become a property of what follows."""
    bits = 0
    last = len(blocks) - 1
    before: type[object] | None = None
    role: Role | None = None  # of the paragraph before
    for index, block in enumerate(blocks):
        kind = block.__class__
        if kind is PageBreak and index < last and blocks[index + 1].__class__ in _BREAKABLE:
            bits, before, role = _BREAK, kind, None
            continue
        if before is Table:
            bits |= _APART if kind is Table else _AFTER_TABLE
        if type(block) is Paragraph:
            mine = block.role
            if mine is None and before is List:
                bits |= _AFTER_LIST
            elif role in _HEAD and mine not in _HEAD:
                bits |= _AFTER_TABLE
            elif role is Role.CLOSING and mine is Role.SIGNATURE:
                bits |= _TO_SIGN
            role = mine
        else:
            role = None
            if before is List and (kind is List or kind is BlockQuote):
                bits |= _AFTER_LIST
        if index < last:
            after = blocks[index + 1]
            # The closing stays with the first who signs, and with the end of what is above it; between two who sign a page
            # may end.
            follows = after.role if isinstance(after, Paragraph) else None
            if follows is Role.CLOSING or (role is Role.CLOSING and follows is Role.SIGNATURE):
                bits |= _KEEP
            if after.__class__ is Table:
                bits |= _ABOVE_TABLE
        yield block, _FLOWS[bits]
        bits, before = 0, kind
