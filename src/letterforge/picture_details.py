"""What a picture says besides what it shows: where and by whom it was taken, with what, and words about it.

`bare` gives the picture without. What is drawn stays as it is, byte for byte, and so do its colours and its turn.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
_TIFF = {b"II*\0": "<", b"MM\0*": ">"}

# PNG, third edition, 11, with APNG: what the pixels need. Any other chunk is words, or nobody knows what.
_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_MADE = (b"tIME", b"iDOT", b"tEXtSoftware\0", b"tEXtdate:")
"""What programs write of themselves: it goes, but tells nothing of anybody."""

_APP0, _APP2, _APP14 = 0xE0, 0xE2, 0xEE  # JFIF, colour profiles, and how Adobe's programs write colours
_APP1, _APP15, _COMMENT, _SCAN, _END = 0xE1, 0xEF, 0xFE, 0xDA, 0xD9  # ITU-T T.81, table B.1
_AS_DRAWN = frozenset((b"\0", *(bytes([one]) for one in range(0xD0, 0xD8))))
"""What follows 0xFF within a scan and begins no segment: a byte of the picture itself, or where reading may begin anew."""
_KEPT = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
_JFIF = 14  # what comes behind may be a smaller copy of the picture, as it once was

_ORIENTATION = 274
# TIFF 6.0, and its supplements: how the pixels are laid out. Any other field is words, or leads to others.
_FIELDS = frozenset(
    (
        *range(254, 260), *range(262, 267), *range(273, 285), 286, 287, *range(290, 294), 296, 301, 317, 318, 319, 320,
        *range(321, 330), 332, 334, 336, *range(338, 348), *range(512, 522), *range(529, 533), 34675,
    )
)  # fmt: skip
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
_ENTRY = 12
_IN_PLACE = 4  # TIFF 6.0, 2: what fits into so many bytes stands in the entry itself
_MOST_DIRECTORIES = 64
_MOST_ENTRIES = 1024
_LEADING = frozenset((34665, 34853, 40965, 330))
"""Fields that lead to directories of their own: of Exif, of places, of smaller pictures."""


class Bare(NamedTuple):
    """A picture without its details, and whether one of them may tell of somebody."""

    content: bytes
    told: bool


def bare(content: bytes) -> Bare:
    r"""A PNG, JPEG, GIF or TIFF file without what it says besides what it shows; any other file as it is.

    >>> note = b"tEXtAuthor" + bytes(1) + b"Ann Ash"
    >>> chunk = (len(note) - 4).to_bytes(4, "big") + note + bytes(4)
    >>> bare(b"\x89PNG\r\n\x1a\n" + chunk)
    Bare(content=b'\x89PNG\r\n\x1a\n', told=True)
    """
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_GIF):
        return _gif(content)
    if content[:4] in _TIFF:
        return _tiff(content)
    return Bare(content, told=False)


def _png(content: bytes) -> Bare:
    out, at, told = [_PNG], len(_PNG), False
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if kind in _CHUNKS:
            out.append(content[at:end])
        else:
            told = told or not content.startswith(_MADE, at + 4)
        at = end
        if kind == b"IEND":
            return Bare(b"".join(out), told or len(content) > at)
    return Bare(b"".join([*out, content[at:]]), told)


def _jpeg(content: bytes) -> Bare:
    out, at, told = [content[:2]], 2, False
    for marker, start, end in _segments(content):
        if marker == _END:
            return Bare(b"".join([*out, content[start:end]]), told or len(content) > end)
        body = content[start + 4 : end]
        at = end
        if marker == _APP0 and body.startswith(_KEPT[_APP0]) and len(body) > _JFIF:
            out.append(content[start : start + 2] + struct.pack(">H", _JFIF + 2) + body[: _JFIF - 2] + b"\0\0")
        elif (marker not in range(_APP0, _APP15 + 1) and marker != _COMMENT) or (
            marker in _KEPT and body.startswith(_KEPT[marker])
        ):
            out.append(content[start:end])
        else:
            turn = _turn(body[6:]) if marker == _APP1 and body.startswith(b"Exif\0\0") else 1
            left = b"" if turn == 1 else _exif(turn)
            told = told or content[start:end] != left
            out.append(left)
    return Bare(b"".join([*out, content[at:]]), told)


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG file: marker, where it begins, and where it ends; a scan with what is drawn in it."""
    at = 2
    while at + 2 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  (every marker begins with it)
        marker = content[at + 1]
        if marker == 0xFF:  # noqa: PLR2004  (B.1.1.2: a marker may be preceded by fill bytes)
            yield _SCAN, at, at + 1
            at += 1
            continue
        if marker == _END:
            yield marker, at, at + 2
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = content.find(b"\xff", end)
            while end >= 0 and content[end + 1 : end + 2] in _AS_DRAWN:
                end = content.find(b"\xff", end + 2)
            end = len(content) if end < 0 else end
        if end > len(content) or end < at + 4:
            return
        yield marker, at, end
        at = end


def _turn(exif: bytes) -> int:
    """How a picture is to be turned, as its Exif says; 1 for not at all."""
    order = _TIFF.get(exif[:4])
    if order is None:
        return 1
    (start,) = struct.unpack_from(f"{order}I", exif.ljust(8, b"\0"), 4)
    for place in _entries(exif, order, start):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", exif, place)
        if (tag, kind, count) == (_ORIENTATION, 3, 1) and value in range(1, 9):
            return int(value)
    return 1


def _exif(turn: int) -> bytes:
    """A segment that says nothing but how a picture is to be turned."""
    directory = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turn, 0, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _gif(content: bytes) -> Bare:
    flags = content[10:11]
    at = 13 + (3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0)
    out, told = [content[:at]], False
    while at < len(content):
        start, sign = at, content[at]
        if sign == 0x3B:  # noqa: PLR2004  (GIF89a, 27: the trailer)
            return Bare(b"".join([*out, b";"]), told or len(content) > at + 1)
        if sign == 0x2C:  # noqa: PLR2004  (20: a picture, with colours of its own or without)
            flags = content[at + 9 : at + 10]
            at += 11 + (3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0)
        else:
            at += 2
        while at < len(content) and content[at]:
            at += 1 + content[at]
        at += 1
        loops = content[start + 3 : start + 14] in {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
        if sign == 0x2C or content[start + 1 : start + 2] == b"\xf9" or loops:  # noqa: PLR2004  (as above; 23)
            out.append(content[start:at])
        else:
            told = True
    return Bare(b"".join(out), told)


def _entries(content: bytes, order: str, start: int) -> list[int]:
    """Where the entries of a directory of TIFF stand; none where it is damaged."""
    if start + 2 > len(content):
        return []
    (count,) = struct.unpack_from(f"{order}H", content, start)
    end = start + 2 + _ENTRY * count
    return list(range(start + 2, end, _ENTRY)) if count <= _MOST_ENTRIES and end <= len(content) else []


def _tiff(content: bytes) -> Bare:
    """A TIFF file with its words blotted out where they stand, since all that is drawn is found by its place."""
    out, order = bytearray(content), _TIFF[content[:4]]
    blots = _Blots(content, order)
    (start,) = struct.unpack_from(f"{order}I", content.ljust(8, b"\0"), 4)
    seen: set[int] = set()
    directories: list[tuple[int, bytes]] = []
    while start not in seen and len(seen) < _MOST_DIRECTORIES and (places := _entries(content, order, start)):
        seen.add(start)
        kept: list[bytes] = []
        for place in places:
            if struct.unpack_from(f"{order}H", content, place)[0] in _FIELDS:
                kept.append(content[place : place + _ENTRY])
            else:
                blots.add(place)
        tail = start + 2 + _ENTRY * len(places)
        following = content[tail : tail + 4].ljust(4, b"\0")
        written = struct.pack(f"{order}H", len(kept)) + b"".join(kept) + following
        directories.append((start, written.ljust(2 + _ENTRY * len(places), b"\0")))
        (start,) = struct.unpack(f"{order}I", following)
    if not blots.spans:
        return Bare(content, told=False)
    for begin, end in blots.merged():
        out[begin:end] = bytes(end - begin)
    for begin, written in directories:
        out[begin : begin + len(written)] = written
    return Bare(bytes(out[: len(content)]), told=True)


@dataclass(slots=True)
class _Blots:
    """What is to be blotted out of a TIFF file: the words of entries, and the directories that they lead to."""

    content: bytes
    order: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def add(self, place: int) -> None:
        """Blot out what an entry says, by its place; directories that it leads to are as many as any camera writes."""
        tag, kind, count, start = struct.unpack_from(f"{self.order}HHII", self.content, place)
        size = count * (_SIZES[kind] if kind < len(_SIZES) else 1)
        is_apart = size > _IN_PLACE
        self.spans.append((start, min(start + size, len(self.content))) if is_apart else (place, place + _ENTRY))
        if tag not in _LEADING:
            return
        ends = min(start + size, len(self.content)) if is_apart else 0
        leads = [struct.unpack_from(f"{self.order}I", self.content, one)[0] for one in range(start, ends - 3, 4)[:8]]
        for directory in leads if is_apart else [start]:
            if directory in self.seen or len(self.seen) == _MOST_DIRECTORIES:
                continue
            self.seen.add(directory)
            inside = _entries(self.content, self.order, directory)
            for entry in inside:
                self.add(entry)
            if inside:
                self.spans.append((directory, min(inside[-1] + _ENTRY + 4, len(self.content))))

    def merged(self) -> Iterator[tuple[int, int]]:
        """The spans in their order, none over another."""
        last = 0
        for start, end in sorted(self.spans):
            begin = max(start, last)
            if end > begin:
                yield begin, end
                last = end
