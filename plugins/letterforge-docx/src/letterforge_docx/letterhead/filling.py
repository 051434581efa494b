"""One letter after the other on a letterhead that is ready; what letters share is written once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letterforge.cache import Cache, Key
from letterforge.document import Furniture, Table
from letterforge_docx.letterhead.settings import TITLE
from letterforge_docx.ooxml.characters import escape
from letterforge_docx.ooxml.package import Member, finish, member
from letterforge_docx.ooxml.relationships import Relationship, member_of
from letterforge_docx.template.part import prove
from letterforge_docx.writing.assembly import Assembly, Lists, media_name
from letterforge_docx.writing.blocks import Frame, empty, write, write_all
from letterforge_docx.writing.flow import flowing
from letterforge_docx.writing.pieces import Piece, Pieces
from letterforge_docx.writing.ranks import NO_HEADING, ranked
from letterforge_docx.writing.windows import Windowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from letterforge.decisions import Decisions
    from letterforge.document import Block, Document, Picture
    from letterforge.stationery import Stationery
    from letterforge_docx.letterhead.letterhead import Letterhead, Part
    from letterforge_docx.template.output import Slot
    from letterforge_docx.writing.flow import Flow

_BLOCKS, _MEMBERS = 4096, 256


class Filling:
    """Fills one prepared letterhead, and remembers what letters have in common.

    A block without a value in it is the same object in every letter made from a template, so what it became is kept
    by its identity, together with the block itself: no other can get its identity as long as it is kept.
    """

    def __init__(self, letterhead: Letterhead, stationery: Stationery | None = None) -> None:
        self._letterhead = letterhead
        self._frame = Frame(
            letterhead.styles, letterhead.numbering, letterhead.width, letterhead.family, look=letterhead.look
        )
        window = None if stationery is None else stationery.window
        self._windowed = None if stationery is None or window is None else Windowed(self._frame, stationery, window)
        self._frames: dict[tuple[str, int], Frame] = {}
        self._blocks: Cache[int, tuple[Block, str | tuple[Piece, ...]]] = Cache(room=_BLOCKS)
        self._furniture: Cache[tuple[str | int, ...], tuple[object, list[Member], set[str]]] = Cache(room=_MEMBERS)
        self._members: Cache[tuple[str | tuple[Key, ...], ...], Member] = Cache(room=_MEMBERS)

    def fill(self, document: Document, decisions: Decisions) -> bytes:
        """The Word file for a document; the decisions are those at the tags of the letterhead."""
        lists = Lists(self._letterhead.numbering.first_free)
        pictures: set[str] = set()
        members: list[Member] = []
        for part in self._letterhead.parts:
            members += self._page_part(part, document, decisions, lists=lists, pictures=pictures)
        ordered = tuple(lists.made)
        name, numbering = self._letterhead.numbering_part, self._letterhead.numbering
        members.append(self._members.made((name, ordered), lambda: member(name, numbering.part(ordered))))
        for digest in sorted(pictures):
            members.append(self._picture(digest, document.images[digest]))
        members.sort(key=_name)
        return finish(self._letterhead.start, members)

    def missing_furniture(self, document: Document) -> tuple[str, str] | None:
        """The page and the name of furniture that the letterhead has no slot for."""
        slots = self._letterhead.furniture
        for page, furniture in (("first", document.first), ("following", document.following)):
            for name, blocks in (("header", furniture.header), ("footer", furniture.footer)):
                if blocks and (page, name) not in slots:
                    # Without a first page of its own, the first page shows what the others do.
                    alike = page == "first" and not self._letterhead.first_differs
                    if not (alike and blocks == getattr(document.following, name)):
                        return page, name
        return None

    def _page_part(
        self, part: Part, document: Document, decisions: Decisions, *, lists: Lists, pictures: set[str]
    ) -> list[Member]:
        """A part and its relationships; those of a header without values are the same in all letters."""
        if not part.page or part.program.placeholders or part.program.branches:
            return self._part(part, document, decisions, lists=lists, pictures=pictures)[0]
        furniture = document.first if part.page == "first" else document.following
        shown = tuple(block for slot in part.program.slots for block in getattr(furniture, slot))
        key: tuple[str | int, ...] = (part.name, *map(id, shown))
        known = self._furniture.get(key)
        if known is None:
            mine: set[str] = set()
            before = len(lists.made)
            members, filled = self._part(part, document, decisions, lists=lists, pictures=mine)
            known = (shown, members, mine)
            if not filled and len(lists.made) == before:
                self._furniture.put(key, known)
        pictures |= known[2]
        return known[1]

    def _part(
        self, part: Part, document: Document, decisions: Decisions, *, lists: Lists, pictures: set[str]
    ) -> tuple[list[Member], bool]:
        """A part and its relationships, and whether any value is in it."""
        made = part.program.run(decisions, part.relationships.prefix)
        assembly = Assembly(made.prefix, lists, document.images, part.drawings, added=made.added, pictures=pictures)
        out: list[str] = []
        filled = False
        for piece in made.pieces:
            if piece.__class__ is str:
                out.append(piece)
            elif piece.name == "body":  # type: ignore[union-attr]
                self._body(out, document.blocks, assembly)
            else:
                filled |= self._furnish(out, piece, part, document=document, assembly=assembly)  # type: ignore[arg-type]
        text = "".join(out)
        if not part.program.whole:
            prove(text)
        if not part.can_refer:
            text = text.replace(TITLE, escape(document.title))
            return [self._members.made((part.name, text), lambda: member(part.name, text.encode()))], True
        members = [member(part.name, text.encode(), fast=True)]
        added = tuple(assembly.added.values())
        if added or part.relationships.known:
            members.append(self._relationships(part, added, made.links))
        return members, filled

    def _body(self, out: list[str], blocks: Sequence[Block], assembly: Assembly) -> None:
        known = self._blocks
        frame = self._frame
        headings = ranked(blocks)
        heading, rank = next(headings, NO_HEADING)
        below: Iterable[tuple[Block, Flow]] = flowing(blocks)
        if self._windowed is not None:
            first = Pieces()
            below = self._windowed.write(first, blocks)
            assembly.join(out, first.parts)
        for block, flow in below:
            key, own_rank = (id(block) * 64 + flow.bits) * 8, 0
            if block is heading:
                own_rank = rank  # at most 6
                key += own_rank
                heading, rank = next(headings, NO_HEADING)
            found = known.get(key)
            if found is None:
                pieces = Pieces()
                # Only here, since most headings are known: to replace takes as long as to write a paragraph.
                write(pieces, block, frame, replace(flow, rank=own_rank) if own_rank else flow)
                if pieces.filled:
                    assembly.join(out, pieces.parts)
                    continue
                whole = pieces.joined()
                found = known.put(key, (block, whole[0] if len(whole) == 1 and isinstance(whole[0], str) else whole))
            if found[1].__class__ is str:  # most refer to nothing
                out.append(found[1])
            else:
                assembly.join(out, found[1])
        if not blocks or blocks[-1].__class__ is Table:
            out.append(empty(frame))

    def _furnish(self, out: list[str], slot: Slot, part: Part, *, document: Document, assembly: Assembly) -> bool:
        furniture: Furniture = document.first if part.page == "first" else document.following
        blocks: tuple[Block, ...] = furniture.header if slot.name == "header" else furniture.footer
        page = 1 if part.page == "first" else 2
        frame = self._frames.get((slot.name, page))
        if frame is None:
            frame = self._frames[slot.name, page] = replace(self._frame, plain=slot.name, page=page)
        pieces = Pieces()
        write_all(pieces, blocks, frame)
        assembly.join(out, pieces.joined())
        return pieces.filled

    def _relationships(self, part: Part, added: tuple[Relationship, ...], links: Mapping[str, str]) -> Member:
        name = member_of(part.name)
        if part.program.links:
            return member(name, part.relationships.with_targets(part.program.links, links).part(added))
        key: tuple[str | tuple[Key, ...], ...] = (name, *((each.kind, each.target) for each in added))
        return self._members.made(key, lambda: member(name, part.relationships.part(added)))

    def _picture(self, digest: str, picture: Picture) -> Member:
        name = media_name(digest, picture)
        return self._members.made((name,), lambda: member(name, picture.content))


def _name(each: Member) -> str:
    return each.name
