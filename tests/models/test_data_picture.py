"""What a field for a picture takes: whole PNG and JPEG files and plain drawings, made bare, with words fit to be read out."""

from __future__ import annotations

import io
import pickle
import re
import zlib
from typing import Any

import pytest
from PIL import Image
from tests.drawings import AUTHOR, SVG, chunk, png
from tests.loading.word.private_media import WHO, drawn

import letterforge
from letterforge import DataPicture, LetterData, PictureFile
from letterforge.errors import DataError
from letterforge.limits import PICTURE_BYTES
from letterforge.models.picture_content import picture_of


class Data(LetterData):
    mark: PictureFile | None = None


def taken(value: Any) -> DataPicture:
    found = Data(mark=value).mark
    assert found is not None
    return found


def svg(inside: str, *, size: str = 'viewBox="0 0 30 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>{inside}</svg>'.encode()


def refused(value: object) -> str:
    """What is said of a value of a letter, and by which rule; never with what it says."""
    wording = b"---\ntitle: T\nlang: en\n---\n{% if mark %}x {{ mark | picture(40) }}{% endif %}\n"
    with pytest.raises(DataError) as caught:
        letterforge.Letter(letterforge.load(wording, model=Data), {"mark": value})
    (found,) = caught.value.findings
    assert (found.place.path, found.rule) == ("mark", "data-picture")
    return found.message


@pytest.mark.parametrize("content", [png(), SVG.encode(), drawn("jpeg")])
def test_what_a_file_says_besides_what_it_shows_is_left_out(content: bytes) -> None:
    assert AUTHOR.encode() in content or WHO.encode() in content
    found = taken(content)
    assert AUTHOR.encode() not in found.content
    assert WHO.encode() not in found.content
    assert found.content == found.shown.content
    assert AUTHOR not in repr(found)


def test_it_is_measured() -> None:
    sizes = [(one.media_type, one.width, one.height) for one in map(picture_of, (png(30, 10), SVG.encode()))]
    assert sizes == [("image/png", 30, 10), ("image/svg+xml", 300, 100)]


def test_bytes_come_alone_or_with_words() -> None:
    assert taken(png()).alt == ""
    assert taken({"content": png(), "alt": " Signature of Ann "}).alt == "Signature of Ann"
    assert taken(DataPicture(png(), "Ann")).alt == "Ann"


def test_it_pickles_and_equals_itself() -> None:
    one = DataPicture(png(), "Ann").wide(40, "")
    again = pickle.loads(pickle.dumps(one))  # noqa: S301  (made here)
    assert again == one
    assert (again.shown, again.width, again.digest) == (one.shown, 40, one.digest)
    assert one != DataPicture(png(shade=80), "Ann").wide(40, "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("ann.png", "no folder"),
        (7, "is not a picture"),
        (["ann.png"], "is not a picture"),
        ({"alt": "Ann"}, "the keys file and alt"),
        ({"file": "a.png", "content": b""}, "the keys file and alt"),
        ({"content": png(), "title": "Ann"}, "the keys file and alt"),
        ({"content": png(), "alt": "TBC"}, "the words for a picture"),
        ({"content": png(), "alt": "Ann {{ name }}"}, "the words for a picture"),
        ({"content": png(), "alt": "one\ntwo"}, "one line"),
        ({"content": png(), "alt": 7}, "one line"),
        (b"GIF89a", "neither a PNG, a JPEG nor an SVG file"),
        (b"", "neither a PNG, a JPEG nor an SVG file"),
        (png(0, 0), "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_without_a_value(value: object, said: str) -> None:
    message = refused(value)
    assert said in message
    assert "ann.png" not in message
    assert "TBC" not in message


def test_a_large_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"larger than {PICTURE_BYTES.most // 1_000_000} MB" in refused(b"\x89PNG" + bytes(PICTURE_BYTES.most))
    monkeypatch.setattr("letterforge.models.picture_content._MOST_SVG", 100)
    assert "an SVG file of more than" in refused(SVG.encode())


# --- whole to the last pixel -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "mode", "more"),
    [
        (1, 1, "L", {}),
        (7, 5, "1", {}),
        (9, 3, "P", {}),
        (300, 200, "RGBA", {}),
        (2000, 900, "RGB", {}),
        (5, 5, "LA", {}),
    ],
)
def test_pictures_of_every_kind_are_whole(width: int, height: int, mode: str, more: dict[str, Any]) -> None:
    made = io.BytesIO()
    Image.effect_noise((width, height), 90).convert(mode).save(made, "png", **more)
    assert (picture_of(made.getvalue()).width, picture_of(made.getvalue()).height) == (width, height)


def _adam7(content: bytes) -> bytes:
    """A picture of one grey pixel said to be interlaced: its first pass is all of it."""
    head = content[16:28] + b"\x01"
    return content[:8] + chunk(b"IHDR", head) + content[33:]


def test_an_interlaced_picture_is_whole() -> None:
    assert picture_of(_adam7(png(1, 1, author=None))).width == 1
    rows = b"".join(
        b"\0" + bytes(columns)
        for columns, lines in ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
        for _ in range(lines)
    )
    whole = png(8, 8, author=None)
    assert picture_of(_adam7(whole[:33] + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))).width == 8
    with pytest.raises(ValueError, match="do not come to an end"):
        picture_of(_adam7(whole))


@pytest.mark.parametrize(
    "broken",
    [
        png()[:-12],
        png()[:-20],
        png().replace(b"IDAT", b"IDAt"),
        png()[:-30] + b"\xff" + png()[-29:],
        png(30, 10, author=None)[:33] + chunk(b"IDAT", zlib.compress(bytes(31 * 9))) + chunk(b"IEND", b""),
        png(30, 10, author=None)[:33] + chunk(b"IDAT", b"no deflate") + chunk(b"IEND", b""),
        picture_of(drawn("jpeg")).content[:-2],
        drawn("jpeg")[:-40],
    ],
    ids=["no end", "cut", "no pixels", "changed", "a row short", "not packed", "no marker", "cut off"],
)
def test_a_damaged_picture_is_refused(broken: bytes) -> None:
    assert re.search("damaged|do not come to an end", refused(broken))


# --- drawings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (svg("<script>x()</script>"), "a script in an SVG picture"),
        (svg('<path d="M0 0" onload="x()"/>'), "a script in an SVG picture"),
        (svg('<image href="https://example.org/a.png"/>'), "a link in an SVG picture"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "image; draw letters as paths"),
        (svg("<text>Ann Ash</text>"), "text; draw letters as paths"),
        (svg("<foreignObject/>"), "foreignObject"),
        (svg('<a href="#x"/>'), "more than shapes in it: a;"),
        (svg('<use href="#x"/>'), "use"),
        (svg('<animate attributeName="x"/>'), "animate"),
        (svg("<ann-ash/>"), "an element that no drawing needs"),
        (svg('<path style="fill:url(https://example.org/#a)"/>'), "the style of an SVG picture"),
        (svg("<style>@keyframes a {}</style>"), "begin with @"),
        (svg("<style>@import 'a.css';</style>"), "the style of an SVG picture"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(""), "a style sheet of an SVG picture"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "a damaged SVG file"),
        (svg("<path"), "a damaged SVG file"),
        (svg("", size=""), "how large it is"),
        (svg("", size='viewBox="0 0 0 0"'), "how large it is"),
        (svg("", size='width="9e9" height="1"'), "how large it is"),
        (b"<html><svg/></html>", "it is no SVG file"),
    ],
)
def test_a_drawing_that_does_more_than_show_shapes_is_refused(content: bytes, said: str) -> None:
    message = refused(content)
    assert said in message
    assert "ash" not in message.casefold()


def test_a_drawing_is_made_anew() -> None:
    again = picture_of(SVG.encode()).content.decode()
    assert again == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100"><defs>'
        '<linearGradient id="ink"><stop offset="0" stop-color="#013"></stop></linearGradient></defs><path '
        'd="M5 80 Q 80 5 150 60 T 290 30" fill="none" stroke="url(#ink)" stroke-width="4"></path></svg>'
    )
    assert picture_of(again.encode()).content.decode() == again


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="60" viewBox="0 0 30 10"', (60, 20)),
        ('height="20px" viewBox="0 0 30 10"', (60, 20)),
        ('width="100%" height="100%" viewBox="0 0 30 10"', (30, 10)),
    ],
)
def test_a_drawing_says_how_large_it_is(size: str, wanted: tuple[int, int]) -> None:
    found = picture_of(svg("", size=size))
    assert (found.width, found.height) == wanted


def test_a_drawing_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterforge.office.plain_svg._MOST_ELEMENTS", 3)
    assert picture_of(svg("<g/><g/>"))
    assert "of more than 3 elements" in refused(svg("<g/><g/><g/>"))
