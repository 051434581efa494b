"""The combined file: takes letter after letter, and ties them together at the end."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf

from letterforge.joining.copying import ROOM, Copy, Shared
from letterforge.joining.destinations import Destinations, Outline
from letterforge.joining.metadata import packet
from letterforge.joining.opening import Object, claims, content_of, flat, opened, own_title
from letterforge.joining.pages import Pages
from letterforge.joining.refusals import Refusals
from letterforge.joining.structure import Names, Structure
from letterforge.joining.trees import Tree
from letterforge.joining.writer import PdfWriter, Sink, array, byte_string, reference, text_string


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """A letter's, which waits for the number of the next."""

    number: int
    entries: bytes


@dataclass(frozen=True, slots=True)
class _Standards:
    """What all letters must have alike, since one file says it once."""

    part: str | None
    intents: bytes | None


class Whole:
    """One combined PDF. ``language`` is that of the whole, None for the first letter's."""

    def __init__(self, sink: Sink, title: str, language: str | None) -> None:
        self._title, self._language = title, language
        self._writer = writer = PdfWriter(sink)
        self._root, self._structure, self._document, self._bookmarks = (writer.new() for _ in range(4))
        self._pages = Pages(writer)
        self._parents, self._labels = Tree(writer, "Nums"), Tree(writer, "Nums")
        self._places, self._ids = Tree(writer, "Names"), Tree(writer, "Names")
        self._roles, self._classes = Names(), Names()
        self._shared: Shared = Shared(room=ROOM)
        self._letters: list[int] = []
        self._next_parent = 0
        self._first_bookmark, self._bookmark = 0, _Bookmark(0, b"")
        self._standards: _Standards | None = None
        self._digest = hashlib.sha256(title.encode())

    def __enter__(self) -> Self:
        """Itself."""
        self._writer.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give back what the writer holds."""
        self._writer.__exit__(kind, fault, trace)

    def add(self, number: int, title: str | None, source: bytes | Path) -> None:
        """Write a letter; ``number`` counts them from 1.

        Raises:
            UsageError, UnreadableFileError, MissingResourceError: as `join`.
        """
        refusals = Refusals(number)
        content = content_of(source, refusals)
        for piece in ((title or "").encode(), content):
            self._digest.update(hashlib.sha256(piece).digest())
        with opened(content, refusals) as pdf:
            self._write(pdf, title or own_title(pdf) or str(number), refusals)

    def _write(self, pdf: pikepdf.Pdf, title: str, refusals: Refusals) -> None:
        prefix = b"%08d." % refusals.number  # one width, so that names in order of letters are in order
        tree = list(flat(pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary()), "/Nums"))
        parents = {int(key): self._next_parent + index for index, (key, _) in enumerate(tree)}
        self._next_parent += len(tree)
        copy = Copy(pdf, self._writer, refusals, parents=parents, shared=self._shared)
        self._check_standards(_Standards(claims(pdf, refusals), _intents(pdf, copy)), refusals)
        structure = Structure(pdf, copy.stand_in(self._document), prefix, refusals)
        destinations = Destinations(pdf, prefix, refusals)
        destinations.change_pages()
        structure.rename(self._roles, self._classes, copy)

        bookmark = self._writer.new()
        outline = destinations.outline(copy.stand_in(bookmark))
        label = b"<< /S /D /St 1 /P %b >>" % text_string(f"{refusals.number}-")
        first_index, first_page = self._pages.add(pdf, copy)
        self._labels.add([(b"%d" % first_index, label)])
        self._mark(bookmark, title, first_page, outline, copy)
        self._letters.append(copy.number(structure.document.objgen))
        self._parents.add((b"%d" % parents[int(key)], copy.text(value)) for key, value in tree)
        self._places.add((byte_string(name), copy.text(place)) for name, place in destinations.named())
        self._ids.add((byte_string(name), copy.text(element)) for name, element in structure.ids)
        copy.finish()
        self._language = self._language or str(pdf.Root.get("/Lang", structure.document.Lang))

    def _check_standards(self, found: _Standards, refusals: Refusals) -> None:
        self._standards = self._standards or found
        if found.part != self._standards.part:
            raise refusals.unfit(why="it keeps to another standard than the first letter")
        if found.intents != self._standards.intents:
            raise refusals.unfit(why="its colours are meant for another device than those of the first letter")

    def _mark(self, number: int, title: str, page: int, outline: Outline | None, copy: Copy) -> None:
        """Write the bookmark before, now that it can name this one."""
        entries = [
            b"/Title %b" % text_string(title),
            b"/Parent %d 0 R /Dest [ %d 0 R /Fit ]" % (self._bookmarks, page),
        ]
        if outline is not None:
            ends = copy.text(outline.first), copy.text(outline.last)
            entries.append(b"/First %b /Last %b /Count %d" % (*ends, -outline.count))  # closed
        if self._first_bookmark:
            self._finish_bookmark(b" /Next %d 0 R" % number)
            entries.append(b"/Prev %d 0 R" % self._bookmark.number)
        self._first_bookmark = self._first_bookmark or number
        self._bookmark = _Bookmark(number, b" ".join(entries))

    def _finish_bookmark(self, following: bytes = b"") -> None:
        self._writer.add(self._bookmark.number, b"<< %b%b >>" % (self._bookmark.entries, following))

    def finish(self) -> None:
        """Write what ties the letters together, and the end of the file."""
        writer = self._writer
        self._finish_bookmark()
        ends = self._first_bookmark, self._bookmark.number
        writer.add(
            self._bookmarks, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (*ends, len(self._letters))
        )
        writer.add(
            self._document,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K %b >>"
            % (self._structure, array([reference(letter) for letter in self._letters])),
        )
        writer.add(self._structure, b"<< %b >>" % b" ".join(self._structure_entries()))
        writer.add(self._root, b"<< %b >>" % b" ".join(self._root_entries()))
        info = writer.add(writer.new(), b"<< /Title %b >>" % text_string(self._title))
        writer.finish(root=self._root, info=info, digest=self._digest.digest()[:16])

    def _structure_entries(self) -> list[bytes]:
        entries = [b"/Type /StructTreeRoot", b"/K [ %d 0 R ]" % self._document]
        entries += _tree(b"ParentTree", self._parents.finish())
        entries += [b"/ParentTreeNextKey %d" % self._next_parent]
        entries += _tree(b"IDTree", self._ids.finish())
        for key, names in ((b"RoleMap", self._roles), (b"ClassMap", self._classes)):
            if names.meanings:
                # qpdf knows how a name is written.
                written = (b"%b %b" % (pikepdf.Name(name).unparse(), value) for name, value in names.meanings.items())
                body = b" ".join(written)
                entries.append(b"/%b << %b >>" % (key, body))
        return entries

    def _root_entries(self) -> list[bytes]:
        standards = self._standards or _Standards(None, None)
        metadata = self._writer.add_stream(
            self._writer.new(), b"/Type /Metadata /Subtype /XML", packet(self._title, standards.part)
        )
        entries = [b"/Type /Catalog /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>"]
        entries += [b"/Lang %b" % text_string(self._language or "")]
        entries += _tree(b"Pages", self._pages.finish())
        entries += _tree(b"PageLabels", self._labels.finish())
        entries += _tree(b"Outlines", self._bookmarks)
        entries += _tree(b"StructTreeRoot", self._structure)
        entries += _tree(b"Metadata", metadata)
        places = self._places.finish()
        if places is not None:
            entries.append(b"/Names << /Dests %d 0 R >>" % places)
        if standards.intents is not None:
            entries.append(b"/OutputIntents %b" % standards.intents)
        return entries


def _tree(key: bytes, number: int | None) -> list[bytes]:
    return [] if number is None else [b"/%b %d 0 R" % (key, number)]


def _intents(pdf: pikepdf.Pdf, copy: Copy) -> bytes | None:
    intents: Object = pdf.Root.get("/OutputIntents")
    return None if intents is None else copy.share(intents)
