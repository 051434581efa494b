"""A font file as WOFF, which every browser reads (W3C, WOFF File Format 1.0): the same tables, each compressed."""

from __future__ import annotations

import struct
import zlib

_HEADER = struct.Struct(">4s4s L 2H L 2H 5L")
_ENTRY = struct.Struct(">4s4L")
_SFNT_HEADER, _SFNT_ENTRY = 12, 16
_LEVEL = 6


def as_woff(font: bytes) -> bytes:
    """The same font, half the size. Tables are copied: nothing in them is read, so that nothing is imported that reads them.

    They come in the order of the font file, whose own checksum holds for that (section 5).
    """
    flavor = font[:4]
    (count,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4s3L", font, _SFNT_HEADER + _SFNT_ENTRY * n) for n in range(count)]
    at = _HEADER.size + _ENTRY.size * count
    entries: dict[bytes, bytes] = {}
    bodies: list[bytes] = []
    whole = _SFNT_HEADER + _SFNT_ENTRY * count
    for tag, checksum, start, length in sorted(records, key=lambda record: record[2]):
        table = font[start : start + length]
        packed = zlib.compress(table, _LEVEL)
        body = packed if len(packed) < length else table
        entries[tag] = _ENTRY.pack(tag, at, len(body), length, checksum)
        bodies.append(_padded(body))
        at += len(bodies[-1])
        whole += len(_padded(table))
    header = _HEADER.pack(b"wOFF", flavor, at, count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return b"".join([header, *(entries[tag] for tag in sorted(entries)), *bodies])


def _padded(body: bytes) -> bytes:
    return body + b"\0" * (-len(body) % 4)
