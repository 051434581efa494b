"""Content types: which members of an office file are XML, whatever they are called (ECMA-376 part 2, 7.2.3)."""

from __future__ import annotations

from letterforge.office.archive import Archive
from letterforge.office.xml import local

TYPES = "[Content_Types].xml"
_ALWAYS = (".xml", ".rels")


def xml_members(archive: Archive) -> tuple[str, ...]:
    """The members that are XML: by their suffix, or by the type that the file says they have."""
    others = [name for name in archive.members if not name.casefold().endswith(_ALWAYS)]
    found = {name for name in archive.members if name.casefold().endswith(_ALWAYS)}
    if others and TYPES in archive.members:
        endings, parts = _declared(archive)
        for name in others:
            said = parts.get(f"/{name}".casefold(), endings.get(name.rpartition(".")[2].casefold(), ""))
            if said.endswith(("+xml", "/xml")):
                found.add(name)
    return tuple(name for name in archive.members if name in found)


def _declared(archive: Archive) -> tuple[dict[str, str], dict[str, str]]:
    """The types of suffixes, and those of single parts."""
    endings: dict[str, str] = {}
    parts: dict[str, str] = {}
    for element in archive.xml(TYPES):
        said = element.get("ContentType", "").casefold()
        if local(element.tag) == "Default":
            endings[element.get("Extension", "").casefold()] = said
        elif local(element.tag) == "Override":
            parts[element.get("PartName", "").casefold()] = said
    return endings, parts
