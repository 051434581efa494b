"""A PDF file that is written object by object: what is written leaves memory, and where it lies waits in a file.

Dictionaries go into object streams and offsets into a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8): a tagged
letter has some hundred small objects, which take a tenth of the room there.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from letterforge.errors import UsageError

MOST_OBJECTS = 8_388_607  # ISO 32000-1, annex C, table C.1: readers may have no room for more
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ENTRY = struct.Struct(">BQH")  # its widths are said below, as /W
_FREE, _PLAIN, _PACKED = 0, 1, 2
_OBJECTS, _BYTES = 200, 64 << 10  # in one object stream: a reader unpacks all of it for one object
_BLOCK = 1 << 16


class Sink(Protocol):
    """What the file is written to."""

    def write(self, content: bytes, /) -> object:
        """Take all of these bytes."""


class PdfWriter:
    """Writes objects by their numbers; `new` gives one out, so that an object can be spoken of before it is written."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._at = sink, 0
        self._next = 1
        self._packed: list[tuple[int, bytes]] = []
        self._packed_bytes = 0
        self._offsets = _Offsets()
        self._write(_HEADER)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give back the file that the offsets wait in."""
        self._offsets.close()

    def new(self) -> int:
        """The number of an object that is to come.

        Raises:
            UsageError: a PDF holds no more.
        """
        if self._next > MOST_OBJECTS:
            message = f"one PDF holds {MOST_OBJECTS:,} objects, and these letters have more; write several files"
            raise UsageError(message)
        self._next += 1
        return self._next - 1

    def add(self, number: int, body: bytes) -> int:
        """Write an object that is no stream; its number is returned."""
        self._packed.append((number, body))
        self._packed_bytes += len(body)
        if len(self._packed) == _OBJECTS or self._packed_bytes > _BYTES:
            self._pack()
        return number

    def add_stream(self, number: int, entries: bytes, content: bytes) -> int:
        """Write a stream with the entries of its dictionary, all but its length; its number is returned."""
        self._offsets.put(number, _PLAIN, self._at)
        self._write(b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(content)))
        self._write(content)
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, *, root: int, info: int, digest: bytes) -> None:
        """Write where all objects are; ``digest`` is the identity of the file, 16 bytes."""
        self._pack()
        number, begin = self.new(), self._at
        self._offsets.put(number, _PLAIN, begin)
        self._offsets.put(0, _FREE, 0, 65535)
        self._offsets.settle()
        # Deflated twice, so that it need not be held: its length stands before it.
        length = sum(map(len, self._offsets.deflated()))
        entries = b"/Type /XRef /Size %d /W [ 1 8 2 ] /Root %d 0 R /Info %d 0 R /ID [ <%b> <%b> ]" % (
            self._next,
            root,
            info,
            *(digest.hex().encode(),) * 2,
        )
        self._write(
            b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (number, entries, length),
        )
        for block in self._offsets.deflated():
            self._write(block)
        self._write(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % begin)

    def _pack(self) -> None:
        """Write the small objects that have gathered as one stream."""
        if not self._packed:
            return
        number, index, at = self.new(), [], 0
        for place, (packed, body) in enumerate(self._packed):
            self._offsets.put(packed, _PACKED, number, place)
            index.append(b"%d %d" % (packed, at))
            at += len(body) + 1
        first = b" ".join(index) + b"\n"
        content = zlib.compress(first + b"\n".join(body for _, body in self._packed))
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(self._packed), len(first))
        self._packed, self._packed_bytes = [], 0
        self.add_stream(number, entries, content)

    def _write(self, content: bytes) -> None:
        self._sink.write(content)
        self._at += len(content)


class _Offsets:
    """Where each object lies: entries of one length by number, in a file without a name."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the writer)
        self._waiting: dict[int, bytes] = {}

    def put(self, number: int, kind: int, where: int, place: int = 0) -> None:
        self._waiting[number] = _ENTRY.pack(kind, where, place)
        if len(self._waiting) > _BLOCK // _ENTRY.size:
            self.settle()

    def settle(self) -> None:
        """Write what is known, neighbours together."""
        numbers, begin = sorted(self._waiting), 0
        for end in range(1, len(numbers) + 1):
            if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
                self._file.seek(numbers[begin] * _ENTRY.size)
                self._file.write(b"".join(self._waiting[number] for number in numbers[begin:end]))
                begin = end
        self._waiting.clear()

    def deflated(self) -> Iterator[bytes]:
        """All entries in the order of their numbers."""
        packer = zlib.compressobj()
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield packer.compress(block)
        yield packer.flush()

    def close(self) -> None:
        self._file.close()


def text_string(text: str) -> bytes:
    """A text as a string of PDF (ISO 32000-1, 7.9.2.2).

    Raises:
        UnicodeEncodeError: it has half a character.
    """
    return byte_string(text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be"))


def byte_string(content: bytes) -> bytes:
    """Bytes as a string of PDF."""
    return b"<%b>" % content.hex().encode()


def array(items: Iterator[bytes] | list[bytes]) -> bytes:
    """Objects as an array."""
    return b"[ %b ]" % b" ".join(items)


def reference(number: int) -> bytes:
    """An object as others speak of it."""
    return b"%d 0 R" % number
