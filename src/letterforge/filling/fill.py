"""Wording in, document out: the tree with holes compiled once into closures, then run for each letter.

A part without holes is made once and is the same object in every letter; renderers rely on that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Never, TypeVar, assert_never

from letterforge.document import (
    Block,
    BlockQuote,
    Cell,
    Coloured,
    DocumentCell,
    DocumentItem,
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
from letterforge.filling.evaluation import Constant, Fill, Part, columns, condition, joined, loop
from letterforge.filling.seams import first_tag, for_recipient, is_watched, judge, texts_of
from letterforge.filling.spans import merged
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import drawn, image, judged_pattern, link, run_part, tidy
from letterforge.filling.words import words_of
from letterforge.formatting.printer import Printer, printer_within
from letterforge.loading import tree
from letterforge.loading.tree import Answer, Covered, For, If, Placeholder, Slot, Spanning, Unseen

M = TypeVar("M")
H = TypeVar("H")
R = TypeVar("R")


def compiled(nodes: Sequence[tree.Block], printer: Printer) -> Part[Block]:
    """A row of blocks as one part."""
    return joined(_block(node, printer) for node in nodes)


# --- one function for each place in a tree, and in it a case for each node that may stand there ------------------------


def _block(node: tree.Block, printer: Printer) -> Part[Block]:  # noqa: PLR0911  (one return for each node)
    match node:
        case Paragraph(role=role, alignment=alignment, indent=indent):
            return _line(node.children, printer, lambda children: Paragraph(children, role, alignment, indent))
        case Heading(level=level, alignment=alignment):
            return _line(node.children, printer, lambda children: Heading(level, children, alignment))
        case List(ordered=ordered, start=start, style=style):
            items = joined(_item(item, printer) for item in node.children)
            return _holder(items, lambda children: List(children, ordered, start, style))
        case Table():
            return _table(node, printer)
        case BlockQuote():
            return _holder(compiled(node.children, printer), BlockQuote)
        case Reply():
            return _holder(for_recipient(compiled(node.children, printer)), Reply)
        case Section(language=language):
            return _holder(
                compiled(node.children, printer_within(language, printer)), lambda children: Section(children, language)
            )
        case Landscape():
            return _holder(compiled(node.children, printer), Landscape)
        case If():
            return condition(node, lambda nodes: compiled(nodes, printer), printer)
        case For():
            return loop(node, lambda nodes: compiled(nodes, printer), printer)
        case Unseen():
            return _unseen(node.children, printer)
        case Space() | ThematicBreak() | PageBreak():
            return Constant((node,))
        case Slot():
            return Constant(())  # the stationery has put what belongs there in its place
        case _:
            assert_never(node)


def _item(node: tree.WordingItem, printer: Printer) -> Part[DocumentItem]:
    match node:
        case Item():
            return _holder(compiled(node.children, printer), Item)
        case If():
            return condition(node, lambda nodes: joined(_item(item, printer) for item in nodes), printer)
        case For():
            return loop(node, lambda nodes: joined(_item(item, printer) for item in nodes), printer)
        case _:
            assert_never(node)


def _inlines(nodes: Sequence[tree.Inline], printer: Printer) -> Part[Inline]:
    return joined(_inline(node, printer) for node in nodes)


def _inline(node: tree.Inline, printer: Printer) -> Part[Inline]:  # noqa: PLR0911  (one return for each node)
    match node:
        case Text() | LineBreak() | PageNumber() | PageCount() | Tab():
            return Constant((node,))
        case Answer(shown=shown):
            return Constant((Text(shown),))
        case Placeholder():
            return drawn(node, printer)
        case If():
            return condition(node, lambda nodes: _inlines(nodes, printer), printer)
        case For():
            return loop(node, lambda nodes: _inlines(nodes, printer), printer)
        case Strong():
            return _holder(_inlines(node.children, printer), Strong)
        case Emphasis():
            return _holder(_inlines(node.children, printer), Emphasis)
        case Underline():
            return _holder(_inlines(node.children, printer), Underline)
        case Marked(mark=mark):
            return _holder(_inlines(node.children, printer), lambda children: Marked(children, mark))
        case Coloured(colour=colour, ground=ground):
            return _holder(_inlines(node.children, printer), lambda children: Coloured(children, colour, ground))
        case Phrase(language=language):
            return _holder(
                _inlines(node.children, printer_within(language, printer)), lambda children: Phrase(children, language)
            )
        case Note(kind=kind):
            return _holder(compiled(node.children, printer), lambda children: Note(children, kind))
        case Link(children=children, target=target):
            return link(_inlines(children, printer), judged_pattern(target, printer))
        case Image(alt=alt):
            return image(node, judged_pattern(alt, printer))
        case _:
            assert_never(node)


def _holder(part: Part[M], make: Callable[[tuple[M, ...]], H]) -> Part[H]:
    """A node around its children; where nothing is left of them, nothing is left of it."""
    if isinstance(part, Constant):
        return Constant((make(part.made),))

    def fill(run: Evaluation) -> tuple[H, ...]:
        children = tuple(part(run))
        return (make(children),) if children else ()

    return fill


def _line(nodes: tuple[tree.Inline, ...], printer: Printer, make: Callable[[tuple[Inline, ...]], Block]) -> Part[Block]:
    """A holder of inlines, with tidy blanks. Where nothing hangs on a condition, they are tidied once and for all."""
    if any(isinstance(child, (If, For)) for child in nodes):
        part, always = _inlines(nodes, printer), True
    else:
        part, always = _inlines(tidy(nodes), printer), False
    tag = first_tag(nodes)
    if isinstance(part, Constant) or tag is None:
        return _holder(part, make)
    watched = is_watched(nodes)

    def fill(run: Evaluation) -> tuple[Block, ...]:
        signs, gaps, faults = run.signs, run.gaps, len(run.findings)
        uneven, run.uneven = run.uneven, always
        children = part(run)
        children = tidy(children) if run.uneven else tuple(children)
        run.uneven = uneven
        if (watched or run.signs != signs or run.gaps != gaps) and len(run.findings) == faults:
            judge(run, texts_of(children), tag)
        return (make(children),) if children else ()

    return fill


# --- tables -------------------------------------------------------------------------------------------------------------


def _table(node: Table[tree.WordingRow], printer: Printer) -> Part[Block]:
    """A table. Where its cells reach over one another, how far is known when its rows are."""
    columns, row_headers = node.columns, node.row_headers
    if not any(isinstance(one, (Covered, Spanning)) for one in tree.walk((node,))):
        plain = joined(_row(row, printer, _empty_cell) for row in node.children)
        return _holder(plain, lambda rows: Table(rows, columns, row_headers))
    part = joined(_row(row, printer, _covered_cell) for row in node.children)
    if isinstance(part, Constant):
        return Constant((merged(part.made, columns, row_headers=row_headers),))

    def fill(run: Evaluation) -> tuple[Block, ...]:
        rows = tuple(part(run))
        return (merged(rows, columns, row_headers=row_headers),) if rows else ()

    return fill


def _empty_cell(columns: int) -> DocumentCell:
    return Cell((), columns)


def _covered_cell(columns: int) -> Covered[Never]:
    return Covered((), columns)


def _row(node: tree.WordingRow, printer: Printer, covered: Callable[[int], R]) -> Part[Row[DocumentCell | R]]:
    match node:
        case Row(header=header):
            cells = joined(_cell(cell, printer, covered) for cell in node.children)
            return _holder(cells, lambda children: Row(children, header))
        case If():
            return condition(node, lambda nodes: joined(_row(row, printer, covered) for row in nodes), printer)
        case For():
            return loop(node, lambda nodes: joined(_row(row, printer, covered) for row in nodes), printer)
        case Unseen():
            return _unseen(node.children, printer)
        case _:
            assert_never(node)


def _cell(node: tree.WordingCell, printer: Printer, covered: Callable[[int], R]) -> Part[DocumentCell | R]:
    match node:
        case Cell(
            column_span=across, row_span=down
        ):  # it stays where nothing is left in it: its row has as many as the others
            part = compiled(node.children, printer)
            if isinstance(part, Constant):
                return Constant((Cell(part.made, across, down),))
            return lambda run: (Cell(tuple(part(run)), across, down),)
        case Covered(column_span=across):  # it leaves its sign for `merged`
            return _unseen(node.children, printer, (covered(across),))
        case Spanning():
            return _spanning(node, printer)
        case If():
            return condition(node, lambda nodes: joined(_cell(cell, printer, covered) for cell in nodes), printer)
        case For():
            return loop(node, lambda nodes: joined(_cell(cell, printer, covered) for cell in nodes), printer)
        case Unseen():
            return _unseen(node.children, printer)
        case _:
            assert_never(node)


def _spanning(node: Spanning[tree.Block], printer: Printer) -> Fill[DocumentCell]:
    part = compiled(node.children, printer)

    def fill(run: Evaluation) -> tuple[DocumentCell, ...]:
        across = columns(node, run)
        return () if across is None else (Cell(run_part(part, run), across * node.column_span),)

    return fill


def _unseen(nodes: tuple[tree.Node, ...], printer: Printer, left: tuple[M, ...] = ()) -> Part[M]:
    """Filled so that what is wrong is found, and then dropped; something may be left in its place."""
    part = words_of(nodes, printer)
    if isinstance(part, Constant):
        return Constant(left)

    def fill(run: Evaluation) -> tuple[M, ...]:
        wordless = len(run.wordless)
        part(run)
        del run.wordless[wordless:]
        return left

    return fill
