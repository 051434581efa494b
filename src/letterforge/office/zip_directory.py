"""The directory of a zip file, read with care: what its members are called, and where their bytes stand.

A zip holds its directory twice, at the end and before each member; a file in which the two differ is refused, since
another reader would see another letter (APPNOTE.TXT 6.3.10, sections 4.3.6, 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import functools
import re
import struct
from collections.abc import Sequence
from typing import NamedTuple

from letterforge.errors import UnreadableFileError

_MIB = 1 << 20
_MEMBER_LIMIT = 64 * _MIB
_MEMBERS_LIMIT = 2000
_RATIO_LIMIT = 200
_PICTURES = (".emf", ".wmf", ".bmp", ".dib", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".pict", ".pcx")
"""What may pack as well as it likes, within the bounds of a member and of all of them: an 11 MB metafile of one colour
packs 1:1000, as scanned logos do, and nobody but Word reads what it says."""

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LENGTHS, _LENGTHS_AT = struct.Struct("<3H"), 28  # of name, extra field and comment, within a record of the directory
_LOCAL = struct.Struct("<4s5H3L2H")
# A letter, digit, or one of -._~ as a number: the same name for who reads by the rules (ECMA-376 part 2, 6.2.2.3).
_SECOND_SPELLING = re.compile(r"%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", re.IGNORECASE)
_ENCRYPTED, _UTF8 = 0x2041, 0x800  # flag bits 0, 6 and 13; bit 11
STORED, DEFLATED = 0, 8
_COMMENT_LIMIT = 0xFFFF
_SHORT = 512  # longer records are not kept in mind


class Entry(NamedTuple):
    """What the directory says of one member."""

    name: str
    folded: str
    is_folder: bool
    raw: bytes
    method: int
    crc: int
    packed: int
    size: int
    offset: int


class Listed(NamedTuple):
    """A member as the directory lists it: where its bytes begin and end, and where its record ends in the directory."""

    entry: Entry
    start: int
    stop: int
    record_end: int


class End(NamedTuple):
    """What the end of the file says of the directory."""

    number: int
    start: int
    """Where the directory begins,"""
    stop: int
    """and where it ends."""


class Skipped(NamedTuple):
    """The beginning of a directory that is known: so many members, so many bytes of records, and of members' bytes."""

    number: int = 0
    records: int = 0
    content: int = 0


ALL = Skipped()


def end_of(content: bytes) -> End:
    """Read the end of a zip file.

    Raises:
        UnreadableFileError: it has none, or the directory does not end there.
    """
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - _END.size - _COMMENT_LIMIT))
    if at < 0 or at + _END.size > len(content):
        raise damaged()
    _, _, _, _, count, length, start, _ = _END.unpack_from(content, at)
    if count > _MEMBERS_LIMIT:
        message = f"the file has more than {_MEMBERS_LIMIT} parts"
        raise UnreadableFileError(message)
    if (
        start + length != at
    ):  # a reader that counts from the end would find another directory (as Python's zipfile does)
        raise damaged()
    return End(count, start, at)


def listed(content: bytes, end: End, skipped: Skipped = ALL) -> list[Listed]:
    """The members as the directory at the end lists them, each compared with the header before its bytes.

    Raises:
        UnreadableFileError: the two say different things, or a member is packed to do harm.
    """
    _, begin, at = end
    entries: list[Listed] = []
    position, before, in_order = begin + skipped.records, skipped.content, True
    for _ in range(end.number - skipped.number):
        if position + _CENTRAL.size > at:
            raise damaged()
        stop = position + _CENTRAL.size + sum(_LENGTHS.unpack_from(content, position + _LENGTHS_AT))
        if stop > at:
            raise damaged()
        record = content[position:stop]
        entry = _entry(record) if len(record) < _SHORT else _entry.__wrapped__(record)
        position = stop
        data = _data_start(content, entry)
        stop = data + entry.packed
        if stop > begin:
            raise damaged()
        in_order = in_order and data >= before
        before = stop
        entries.append(Listed(entry, data, stop, position - begin))
    if position != at:
        raise damaged()
    if not in_order:
        _refuse_overlaps(entries, skipped.content)
    return entries


@functools.lru_cache(maxsize=1024)
def _entry(record: bytes) -> Entry:
    """One record of the directory, seen to be harmless. The letters of one template share most of theirs."""
    mark, _, _, flags, method, _, _, crc, packed, size, name_length, _, _, _, _, _, offset = _CENTRAL.unpack_from(
        record
    )
    if mark != b"PK\x01\x02":
        raise damaged()
    _refuse_method(flags, method)
    raw = record[_CENTRAL.size : _CENTRAL.size + name_length]
    try:
        spelt = raw.decode("utf-8" if flags & _UTF8 else "cp437").replace("\\", "/")
    except UnicodeDecodeError as error:
        raise damaged() from error
    name, folded = _name(spelt) if name_length < _SHORT else _name.__wrapped__(spelt)
    _refuse_size(packed, size, is_picture=folded.endswith(_PICTURES))
    return Entry(name, folded, name.endswith("/"), raw, method, crc, packed, size, offset)


def _data_start(content: bytes, entry: Entry) -> int:
    """Where the bytes of a member begin: behind its own header, which must say what the directory says."""
    offset = entry.offset
    if offset + _LOCAL.size > len(content):
        raise damaged()
    mark, _, flags, method, _, _, _, _, _, name_length, extra = _LOCAL.unpack_from(content, offset)
    start: int = offset + _LOCAL.size
    if mark != b"PK\x03\x04" or content[start : start + name_length] != entry.raw or method != entry.method:
        raise damaged()
    if flags & _ENCRYPTED:
        raise _encrypted()
    return start + int(name_length) + int(extra)


@functools.lru_cache(maxsize=1024)
def _name(name: str) -> tuple[str, str]:
    """The name of a member, as a path that stays within the file, and as it is compared."""
    if _SECOND_SPELLING.search(name):
        message = "a part of the file has a name that is spelt so as to pass for another"
        raise UnreadableFileError(message)
    if not name or "\0" in name or ":" in name or name.startswith("/") or ".." in name.split("/"):
        message = "a part of the file has a name that leads out of the file"
        raise UnreadableFileError(message)
    return name, name.casefold()


def _refuse_method(flags: int, method: int) -> None:
    if flags & _ENCRYPTED:
        raise _encrypted()
    if method not in (STORED, DEFLATED):
        message = "the file is packed in a way that Word does not read"
        raise UnreadableFileError(message)


def _encrypted() -> UnreadableFileError:
    return UnreadableFileError("the file is encrypted; save it without a password first")


def _refuse_size(packed: int, size: int, *, is_picture: bool) -> None:
    if size > _MEMBER_LIMIT:
        message = f"a part of the file unpacks to more than {_MEMBER_LIMIT // _MIB} MB"
        raise UnreadableFileError(message)
    if size > _MIB and size > _RATIO_LIMIT * packed and not is_picture:
        message = f"a part of the file unpacks to more than {_RATIO_LIMIT} times its size"
        raise UnreadableFileError(message)


def _refuse_overlaps(entries: Sequence[Listed], end: int) -> None:
    """No two members share bytes, nor those of a beginning: shared ones are how a small file unpacks to a huge one."""
    for start, stop in sorted((one.start, one.stop) for one in entries):
        if start < end:
            raise damaged()
        end = stop


def damaged() -> UnreadableFileError:
    """What is raised where a zip file is not whole."""
    return UnreadableFileError("the file is damaged or cut off; get a fresh copy of it")
