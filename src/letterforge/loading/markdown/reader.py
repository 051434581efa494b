"""One text of Markdown: Python-Markdown's element tree read node by node, tags and all.

What is not understood is a finding with its place; `accounting.Account` sees to it that nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from letterforge.document import (
    Alignment,
    BlockQuote,
    Cell,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Reply,
    Role,
    Row,
    Table,
    Text,
    ThematicBreak,
)
from letterforge.findings import Findings, Rule
from letterforge.loading import tree
from letterforge.loading.markdown.attributes import can_speak, language_faults, language_of, spoken
from letterforge.loading.markdown.bounds import DEEPEST_TREE, depth, long_block
from letterforge.loading.markdown.coverage import Account
from letterforge.loading.markdown.including import part_of
from letterforge.loading.markdown.inlines import INLINE_ELEMENTS, Inlines, pattern_of, trimmed
from letterforge.loading.markdown.line_faults import EMPTY_ITEM
from letterforge.loading.markdown.lines import Prepared, prepare
from letterforge.loading.markdown.lists import Numbered, joined
from letterforge.loading.markdown.margins import ends_within, last_line
from letterforge.loading.markdown.roles import REPLY, ROW_HEADERS, taken
from letterforge.loading.markdown.shared import Shared
from letterforge.loading.nesting import BLOCKS, ROWS, Statements, nest
from letterforge.loading.tags import Mark, MarkKind, Source, match
from letterforge.loading.tree import Pattern
from letterforge.rules.markdown import MARKDOWN, ROLE
from letterforge.rules.reading import TABLE_HEADER, TOO_DEEP, TOO_LONG

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_REPLY: list[tree.Block | int] = []  # told by its identity: a role by itself, for the block before
_ROW_HEADERS: list[tree.Block | int] = []  # likewise
_BELOW = re.compile(r"[^\n]*\n\s*\{:\s*\.(?:row-headers|reply)(?=[\s}])[^}\n]*\}")  # a role by itself below a table
_EMPTY_ITEM = re.compile(r"^[ \t>]*+([-+*]|\d+\.)[ \t]*(?:\{#.*?#\}[ \t]*)*$", re.MULTILINE | re.DOTALL)
_ALIGNMENTS = {"left": Alignment.START, "center": Alignment.CENTER, "right": Alignment.END}


class Reader:
    """Reads one text, from the offset ``body`` on."""

    def __init__(
        self, source: Source, marks: Sequence[Mark], body: int, shared: Shared, *, including: tuple[str, ...] = ()
    ) -> None:
        from letterforge.loading.markdown import dialect  # noqa: PLC0415  (Python-Markdown costs a third of the import)

        self._dialect = dialect
        self.source, self.shared, self.body, self.including = source, shared, body, including
        self.findings = shared.findings
        self.matched = match(source, marks, self.findings)
        self.statements = Statements(source, self.matched, shared.printer, self.findings)
        self.account = Account(source, marks, body)
        self.prepared: Prepared
        self.inlines: Inlines
        self._below: str | None = None
        """The language that a list of attributes by itself has said of the block above it."""

    def read(self) -> tuple[tree.Block, ...]:
        """The blocks of the text."""
        own = Findings()
        self.prepared = prepare(self.source, self.matched, self.body, own)
        beside, images = self.shared.beside, self.shared.images
        self.inlines = Inlines(self.source, self.account, self.statements, self.prepared, beside, images, self.findings)
        long = long_block(self.prepared.text.split("\n"))
        before = self.findings.errors
        try:
            if long is not None:
                return self._refuse(
                    TOO_LONG, self.prepared.offsets[long], "a paragraph, list or table of more than 20,000 characters"
                )
            root = self._dialect.parse(self.prepared)
            blocks = self._within(root)
            if depth(blocks) > DEEPEST_TREE:
                return self._refuse(TOO_DEEP, self.body, "more nested levels than a letter has")
        except RecursionError:
            return self._refuse(TOO_DEEP, self.body, "more nested levels than a letter has")
        self.account.close()
        self.findings.extend(own)
        if not self.including:  # lists may go on through the parts, so they are looked at when all is read
            self.shared.numbers.check(blocks, self.findings)
        # What is lost is often the consequence of what was found already, and would say the same twice.
        if self.account.lost is not None and self.findings.errors == before:
            self.findings.add(self.account.lost)
        return blocks

    def pattern_of(self, pieces: Sequence[str | int]) -> Pattern:
        """Text and numbers of marks as a pattern."""
        return pattern_of(pieces, self.statements, self.findings)

    def _refuse(self, rule: Rule, offset: int, message: str) -> tuple[()]:
        self.findings.add(self.source.finding(rule, offset, message=message))
        return ()

    def _within(self, element: Element) -> tuple[tree.Block, ...]:
        return nest(self._blocks(element), BLOCKS, self.statements, self.findings, tidy=joined)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> list[tree.Block | int]:
        """The blocks within an element, with numbers for the marks among them."""
        out: list[tree.Block | int] = []
        run: list[tree.Inline | int] = []  # inlines that stand in a list item without a paragraph of their own

        def flush() -> None:
            mark = _only_mark(run)
            if mark is not None and mark in self.prepared.blocks:
                out.extend(self._block_mark(mark))
            else:
                inlines = trimmed(run)
                if inlines:
                    out.append(Paragraph(self.inlines.nested(inlines)))
            run.clear()

        before = self.account.offset
        run += self.inlines.text(parent.text, line_start=True, last=not len(parent))
        for child in parent:
            if child.tag in INLINE_ELEMENTS:
                run += self.inlines.one(child, prose=True)
            else:
                flush()
                begin = self.account.offset
                made = self._block(child)
                if made is _REPLY and out and not isinstance(out[-1], int):
                    out[-1] = self._for_recipient(out[-1], before)
                elif made is _ROW_HEADERS and out and isinstance(out[-1], Table):
                    out[-1] = replace(out[-1], row_headers=True)
                else:
                    if made is _REPLY:
                        self._lonely_role()
                    elif made is _ROW_HEADERS:
                        self._tableless()
                    out += made
                    before = begin if made else before
                self._speak(out)
            run += self.inlines.text(
                child.tail, line_start=child.tag not in INLINE_ELEMENTS or child.tag == "br", last=child is parent[-1]
            )
        flush()
        return out

    def _block_mark(self, number: int) -> Sequence[tree.Block | int]:
        kind = self.matched.marks[number].kind
        if kind is MarkKind.PAGE_BREAK:
            return [PageBreak()]
        if kind is MarkKind.INCLUDE:
            return self._include(number)
        return [number]

    def _block(self, element: Element) -> Sequence[tree.Block | int]:
        match element.tag:
            case "p":
                return self._paragraph(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                inlines = trimmed(self.inlines.within(element, prose=False))
                return [Heading(int(element.tag[1]), self.inlines.nested(inlines))]
            case "ul" | "ol":
                begin, last = self.account.offset, last_line(element)
                within = ends_within(element, last, self.source.text, begin)
                language = None if within else language_of(last)
                named = None if within else taken(last, only=REPLY)
                items = [self._item(child, ordered=element.tag == "ol") for child in element]
                made = List(tuple(items), ordered=element.tag == "ol", start=int(element.get("start", "1")))
                block = self._in_language(made, language)
                return [block if named is None else self._for_recipient(block, begin)]
            case "blockquote":
                quoted = self._within(element)
                return [BlockQuote(quoted)] if quoted else []
            case "hr":
                return [ThematicBreak()]
            case "table":
                return [self._table(element)]
            case "pre":
                self._fault(
                    "an indented block, which is code",
                    "Letters cannot contain code: remove the indent; in a list indent by four spaces for each level.",
                )
                self.account.take("".join(element.itertext()))
                return []
            case _:  # pragma: no cover  (the dialect makes no other elements)
                self._fault("this is not understood", "Write it more simply.")
                return []

    def _paragraph(self, element: Element) -> Sequence[tree.Block | int]:
        language = language_of(element)
        begin, named = self.account.offset, taken(element)
        inlines = self.inlines.within(element, prose=True)
        role = self._role(named) if named is not None and named not in (REPLY, ROW_HEADERS) else None
        mark = _only_mark(inlines)
        if mark is not None and (mark in self.prepared.blocks or self.statements.calls(mark) in self.prepared.blocks):
            return self._block_mark(mark)
        inlines = trimmed(inlines)
        if named == ROW_HEADERS:
            if not inlines:
                self._below = language
                return _ROW_HEADERS
            self._tableless()
        if named == REPLY:
            self._below = None if inlines else language
            block = self._in_language(Paragraph(self.inlines.nested(inlines)), language if inlines else None)
            return [self._for_recipient(block, begin)] if inlines else _REPLY
        if not inlines:
            if role is not None:
                self._lonely_role()
            self._below = language
            return []
        return [self._in_language(Paragraph(self.inlines.nested(inlines), role), language)]

    def _in_language(self, block: tree.Block, language: str | None) -> tree.Block:
        """A block in a language, whose words have been taken."""
        for message, hint in () if language is None else language_faults(language):
            self.findings.add(self.source.finding(ROLE, self._role_offset(), message=message, hint=hint))
        return block if language is None else spoken(block, language)

    def _speak(self, out: list[tree.Block | int]) -> None:
        """Give the block above its language, where a list of attributes by itself has said one."""
        language, self._below = self._below, None
        if language is None:
            return
        above = out[-1] if out else None
        if above is None or isinstance(above, int) or not can_speak(above):
            self._lonely_role()
        else:
            out[-1] = self._in_language(above, language)

    def _for_recipient(self, block: tree.Block, begin: int) -> Reply[tree.Block]:
        """What the recipient is to fill in; from where to where it stands is kept, since nothing in it waits for us."""
        end = self.source.text.find("{:", max(begin, self.account.last))
        self.shared.replies.append((replace(self.source.place(begin), column=1), self.source.place(max(end, begin))))
        return Reply((block,))

    def _role(self, name: str) -> Role | None:
        try:
            return Role(name)
        except ValueError:
            names = [*(role.value for role in Role), REPLY, ROW_HEADERS]
            close = get_close_matches(name, names, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(names)}."
            offset = self._role_offset()
            self.findings.add(self.source.finding(ROLE, offset, message="there is no such role", hint=hint))
            return None

    def _lonely_role(self) -> None:
        message = "a role without a paragraph"
        hint = "It stands on the last line of its paragraph, without an empty line between."
        self.findings.add(self.source.finding(ROLE, self._role_offset(), message=message, hint=hint))

    def _tableless(self) -> None:
        message, hint = f"{ROW_HEADERS} without a table", "It stands by itself, right below its table."
        self.findings.add(self.source.finding(ROLE, self._role_offset(), message=message, hint=hint))

    def _role_offset(self) -> int:
        """Where the role of the paragraph stands whose words were taken last."""
        return max(self.source.text.find("{:", self.account.last), 0)

    def _item(self, element: Element, *, ordered: bool) -> Item[tree.Block]:
        offset = self.account.offset
        number = self.account.take_number() if ordered else None
        item = Item(self._within(element))
        if number is not None:
            self.shared.numbers.note(Numbered(item, number, self.source, offset))
        if not item.children:
            sign = _EMPTY_ITEM.search(self.source.text, self.account.last)
            message, hint = EMPTY_ITEM
            at = offset if sign is None else sign.start(1)
            self.findings.add(self.source.finding(MARKDOWN, at, message=message, hint=hint))
        return item

    def _table(self, element: Element) -> Table[tree.WordingRow]:
        offset = self.account.offset
        rows: list[tree.WordingRow | int] = []
        columns: tuple[Alignment | None, ...] = ()
        for part in element:
            for row in part:
                cells = list(row)
                if part.tag == "thead":
                    columns = tuple(_ALIGNMENTS.get(cell.get("align", "")) for cell in cells)
                mark = self.prepared.tokens.only(cells[0].text or "") if cells and not len(cells[0]) else None
                if mark is not None and mark in self.prepared.rows:
                    self.account.take(mark)
                    rows.append(mark)
                    continue
                fault = row.get(self._dialect.FAULT)
                if fault:
                    self._fault(fault, "Each row has as many cells as the header; \\| is a pipe within a cell.")
                rows.append(Row(tuple(self._cell(cell) for cell in cells), header=part.tag == "thead"))
        head = rows[0] if len(rows) > 1 else None
        if isinstance(head, Row) and all(isinstance(cell, Cell) and not cell.children for cell in head.children):
            del rows[0]  # a head of empty cells is how a table without one is written
            if len(head.children) > 1 and not _BELOW.match(self.source.text, self.account.last + 1):
                message, hint = (
                    "a table without a header cell",
                    "Fill the first row, or write {: .row-headers } below it.",
                )
                self.findings.add(self.source.finding(TABLE_HEADER, offset, message=message, hint=hint))
        return Table(nest(rows, ROWS, self.statements, self.findings), columns)

    def _cell(self, element: Element) -> Cell[tree.Block]:
        inlines = trimmed(self.inlines.within(element, prose=False))
        return Cell((Paragraph(self.inlines.nested(inlines)),) if inlines else ())

    def _include(self, number: int) -> tuple[tree.Block, ...]:
        found = part_of(self.source, self.matched.marks[number], self.shared, self.including)
        return (
            ()
            if found is None
            else Reader(found.source, found.marks, 0, self.shared, including=(*self.including, found.name)).read()
        )

    def _fault(self, message: str, hint: str) -> None:
        self.findings.add(self.source.finding(MARKDOWN, self.account.offset, message=message, hint=hint))


def _only_mark(inlines: Sequence[tree.Inline | int]) -> int | None:
    """The number of the mark, where there is one and nothing else but blanks."""
    rest = [i for i in inlines if not (isinstance(i, Text) and not i.text.strip())]
    return rest[0] if len(rest) == 1 and isinstance(rest[0], int) else None
