"""The data of a file that its controls are bound to, with the tags of what each control shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.loading.word.controls.editing import Edits
from letterforge.office.archive import Archive
from letterforge.office.custom_xml import Node, binding, node_of, store_of, stores
from letterforge.office.xml import Element


@dataclass(slots=True)
class Bound:
    """The data of one file, and what is to stand in their nodes."""

    archive: Archive
    known: dict[str, str]
    """The parts with data, by their identifiers."""
    said: dict[str, list[tuple[Node, str]]] = field(default_factory=dict)
    """For each part its nodes that are filled."""

    @classmethod
    def of(cls, archive: Archive, main: str) -> Bound:
        """Those of a file."""
        return cls(archive, stores(archive, main))

    def put(self, control: Element, tags: str) -> bool:
        """Put tags into the node that a control is bound to; False where another control says something else of it."""
        bound = binding(control)
        part = None if bound is None else store_of(bound, self.known)
        if bound is None or part is None:
            return True  # then the control is bound to nothing, and shows what is in it
        node = node_of(bound, self.archive.xml(part))
        if node is None:
            return True
        before = next((text for one, text in self.said.get(part, ()) if one == node), None)
        if before is None:
            self.said.setdefault(part, []).append((node, tags))
        return before in (None, tags)

    def written(self) -> Iterator[tuple[str, bytes]]:
        """The parts with their tags."""
        for part, some in self.said.items():
            edits = Edits.of(self.archive, part)
            for node, tags in some:
                if node.key is None:
                    edits.text(node.element, tags)
                else:
                    edits.attribute(node.element, node.key, tags)
            yield part, edits.written()
