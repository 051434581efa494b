"""The PDF of Typst: whole, accessible, closed to the outside, the same every time, and like that of letterforge-pdf."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from tests.pdf import faults, pages

import letterforge
from letterforge.document import (
    Block,
    BlockQuote,
    Cell,
    Document,
    Furniture,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    passages,
)
from letterforge.errors import RenderError
from letterforge.letter import Letter
from letterforge_typst import TypstRenderer, complaints


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PIXEL = png(1, 1)
Write = Callable[[Document], Any]


def p(*inlines: Inline | str) -> Paragraph[Inline]:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def cell(text: str, down: int = 1) -> Cell[Block]:
    return Cell((p(text),), row_span=down)


HEAD = Row((cell("A"), cell("B")), header=True)


def tags(content: bytes) -> list[str]:
    """The roles of the structure tree, in the order of reading."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            walk(node.get("/K"))

    with pikepdf.open(_file(content)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def _file(content: bytes) -> Any:
    import io

    return io.BytesIO(content)


def test_importing_the_plugin_does_not_import_typst() -> None:
    path = os.pathsep.join(filter(None, sys.path))
    program = "import sys, letterforge_typst; letterforge_typst.TypstRenderer(); sys.exit('typst' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603


def test_it_is_found_by_name_and_the_file_holds_the_whole_letter(letter: Letter) -> None:
    assert letterforge.render(letter, to="typst").content == TypstRenderer().render(letter)


def test_pdf_stays_the_name_of_weasyprints() -> None:
    assert type(letterforge.plugins.renderer("pdf")).__module__ == "letterforge_pdf"


@pytest.mark.parametrize(
    ("language", "data", "family"),
    [
        ("en-GB", {}, "AtkinsonHyperlegible"),
        ("cy", {"place": "Tŷ Gŵyr"}, "NotoSans"),
        ("el", {"subject": "Πρόσκληση", "place": "ἐν ἀρχῇ"}, "NotoSans"),
    ],
)
def test_a_letter_has_no_fault_and_only_the_fonts_of_one_family(
    in_language: Callable[..., Letter], language: str, data: dict[str, str], family: str
) -> None:
    content = TypstRenderer().render(in_language(language, **data))
    assert faults(content) == []
    with pikepdf.open(_file(content)) as opened:
        assert str(opened.Root.Lang) == language
        names = {str(f.BaseFont)[8:] for sheet in opened.pages for f in sheet.Resources.Font.values()}
    assert names == {f"{family}-{face}" for face in ("Regular", "Bold", "Italic")}


def test_title_standards_and_ranks(letter: Letter) -> None:
    content = TypstRenderer().render(letter)
    with pypdfium2.PdfDocument(content) as opened:
        assert opened.get_metadata_value("Title") == "An invitation"
        outline = [(mark.level, mark.get_title()) for mark in opened.get_toc()]
    assert outline == [(0, "A review"), (1, "The meeting"), (1, "What happens next")]
    with pikepdf.open(_file(content)) as opened:
        packet = opened.Root.Metadata.read_bytes()
    assert b"pdfuaid:part>1<" in packet
    assert (b"pdfaid:part>2<" in packet, b"pdfaid:conformance>A<" in packet) == (True, True)


def test_data_stay_text(letter: Letter, in_language: Callable[..., Letter]) -> None:
    assert "Dr <b>Oduya</b> & Sons" in pages(TypstRenderer().render(letter))[0]
    hostile = '#panic("x") $x^2$ #read("/etc/passwd") @a <b> \\ `c` = D #import "@preview/a:1.0.0"'
    content = TypstRenderer().render(in_language("en-GB", place=hostile))
    assert hostile.replace(" ", "") in "".join(pages(content)[0].split())


def test_the_data_are_attached_on_request(letter: Letter) -> None:
    content = letterforge.render(letter, to=TypstRenderer(variant="ua-1+a-3a")).content
    with pikepdf.open(_file(content)) as opened:
        assert b"pdfaid:part>3<" in opened.Root.Metadata.read_bytes()
        (name,) = opened.attachments
        held = json.loads(opened.attachments[name].get_file().read_bytes())
    assert (name, held) == ("letter.json", dict(letter.values))
    with pikepdf.open(_file(TypstRenderer().render(letter))) as opened:
        assert not list(opened.attachments)


def test_each_page_has_its_own_furniture_and_it_is_no_part_of_the_letter(written: Write) -> None:
    footer = (p("Page ", PageNumber(), " of ", PageCount()),)
    header = (p("Board", LineBreak(), Link((Text("board.example"),), "https://board.example")),)
    document = Document(
        "en-GB",
        "A long letter",
        tuple(p(f"Paragraph {number}. " + "Words that fill a line of the page. " * 12) for number in range(20)),
        Furniture(header, footer),
        Furniture((p("Our reference: CR 12"),), footer),
    )
    content = TypstRenderer().render(written(document))
    found = pages(content)
    assert len(found) > 2
    assert [f"Page {n} of {len(found)}" in text for n, text in enumerate(found, start=1)] == [True] * len(found)
    assert ["Board" in text for text in found] == [True] + [False] * (len(found) - 1)
    assert ["CR 12" in text for text in found] == [False] + [True] * (len(found) - 1)
    assert faults(content) == []
    assert tags(content).count("/P") == 21  # the letterhead's and the letter's


def test_a_long_table_is_one_table_with_its_head_once(written: Write) -> None:
    rows = [HEAD, *(Row((cell(str(number)), cell("words " * 20))) for number in range(60))]
    content = TypstRenderer().render(written(Document("en", "t", (Table(tuple(rows), (None, None)),))))
    shown = pages(content)
    assert len(shown) > 1
    assert all(text.lstrip().startswith("A") for text in shown)  # for who looks
    found = tags(content)  # for who listens
    assert (found.count("/Table"), found.count("/TH"), found.count("/TD")) == (1, 2, 120)
    assert faults(content) == []


def test_spans_and_rows_taller_than_a_page(written: Write) -> None:
    rows = (HEAD, Row((cell("both", down=2), cell("x"))), Row((cell("y"),)), Row((cell("word " * 2000), cell("b"))))
    content = TypstRenderer().render(written(Document("en", "t", (Table(rows, (None, None)),))))
    assert sum(text.count("word") for text in pages(content)) == 2000
    assert faults(content) == []


def test_a_table_without_a_head_has_no_header_cell(written: Write) -> None:
    bare = Table((Row((cell("a"), cell("b"))),), (None, None))
    content = TypstRenderer().render(written(Document("en", "t", (bare,))))
    found = tags(content)
    assert (found.count("/Table"), found.count("/TH"), found.count("/TD")) == (1, 0, 2)
    assert faults(content) == []


def test_a_table_that_cannot_fit_is_refused(written: Write) -> None:
    wide = Table((Row(tuple(cell("SECRET") for _ in range(40)), header=True),), (None,) * 40)
    with pytest.raises(RenderError, match="more columns than fit the page") as caught:
        TypstRenderer().render(written(Document("en", "t", (wide,))))
    assert "SECRET" not in str(caught.value)


def test_overlong_words_stay_on_the_paper(written: Write) -> None:
    table = Table((HEAD, Row((cell("q" * 400), cell("b")))), (None, None))
    content = TypstRenderer().render(written(Document("en", "t", (p("z" * 300), table))))
    assert [sum(text.count(one) for text in pages(content)) for one in "qz"] == [400, 300]
    with pypdfium2.PdfDocument(content) as opened:
        for sheet in opened:
            width, text = sheet.get_width(), sheet.get_textpage()
            rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]
            assert max(rights) <= width - 25 / 25.4 * 72 + 1


def test_lists_within_lists(written: Write) -> None:
    inner: Block = List((Item((p("inner"), p("more"))), Item((BlockQuote((p("y"),)),))), ordered=True, start=4)
    outer: Block = List((Item((p("x"), inner)), Item((inner,)), Item((p("tight"), inner))))
    content = TypstRenderer().render(written(Document("en", "t", (outer,))))
    assert faults(content) == []
    assert pages(content)[0].count("4.") == 3


@pytest.mark.parametrize("where", ["header", "footer", "first footer"])
def test_a_margin_grows_with_what_is_in_it(written: Write, where: str) -> None:
    tall = (p(*[each for n in range(8) for each in (f"line {n}", LineBreak())], "end"),)
    following = Furniture(tall, ()) if where == "header" else Furniture((), tall if where == "footer" else ())
    first = Furniture() if where == "header" else Furniture((), tall)
    words = tuple(p(f"paragraph {n}") for n in range(60))
    made = TypstRenderer().render(written(Document("en", "t", words, first, following)))
    shown = pages(made)
    tall_ones = shown[1:] if where == "header" else shown if where == "footer" else shown[:1]
    assert all("line 0" in text and "end" in text for text in tall_ones)
    assert sum(text.count("paragraph") for text in shown) == 60
    assert faults(made) == []
    with pypdfium2.PdfDocument(made) as opened:  # nothing runs over anything else, nor off the paper
        for sheet in opened:
            text = sheet.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert min(box[1] for box in boxes) > 10
            assert max(box[3] for box in boxes) < sheet.get_height() - 10


def test_furniture_that_leaves_no_room_for_the_letter_is_refused(written: Write) -> None:
    tall = Furniture((), (p(*[LineBreak() for _ in range(70)], "end"),))
    with pytest.raises(RenderError, match=r"the footer of page 1 needs \d+ mm, which leaves no room for the letter"):
        TypstRenderer().render(written(Document("en", "t", (p("x"),), tall)))


@pytest.mark.parametrize(
    ("alt", "images", "message"),
    [
        ("", {"ab": Picture(PIXEL, "image/png", 1, 1)}, "a picture has no words"),
        ("A dot", {}, "not in it"),
        ("A dot", {"ab": Picture(b"damaged", "image/png", 1, 1)}, "a picture cannot be read"),
        ("A dot", {"ab": Picture(b"BM", "image/bmp", 1, 1)}, "a kind that Typst does not read"),
    ],
)
def test_a_picture_needs_words_and_bytes(written: Write, alt: str, images: dict[str, Picture], message: str) -> None:
    whole = Document("en", "t", (p(Image("ab", "A dot", 20.0)),), images={"ab": Picture(PIXEL, "image/png", 1, 1)})
    assert faults(TypstRenderer().render(written(whole))) == []
    with pytest.raises(RenderError, match=message):
        TypstRenderer().render(written(Document("en", "t", (p(Image("ab", alt)),), images=images)))


def test_a_picture_cannot_bring_in_a_file(written: Write) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>'
    document = Document("en", "t", (p(Image("ab", "x")),), images={"ab": Picture(svg, "image/svg+xml", 9, 9)})
    with pytest.raises(RenderError, match="could not print the letter as it is"):
        TypstRenderer().render(written(document))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (Document("en", "", (p("SECRET"),)), "the title of the letter is missing"),
        (Document("en", "t", (p("SECRET \u05d0"),)), "no font of the stationery has a character of the letter"),
    ],
)
def test_what_typst_refuses_is_told_without_the_words_of_the_letter(
    written: Write, document: Document, message: str
) -> None:
    with pytest.raises(RenderError) as caught:
        TypstRenderer().render(written(document))
    assert str(caught.value) == f"Typst could not print the letter as it is: {message}"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_complaint_nobody_knows_is_told_without_its_words() -> None:
    assert str(complaints.refusal("SECRET")) == "Typst could not print the letter as it is: it gave an error"


FORKED = """
import os, signal, letterforge
template = letterforge.load(b"---\\ntitle: A visit\\nlang: en-GB\\n---\\nDear {{ name }}\\n")
letter = letterforge.Letter(template, {"name": "Ann"})
made = letterforge.render(letter, to="typst").content
folder, = os.listdir(os.environ["TMPDIR"])
child = os.fork()
if not child:
    signal.alarm(60)  # one that waits for ever is ended
    os._exit(0 if letterforge.render(letter, to="typst").content == made else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert os.listdir(os.environ["TMPDIR"]) == [folder]
assert letterforge.render(letter, to="typst").content == made
held = [open(os.path.join(at, one), "rb").read() for at, _, all in os.walk(os.environ["TMPDIR"]) for one in all]
assert held and not any(b"Dear" in one for one in held)  # no letter is written to a disk
"""


def test_a_forked_process_has_its_letters_and_none_is_left_on_the_disk(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_where_a_system_has_no_memory_files_the_letter_is_the_same(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from letterforge_typst import setting

    monkeypatch.delattr(os, "memfd_create", raising=False)
    other = setting.LetterSetter(letter.stationery, letter.family)
    assert other._memory is None
    assert other.set(letter.document, ["ua-1", "a-2a"]) == TypstRenderer().render(letter)


def test_faces_are_what_the_stationery_takes_them_for(letter: Letter) -> None:
    """Whatever a font says of itself: here the bold one is named as the regular one."""
    from letterforge.fonts import Face, Family, Style

    faces = dict(letter.family.faces)
    faces[Style.REGULAR], faces[Style.BOLD] = (
        Face(Style.REGULAR, faces[Style.BOLD].content),
        Face(Style.BOLD, faces[Style.REGULAR].content),
    )
    swapped = dataclasses.replace(letter.stationery, families=(Family("Swapped", faces),), digest="swapped")
    content = letterforge.render(Letter(letter.template, dict(letter.values), stationery=swapped), to="typst").content
    with pikepdf.open(_file(content)) as opened:
        names = [str(f.BaseFont)[8:] for sheet in opened.pages for f in sheet.Resources.Font.values()]
    assert sorted(names) == ["AtkinsonHyperlegible-Bold", "AtkinsonHyperlegible-Italic", "AtkinsonHyperlegible-Regular"]
    with pypdfium2.PdfDocument(content) as opened:
        text = opened[0].get_textpage()
        at = text.get_text_range().index("Dear")
        import ctypes

        name, flags = ctypes.create_string_buffer(99), ctypes.c_int()
        pypdfium2.raw.FPDFText_GetFontInfo(text.raw, at, name, 99, ctypes.byref(flags))
    assert name.value.endswith(b"-Bold")


def test_words_and_their_order_are_those_of_letterforge_pdf(letter: Letter) -> None:
    from pytest_letterforge import subjects

    # The Word letter has notes, which each sets in its own place: tests/gallery compares it by its tags.
    letters = [letter, subjects.letter("markdown", None)]
    for one in letters:
        ours, theirs = (words(letterforge.render(one, to=to).content, one.document) for to in ("typst", "pdf"))
        assert ours == theirs


def words(content: bytes, document: Document) -> str:
    """What a file says, without blanks, labels of items and what runs: these WeasyPrint draws at the end of a page."""
    text = re.sub(r"[\ufffe\x02-]", "", " ".join(pages(content)))
    label = re.compile(r"(?:\d+|[a-z]|[ivx]+)\.|[\u2022\u2013]", re.IGNORECASE)
    said = "".join(word for word in text.split() if not label.fullmatch(word))
    for blocks in (document.first.footer, document.following.header, document.following.footer):
        for line in passages(blocks):
            pieces = [re.escape(piece.replace("-", "")) for piece in re.split(r"\s+", line)]
            said = re.sub(r"\d*".join(pieces) + r"\d*", "", said)
    return said
