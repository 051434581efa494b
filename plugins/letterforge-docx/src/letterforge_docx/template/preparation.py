"""Making a Word template ready: its parts with tags are read into programs, all others are kept ready-deflated."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import EllipsisType

from lxml import etree  # type: ignore[import-untyped]

from letterforge.errors import TemplateError, UnreadableFileError
from letterforge.findings import Place, Rule
from letterforge.word_tags import TaggedPart, TaggedParts
from letterforge.wordfile import Archive, open_archive, parts_of, refuse_outside, relationships
from letterforge_docx.ooxml.names import DECLARATION, PICTURES, TYPES, R, part_type
from letterforge_docx.ooxml.package import Member, Start, finish, member, start
from letterforge_docx.ooxml.relationships import Relationships, member_of
from letterforge_docx.rules import UNREADABLE, WORD_TAG
from letterforge_docx.template.lists import Lists, explicit, lists_of
from letterforge_docx.template.page_room import room
from letterforge_docx.template.part import Program, program
from letterforge_docx.template.schema import all_mended
from letterforge_docx.template.tag_error import TagError
from letterforge_docx.writing.large_print import file_enlarged

CONTENT_TYPES = "[Content_Types].xml"
_NUMBERS = 10_000
"""Numbers of drawings that each part has to itself."""
_NUMBERED = re.compile(rb'<wp:docPr [^>]*?\bid="(\d{1,9})"')
_WITH_TYPE = frozenset({"header", "footer", "footnotes", "endnotes", "numbering"})
"""The relationships of parts whose type a reader sees, besides the document itself and its styles."""
_MAIN = re.compile(r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\.template\.main\+xml")


@dataclass(frozen=True, eq=False)
class TemplatePart:
    """A part that letters fill: its program, what it refers to, and the first number of a drawing in it."""

    name: str
    program: Program
    relationships: Relationships
    first_drawing: int
    widest: int
    """How much room its lines have, in English Metric Units."""

    @functools.cached_property
    def own_relationships(self) -> Member:
        """Its relationships as they are where a letter adds none."""
        return member(member_of(self.name), self.relationships.part())


@dataclass(frozen=True, eq=False)
class WordTemplate:
    """A Word file ready to be filled as itself."""

    content: bytes
    """The file with its tokens."""
    tagged: TaggedParts
    start: Start
    start_with_pictures: Start
    """The same, but that the package knows the types of the pictures that data may bring."""
    parts: tuple[TemplatePart, ...]
    lists: Lists | None = None
    """Where a loop begins numbered lists anew: those that there are."""


def prepare_template(word: bytes, tagged: TaggedParts, *, file: str | None = None, large: bool = False) -> WordTemplate:
    """Make a Word template ready, whose tagged parts take the place of those in the file; in large print, if asked for.

    Raises:
        TemplateError: it cannot be read, or a tag stands where it cannot be filled.
    """
    try:
        archive = open_archive(word)
        refuse_outside(archive)
        for name in archive.members:
            if name.endswith((".xml", ".rels")):
                archive.prove(name)  # refuses a DOCTYPE and what is nested beyond reason, before lxml sees it
        if large:
            archive, tagged = _in_large_print(archive, tagged)
        return _ready(archive, tagged, file)
    except UnreadableFileError as caught:
        raise _fault(str(caught), UNREADABLE, file, None) from None
    except (etree.XMLSyntaxError, ValueError) as caught:
        message = f"it is not a valid Word file ({type(caught).__name__})"
        raise _fault(message, UNREADABLE, file, None) from None


def _in_large_print(archive: Archive, tagged: TaggedParts) -> tuple[Archive, TaggedParts]:
    members = {name: archive.read(name) for name in archive.members} | {
        one.name: one.content for one in tagged.values()
    }
    links = relationships(archive, parts_of(archive).main).values()
    parts = [
        link.target for link in links if link.kind in _WITH_TYPE and not link.outside and link.target in archive.members
    ]
    styles = next((link.target for link in links if link.kind == "styles" and link.target in members), None)
    members |= file_enlarged(members, styles, [parts_of(archive).main, *parts])
    whole = finish(start([member(name, content) for name, content in members.items()]), [])
    return open_archive(whole), {name: replace(one, content=members[name]) for name, one in tagged.items()}


def recomposed(template: WordTemplate, word: bytes) -> WordTemplate:
    """A template made ready again, after documents have been brought into its file, tokens and all."""
    archive = open_archive(word)
    parts = {name: replace(part, content=archive.read(name)) for name, part in template.tagged.items()}
    return prepare_template(word, parts)


def _ready(archive: Archive, tagged: TaggedParts, file: str | None) -> WordTemplate:
    members = {name: archive.read(name) for name in archive.members} | {
        one.name: one.content for one in tagged.values()
    }
    mended = dict(all_mended(members))
    members |= mended
    tagged = {name: replace(part, content=mended.get(name, part.content)) for name, part in tagged.items()}
    whole = finish(start([member(name, members[name]) for name in archive.members]), [])
    types = members.pop(CONTENT_TYPES)
    highest = max((int(n) for content in members.values() for n in _NUMBERED.findall(content)), default=0)
    links = relationships(archive, parts_of(archive).main).values()
    by_kind = {link.kind: link.target for link in links if not link.outside and link.target in members}
    parts: list[TemplatePart] = []
    widest = room(members[parts_of(archive).main])
    for name in sorted(tagged):
        try:
            parts.append(
                _part(
                    tagged[name],
                    members,
                    members.get(by_kind.get("styles", "")),
                    highest + 1 + _NUMBERS * len(parts),
                    widest=widest,
                )
            )
        except TagError as caught:
            raise _fault(caught.message, WORD_TAG, file, name, caught.hint) from None
    begins = any(part.program.begins_lists for part in parts)
    lists = lists_of(by_kind["numbering"], members) if begins and "numbering" in by_kind else None
    if lists is not None:
        del members[lists.name]
    # A part and its relationships are written for each letter, where it may refer to more than it does now.
    for part in parts:
        members.pop(member_of(part.name), None)
        del members[part.name]
    fixed = [member(name, members[name]) for name in sorted(members)]
    return WordTemplate(
        whole,
        tagged,
        start([member(CONTENT_TYPES, _typed(types, pictures=False)), *fixed]),
        start([member(CONTENT_TYPES, _typed(types, pictures=True)), *fixed]),
        tuple(parts),
        lists,
    )


def _part(
    part: TaggedPart, members: Mapping[str, bytes], styles: bytes | None, first_drawing: int, *, widest: int
) -> TemplatePart:
    relationships = Relationships.of(members.get(member_of(part.name)))
    content = with_relationships(part.content)
    if any(tag.lists for tag in part.tags):
        content = explicit(content, styles)
    read = program(replace(part, content=content), rich=True)
    return TemplatePart(part.name, read, relationships, first_drawing, widest)


def _typed(types: bytes, *, pictures: bool) -> bytes:
    """The content types: a template (.dotx) becomes a document, and the types of pictures are there if asked for."""
    text = _MAIN.sub(part_type("document.main"), types.decode("utf-8-sig"))
    if not pictures:
        return text.encode()
    root = etree.fromstring(text.encode())
    known = {element.get("Extension", "").lower() for element in root.iterfind(f"{{{TYPES}}}Default")}
    for extension, content_type in PICTURES.items():
        if extension not in known:
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", {"Extension": extension, "ContentType": content_type}))
    whole: str = etree.tostring(root, encoding="unicode")
    return (DECLARATION + whole).encode()


def with_relationships(content: bytes) -> bytes:
    """The part with the prefix ``r`` declared at its root, since what is put into it may use it."""
    root = etree.fromstring(content)
    if root.nsmap.get("r") == R or root.prefix != "w":
        return content
    wider = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "r": R})
    wider.text, wider[:] = root.text, list(root)
    text: str = etree.tostring(wider, encoding="unicode")
    return text.encode()


def _fault(
    message: str, rule: Rule, file: str | None, part: str | None, hint: str | EllipsisType | None = ...
) -> TemplateError:
    return TemplateError((rule.at(Place(file, path=part), message=message, hint=hint),))
