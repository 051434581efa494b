"""The pages of the combined file, letter after letter, each of which begins on a right-hand page."""

from __future__ import annotations

import pikepdf

from letterforge.joining.copying import Copy
from letterforge.joining.opening import Object
from letterforge.joining.writer import PdfWriter, array, reference

_ROOM = 64  # letters below one node
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, table 30
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit")


class Pages:
    """The page tree, in three floors: the root, nodes for some letters, and a node for each letter."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._root = writer.new()
        self._nodes: list[int] = []
        self._node = 0
        self._kids: list[int] = []
        self._before, self._count = 0, 0  # pages in earlier nodes, and in all
        self._blank = b""

    def add(self, pdf: pikepdf.Pdf, copy: Copy) -> tuple[int, int]:
        """Write the pages of a letter; the index and the number of the first are returned.

        After a letter that ends on a right-hand page comes an empty one, as large as its last: a page without content
        needs no mark that it is not read.
        """
        if len(self._kids) >= _ROOM:
            self._close()
        self._node = self._node or self._writer.new()
        if self._count % 2:
            blank = b"<< /Type /Page /Parent %d 0 R /Resources << >> %b >>" % (self._node, self._blank)
            self._kids.append(self._writer.add(self._writer.new(), blank))
            self._count += 1
        node, first = self._writer.new(), self._count
        parent = copy.stand_in(node)
        pages = [page.obj for page in pdf.pages]
        for page in pages:
            _complete(page)
        numbers = []
        for page in pages:
            page.Parent = parent
            numbers.append(copy.number(page.objgen))
        for page in pages:
            copy.share(page.get("/Resources", None))
        kids = array([reference(number) for number in numbers])
        body = b"<< /Type /Pages /Parent %d 0 R /Kids %b /Count %d >>" % (self._node, kids, len(pages))
        self._kids.append(self._writer.add(node, body))
        self._count += len(pages)
        self._blank = b" ".join(
            b"%b %b" % (box.encode(), copy.text(pages[-1][box])) for box in _BOXES if box in pages[-1]
        )
        return first, numbers[0]

    def finish(self) -> int:
        """Write the upper floors; the number of the root."""
        self._close()
        kids = array([reference(number) for number in self._nodes])
        return self._writer.add(self._root, b"<< /Type /Pages /Kids %b /Count %d >>" % (kids, self._count))

    def _close(self) -> None:
        """Write a node of the middle floor, and begin the next."""
        kids = array([reference(number) for number in self._kids])
        size = self._count - self._before
        body = b"<< /Type /Pages /Parent %d 0 R /Kids %b /Count %d >>" % (self._root, kids, size)
        self._nodes.append(self._writer.add(self._node, body))
        self._node, self._kids, self._before = 0, [], self._count


def _complete(page: Object) -> None:
    """Give a page what it has from the nodes above it."""
    for key in _INHERITED:
        above, seen = page.get("/Parent"), set()
        while key not in page and above is not None and above.objgen not in seen:
            seen.add(above.objgen)
            if key in above:
                page[key] = above[key]
            above = above.get("/Parent")
