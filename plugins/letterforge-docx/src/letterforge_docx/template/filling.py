"""One letter after the other from a Word template that is ready, filled as itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from letterforge.cache import Cache
from letterforge_docx.ooxml.names import DECLARATION
from letterforge_docx.ooxml.package import Member, finish, member
from letterforge_docx.ooxml.relationships import member_of
from letterforge_docx.template import empty_elements, ranges, subdocuments
from letterforge_docx.template.grids import mended
from letterforge_docx.template.insertion import Insertion, NeedsComposingError
from letterforge_docx.template.part import prove
from letterforge_docx.template.preparation import TemplatePart, WordTemplate, prepare_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letterforge.formatting.printer import Printer
    from letterforge_docx.rich import Subdocument

_DRAWING = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+(")')
_composed: Cache[tuple[str | bytes, ...], tuple[WordTemplate, dict[Subdocument, str]]] = Cache(room=4)
_members: Cache[tuple[str, bytes], Member] = Cache(room=64)
_SHARED_SIZE = 4096  # a part of up to so many bytes is likely a header, and the same in many letters


def fill(template: WordTemplate, values: Mapping[str, Any], printer: Printer) -> bytes:
    """The Word file with the values in all of its parts.

    Raises:
        RenderError: a rich value cannot stand where the template puts it, or the XML would not be whole.
    """
    values = dict(values)  # quicker to look into than a view of it
    try:
        return _filled(template, values, {})
    except NeedsComposingError:
        found = tuple(dict.fromkeys(subdocuments.within(values)))
        key: tuple[str | bytes, ...] = (template.content, printer.language, *(each.content for each in found))
        known = _composed.get(key)
        if known is None:
            word, bodies = subdocuments.composed(template.content, found)
            known = _composed.put(key, (prepare_template(word, printer), bodies))
        return _filled(known[0], values, known[1])


def _filled(template: WordTemplate, values: Mapping[str, Any], documents: Mapping[Subdocument, str]) -> bytes:
    members: list[Member] = []
    pictures: dict[str, bytes] = {}
    for part in template.parts:
        members += _part(part, values, documents, pictures)
    for name in sorted(pictures):
        members.append(_picture(name, pictures[name]))
    return finish(template.start_with_pictures if pictures else template.start, members)


def _part(
    part: TemplatePart, values: Mapping[str, Any], documents: Mapping[Subdocument, str], pictures: dict[str, bytes]
) -> list[Member]:
    """A part and, where it has them, its relationships."""
    insertion = Insertion(part.relationships.prefix, documents)
    members: list[Member] = []
    if part.program is not None:
        out = part.program.run(values)
        rich = False
        try:
            text = "".join(out)  # type: ignore[arg-type]  # mostly texts; what is not is put in below
        except TypeError:
            text, rich = insertion.text(out), True
            pictures |= insertion.pictures
        if rich or not part.program.whole:
            prove(text)
        if out.gaps and part.program.hollow:
            text = empty_elements.filled(text, part.program.hollow)
        if part.program.cells_vary:
            text = mended(text)
        if insertion.pictures or documents or part.program.repeats_drawings:
            text = _renumbered(text, part.first_drawing)
        if part.program.varies_ranges:
            text = ranges.once(text)
        content = (DECLARATION + text).encode()
        if len(content) > _SHARED_SIZE:
            members.append(member(part.name, content, fast=True))
        else:
            members.append(_members.made((part.name, content), lambda: member(part.name, content, fast=True)))
    if part.relationships.known or insertion.added:
        members.append(_relationships(part, insertion, values))
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


def _relationships(part: TemplatePart, insertion: Insertion, values: Mapping[str, Any]) -> Member:
    if not part.links and not insertion.added:
        return part.own_relationships
    relationships = part.relationships
    if part.links:
        filled = {each.relationship.identifier: each.filled(values) for each in part.links}
        relationships = relationships.with_targets(filled)
    content = relationships.part(insertion.added.values())
    name = member_of(part.name)
    return _members.made((name, content), lambda: member(name, content))
