"""Pictures count: their pixels, and the bytes of each as often as a letter shows it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

import letterforge
from letterforge import Letter
from letterforge.errors import DataError, TemplateError

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


def png(width: int, height: int, padding: int = 0) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IDAT", b"x" * padding) + chunk(b"IEND", b"")


def letter(folder: Path, body: str, data: dict[str, object], **pictures: bytes) -> Letter:
    for name, content in pictures.items():
        (folder / f"{name}.png").write_bytes(content)
    (folder / "a.md").write_text(HEAD + body, encoding="utf-8")
    return Letter(letterforge.load(folder / "a.md"), data)


def test_a_picture_of_too_many_pixels(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="too many pixels"):
        letter(tmp_path, "![alt](a.png)\n", {}, a=png(10_000, 9_999))


def test_pictures_of_too_many_pixels_together(tmp_path: Path) -> None:
    names = "abcde"
    body = "\n\n".join(f"![alt]({name}.png)" for name in names) + "\n"
    with pytest.raises(DataError, match="more than 100,000,000 pixels"):
        letter(tmp_path, body, {}, **{name: png(5_000, 5_000, n) for n, name in enumerate(names)})


def test_a_picture_in_a_loop_costs_what_it_weighs(tmp_path: Path) -> None:
    body = "{% for x in xs %}\n![alt](a.png)\n\n{% endfor %}\n"
    letter(tmp_path, body, {"xs": ["x"] * 50}, a=png(10, 10, 1_000_000))  # is not refused
    with pytest.raises(DataError, match="more than 60,000,000 bytes"):
        letter(tmp_path, body, {"xs": ["x"] * 61}, a=png(10, 10, 1_000_000))
