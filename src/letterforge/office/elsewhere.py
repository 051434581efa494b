"""Words of a Word file that somebody sees, and that stand in no paragraph: what numbers lists, what tables are called.

Nobody fills them: a tag among them is refused by the check. What waits to be filled in them is found, in a template and
in a finished file.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.findings import Place
from letterforge.office.archive import Archive
from letterforge.office.parts import Parts
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, local

_SAID = {
    "lvlText": "number of a list",
    "tblCaption": "title of a table",
    "tblDescription": "alt text of a table",
}
"""Elements whose attribute ``val`` is read by somebody, and what it is."""
_DIAGRAM, _OLDER = "diagram, as it is drawn", "older version of a drawing"
_SIGNS = tuple(name.encode() for name in (*_SAID, "Fallback"))
_DRAWN = "diagramDrawing"
"""The drawing of a diagram as it looked when it was saved: beside the words that it is made of, a copy of them."""


_PATHS = frozenset((*_SAID.values(), _DIAGRAM, _OLDER))


def is_elsewhere(place: Place) -> bool:
    """Whether a place in words is one of these."""
    return place.path in _PATHS


def words_elsewhere(archive: Archive, parts: Parts) -> Iterator[tuple[str, str]]:
    """What stands elsewhere, each with its place in words."""
    for path, text in _everything(archive, parts):
        if any(sign.isalpha() for sign in text):
            yield path, text


def _everything(archive: Archive, parts: Parts) -> Iterator[tuple[str, str]]:
    links = [one for one in relationships(archive, parts.main).values() if one.target in archive.members]
    numbering = [one.target for one in links if one.kind == "numbering"]
    notes = (name for name, kind in parts.others if kind in {"footnotes", "endnotes"})
    for part in dict.fromkeys((parts.main, *parts.headers, *parts.footers, *notes, *numbering)):
        raw = archive.read(part)
        if any(sign in raw for sign in _SIGNS):  # most have none
            yield from _of_part(archive.xml(part))
    drawn = [one.target for one in links if one.kind == _DRAWN]
    if drawn:
        known = "\n".join(_words(archive.xml(name)) for name, kind in parts.others if kind == "diagramData")
        for part in drawn:
            yield from ((_DIAGRAM, text) for text in _texts(archive.xml(part)) if text not in known)


def _of_part(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        name = local(element.tag)
        if name in _SAID:
            yield from ((_SAID[name], text) for key, text in element.attrib.items() if local(key) == "val")
        elif name == "AlternateContent":
            newer = _words(element[0]) if len(element) else ""
            for older in element[1:]:
                yield from ((_OLDER, text) for text in _texts(older) if text not in newer)


def _texts(root: Element) -> Iterator[str]:
    """The words of each paragraph, wherever Word has cut them into runs; those that stand in none, each by themselves."""
    paragraphs: list[list[str]] = []
    waiting: list[tuple[Element, list[str] | None]] = [(root, None)]
    while waiting:
        element, words = waiting.pop()
        name = local(element.tag)
        if name in _PROPERTIES:
            continue
        if name == "p" or (name == "t" and words is None):
            words = []
            paragraphs.append(words)
        if words is not None:
            words.append((element.text or "") if name == "t" else _BETWEEN.get(name, ""))
        waiting += [(one, words) for one in element[::-1]]
    return filter(None, map("".join, paragraphs))


_PROPERTIES = frozenset({"pPr", "rPr"})
_BETWEEN = {"tab": " ", "br": " ", "cr": " "}


def _words(root: Element) -> str:
    return "\n".join(_texts(root))
