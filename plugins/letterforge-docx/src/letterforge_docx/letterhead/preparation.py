"""Making a letterhead ready: all that does not depend on the single letter is done here, once.

The parts that a letter fills are read into programs; the others are deflated and put together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from letterforge.errors import UnreadableFileError
from letterforge.word_tags import TaggedPart, TaggedParts
from letterforge.wordfile import Archive, open_archive, refuse_outside
from letterforge_docx.letterhead import settings, typefaces
from letterforge_docx.letterhead.letterhead import FILE, Letterhead, Part, fault
from letterforge_docx.ooxml.names import (
    CORE_PROPERTIES,
    CORE_TYPE,
    DECLARATION,
    FONT_TYPE,
    OFFICE_DOCUMENT,
    PICTURES,
    TYPES,
    R,
    W,
    part_type,
    r,
    w,
)
from letterforge_docx.ooxml.package import member, start
from letterforge_docx.ooxml.relationships import Relationships, member_of
from letterforge_docx.rules import LETTERHEAD_MISSING, LETTERHEAD_SLOT, LETTERHEAD_TAG, LETTERHEAD_UNREADABLE
from letterforge_docx.template.part import Program, program
from letterforge_docx.template.tag_error import TagError
from letterforge_docx.writing import numbering, styles, windows
from letterforge_docx.writing.large_print import enlarged
from letterforge_docx.writing.look import Look

if TYPE_CHECKING:
    from letterforge.fonts import Family, Style
    from letterforge.stationery import Stationery

CORE_PART = "docProps/core.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_FILLED = frozenset({"header", "footer", "footnotes", "endnotes", "comments"})
"""The relationships of the document whose parts a letter fills, whatever these are called (ECMA-376, part 1, 11.3)."""
_PROPERTIES = re.compile(r"docProps/(?:core|app|custom)\.xml")
_DRAWINGS = 10_000
"""Numbers of pictures that each part has to itself."""


def prepare(stationery: Stationery, family: Family, language: str, *, keep: tuple[str, ...] = ()) -> Letterhead:
    """Make the letterhead of a stationery ready.

    Raises:
        StationeryError: there is none, it cannot be read, or it has not the slots that a letter needs.
    """
    if stationery.letterhead is None:
        message = f"the stationery {stationery.name!r} has no {FILE}"
        raise fault(message, rule=LETTERHEAD_MISSING)
    try:
        refuse_outside(open_archive(stationery.letterhead))
        ready = stationery.outgoing(language, keep)
        assert ready is not None  # noqa: S101  (there is a letterhead)
        archive, tagged = open_archive(ready.content), ready.tagged
        return _Work(archive, stationery, family, language, tagged=tagged).done()
    except UnreadableFileError as caught:
        raise fault(str(caught), rule=LETTERHEAD_UNREADABLE) from None
    except (etree.XMLSyntaxError, ValueError, StopIteration) as caught:
        message = f"it is not a valid Word file ({type(caught).__name__})"
        raise fault(message, rule=LETTERHEAD_UNREADABLE) from None


class _Members(dict[str, bytes]):
    """The members of the letterhead by name."""

    def __missing__(self, name: str) -> bytes:
        message = f"a part that the file refers to is missing: {name}"
        raise UnreadableFileError(message)


class _Work:
    """The letterhead on the bench: its members, changed one after the other."""

    def __init__(
        self, archive: Archive, stationery: Stationery, family: Family, language: str, *, tagged: TaggedParts
    ) -> None:
        for name in archive.members:
            if name.endswith((".xml", ".rels")):
                archive.prove(name)  # refuses a DOCTYPE and what is nested beyond reason, before lxml sees it
        self.members = _Members({name: archive.read(name) for name in archive.members})
        self.members.update((one.name, one.content) for one in tagged.values())
        self.tagged = tagged
        self.family, self.language = family, language
        self.typefaces_known = frozenset(each.name for each in stationery.families)
        self.embeds_fonts, self.styles = stationery.embeds_fonts, windows.style(stationery.window)
        self.stationery = stationery
        self.types = etree.fromstring(self.members[_CONTENT_TYPES])
        self.package = Relationships.of(self.members[member_of("")])
        del self.members[_CONTENT_TYPES]
        self.document = self._target(self.package, OFFICE_DOCUMENT) or ""
        self.relationships = Relationships.of(self.members.pop(member_of(self.document), None))

    def done(self) -> Letterhead:
        found, number, where, look = self._styles_and_numbers()
        self._settings_and_properties()
        self._content_types()
        self.members[member_of("")] = self.package.part()
        self.members[member_of(self.document)] = self.relationships.part()
        pages, first_differs = self._pages()
        width = self._width()
        parts = self._parts(pages)
        numbers = self.members.pop(where)
        assert numbers  # noqa: S101  (the part is there: it was just put in)
        fixed = [member(_CONTENT_TYPES, _written(self.types))]
        fixed += [member(name, self.members[name]) for name in sorted(self.members)]
        furniture = frozenset((part.page, slot) for part in parts for slot in part.program.slots if part.page)
        return Letterhead(start(fixed), parts, number, where, found, look, self.family, width, furniture, first_differs)

    # --- parts that are there once -----------------------------------------------------------------------------------

    def _target(self, relationships: Relationships, kind: str) -> str | None:
        for each in relationships.known:
            if each.kind == kind and not each.external:
                return (
                    each.target.lstrip("/")
                    if each.target.startswith("/") or not self._folder(relationships)
                    else (f"{self._folder(relationships)}{each.target}")
                )
        return None

    def _folder(self, relationships: Relationships) -> str:
        return "" if relationships is self.package else self.document.rpartition("/")[0] + "/"

    def _part(self, kind: str, content: bytes) -> str:
        """The name of the part of a kind that the document refers to; one is made if there is none."""
        name = self._target(self.relationships, f"{R}/{kind}")
        if name is None:
            name = f"word/{kind}.xml"
            self.members[name] = content
            self.relationships = self.relationships.with_part(f"{R}/{kind}", name)
            self._override(name, part_type(kind))
        return name

    def _override(self, part: str, content_type: str) -> None:
        etree.SubElement(self.types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})

    def _styles_and_numbers(self) -> tuple[styles.Styles, numbering.Numbering, str, Look]:
        style_part = self._part("styles", f'<w:styles xmlns:w="{W}"/>'.encode())
        number_part = self._part("numbering", f'<w:numbering xmlns:w="{W}"/>'.encode())
        style_root, number_root = (
            etree.fromstring(self.members[style_part]),
            etree.fromstring(self.members[number_part]),
        )
        style_root = styles.extended(style_root)
        named = typefaces.named(style_root)
        known = named in self.typefaces_known
        look = Look.of(self.stationery.set_in(self.family) if known else self.stationery)
        if look.least:
            factor = look.text / styles.text_size(style_root)
            for name in self.members:
                if name.startswith("word/") and name.endswith(".xml") and name != style_part:
                    self.members[name] = enlarged(self.members[name], factor)
        found = styles.complete(style_root, look, self.styles)
        number = numbering.complete(number_root, style_root, found, look)
        settings.set_language(style_root, self.language)
        self.members[style_part] = _written(style_root)
        self.members[number_part] = _written(number_root)
        if known:
            self._typeface(named)
        return found, number, number_part, look

    def _typeface(self, named: str | None) -> None:
        """Put the family of the letter in the place of that of the letterhead, and its files into the package."""
        if named is not None and named != self.family.name:
            for name, content in self.members.items():
                if name.startswith("word/") and name.endswith(".xml"):
                    self.members[name] = typefaces.swapped(content.decode(), named, self.family.name).encode()
        table_part = self._part("fontTable", f'<w:fonts xmlns:w="{W}"/>'.encode())
        relationships = Relationships.of(self.members.get(member_of(table_part)))
        identifiers: dict[Style, str] = {}
        for style, face in self.family.faces.items():
            if self.embeds_fonts and typefaces.may_be_embedded(face):
                name = f"word/fonts/{face.digest[:32]}.odttf"
                self.members[name] = typefaces.obfuscated(face)
                relationships = relationships.with_part(f"{R}/font", name)
                identifiers[style] = relationships.known[-1].identifier
        table = etree.fromstring(self.members[table_part])
        typefaces.enter(table, self.family, identifiers, instead_of=named)
        self.members[table_part] = _written(table)
        if identifiers:
            self.members[member_of(table_part)] = relationships.part()
            settings_part = self._part("settings", settings.EMPTY_SETTINGS)
            root = etree.fromstring(self.members[settings_part])
            settings.embed_fonts(root)
            self.members[settings_part] = _written(root)

    def _settings_and_properties(self) -> None:
        core = self._target(self.package, CORE_PROPERTIES)
        if core is None:
            core = CORE_PART
            self.members[core] = settings.EMPTY_CORE
            self.package = self.package.with_part(CORE_PROPERTIES, core)
            self._override(core, CORE_TYPE)
        self.members[core] = settings.core_properties(self.members[core], self.language)

    def _content_types(self) -> None:
        known = {element.get("Extension", "").lower() for element in self.types.iterfind(f"{{{TYPES}}}Default")}
        for extension, content_type in (*PICTURES.items(), ("odttf", FONT_TYPE)):
            if extension not in known:
                default = etree.Element(f"{{{TYPES}}}Default", {"Extension": extension, "ContentType": content_type})
                self.types.insert(0, default)
        for element in self.types.iterfind(f"{{{TYPES}}}Override"):
            if element.get("PartName") == f"/{self.document}":
                element.set("ContentType", part_type("document.main"))  # a .dotx would open as a template

    # --- parts that letters fill -------------------------------------------------------------------------------------

    def _pages(self) -> tuple[Mapping[str, str], bool]:
        """For each header and footer of which pages it is, and whether the first page differs."""
        pages: dict[str, str] = {}
        known = {each.identifier: each for each in self.relationships.known}
        differs = False
        for section in etree.fromstring(self.members[self.document]).iter(w("sectPr")):
            differs = differs or section.find(w("titlePg")) is not None
            for reference in (*section.iterfind(w("headerReference")), *section.iterfind(w("footerReference"))):
                target = known[reference.get(r("id"), "")].target
                name = target.lstrip("/") if target.startswith("/") else self._folder(self.relationships) + target
                pages[name] = "first" if reference.get(w("type")) == "first" else "following"
        return pages, differs

    def _width(self) -> int:
        section = list(etree.fromstring(self.members[self.document]).iter(w("sectPr")))[-1:]
        size = section[0].find(w("pgSz")) if section else None
        margins = section[0].find(w("pgMar")) if section else None
        width = 11906 if size is None else int(size.get(w("w"), "11906"))
        left, right = (1440 if margins is None else int(margins.get(w(side), "1440")) for side in ("left", "right"))
        return width - left - right

    def _parts(self, pages: Mapping[str, str]) -> tuple[Part, ...]:
        highest = max(
            map(int, re.findall(rb'<wp:docPr [^>]*?id="(\d{1,8})"', b"".join(self.members.values()))), default=0
        )
        core = self._target(self.package, CORE_PROPERTIES)
        parts: list[Part] = []
        for name in sorted(self.members):
            content = self.members[name]
            if name not in (core, self.document) and name not in self.tagged:
                continue
            read = self._program(name, content)
            self._see_slots(name, read, pages)
            drawings = highest + 1 + _DRAWINGS * len(parts)
            relationships = Relationships.of(self.members.get(member_of(name)))
            can_refer = name == self.document or name in pages
            parts.append(Part(name, read, relationships, pages.get(name, ""), drawings, can_refer))
        for part in parts:
            del self.members[part.name]
            if part.can_refer:
                self.members.pop(member_of(part.name), None)
        count = sum(slot == "body" for part in parts for slot in part.program.slots)
        if count != 1:
            message = "it has no place for the letter" if not count else "it has more than one place for the letter"
            raise fault(message, rule=LETTERHEAD_SLOT)
        return tuple(parts)

    def _program(self, name: str, content: bytes) -> Program:
        content = _with_relationships(content) if name != CORE_PART else content
        part = self.tagged.get(name, TaggedPart(name, content, "none"))
        try:
            read = program(replace(part, content=content), rich=False)
        except TagError as caught:
            raise fault(caught.message, rule=LETTERHEAD_TAG, hint=caught.hint, part=name) from None
        if not read.branches:
            try:
                etree.fromstring(read.sample.encode())
            except etree.XMLSyntaxError:
                message = "a tag of a whole paragraph, row or cell cuts through the part"
                raise fault(message, rule=LETTERHEAD_TAG, part=name) from None
        return read

    def _see_slots(self, name: str, read: Program, pages: Mapping[str, str]) -> None:
        for slot in read.slots:
            fits = name == self.document if slot == "body" else name in pages
            if not fits:
                where = "the body of the letterhead" if slot == "body" else "a header or footer of the page"
                message = f"{{{{p {slot} }}}} stands where it cannot be filled"
                raise fault(message, rule=LETTERHEAD_SLOT, hint=f"It belongs in {where}.", part=name)


def _written(root: etree._Element) -> bytes:
    text: str = etree.tostring(root, encoding="unicode")
    return (DECLARATION + text).encode()


def _with_relationships(content: bytes) -> bytes:
    """The part with the prefix ``r`` declared at its root, since what is put into a slot uses it."""
    root = etree.fromstring(content)
    if root.nsmap.get("r") == R:
        return content
    wider = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "r": R})
    wider.text, wider[:] = root.text, list(root)
    return _written(wider)
