"""A copy of a Word file with some of its parts changed or added; every other byte of a part stays as it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from letterforge.office.archive import Archive
from letterforge.office.byte_offsets import spliced, stretches, utf8
from letterforge.office.relationships import relationships

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES = "[Content_Types].xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def rewritten(archive: Archive, changed: Mapping[str, bytes]) -> bytes:
    """The file with some members changed or added, the same on every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in (*archive.members, *(one for one in changed if one not in archive.members)):
            data = changed[name] if name in changed else archive.read(name)
            target.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def appended(part: bytes, piece: bytes) -> bytes:
    """A part with something more at the end of its outermost element."""
    root = stretches(part)[0]
    if not root.alone:
        return spliced(part, [(root.inner_end, piece)])
    name = re.match(rb"<([^\s/>]+)", part[root.start :])
    slash = part.rindex(b"/", root.start, root.end)
    end = b"</" + (name[1] if name else b"") + b">"
    return part[:slash] + part[slash + 1 : root.end] + piece + end + part[root.end :]


def announced(archive: Archive, source: str, part: str, *, kind: str, content_type: str) -> dict[str, bytes]:
    """The content types and relationships with a new part beside its source (ECMA-376 part 2, 9.1 and 9.2).

    ``kind`` is the type of the relationship, whose last word begins its identifier.
    """
    override = f'<Override xmlns="{_CONTENT_TYPES}" PartName="/{part}" ContentType="{content_type}"/>'
    folder, _, name = source.rpartition("/")
    beside = f"{folder}/_rels/{name}.rels".lstrip("/")
    raw = (
        utf8(archive.read(beside))
        if beside in archive.members
        else f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    )
    taken = set(relationships(archive, source))
    word = f"rId{kind.rpartition('/')[2].capitalize()}"
    key = next(one for one in (f"{word}{index or ''}" for index in range(len(taken) + 1)) if one not in taken)
    target = part.rpartition("/")[2]
    link = f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{key}" Type="{kind}" Target="{target}"/>'
    types = utf8(archive.read(_TYPES))
    return {_TYPES: appended(types, override.encode()), beside: appended(raw, link.encode())}
