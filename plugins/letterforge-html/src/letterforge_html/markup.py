"""Nodes of a document as HTML: one function for each kind of node, text in, markup out.

Each function appends to ``out`` and returns whether it met anything from the data. What holds none is the
same object in the next letter, and its markup is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from letterforge.cache import IdentityCache
from letterforge.columns import columns, has_tabs
from letterforge.document import (
    Alignment,
    Block,
    BlockQuote,
    Cell,
    Coloured,
    Document,
    DocumentCell,
    DocumentItem,
    DocumentRow,
    Emphasis,
    Heading,
    Image,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Note,
    NumberStyle,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Role,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
    walk,
)
from letterforge_html import grid
from letterforge_html.attributes import classes, column_tags, division, escape, tags
from letterforge_html.spaces import kept_spaces, with_answers

# What a picture's address is until the page knows where its bytes are. A quotation mark is escaped in
# every text, so that no text of a letter can look like it.
PICTURE_SCHEME = "letterforge-picture:"
PICTURE = f'src="{PICTURE_SCHEME}'

# What sets a note off from the words around it, where there is no foot of a page.
NOTE_OPENS, NOTE_CLOSES = '<span class="dash"> \u2013 </span>', '<span class="dash"> \u2013</span>'

_STYLES = {
    NumberStyle.LOWER_ALPHA: ' type="a"',
    NumberStyle.UPPER_ALPHA: ' type="A"',
    NumberStyle.LOWER_ROMAN: ' type="i"',
    NumberStyle.UPPER_ROMAN: ' type="I"',
}
_kept: IdentityCache[Block, str] = IdentityCache(room=4096)


def blocks(nodes: Iterable[Block]) -> str:
    """The markup of blocks that stand one after the other."""
    out: list[str] = []
    _blocks(nodes, out)
    return "".join(out)


def letter(document: Document) -> str:
    """The markup of the letter itself, with its headings ranked."""
    return "".join(ranked(document.blocks))


def ranked(nodes: Iterable[Block]) -> Iterator[str]:
    """The markup of each block of a letter.

    A screen reader's user moves by headings: their ranks must begin at 1 and skip none (WCAG 2.2 technique
    G141, ISO 14289-1 section 7.4). A template that begins with ``##`` is moved up; a subject line, where
    there is no heading of the first level, is the first.
    """
    nodes = tuple(nodes)
    ranks = _Ranks(not any(isinstance(node, Heading) and node.level == 1 for node in _parts(nodes)))
    for node in nodes:
        out: list[str] = []
        ranks.write((node,), out)
        yield "".join(out)


def _parts(nodes: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a letter, with those of its parts in another language or on turned pages."""
    for node in nodes:
        if isinstance(node, (Section, Landscape)):
            yield from _parts(node.children)
        else:
            yield node


class _Ranks:
    """Writes blocks, and ranks the headings among them. ``subject``: the next subject line is a heading."""

    def __init__(self, subject: bool) -> None:  # noqa: FBT001  (said in the docstring)
        self._subject = self._each = subject
        self._open: list[int] = []

    def write(self, nodes: Iterable[Block], out: list[str]) -> None:
        for node in nodes:
            if isinstance(node, Heading):
                while self._open and self._open[-1] >= node.level:
                    self._open.pop()
                self._open.append(node.level)
                _tagged(f"h{min(len(self._open), 6)}", node.children, out, attributes=classes(node))
            elif self._subject and isinstance(node, Paragraph) and node.role is Role.SUBJECT:
                self._subject, self._open = False, [1]
                _tagged("h1", node.children, out, attributes=classes(node))
            elif isinstance(node, (Section, Landscape)):
                self._subject = self._subject or (self._each and isinstance(node, Section))  # the letter again
                out.append(division(node))
                self.write(node.children, out)
                out.append("</div>\n")
            else:
                _block(node, out)


def _tagged(tag: str, children: Iterable[Inline], out: list[str], *, attributes: str = "") -> bool:
    first, *others = tuple(children) or (None,)
    if isinstance(first, Phrase) and not others:  # the language of a whole paragraph is its own
        attributes, children = f'{attributes} lang="{escape(first.language)}"', first.children
    out.append(f"<{tag}{attributes}>")
    data = _words(tuple(children), out)
    out.append(f"</{tag}>\n")
    return data


def _words(children: tuple[Inline, ...], out: list[str]) -> bool:
    """The words of a paragraph; those between tabs as columns."""
    if not has_tabs(children):
        return _inlines(children, out)
    data = False
    for one in columns(children):
        if isinstance(one, LineBreak):
            out.append("<br>\n")
            continue
        opening, closing = column_tags(one)
        out.append(opening)
        data |= _inlines(one.children, out)
        out.append(closing)
    return data


def _blocks(nodes: Iterable[Block], out: list[str]) -> bool:
    data = False
    for node in nodes:
        data |= _block(node, out)
    return data


def _block(node: Block, out: list[str]) -> bool:
    known = _kept.get(node)
    if known is not None:
        out.append(known)
        return False
    mine: list[str] = []
    data = _new_block(node, mine)
    markup = "".join(mine)
    out.append(markup)
    if not data:
        _kept.put(node, markup)
    return data


def _new_block(node: Block, out: list[str]) -> bool:
    data = False
    match node:
        case Paragraph():
            data = _tagged("p", node.children, out, attributes=classes(node))
        case Heading():
            # Within a quotation, an item or a cell it does not head a part of the letter.
            data = _tagged("p", node.children, out, attributes=classes(node, "heading"))
        case List():
            data = _list(node, out)
        case Table():
            data = _table(node, out)
        case BlockQuote():
            out.append("<blockquote>\n")
            data = _blocks(node.children, out)
            out.append("</blockquote>\n")
        case Reply() | Section() | Landscape():
            out.append(division(node))
            data = _blocks(node.children, out)
            out.append("</div>\n")
        case Space():
            out.append(f'<div class="room" style="--lines:{node.lines}"></div>\n')
        case ThematicBreak():
            out.append("<hr>\n")
        case PageBreak():
            out.append('<div class="page-break"></div>\n')
        case _:
            assert_never(node)
    return data


def _list(node: List[DocumentItem], out: list[str]) -> bool:
    data = False
    if node.ordered:
        start = f' start="{node.start}"' if node.start != 1 else ""
        out.append(f"<ol{_STYLES.get(node.style, '')}{start}>\n")
    else:
        out.append("<ul>\n")
    for item in node.children:
        out.append("<li>")
        data |= _tight(item.children, out)
        out.append("</li>\n")
    out.append("</ol>\n" if node.ordered else "</ul>\n")
    return data


def _tight(nodes: tuple[Block, ...], out: list[str]) -> bool:
    """A plain paragraph that stands alone in an item or a cell, or with lists below it, needs no tag."""
    if not nodes:
        return False
    first, *rest = nodes
    if not (isinstance(first, Paragraph) and first.role is None and first.alignment is None and first.indent is None):
        return _blocks(nodes, out)
    if not all(isinstance(node, List) for node in rest):
        return _blocks(nodes, out)
    data = _words(first.children, out)
    return _blocks(rest, out) or data


def _table(node: Table[DocumentRow], out: list[str]) -> bool:
    data = False
    head = grid.head(node.children)
    starts = grid.starts(node.children)
    joined = grid.joined(node.children)
    out.append("<table>\n")
    for index, row in enumerate(node.children):
        if index in (0, head):
            out.append("<thead>\n" if index < head else "<tbody>\n")
        out.append('<tr class="joined">' if index in joined else "<tr>")
        for column, cell in zip(starts[index], row.children, strict=True):
            aligned = node.columns[column] if column < len(node.columns) else None
            scope = "col" if row.header else "row" if node.row_headers and column == 0 else ""
            data |= _cell(cell, out, scope=scope, aligned=aligned)
        out.append("</tr>\n")
        if index + 1 == head or index + 1 == len(node.children):
            out.append("</thead>\n" if index < head else "</tbody>\n")
    out.append("</table>\n")
    return data


def _cell(cell: DocumentCell, out: list[str], *, scope: str, aligned: Alignment | None) -> bool:
    # An empty cell heads nothing; as a header it would be read out as one.
    tag, heads = ("th", f' scope="{scope}"') if scope and cell.children else ("td", "")
    out.append(f"<{tag}{_attributes(cell, aligned)}{heads}>")
    data = _tight(cell.children, out)
    out.append(f"</{tag}>")
    return data


def _attributes(cell: Cell[Block], aligned: Alignment | None) -> str:
    across = f' colspan="{cell.column_span}"' if cell.column_span != 1 else ""
    down = f' rowspan="{cell.row_span}"' if cell.row_span != 1 else ""
    return f'{across}{down} class="align-{aligned.value}"' if aligned else across + down


def _inlines(nodes: Iterable[Inline], out: list[str]) -> bool:
    data = False
    for node in nodes:
        if isinstance(node, Text):
            text = node.text
            if node.field is None and ("__" in text or "[ " in text or "\u2610" in text or "...." in text):
                text = with_answers(text)
            else:
                text = escape(text)
                if "  " in text:
                    text = kept_spaces(text)
            out.append(text.replace("\n", "<br>\n") if "\n" in text else text)
            data = data or node.field is not None
        else:
            data |= _inline(node, out)
    return data


def _inline(node: Inline, out: list[str]) -> bool:
    data = False
    match node:
        case LineBreak():
            out.append("<br>\n")
        case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase():
            opening, closing = tags(node)
            out.append(opening)
            data = _inlines(node.children, out)
            out.append(closing)
        case Tab():
            out.append(" ")
        case Note():
            # A page without end has no foot: a note stands where it is called, and is read there.
            out.append(f'<small role="note" class="{node.kind.value}">{NOTE_OPENS}')
            for index, block in enumerate(node.children):
                out.append(" " if index else "")
                data |= _inlines(_line(block), out)
            out.append(f"{NOTE_CLOSES}</small>")
        case Link():
            out.append(f'<a href="{escape(node.target)}">')
            texts = [child for child in node.children if isinstance(child, Text)]
            if node.target.startswith("tel:") and len(texts) == len(node.children):
                # A telephone number stays on one line.
                out += [escape(text.text).replace(" ", "&nbsp;") for text in texts]
                data = any(text.field is not None for text in texts)
            else:
                data = _inlines(node.children, out)
            out.append("</a>")
        case Image():
            # A CSS pixel is 1/96 inch, an inch 25.4 mm (CSS Values and Units 4, section 6.2).
            width = f' width="{round(node.width * 96 / 25.4)}"' if node.width else ""
            out.append(f'<img {PICTURE}{node.digest}" alt="{escape(node.alt)}"{width}>')
        case PageNumber():
            out.append('<span class="page-number"></span>')
        case PageCount():
            out.append('<span class="page-count"></span>')
        case Text():
            data = _inlines((node,), out)
        case _:
            assert_never(node)
    return data


def _line(block: Block) -> tuple[Inline, ...]:
    """The inlines of a block in a note; those of a list or table one after the other."""
    if isinstance(block, (Paragraph, Heading)):
        return block.children
    inner = [node for node in walk((block,)) if isinstance(node, (Paragraph, Heading))]
    return tuple(inline for index, one in enumerate(inner) for inline in ((Text(" "),) if index else ()) + one.children)
