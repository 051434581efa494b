"""Letters to join, made by our own PDF renderer; and what is read of a tagged PDF, by pikepdf and PDFium."""

from __future__ import annotations

import functools
import io
import struct
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

import letterforge
from letterforge.document import (
    Block,
    Cell,
    Document,
    Furniture,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    List,
    Note,
    PageBreak,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from letterforge.fonts import Family
from letterforge.joining.join import Part, join
from letterforge.stationery import Stationery

Tag = tuple[str, str, tuple[Any, ...]]
PAGE = (
    '<html lang="{language}"><head><title>To {mark}</title><style>.note {{ float: footnote }}</style></head><body>'
    '<h1>Letter of {mark}</h1><p>Dear {mark}, see <a href="#where">below</a>, and the'
    '<span class="note">Note for {mark}</span> <span lang="fr">bonjour</span>'
    ' <a href="https://example.org/{mark}">page</a>.</p>'
    "<table><thead><tr><th>What</th><th>When</th></tr></thead><tbody><tr><td>A</td><td>{mark}</td></tr></tbody></table>"
    '<h2 id="where" style="break-before: page">Where {mark}</h2><p>There.</p></body></html>'
)


@dataclass(frozen=True)
class Written:
    """A letter whose document was written by hand."""

    document: Document
    stationery: Stationery
    family: Family


@functools.cache
def plain() -> letterforge.Letter:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.md"
        path.write_text("---\ntitle: A\nlang: en-GB\n---\nDear {{ name }}\n", encoding="utf-8")
        return letterforge.Letter(letterforge.load(path), {"name": "Ann"})


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([200, 10, 30] * 8) for _ in range(8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _words(*parts: Inline | str) -> Paragraph[Inline]:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def document(mark: str, pages: int, language: str) -> Document:
    """A letter with what a letter may have; the mark is in every part of it."""

    def cell(text: str) -> Cell[Block]:
        return Cell((_words(text),))

    further = [
        (PageBreak(), Heading(2, (Text(f"Page {n} of {mark}"),)), _words("Further.")) for n in range(2, pages + 1)
    ]
    blocks: tuple[Block, ...] = (
        Heading(1, (Text(f"Letter of {mark}"),)),
        _words("Dear ", mark, ", see ", Link((Text("our page"),), f"https://example.org/{mark}"), "."),
        _words("A claim", Note((_words(f"Note for {mark}"),)), " is made."),
        List((Item((_words("one"),)), Item((_words(f"two {mark}"),)))),
        Table((Row((cell("What"), cell("When")), header=True), Row((cell("A"), cell(mark)))), (None, None)),
        _words(Image("red", f"A red square for {mark}")),
        *(block for blocks in further for block in blocks),
    )
    footer = Furniture((), (_words("Page ", PageNumber()),))
    return Document(language, f"To {mark}", blocks, footer, footer, {"red": Picture(_png(), "image/png", 8, 8)})


@functools.cache
def letter(mark: str, pages: int = 1, language: str = "en-GB") -> bytes:
    """A letter by the renderer."""
    from letterforge_pdf import PdfRenderer

    made = plain()
    return PdfRenderer().render(Written(document(mark, pages, language), made.stationery, made.stationery.families[0]))


@functools.cache
def linked(mark: str, language: str = "cy") -> bytes:
    """Two pages by the same printer, with a footnote at its foot, and a link from the first to the second."""
    from letterforge_pdf import style_sheet
    from letterforge_pdf.printing import PagePrinter

    stationery = plain().stationery
    family = stationery.families[0]
    style = style_sheet.on_paper(stationery, family)
    return PagePrinter(style, family).print(PAGE.format(mark=mark, language=language), {})


def changed(content: bytes, change: Any, **options: Any) -> bytes:
    """A letter after a change to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says of fields without a form
        change(pdf)
        pdf.save(out, static_id=True, fix_metadata_version=False, **options)
    return out.getvalue()


def joined(folder: Path, *letters: bytes) -> Path:
    """Letters in one file, each marked with its number."""
    out = folder / "all.pdf"
    join((Part(f"Letter {n}", one) for n, one in enumerate(letters, 1)), out, title="All letters", overwrite=True)
    return out


# --- what is read ----------------------------------------------------------------------------------------------------


def marked_texts(content: bytes) -> list[dict[int, str]]:
    """What PDFium reads at each mark of each page."""
    found = []
    with pypdfium2.PdfDocument(content) as opened:
        for page in opened:
            marks: dict[int, str] = {}
            words = page.get_textpage()
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
                mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
                size = pdfium.FPDFTextObj_GetText(one.raw, words.raw, None, 0)
                room = (pdfium.FPDF_WCHAR * (size // 2))()
                pdfium.FPDFTextObj_GetText(one.raw, words.raw, room, size)
                marks[mark] = marks.get(mark, "") + bytes(room).decode("utf-16-le").rstrip("\0")
            found.append(marks)
    return found


def tags(content: bytes, number: int = 0) -> list[Tag]:
    """The elements below the root: each with its kind, what it says of itself, and its kids; text where content is.

    With a number, ids are given as they are in the letter of that number of a combined file.
    """
    prefix = f"{number:08d}." if number else ""
    texts = marked_texts(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        kids = pdf.Root.StructTreeRoot.K
        return [_tag(kid, pages, texts, prefix) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])]


def _tag(element: Any, pages: dict[tuple[int, int], int], texts: list[dict[int, str]], prefix: str) -> Any:
    kids: list[Any] = []
    for kid in listed(element.get("/K", pikepdf.Array())):
        if isinstance(kid, int):
            kids.append(texts[pages[element.Pg.objgen]].get(kid, ""))
        elif kid.get("/Type") == pikepdf.Name.MCR:
            kids.append(texts[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            kids.append(str(kid.Obj.Subtype))
        else:
            kids.append(_tag(kid, pages, texts, prefix))
    said = [f"{key} {element[key]!r}" for key in ("/Lang", "/Alt", "/ActualText", "/A") if key in element]
    said += [f"/ID {prefix}{element.ID}"] if "/ID" in element else []
    return (str(element.S), " ".join(said), tuple(kids))


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def marks(page: pikepdf.Page) -> Iterator[int]:
    """The numbers of the marked content of a page."""
    for one in pikepdf.parse_content_stream(page):
        if str(one.operator) == "BDC":
            said: Any = one.operands[1]
            if isinstance(said, pikepdf.Dictionary) and "/MCID" in said:
                yield int(said.MCID)


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[str, int, list[str]]]:
    """Each bookmark of the top with the index of its page, and the titles below it."""
    with pdf.open_outline() as outline:
        tops: list[Any] = list(outline.root)
        return [
            (top.title, pikepdf.Page(top.destination[0]).index, [kid.title for kid in top.children]) for top in tops
        ]
