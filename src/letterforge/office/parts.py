"""The parts of a Word file that hold text: which there are, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive
from letterforge.office.relationships import Relationship, relationships
from letterforge.office.xml import Element, attribute, local

_DRAWN = {"chart": "chart", "diagramData": "diagram"}
_OTHERS = ("footnotes", "endnotes", "comments", *_DRAWN)
_PROPERTIES = frozenset(("core-properties", "extended-properties", "custom-properties"))
ALLOW_PROPERTY = "letterforge.allow"
"""The custom property in which a template says what it means as it stands."""
_PROPERTY_WORDS = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "contentStatus": "status",
    "Company": "company",
    "Manager": "manager",
}
# Counts and times that Word keeps for itself.
_STATISTIC = re.compile(r"[\d.]+|true|false|\d{4}-\d\d-\d\dT[\d:.,+Z-]*")
_FURNITURE = {
    "default": "{}",
    "first": "first page {}",
    "even": "even page {}",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file that hold text, by what they are."""

    main: str
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    """Name and kind: ``footnotes``, ``endnotes``, ``comments``, ``chart``, ``diagramData``."""


def parts_of(archive: Archive) -> Parts:
    """Find the parts by how the file says they hang together (ECMA-376 part 1, 11.3), not by their names.

    Raises:
        UnreadableFileError: it is an office file of another kind.
    """
    kinds = {relationship.kind: relationship.target for relationship in relationships(archive).values()}
    main = kinds.get("officeDocument", "")
    if main not in archive.members:
        message = "this is a zip file, but not a Word file (.docx)"
        raise UnreadableFileError(message)
    found = [r for r in relationships(archive, main).values() if not r.outside and r.target in archive.members]
    return Parts(
        main,
        tuple(dict.fromkeys(r.target for r in found if r.kind == "header")),
        tuple(dict.fromkeys(r.target for r in found if r.kind == "footer")),
        tuple(dict.fromkeys((r.target, kind) for kind in _OTHERS for r in found if r.kind == kind)),
    )


def main_part(archive: Archive, parts: Parts) -> Element:
    """The main part of a Word file, parsed.

    Raises:
        UnreadableFileError: it is an office file of another kind.
    """
    main = archive.xml(parts.main)
    if local(main.tag) != "document":
        message = "this is an office file, but not a Word file (.docx)"
        raise UnreadableFileError(message)
    return main


def refuse_macros(archive: Archive) -> None:
    """Refuse a file that holds programs.

    Raises:
        UnreadableFileError: it holds macros.
    """
    name = "[Content_Types].xml"
    types = archive.read(name).decode("utf-8", errors="replace") if name in archive.members else ""
    if "macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in archive.members):
        message = "this Word file holds macros (.docm); save it in Word as .docx"
        raise UnreadableFileError(message)


def furniture_names(main: Element, links: Mapping[str, Relationship]) -> dict[str, str]:
    """What each header and footer is called: by its pages, and by its section where there are several."""
    names: dict[str, str] = {}
    sections = [element for element in main.iter() if local(element.tag) == "sectPr"]
    for number, section in enumerate(sections, 1):
        for reference in section:
            kind = local(reference.tag).removesuffix("Reference")
            link = links.get(attribute(reference, "id") or "")
            if kind in {"header", "footer"} and link:
                name = _FURNITURE.get(attribute(reference, "type") or "default", "{}").format(kind)
                names.setdefault(link.target, name if number == 1 else f"{name} of section {number}")
    return names


def notes(root: Element, kind: str) -> Iterator[tuple[str, Element]]:
    """The footnotes, endnotes or comments of a part, each with its place in words: ``footnote 1``.

    The line between text and notes is itself kept as a note (ECMA-376 part 1, 17.11.9), and no reader counts it.
    """
    found = (note for note in root if attribute(note, "type") in {None, "normal"})
    yield from ((f"{kind.removesuffix('s')} {number}", note) for number, note in enumerate(found, 1))


def drawn_texts(root: Element, kind: str) -> Iterator[tuple[str, str, Element]]:
    """The texts of a chart or diagram, each with its place in words and its element; nothing for other parts."""
    if kind in _DRAWN:
        found = (element for element in root.iter() if local(element.tag) in {"t", "v"})
        yield from ((_DRAWN[kind], element.text, element) for element in found if element.text)


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the file, which a reader sees in "Info" and a search engine in its index."""

    path: str
    """What it is called."""
    part: str
    said: tuple[tuple[str, Element], ...]
    """What it says, but for counts and times that Word keeps for itself, and in which elements of the part."""
    is_title: bool = False
    name: str | None = None
    """The name of a property that is somebody's own."""


def properties(archive: Archive) -> Iterator[Property]:
    """The properties of a file, those that Word knows and those that somebody has added."""
    for relationship in relationships(archive).values():
        if relationship.outside or relationship.target not in archive.members or relationship.kind not in _PROPERTIES:
            continue
        for element in archive.xml(relationship.target):
            texts = ((one.text, one) for one in element.iter() if one.text and one.text.strip())
            said = tuple((text, one) for text, one in texts if not _STATISTIC.fullmatch(text.strip()))
            custom = relationship.kind == "custom-properties"
            is_title = local(element.tag) == "title" and relationship.kind == "core-properties"
            name = element.get("name", "") if custom else None
            yield Property(_property_path(element, name), relationship.target, said, is_title, name)


def _property_path(element: Element, own: str | None) -> str:
    tag = local(element.tag)
    name = tag if own is None else own
    return _PROPERTY_WORDS.get(name, name if name == name.lower() and name == tag else f"property {name}")
