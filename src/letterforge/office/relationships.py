"""Relationships: how the parts of an office file point at one another, and at what lies outside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive
from letterforge.office.xml import attribute, local, parse_xml

_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*:|//|\\\\", re.IGNORECASE)
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
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels".lstrip("/")
    return _relationships(archive, source, folder) if source in archive.members else {}


def _relationships(archive: Archive, source: str, folder: str) -> dict[str, Relationship]:
    found: dict[str, Relationship] = {}
    for element in archive.xml(source).iter(_RELATIONSHIP):
        target = element.get("Target", "")
        # Only a part of the file is within; what looks like an address is none, whatever the mode says of it.
        outside = element.get("TargetMode", "Internal") != "Internal" or _ADDRESS.match(target) is not None
        kind = element.get("Type", "").rpartition("/")[2]
        if found.setdefault(element.get("Id", ""), _NONE) is not _NONE:
            message = "two relationships of the file have the same id, so it could be read in two ways"
            raise UnreadableFileError(message)
        found[element.get("Id", "")] = Relationship(kind, target if outside else _within(folder, target), outside)
    return found


def refuse_outside(archive: Archive) -> None:
    """Refuse a file that draws something in from outside; a link that a reader may follow is no such thing.

    Raises:
        UnreadableFileError: an attached template, a linked picture, object or frame, or a field that reads a file.
    """
    for name in archive.members:
        if name.casefold().endswith(".rels"):  # names of parts know no case (ECMA-376 part 2, 6.2.2.3)
            drawn = [one.kind for one in _relationships(archive, name, "").values() if one.outside]
            drawn = [kind for kind in drawn if kind != "hyperlink"]
        elif name.casefold().endswith(".xml"):
            drawn = [f"the field {name}" for name in _fields(archive.read(name))]
        else:
            continue
        if drawn:
            message = f"the file loads something from outside ({drawn[0]}); put it into the file, or take the link out"
            raise UnreadableFileError(message)


# What Word reads from elsewhere when it updates its fields (ECMA-376 part 1, 17.16.5, and the older ones of Word).
_READS = re.compile(r"\W*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)
_SIGNS = (b"instr", b"i\0n\0s\0t\0r")


def _fields(content: bytes) -> list[str]:
    """The fields of a part that read a file or an address, by their names."""
    if not any(sign in content for sign in _SIGNS):  # nearly all parts
        return []
    codes, open_codes = [""], [0]
    for element in parse_xml(content).iter():
        name = local(element.tag)
        if name == "fldSimple":
            codes += [value for key, value in element.attrib.items() if local(key) == "instr"]
        elif name == "instrText":  # one code may be cut over many, and hold other fields
            codes[open_codes[-1]] += element.text or ""
        elif name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                open_codes.append(len(codes))
                codes.append("")
            elif kind == "end" and len(open_codes) > 1:
                open_codes.pop()
    return [found[1].upper() for found in map(_READS.match, codes) if found]


def _within(folder: str, target: str) -> str:
    """The name of the part that a target means, read from the folder of its source (ECMA-376 part 2, annex A)."""
    path = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            path = path[:-1]
        elif step not in {"", "."}:
            path.append(step)
    return "/".join(filter(None, path))
