"""Members of a zip as bytes (APPNOTE.TXT 6.3.10), one at a time: of a hundred thousand none is kept in memory.

`zipfile` keeps all that it has written until its end, and cannot go on with a file that was cut off.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from letterforge.errors import UsageError

HEADER = struct.Struct("<4sHHHHHIIIHH")
_ENTRY = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END, _END64, _LOCATOR = struct.Struct("<4sHHHHIIH"), struct.Struct("<4sQHHIIQQQQ"), struct.Struct("<4sIQI")
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_DAY = 0x21  # 1 January 1980: the same letters are the same bytes, whenever they were made
_PLAIN, _LARGE = 20, 45  # the version of the format that a reader needs
_UNIX = 3 << 8
_FILE = 0o100644 << 16
_MOST, _MOST_ENTRIES = 0xFFFFFFFF, 0xFFFF
_PACKED = (b"PK\3\4", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")
"""What begins like this is compressed already."""


class Header(NamedTuple):
    """What stands before a member."""

    method: int
    crc: int
    packed: int
    size: int
    name: bytes


def member(name: str, content: bytes) -> bytes:
    """A file as it stands in a zip.

    Raises:
        UsageError: it is too large for one.
    """
    packed, method = content, _STORED
    if not content.startswith(_PACKED):
        squeezer = zlib.compressobj(
            1, zlib.DEFLATED, -zlib.MAX_WBITS
        )  # most of a page is typefaces: more gains nothing
        packed, method = squeezer.compress(content) + squeezer.flush(), _DEFLATED
    if max(len(packed), len(content)) >= _MOST:
        message = "a letter has more than four gigabytes, which no zip can hold"
        raise UsageError(message)
    raw = name.encode()
    about = (zlib.crc32(content), len(packed), len(content), len(raw), 0)
    return HEADER.pack(b"PK\3\4", _PLAIN, _UTF8, method, 0, _DAY, *about) + raw + packed


def read_header(file: BinaryIO, start: int) -> Header | None:
    """What stands before a member; None where there is none."""
    file.seek(start)
    raw = file.read(HEADER.size)
    if len(raw) < HEADER.size:
        return None
    sign, _, _, method, _, _, crc, packed, size, length, _ = HEADER.unpack(raw)
    name = file.read(length)
    return Header(method, crc, packed, size, name) if sign == b"PK\3\4" and len(name) == length else None


def read_member(file: BinaryIO, start: int, name: str) -> bytes | None:
    """The contents of a member of this name; None where there is none, or a broken one."""
    header = read_header(file, start)
    if header is None or header.name != name.encode():
        return None
    packed = file.read(header.packed)
    if header.method == _STORED:
        return packed
    try:
        return zlib.decompress(packed, -zlib.MAX_WBITS, header.size)
    except zlib.error:
        return None


def directory(members: Iterable[tuple[int, Header]], start: int) -> Iterator[bytes]:
    """What stands behind the members, each given with the byte that it begins at; ``start`` is the end of the last."""
    number = length = 0
    for at, header in members:
        large = struct.pack("<HHQ", 1, 8, at) if at >= _MOST else b""
        needed = _LARGE if large else _PLAIN
        sizes = (header.crc, header.packed, header.size, len(header.name), len(large))
        head = (b"PK\1\2", _UNIX | _LARGE, needed, _UTF8, header.method, 0, _DAY)
        entry = _ENTRY.pack(*head, *sizes, 0, 0, 0, _FILE, min(at, _MOST)) + header.name + large
        number, length = number + 1, length + len(entry)
        yield entry
    if number >= _MOST_ENTRIES or start + length >= _MOST:
        yield _END64.pack(b"PK\6\6", 44, _UNIX | _LARGE, _LARGE, 0, 0, number, number, length, start)
        yield _LOCATOR.pack(b"PK\6\7", 0, start + length, 1)
    few = min(number, _MOST_ENTRIES)
    yield _END.pack(b"PK\5\6", 0, 0, few, few, min(length, _MOST), min(start, _MOST), 0)
