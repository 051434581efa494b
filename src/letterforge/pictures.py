"""Pictures: what kind a file is and how large, read from its first bytes."""

from __future__ import annotations

import hashlib
import struct

from letterforge.document import Picture
from letterforge.limits import PICTURE_BYTES, PICTURE_PIXELS
from letterforge.picture_details import bare

LARGEST = PICTURE_BYTES.most
MOST_PIXELS = PICTURE_PIXELS.most
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the start-of-frame markers of JPEG (ITU-T T.81, table B.1)


def picture(content: bytes) -> Picture:
    """A PNG or JPEG file as a picture, without what it says besides what it shows (`letterforge.picture_details`).

    Raises:
        ValueError: it is another kind of file, damaged or too large; the message says which.
    """
    if len(content) > LARGEST:
        message = f"it is larger than {LARGEST // 1_000_000} MB"
        raise ValueError(message)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        size = struct.unpack(">II", content[16:24]) if len(content) > 24 else (0, 0)  # noqa: PLR2004  (PNG, section 11.2.2)
        media_type = "image/png"
    elif content.startswith(b"\xff\xd8\xff"):
        size, media_type = _jpeg_size(content), "image/jpeg"
    else:
        message = "it is neither a PNG nor a JPEG file"
        raise ValueError(message)
    width, height = size
    if not 0 < width * height <= MOST_PIXELS:
        message = "it is damaged, or has too many pixels"
        raise ValueError(message)
    return Picture(bare(content).content, media_type, width, height)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:  # noqa: PLR2004  (every marker begins with it)
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


def digest(content: bytes) -> str:
    """The key of a picture in a document: SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
