"""Where the letters of Word's mail merge take their data from: a template has it, and no letter is made of it.

A letter's data are given to letterforge, and nothing is fetched: the link to a sheet, and whom it is for, are taken out
before anything else is read. A finished letter that has such a link is refused, as every file that fetches something.
"""

from __future__ import annotations

from letterforge.loading.word.outgoing.cutting import without
from letterforge.loading.word.outgoing.kinds import Private
from letterforge.loading.word.outgoing.markup import Removal
from letterforge.office.archive import Archive, open_archive
from letterforge.office.byte_offsets import utf8
from letterforge.office.parts import parts_of
from letterforge.office.relationships import member_of, relationships
from letterforge.office.rewriting import rewritten
from letterforge.office.xml import Element, local, parse_xml

_LINKS = frozenset(("mailMergeSource", "mailMergeHeaderSource"))
_SAYS = frozenset(("dataSource", "headerSource", "connectString", "query", "odso"))
"""ECMA-376 part 1, 17.14."""


def without_source(content: bytes) -> tuple[bytes, Archive]:
    """A template without the source of its mail merge, and opened; as it is where it has none."""
    archive = open_archive(content).keeping()  # a tag is written where it was read
    parts = (one.target for one in relationships(archive, parts_of(archive).main).values() if one.kind == "settings")
    changed: dict[str, bytes] = {}
    for name in parts:
        if name in archive.members and b"mailMerge" in archive.read(name):
            changed |= _cut(archive, name)
    if not changed:
        return content, archive
    content = rewritten(archive, changed)
    return content, open_archive(content).keeping()


def _cut(archive: Archive, settings: str) -> dict[str, bytes]:
    links = {key for key, one in relationships(archive, settings).items() if one.outside and one.kind in _LINKS}
    out: dict[str, bytes] = {}

    def cut(name: str, gone: list[Element], root: Element) -> None:
        if gone:
            out[name] = without(utf8(archive.read(name)), root, [Removal(Private.MERGE, one) for one in gone])

    root = parse_xml(utf8(archive.read(settings)))
    merges = (one for one in root if local(one.tag) == "mailMerge")
    cut(settings, [one for merge in merges for one in merge if local(one.tag) in _SAYS], root)
    if links:
        member = member_of(settings)
        root = parse_xml(utf8(archive.read(member)))
        cut(member, [one for one in root if one.get("Id") in links], root)
    return out
