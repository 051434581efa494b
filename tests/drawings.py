"""Pictures made for tests: small ones whose bytes are known, and that say who made them."""

from __future__ import annotations

import struct
import zlib

AUTHOR = "Osric Thistlewood"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:me="urn:me" viewBox="0 0 300 100" me:by="{author}"><!-- {author} -->'
    '<title>{author}</title><defs><linearGradient id="ink"><stop offset="0" stop-color="#013"/></linearGradient></defs>'
    '<path id="by-{author}" d="M5 80 Q 80 5 150 60 T 290 30" fill="none" stroke="url(#ink)" stroke-width="4"/></svg>'
).replace("{author}", AUTHOR)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG file (PNG, third edition, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 300, height: int = 100, *, shade: int = 40, author: str | None = AUTHOR) -> bytes:
    """A slanted line on white, as a scanned signature has it."""
    rows = b"".join(
        b"\0" + bytes(shade if abs(x * height // width - (height - y)) < 3 else 255 for x in range(width))
        for y in range(height)
    )
    told = b"" if author is None else chunk(b"tEXt", b"Author\0" + author.encode())
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + told + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
