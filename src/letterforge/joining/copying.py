"""The objects of one PDF, written into another under new numbers; what many letters have alike is written once.

qpdf writes an object as text (`unparse`), and its numbers are changed there: strings and names are passed over, since no
other place holds what looks like a reference. Of one letter only is anything kept, but for the digests of what may be
alike: fonts, pictures and colours, all that a page names as its resources.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf

from letterforge.cache import Cache
from letterforge.joining.refusals import Refusals
from letterforge.joining.writer import PdfWriter, reference

Key = tuple[int, int]
Shared = Cache[bytes, int]
ROOM = 10_000  # digests of what may come again: two megabytes
_DEEP = 50  # resources within resources; what lies deeper is written as it is
_BLOCK = 1 << 16
_TOKEN = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(/StructParents? )(\d+)( \d+ R)?|/[^\s/<>\[\](){}%]+|(\d+) (\d+) R",
    re.DOTALL,
)


def written(value: Any) -> bytes:  # noqa: ANN401  (pikepdf gives numbers as Python's, and all else as its own)
    """An object as the text of a PDF, by the numbers of its own file; an indirect one is written out."""
    if isinstance(value, pikepdf.Object):
        return value.unparse(resolved=True)
    return pikepdf.Array([value]).unparse(resolved=True)[1:-1].strip()


def _is_whole(packed: bytes) -> bool:
    """Whether a stream is what was packed, by its checksum, which qpdf does not look at."""
    unpacking, some = zlib.decompressobj(), b"-"
    try:
        while some and not unpacking.eof:
            some = unpacking.decompress(packed, _BLOCK)
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return unpacking.eof


class Copy:
    """What is written of one file.

    ``parents`` gives the new keys of the tree from content to structure by the old ones, ``known`` the numbers of
    objects that others stand for.
    """

    def __init__(
        self, pdf: pikepdf.Pdf, writer: PdfWriter, refusals: Refusals, *, parents: Mapping[int, int], shared: Shared
    ) -> None:
        self._pdf, self._writer, self._refusals = pdf, writer, refusals
        self._parents, self._shared = parents, shared
        self._numbers: dict[Key, int] = {}
        self._waiting: list[Key] = []
        # What is made anew for the whole: were it reached, all would be copied that hangs below it.
        self._replaced = {one.objgen for one in (pdf.Root, pdf.Root.Pages, pdf.Root.StructTreeRoot) if one.is_indirect}
        self._open: set[Key] = set()

    def stand_in(self, number: int) -> pikepdf.Dictionary:
        """An object of this file that stands for one of the whole."""
        made = self._pdf.make_indirect(pikepdf.Dictionary())
        self._numbers[made.objgen] = number
        return made

    def number(self, key: Key) -> int:
        """The new number of an object, which is written by and by."""
        if key not in self._numbers:
            if key in self._replaced:
                raise self._refusals.damaged(how="something leads to what is not in its pages or its structure")
            self._numbers[key] = self._writer.new()
            self._waiting.append(key)
        return self._numbers[key]

    def text(self, value: Any) -> bytes:  # noqa: ANN401  (as above)
        """An object by the new numbers; an indirect one as a reference."""
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return reference(self.number(value.objgen))
        return self._renumbered(written(value), None)

    def finish(self) -> None:
        """Write everything that has been spoken of."""
        while self._waiting:
            key = self._waiting.pop()
            entries, content = self._parts(key, None)
            self._add(self._numbers[key], entries, content)

    def share(self, value: Any, depth: int = 0) -> bytes:  # noqa: ANN401  (as above)
        """As `text`, and written at once: what an earlier letter has alike is named instead."""
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return reference(self._alike(value.objgen, depth))
        return self._renumbered(written(value), depth)

    def _alike(self, key: Key, depth: int) -> int:
        if key in self._numbers or key in self._open or key in self._replaced or depth > _DEEP:
            return self.number(key)
        self._open.add(key)
        entries, content = self._parts(key, depth + 1)
        self._open.remove(key)
        if key in self._numbers:  # it names itself, by a way round
            return self._numbers[key]
        digest = hashlib.sha256(b"%d %b" % (len(entries), entries))
        digest.update(b"-" if content is None else content)
        number = self._shared.get(digest.digest())
        if number is None:
            number = self._add(self._writer.new(), entries, content)
            self._shared.put(digest.digest(), number)
        self._numbers[key] = number
        return number

    def _parts(self, key: Key, depth: int | None) -> tuple[bytes, bytes | None]:
        """An object as text; of a stream the entries of its dictionary, and what it holds, packed as it is."""
        found = self._pdf.get_object(key)
        if not isinstance(found, pikepdf.Stream):
            return self._renumbered(written(found), depth), None
        entries = pikepdf.Dictionary({name: value for name, value in found.stream_dict.items() if name != "/Length"})
        text = self._renumbered(entries.unparse(resolved=True), depth)
        content = found.read_raw_bytes()
        if found.get("/Filter") == pikepdf.Name.FlateDecode and not _is_whole(content):
            raise self._refusals.damaged(how="a stream is not what was packed")
        return text[2:-2].strip(), content

    def _add(self, number: int, entries: bytes, content: bytes | None) -> int:
        if content is None:
            return self._writer.add(number, entries)
        return self._writer.add_stream(number, entries, content)

    def _renumbered(self, text: bytes, depth: int | None) -> bytes:
        def replaced(match: re.Match[bytes]) -> bytes:
            if match[4] is not None:
                key = int(match[4]), int(match[5])
                return reference(self.number(key) if depth is None else self._alike(key, depth))
            if match[2] is not None:
                parent = self._parents.get(int(match[2]))
                if parent is None or match[3] is not None:
                    raise self._refusals.damaged(how="content that its structure does not know")
                return match[1] + b"%d" % parent
            return match[0]

        return _TOKEN.sub(replaced, text)
