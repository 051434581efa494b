"""A part of a Word file as a program: constant chunks, placeholders, conditions, loops, and slots for blocks.

The core has read the tags and decided what they come to; the program writes by these decisions and evaluates nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from letterforge.decisions import Decisions
from letterforge.errors import RenderError
from letterforge.word_tags import TaggedPart, TagKind, WordTag
from letterforge_docx.ooxml.characters import attribute, escape, run_text
from letterforge_docx.template import ranges
from letterforge_docx.template.dialect import laid_out
from letterforge_docx.template.empty_elements import may_be_empty
from letterforge_docx.template.groups import Group, MismatchError, Node, grouped
from letterforge_docx.template.lists import mark
from letterforge_docx.template.output import Output, Queue, Slot
from letterforge_docx.template.position import Place, Position
from letterforge_docx.template.steps import Part, Print, Step, sequence
from letterforge_docx.template.tag_error import TagError
from letterforge_docx.template.targets import target


@dataclass(frozen=True)
class Program:
    """A part, ready to be filled. ``slots`` in their order; ``branches``: it has conditions or loops."""

    steps: Step
    printed: tuple[Queue, ...]
    """The decisions of the tags that print, in the order of the tags."""
    counted: tuple[Queue, ...]
    """Those of the tags that count: conditions, loops, columns."""
    slots: tuple[str, ...]
    branches: bool
    placeholders: bool
    links: frozenset[str]
    """The identifiers of relationships whose targets have tags."""
    sample: str
    """The part with an x for each placeholder and an empty paragraph for each slot."""
    whole: bool
    """Whether every output is well-formed, whichever conditions hold."""
    cells_vary: bool
    """Whether rows may have more or fewer cells than the table has columns."""
    may_be_empty: tuple[str, ...]
    """What conditions and loops might leave with nothing in it."""
    repeats_drawings: bool
    """Whether a loop holds a drawing, whose number no two may share."""
    begins_lists: bool
    """Whether a loop begins numbered lists anew."""
    varies_ranges: bool
    """Whether a condition or loop holds the start or the end of a bookmark, comment or the like, which stand once."""

    @functools.cached_property
    def holds(self) -> bool:
        """Whether some decisions hold for all turns of a condition or loop."""
        return any(queue.held for queue in (*self.printed, *self.counted))

    def run(self, decisions: Decisions, prefix: str = "") -> Output:
        """The part as it was decided, with its slots and rich values still to be filled.

        Raises:
            RenderError: the decisions are not those of this part.
        """
        out = Output(decisions, self.printed, self.counted, prefix)
        if self.holds:
            out.hold(decisions, self.printed, self.counted)
        try:
            self.steps(out)
            out.finish()
        except (StopIteration, IndexError, MismatchError):
            message = "the tags of the Word file do not line up with what was decided for the letter"
            raise RenderError(message) from None
        return out


_ESCAPED_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
# Word numbers paragraphs for its own use (w14:paraId), and content controls (ECMA-376 part 1, 17.5.2.18), and no two may
# have one number: not in what a loop repeats. Word gives a number to what has none.
_OWN_NUMBERS = re.compile(r' w14:(?:paraId|textId)="[^"]*"|<w:id\s[^<>]*/>')


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{run_text(text)}</w:t></w:r>'


_WRITE: Mapping[Place, tuple[Callable[[str], str], str]] = {
    Place.RUN: (run_text, "x"),
    Place.ELEMENT: (escape, "x"),
    Place.ATTRIBUTE: (attribute, "1"),
    Place.CODE: (escape, "x"),
    Place.CODE_ATTRIBUTE: (attribute, "x"),
    Place.RUNS: (_run, _run("x")),
    Place.BLOCKS: (lambda text: f"<w:p>{_run(text)}</w:p>", "<w:p/>"),
}
_RICH = (Place.RUN, Place.RUNS, Place.BLOCKS)


def _after(first: Callable[[str], str], then: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: then(first(text))


def program(part: TaggedPart, *, rich: bool) -> Program:
    """Read a part; ``rich``: its placeholders may stand for values that are richer than text.

    Raises:
        TagError: a tag stands where no value can.
    """
    reader = _Reader(part, rich=rich)
    try:
        steps = reader.steps(grouped(laid_out(part)))
    except (MismatchError, etree.XMLSyntaxError):
        message = "its tags are not those that were read"
        raise TagError(message) from None
    sample = "".join(reader.sample)
    return Program(
        steps,
        tuple(reader.printed),
        tuple(reader.counted),
        tuple(reader.slots),
        reader.branches,
        reader.placeholders,
        frozenset(reader.links),
        sample,
        reader.position.whole and _parses(sample),
        reader.cells_vary,
        may_be_empty(sample) if reader.branches else (),
        reader.repeats_drawings,
        reader.begins_lists,
        reader.varies_ranges,
    )


class _Reader:
    """Walks the tags in the order of the text, and knows where in the XML it is."""

    def __init__(self, part: TaggedPart, *, rich: bool) -> None:
        self.part, self.rich = part, rich
        self.printed: list[Queue] = []
        self.counted: list[Queue] = []
        self.slots: list[str] = []
        self.links: set[str] = set()
        self.branches = self.placeholders = self.cells_vary = False
        self.repeats_drawings = self.varies_ranges = self.begins_lists = False
        self.sample: list[str] = []
        self.position = Position()
        self._loops = self._bodies = 0
        self._held: dict[int, set[int]] = {}

    def steps(self, nodes: Sequence[Node]) -> Step:
        return sequence([self._step(node) for node in nodes])

    def _step(self, node: Node) -> Part:
        if isinstance(node, str):
            return self._constant(node)
        if isinstance(node, Group):
            if node.tag.kind is TagKind.CALL:
                return self._call(node)
            return self._for(node) if node.tag.kind is TagKind.FOR else self._if(node)
        match node.kind:
            case TagKind.SLOT:
                return self._slot(node)
            case TagKind.LINK:
                return self._link(node)
            case TagKind.COLSPAN:
                return self._columns(node)
            case _:
                return self._placeholder(node)

    def _call(self, group: Group) -> Step:
        """What stands in a macro, where it is called: it may stand elsewhere as well, as in a loop."""
        self.branches = True
        self._loops += 1
        made = self.steps(group.bodies[0])
        self._loops -= 1
        return made

    def _queue(self, tag: WordTag) -> int:
        """The place of the queue of a tag's decisions."""
        queues = self.printed if tag.kind in (TagKind.PLACEHOLDER, TagKind.CELLBG) else self.counted
        queues.append(Queue(tag.number, held=tag.waits is not None))
        if tag.waits is not None:
            self._held.setdefault(tag.waits, set()).add(tag.number)
        return len(queues) - 1

    def _body(self, group: Group, nodes: Sequence[Node]) -> Step:
        """What a condition or loop holds."""
        if group.tag.unit != "vm":  # that has one cell in either case
            self.cells_vary = self.cells_vary or self.position.between_cells
        self.position.enter()
        self._bodies += 1
        made = self.steps(nodes)
        self._bodies -= 1
        self.position.leave()
        return made

    def _placeholder(self, tag: WordTag) -> Print:
        place = self.position.place()
        if place is Place.NOWHERE or (place is Place.BLOCKS and not self.rich):
            message = "a placeholder that stands for a whole paragraph, row or cell"
            raise TagError(message, "A value can stand for a paragraph, {{p field }}, but not for a row or a cell.")
        self.placeholders = True
        write, example = _WRITE[place]
        if place in (Place.CODE, Place.CODE_ATTRIBUTE):
            write = _after(self.position.code_writer(), write)
        self.sample.append(example)
        return Print(self._queue(tag), write, place if self.rich and place in _RICH else None)

    def _columns(self, tag: WordTag) -> Step:
        """How many columns a cell reaches over, times what it did before."""
        self.position.place()
        self.placeholders = True
        self.sample.append("1")
        index, factor = self._queue(tag), int(tag.name or "1")
        return lambda out: out.pieces.append(str(out.counts[index]() * factor))

    def _link(self, tag: WordTag) -> Step:
        self.position.place()
        self.placeholders = True
        self.sample.append("x")
        self.links.add(tag.name)
        make, identifier = target(grouped(self.part.split(tag.target), tag.shift), self._queue), tag.name
        return lambda out: out.pieces.append(attribute(out.link(identifier, make(out))))

    def _slot(self, tag: WordTag) -> Step:
        if self.position.place() is not Place.BLOCKS:
            message = "a slot that does not stand in a paragraph of its own"
            raise TagError(message, f"Write {{{{p {tag.name} }}}} in a paragraph of its own.")
        self.slots.append(tag.name)
        self.sample.append("<w:p/>")
        slot = Slot(tag.name)
        return lambda out: out.pieces.append(slot)

    def _constant(self, text: str) -> str:
        if self._loops:
            text = _OWN_NUMBERS.sub("", text)
            self.repeats_drawings = self.repeats_drawings or "<wp:docPr" in text
        self.varies_ranges = self.varies_ranges or (self._bodies > 0 and ranges.any_in(text))
        self.position.read(text)
        if text.endswith('<w:gridSpan w:val="'):
            self.cells_vary = True
        for written, meant in _ESCAPED_BRACES.items():
            text = text.replace(written, meant)
        self.sample.append(text)
        return text

    def _holds_paragraphs(self, start: int) -> bool:
        """Whether what was read since then holds whole paragraphs, which a cell or header might miss."""
        return any("</w:p>" in text for text in self.sample[start:])

    def _left(self, tag: WordTag) -> tuple[int, ...]:
        """The tags whose decisions were held for the whole of a condition or loop."""
        return tuple(self._held.pop(tag.number, ()))

    def _if(self, group: Group) -> Step:
        self.branches = True
        index = self._queue(group.tag)
        start = len(self.sample)
        bodies = [self._body(group, body) for body in group.bodies]
        gap, held = self._holds_paragraphs(start), self._left(group.tag)
        conditions = len(bodies) - group.otherwise

        def run(out: Output) -> None:
            chosen = out.counts[index]()
            if not 0 <= chosen < conditions:
                out.gaps = out.gaps or gap
            if chosen >= 0:
                bodies[chosen](out)
            for one in held:
                out.go_on(one)

        return run

    def _for(self, group: Group) -> Step:
        self.branches = True
        index = self._queue(group.tag)
        self._loops += 1
        start = len(self.sample)
        body = self._body(group, group.bodies[0])
        self._loops -= 1
        otherwise = self._body(group, group.bodies[1]) if len(group.bodies) > 1 else None
        gap, held = self._holds_paragraphs(start), self._left(group.tag)
        anew = mark(group.tag.lists)
        self.begins_lists = self.begins_lists or bool(anew)

        def run(out: Output) -> None:
            turns = out.counts[index]()
            for _ in range(turns):
                out.pieces += (anew,) if anew else ()
                body(out)
            if not turns:
                out.gaps = out.gaps or gap
                if otherwise is not None:
                    otherwise(out)
            out.pieces += (anew,) if anew else ()
            for one in held:
                out.go_on(one)

        return run


def _parses(xml: str) -> bool:
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError:
        return False
    return True


def prove(xml: str) -> None:
    """Parse strictly what conditions and loops have put together.

    Raises:
        RenderError: it is not well-formed: a condition holds the start of an element but not its end.
    """
    if not _parses(xml):
        message = "the conditions and loops of the Word file cut through its paragraphs; put each tag in a paragraph of its own"
        raise RenderError(message)
