"""What a part refers to: its relationships, and those that a letter adds."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.characters import attribute
from letterforge_docx.ooxml.names import DECLARATION, RELATIONSHIPS

_START = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">'
_END = "</Relationships>"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One of them. ``kind`` is its type, ``target`` the name of a member from the root on, or an address outside."""

    identifier: str
    kind: str
    target: str
    external: bool = False

    def xml(self) -> str:
        """Its element."""
        outside = ' TargetMode="External"' if self.external else ""
        return (
            f'<Relationship Id="{attribute(self.identifier)}" Type="{attribute(self.kind)}" '
            f'Target="{attribute(self.target)}"{outside}/>'
        )


def member_of(part: str) -> str:
    """The member that holds the relationships of a part; of the package itself for ""."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass(frozen=True)
class Relationships:
    """The relationships of a part in the letterhead; a letter may add its own, with identifiers of this ``prefix``."""

    known: tuple[Relationship, ...]
    prefix: str

    @classmethod
    def of(cls, content: bytes | None) -> Relationships:
        """Read the member; there need not be one."""
        root = () if content is None else etree.fromstring(content).iterfind(f"{{{RELATIONSHIPS}}}Relationship")
        known = tuple(
            Relationship(
                element.get("Id", ""),
                element.get("Type", ""),
                element.get("Target", ""),
                element.get("TargetMode") == "External",
            )
            for element in root
        )
        prefix = "rIdL"
        while any(each.identifier.startswith(prefix) for each in known):
            prefix += "L"
        return cls(known, prefix)

    def part(self, added: Iterable[Relationship] = ()) -> bytes:
        """The member, with more relationships."""
        return "".join([_START, *(each.xml() for each in (*self.known, *added)), _END]).encode()

    def with_part(self, kind: str, target: str) -> Relationships:
        """The same and one relationship more, to a part of the package."""
        more = Relationship(f"rIdP{len(self.known) + 1}", kind, f"/{target}")
        return Relationships((*self.known, more), self.prefix)

    def with_targets(self, changing: frozenset[str], targets: Mapping[str, str]) -> Relationships:
        """The same with other targets for those whose targets change, and without those that have none."""
        known = (
            replace(one, target=targets[one.identifier]) if one.identifier in targets else one
            for one in self.known
            if one.identifier in targets or one.identifier not in changing
        )
        return Relationships(tuple(known), self.prefix)


def referred(
    added: dict[tuple[str, str], Relationship], prefix: str, kind: str, *, target: str, external: bool = False
) -> str:
    """The identifier of a relationship among those that a letter adds to a part, which refers to each target once."""
    known = added.get((kind, target))
    if known is None:
        known = added[kind, target] = Relationship(f"{prefix}{len(added) + 1}", kind, target, external)
    return known.identifier
