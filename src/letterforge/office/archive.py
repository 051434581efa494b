"""Zip-based office files, opened safely: members read with a bound.

Everything that could cost more than a moment is refused before it is read. A zip holds its directory twice, at
the end and before each member; a file in which the two differ is refused, since another reader would see another
letter (APPNOTE.TXT 6.3.10, sections 4.3.6, 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import functools
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from letterforge.errors import UnreadableFileError
from letterforge.office.xml import Budget, Element, parse_xml, prove_xml

_MIB = 1 << 20
_FILE_LIMIT = 128 * _MIB
_MEMBER_LIMIT = 64 * _MIB
_TOTAL_LIMIT = 256 * _MIB
_MEMBERS_LIMIT = 2000
_RATIO_LIMIT = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LENGTHS, _LENGTHS_AT = struct.Struct("<3H"), 28  # of name, extra field and comment, within a record of the directory
_LOCAL = struct.Struct("<4s5H3L2H")
# A letter, digit, or one of -._~ as a number: the same name for who reads by the rules (ECMA-376 part 2, 6.2.2.3).
_SECOND_SPELLING = re.compile(r"%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", re.IGNORECASE)
_ENCRYPTED, _UTF8 = 0x2041, 0x800  # flag bits 0, 6 and 13; bit 11
_STORED, _DEFLATED = 0, 8
_COMMENT_LIMIT = 0xFFFF
_SHORT = 512  # longer records are not kept in mind


class Member(NamedTuple):  # much quicker to make than a frozen dataclass, and each letter makes a dozen
    """One file within the archive: how it is packed and where its bytes stand."""

    method: int
    crc: int
    size: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Archive:
    """An office file whose directory has been found sound; a member is read when asked for."""

    content: bytes = field(repr=False)
    members: Mapping[str, Member]
    _budget: Budget = field(default_factory=Budget, repr=False, compare=False)
    _parsed: dict[str, Element] | None = field(default=None, repr=False, compare=False)

    def keeping(self) -> Archive:
        """The same archive, which gives the same elements each time that a member is asked for as XML."""
        return Archive(self.content, self.members, self._budget, {})

    def packed(self, name: str) -> bytes:
        """A member as it stands in the file: a key for what was made of it before."""
        member = self._member(name)
        return self.content[member.start : member.end]

    def holds(self, name: str, packed: bytes) -> bool:
        """Whether a member stands in the file as these bytes; they are compared in place."""
        member = self._member(name)
        return member.end - member.start == len(packed) and self.content.startswith(packed, member.start)

    def read(self, name: str) -> bytes:
        """A member's bytes, proven by their length and checksum.

        Raises:
            UnreadableFileError: there is no such member, or it is not what the directory says.
        """
        member = self._member(name)
        data = self.content[member.start : member.end]
        if member.method == _DEFLATED:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = stream.decompress(data, member.size + 1)
            except zlib.error as error:
                raise _damaged() from error
            # One byte more than declared shows a lie about the size, without unpacking all of it.
            if len(data) == member.size and not stream.eof:
                raise _damaged()
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise _damaged()
        return data

    def xml(self, name: str) -> Element:
        """A member parsed as XML; all that are asked for share one bound."""
        if self._parsed is None:
            return parse_xml(self.read(name), self._budget)
        if name not in self._parsed:
            self._parsed[name] = parse_xml(self.read(name), self._budget)
        return self._parsed[name]

    def prove(self, name: str) -> bytes:
        """A member's bytes that `xml` would parse: for XML that something else reads."""
        content = self.read(name)
        prove_xml(content, self._budget)
        return content

    def _member(self, name: str) -> Member:
        try:
            return self.members[name]
        except KeyError:
            message = f"a part that the file refers to is missing: {name}"
            raise UnreadableFileError(message) from None


def open_archive(content: bytes) -> Archive:
    """Read the directory of a zip-based office file and see that nothing in it can do harm.

    Raises:
        UnreadableFileError: not a zip, encrypted, cut off, too large, or built to do harm.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a_zip(content)
    if len(content) > _FILE_LIMIT:
        message = f"the file is larger than {_FILE_LIMIT // _MIB} MB"
        raise UnreadableFileError(message)
    members: dict[str, Member] = {}
    folded: set[str] = set()
    total = 0
    for entry, start, end in _directory(content):
        if entry.folded in folded:
            message = "two parts of the file have the same name, so it could be read in two ways"
            raise UnreadableFileError(message)
        folded.add(entry.folded)
        total += entry.size
        if total > _TOTAL_LIMIT:
            message = f"the file unpacks to more than {_TOTAL_LIMIT // _MIB} MB"
            raise UnreadableFileError(message)
        if not entry.is_folder:
            members[entry.name] = Member(entry.method, entry.crc, entry.size, start, end)
    return Archive(content, members)


class _Entry(NamedTuple):
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


def _directory(content: bytes) -> list[tuple[_Entry, int, int]]:
    """The members as the directory at the end lists them, each compared with the header before its bytes."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - _END.size - _COMMENT_LIMIT))
    if at < 0 or at + _END.size > len(content):
        raise _damaged()
    _, _, _, _, count, length, start, _ = _END.unpack_from(content, at)
    if count > _MEMBERS_LIMIT:
        message = f"the file has more than {_MEMBERS_LIMIT} parts"
        raise UnreadableFileError(message)
    if (
        start + length != at
    ):  # a reader that counts from the end would find another directory (as Python's zipfile does)
        raise _damaged()
    entries: list[tuple[_Entry, int, int]] = []
    position, before, in_order = start, 0, True
    for _ in range(count):
        if position + _CENTRAL.size > at:
            raise _damaged()
        end = position + _CENTRAL.size + sum(_LENGTHS.unpack_from(content, position + _LENGTHS_AT))
        if end > at:
            raise _damaged()
        record = content[position:end]
        entry = _entry(record) if len(record) < _SHORT else _entry.__wrapped__(record)
        position = end
        data = _data_start(content, entry)
        stop = data + entry.packed
        if stop > start:
            raise _damaged()
        in_order = in_order and data >= before
        before = stop
        entries.append((entry, data, stop))
    if position != at:
        raise _damaged()
    if not in_order:
        _refuse_overlaps(entries)
    return entries


@functools.lru_cache(maxsize=1024)
def _entry(record: bytes) -> _Entry:
    """One record of the directory, seen to be harmless. The letters of one template share most of theirs."""
    mark, _, _, flags, method, _, _, crc, packed, size, name_length, _, _, _, _, _, offset = _CENTRAL.unpack_from(
        record
    )
    if mark != b"PK\x01\x02":
        raise _damaged()
    _refuse_method(flags, method)
    _refuse_size(packed, size)
    raw = record[_CENTRAL.size : _CENTRAL.size + name_length]
    name = _name(raw, flags & _UTF8)
    return _Entry(name, name.casefold(), name.endswith("/"), raw, method, crc, packed, size, offset)


def _data_start(content: bytes, entry: _Entry) -> int:
    """Where the bytes of a member begin: behind its own header, which must say what the directory says."""
    offset = entry.offset
    if offset + _LOCAL.size > len(content):
        raise _damaged()
    mark, _, flags, method, _, _, _, _, _, name_length, extra = _LOCAL.unpack_from(content, offset)
    start: int = offset + _LOCAL.size
    if mark != b"PK\x03\x04" or content[start : start + name_length] != entry.raw or method != entry.method:
        raise _damaged()
    if flags & _ENCRYPTED:
        raise _encrypted()
    return start + int(name_length) + int(extra)


def _name(raw: bytes, utf8: int) -> str:
    """The name of a member, as a path that stays within the file."""
    try:
        name = raw.decode("utf-8" if utf8 else "cp437").replace("\\", "/")
    except UnicodeDecodeError as error:
        raise _damaged() from error
    if _SECOND_SPELLING.search(name):
        message = "a part of the file has a name that is spelt so as to pass for another"
        raise UnreadableFileError(message)
    if not name or "\0" in name or ":" in name or name.startswith("/") or ".." in name.split("/"):
        message = "a part of the file has a name that leads out of the file"
        raise UnreadableFileError(message)
    return name


def _refuse_method(flags: int, method: int) -> None:
    if flags & _ENCRYPTED:
        raise _encrypted()
    if method not in (_STORED, _DEFLATED):
        message = "the file is packed in a way that Word does not read"
        raise UnreadableFileError(message)


def _encrypted() -> UnreadableFileError:
    return UnreadableFileError("the file is encrypted; save it without a password first")


def _refuse_size(packed: int, size: int) -> None:
    if size > _MEMBER_LIMIT:
        message = f"a part of the file unpacks to more than {_MEMBER_LIMIT // _MIB} MB"
        raise UnreadableFileError(message)
    if size > _MIB and size > _RATIO_LIMIT * packed:
        message = f"a part of the file unpacks to more than {_RATIO_LIMIT} times its size"
        raise UnreadableFileError(message)


def _refuse_overlaps(entries: list[tuple[_Entry, int, int]]) -> None:
    """No two members share bytes: shared ones are how a small file unpacks to a huge one."""
    end = 0
    for start, stop in sorted((start, stop) for _, start, stop in entries):
        if start < end:
            raise _damaged()
        end = stop


def _not_a_zip(content: bytes) -> UnreadableFileError:
    if not content:
        return UnreadableFileError("the file is empty")
    if content.startswith(_OLE):
        return UnreadableFileError(
            "this is an old .doc or an encrypted file; open it in Word and save it as .docx without a password"
        )
    if content.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return UnreadableFileError("this is an empty or split zip file, not a Word file")
    return UnreadableFileError("this is not a Word file (.docx): it does not begin as one")


def _damaged() -> UnreadableFileError:
    return UnreadableFileError("the file is damaged or cut off; get a fresh copy of it")
