"""Zip-based office files, opened safely: members read with a bound.

Everything that could cost more than a moment is refused before it is read.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from letterforge.errors import UnreadableFileError
from letterforge.office.xml import Budget, Element, parse_xml, prove_xml
from letterforge.office.zip_directory import DEFLATED, End, Listed, Skipped, damaged, end_of, listed

_MIB = 1 << 20
_FILE_LIMIT = 128 * _MIB
_TOTAL_LIMIT = 256 * _MIB

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    head: Head | None = field(default=None, repr=False, compare=False)
    """The beginning that it was opened with, if it has that."""
    _budget: Budget = field(default_factory=Budget, repr=False, compare=False)
    _parsed: dict[str, Element] | None = field(default=None, repr=False, compare=False)

    def keeping(self) -> Archive:
        """The same archive, which gives the same elements each time that a member is asked for as XML."""
        return Archive(self.content, self.members, self.head, self._budget, {})

    @property
    def keeps(self) -> bool:
        """Whether it gives the same elements each time."""
        return self._parsed is not None

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
        if member.method == DEFLATED:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = stream.decompress(data, member.size + 1)
            except zlib.error as error:
                raise damaged() from error
            # One byte more than declared shows a lie about the size, without unpacking all of it.
            if len(data) == member.size and not stream.eof:
                raise damaged()
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise damaged()
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


@dataclass(frozen=True, slots=True)
class Head:
    """The first members of an archive that was found sound, as they stand in it and in its directory.

    The letters of one template share most of their members. A file that begins with the same bytes, and whose
    directory begins with the same bytes, is as sound so far, and says the same: to compare them costs next to nothing.
    """

    content: bytes = field(repr=False)
    directory: bytes = field(repr=False)
    members: Mapping[str, Member]
    entries: tuple[Listed, ...] = field(repr=False)
    folded: frozenset[str] = field(repr=False)
    total: int

    def begins(self, content: bytes, end: End) -> bool:
        """Whether an archive begins with it."""
        return (
            end.number >= len(self.entries)
            and end.start >= len(self.content)
            and content.startswith(self.content)
            and content.startswith(self.directory, end.start)
        )

    def none(self) -> Head:
        """No beginning at all, which every archive has."""
        return _head(b"", b"", ())


def open_archive(content: bytes, head: Head | None = None) -> Archive:
    """Read the directory of a zip-based office file and see that nothing in it can do harm.

    Args:
        content: the file.
        head: what it may begin with, and was found sound before.

    Raises:
        UnreadableFileError: not a zip, encrypted, cut off, too large, or built to do harm.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a_zip(content)
    if len(content) > _FILE_LIMIT:
        message = f"the file is larger than {_FILE_LIMIT // _MIB} MB"
        raise UnreadableFileError(message)
    end = end_of(content)
    if head is not None and head.begins(content, end):
        skipped = Skipped(len(head.entries), len(head.directory), len(head.content))
        return Archive(content, _named(listed(content, end, skipped), head)[0], head)
    return Archive(content, _named(listed(content, end), None)[0])


def head_of(archive: Archive) -> Head:
    """All members of an archive as a beginning; none where they do not stand in the order of the directory."""
    end = end_of(archive.content)
    entries = listed(archive.content, end)
    if any(one.start < before.stop for before, one in itertools.pairwise(entries)):
        entries = []
    return _head(archive.content, archive.content[end.start :], entries)


def shared_head(head: Head, archive: Archive) -> Head:
    """As much of a beginning as an archive has, too."""
    end = end_of(archive.content)
    entries: list[Listed] = []
    stop = record = 0
    for one in head.entries[: end.number]:
        same = archive.content.startswith(head.content[stop : one.stop], stop)
        if not same or not archive.content.startswith(head.directory[record : one.record_end], end.start + record):
            break
        entries.append(one)
        stop, record = one.stop, one.record_end
    return _head(head.content, head.directory, entries)


def _head(content: bytes, directory: bytes, entries: Sequence[Listed]) -> Head:
    stop, records = (entries[-1].stop, entries[-1].record_end) if entries else (0, 0)
    members, folded, total = _named(entries, None)
    return Head(content[:stop], directory[:records], members, tuple(entries), frozenset(folded), total)


def _named(entries: Sequence[Listed], head: Head | None) -> tuple[dict[str, Member], set[str], int]:
    """The members behind a beginning, and those in it, by their names; refused where two have one, or all are too large."""
    members: dict[str, Member] = {} if head is None else dict(head.members)
    folded: set[str] = set() if head is None else set(head.folded)
    total = 0 if head is None else head.total
    for entry, start, stop, _ in entries:
        if entry.folded in folded:
            message = "two parts of the file have the same name, so it could be read in two ways"
            raise UnreadableFileError(message)
        folded.add(entry.folded)
        total += entry.size
        if total > _TOTAL_LIMIT:
            message = f"the file unpacks to more than {_TOTAL_LIMIT // _MIB} MB"
            raise UnreadableFileError(message)
        if not entry.is_folder:
            members[entry.name] = Member(entry.method, entry.crc, entry.size, start, stop)
    return members, folded, total


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
