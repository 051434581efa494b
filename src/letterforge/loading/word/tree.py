"""Raw stories in, wording out: paragraphs and tables nested by their tags, as docxtpl's dialect means them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from letterforge.document import (
    Cell,
    PageBreak,
    Paragraph,
    Row,
    Space,
    Table,
    Text,
)
from letterforge.expressions.expression import Expression, parse
from letterforge.expressions.faults import ExpressionError
from letterforge.findings import Place
from letterforge.formatting.printer import Printer
from letterforge.loading.nesting import PIECES, Level, nest
from letterforge.loading.tags import MarkKind
from letterforge.loading.tree import Branch, Covered, For, If, Inline, Placeholder, Slot, Spanning, Unseen
from letterforge.loading.word.drafts import SectionEnd, drafted, with_room
from letterforge.loading.word.inlines import Piece, Tagged
from letterforge.loading.word.lists import Draft, DraftCell, DraftRow, gathered
from letterforge.loading.word.origins import Origins
from letterforge.loading.word.raw_blocks import RawBlock, RawCell, RawParagraph, RawRow, RawTable
from letterforge.loading.word.reading import headless, lost
from letterforge.loading.word.text import CellTag
from letterforge.office.xml import Element
from letterforge.rules.reading import CROSSED, EXPRESSION, SYNTAX
from letterforge.word_tags import ACROSS, AGAIN, TagKind

_DRAFTS: Level[Draft] = Level(lambda placeholder: Paragraph((placeholder,)), lambda group: group)
_ROWS: Level[DraftRow] = Level(lambda placeholder: Unseen((placeholder,)), lambda group: group)
_CELLS: Level[DraftCell] = Level(lambda placeholder: Unseen((placeholder,)), lambda group: group)


@dataclass(slots=True)
class _Line:
    """A paragraph in the making."""

    raw: RawParagraph
    pieces: list[Piece]
    behind: list[Draft | int] = field(default_factory=list)
    """What follows it: words of text boxes, and what no page shows."""


SLOTS = ("body", "header", "footer")


class Tree:
    """Makes the tree of one file; ``slots`` counts those of a letterhead, and is None for a template."""

    def __init__(self, tagged: Tagged, printer: Printer, slots: dict[str, int] | None, origins: Origins) -> None:
        self.tagged, self.printer, self.slots = tagged, printer, slots
        self.origins = origins
        self._in_cells: set[int] = set()
        self.of_cells: dict[int, TagKind] = {}
        """The tags that say something of their cell, by where they begin: of some, another takes the place."""

    def blocks(self, raws: Sequence[RawBlock], *, in_cell: bool = False) -> tuple[Draft, ...]:
        """The blocks of a story."""
        return nest(
            self._siblings(raws, in_cell=in_cell), _DRAFTS, self.tagged.statements, self.tagged.findings, tidy=gathered
        )

    def _siblings(self, raws: Sequence[RawBlock], *, in_cell: bool = False) -> Iterator[Draft | int]:
        """Blocks with the numbers of tags among them."""
        rows: list[_Line | Draft | int] = []
        for raw in with_room(raws, to_the_end=in_cell):
            if isinstance(raw, Space):
                rows.append(raw)
            elif isinstance(raw, RawTable):
                rows.append(self._table(raw))
            else:
                rows += self._line(raw, rows)
        lifted = self._lifted([row for row in rows if isinstance(row, _Line)])
        for row in rows:
            if isinstance(row, _Line):
                yield from self._paragraphs(row, lifted)
                yield from row.behind
            else:
                yield row

    def _line(self, raw: RawParagraph, before: Sequence[_Line | Draft | int]) -> Sequence[_Line | Draft | int]:
        """A paragraph, or the tag that takes it; one that begins with {%- goes on with the paragraph before."""
        tagged = self.tagged
        behind: list[Draft | int] = [block for box in raw.boxes for block in self._siblings(box)]
        unused = [span for span in raw.asides if len(tagged.within(span.start, span.end))]
        behind += [Unseen(tagged.pattern(span)) for span in unused]
        whole = tagged.prefixed(raw.start, raw.end, "p")
        if whole is not None:
            tagged.alone(whole, raw.start, raw.end, "paragraph")
            kind = tagged.marks[whole].kind
            if kind is MarkKind.PLACEHOLDER:
                name = tagged.marks[whole].body.strip()
                if self.slots is not None and name in SLOTS:
                    self.slots[name] = self.slots.get(name, 0) + 1
                    return [Slot(name), *behind]
            return behind if kind is MarkKind.COMMENT else [whole, *behind]
        pieces = tagged.pieces(raw)
        line = _Line(raw, pieces, behind)
        last = before[-1] if before and isinstance(before[-1], _Line) else None
        if (
            last is not None
            and not last.behind
            and (self._trims(pieces[:1], "before") or self._trims(last.pieces[-1:], "after"))
        ):
            last.pieces += pieces
            last.behind = behind
            return []
        return [line]

    def _trims(self, pieces: Sequence[Piece], side: str) -> bool:
        number = pieces[0].node if pieces else None
        if not isinstance(number, int):
            return False
        mark = self.tagged.marks[number]
        return mark.trim_before if side == "before" else mark.trim_after

    def _lifted(self, lines: Sequence[_Line]) -> set[int]:
        """The tags within paragraphs whose group goes beyond one: they stand between paragraphs."""
        home: dict[int, int] = {}
        for number, line in enumerate(lines):
            part = 0
            for piece in line.pieces:
                part += isinstance(piece.node, PageBreak)
                if isinstance(piece.node, int):
                    home[piece.node] = number * 10_000 + part
        lifted = set()
        for group in {id(g): g for n in home if (g := self.tagged.matched.group_of.get(n)) is not None}.values():
            if len({home.get(number, -1) for number in group.numbers}) > 1:
                lifted.update(group.numbers)
        return lifted

    def _paragraphs(self, line: _Line, lifted: set[int]) -> Iterator[Draft | int]:
        """One paragraph, or several where tags and page breaks cut it."""
        if line.raw.new_page:
            yield PageBreak()
        parts: list[list[Piece]] = [[]]
        cuts: list[PageBreak | int] = []
        for piece in line.pieces:
            if isinstance(piece.node, PageBreak) or (isinstance(piece.node, int) and piece.node in lifted):
                cuts.append(piece.node)
                parts.append([])
            else:
                parts[-1].append(piece)
        full = [one for one in parts if any(not isinstance(p.node, Text) or p.node.text.strip() for p in one)]
        if len(full) > 1 and not any(isinstance(cut, PageBreak) for cut in cuts):
            what = "a paragraph that a condition or loop cuts through"
            hint = "Other formats make a paragraph of each part; with {%p %} in paragraphs of their own the tags mean the same everywhere."
            self.tagged.findings.add(lost(what, self.tagged.place(line.raw.start), hint=hint))
        yield from self._paragraph(line.raw, parts[0])
        for cut, some in zip(cuts, parts[1:], strict=True):
            yield cut
            yield from self._paragraph(line.raw, some)
        if line.raw.page_after:
            yield SectionEnd()

    def _paragraph(self, raw: RawParagraph, pieces: Sequence[Piece]) -> Iterator[Draft]:
        children = self.tagged.inlines(pieces)
        if children:
            yield drafted(raw, children)

    def stray(self) -> None:
        """Report what is said of a cell where there is none."""
        for tag in self.tagged.source.cells:
            if tag.start not in self._in_cells:
                message = f"{{% {tag.name} %}} outside of a table"
                hint = "It says something of the cell that it stands in."
                finding = self.tagged.source.finding(SYNTAX, tag.start, message=message, hint=hint)
                self.tagged.findings.add(finding)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, raw: RawTable) -> Table[DraftRow] | Unseen[Inline]:
        if (crossing := self._crossed(raw)) is not None:
            self._looped(crossing)
            what = "a table whose conditions and loops cut through its rows and cells"
            hint = "Give {%tr %} a row of its own, and {%tc %} a cell of its own."
            self.tagged.findings.add(lost(what, self.tagged.place(raw.start), hint=hint))
            numbers = [
                n for n in self.tagged.within(raw.start, raw.end) if self.tagged.marks[n].kind is not MarkKind.COMMENT
            ]
            return Unseen(nest(numbers, PIECES, self.tagged.statements, self.tagged.findings))
        rows: list[DraftRow | int] = []
        for row in raw.rows:
            whole = self.tagged.prefixed(row.start, row.end, "tr", _inner(row.cells))
            if whole is None:
                rows.append(self._row(row))
                continue
            self.tagged.alone(whole, row.start, row.end, "row")
            rows += self._kept(whole)
        width = max([raw.columns, *(self._width(row) for row in raw.rows)], default=0)
        nested = nest(rows, _ROWS, self.tagged.statements, self.tagged.findings)
        if width > 1 and raw.headless and any(isinstance(one, For) for one in nested):
            self.tagged.findings.add(headless(self.tagged.place(raw.start)))
        return Table(nested, (None,) * width, raw.row_headers)

    @staticmethod
    def _width(row: RawRow) -> int:
        return row.before + sum(cell.columns for cell in row.cells) + row.after

    def _kept(self, number: int) -> list[int]:
        """What stands for a row or cell that a tag takes."""
        return [] if self.tagged.marks[number].kind is MarkKind.COMMENT else [number]

    def _row(self, row: RawRow) -> Row[DraftCell]:
        cells: list[DraftCell | int] = [Cell((), row.before)] if row.before else []
        for cell in row.cells:
            whole = self.tagged.prefixed(cell.start, cell.end, "tc", _inner((cell,)))
            if whole is None:
                cells.append(self._cell(cell))
                continue
            self.tagged.alone(whole, cell.start, cell.end, "cell")
            cells += self._kept(whole)
        cells += [Cell((), row.after)] if row.after else []
        return Row(nest(cells, _CELLS, self.tagged.statements, self.tagged.findings), row.header)

    def _cell(self, raw: RawCell) -> DraftCell:
        children = self.blocks(raw.blocks, in_cell=True)
        inner = [block for block in raw.blocks if isinstance(block, RawTable)]
        tags = [
            tag
            for tag in self.tagged.source.cells
            if raw.start <= tag.start < raw.end and not any(one.start <= tag.start < one.end for one in inner)
        ]
        across: tuple[Expression, CellTag] | None = None
        self._in_cells.update(tag.start for tag in tags)
        for tag in tags:
            if tag.name == "cellbg" and (colour := self._expression(tag, tag.body)) is not None:
                self.of_cells[tag.start] = TagKind.CELLBG
                self.tagged.findings.add(
                    lost("the background of a cell", Place(self.tagged.source.file, path=raw.path))
                )
                children = (*children, Unseen((Placeholder(colour, self.tagged.source.tag(tag.start)),)))
            elif tag.name == "colspan" and (columns := self._expression(tag, tag.body)) is not None:
                across = columns, tag
        if raw.covered:
            return Covered(children, raw.columns)
        node: Cell[Draft] | Spanning[Draft] = Cell(children, raw.columns)
        if across is not None:
            self.of_cells[across[1].start] = TagKind.COLSPAN
            node = Spanning(children, across[0], self.tagged.source.tag(across[1].start))
        for tag in tags:
            where = self.tagged.source.tag(tag.start)
            first = self._expression(tag, "loop.first") if tag.name in ("vm", "hm") else None
            if first is None:
                continue
            self.of_cells[tag.start] = TagKind(tag.name)
            if tag.name == "vm":
                covered: DraftCell = Covered(tuple(self._again(raw, tags, tag)), raw.columns)
                return If((Branch(first, (node,), where), Branch(None, (covered,), where)), where)
            length = self._expression(tag, "loop.length")
            assert length is not None  # noqa: S101  (as the one before)
            if across is not None:
                del self.of_cells[across[1].start]
            twice = replace(where, number=(where.number or 0) + ACROSS)  # the same tag decides a second time
            return If((Branch(first, (Spanning(children, length, twice, raw.columns),), where),), where)
        return node

    def _again(self, raw: RawCell, tags: Sequence[CellTag], merge: CellTag) -> Iterator[Draft]:
        """What a cell holds in the turns in which the one above reaches down to it: nobody sees it, yet it is there.

        As in docxtpl, the text that says so is then empty.
        """
        tagged = self.tagged
        home = self._home(merge.start)
        beside = {n for n in tagged.within(raw.start, raw.end) if self._home(tagged.marks[n].start) is home}
        tagged.source.turn += AGAIN
        if all(tagged.marks[n].kind is MarkKind.PLACEHOLDER for n in beside):
            tagged.left_out |= beside
            yield from self.blocks(raw.blocks, in_cell=True)
            tagged.left_out -= beside
        for tag in tags:
            if self.of_cells.get(tag.start) in (TagKind.CELLBG, TagKind.COLSPAN):
                expression = self._expression(tag, tag.body)
                if expression is not None:
                    yield Unseen((Placeholder(expression, tagged.source.tag(tag.start)),))
        tagged.source.turn -= AGAIN

    def _home(self, at: int) -> Element | None:
        """The element that a tag begins in."""
        return next((one.element for one in self.origins.of(at, at + 1)), None)

    def _expression(self, tag: CellTag, body: str) -> Expression | None:
        try:
            return parse(body, self.printer)
        except ExpressionError as fault:
            finding = self.tagged.source.finding(EXPRESSION, tag.start, message=fault.message, hint=fault.hint)
            self.tagged.findings.add(finding)
            return None

    def _looped(self, numbers: Sequence[int]) -> None:
        """A loop through cells repeats the borders between them: no table of Word has such rows."""
        mark = self.tagged.marks[numbers[0]]
        if mark.kind is MarkKind.FOR:
            message = "this loop goes from one cell to another, and would cut through the row"
            hint = "For a row at each turn, write {%tr for ... %} and {%tr endfor %} in rows of their own."
            self.tagged.findings.add(self.tagged.source.finding(CROSSED, mark.start, message=message, hint=hint))

    def _crossed(self, table: RawTable) -> Sequence[int] | None:
        """The tags of a condition or loop that opens in one cell or row and closes in another, wholly within the table."""
        home = dict(self._homes([table]))
        found: Sequence[int] | None = None
        for number in home:
            group = self.tagged.matched.group_of.get(number)
            if group is None:
                continue
            homes = {home.get(one) for one in group.numbers}
            if None not in homes and len(homes) > 1:
                found = group.numbers
                if self.tagged.marks[found[0]].kind is MarkKind.FOR:
                    break
        return found

    def _homes(self, raws: Iterable[RawBlock], cell: int = 0) -> Iterator[tuple[int, tuple[str, int]]]:
        """Each tag with the story, row or table that it stands in."""
        for raw in raws:
            if isinstance(raw, RawParagraph):
                for number in self.tagged.within(raw.start, raw.end):
                    yield number, ("blocks", cell)
                for box in raw.boxes:
                    yield from self._homes(box, cell)
                continue
            for row in raw.rows:
                whole = self.tagged.prefixed(row.start, row.end, "tr", _inner(row.cells))
                if whole is not None:
                    yield whole, ("rows", id(raw))
                    continue
                for one in row.cells:
                    taken = self.tagged.prefixed(one.start, one.end, "tc", _inner((one,)))
                    if taken is not None:
                        yield taken, ("cells", id(row))
                    else:
                        yield from self._homes(one.blocks, id(one))


def _inner(cells: Iterable[RawCell]) -> Iterator[RawTable]:
    """The tables in cells."""
    return (block for cell in cells for block in cell.blocks if isinstance(block, RawTable))
