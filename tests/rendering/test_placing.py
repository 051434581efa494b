"""An address stands in the window of its envelope, or there is no letter: worked out before, measured afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import letterforge
from letterforge import api
from letterforge.document import Document, Furniture, Paragraph, Role, Text
from letterforge.errors import DataError, StationeryError, TemplateError
from letterforge.letter import Letter
from letterforge.rendering import placing
from letterforge.scanning.readers.pdf_places import first_page
from letterforge.stationery import PLAIN, Stationery
from letterforge.windows import HEAD, WINDOWS, Box, opening

AWKWARD = Path(__file__).parents[2] / "plugins" / "letterforge-pdf" / "tests"
LETTER = """---
title: An invitation
lang: en-GB
---
The Board
{: .sender }

{{ address }}
{: .address }

1 May 2026
{: .date }

Dear {{ name }},
{: .salutation }

We meet.
"""
FOUR = "Ann Ash\n1 High Street\nHallbeck\nAB1 2CD"
SEVEN = "Ann Ash\nFlat 2\nMoor House\n1 High Street\nLower Town\nHallbeck\nAB1 2CD"
FORMATS = ("pdf", "typst", "docx", "html")


def stationery(folder: Path, said: str, *, more: str = "", style: str = "") -> Stationery:
    """The plain stationery, for an envelope."""
    path = folder / "board"
    if path.exists():
        shutil.rmtree(path)
    shutil.copytree(PLAIN, path)
    settings, sheet = path / "stationery.toml", path / "style.css"
    settings.write_text(f"{said}\n{settings.read_text('utf-8')}\n{more}", "utf-8")
    sheet.write_text(sheet.read_text("utf-8") + style, "utf-8")
    return Stationery.read(path)


def named(folder: Path, name: str) -> Stationery:
    look = stationery(folder, f'window = "{name}"')
    page = replace(look.page, width=215.9, height=279.4) if name == "us-10" else look.page
    return replace(look, page=page, digest=look.digest + name)


def letter(look: Stationery, address: str = FOUR, text: str = LETTER) -> Letter:
    data = {"address": address, "name": "Ms Ash"}
    return Letter(api.load(text.encode()), {k: v for k, v in data.items() if k in text}, stationery=look)


# --- what fits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_the_address_is_in_the_window_and_the_letter_begins_below_it(tmp_path: Path, name: str, to: str) -> None:
    look, window = named(tmp_path, name), WINDOWS[name]
    places = first_page(letterforge.render(letter(look), to=to).content)
    text = "".join(sign for sign, _ in places.characters)
    at, end = text.index("AnnAsh"), text.index("AB12CD") + len("AB12CD")
    boxes = [box for _, box in places.characters[at:end]]
    assert min(box.left for box in boxes) >= window.box.left
    assert min(box.top for box in boxes) >= window.box.top
    assert max(box.right for box in boxes) <= window.box.right
    assert max(box.bottom for box in boxes) <= window.box.bottom
    sender = places.characters[text.index("TheBoard")][1]
    assert sender.left >= window.clear.right
    assert at > text.index("TheBoard")  # read in the order of the template
    below = places.characters[text.index("1May2026")][1]
    assert window.clear.bottom <= below.top < window.clear.bottom + 5
    marks = sorted(box.top for box in places.drawn if box.right < look.page.left)
    assert marks == pytest.approx(window.marks, abs=0.3)


def test_seven_lines_fit_the_window_of_notify_and_the_last_is_whole(tmp_path: Path) -> None:
    look = named(tmp_path, "c5-dl-uk")
    assert look.window is not None
    assert look.window.lines == 7
    for to in ("pdf", "typst"):
        assert letterforge.render(letter(look, SEVEN), to=to).content


def test_a_window_of_numbers_without_marks(tmp_path: Path) -> None:
    said = "[window]\nbox = [30, 50, 110, 80]\nclear = [0, 45, 112, 90]\nbeside = 130\nsize = 11\nfolds = [99]\nmarks = false\n"
    look = stationery(tmp_path, "", more=said)
    assert look.window is not None
    assert (look.window.box, look.window.clear) == (Box(30, 50, 110, 80), Box(0, 45, 112, 90))
    assert (look.window.beside, look.window.size, look.window.marks) == (130, 11, ())
    places = first_page(letterforge.render(letter(look), to="pdf").content)
    first = places.characters["".join(sign for sign, _ in places.characters).index("AnnAsh")][1]
    assert first.left == pytest.approx(30, abs=0.5)
    assert 50 <= first.top < 53


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("[window]\nsize = 11\n", "needs an envelope, or the box of its window"),
        ("[window]\nbox = [30, 50, 20, 80]\n", "must be left, top, right, bottom"),
        ("[window]\nbox = [30, 50, 110, 80]\nclear = [31, 45, 112, 90]\n", "does not hold the window"),
        ("[window]\nbox = [30, 50, 110, 52]\n", "is less than a line high"),
        ('[window]\nenvelope = "c4"\n', "window.envelope"),
    ],
)
def test_a_window_that_cannot_be_is_an_error_of_the_stationery(tmp_path: Path, said: str, message: str) -> None:
    with pytest.raises(StationeryError, match=message):
        stationery(tmp_path, "", more=said)


# --- what does not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
def test_one_line_too_many_is_an_error_of_the_field_before_a_file_is_written(tmp_path: Path, to: str) -> None:
    look = named(tmp_path, "c5-dl-uk")
    with pytest.raises(DataError) as caught:
        letterforge.render(letter(look, f"CANARY\n{SEVEN}"), to=to)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.path) == ("window", "address")
    assert finding.message == ("the address has 8 lines, and the window of the envelope takes 7: 1 too many, 3.7 mm")
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize("to", FORMATS)
def test_a_line_that_is_too_wide_is_an_error_of_its_field(tmp_path: Path, to: str) -> None:
    look = named(tmp_path, "c5-dl-uk")
    with pytest.raises(DataError, match=r"a line of the address is \d+\.\d mm too wide for the window") as caught:
        letterforge.render(letter(look, f"{'CANARY ' * 12}\nAB1 2CD"), to=to)
    assert "CANARY" not in str(caught.value)


def test_the_width_that_is_worked_out_is_that_of_the_page(tmp_path: Path) -> None:
    look = named(tmp_path, "c5-dl-uk")
    text = "Nnnnnnnn nnnnnnnn nnnnnnnn nnnnnnnnN"  # without pairs that are kerned
    one = letter(look, f"{text}\nAB1 2CD")
    (worked_out, *_) = placing._lines(opening(one.document.blocks).address[0], one.family, WINDOWS["c5-dl-uk"])
    places = first_page(letterforge.render(one, to="pdf").content)
    at = "".join(sign for sign, _ in places.characters).index(text.replace(" ", ""))
    boxes = [box for _, box in places.characters[at : at + len(text.replace(" ", ""))]]
    assert worked_out.width == pytest.approx(
        boxes[-1].right - boxes[0].left, abs=0.6
    )  # but for the sides of two letters


def test_an_address_in_the_wording_is_an_error_of_the_template(tmp_path: Path) -> None:
    text = LETTER.replace("{{ address }}", "\\\n".join(["A line"] * 9))
    with pytest.raises(TemplateError, match="9 lines"):
        letterforge.render(letter(named(tmp_path, "c5-dl-uk"), text=text), to="pdf")


@pytest.mark.parametrize("to", ["pdf", "typst"])
@pytest.mark.parametrize(
    ("aside", "said"),
    [
        (Box(24.6, 45, 120, 66.3), "mm above the window"),
        (Box(24.6, 39.5, 120, 50), "mm below the window"),
        (Box(30, 39.5, 120, 66.3), "mm to the left of the window"),
        (Box(24.6, 39.5, 40, 66.3), "mm to the right of the window"),
    ],
)
def test_an_address_that_is_printed_elsewhere_is_measured(tmp_path: Path, to: str, aside: Box, said: str) -> None:
    look = named(tmp_path, "c5-dl-uk")
    content = letterforge.render(letter(look), to=to).content
    other = replace(look, window=replace(WINDOWS["c5-dl-uk"], box=aside))
    with pytest.raises(DataError, match=rf"the address reaches \d+\.\d {said}"):
        placing.refuse_misplaced(content, letter(other))


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_a_header_in_the_clear_area_is_an_error_of_the_stationery(tmp_path: Path, to: str) -> None:
    lines = "\\\\\n".join(["The Board of Hallbeck"] * 8)
    look = stationery(tmp_path, 'window = "c5-dl-uk"', more=f'first-header = """{lines}"""\n')  # [furniture.cy] is last
    text = LETTER.replace("en-GB", "cy")
    with pytest.raises(StationeryError, match=r"something other than the address \d+\.\d mm within the area") as caught:
        letterforge.render(letter(look, text=text), to=to)
    assert caught.value.findings[0].place.path == "window"


def test_an_address_that_is_not_on_the_first_page_is_an_error(tmp_path: Path) -> None:
    look = named(tmp_path, "c5-dl-uk")
    content = letterforge.render(letter(look), to="pdf").content
    with pytest.raises(DataError, match="does not stand whole on page 1"):
        placing.refuse_misplaced(content, letter(look, "Bob Beech\nAB1 2CD"))


def test_a_style_sheet_does_not_move_the_address(tmp_path: Path) -> None:
    style = ".address, .window { font-size: 30pt; margin: 5cm; position: static }"
    look = stationery(tmp_path, 'window = "c5-dl-uk"', style=style)
    assert letterforge.render(letter(look, SEVEN), to="pdf").content


def test_a_letter_without_address_leaves_the_window_free(tmp_path: Path) -> None:
    text = LETTER.replace("{{ address }}\n{: .address }\n\n", "")
    look = named(tmp_path, "c5-dl-uk")
    for to in ("pdf", "typst"):
        places = first_page(letterforge.render(letter(look, text=text), to=to).content)
        assert not [box for _, box in places.characters if placing._depth(box, WINDOWS["c5-dl-uk"].clear) > 0.1]
    found = api.check(api.load(text.encode()), stationery=look)
    assert [(one.rule, one.is_error) for one in found] == [("window", False)]


def test_check_says_with_the_data_what_does_not_fit(tmp_path: Path) -> None:
    look = named(tmp_path, "c5-dl-uk")
    data = {"address": f"More\n{SEVEN}", "name": "Ann"}
    (found,) = api.check(api.load(LETTER.encode()), data, stationery=look)
    assert (found.rule, found.place.path) == ("window", "address")


# --- letters that are hard to print ----------------------------------------------------------------------------------


def hard() -> Iterator[tuple[str, Document]]:
    sys.path.insert(0, str(AWKWARD))
    try:
        import awkward
    finally:
        sys.path.remove(str(AWKWARD))
    address = tuple(Paragraph((Text(line),), Role.ADDRESS) for line in SEVEN.splitlines())
    for name, made in awkward.AWKWARD.items():
        document = made()
        # A line of a header that runs is none of the first page's where that has a letterhead.
        yield (
            name,
            replace(document, blocks=(*address, *document.blocks), first=Furniture(footer=document.first.footer)),
        )


class Written:
    """A letter whose document is given, with what `placing` asks of a letter."""

    def __init__(self, document: Document, look: Stationery) -> None:
        self.document, self.stationery, self.family = document, look, look.families[0]
        self.template = letter(look).template
        self.values: dict[str, Any] = {}


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_hard_letters_have_their_address_in_the_window(tmp_path: Path, to: str) -> None:
    from letterforge.plugins import renderer_for

    look = named(tmp_path, "c5-dl-uk")
    renderer = renderer_for(to, look)
    tried = 0
    for name, document in hard():
        if to == "typst" and name in (
            "without_header",
            "notes",
            "spans_over_pages",
            "everything_else",
            "head_of_two_rows",
        ):
            continue  # refused, or with parts that Typst's own tests hold
        one: Any = Written(document, look)
        placing.refuse_misfit(one)
        placing.refuse_misplaced(renderer.render(one), one)
        tried += 1
    assert tried >= 4


@pytest.mark.conformance
def test_the_frame_in_word_is_where_the_window_is_as_libreoffice_sets_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice")
    letters = {
        name: letter(named(tmp_path, name), SEVEN if name == "c5-dl-uk" else FOUR)
        for name in WINDOWS
        if name != "us-10"
    }
    for name, one in letters.items():
        (tmp_path / f"{name}.docx").write_bytes(letterforge.render(one, to="docx").content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    files = [f"{name}.docx" for name in letters]
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for name, one in letters.items():
        content = (tmp_path / f"{name}.pdf").read_bytes()
        placing.refuse_misplaced(content, one)
        places = first_page(content)
        at = "".join(sign for sign, _ in places.characters).index("1May2026")
        assert 0 <= places.characters[at][1].top - WINDOWS[name].clear.bottom < 5


def test_a_letterhead_begins_where_printers_print() -> None:
    assert 5 < HEAD < min(window.clear.top for window in WINDOWS.values())


def test_an_address_within_another_part_is_an_error_of_the_template(tmp_path: Path) -> None:
    text = LETTER.replace("{{ address }}\n{: .address }", "> {{ address }}\n> {: .address }")
    with pytest.raises(TemplateError, match="within another part of the letter") as caught:
        letterforge.render(letter(named(tmp_path, "c5-dl-uk"), text=text), to="html")
    assert [one.rule for one in caught.value.findings] == ["window"]
