"""What a Word file would draw in from outside when somebody opens it: such a file is refused.

What uses a relationship decides, not the type that it says it has: a picture whose link says that it is a hyperlink is
fetched all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive
from letterforge.office.content_types import xml_members
from letterforge.office.relationships import ADDRESS, member_of, relationships_in, source_of
from letterforge.office.svg import is_svg, reaches_out
from letterforge.office.xml import Element, attribute, child, local, parse_xml

_RELATIONSHIP_IDS = ("/officeDocument/2006/relationships}", "/officeDocument/relationships}")
_FOLLOWED = {
    "hyperlink": frozenset(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver")),
    "attachedTemplate": frozenset(("attachedTemplate",)),
}
"""What may lead outside, by the kind of its relationship, and which elements may use it: a link that a reader may follow,
and the template that the file was made from, which no letter keeps."""
_DRAWN = frozenset(("imagedata", "fill", "stroke"))
"""What draws a picture in VML, whose address may stand in the element itself."""
_MERGED = ("dataSource", "headerSource", "connectString", "query", "odso")
"""Whom a letter of a mail merge is for, and where they stand (ECMA-376 part 1, 17.14)."""
# What Word reads from elsewhere when it updates its fields (ECMA-376 part 1, 17.16.5, and the older ones of Word).
_READS = re.compile(r"\W*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)
_SIGNS = re.compile(rb"instr|<(?:[\w.-]+:)?(?:imagedata|mailMerge|altChunk|fill|stroke)\b")


def refuse_outside(archive: Archive) -> None:
    """Refuse a file that draws something in from outside; a link that a reader may follow is no such thing.

    Raises:
        UnreadableFileError: a linked picture, object or frame, a field that reads a file, the data of a mail merge, or
            a whole file within this one.
    """
    for name in archive.members:
        if name.casefold().endswith(".rels"):  # names of parts know no case (ECMA-376 part 2, 6.2.2.3)
            for kind in _linked(archive, name):
                raise _outside(kind)
    for name in archive.members:
        if not name.casefold().endswith((".xml", ".rels")) and is_svg(picture := archive.read(name)):
            for kind in reaches_out(picture):
                raise _outside(kind)
    for name in xml_members(archive):
        content = archive.read(name)
        if _SIGNS.search(content) or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # nearly all parts have none
            for kind in _drawn(_parsed(archive, name)):
                raise _outside(kind)


def _parsed(archive: Archive, name: str) -> Element:
    """A part that may be parsed again, and costs the file none of its room then."""
    return archive.xml(name) if archive.keeps else parse_xml(archive.read(name))


def _outside(kind: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"the file loads something from outside ({kind}); put it into the file, or take the link out"
    )


def _linked(archive: Archive, rels: str) -> Iterator[str]:
    """The relationships of one part that lead outside, but for those that a reader may follow."""
    leaving = {key: one.kind for key, one in relationships_in(archive, rels).items() if one.outside}
    yield from (kind for kind in leaving.values() if kind not in _FOLLOWED)
    part = source_of(rels).casefold()
    source = next((name for name in archive.members if name.casefold() == part), None)
    if "attachedTemplate" in leaving.values() and not _is_plain(archive, rels, source):
        yield "attachedTemplate"
    if not leaving or source is None:
        return
    for element in _parsed(archive, source).iter():
        for key, identifier in element.attrib.items():
            kind = leaving.get(identifier)
            if kind is None or not any(space in key for space in _RELATIONSHIP_IDS):
                continue
            name = local(element.tag)
            if name not in _FOLLOWED[kind] or (kind == "hyperlink" and local(key) != "id"):
                yield f"{name} by a relationship that says it is a {kind}"


def _is_plain(archive: Archive, rels: str, source: str | None) -> bool:
    """Whether the attached template is linked as Word does it, so that the link is found again, to be dropped."""
    modes = {one.get("TargetMode") for one in archive.xml(rels) if one.get("Type", "").endswith("/attachedTemplate")}
    return source is not None and member_of(source) == rels and modes == {"External"}


def _drawn(root: Element) -> Iterator[str]:
    """What a part draws in without a relationship: fields that read, pictures of VML, a mail merge, another file."""
    yield from (f"the field {name}" for name in _fields(root))
    for element in root.iter():
        name = local(element.tag)
        if name in _DRAWN:
            addresses = (text for key, text in element.attrib.items() if local(key) in {"src", "href", "althref"})
            if any(ADDRESS.match(text) for text in addresses):
                yield "a linked picture"
        elif name == "mailMerge" and any(child(element, one) is not None for one in _MERGED):
            yield "the data of a mail merge"
        elif name == "altChunk":
            yield "altChunk, a whole file within this one, which nobody checks or fills"


def _fields(root: Element) -> list[str]:
    """The fields of a part that read a file or an address, by their names."""
    codes, open_codes = [""], [0]
    for element in root.iter():
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
