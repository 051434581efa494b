"""Nodes as markup: each kind, and what makes it hard."""

from __future__ import annotations

import pytest

from letterforge.document import (
    Alignment,
    Block,
    BlockQuote,
    Cell,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteKind,
    NumberStyle,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Reply,
    Role,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from letterforge_html import furniture, markup


def p(*inlines: Inline | str, role: Role | None = None) -> Paragraph[Inline]:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), role)


def h(level: int) -> Heading[Inline]:
    return Heading(level, (Text("x"),))


def item(*blocks: Block) -> Item[Block]:
    return Item(blocks)


def cell(text: str, across: int = 1, down: int = 1) -> Cell[Block]:
    return Cell((p(text),) if text else (), across, down)


CASES: list[tuple[Block, str]] = [
    (p('a < b & "c" > d'), "<p>a &lt; b &amp; &quot;c&quot; &gt; d</p>"),
    (p("one", LineBreak(), "two"), "<p>one<br>\ntwo</p>"),
    (p("one\ntwo"), "<p>one<br>\ntwo</p>"),
    (p("e\u0301", "ﬁ"), "<p>e\u0301ﬁ</p>"),
    (p(Strong((Emphasis((Text("x"),)),))), "<p><strong><em>x</em></strong></p>"),
    (p("x", role=Role.SMALL_PRINT), '<p class="small-print">x</p>'),
    (Paragraph((Text("x"),), Role.DATE, Alignment.END), '<p class="date align-end">x</p>'),
    (
        p(Link((Text("x"),), 'https://a.example/?b&c="d"')),
        '<p><a href="https://a.example/?b&amp;c=&quot;d&quot;">x</a></p>',
    ),
    (p(Link((Text("01 23"),), "tel:0123")), '<p><a href="tel:0123">01&nbsp;23</a></p>'),
    (p(Image("ab", 'a "b"', 25.4)), '<p><img src="letterforge-picture:ab" alt="a &quot;b&quot;" width="96"></p>'),
    # No brackets around a note: one that says "name" would read as a prompt.
    (
        p(Text("x"), Note((p("name"),), NoteKind.FOOTNOTE)),
        f'<p>x<small role="note" class="footnote">{markup.NOTE_OPENS}name{markup.NOTE_CLOSES}</small></p>',
    ),
    (ThematicBreak(), "<hr>"),
    (PageBreak(), '<div class="page-break"></div>'),
    (BlockQuote((p("x"),)), "<blockquote>\n<p>x</p>\n</blockquote>"),
    (BlockQuote((h(2),)), '<blockquote>\n<p class="heading">x</p>\n</blockquote>'),
    (List((item(p("x")),)), "<ul>\n<li>x</li>\n</ul>"),
    (List((item(p("x"), p("y")),)), "<ul>\n<li><p>x</p>\n<p>y</p>\n</li>\n</ul>"),
    (
        List((item(p("x"), List((item(p("y")),))),)),
        "<ul>\n<li>x<ul>\n<li>y</li>\n</ul>\n</li>\n</ul>",
    ),
    (
        List((item(p("x")),), ordered=True, start=3, style=NumberStyle.LOWER_ROMAN),
        '<ol type="i" start="3">\n<li>x</li>\n</ol>',
    ),
]


@pytest.mark.parametrize(("node", "expected"), CASES)
def test_a_node_becomes_its_element(node: Block, expected: str) -> None:
    assert markup.blocks([node]) == expected + "\n"


def test_no_brackets_stand_around_a_note() -> None:
    assert "[" not in markup.NOTE_OPENS + markup.NOTE_CLOSES


def test_what_holds_no_data_is_made_once_and_says_the_same_again() -> None:
    static, filled = p("x"), p(Text("y", "a.field"))
    first = markup.blocks([static, filled])
    assert markup.blocks([static, filled]) == first
    assert markup._kept.get(static) == "<p>x</p>\n"
    assert markup._kept.get(filled) is None


def test_a_table_has_a_head_and_each_cell_its_place_in_the_grid() -> None:
    table: Table[Row[Cell[Block]]] = Table(
        (
            Row((cell("A"), cell("B", across=2)), header=True),
            Row((cell("tall", down=2), cell("b"), cell("c"))),
            Row((cell("d"), cell("e"))),
        ),
        (None, Alignment.CENTER, Alignment.END),
    )
    assert markup.blocks([table]) == (
        '<table>\n<thead>\n<tr><th scope="col">A</th><th colspan="2" class="align-center" scope="col">B</th></tr>\n'
        '</thead>\n<tbody>\n<tr class="joined"><td rowspan="2">tall</td><td class="align-center">b</td><td class="align-end">c</td>'
        '</tr>\n<tr><td class="align-center">d</td><td class="align-end">e</td></tr>\n</tbody>\n</table>\n'
    )


def test_a_header_cell_that_reaches_into_the_body_or_heads_nothing_makes_no_head() -> None:
    reaching: Table[Row[Cell[Block]]] = Table((Row((cell("A", down=2), cell("")), header=True), Row((cell("b"),))), ())
    found = markup.blocks([reaching])
    assert "<thead>" not in found
    assert '<th rowspan="2" scope="col">A</th><td></td>' in found


@pytest.mark.parametrize(
    ("levels", "ranks"),
    [([1, 2, 3, 2], "1232"), ([2, 2, 4], "112"), ([3, 2, 3], "112"), ([1, 6], "12")],
)
def test_headings_begin_at_one_and_skip_none(levels: list[int], ranks: str) -> None:
    found = markup.letter(Document("en", "t", tuple(h(level) for level in levels)))
    assert [line[2] for line in found.splitlines()] == list(ranks)


def test_a_subject_line_is_the_first_heading_where_there_is_no_other() -> None:
    subject = p("s", role=Role.SUBJECT)
    assert markup.letter(Document("en", "t", (subject, h(2)))) == '<h1 class="subject">s</h1>\n<h2>x</h2>\n'
    assert markup.letter(Document("en", "t", (subject, h(1)))) == '<p class="subject">s</p>\n<h1>x</h1>\n'


def test_lines_that_number_pages_are_left_out_of_a_page_without_end() -> None:
    numbers = ("Page ", PageNumber(), " of ", PageCount())
    assert furniture.unnumbered((p(*numbers),)) == ()
    assert furniture.unnumbered((p("Board", LineBreak(), *numbers),)) == (p("Board"),)
    row: Row[Cell[Block]] = Row((cell("Board"), Cell((p(*numbers),))))
    assert furniture.unnumbered((Table((row,), (None, None)),)) == (
        Table((Row((cell("Board"), Cell(()))),), (None, None)),
    )


def test_a_line_that_holds_data_beside_the_number_is_kept() -> None:
    line = p(Text("CR 12", "reference"), ", page ", PageNumber())
    assert furniture.unnumbered((line,)) == (line,)


def test_where_something_is_to_be_written_or_ticked_is_marked() -> None:
    """The signs stay: who copies the text, or has it read out, still gets them."""
    words = Paragraph((Text("Name: ____, [ ] yes, \u2610 no, ....... [x] __init__"), Text(" [ ] ____", "value")))
    page = markup.blocks((Reply((words,)),))
    assert page == (
        '<div class="reply">\n<p>Name: <span class="line">____</span>, <span class="box">[ ]</span> yes, '
        '<span class="box">\u2610</span> no, <span class="line">.......</span> [x] '
        "__init__ [ ] ____</p>\n</div>\n"
    )
