"""The page as a whole: complete, closed to the outside, the same every time."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import letterforge
from letterforge.document import Document, Furniture, Image, PageNumber, Paragraph, Picture, Text
from letterforge.errors import RenderError
from letterforge.letter import Letter
from letterforge_html import HtmlRenderer, styles

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014898d6e80000000049454e44ae426082"
)


class Reader(HTMLParser):
    """Collects text, tags and addresses."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.text.append(data)


def test_it_is_found_by_name_and_the_page_holds_the_whole_letter(letter: Letter) -> None:
    assert letterforge.render(letter, to="html").content == HtmlRenderer().render(letter)


def test_data_stay_text(letter: Letter) -> None:
    page = Reader(HtmlRenderer().render(letter))
    text = "".join(page.text)
    assert 'Dear Dr "Bo" <b>O\'Neill & Sons</b>,' in text
    assert "b" not in page.tags
    assert "Moor House\nHallbeck" in text


def test_the_head_says_language_title_and_what_is_forbidden(letter: Letter) -> None:
    head = HtmlRenderer().render(letter).decode().partition("<style>")[0]
    assert head.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>An invitation</title>" in head
    assert "default-src 'none'" in head


def test_nothing_is_loaded_and_nothing_runs(letter: Letter) -> None:
    content = HtmlRenderer().render(letter)
    page = Reader(content)
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    assert page.addresses == ["tel:01632960118"]
    assert set(re.findall(rb"url\((.{5})", content)) == {b"data:"}


def test_the_fonts_are_those_of_the_chosen_family_and_a_generic_one_comes_last(letter: Letter) -> None:
    page = HtmlRenderer().render(letter).decode()
    assert letter.family.name == "Noto Sans"  # the letter says Tŷ
    assert set(re.findall(r'@font-face\{font-family:"([^"]*)"', page)) == {"Noto Sans"}
    assert 'font-family:"Noto Sans",sans-serif' in page


def test_slanted_faces_are_in_the_page_when_something_is_slanted(
    letter: Letter, written: Callable[[Document], Any]
) -> None:
    assert HtmlRenderer().render(letter).count(b"@font-face") == 4
    assert HtmlRenderer().render(written(Document("en", "t", ()))).count(b"@font-face") == 2


def test_furniture_of_the_first_page_stands_in_landmarks(written: Callable[[Document], Any]) -> None:
    def line(*inlines: Any) -> tuple[Paragraph[Any]]:
        return (Paragraph(inlines),)

    document = Document(
        "en",
        "t",
        line(Text("body")),
        Furniture(line(Text("above")), line(Text("below"))),
        Furniture((), line(Text("later"), PageNumber())),
    )
    body = HtmlRenderer().render(written(document)).decode().partition("<body>")[2]
    assert body == (
        "\n<header>\n<p>above</p>\n</header>\n<main>\n"
        "<p>body</p>\n</main>\n<footer>\n<p>below</p>\n</footer>\n"
        "</body>\n</html>\n"
    )


def test_a_language_from_right_to_left_says_so(written: Callable[[Document], Any]) -> None:
    assert b'<html lang="ar" dir="rtl">' in HtmlRenderer().render(written(Document("ar", "t", ())))


def test_a_picture_is_in_the_page(written: Callable[[Document], Any]) -> None:
    shown = (Paragraph((Image("ab", "A dot"),)),)
    document = Document("en", "t", shown, images={"ab": Picture(PIXEL, "image/png", 1, 1)})
    page = Reader(HtmlRenderer().render(written(document)))
    assert page.addresses[0].startswith("data:image/png;base64,iVBORw0KGgo")
    with pytest.raises(RenderError, match="does not hold"):
        HtmlRenderer().render(written(Document("en", "t", shown)))


def test_a_style_sheet_cannot_leave_its_element(written: Callable[[Document], Any]) -> None:
    given = written(Document("en", "t", ()))
    hostile = dataclasses.replace(
        given.stationery, style='a::after{content:"</style><script>1</script>"}', digest="hostile"
    )
    page = Reader(HtmlRenderer().render(dataclasses.replace(given, stationery=hostile)))
    assert "script" not in page.tags


@pytest.mark.conformance
def test_html_validate_finds_nothing(letter: Letter, tmp_path: Path) -> None:
    program = shutil.which("html-validate")
    if program is None:
        pytest.skip("html-validate is not on the path: npm i -g html-validate")
    rules = {"root": True, "extends": [f"html-validate:{name}" for name in ("recommended", "standard", "a11y")]}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(rules))
    (tmp_path / "letter.html").write_bytes(HtmlRenderer().render(letter))
    run = subprocess.run([program, "letter.html"], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.returncode, run.stdout) == (0, "")


def test_alignment_needs_no_style_sheet_of_the_stationery(letter: Letter) -> None:
    bare = dataclasses.replace(letter.stationery, style="", digest="bare")
    head = styles.head(bare, bare.families[0], "<body>").decode()
    assert [f".align-{side}{{text-align:{side}}}" in head for side in ("start", "center", "end", "justify")] == [
        True
    ] * 4
