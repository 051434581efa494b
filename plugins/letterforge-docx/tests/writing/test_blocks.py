"""What each block of a document becomes."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, Any

import docx
import pytest
from PIL import Image as Pixels

from letterforge.document import (
    Alignment,
    BlockQuote,
    Cell,
    Document,
    Emphasis,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NumberStyle,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from letterforge.document import Block

    Fill = Callable[..., dict[str, str]]


def words(text: str, field: str | None = None, **more: Any) -> Paragraph[Any]:
    """A paragraph of one text."""
    return Paragraph((Text(text, field),), **more)


def document(*blocks: Block, **more: Any) -> Document:
    """A document in English."""
    return Document("en-GB", "A letter", blocks, **more)


def body(parts: Fill, *blocks: object) -> str:
    return re.sub(r".*<w:body>|<w:sectPr>.*", "", parts(document(*blocks))["word/document.xml"], flags=re.DOTALL)  # type: ignore[arg-type]


def test_value_is_text_and_never_markup(parts: Fill) -> None:
    assert "&lt;/w:p&gt; &amp;amp; {{ x }}" in body(parts, words("</w:p> &amp; {{ x }}", "a"))


def test_neighbouring_texts_make_one_run(parts: Fill) -> None:
    written = body(parts, Paragraph((Text("Dear "), Text("Ann", "name"), Text(","))))
    assert '<w:r><w:t xml:space="preserve">Dear Ann,</w:t></w:r>' in written


def test_breaks_and_newlines_of_a_value_are_breaks(parts: Fill) -> None:
    written = body(parts, Paragraph((Text("a\nb", "x"), LineBreak(), Text("c\td"))))
    assert written.count("<w:br/>") == 2
    assert written.count("<w:tab/>") == 1


def test_character_that_xml_cannot_carry_is_refused_without_being_shown(parts: Fill) -> None:
    for character in ("\0", "\x0b", "\ufffe", "\ud800"):
        with pytest.raises(RenderError) as caught:
            parts(document(words(f"secret{character}", "x")))
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize("role", Role)
def test_role_is_a_paragraph_style(filled: Callable[..., bytes], role: Role) -> None:
    opened = docx.Document(io.BytesIO(filled(document(words("x", role=role)))))
    style = opened.paragraphs[0].style
    assert style is not None
    assert style.name == "Letter " + role.value.replace("-", " ").title()


@pytest.mark.parametrize("deepest", range(1, 7))
def test_heading_has_the_style_and_outline_level_of_its_rank(filled: Callable[..., bytes], deepest: int) -> None:
    headings = [Heading(min(level + 1, 6), (Text("x"),)) for level in range(1, deepest + 1)]
    opened = docx.Document(io.BytesIO(filled(document(*headings))))
    for rank, paragraph in enumerate(opened.paragraphs[:5], 1):
        style = paragraph.style
        assert style is not None
        assert style.name == f"Heading {rank}", "its template began at the second level"
        assert f'<w:outlineLvl w:val="{rank - 1}"/>' in style.element.xml
        assert "<w:keepNext/>" in style.element.xml


def test_emphasis_within_strong_is_both(parts: Fill) -> None:
    written = body(parts, Paragraph((Strong((Text("a"), Emphasis((Text("b"),)))),)))
    assert '<w:rStyle w:val="Strong"/><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">b' in written


def test_underline_is_a_line_below_and_keeps_what_is_around_it(parts: Fill) -> None:
    written = body(parts, Paragraph((Strong((Underline((Text("a"),)),)), Underline((Emphasis((Text("b"),)),)))))
    assert '<w:b/><w:bCs/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">a' in written
    assert '<w:i/><w:iCs/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">b' in written


def test_a_note_of_a_document_made_by_hand_is_read_where_it_is_called(parts: Fill) -> None:
    note = Note((words("One."), List((Item((words("Two.", "x"),)),))))
    written = re.sub("<[^>]*>", "", body(parts, Paragraph((Text("Word"), note, Text(" goes on")))))
    assert written == "Word \u2013 One. Two. \u2013 goes on"


def test_links_to_one_target_share_a_relationship(parts: Fill) -> None:
    link = Link((Text("here"),), "https://example.org/?a=1&b=2")
    made = parts(document(Paragraph((link, Text(" and "), link))))
    assert (
        made["word/_rels/document.xml.rels"].count('Target="https://example.org/?a=1&amp;b=2" TargetMode="External"')
        == 1
    )
    assert len(set(re.findall(r'<w:hyperlink r:id="(\w+)"', made["word/document.xml"]))) == 1


# --- lists -----------------------------------------------------------------------------------------------------------


def ordered(*texts: str, start: int = 1, style: NumberStyle = NumberStyle.DECIMAL) -> List[object]:
    return List(tuple(Item((words(text),)) for text in texts), ordered=True, start=start, style=style)


def numbers(made: dict[str, str]) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"/>', made["word/document.xml"])


def test_each_ordered_list_has_a_number_of_its_own_and_starts_where_it_should(parts: Fill) -> None:
    made = parts(document(ordered("a", "b"), words("x"), ordered("c", "d", start=4)))  # type: ignore[arg-type]
    first, again, second, _ = numbers(made)
    assert first == again != second
    pattern = rf'<w:num w:numId="{second}">.*?<w:startOverride w:val="4"/>'
    assert re.search(pattern, made["word/numbering.xml"])


def test_the_same_list_twice_begins_twice(parts: Fill) -> None:
    static = ordered("a", "b")
    assert len(set(numbers(parts(document(static, words("x"), static))))) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "form"),
    [
        (NumberStyle.DECIMAL, "decimal"),
        (NumberStyle.LOWER_ALPHA, "lowerLetter"),
        (NumberStyle.UPPER_ALPHA, "upperLetter"),
        (NumberStyle.LOWER_ROMAN, "lowerRoman"),
        (NumberStyle.UPPER_ROMAN, "upperRoman"),
    ],
)
def test_list_counts_in_its_style(parts: Fill, style: NumberStyle, form: str) -> None:
    made = parts(document(ordered("a", style=style)))  # type: ignore[arg-type]
    number = numbers(made)[0]
    abstract = re.search(rf'<w:num w:numId="{number}"><w:abstractNumId w:val="(\d+)"/>', made["word/numbering.xml"])
    assert abstract
    definition = made["word/numbering.xml"].split(f'w:abstractNumId="{abstract[1]}"')[1]
    assert re.search(r'<w:numFmt w:val="(\w+)"/>', definition)[1] == form  # type: ignore[index]


def test_nested_list_stands_one_level_down(parts: Fill) -> None:
    inner = List((Item((words("deep"),)),))
    written = body(parts, List((Item((words("a"), inner, words("after"))),)))
    assert re.findall(r'<w:ilvl w:val="(\d)"/>', written) == ["0", "1"]
    assert '<w:pStyle w:val="ListContinue"/>' in written


def test_ten_levels_are_no_more_than_word_has(parts: Fill) -> None:
    nested = words("x")
    for _ in range(12):
        nested = List((Item((words("y"), nested)),))  # type: ignore[assignment]
    assert max(map(int, re.findall(r'<w:ilvl w:val="(\d+)"/>', body(parts, nested)))) == 8


# --- tables ----------------------------------------------------------------------------------------------------------


def row(*texts: str, header: bool = False) -> Row[Cell[object]]:
    return Row(tuple(Cell((words(text),)) for text in texts), header)


def test_header_rows_repeat_and_no_row_is_split(parts: Fill) -> None:
    written = body(parts, Table((row("A", "B", header=True), row("1", "2")), (None, Alignment.END)))
    assert written.count("<w:tblHeader/>") == 1
    assert written.count("<w:cantSplit/>") == 2
    assert written.count('<w:jc w:val="right"/>') == 2


def test_spans_keep_the_grid_whole(parts: Fill) -> None:
    tall, wide = Cell((words("t"),), 1, 2), Cell((words("w"),), 2)
    written = body(parts, Table((Row((tall, wide)), row("b", "c"), row("d", "e", "f")), (None, None, None)))
    for line in re.findall(r"<w:tr>.*?</w:tr>", written):
        cells = re.findall(r"<w:tcPr>(.*?)</w:tcPr>", line)
        spans = [re.search(r'gridSpan w:val="(\d)"', cell) for cell in cells]
        assert sum(int(span[1]) if span else 1 for span in spans) == 3
    assert written.count('<w:vMerge w:val="restart"/>') == 1
    assert written.count("<w:vMerge/>") == 1


def test_columns_fill_the_width_of_the_text(parts: Fill) -> None:
    written = body(parts, Table((row("a", "b " * 45),), (None, None)))
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', written)]
    assert sum(widths) == 11906 - 2 * 1417
    assert 11 * 20 < widths[0] < 3 * 11 * 20 < widths[1], "a letter takes no more than a letter and the room around it"


def test_two_tables_are_not_one(parts: Fill) -> None:
    table = Table((row("a"),), (None,))
    assert "</w:tbl><w:tbl>" not in body(parts, table, table)


# --- the rest --------------------------------------------------------------------------------------------------------


def test_page_break_is_a_property_of_what_follows(parts: Fill) -> None:
    written = body(parts, words("a"), PageBreak(), words("b"))
    assert written.count("<w:pageBreakBefore/>") == 1
    assert "w:br" not in written


def test_page_break_before_a_table_is_a_paragraph(parts: Fill) -> None:
    assert '<w:br w:type="page"/>' in body(parts, PageBreak(), Table((row("a"),), (None,)))


def test_the_closing_stays_with_what_is_above_it_and_the_first_who_signs(parts: Fill) -> None:
    signature = words("Ann", role=Role.SIGNATURE)
    written = body(parts, words("First"), words("Last"), words("Yours", role=Role.CLOSING), signature, signature)
    kept = ["<w:keepNext/>" in one for one in re.findall(r"<w:p>.*?</w:p>", written)[:5]]
    assert kept == [False, True, True, False, False]


def test_quotation_and_rule_have_styles(parts: Fill) -> None:
    written = body(parts, BlockQuote((words("q"), List((Item((words("i"),)),)))), ThematicBreak())
    assert re.findall(r'<w:pStyle w:val="(\w+)"/>', written) == ["Quote", "ListBullet", "LetterRule"]


def pictured(*, width: float | None, pixels: tuple[int, int] = (200, 100)) -> Document:
    target = io.BytesIO()
    Pixels.new("RGB", pixels, "navy").save(target, "PNG")
    digest = hashlib.sha256(target.getvalue()).hexdigest()
    picture = Picture(target.getvalue(), "image/png", *pixels)
    image = Image(digest, 'A "blue" field', width)
    return document(Paragraph((image,)), Paragraph((image,)), images={digest: picture})


def test_picture_is_there_once_with_its_words(filled: Callable[..., bytes], parts: Fill) -> None:
    opened = docx.Document(io.BytesIO(filled(pictured(width=40.0))))
    first, second = opened.inline_shapes
    assert (first.width.mm, first.height.mm) == (40, 20)
    assert first._inline.docPr.id != second._inline.docPr.id
    made = parts(pictured(width=40.0))
    assert 'descr="A &quot;blue&quot; field"' in made["word/document.xml"]
    assert made["word/_rels/document.xml.rels"].count("/media/") == 1


def test_picture_is_never_wider_than_its_column(filled: Callable[..., bytes]) -> None:
    opened = docx.Document(io.BytesIO(filled(pictured(width=None, pixels=(4000, 2000)))))
    assert opened.inline_shapes[0].width.mm == pytest.approx(160, abs=0.1)


def test_picture_of_a_kind_that_word_lacks_is_refused(filled: Callable[..., bytes]) -> None:
    image = document(Paragraph((Image("d", "x"),)), images={"d": Picture(b"", "image/webp", 1, 1)})
    with pytest.raises(RenderError, match="PNG or JPEG"):
        filled(image)
