"""Data in a Word file that content controls are bound to (ECMA-376 part 1, 17.5.2.6): which part and which node of it.

Word shows what the node says when it opens the file, whatever stands in the control.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letterforge.office.archive import Archive
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, child, local

_STEP = re.compile(r"/(?:([\w.-]+):)?([\w.-]+|\*)(?:\[(?:position\(\)=)?(\d+)\])?")
_END = re.compile(r"(?:/@(?:([\w.-]+):)?([\w.-]+)|/text\(\)(?:\[1\])?)?\Z")
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BUILT_IN = {
    "core-properties": "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}",
    "extended-properties": "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
}
"""The properties of the file, which controls are bound to as to any other data ([MS-OE376], 2.1.499)."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of XML: an element, or one of its attributes by its key."""

    element: Element
    key: str | None


def stores(archive: Archive, main: str) -> dict[str, str]:
    """The parts with data, by their identifiers in capitals."""
    found: dict[str, str] = {}
    for one in relationships(archive, main).values():
        if one.kind != "customXml" or one.outside or one.target not in archive.members:
            continue
        for said in relationships(archive, one.target).values():
            if said.kind == "customXmlProps" and not said.outside and said.target in archive.members:
                identifier = attribute(archive.xml(said.target), "itemID")
                found.setdefault((identifier or "").upper(), one.target)
    for one in relationships(archive).values():
        if one.kind in _BUILT_IN and not one.outside and one.target in archive.members:
            found[_BUILT_IN[one.kind]] = one.target
    return found


def binding(control: Element) -> Element | None:
    """What binds a control to data."""
    return child(child(control, "sdtPr"), "dataBinding")


def store_of(bound: Element, known: Mapping[str, str]) -> str | None:
    """The part that a binding names, None where the file has none of that name."""
    return known.get((attribute(bound, "storeItemID") or "").upper())


def node_of(bound: Element, root: Element) -> Node | None:
    """The node of a part that a binding leads to; None where there is none, or its path is more than steps by name."""
    prefixes = {one[0]: one[1] or one[2] for one in _PREFIX.findall(attribute(bound, "prefixMappings") or "")}
    path = (attribute(bound, "xpath") or "").strip()
    here: list[Element] = []
    at = 0
    while (end := _END.match(path, at)) is None:
        step = _STEP.match(path, at)
        if step is None:
            return None
        wanted = _name(step[1], step[2], prefixes)
        among = [root] if at == 0 else list(here[0])
        here = [one for one in among if wanted in ("*", one.tag)]
        here = here[int(step[3]) - 1 : int(step[3])] if step[3] else here
        if len(here) != 1:  # of several nodes Word takes the first, and the others hold nothing of it
            here = here[:1]
        if not here:
            return None
        at = step.end()
    if not here:
        return None
    if end[2] is None:
        return Node(here[0], None) if not len(here[0]) else None
    key = _name(end[1], end[2], prefixes)
    return Node(here[0], key) if key in here[0].attrib else None


def _name(prefix: str | None, name: str, prefixes: Mapping[str, str]) -> str:
    """A name as the tree has it."""
    return name if not prefix else f"{{{prefixes.get(prefix, '')}}}{name}"


def words(root: Element) -> list[tuple[str, str, Element, str | None]]:
    """All texts and attributes of a part with data, each with the path to it, its element and its key."""
    found: list[tuple[str, str, Element, str | None]] = []

    def read(element: Element, path: str) -> None:
        here = f"{path}, {local(element.tag)}"
        if element.text and element.text.strip():
            found.append((here, element.text, element, None))
        found.extend((f"{here}, {local(key)}", text, element, key) for key, text in element.attrib.items() if text)
        for one in element:
            read(one, here)

    read(root, "custom XML")
    return found
