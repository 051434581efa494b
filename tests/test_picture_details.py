"""A picture without what it says besides what it shows: nothing of that in any byte, and what is drawn as it was."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image
from tests.loading.word.private_media import WHO, drawn, packed, pixels

from letterforge.picture_details import bare
from letterforge.pictures import picture

SECRETS = (b"Quillfeather", b"Home of the child", b"2026:01:02", b"trailer", packed("Home of the child " * 20)[:20])


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "tiff"])
def test_nothing_is_left_of_it_and_the_pixels_are_as_they_were(kind: str) -> None:
    content = drawn(kind)
    left, told = bare(content)
    assert told
    assert any(secret in content for secret in SECRETS)
    assert [secret for secret in SECRETS if secret in left] == []
    assert pixels(left) == pixels(content)
    assert bare(left) == (left, False)


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_how_a_photograph_is_turned_stays(turn: int) -> None:
    left, told = bare(drawn("jpeg", turn=turn))
    assert told
    assert Image.open(io.BytesIO(left)).getexif() == {274: turn}
    assert WHO.encode() not in left
    assert bare(left) == (left, False)


def test_a_colour_profile_and_loops_stay() -> None:
    profile = b"a colour profile" * 10
    made = io.BytesIO()
    Image.new("RGB", (2, 2)).save(made, "JPEG", icc_profile=profile)
    assert Image.open(io.BytesIO(bare(made.getvalue()).content)).info["icc_profile"] == profile
    made = io.BytesIO()
    frames = [Image.new("RGB", (2, 2), colour) for colour in ("red", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], loop=0)
    assert bare(made.getvalue()) == (made.getvalue(), False)


def test_a_smaller_copy_in_a_photograph_goes() -> None:
    plain = drawn("jpeg", told=False)
    head = b"JFIF\0\1\1\0\0\1\0\1\1\1" + b"\x01\x02\x03"
    content = plain[:2] + b"\xff\xe0" + struct.pack(">H", len(head) + 2) + head + plain[20:]
    assert b"\x01\x02\x03" in content[:40]
    assert bare(content).content[:20] == plain[:18] + b"\0\0"
    assert pixels(bare(content).content) == pixels(content)


def test_what_programs_write_of_themselves_goes_and_tells_of_nobody() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + bytes(4)

    plain = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b"")
    said = plain[:33] + chunk(b"tIME", bytes(7)) + chunk(b"tEXt", b"Software\0A program") + plain[33:]
    assert bare(said) == (plain, False)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_directory_of_tiff_that_never_ends_is_read_once(order: str) -> None:
    sign = b"II*\0" if order == "<" else b"MM\0*"
    leads = struct.pack(f"{order}HHII", 34665, 4, 1, 8)
    round_and_round = sign + struct.pack(f"{order}IH", 8, 1) + leads + struct.pack(f"{order}I", 8)
    assert len(bare(round_and_round).content) == len(round_and_round)


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "tiff"])
def test_a_picture_that_is_cut_off_anywhere_is_no_error(kind: str) -> None:
    content = drawn(kind)
    for end in range(0, len(content), 7):
        assert len(bare(content[:end]).content) <= end


@pytest.mark.parametrize("content", [b"", b"BM", b"%PDF-1.7", b"GIF", b"\xff\xd8", b"II*", b"\xd7\xcd\xc6\x9a"])
def test_another_file_is_as_it_is(content: bytes) -> None:
    assert bare(content) == (content, False)


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_pictures_of_letters_are_without(kind: str) -> None:
    assert WHO.encode() not in picture(drawn(kind)).content
