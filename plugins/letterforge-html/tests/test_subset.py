"""A page carries of a large typeface what its letter needs, and never less."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

import letterforge
from letterforge.stationery import plain
from letterforge_html import HtmlRenderer
from letterforge_html.subset import LARGE, needed, subset

_DEJAVU = next(family for family in plain().families if family.name == "DejaVu Sans")
_REGULAR = next(iter(_DEJAVU.faces.values())).content


def _maps(page: bytes) -> list[set[int]]:
    """The code points of each font in a page."""
    fonts = re.findall(rb"url\(data:font/woff;base64,([^)]*)\)", page)
    return [set(TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap()) for font in fonts]


@pytest.mark.parametrize(
    "words",
    [
        "\u2610 yes \u2192 no",
        "Si\u00e2n \u0175",
        "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac & \u2612",
        "Dear Ann",
    ],
)
def test_every_character_of_a_letter_is_in_each_font_of_its_page(words: str) -> None:
    template = letterforge.load(f"---\ntitle: T\nlang: en-GB\n---\n{words}\n".encode())
    page = HtmlRenderer().render(letterforge.Letter(template, {}))
    maps = _maps(page)
    assert len(maps) == 2
    assert all({ord(sign) for sign in words} <= known | {0x20} for known in maps)
    assert len(page) < 150_000


def test_signs_that_only_the_style_sheet_prints_are_among_them() -> None:
    found = needed(_DEJAVU, "Dear", 'li::before{content:"\u2713\\2605"}')
    assert set("\u2713\u2605") <= set(found)


def test_letters_of_one_alphabet_share_their_fonts() -> None:
    assert needed(_DEJAVU, "\u0430", "") == needed(_DEJAVU, "\u0431\u0432", "")
    assert needed(_DEJAVU, "Ann", "") == needed(_DEJAVU, "Bo \u2014 \u20ac5", "")
    assert needed(_DEJAVU, "\u2610", "") != needed(_DEJAVU, "\u2612", "")


def test_a_small_typeface_goes_whole() -> None:
    small = plain().families[0]
    assert all(len(face.content) < LARGE for face in small.faces.values())
    assert needed(small, "\u2610", "") == ""


def test_a_font_that_may_not_be_cut_down_is_not() -> None:
    forbidden = io.BytesIO()
    with TTFont(io.BytesIO(_REGULAR)) as font:
        font["OS/2"].fsType = 0x100
        font.save(forbidden)
    assert subset(forbidden.getvalue(), "A") == forbidden.getvalue()
    assert subset(b"no font", "A") == b"no font"
    broken = _REGULAR[:5000]
    assert subset(broken, "A") == broken


def test_the_same_signs_give_the_same_font() -> None:
    assert subset(_REGULAR, "A\u2610") == subset(_REGULAR, "\u2610A")
