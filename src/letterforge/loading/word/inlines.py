"""One paragraph as a row of pieces: words as they look, and the numbers of the tags among them."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from letterforge.document import (
    Coloured,
    Emphasis,
    Image,
    LineBreak,
    Link,
    Marked,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Phrase,
    Strong,
    Tab,
    Text,
    Underline,
)
from letterforge.findings import Findings, Place, Severity
from letterforge.loading.nesting import INLINES, PIECES, Statements, nest
from letterforge.loading.tags import LITERAL, LITERALS, Mark, MarkKind, Matched
from letterforge.loading.tree import Answer, Block, For, If, Inline, Pattern, Placeholder
from letterforge.loading.word.looks import PLAIN, Look
from letterforge.loading.word.raw_blocks import (
    RawImage,
    RawLink,
    RawNode,
    RawNote,
    RawParagraph,
    RawTable,
    Segment,
    Span,
)
from letterforge.loading.word.text import WordText
from letterforge.rules.markdown import INCLUDE
from letterforge.rules.reading import SYNTAX
from letterforge.rules.word import SWALLOWED


@dataclass(frozen=True, slots=True)
class Piece:
    """A node, or the number of a tag that prints nothing, with how it looks and where it leads."""

    node: Inline | PageBreak | int
    look: Look
    link: RawLink | None = None


class Tagged:
    """The text of a file with its tags understood."""

    def __init__(
        self,
        source: WordText,
        statements: Statements,
        findings: Findings,
        notes: Mapping[tuple[str, str], Note[Block]],
        missing: str | None = None,
    ) -> None:
        self.source, self.statements, self.findings, self.notes = source, statements, findings, notes
        self.matched: Matched = statements.matched
        self.marks: Sequence[Mark] = self.matched.marks
        self._starts = [mark.start for mark in self.marks]
        self.left_out: set[int] = set()
        """The numbers of placeholders that are not to stand in the tree, for now."""
        self._of_includes(missing)
        self._cell_starts = [cell.start for cell in source.cells]

    def _of_includes(self, missing: str | None) -> None:
        """Report the includes that are left: those of a part that cannot be had, or that stand where none can."""
        left = [mark for mark in self.marks if mark.kind is MarkKind.INCLUDE]
        if missing is not None and left:
            mark = next((one for one in left if one.body.strip(" '\"") in missing), left[0])
            self.findings.add(self.source.finding(INCLUDE, mark.start, message=missing))
            return
        for mark in left:
            message = "{% include %} stands in a paragraph of its own, in the body of a template"
            hint = 'Write {%p include "part.docx" %}, and nothing else in its paragraph.'
            self.findings.add(self.source.finding(SYNTAX, mark.start, message=message, hint=hint))

    def within(self, start: int, end: int) -> range:
        """The numbers of the tags between two offsets."""
        return range(bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end))

    def prefix(self, number: int) -> str:
        """The prefix of a tag, "" for none."""
        return self.source.prefixes.get(self.marks[number].start, "")

    def prefixed(self, start: int, end: int, prefix: str, inner: Iterable[RawTable] = ()) -> int | None:
        """The tag that takes a whole row, cell or paragraph; docxtpl takes the last, and there should be no other.

        What stands in an ``inner`` table takes something there.
        """
        there = {number for table in inner for number in self.within(table.start, table.end)}
        found = [n for n in self.within(start, end) if self.prefix(n) == prefix and n not in there]
        return found[-1] if found else None

    def alone(self, number: int, start: int, end: int, what: str) -> None:
        """Report what else stands in a row, cell or paragraph that a tag takes for itself."""
        mark = self.marks[number]
        others = [n for n in self.within(start, end) if n != number and self.marks[n].kind is not MarkKind.COMMENT]
        words = self.source.text[start : mark.start] + self.source.text[mark.end : end]
        if others:
            message, hint = (
                f"this tag takes the whole {what}, and another tag stands in it",
                f"Give each a {what} of its own.",
            )
            self.findings.add(self.source.finding(SWALLOWED, mark.start, message=message, hint=hint))
        elif words.strip() and mark.kind is not MarkKind.COMMENT:
            message = f"this tag takes the whole {what}, and the words in it are not printed"
            hint = f"Give the tag a {what} of its own."
            self.findings.add(
                self.source.finding(SWALLOWED, mark.start, message=message, hint=hint, severity=Severity.WARNING)
            )

    # --- pieces -----------------------------------------------------------------------------------------------------

    def pieces(self, raw: RawParagraph) -> list[Piece]:
        """The pieces of a paragraph."""
        numbers = self.within(raw.start, raw.end)
        gone = [(self.marks[n].start, self.marks[n].end) for n in numbers]
        first = bisect.bisect_left(self._cell_starts, raw.start)
        last = bisect.bisect_left(self._cell_starts, raw.end)
        gone += [(cell.start, cell.end) for cell in self.source.cells[first:last]]
        gone.sort()
        at_mark = {self.marks[n].start: n for n in numbers}
        out: list[Piece] = []
        for segment in raw.segments:
            low = bisect.bisect_left(self._starts, segment.start)
            high = bisect.bisect_left(self._starts, segment.end)
            some: list[tuple[int, Text | RawNode | int]] = [
                (self.marks[n].start, at_mark[self.marks[n].start]) for n in range(low, high)
            ]
            some += [(start, self._kept(segment, start, end)) for start, end in _left(segment, gone)]
            for _, found in sorted(some, key=lambda one: one[0]):
                out += self._piece(found, segment)
        return out

    def _kept(self, segment: Segment, start: int, end: int) -> Text | RawNode:
        if segment.node is not None:
            return segment.node
        text = self.source.text[start:end]
        if "_" in text or "{" in text or "}" in text:
            # Word cuts such a sign into runs as it likes: its first run has what is meant, and the others nothing of it.
            for found in reversed(list(LITERALS.finditer(self.source.text, max(0, start - 2), end + 2))):
                in_tag = any(
                    mark.start < found.end() and found.start() < mark.end for mark in self._around(found.start())
                )
                if found.start() < end and found.end() > start and not in_tag:
                    meant = LITERAL[found[0]] if found.start() >= start else ""
                    text = text[: max(0, found.start() - start)] + meant + text[found.end() - start :]
        return Text(text.replace("\t", " ").replace("\u00ad", ""))

    def _around(self, offset: int) -> Sequence[Mark]:
        """The tags before and behind a place in the text."""
        behind = bisect.bisect_right(self._starts, offset)
        return self.marks[max(0, behind - 1) : behind + 1]

    def _piece(self, found: Text | RawNode | int, segment: Segment) -> Iterator[Piece]:
        match found:
            case int():
                kind = self.marks[found].kind
                if found in self.left_out:
                    pass
                elif kind is MarkKind.PLACEHOLDER:
                    node = self.statements.placeholder(found)
                    if node is not None:
                        yield Piece(node, segment.look, segment.link)
                elif kind not in (MarkKind.COMMENT, MarkKind.INCLUDE):
                    yield Piece(found, segment.look)
            case Text(text=""):
                pass
            case RawImage():
                yield Piece(Image(found.digest, self.pattern(found.span), found.width), segment.look, segment.link)
            case RawNote():
                note = self.notes.get((found.kind, found.identifier))
                if note is not None:
                    yield Piece(note, segment.look, None)
            case Tab():
                yield Piece(found, PLAIN)
            case Text() | LineBreak() | PageBreak() | PageNumber() | PageCount() | Answer():
                yield Piece(found, segment.look, segment.link)
            case _:
                assert_never(found)

    def pattern(self, span: Span) -> Pattern:
        """A text that stands by itself: an address, the words for a picture, a property."""
        out: list[Text | int] = []
        at = span.start
        for number in self.within(span.start, span.end):
            mark = self.marks[number]
            if mark.start > at:
                out.append(Text(self.source.text[at : mark.start]))
            if mark.kind not in (MarkKind.COMMENT, MarkKind.INCLUDE):
                out.append(number)
            at = mark.end
        if span.end > at:
            out.append(Text(self.source.text[at : span.end]))
        return nest(out, PIECES, self.statements, self.findings)

    def inlines(self, pieces: Sequence[Piece]) -> tuple[Inline, ...]:
        """Pieces as the nodes of a paragraph, each look and link around what has it."""
        siblings: list[Inline | int] = []
        for statement, some in itertools.groupby(_trimmed(pieces), key=lambda piece: isinstance(piece.node, int)):
            if statement:
                siblings += [piece.node for piece in some if isinstance(piece.node, int)]
                continue
            for link, linked in itertools.groupby(some, key=lambda piece: id(piece.link) if piece.link else None):
                inside = list(linked)
                nodes = _looks(inside)
                target = inside[0].link
                siblings += nodes if link is None or target is None else [Link(nodes, self.pattern(target.span))]
        return nest(siblings, INLINES, self.statements, self.findings)

    def place(self, offset: int) -> Place:
        """Where an offset stands."""
        return self.source.place(offset)


def _left(segment: Segment, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of a segment no tag takes."""
    at = segment.start
    for start, end in gone:
        if end <= at or start >= segment.end:
            continue
        if start > at:
            yield at, start
        at = max(at, end)
    if at < segment.end:
        yield at, segment.end


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without blanks and line breaks at both ends."""
    out = list(pieces)
    while out and _blank(out[0].node):
        out.pop(0)
    while out and _blank(out[-1].node):
        out.pop()
    if out and isinstance(first := out[0].node, Text):
        out[0] = replace(out[0], node=Text(first.text.lstrip()))
    if out and isinstance(last := out[-1].node, Text):
        out[-1] = replace(out[-1], node=Text(last.text.rstrip()))
    return out


def _blank(node: Inline | PageBreak | int) -> bool:
    match node:
        case Text():
            return not node.text.strip()
        case LineBreak() | PageBreak():
            return True
        case Tab():  # at an end it leads nowhere, unless it draws something on its way
            return node.leader is None
        case int() | Placeholder() | If() | For() | PageNumber() | PageCount() | Note() | Image() | Answer():
            return False
        case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Link():
            return False
        case _:
            assert_never(node)


def _looks(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for look, some in itertools.groupby(pieces, key=lambda piece: piece.look):
        nodes = tuple(_texts(piece.node for piece in some if not isinstance(piece.node, (int, PageBreak))))
        if all(_blank(node) for node in nodes):
            out += nodes
            continue
        out += look.around(nodes)
    return tuple(_texts(out))


def _texts(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring texts as one."""
    words: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            words.append(node.text)
            continue
        if words:
            yield Text("".join(words))
            words = []
        yield node
    if words:
        yield Text("".join(words))
