"""The bytes of a picture that came with data: looked at to the end, measured, and made bare."""

from __future__ import annotations

import zlib

from letterforge import pictures
from letterforge.document import Picture
from letterforge.limits import PICTURE_BYTES
from letterforge.office.plain_svg import drawing
from letterforge.office.svg import is_svg

_PNG_HEAD = 8
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # PNG, third edition, table 8: samples of a pixel, by its colour type
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of an interlaced picture: where each pass begins, and its steps (8.2)."""
_MOST_SVG = 2_000_000
_DAMAGED = "it is damaged: its pixels do not come to an end"


def picture_of(content: bytes) -> Picture:
    """A PNG, JPEG or SVG file as a picture that renderers may rely on.

    Raises:
        ValueError: it is another kind of file, damaged, too large, or not a plain drawing; the message says which.
    """
    if len(content) > PICTURE_BYTES.most:
        message = f"it is larger than {PICTURE_BYTES.most // 1_000_000} MB"
        raise ValueError(message)
    if is_svg(content):
        if len(content) > _MOST_SVG:
            message = f"it is an SVG file of more than {_MOST_SVG // 1_000_000} MB"
            raise ValueError(message)
        shown = drawing(content)
        return Picture(shown.content, "image/svg+xml", shown.width, shown.height)
    try:
        found = pictures.picture(content)
    except ValueError as fault:
        message = "it is neither a PNG, a JPEG nor an SVG file" if "neither" in str(fault) else str(fault)
        raise ValueError(message) from None
    whole = _is_whole_png if found.media_type == "image/png" else _is_whole_jpeg
    if not whole(found.content):
        raise ValueError(_DAMAGED)
    return found


def _is_whole_jpeg(content: bytes) -> bool:
    """Whether a JPEG file has a scan, and the marker that ends it (ITU-T T.81, B.1.1.3)."""
    return b"\xff\xda" in content and content.endswith(b"\xff\xd9")


def _is_whole_png(content: bytes) -> bool:
    """Whether every chunk of a PNG file is as it was written, and its pixels are all there."""
    data: list[bytes] = []
    at, kind = _PNG_HEAD, b""
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind, body = content[at + 4 : at + 8], content[at + 8 : end - 4]
        if end > len(content) or zlib.crc32(kind + body) != int.from_bytes(content[end - 4 : end], "big"):
            return False
        if kind == b"IDAT":
            data.append(body)
        at = end
        if kind == b"IEND":
            break
    return kind == b"IEND" and at == len(content) and _has_pixels(content, data)


def _has_pixels(content: bytes, data: list[bytes]) -> bool:
    """Whether as many bytes are unpacked as the head promises; no more are unpacked than that."""
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    depth, colour, interlaced = content[24], content[25], content[28]
    if colour not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or interlaced not in (0, 1):
        return False
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    wanted = 0
    for x, y, across, down in passes:
        columns, rows = -(-(width - x) // across), -(-(height - y) // down)
        if columns > 0 and rows > 0:
            wanted += rows * (1 + -(-columns * bits // 8))
    unpacking = zlib.decompressobj()
    try:
        left, packed = wanted, iter(data)
        for piece in packed:
            rest = piece
            while rest and left > 0:
                left -= len(unpacking.decompress(rest, min(left, _PIECE)))
                rest = unpacking.unconsumed_tail
        left -= len(unpacking.flush()) if left > 0 else 0
    except zlib.error:
        return False
    return left <= 0


_PIECE = 1 << 20
