from __future__ import annotations

import struct
import zlib

import pytest

from letterforge.pictures import digest, picture


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, frame: int = 0xC0) -> bytes:
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    tables = b"\xff\xc4" + struct.pack(">H", 4) + b"\0\0"  # a table whose marker lies among those of frames
    return start + tables + bytes([0xFF, frame]) + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(png(30, 20), "image/png"), (jpeg(30, 20), "image/jpeg"), (jpeg(30, 20, 0xC2), "image/jpeg")],
)
def test_the_kind_and_size_of_a_picture(content: bytes, media_type: str) -> None:
    found = picture(content)
    assert (found.media_type, found.width, found.height, found.content) == (media_type, 30, 20, content)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"BM", b"\x89PNG", b"RIFF....WEBP", b"%PDF-1.7"])
def test_another_kind_of_file(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^it is neither a PNG nor a JPEG file$"):
        picture(content)


@pytest.mark.parametrize(
    "content",
    [
        png(0, 20), png(20_000, 20_000), png(30, 20)[:20], b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x02", jpeg(0, 1), jpeg(30, 20)[:24],
        b"\xff\xd8\xff\xe0\x00\x00" * 10,
    ],
)  # fmt: skip
def test_a_picture_that_is_damaged_or_too_large(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^it (is damaged, or has too many pixels|is neither a PNG nor a JPEG file)$"):
        picture(content)


def test_a_file_that_is_too_large() -> None:
    with pytest.raises(ValueError, match=r"^it is larger than 20 MB$"):
        picture(png(1, 1) + b"\0" * 20_000_000)


def test_the_key_of_a_picture_is_its_digest() -> None:
    assert digest(b"a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
