"""A template on a stationery, made ready: what its check adds, what its letters lose, and what is too much of pictures."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from word_files import package, paragraph

import letterforge
from letterforge import Letter, LetterData, Line
from letterforge.document import passages
from letterforge.errors import DataError
from letterforge.filling import program
from letterforge.filling.program import checked, program_for
from letterforge.limits import Limit
from letterforge.models.shapes import Record
from letterforge.stationery import Stationery
from letterforge.template import Template

HEAD = "---\ntitle: {}\nlang: en-GB\n---\n"
PLAIN = letterforge.stationery.plain()


class Model(LetterData):
    name: Line
    unused: Line = "x"


class Wordless:
    """A rich value without words, as a picture is."""

    text = property(lambda _: "")


def template(body: str, model: Any = None, *, title: str = "T") -> Template:
    return letterforge.load((HEAD.format(title) + body + "\n").encode(), model=model)


def refused(work: Callable[[], object]) -> list[tuple[str, str | None, str, str | None]]:
    with pytest.raises(DataError) as caught:
        work()
    return [(one.rule, one.place.path, one.message, one.hint) for one in caught.value.findings]


# --- what the check says -----------------------------------------------------------------------------------------------


def test_only_of_a_model_a_field_may_be_unused() -> None:
    class Required(LetterData):
        name: Line
        more: Line

    made = template("Dear {{ name }},", Required)
    assert made.shape is not None
    assert [one.rule for one in checked(made, PLAIN, made.shape).findings] == ["unused-field"]
    without = template("Dear {{ name }},")
    assert checked(without, PLAIN, made.shape).findings == ()
    assert checked(template("Dear", None), PLAIN, (Record("data"),)).findings == ()


def test_what_the_check_says_for_its_own_model_is_kept() -> None:
    made = template("{{ name }} {{ nothing }}", None)
    ready = program_for(made, PLAIN)
    assert ready.of_the_model is None
    own = letterforge.load((HEAD.format("T") + "{{ name }}\n").encode(), model=Model)
    ready = program_for(own, PLAIN)
    assert ready.checked(()) is ready.of_the_model
    assert program_for(own, PLAIN) is ready


def word(*texts: str, header: str = "", model: Any = None) -> Template:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {"word/header1.xml": f"<w:hdr {space}>{paragraph(header)}</w:hdr>"} if header else {}
    body = "".join(map(paragraph, texts))
    if header:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        body += f'<w:sectPr><w:headerReference xmlns:r="{office}" w:type="default" r:id="rIdTest0"/></w:sectPr>'
    return letterforge.load(package(body, parts), model=model)


@pytest.mark.parametrize(
    ("texts", "header", "found"),
    [
        (("Dear {{ name }},",), "", []),
        (("Dear {{ name }},",), "From {{ name }}", []),
        (("{# allow nobody: promise-word #}Dear {{ name }},",), "", ["unused-allow"]),
        (("{# allow name: promise-word #}Dear {{ name }},",), "", []),
        (("{# allow name: promise-word #}Dear all,",), "From {{ name }}", []),
    ],
)
def test_what_is_allowed_is_looked_for_in_header_and_body(
    texts: tuple[str, ...], header: str, found: list[str]
) -> None:
    made = word(*texts, header=header)
    assert [one.rule for one in program_for(made, PLAIN).misdirected] == found


STATIONERY = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stationery(folder: Path, *, footer: str | None = None, letterhead: bytes | None = None) -> Stationery:
    """The plain stationery, with another footer or letterhead."""
    own = folder / "own"
    shutil.copytree(STATIONERY, own)
    if footer is not None:
        settings = (own / "stationery.toml").read_text(encoding="utf-8").partition("[furniture")[0]
        (own / "stationery.toml").write_text(f'{settings}[furniture.en]\nfooter = "{footer}"\n', encoding="utf-8")
    if letterhead is not None:
        (own / "letterhead.docx").write_bytes(letterhead)
    return Stationery.read(own)


WAITS = "{} waits to be filled in, and would be printed as it is"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("It is TB**C**.", [("promise-word", None, "TBC")]),
        ("It is TB**C** and TB*C*.", [("promise-word", None, "TBC")]),
        ("See [insert date].", [("bracketed-prompt", 5, "[insert date]")]),
        (
            "It is TB**C**. See [insert date].",
            [("promise-word", None, "TBC"), ("bracketed-prompt", 5, "[insert date]")],
        ),
    ],
)
@pytest.mark.parametrize("data", [None, {"name": "Ann"}])
def test_what_waits_to_be_filled_in_is_told_once_however_it_is_written(
    body: str, found: list[tuple[str, int | None, str]], data: object
) -> None:
    """Where it is read by lines, or else as its readers will read it; with data or without."""
    findings = letterforge.check((HEAD.format("T") + body + "\n\nDear {{ name }},\n").encode(), data)
    told = [(one.rule, one.place.line, one.message) for one in findings if one.is_error]
    assert told == [(rule, line, WAITS.format(text)) for rule, line, text in found]


@pytest.mark.parametrize("data", [None, {"name": "Ann"}])
def test_of_the_words_around_a_tag_that_cannot_be_read_nothing_is_said(data: object) -> None:
    """Without the name, "Dear ," would wait for it."""
    markdown = (HEAD.format("T") + "Dear {{ name + }},\n").encode()
    for content in (markdown, package(paragraph("Dear ", "{{ na", "me + }},"))):
        assert [one.rule for one in letterforge.check(content, data)] == ["expression"]


def test_in_furniture_too_where_the_letter_has_it(tmp_path: Path) -> None:
    own = stationery(tmp_path, footer="Ref. TB**C**")
    markdown = letterforge.check((HEAD.format("T") + "Dear all,\n").encode(), stationery=own)
    assert [(one.rule, one.message) for one in markdown] == [("promise-word", WAITS.format("TBC"))]
    assert letterforge.check(package(paragraph("Dear all,")), stationery=own) == ()  # it has margins of its own


def test_what_no_font_has_is_told_without_data() -> None:
    found = letterforge.check((HEAD.format("T") + "Dear \U0001f600\n").encode())
    assert [(one.rule, one.is_error) for one in found] == [("no-glyph", True)]


# --- letterheads --------------------------------------------------------------------------------------------------------


def letterhead(first: str = "", following: str = "") -> bytes:
    """A letterhead with words before the slots for the footers."""
    feet = {
        f"word/footer{number}.xml": f"<w:ftr {W}>{paragraph(text) if text else ''}{paragraph('{{p footer }}')}</w:ftr>"
        for number, text in enumerate((first, following))
    }
    kinds = ("first", "default")
    links = (f'<w:footerReference w:type="{kind}" r:id="rIdTest{number}"/>' for number, kind in enumerate(kinds))
    section = f'<w:sectPr xmlns:r="{OFFICE}">{"".join(links)}<w:titlePg/></w:sectPr>'
    return package(paragraph("{{p body }}") + section, feet)


@pytest.mark.parametrize(("first", "following"), [("", ""), ("Ref. 7", ""), ("", "Ref. 8"), ("Ref. 7", "Ref. 8")])
def test_into_a_slot_goes_the_furniture_without_the_words_of_the_letterhead(
    first: str, following: str, tmp_path: Path
) -> None:
    own = stationery(tmp_path, footer="Page", letterhead=letterhead(first, following))
    letter = Letter(template("Dear {{ name }},"), {"name": "Ann"}, stationery=own)
    shown = [list(passages(one.footer)) for one in (letter.document.first, letter.document.following)]
    assert shown == [[first, "Page"] if first else ["Page"], [following, "Page"] if following else ["Page"]]
    assert [list(passages(one.footer)) for one in letter.slots] == [["Page"], ["Page"]]


def test_the_tags_of_a_letterhead_are_decided_with_the_letter(tmp_path: Path) -> None:
    foot = "Ref. {{ reference }}{% if urgent %}, urgent{% endif %}"
    own = stationery(tmp_path, letterhead=letterhead(foot))
    data = {"name": "Ann", "reference": "N-7", "urgent": True}
    decided = Letter(template("Dear {{ name }},"), data, stationery=own).decisions
    assert list(decided.printed.values()) == [["N-7"]]
    assert list(decided.counted.values()) == [[0]]
    # A Word template has margins of its own, and only its own tags are decided.
    own_tags = Letter(word("Dear {{ name }},"), data, stationery=own).decisions
    assert (list(own_tags.printed.values()), list(own_tags.counted.values())) == ([["Ann"]], [])


def test_a_letterhead_of_slots_alone_decides_nothing(tmp_path: Path) -> None:
    own = stationery(tmp_path, letterhead=letterhead("Ref. 7"))
    decided = Letter(template("Dear {{ name }},"), {"name": "Ann"}, stationery=own).decisions
    assert not decided.printed
    assert not decided.counted


# --- the values of a template that is itself at fault -------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["markdown", "word"])
def test_of_a_template_at_fault_the_values_are_judged_and_nothing_else(kind: str) -> None:
    texts = ("{{ good }} {{ bad }}", "{{ absent }}", "{{ flag }}")
    made = template("\n\n".join(texts)) if kind == "markdown" else word(*texts)
    found = program_for(made, PLAIN).unfit({"good": "x", "bad": "TBC", "flag": True})
    assert [(one.rule, one.place.path) for one in found] == [("stands-in", "bad")]
    assert program_for(made, PLAIN).unfit({"good": "x", "bad": "y", "flag": True}) == ()


def test_the_title_counts_too() -> None:
    found = program_for(template("x", title="'{{ bad }}'"), PLAIN).unfit({"bad": "TBC"})
    assert [(one.rule, one.place.path) for one in found] == [("stands-in", "bad")]


# --- what a letter loses ----------------------------------------------------------------------------------------------


def test_a_value_without_words_is_a_fault_of_a_markdown_letter() -> None:
    assert refused(lambda: Letter(template("Dear {{ name }} {{ sign }}"), {"name": "Ann", "sign": Wordless()})) == [
        (
            "unprintable",
            "sign",
            "holds no words, and only a Word template can show it: a picture",
            "Use a Word template, or put the picture into the wording.",
        )
    ]


def test_and_a_loss_of_a_word_letter_in_other_formats() -> None:
    letter = Letter(word("Dear {{ name }} {{ sign }}"), {"name": "Ann", "sign": Wordless()})
    (loss,) = letter.losses
    message = "holds no words, and only a Word template can show it: a picture"
    assert (loss.rule, loss.place.path, loss.message) == ("loss", "sign", message)


def test_a_character_that_no_font_has_is_a_fault_or_a_loss() -> None:
    message = "has a character that no font of the stationery has"
    assert [each[:3] for each in refused(lambda: Letter(template("{{ name }}"), {"name": "a \U0001f600"}))] == [
        ("no-glyph", "name", message)
    ]
    losses = Letter(word("{{ name }}"), {"name": "a \U0001f600"}).losses
    assert [(one.rule, one.place.path, one.message) for one in losses] == [("no-glyph", "name", message)]


def test_every_letter_may_need_digits() -> None:
    assert set("0123456789") <= program_for(template("Dear"), PLAIN).typefaces.characters


# --- pictures -----------------------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def pictured(tmp_path: Path) -> Callable[..., Letter]:
    """A letter that shows one picture of ten by six pixels so many times, and another once."""
    (tmp_path / "one.png").write_bytes(png(10, 6))
    (tmp_path / "two.png").write_bytes(png(5, 4))

    def make(times: int) -> Letter:
        body = "![a picture](one.png)\n\n" * times + "![another](two.png)\n"
        (tmp_path / "letter.md").write_text(HEAD.format("T") + body, encoding="utf-8")
        return Letter(letterforge.load(tmp_path / "letter.md"), {})

    return make


def test_pictures_count_each_time_by_their_bytes(
    pictured: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 2 * len(png(10, 6)) + len(png(5, 4))
    monkeypatch.setattr(program, "LETTER_PICTURE_BYTES", Limit(most, "bytes", "a test"))
    assert pictured(2).document.images
    message = f"the pictures of the letter have more than {most} bytes, each as often as it is shown"
    assert [each[:3] for each in refused(lambda: pictured(3))] == [("too-long", None, message)]


def test_and_once_by_their_pixels(pictured: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "LETTER_PIXELS", Limit(80, "pixels", "a test"))
    assert pictured(5).document.images
    monkeypatch.setattr(program, "LETTER_PIXELS", Limit(79, "pixels", "a test"))
    message = "the pictures of the letter have more than 79 pixels"
    assert [each[:3] for each in refused(lambda: pictured(1))] == [("too-long", None, message)]
