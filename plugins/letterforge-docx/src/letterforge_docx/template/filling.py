"""One letter after the other from a Word template that is ready, filled as itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letterforge.cache import Cache
from letterforge.errors import RenderError
from letterforge.limits import LETTER_PICTURE_BYTES
from letterforge_docx.ooxml.names import DECLARATION
from letterforge_docx.ooxml.package import Member, finish, member
from letterforge_docx.ooxml.relationships import member_of
from letterforge_docx.rich import Subdocument
from letterforge_docx.template import empty_elements, ranges, subdocuments
from letterforge_docx.template.grids import mended
from letterforge_docx.template.insertion import Insertion, NeedsComposingError
from letterforge_docx.template.lists import Numbering, without_marks
from letterforge_docx.template.output import Output
from letterforge_docx.template.part import prove
from letterforge_docx.template.preparation import TemplatePart, WordTemplate, recomposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letterforge.decisions import Decisions

_DRAWING = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+(")')
_composed: Cache[tuple[str | bytes, ...], tuple[WordTemplate, dict[Subdocument, str]]] = Cache(room=4)
_members: Cache[tuple[str, bytes], Member] = Cache(room=64)
_SHARED_SIZE = 4096  # a part of up to so many bytes is likely a header, and the same in many letters


def fill(template: WordTemplate, decisions: Decisions) -> bytes:
    """The Word file with what was decided in all of its parts.

    Raises:
        RenderError: a rich value cannot stand where the template puts it, or the XML would not be whole.
    """
    try:
        return _filled(template, decisions, {})
    except NeedsComposingError:
        printed = (one for some in decisions.printed.values() for one in some)
        found = tuple(dict.fromkeys(one for one in printed if isinstance(one, Subdocument)))
        key: tuple[str | bytes, ...] = (template.content, *(each.content for each in found))
        known = _composed.get(key)
        if known is None:
            word, bodies = subdocuments.composed(template.content, found)
            known = _composed.put(key, (recomposed(template, word), bodies))
        return _filled(known[0], decisions, known[1])


def _filled(template: WordTemplate, decisions: Decisions, documents: Mapping[Subdocument, str]) -> bytes:
    members: list[Member] = []
    pictures: dict[str, bytes] = {}
    numbering = Numbering(template.lists) if template.lists is not None else None
    for part in template.parts:
        members += _part(part, decisions, documents, pictures=pictures, numbering=numbering)
        if sum(map(len, pictures.values())) > LETTER_PICTURE_BYTES.most:
            message = f"the pictures of the data have more than {LETTER_PICTURE_BYTES.most:,} bytes, each counted once"
            raise RenderError(message)
    if numbering is not None:
        members.append(member(numbering.lists.name, numbering.lists.part(numbering.made), fast=True))
    for name in sorted(pictures):
        members.append(_picture(name, pictures[name]))
    return finish(template.start_with_pictures if pictures else template.start, members)


def _part(
    part: TemplatePart,
    decisions: Decisions,
    documents: Mapping[Subdocument, str],
    *,
    pictures: dict[str, bytes],
    numbering: Numbering | None,
) -> list[Member]:
    """A part and, where it has them, its relationships."""
    program = part.program
    out = program.run(decisions, part.relationships.prefix)
    shown: Mapping[str, bytes] = {}
    try:
        text = "".join(out.pieces)  # type: ignore[arg-type]  # mostly texts; what is not is put in below
    except TypeError:
        insertion = Insertion(out, documents, part.widest)
        text, shown = insertion.text(), insertion.pictures
        pictures |= shown
        prove(text)
    else:
        if not program.whole:
            prove(text)
    if out.gaps and program.may_be_empty:
        text = empty_elements.filled(text, program.may_be_empty)
    if program.cells_vary:
        text = mended(text)
    if shown or documents or program.repeats_drawings:
        text = _renumbered(text, part.first_drawing)
    if program.varies_ranges:
        text = ranges.once(text)
    if program.begins_lists:
        text = without_marks(text) if numbering is None else numbering.begun(text)
    content = (DECLARATION + text).encode()
    if len(content) > _SHARED_SIZE:
        members = [member(part.name, content, fast=True)]
    else:
        members = [_members.made((part.name, content), lambda: member(part.name, content, fast=True))]
    if part.relationships.known or out.added:
        members.append(_relationships(part, out))
    return members


def _picture(name: str, content: bytes) -> Member:
    return _members.made((name, content), lambda: member(name, content))


def _renumbered(text: str, first: int) -> str:
    number = first - 1

    def next_one(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{found[1]}{number}{found[2]}"

    return _DRAWING.sub(next_one, text)


def _relationships(part: TemplatePart, out: Output) -> Member:
    if not part.program.links and not out.added:
        return part.own_relationships
    # A link with tags that no branch has come to is in no relationship: its target would still have its tags.
    relationships = part.relationships.with_targets(part.program.links, out.links)
    content = relationships.part(out.added.values())
    name = member_of(part.name)
    return _members.made((name, content), lambda: member(name, content))
