"""The package (ECMA-376, part 2): a zip file read with bounds and written the same way each time.

Members that no letter changes are kept ready-deflated; a letter writes its own after them. Time and attributes
are fixed, so that the same letter gives the same bytes. The layout is that of PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_MADE_BY_UNIX = (3 << 8) | _VERSION
_STORED, _DEFLATED = 0, 8
_TIME, _DATE = 0, 0x21  # midnight, 1 January 1980: the first that a zip file can say
_ATTRIBUTES = 0o100644 << 16
_LEVEL = 6
_FAST_LEVEL = 2  # measured on a letter: half the time of 1, a quarter of 6, and 15 per cent larger than 6
# A letter of two pages is 13 KB of XML. To deflate it takes as long as to fill it, and saves 10 KB of 150.
_STORED_SIZE = 1 << 15


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package, deflated, with its headers but for where it stands."""

    name: str
    local: bytes
    central: tuple[int, int, int, int]
    """Method, CRC, size packed, size."""

    def directory_entry(self, offset: int) -> bytes:
        """Its entry in the central directory."""
        name = self.name.encode()
        method, crc, packed, size = self.central
        return (
            _CENTRAL.pack(
                b"PK\x01\x02", _MADE_BY_UNIX, _VERSION, 0, method, _TIME, _DATE, crc, packed, size, len(name),
                0, 0, 0, 0, _ATTRIBUTES, offset,
            )
            + name
        )  # fmt: skip


def member(name: str, content: bytes, *, fast: bool = False) -> Member:
    """Deflate a file. ``fast`` is for those that are written anew for each letter: short ones are stored as they are."""
    method, packed = _DEFLATED, content
    if fast and len(content) <= _STORED_SIZE:
        method = _STORED
    else:
        packer = zlib.compressobj(_FAST_LEVEL if fast else _LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 8 if fast else 9)
        packed = packer.compress(content) + packer.flush()
    encoded = name.encode()
    crc = zlib.crc32(content)
    header = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, 0, method, _TIME, _DATE, crc, len(packed), len(content), len(encoded), 0
    )
    return Member(name, header + encoded + packed, (method, crc, len(packed), len(content)))


@dataclass(frozen=True, slots=True)
class Start:
    """The first members of a package, which all letters share: their bytes, directory entries and number."""

    content: bytes
    directory: bytes
    count: int


def start(members: Iterable[Member]) -> Start:
    """Put the unchanged members together; they come in the order given."""
    return _extend(Start(b"", b"", 0), members)


def _extend(begun: Start, members: Iterable[Member]) -> Start:
    content, directory, count, _ = _extended(begun, members)
    return Start(b"".join(content), b"".join(directory), count)


def _extended(begun: Start, members: Iterable[Member]) -> tuple[list[bytes], list[bytes], int, int]:
    """The bytes and directory entries of what is begun with more members behind it, their number, and their length."""
    offset = len(begun.content)
    content, directory, count = [begun.content], [begun.directory], begun.count
    for each in members:
        directory.append(each.directory_entry(offset))
        content.append(each.local)
        offset += len(each.local)
        count += 1
    return content, directory, count, offset


def finish(begun: Start, members: Iterable[Member]) -> bytes:
    """The whole package: what is shared, then the members of this letter."""
    content, directory, count, offset = _extended(begun, members)
    length = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, length, offset, 0)
    return b"".join([*content, *directory, end])  # once, since what is shared is most of it
