"""Relationships: how the parts of an office file point at one another, and at what lies outside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive

ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*:|//|\\\\", re.IGNORECASE)
"""How an address of something outside begins; a part of the file has no such name."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """How one part points at another, or at something outside the file."""

    kind: str
    """The last word of its type: ``hyperlink``, ``image``, ``attachedTemplate``."""
    target: str
    """The name of a part of the archive; an address where it is outside."""
    outside: bool


_NONE = Relationship("", "", outside=False)


def relationships(archive: Archive, part: str = "") -> dict[str, Relationship]:
    """The relationships of a part by their ids; without a part, those of the whole file."""
    source = member_of(part)
    return relationships_in(archive, source) if source in archive.members else {}


def member_of(part: str) -> str:
    """The member with the relationships of a part; for "", of the whole file."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def source_of(member: str) -> str:
    """The part whose relationships a member has."""
    folder, _, name = member.rpartition("/")
    return f"{folder[: -len('_rels')]}{name[: -len('.rels')]}"


def relationships_in(archive: Archive, source: str) -> dict[str, Relationship]:
    """The relationships in one member, by their ids."""
    folder = source_of(source).rpartition("/")[0]
    found: dict[str, Relationship] = {}
    for element in archive.xml(source).iter(_RELATIONSHIP):
        target = element.get("Target", "")
        # Only a part of the file is within; what looks like an address is none, whatever the mode says of it.
        outside = element.get("TargetMode", "Internal") != "Internal" or ADDRESS.match(target) is not None
        kind = element.get("Type", "").rpartition("/")[2]
        if found.setdefault(element.get("Id", ""), _NONE) is not _NONE:
            message = "two relationships of the file have the same id, so it could be read in two ways"
            raise UnreadableFileError(message)
        found[element.get("Id", "")] = Relationship(kind, target if outside else _within(folder, target), outside)
    return found


def _within(folder: str, target: str) -> str:
    """The name of the part that a target means, read from the folder of its source (ECMA-376 part 2, annex A)."""
    path = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            path = path[:-1]
        elif step not in {"", "."}:
            path.append(step)
    return "/".join(filter(None, path))
