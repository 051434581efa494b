"""What of a Word file no letter carries, as findings: each kind by itself, and at the end how the file was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from letterforge.findings import Finding, Place
from letterforge.loading.word.outgoing import parts
from letterforge.loading.word.outgoing.contents import Contents, values
from letterforge.loading.word.outgoing.kinds import KEEPABLE, Private
from letterforge.loading.word.outgoing.media import is_media, tells
from letterforge.loading.word.styles import Sheets
from letterforge.office.archive import Archive
from letterforge.office.xml import local
from letterforge.rules.word import PRIVATE

_ALONE = (Private.COMMENT, Private.CHANGE, Private.HIDDEN, Private.BINDING, Private.TEMPLATE, Private.EMBEDDED)
"""What an author of the template wants to know of by itself; the rest is how the file was made."""
_OF_NOBODY = frozenset((Private.HISTORY, Private.THUMBNAIL))
"""What is in every file that Word has saved: by itself, not worth a finding."""
_HINTS = {
    Private.CHANGE: "Letters have the words with all changes accepted. Accept or reject them in Word: Review > Accept.",
    Private.HIDDEN: "Letters are without it. Delete it in Word, or make it visible.",
    Private.BINDING: "In letters the control shows what the template says in it, and is bound to nothing.",
    Private.EMBEDDED: "Letters show the chart or picture as it is, and nobody can open what it was made from.",
    Private.TEMPLATE: "Letters are without it: they would name a folder of yours to whoever gets them.",
}


def private_findings(
    archive: Archive, sheets: Sheets, *, file: str | None, paths: Mapping[int, str]
) -> Iterator[Finding]:
    """A finding for each kind; ``paths`` says where each paragraph stands, by its ``id``."""
    contents = Contents.of(archive, sheets, archive.read, archive.xml)
    counts: Counter[Private] = Counter()
    places: dict[Private, str] = {}
    for name in contents.parts():
        for one in contents.told(name):
            counts[one.kind] += 1
            if one.near is not None and id(one.near) in paths:
                places.setdefault(one.kind, paths[id(one.near)])
    counts.update(_of_parts(contents))
    thumbnails = {one.target for one in contents.links[""].values() if one.kind == "thumbnail"}
    counts[Private.PICTURE] = sum(
        tells(archive.read(name)) for name in archive.members if is_media(name) and name not in thumbnails
    )
    for kind in _ALONE:
        if counts[kind]:
            place = Place(file, path=places.get(kind))
            yield PRIVATE.at(place, message=f"{_are(kind, counts[kind])}, which no letter carries", hint=_hint(kind))
    made = [kind for kind in Private if counts[kind] and kind not in _ALONE]
    if not _OF_NOBODY.issuperset(made):
        said = "; ".join(kind.said(counts[kind]) for kind in made)
        message = f"the file says how it was made, which no letter carries: {said}"
        names = [name for name, kind in KEEPABLE.items() if kind in made]
        hint = (
            f"Nothing has to be done. What letters are to carry is asked for by name: --keep {names[0]}"
            if names
            else None
        )
        yield PRIVATE.at(Place(file), message=message, hint=hint)


def _are(kind: Private, count: int) -> str:
    return f"the file has {kind.said(count)}"


def _hint(kind: Private) -> str:
    return _HINTS.get(kind, "Delete them in Word, or say --keep comments to leave them in the Word file of the letter.")


def _of_parts(contents: Contents) -> Iterator[Private]:
    """The parts that stay at home, one by one."""
    filled = contents.filled_stores
    for name, links in contents.links.items():
        used = values(contents.content(name)) if name and contents.is_word(name) else None
        for key, one in links.items():
            kind = parts.private(one.kind)
            if one.kind == "comments" and one.target in contents.archive.members:
                root = contents.root(one.target)
                yield from (kind for element in root if local(element.tag) == "comment")
            elif kind in (Private.COMMENT, Private.TEMPLATE) or one.kind == "customXmlProps":
                continue  # said by what is in them, or by the element that uses them
            elif kind is Private.CUSTOM_XML and (one.target in filled or _is_empty(contents, one.target)):
                continue
            elif (not name and one.kind not in parts.PACKAGE) or (name and not parts.goes_out(one.kind, key, used, ())):
                yield kind


def _is_empty(contents: Contents, part: str) -> bool:
    """Whether a part of custom XML says nothing, such as the list of sources that Word gives to each file."""
    return part in contents.archive.members and len(root := contents.root(part)) == 0 and not (root.text or "").strip()
