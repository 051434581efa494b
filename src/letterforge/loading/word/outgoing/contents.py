"""A Word file as the letter sees it: which parts it has, how they hang together, and what of each stays at home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from letterforge.loading.word.outgoing.bound import filled_bindings, is_filled
from letterforge.loading.word.outgoing.hidden import hidden_runs, may_hide
from letterforge.loading.word.outgoing.markup import Removal, may_hold, may_tell, removals
from letterforge.loading.word.outgoing.properties import of_properties
from letterforge.loading.word.styles import Sheets
from letterforge.office.archive import Archive
from letterforge.office.content_types import TYPES, xml_members
from letterforge.office.custom_xml import stores
from letterforge.office.relationships import Relationship, relationships
from letterforge.office.xml import Element

_PROPERTIES = frozenset(("core-properties", "extended-properties", "custom-properties"))
_PRINTED = re.compile(r"\b(DOCPROPERTY|DOCVARIABLE)(?:\s|<[^>]*>)+(?:\"|&quot;)?([^\"&<\\]+)")
_WORD_SPACE = re.compile(rb"schemas\.openxmlformats\.org/wordprocessingml/|purl\.oclc\.org/ooxml/wordprocessingml/")
_CHART_SPACE = re.compile(rb"<(?:[\w.-]+:)?chartSpace\b")
_VALUES = re.compile(rb"=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Contents:
    """The members of a file. ``content`` gives the bytes of one, ``root`` its XML; ``sheets`` are its styles."""

    archive: Archive
    sheets: Sheets
    content: Callable[[str], bytes]
    root: Callable[[str], Element]
    links: dict[str, dict[str, Relationship]] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    """The parts with properties, by the kind of their relationship."""
    stores: dict[str, str] = field(default_factory=dict)
    """The parts with data that controls may be bound to, by their identifiers."""
    printed: dict[str, frozenset[str]] = field(default_factory=dict)
    """The properties and variables that fields print."""

    @classmethod
    def of(
        cls, archive: Archive, sheets: Sheets, content: Callable[[str], bytes], root: Callable[[str], Element]
    ) -> Contents:
        """Look at a file, part by part."""
        found = cls(archive, sheets, content, root)
        xml = xml_members(archive)
        found.links[""] = relationships(archive)
        for name in archive.members:
            if links := relationships(archive, name):
                found.links[name] = links
        for one in found.links[""].values():
            if one.kind in _PROPERTIES and not one.outside and one.target in archive.members:
                found.properties[one.target] = one.kind
        main = next((one.target for one in found.links[""].values() if one.kind == "officeDocument"), "")
        found.stores.update(stores(archive, main))
        named: dict[str, set[str]] = {"DOCPROPERTY": set(), "DOCVARIABLE": set()}
        for name in xml:
            raw = content(name)
            if b"DOCPROPERTY" in raw or b"DOCVARIABLE" in raw:
                for field_name, said in _PRINTED.findall(raw.decode("utf-8", "replace")):
                    named[field_name].add(said.strip())
        found.printed.update((key, frozenset(some)) for key, some in named.items())
        return found

    def parts(self) -> Iterator[str]:
        """The parts of which something may stay at home."""
        for name in xml_members(self.archive):
            if name.endswith(".rels") or name == TYPES:
                continue
            if name in self.properties or self.is_word(name) or self._is_chart(name):
                yield name

    def is_word(self, name: str) -> bool:
        """Whether a part is written in WordprocessingML."""
        raw = self.content(name)[:4096]
        return _WORD_SPACE.search(raw.replace(b"\0", b"")) is not None

    def _is_chart(self, name: str) -> bool:
        return _CHART_SPACE.search(self.content(name)[:4096]) is not None

    def told(self, name: str) -> list[Removal]:
        """What of a part stays at home, where its bytes say that there is something that a finding speaks of."""
        raw = self.content(name)
        if name in self.properties or may_hide(raw, self.sheets) or may_tell(raw):
            return [one for one in self.removals(name, self.root(name)) if one.counts]
        return []

    def may_lose(self, name: str) -> bool:
        """Whether something of a part may stay at home, as its bytes say: most need not be parsed."""
        raw = self.content(name)
        return name in self.properties or may_hide(raw, self.sheets) or may_hold(raw)

    def removals(self, name: str, root: Element) -> list[Removal]:
        """What of a part stays at home; ``root`` is the part, parsed."""
        if name in self.properties:
            return list(of_properties(root, self.properties[name], self.printed["DOCPROPERTY"]))
        raw = self.content(name)
        hidden = hidden_runs(root, self.sheets) if may_hide(raw, self.sheets) and self.is_word(name) else frozenset()
        if not hidden and not may_hold(raw):
            return []
        bound = frozenset(map(id, filled_bindings(root, self.stores, self.root) if b"dataBinding" in raw else ()))
        return removals(root, hidden=hidden, variables=self.printed["DOCVARIABLE"], bound=bound)

    @property
    def filled_stores(self) -> frozenset[str]:
        """The parts with data of which a letter fills something, but for the properties of the file."""
        return frozenset(
            name for name in self.stores.values() if name not in self.properties and is_filled(self.content(name))
        )


def values(raw: bytes) -> frozenset[str]:
    """Everything that an attribute of a part says, among it the ids of the relationships that it uses."""
    return frozenset((one or other).decode("utf-8", "replace") for one, other in _VALUES.findall(raw))
