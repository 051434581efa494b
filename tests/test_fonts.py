from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from letterforge.fonts import Face, Family, Style, characters_of
from letterforge.stationery import plain


@pytest.fixture
def regular(project: Path) -> bytes:
    folder = project / "templates" / "stationery" / "plain" / "fonts"
    return (folder / "AtkinsonHyperlegible-Regular.ttf").read_bytes()


def test_the_characters_of_a_font(regular: bytes) -> None:
    found = characters_of(regular)
    assert {ord(c) for c in "Aa0é’–"} <= found
    assert not {ord(c) for c in "ŵŷΕд"} & found


@pytest.mark.parametrize("content", [b"", b"no font", b"OTTO", b"true" + b"\xff" * 50])
def test_what_is_no_font(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^it is not a TrueType or OpenType font$"):
        characters_of(content)


def test_a_font_cut_short(regular: bytes) -> None:
    with pytest.raises(ValueError, match="it is not a TrueType or OpenType font"):
        characters_of(regular[:2_000])


def test_a_variable_font(regular: bytes) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(regular))
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    out = io.BytesIO()
    font.save(out)
    with pytest.raises(ValueError, match=r"^it is a variable font; static ones are needed, one file for each style$"):
        characters_of(out.getvalue())


def test_a_family_has_what_each_of_its_faces_has(regular: bytes, project: Path) -> None:
    noto = (project / "templates" / "stationery" / "plain" / "fonts" / "NotoSans-Bold.ttf").read_bytes()
    family = Family("Mixed", {Style.REGULAR: Face(Style.REGULAR, regular), Style.BOLD: Face(Style.BOLD, noto)})
    assert family.characters == characters_of(regular) & characters_of(noto)
    assert family.missing("aŵ \n\u00a0") == {"ŵ"}


def test_faces_are_told_apart_by_their_bytes_and_do_not_show_them(regular: bytes) -> None:
    face = Face(Style.REGULAR, regular)
    assert len(face.digest) == 64
    assert face.digest != Face(Style.REGULAR, regular + b"\0").digest
    assert len(repr(face)) < 100


def test_the_plain_families_write_british_names() -> None:
    first, second, _ = plain().families
    assert first.missing("Siân Zoë O’Brien – ½ £ €") == set()
    assert second.missing("ŵŷ Ελένη İpek Дмитрий Đặng") == set()


def test_the_plain_stationery_has_the_signs_of_forms_in_one_family() -> None:
    signs = "☐☑☒✓✔✗✘←→↑↓●○■□▪★☎…"
    assert [family.name for family in plain().families if not family.missing(signs)] == ["DejaVu Sans"]
    assert plain().family_for(frozenset(signs + "Siân ŵ Ελένη")) is plain().families[2]


def test_the_characters_are_those_that_font_tools_finds() -> None:
    for face in (face for family in plain().families for face in family.faces.values()):
        with TTFont(io.BytesIO(face.content), lazy=True) as opened:
            assert characters_of(face.content) == set(opened.getBestCmap())


@pytest.mark.parametrize("cut", [3, 11, 40, 200])
def test_a_font_that_is_cut_off_is_no_font(cut: int) -> None:
    (content, *_) = (face.content for family in plain().families for face in family.faces.values())
    with pytest.raises(ValueError, match="not a TrueType or OpenType font"):
        characters_of(content[:cut])
