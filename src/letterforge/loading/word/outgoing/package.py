"""The Word file that letters are made of: without what is for whoever edits it.

It is made once for each template, so that letters cost no more. Every byte that has nothing private stays as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from letterforge.errors import UsageError
from letterforge.loading.word.outgoing import parts
from letterforge.loading.word.outgoing.bound import emptied
from letterforge.loading.word.outgoing.contents import Contents, values
from letterforge.loading.word.outgoing.cutting import without
from letterforge.loading.word.outgoing.kinds import KEEPABLE, Private
from letterforge.loading.word.outgoing.markup import Removal
from letterforge.loading.word.outgoing.media import plain
from letterforge.loading.word.styles import Sheets
from letterforge.office.archive import Archive
from letterforge.office.byte_offsets import utf8
from letterforge.office.content_types import TYPES
from letterforge.office.relationships import Relationship, member_of
from letterforge.office.xml import Element, attribute, local, parse_xml
from letterforge.word_tags import TaggedParts, TagKind

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_REVISIONS = re.compile(
    rb"\s(?:[\w.-]+:)?(?:rsid(?:R|RPr|RDefault|P|Tr|Del|Sect)|paraId|textId|anchorId|editId)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_AUTHOR = re.compile(rb"(\s[\w.-]+:author\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_DATES = re.compile(rb"\s[\w.-]+:(?:date|dateUtc|initials)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_MARKS = re.compile(rb"rsid|(?:para|text|anchor|edit)Id|:(?:author|date|initials)|:cNvPr\s")
"""What each of these holds; a tag without it stays as it is."""
_CHANGED = re.compile(rb"\A<[\w.-]+:(?:ins|del|moveFrom|moveTo|comment|\w+Change|cell\w+|\w+RangeStart)\b")
_FILE_NAME = re.compile(rb"(\A<[\w.-]+:cNvPr\s[^>]*?\bname=\")[^\"]*[\\/]([^\"\\/]*\")")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A Word file as letters carry it, and its parts with tokens for tags."""

    content: bytes = field(repr=False)
    tagged: TaggedParts


def kept(names: Iterable[str]) -> frozenset[Private]:
    """What is asked for by its name.

    Raises:
        UsageError: there is nothing of a name that could be kept.
    """
    unknown = [name for name in names if name not in KEEPABLE]
    if unknown:
        message = f"a letter cannot keep {unknown[0]!r}; it can keep {', '.join(KEEPABLE)}"
        raise UsageError(message)
    return frozenset(KEEPABLE[name] for name in names)


def outgoing(archive: Archive, tagged: TaggedParts, sheets: Sheets, *, keep: Collection[str] = ()) -> Outgoing:
    """The file that letters are made of.

    Raises:
        UsageError: there is nothing of a name that could be kept.
    """
    kinds = kept(keep)
    members = {name: utf8(archive.read(name)) if _is_text(name) else archive.read(name) for name in archive.members}
    members.update((one.name, one.content) for one in tagged.values())

    def root(name: str) -> Element:
        return parse_xml(members[name]) if name in tagged else archive.xml(name)

    contents = Contents.of(archive, sheets, members.__getitem__, root)
    before = _called(members)
    members.update([(name, _stripped(contents, name, kinds)) for name in contents.parts()])
    filled = contents.filled_stores
    if Private.CUSTOM_XML not in kinds:
        members.update([(name, emptied(members[name])) for name in filled])
    members.update([(name, plain(name, content)) for name, content in members.items()])
    _drop_notes(contents, members, before - _called(members))
    links = _links(contents, members, tagged, kinds)
    for name, some in contents.links.items():  # what controls are bound to, and what names it
        of_data = {key: one for key, one in some.items() if one.target in filled or name in filled}
        links[name] |= {key: one for key, one in of_data.items() if one.kind in ("customXml", "customXmlProps")}
    staying = {TYPES} | {name for name in parts.reached(links) if name in members}
    staying.update(member_of(name) for name in ("", *staying) if member_of(name) in members)
    for name, some in links.items():
        if (member := member_of(name)) in staying:
            members[member] = _only(members[member], "Id", frozenset(some))
    names = frozenset(f"/{name}" for name in staying)
    members[TYPES] = _only(members[TYPES], "PartName", names)
    ready = {name: replace(part, content=members[name]) for name, part in tagged.items() if name in staying}
    return Outgoing(_zipped({name: content for name, content in members.items() if name in staying}), ready)


def _links(
    contents: Contents, members: Mapping[str, bytes], tagged: TaggedParts, kinds: Collection[Private]
) -> dict[str, dict[str, Relationship]]:
    """The relationships that go out, part by part."""
    found: dict[str, dict[str, Relationship]] = {}
    for name, some in contents.links.items():
        if not name:
            empty = {one for one in contents.properties if not len(parse_xml(members[one]))}
            found[name] = {
                key: one
                for key, one in some.items()
                if (one.kind in parts.PACKAGE and one.target not in empty) or parts.private(one.kind) in kinds
            }
            continue
        used = None
        if contents.is_word(name):
            targets = {tag.name for tag in (tagged[name].tags if name in tagged else ()) if tag.kind is TagKind.LINK}
            used = values(members[name]) | targets
        found[name] = {key: one for key, one in some.items() if parts.goes_out(one.kind, key, used, kinds)}
    return found


def _is_text(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _stripped(contents: Contents, name: str, kinds: Collection[Private]) -> bytes:
    """A part without what stays at home."""
    raw = contents.content(name)
    if contents.may_lose(name):
        root = contents.root(name)
        raw = without(raw, root, [one for one in contents.removals(name, root) if one.kind not in kinds])
    if name in contents.properties:
        return raw
    threads = Private.COMMENT in kinds and b":comments" in raw[:4096]  # the ids of paragraphs hold them together
    return _unmarked(raw, revisions=not threads, authors=Private.AUTHOR in kinds)


def _unmarked(raw: bytes, *, revisions: bool, authors: bool) -> bytes:
    """A part without the marks of who has edited it, and when; only the tags that hold one are looked at."""
    out, at = [], 0
    while (sign := _MARKS.search(raw, at)) is not None:
        begin = raw.rfind(b"<", at, sign.start())
        tag = _TAG.match(raw, begin) if begin >= 0 else None
        if tag is None or tag.end() <= sign.start():  # it is text
            out.append(raw[at : sign.end()])
            at = sign.end()
        else:
            out += (raw[at:begin], _tag(tag[0], revisions=revisions, authors=authors))
            at = tag.end()
    return b"".join([*out, raw[at:]])


def _tag(tag: bytes, *, revisions: bool, authors: bool) -> bytes:
    """A tag without these marks."""
    if revisions:
        tag = _REVISIONS.sub(b"", tag)
    if not authors and _CHANGED.match(tag):
        tag = _DATES.sub(b"", _AUTHOR.sub(rb'\1"Author"', tag))
    return _FILE_NAME.sub(rb"\1\2", tag)


_CALLS = re.compile(rb"<[\w.-]+:(footnote|endnote)Reference\b[^>]*?:id=[\"'](-?\d+)[\"']")


def _called(members: Mapping[str, bytes]) -> frozenset[tuple[str, str]]:
    """The notes that are called in a file: of which kind, and by what number."""
    found = (one for name, raw in members.items() if _is_text(name) for one in _CALLS.findall(raw))
    return frozenset((kind.decode(), number.decode()) for kind, number in found)


def _drop_notes(contents: Contents, members: dict[str, bytes], lost: Collection[tuple[str, str]]) -> None:
    """Drop the notes that were called by words that stay at home."""
    if not lost:
        return
    for name in contents.parts():
        root = parse_xml(members[name])
        gone = [Removal(Private.CHANGE, one) for one in root if (local(one.tag), attribute(one, "id") or "") in lost]
        members[name] = without(members[name], root, gone)


def _only(raw: bytes, key: str, staying: Collection[str]) -> bytes:
    """Relationships or content types without those of what stays at home."""
    root = parse_xml(raw)
    gone = [Removal(Private.UNUSED, one) for one in root if one.get(key) is not None and one.get(key) not in staying]
    return without(raw, root, gone)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
