"""Words of a Word file that somebody sees, and that stand in no paragraph: what numbers lists, what tables are called.

They are read as lines of their own, so that a prompt in them is found. A tag among them stays unread, and is refused:
nobody fills it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from letterforge.loading.word.origins import Source, of_key, of_text
from letterforge.loading.word.reading import Shared
from letterforge.office.parts import Parts
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, local

_SAID = {
    "lvlText": "number of a list",
    "tblCaption": "title of a table",
    "tblDescription": "alt text of a table",
}
"""Elements whose attribute ``val`` is read by somebody, and what it is."""
_DRAWN = "diagramDrawing"
"""The drawing of a diagram as it looked when it was saved: beside the words that it is made of, a copy of them."""


class _Words(NamedTuple):
    part: str
    path: str
    text: str
    sources: list[Source]


def read_elsewhere(shared: Shared, parts: Parts) -> None:
    """Add what stands elsewhere to the text of the file, a line each."""
    for one in _elsewhere(shared, parts):
        if any(sign.isalpha() for sign in one.text) and "{" not in one.text:
            shared.aside(one.part, one.path, one.text, one.sources)


def _elsewhere(shared: Shared, parts: Parts) -> Iterator[_Words]:
    archive = shared.archive
    links = [one for one in relationships(archive, parts.main).values() if one.target in archive.members]
    numbering = [one.target for one in links if one.kind == "numbering"]
    notes = (name for name, kind in parts.others if kind in {"footnotes", "endnotes"})
    for part in dict.fromkeys((parts.main, *parts.headers, *parts.footers, *notes, *numbering)):
        raw = archive.read(part)
        if any(name.encode() in raw for name in (*_SAID, "Fallback")):
            yield from _of_part(part, archive.xml(part))
    known = "\n".join(_words(archive.xml(name)) for name, kind in parts.others if kind == "diagramData")
    for part in (one.target for one in links if one.kind == _DRAWN):
        for element in archive.xml(part).iter():
            if local(element.tag) == "t" and element.text and element.text not in known:
                yield _Words(part, "diagram, as it is drawn", element.text, of_text(element))


def _of_part(part: str, root: Element) -> Iterator[_Words]:
    for element in root.iter():
        name = local(element.tag)
        if name in _SAID:
            for key, text in element.attrib.items():
                if local(key) == "val":
                    yield _Words(part, _SAID[name], text, of_key(element, key, text))
        elif name == "AlternateContent":
            newer = _words(element[0]) if len(element) else ""
            for older in element[1:]:
                for one in older.iter():
                    if local(one.tag) == "t" and one.text and one.text not in newer:
                        yield _Words(part, "older version of a drawing", one.text, of_text(one))


def _words(root: Element) -> str:
    return "\n".join(one.text for one in root.iter() if local(one.tag) == "t" and one.text)
