from __future__ import annotations

import io
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
import pytest
from tests.command import Done, Run
from tests.conftest import InstallPlugin

import letterforge
from letterforge import Letter, LetterData, Line, Stationery
from letterforge import stationery as stationeries
from letterforge.document import Image, PageCount, PageNumber, Paragraph, Text, passages, walk
from letterforge.errors import StationeryError, UsageError
from letterforge.filekinds import HTML, WORD
from letterforge.finished_files import passages_of
from letterforge.fonts import Style
from letterforge.rendering.render import losses, render
from letterforge.stationery import plain
from letterforge.template import Template
from letterforge.windows import WINDOWS

Make = Callable[..., Template]
FONTS = """
[[fonts]]
name = "Atkinson Hyperlegible"
regular = "fonts/AtkinsonHyperlegible-Regular.ttf"
bold = "fonts/AtkinsonHyperlegible-Bold.ttf"
italic = "fonts/AtkinsonHyperlegible-Italic.ttf"
bold-italic = "fonts/AtkinsonHyperlegible-BoldItalic.ttf"
"""


class Model(LetterData):
    name: Line
    board: Line | None = None


Look = Callable[..., Path]


@pytest.fixture
def look(tmp_path: Path, project: Path) -> Look:
    """The folder of a stationery: the settings before its fonts, other files by name."""

    def make(settings: str = "", *, fonts: str = FONTS, **files: bytes) -> Path:
        folder = tmp_path / "look"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(project / "templates" / "stationery" / "plain" / "fonts", folder / "fonts")
        (folder / "stationery.toml").write_text(settings + fonts, encoding="utf-8")
        for name, content in files.items():
            (folder / name.replace("__", ".")).write_bytes(content)
        return folder

    return make


def faults(folder: Path) -> list[str]:
    with pytest.raises(StationeryError) as caught:
        Stationery.read(folder)
    prefix = str(folder) + "/"
    return [f"{one.place}: {one.rule}: {one.message}".replace(prefix, "") for one in caught.value.findings]


def test_what_a_stationery_says(look: Look) -> None:
    settings = (
        '[page]\nsize = "A5"\nmargins = [10, 20, 30, 40.5]\n[text]\nsize = 12.5\nline-height = 1.2\n'
        '[colours]\nheading = "#123456"\ntable-head = "#abcdef"\n'
    )
    found = Stationery.read(look(settings, style__css=b"p { color: red }"))
    assert (found.page.width, found.page.height) == (148.0, 210.0)
    assert (found.page.top, found.page.right, found.page.bottom, found.page.left) == (10, 20, 30, 40.5)
    assert (found.text_size, found.line_height, found.name) == (12.5, 1.2, "look")
    assert found.colours == {
        "text": "#000000", "heading": "#123456", "accent": "#000000", "rule": "#808080", "table-head": "#abcdef",
    }  # fmt: skip
    assert found.style == "p { color: red }"
    assert found.letterhead is None


def test_a_page_of_any_size(look: Look) -> None:
    found = Stationery.read(look("[page]\nsize = [100, 200.5]\n"))
    assert (found.page.width, found.page.height) == (100.0, 200.5)


def test_where_there_is_no_stationery(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError) as caught:
            Stationery.read(folder)
        assert str(caught.value) == (
            f"{folder} is not a stationery: there is neither stationery.toml nor letterhead.docx in it"
        )


@pytest.mark.parametrize(
    ("settings", "finding"),
    [
        ("[page]\nsiz = 'A4'\n", "stationery.toml:2:1: page: unknown-key: there is no such field here"),
        ("[pages]\nsize = 'A4'\n", "stationery.toml:1:1: unknown-key: there is no such field here"),
        ("[text]\nsize = 99\n", "stationery.toml:2:8: text.size: limit: must be less than or equal to 40"),
        ("[page]\nmargins = [1, 2, 3]\n", None),
        ("[page]\nsize = 'A0'\n", None),
        (
            "[colours]\ntext = 'red'\n",
            "stationery.toml:2:8: colours.text: limit: is not a colour such as #1f3a5f",
        ),
        (
            "[furniture.klingon]\nfooter = 'x'\n",
            "stationery.toml: furniture.klingon: stationery: 'klingon' is not a language that letterforge knows; write a tag such as en-GB or cy",
        ),
        ("[page\n", "stationery.toml:1:6: data-file: this is not TOML, or has a key twice"),
        (
            "[logo]\nfile = 'no.png'\nalt = 'x'\nwidth = 10\n",
            "stationery.toml: logo.file: logo: the picture cannot be used: there is no such file",
        ),
        (
            "[logo]\nfile = 'stationery.toml'\nalt = 'x'\nwidth = 10\n",
            "stationery.toml: logo.file: logo: the picture cannot be used: it is neither a PNG nor a JPEG file",
        ),
        (
            "[furniture.en]\nfooter = '{{ page_number'\n",
            "stationery.toml: furniture.en.footer:1:1: syntax: {{ is not closed",
        ),
    ],
)
def test_what_is_wrong_with_the_settings(look: Look, settings: str, finding: str | None) -> None:
    found = faults(look(settings))
    assert len(found) >= 1
    assert finding is None or found == [finding]
    assert all(one.startswith("stationery.toml") for one in found)


@pytest.mark.parametrize(
    ("fonts", "finding"),
    [
        ("", None),
        (FONTS.replace("Regular.ttf", "None.ttf"), "stationery.toml: fonts/AtkinsonHyperlegible-None.ttf: font: there is no such file"),
        (FONTS.replace("fonts/AtkinsonHyperlegible-Bold.ttf", "stationery.toml"), "stationery.toml: Atkinson Hyperlegible: font: it is not a TrueType or OpenType font"),
        (FONTS.replace("fonts/AtkinsonHyperlegible-Bold.ttf", "/etc/passwd"), "stationery.toml: /etc/passwd: font: it must name a file beside the template, with / between folders"),
        (FONTS.replace("fonts/AtkinsonHyperlegible-Bold.ttf", "../secret"), "stationery.toml: ../secret: font: it must name a file beside the template, with / between folders"),
        (FONTS.replace('"Atkinson Hyperlegible"', "\"x'; } body { display: none }\""), None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_fonts(look: Look, fonts: str, finding: str | None) -> None:
    found = faults(look(fonts=fonts))
    assert found == [finding] if finding is not None else len(found) >= 1


@pytest.mark.parametrize(
    "style",
    [
        "@import 'x.css';", "@IMPORT url(x)", "a { background: url(x.png) }", "a { background: url('https://x.example/a') }",
        'a { background: URL( "//x.example/a") }',
    ],
)  # fmt: skip
def test_a_style_sheet_that_asks_for_another_file(look: Look, style: str) -> None:
    assert faults(look(style__css=b"\n\n" + style.encode())) == [
        "style.css:3: outside: the style sheet asks for another file, and nothing is ever fetched"
    ]


def test_a_style_sheet_may_bring_pictures_along(look: Look) -> None:
    assert Stationery.read(look(style__css=b"a { background: url(data:image/png;base64,AA); mask: url(#m) }"))


def test_all_that_is_wrong_is_said_at_once(look: Look) -> None:
    fonts = FONTS.replace("Regular.ttf", "None.ttf").replace("Bold.ttf", "Nil.ttf")
    assert len(faults(look(fonts=fonts, style__css=b"@import 'x';"))) == 3


def test_a_letterhead_that_is_no_word_file(look: Look, template: Make) -> None:
    folder = look(letterhead__docx=b"PK no zip")
    with pytest.raises(StationeryError) as caught:
        Letter(template("{{ name }}", Model), {"name": "Ann"}, stationery=Stationery.read(folder))
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.file) == ("letterhead", f"{folder}/letterhead.docx")


# --- furniture -------------------------------------------------------------------------------------------------------

FURNITURE = """
[furniture.en]
header = "{{ name }}"
footer = "Page {{ page_number }} of {{ page_count }}"
first-header = ""
[furniture.cy]
footer = "Tudalen {{ page_number }}"
"""


def test_header_and_footer_are_filled_from_the_data(look: Look, template: Make) -> None:
    letter = Letter(template("x", Model), {"name": "Ann"}, stationery=Stationery.read(look(FURNITURE)))
    document = letter.document
    assert list(passages(document.following.header)) == ["Ann"]
    assert document.first.header == ()
    (footer,) = document.following.footer
    assert isinstance(footer, Paragraph)
    assert footer.children == (Text("Page "), PageNumber(), Text(" of "), PageCount())
    assert document.first.footer == document.following.footer


@pytest.mark.parametrize(
    ("language", "words"), [("en-GB", "Page "), ("en", "Page "), ("cy-GB", "Tudalen "), ("de", None)]
)
def test_furniture_speaks_the_language_of_the_letter(
    look: Look, template: Make, language: str, words: str | None
) -> None:
    made = template("x", Model, language=language)
    letter = Letter(made, {"name": "Ann"}, stationery=Stationery.read(look(FURNITURE)))
    texts = [node.text for node in walk(letter.document.following.footer) if isinstance(node, Text)]
    assert texts[:1] == ([words] if words else [])


def test_a_logo_stands_at_the_top_of_the_first_page(look: Look, template: Make) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30, 20, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, body)
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress((b"\0" + b"\xff" * 30) * 20)), (b"IEND", b""))
    )
    settings = "[logo]\nfile = 'logo.png'\nalt = 'The board'\nwidth = 30\n"
    letter = Letter(template("x", Model), {"name": "Ann"}, stationery=Stationery.read(look(settings, logo__png=png)))
    (paragraph,) = letter.document.first.header
    (image,) = paragraph.children  # type: ignore[union-attr]  # the next line says what it is
    assert isinstance(image, Image)
    assert (image.alt, image.width) == ("The board", 30)
    assert letter.document.images[image.digest].content == png
    assert letter.document.following.header == ()


def test_a_wrong_field_in_the_furniture_stops_the_letter(look: Look, template: Make) -> None:
    settings = '[furniture.en]\nfooter = "{{ board }} {{ nmae }}"\n'
    with pytest.raises(StationeryError) as caught:
        Letter(template("{{ name }}", Model), {"name": "Ann"}, stationery=Stationery.read(look(settings)))
    assert [one.message for one in caught.value.findings] == ["board may be absent here", "there is no field 'nmae'"]


# --- as a value ------------------------------------------------------------------------------------------------------


def test_a_stationery_pickles(look: Look, template: Make) -> None:
    before = Stationery.read(look(FURNITURE, style__css=b"p {}"))
    after: Any = pickle.loads(pickle.dumps(before))  # noqa: S301  (made here)
    assert (after.digest, after.page, after.style, after.colours) == (
        before.digest,
        before.page,
        before.style,
        before.colours,
    )
    made = template("x", Model)
    assert (
        Letter(made, {"name": "A"}, stationery=after).document
        == Letter(made, {"name": "A"}, stationery=before).document
    )


def test_the_plain_stationery_is_read_once_and_pickles_as_itself() -> None:
    assert plain() is plain()
    assert pickle.loads(pickle.dumps(plain())) is plain()  # noqa: S301  (made here)


def test_the_digest_changes_with_every_file(look: Look) -> None:
    digests = {
        Stationery.read(look()).digest,
        Stationery.read(look("[text]\nsize = 12\n")).digest,
        Stationery.read(look(style__css=b"p {}")).digest,
        Stationery.read(look(style__css=b"q {}")).digest,
        Stationery.read(look(fonts=FONTS + FONTS.replace("Atkinson Hyperlegible", "Again"))).digest,
    }
    assert len(digests) == 5


def test_its_bytes_are_not_in_its_repr(look: Look) -> None:
    assert len(repr(Stationery.read(look(style__css=b"SECRET" * 100)))) < 1_000


def test_the_plain_stationery_has_enough_contrast() -> None:
    """WCAG 2.2, criterion 1.4.3: text on white, and text on the head of a table."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    colours = plain().colours
    for name in ("text", "heading", "accent"):
        assert contrast(colours[name], "#ffffff") >= 4.5
    assert contrast(colours["text"], colours["table-head"]) >= 4.5


def test_a_letter_says_which_stationery_it_is_on(template: Make, look: Look) -> None:
    made = template("{{ name }}", Model)
    assert Letter(made, {"name": "Ann"}).stationery is plain()
    other = Stationery.read(look())
    assert Letter(made, {"name": "Ann"}, stationery=other).stationery is other
    assert letterforge.Stationery is Stationery


@pytest.fixture
def letterhead(project: Path) -> bytes:
    """The letterhead of the plain stationery, on A4 with margins of 25 mm."""
    return (project / "templates" / "stationery" / "plain" / "letterhead.docx").read_bytes()


def drawn(letterhead: bytes, part: str, before: str) -> bytes:
    """A letterhead with more paragraphs at the beginning of one of its parts, in front of the first that it has."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            new.writestr(name, xml.replace(b"<w:p>", f"{before}<w:p>".encode(), 1) if name == part else xml)
    return made.getvalue()


def restyled(letterhead: bytes, old: str, new: str) -> bytes:
    """A letterhead whose styles somebody has changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            xml = before.read(name)
            if name == "word/styles.xml":
                assert old.encode() in xml
                xml = xml.replace(old.encode(), new.encode())
            after.writestr(name, xml)
    return made.getvalue()


def field(code: str) -> str:
    runs = f'<w:fldSimple w:instr=" {escape(code, {chr(34): "&quot;"})} "><w:r><w:t>OLD</w:t></w:r></w:fldSimple>'
    return f"<w:p><w:r><w:t>[</w:t></w:r>{runs}<w:r><w:t>]</w:t></w:r></w:p>"


def test_fields_of_a_letterhead_are_worked_out(template: Make, look: Look, letterhead: bytes) -> None:
    cases = {
        "word/document.xml": ('IF "{{ name }}" = "A*" "{{ name }} & all" "nobody"', "[Ann & all]"),
        "word/header1.xml": ('QUOTE "3 March 2026" \\@ "dddd d/M/yy"', "[Tuesday 3/3/26]"),
        "word/footer1.xml": ("= 2 * 3", "[6]"),
    }
    for part, (code, _) in cases.items():
        letterhead = drawn(letterhead, part, field(code))
    on = Stationery.read(look(letterhead__docx=letterhead))
    letter = Letter(template("Dear {{ name }},", Model), {"name": "Ann"}, stationery=on)
    for format_ in ("docx", "html", "pdf"):
        artifact = letterforge.render(letter, to=format_)
        text = "\n".join(one.text for one in passages_of(artifact.content, artifact.media_type))
        assert [words for _, words in cases.values() if words not in text] == [], format_
        assert "OLD" not in text


def aligned(words: str, side: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "word/footer1.xml"])
def test_a_letterhead_is_aligned_in_pdf_as_in_word(look: Look, letterhead: bytes, part: str) -> None:
    """On a stationery without a style sheet, too: the words lie at the edge, or in the middle, between the margins."""
    sides = {"Right words": "right", "End words": "end", "Middle words": "center", "Left words": "left"}
    for words, side in sides.items():
        letterhead = drawn(letterhead, part, aligned(words, side))
    on = Stationery.read(look(letterhead__docx=letterhead))
    template = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear all,\n")
    content = letterforge.render(Letter(template, {}, stationery=on), to="pdf").content
    found: dict[str, tuple[float, float]] = {}
    with pypdfium2.PdfDocument(content) as document:
        width = document[0].get_width()
        reading = document[0].get_textpage()
        for words in sides:
            at, count = reading.search(words).get_next()
            boxes = [reading.get_charbox(index) for index in range(at, at + count)]
            found[words] = (boxes[0][0], boxes[-1][2])
        reading.close()
    margin = 25 / 25.4 * 72
    assert found["Left words"][0] == pytest.approx(margin, abs=2)
    assert sum(found["Middle words"]) / 2 == pytest.approx(width / 2, abs=2)
    assert found["Right words"][1] == pytest.approx(width - margin, abs=2)
    assert found["End words"][1] == pytest.approx(width - margin, abs=2)


@pytest.mark.parametrize("code", ["TITLE", "DOCPROPERTY Title", 'STYLEREF "Normal"', "DATE", "REF nowhere"])
def test_what_a_letterhead_cannot_know_is_an_error(look: Look, letterhead: bytes, code: str) -> None:
    (fault,) = faults(look(letterhead__docx=drawn(letterhead, "word/document.xml", field(code))))
    assert ": stale-field: " in fault


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="360000" cy="360000"/><wp:docPr id="9" name="Picture 9"{}/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="logo"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (PICTURE.format(""), "a picture without alternative text"),
        (PICTURE.format(' descr="  "'), "a picture without alternative text"),
        (PICTURE.format(' descr="The arms of Tarn"'), None),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", None),  # columns
    ],
)
def test_what_pdf_and_html_lose_of_a_letterhead_is_named(
    template: Make, look: Look, letterhead: bytes, project: Path, before: str, said: str | None
) -> None:
    content = drawn(letterhead, "word/document.xml", before)
    picture = (project / "plugins/pytest-letterforge/src/pytest_letterforge/material/plan.png").read_bytes()
    relation = (
        '<Relationship Id="logo" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="media/logo.png"/></Relationships>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            named = name == "word/_rels/document.xml.rels"
            new.writestr(name, xml.replace(b"</Relationships>", relation.encode()) if named else xml)
        new.writestr("word/media/logo.png", picture)
    on = Stationery.read(look(letterhead__docx=made.getvalue()))
    found = letterforge.check(b"---\ntitle: T\nlang: en-GB\n---\nDear all,\n", stationery=on)
    about = [one for one in found if one.rule == "loss"]
    assert [one.message.partition(",")[0] for one in about] == ([said] if said else [])
    assert not any(one.is_error or "--allow-loss" in (one.hint or "") for one in about)
    letter = Letter(template("Dear {{ name }},", Model), {"name": "Ann"}, stationery=on)
    letterforge.render(letter, to="html")
    assert losses(letter, HTML.media_types[0]) == tuple(about)
    assert losses(letter, WORD.media_types[0]) == ()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", []),
        ("[page]\nsize = 'A4'\n[text]\nsize = 11\n", []),
        ("[page]\nsize = 'A5'\n", ["page: the page of every letter is that of letterhead.docx, not this one"]),
        (
            "[text]\nsize = 13\n[colours]\nheading = '#123456'\naccent = '#1F5a8a'\ntable-head = '#000001'\n",
            [
                "text.size: letterhead.docx sets its text in 11 points; letters in every format have this size",
                "colours.heading: only PDF and HTML use this; letterhead.docx does not have it",
                "colours.table-head: only PDF and HTML use this; letterhead.docx does not have it",
            ],
        ),
    ],
)
def test_settings_that_the_letterhead_overrules(look: Look, letterhead: bytes, settings: str, said: list[str]) -> None:
    letterhead = restyled(letterhead, 'w:val="26"', 'w:val="28"')  # somebody has made the subject larger
    found = pickle.loads(pickle.dumps(Stationery.read(look(settings, letterhead__docx=letterhead))))  # noqa: S301  (our own)
    template = b"---\ntitle: T\nlang: en-GB\n---\nDear all,\n"
    findings = letterforge.check(template, stationery=found)
    assert [f"{one.place.path}: {one.message}" for one in findings if one.rule == "overruled"] == said
    assert not any(one.is_error for one in findings)
    assert Stationery.read(look(settings)).warnings == ()


def test_the_letterhead_of_the_plain_stationery_follows_the_settings(look: Look, letterhead: bytes) -> None:
    settings = "[text]\nsize = 13\n[colours]\nheading = '#123456'\n"
    assert Stationery.read(look(settings, letterhead__docx=letterhead)).warnings == ()
    with_header = drawn(letterhead, "word/header1.xml", "<w:p/>")
    warnings = Stationery.read(look(settings, letterhead__docx=with_header)).warnings
    assert [one.place.path for one in warnings] == ["text.size"], "its styles are as they came"


@pytest.mark.parametrize(
    ("settings", "size"), [("", 12.0), ("[text]\nline-height = 1.3\n", 12.0), ("[text]\nsize = 9.5\n", 9.5)]
)
def test_the_size_of_a_letterhead_holds_unless_settings_say_one(
    look: Look, letterhead: bytes, settings: str, size: float
) -> None:
    larger = restyled(letterhead, '<w:sz w:val="22"/>', '<w:sz w:val="24"/>')
    assert Stationery.read(look(settings, letterhead__docx=larger)).text_size == size
    folder = look(letterhead__docx=larger)
    (folder / "stationery.toml").unlink()
    assert Stationery.read(folder).text_size == 12, "it is the whole stationery"


def test_the_typeface_of_a_letterhead_comes_along_or_a_warning_says_that_it_does_not(
    look: Look, letterhead: bytes, tmp_path: Path
) -> None:
    def alone(content: bytes) -> Stationery:
        (tmp_path / "alone.docx").write_bytes(content)
        return Stationery.read(tmp_path / "alone.docx")

    noto = alone(restyled(letterhead, "Atkinson Hyperlegible", "Noto Sans"))
    assert [one.name for one in noto.families][:2] == ["Noto Sans", "Atkinson Hyperlegible"]
    assert noto.warnings == ()
    gill = restyled(letterhead, "Atkinson Hyperlegible", "Gill Sans")
    assert [f"{one.rule}: {one.message}" for one in alone(gill).warnings] == [
        "overruled: its typeface, Gill Sans, is not in the file; PDF and HTML are set in Atkinson Hyperlegible"
    ]
    said = [one.message for one in Stationery.read(look(letterhead__docx=gill)).warnings]
    assert said == ["only PDF and HTML use these; letterhead.docx sets its text in Gill Sans"]
    # Word embeds a typeface as our own letters hold theirs.
    template = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear all,\n")
    held = letterforge.render(letterforge.Letter(template, {}, stationery=noto), to="docx").content
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            xml = before.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                xml = xml.replace(b"Noto Sans", b"House Face").replace(b"Dear all,", b"{{p body }}")
            after.writestr(name, xml)
    house = alone(made.getvalue())
    assert house.families[0].name == "House Face"
    assert house.families[0].faces == noto.families[0].faces
    assert house.warnings == ()


def test_a_letter_in_another_typeface_is_as_large_to_the_eye() -> None:
    first, noto, *_ = plain().families
    assert plain().set_in(first) is plain()
    matched = plain().set_in(noto)
    assert matched.text_size == 10
    heights = [family.faces[Style.REGULAR].x_height * size for family, size in ((first, 11), (noto, 10))]
    assert abs(heights[0] - heights[1]) < 0.25 * first.faces[Style.REGULAR].x_height, "to the half of a point"
    assert matched.digest != plain().digest
    assert plain().large.set_in(noto).text_size == 18


@pytest.mark.parametrize(("to", "sign"), [("docx", b".odttf"), ("html", b"@font-face")])
def test_typefaces_are_left_out_of_files_whose_readers_have_them(
    look: Look, template: Make, letterhead: bytes, to: str, sign: bytes
) -> None:
    contents = []
    for embedded in ("true", "false"):
        stationery = Stationery.read(look(f"[text]\nembed-fonts = {embedded}\n", letterhead__docx=letterhead))
        letter = Letter(template("Dear {{ name }},", model=Model), {"name": "Ann"}, stationery=stationery)
        content = letterforge.render(letter, to=to).content
        assert (sign in content) is (embedded == "true")
        contents.append(content)
    assert len(contents[1]) < len(contents[0]) / 3
    if to == "html":
        assert b'font-family:"Atkinson Hyperlegible"' in contents[1], "a reader that has it shows it"


def test_a_letterhead_alone_is_a_stationery(tmp_path: Path, template: Make) -> None:
    own = (stationeries.PLAIN / "letterhead.docx").read_bytes()
    folder = tmp_path / "lone"
    folder.mkdir()
    (folder / "letterhead.docx").write_bytes(own)
    (tmp_path / "board.docx").write_bytes(own)
    for path in (folder, tmp_path / "board.docx"):
        found = Stationery.read(path)
        assert [family.name for family in found.families] == [family.name for family in stationeries.plain().families]
        assert found.letterhead is not None
        letter = Letter(template("{{ name }}", Model), {"name": "Ann"}, stationery=found)
        for name in ("docx", "pdf", "html"):
            assert render(letter, to=name).content
        assert pickle.loads(pickle.dumps(found)).digest == found.digest  # noqa: S301  (our own)
    (folder / "letterhead.docx").write_bytes(b"none")
    with pytest.raises(StationeryError):
        Stationery.read(folder)


def test_a_letterhead_alone_changes_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "board.docx"
    path.write_bytes((stationeries.PLAIN / "letterhead.docx").read_bytes())
    before = Stationery.read(path).digest
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    path.write_bytes(changed.getvalue())
    assert Stationery.read(path).digest != before


KIND = """
    from pathlib import Path
    from letterforge import LetterData, LetterKind, Line

    class Visit(LetterData):
        name: Line

    HERE = Path(__file__).parent
    VISIT = LetterKind(HERE / "visit.md", Visit, HERE / "visit.yaml", stationery=HERE / "board")
    BOARD = HERE / "board"
    GONE = HERE / "gone"
    WORDS = "board"
"""
POINTS = """
    [letterforge.letters]
    visit = acme:VISIT
    [letterforge.stationeries]
    board = acme:BOARD
    gone = acme:GONE
    words = acme:WORDS
"""


def test_a_kind_brings_its_stationery_and_one_is_installed_by_name(
    install: InstallPlugin, look: Look, run: Run, tmp_path: Path
) -> None:
    site = install("acme", POINTS, code=KIND)
    shutil.move(look("[page]\nsize = 'A5'\n"), site / "board")
    (site / "visit.md").write_text("---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n", encoding="utf-8")
    template = letterforge.load("visit")
    letter = Letter(template, {"name": "Ann"})
    assert (letter.stationery.page.width, letter.stationery.name) == (148.0, "board")
    assert pickle.loads(pickle.dumps(template)).look == template.look  # noqa: S301  (our own)
    assert Letter(template, {"name": "Ann"}, stationery=stationeries.plain()).stationery is stationeries.plain()
    (tmp_path / "own.md").write_text(
        "---\ntitle: T\nlang: en-GB\nkind: visit\n---\nDear {{ name }},\n", encoding="utf-8"
    )
    assert stationeries.of(letterforge.load(tmp_path / "own.md")).name == "board"
    assert letterforge.check("visit") == ()
    (tmp_path / "ann.yaml").write_text("name: Ann\n", encoding="utf-8")
    assert run("render", "visit", "ann.yaml", "--to", "html", "-o", "own").code == 0
    assert run("render", "introductory-letter", "ann.yaml", "--to", "html", "--stationery", "board").code == 1
    for words in (["render", "visit", "ann.yaml", "--to", "html", "-o", "named", "--stationery", "board"],):
        assert run(*words).code == 0
    assert (tmp_path / "named" / "visit.html").read_bytes() == (tmp_path / "own" / "visit.html").read_bytes()
    (tmp_path / "board").mkdir()
    assert "write ./board" in run("check", "visit", "--stationery", "board").err
    assert "is not a stationery" in run("check", "visit", "--stationery", "./board").err
    assert "lacks its folder gone" in run("check", "visit", "--stationery", "gone").err
    listed = run("stationery", "list")
    assert listed.code == 1
    assert listed.out.startswith(f"board: acme 1.0, {site / 'board'}\ngone: broken: ")
    assert "is not a pathlib.Path" in listed.out


def test_a_copy_of_the_plain_stationery_to_begin_with(run: Run, tmp_path: Path) -> None:
    assert run("stationery", "new", "board") == Done(0, "board\n", "")
    plain, copy = stationeries.PLAIN, tmp_path / "board"
    names = sorted(path.relative_to(plain) for path in plain.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(copy) for path in copy.rglob("*") if path.is_file())
    assert Stationery.read(copy).digest == stationeries.plain().digest
    done = run("stationery", "new", "board")
    assert (done.code, "already exists" in done.err) == (2, True)
    (tmp_path / "empty").mkdir()
    assert run("stationery", "new", "empty").code == 0
    assert "no stationery is called" in run("stationery", "new", "other", "--from", "nope").err


def test_another_window_is_another_look() -> None:
    """Renderers keep what they have made ready by its digest."""
    window = WINDOWS["din-5008-b"]
    look = stationeries.plain().with_window(window)
    assert (look.window, look.digest != stationeries.plain().digest) == (window, True)
    assert look.with_window(window) is look
    assert stationeries.plain().with_window(None) is stationeries.plain()
