"""What a template says whatever its language: its sections, and the fields, tables, pictures and roles in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from letterforge.checking.mentions import mentioned
from letterforge.document import Heading, Image, List, Paragraph, Table, Text
from letterforge.expressions.paths import EACH, Path
from letterforge.findings import Place
from letterforge.loading.tree import For, If, Node, Placeholder, children_of, walk
from letterforge.template import Template


@dataclass(slots=True)
class Part:
    """A heading of some rank with all that follows it, up to the next heading; the first of a letter has rank 0."""

    rank: int
    title: str
    place: Place
    fields: set[Path] = field(default_factory=set)
    tables: list[int] = field(default_factory=list)
    """How many columns each table has."""
    lists: int = 0
    pictures: int = 0
    length: int = 0
    """How many characters its words have."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One language of a letter."""

    file: str
    sections: tuple[Part, ...]
    fields: Mapping[Path, Place]
    """What is used, each at the place of its first use; the path of a loop ends in ``[]``."""
    conditions: Mapping[Path, Place]
    """What conditions ask for."""
    roles: Mapping[str, Place]


def outlined(template: Template) -> Outline:
    """The outline of a template."""
    wording = template.wording
    trees: tuple[Node, ...] = (*wording.title, *wording.blocks, *wording.furniture)
    file = template.file or template.name
    lines = _Lines(template)
    sections = [Part(0, "", Place(file))]
    roles: dict[str, Place] = {}
    for block in _flat(wording.blocks):
        if isinstance(block, Heading):
            title = "".join(one.text for one in walk(block.children) if isinstance(one, Text)).strip()
            sections.append(Part(block.level, title, Place(file, lines.of_heading(title))))
        here = sections[-1]
        here.fields.update(use.path for use in mentioned((block,)))
        for node in walk((block,)):
            _counted(node, here)
            if isinstance(node, Paragraph) and node.role is not None:
                roles.setdefault(node.role.value, _place_in(node) or here.place)
    # A condition and what it asks for share one place, which is the same object.
    asking = {id(branch.tag.place) for node in walk(trees) if isinstance(node, If) for branch in node.branches}
    fields: dict[Path, Place] = {}
    conditions: dict[Path, Place] = {}
    for use in mentioned(trees):
        (conditions if id(use.place) in asking else fields).setdefault(use.path, use.place)
    return Outline(file, tuple(sections), fields, conditions, roles)


def is_loop(path: Path) -> bool:
    """Whether a path is that of a loop over a list, and not of a field."""
    return path[-1] == EACH


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Blocks in the order of reading; what holds a heading is taken apart."""
    for node in nodes:
        children = children_of(node)
        if not isinstance(node, Heading) and any(isinstance(one, Heading) for one in walk(children)):
            yield from _flat(children)
        else:
            yield node


def _counted(node: Node, section: Part) -> None:
    if isinstance(node, Table):
        section.tables.append(len(node.columns))
    elif isinstance(node, List):
        section.lists += 1
    elif isinstance(node, Image):
        section.pictures += 1
    elif isinstance(node, Text):
        section.length += len(node.text)


def _place_in(node: Node) -> Place | None:
    """Where the first tag within a node stands."""
    return next((one.tag.place for one in walk((node,)) if isinstance(one, (Placeholder, If, For))), None)


class _Lines:
    """The lines of a Markdown template, to find its headings again, each behind the one before it."""

    def __init__(self, template: Template) -> None:
        text = "" if template.word is not None else template.content.decode("utf-8-sig", "replace")
        self._lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.startswith("#")]

    def of_heading(self, title: str) -> int | None:
        """The line of the next heading with these words; None where it is in no line of this file."""
        for at, (number, line) in enumerate(self._lines):
            if all(word in line for word in title.split()):
                self._lines = self._lines[at + 1 :]
                return number
        return None
