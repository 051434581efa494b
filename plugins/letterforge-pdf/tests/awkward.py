"""Letters that are hard to print and to tag: each a document, written by hand."""

from __future__ import annotations

import functools
import struct
import zlib

from letterforge.document import (
    Alignment,
    Block,
    BlockQuote,
    Cell,
    Document,
    Emphasis,
    Furniture,
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
    Picture,
    Reply,
    Role,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Underline,
)


def p(*inlines: Inline | str, role: Role | None = None) -> Paragraph[Inline]:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), role)


def cell(*texts: str, across: int = 1, down: int = 1) -> Cell[Block]:
    return Cell(tuple(p(text) for text in texts), column_span=across, row_span=down)


def row(*texts: str, header: bool = False) -> Row[Cell[Block]]:
    return Row(tuple(cell(text) if text else Cell(()) for text in texts), header=header)


def items(*children: str | Block) -> tuple[Item[Block], ...]:
    return tuple(Item((p(child) if isinstance(child, str) else child,)) for child in children)


@functools.cache
def red_square() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress((b"\0" + b"\xc0\0\0" * 8) * 8))
        + chunk(b"IEND", b"")
    )


RED = Image("red", "A red square")
FOOTER = Furniture((p("Our reference: CR 12"),), (p("Page ", PageNumber(), " of ", PageCount()),))


def document(*blocks: Block, language: str = "en-GB") -> Document:
    pictures = {"red": Picture(red_square(), "image/png", 8, 8)}
    return Document(language, "An awkward letter", blocks, FOOTER, FOOTER, pictures)


def long_table() -> Document:
    head = row("Date", "What was done", "Sum", header=True)
    rows = [
        row(f"{1 + n % 28:02}/0{1 + n % 9}/2026", f"Payment number {n} to the board", f"£{n},234.50")
        for n in range(110)
    ]
    columns = (None, None, Alignment.END)
    return document(p("What was paid:"), Table((head, *rows), columns), p("That is all."))


def head_of_two_rows() -> Document:
    head = (
        Row((cell("Who", down=2), cell("When", across=2)), header=True),
        Row((cell("from"), cell("to")), header=True),
    )
    rows = [Row((cell(f"Person {n}"), cell("9:00"), cell("17:00"))) for n in range(90)]
    return document(Table((*head, *rows), (None, None, None)))


def links() -> Document:
    target = "https://www.example.gov.uk/guide"
    long = "the guide to everything that the board has ever decided, with all its annexes and corrections, " * 2
    return document(
        p("See ", Link((Underline((Text("our guide"),)),), target), "."),
        p(
            "See ",
            Link((Text("our "), Strong((Text("very "), Emphasis((Text("good"),)))), Text(" guide")), target),
            ".",
        ),
        p("See ", Link((Text("the first line"), LineBreak(), Text("and the second")), target), "."),
        p("See ", Link((RED,), target), " and ", Link((Text("a square "), RED, Text(" in words")), target), "."),
        p("Read ", Link((Text(long),), target), " and ", Link((Emphasis((Text(long),)),), target), "."),
        p(
            Link((Text("board@example.org"),), "mailto:board@example.org"),
            " ",
            Link((Text("ring us"),), "tel:01632960555"),
        ),
        p(Link((Text("twice"),), target), Link((Text("twice"),), target)),
    )


def nested_lists() -> Document:
    deepest = List(items("a", "b"), ordered=True, style=NumberStyle.LOWER_ROMAN)
    middle: Block = List((Item((p("middle"), deepest)), Item((p("more"), p("and a second paragraph")))))
    outer: Block = List((Item((p("outer"), middle)), *items("last")), ordered=True)
    again: Block = List(items("three", "four"), ordered=True, start=3, style=NumberStyle.UPPER_ALPHA)
    table: Block = Table((row("a", "b", header=True), row("1", "2")), (None, None))
    odd: Block = List((Item((BlockQuote((p("words"),)), p("after"))), Item((table,)), Item((middle,))))
    long: Block = List(items(*(f"Item {n} " + "of many words " * 30 for n in range(30))), ordered=True)
    return document(outer, again, p("between"), again, odd, long)


def notes() -> Document:
    def note(words: str, kind: NoteKind = NoteKind.FOOTNOTE) -> Note[Block]:
        return Note((p(words), p("A second paragraph of it.")), kind)

    link = Link((Emphasis((Text("its page"),)),), "https://example.org/")
    many = [p(f"Claim {n}", note(f"Proof of claim {n}. " * 8), " is made. " * 20) for n in range(14)]
    return document(
        p("A claim", note("Proof."), " and another", note("Proof at the end.", NoteKind.ENDNOTE), "."),
        p("One with a link", Note((p("See ", link, "."),)), "."),
        Table((row("What", "Why", header=True), Row((cell("x"), Cell((p("y", note("In a cell.")),))))), (None, None)),
        List((Item((p("An item", note("In an item.")),)),)),
        *many,
        p("The last", note("The second at the end.", NoteKind.ENDNOTE), "."),
    )


def eight_signatories() -> Document:
    people = [
        p(Strong((Text(f"Person {n}"),)), LineBreak(), "Adviser", LineBreak(), "Borough Council", role=Role.SIGNATURE)
        for n in range(8)
    ]
    return document(
        p("Dear Ann,", role=Role.SALUTATION),
        p("A visit", role=Role.SUBJECT),
        p("We should like to see you. " * 8),
        p("Please tell us when it suits you. " * 6),
        p("Yours sincerely,", role=Role.CLOSING),
        *people,
    )


def without_header() -> Document:
    return document(
        Table((row("Name", "Ann"), row("Born", "2019")), (None, None)), Table((row("one"), row("two")), (None,))
    )


def spans_over_pages() -> Document:
    rows = [
        row("A", "B", header=True),
        Row((cell("both " * 900, down=3), cell("x"))),
        Row((cell("y"),)),
        Row((cell("z"),)),
    ]
    return document(Table(tuple(rows), (None, None)), Table((Row((cell("word " * 2000), cell("b"))),), (None, None)))


def everything_else() -> Document:
    return document(
        Heading(2, (Text("Begins at two"),)),
        Heading(4, (Text("skips one"),)),
        ThematicBreak(),
        BlockQuote((p("quoted " * 500), Heading(1, (Text("within"),)), List(items("a")))),
        Reply((p("Please tick: ☐ yes ☐ no"), p("Name: ________________"))),
        PageBreak(),
        p(RED, " in line"),
        p(RED),
        p("A word of sixty characters: " + "Rindfleisch" * 6),
        p("spaces    kept", LineBreak(), LineBreak(), "after an empty line"),
        p(""),
        p("Small print.", role=Role.SMALL_PRINT),
    )


AWKWARD = {
    made.__name__: made
    for made in (
        long_table,
        head_of_two_rows,
        links,
        nested_lists,
        notes,
        eight_signatories,
        without_header,
        spans_over_pages,
        everything_else,
    )
}
