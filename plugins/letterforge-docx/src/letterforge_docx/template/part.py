"""A part of a Word file as a program: constant chunks, placeholders, conditions, loops, and slots for blocks.

docxtpl's dialect is read by docxtpl's own ``patch_xml`` and Jinja's parser; nothing of Jinja is compiled or run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree  # type: ignore[import-untyped]

from letterforge.errors import RenderError
from letterforge.expressions.expression import environment
from letterforge_docx.ooxml.characters import attribute, escape, run_text
from letterforge_docx.template import ranges
from letterforge_docx.template.dialect import joined
from letterforge_docx.template.empty_elements import may_be_hollow
from letterforge_docx.template.evaluation import ExpressionError, Printer, evaluator, turns, writer
from letterforge_docx.template.position import Place, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLOTS = ("body", "header", "footer")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where blocks of the document go: ``{{p body }}``, ``{{p header }}``, ``{{p footer }}``."""

    name: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A rich value that the placeholder of a Word template means, and where it stands."""

    value: Any
    place: Place


class Output(list["str | Slot | Insert"]):
    """What steps have made so far."""

    gaps = False
    """Whether a condition or loop has left out whole paragraphs, rows or cells."""


Step: TypeAlias = Callable[[Mapping[str, Any], Any], None]


@dataclass(frozen=True)
class Program:
    """A part, ready to be filled. ``slots`` in their order; ``branches``: it has conditions or loops."""

    steps: Sequence[Step]
    slots: tuple[str, ...]
    branches: bool
    placeholders: bool
    sample: str
    """The part with an x for each placeholder and an empty paragraph for each slot."""
    whole: bool
    """Whether every output is well-formed, whichever conditions hold."""
    cells_vary: bool
    """Whether rows may have more or fewer cells than the table has columns."""
    hollow: tuple[str, ...]
    """What conditions and loops might leave with nothing in it."""
    repeats_drawings: bool
    """Whether a loop holds a drawing, whose number no two may share."""
    varies_ranges: bool
    """Whether a condition or loop holds the start or the end of a bookmark, comment or the like, which stand once."""

    def run(self, values: Mapping[str, Any]) -> Output:
        """The part with the values in it, and its slots and rich values still to be filled.

        Raises:
            RenderError: a placeholder does not work out with these values.
        """
        out = Output()
        for step in self.steps:
            step(values, out)
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


def _after(first: Callable[[str], str], then: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: then(first(text))


def program(xml: bytes, printer: Printer, *, slots: Sequence[str] = SLOTS) -> Program:
    """Read a part. A letterhead has ``slots``; in a template, which has none, values may stand for paragraphs.

    Raises:
        ExpressionError: a tag cannot be read, or holds what letterforge does not evaluate.
    """
    source = joined(xml)
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as fault:
        message = f"a tag that cannot be read: {fault.message}"
        raise ExpressionError(message) from None
    except RecursionError:
        message = "too many levels of tags"
        raise ExpressionError(message) from None
    reader = _Reader(printer, slots)
    steps = reader.steps(tree.body)
    sample = "".join(reader.sample)
    return Program(
        steps,
        tuple(reader.slots),
        reader.branches,
        reader.placeholders,
        sample,
        reader.position.whole and _parses(sample),
        reader.cells_vary,
        may_be_hollow(sample) if reader.branches else (),
        reader.repeats_drawings,
        reader.varies_ranges,
    )


class _Reader:
    """Walks the syntax tree in the order of the text, and knows where in the XML it is."""

    def __init__(self, printer: Printer, allowed: Sequence[str]) -> None:
        self.printer = printer
        self.allowed = allowed
        self.slots: list[str] = []
        self.branches = self.placeholders = self.cells_vary = False
        self.repeats_drawings = self.varies_ranges = False
        self.sample: list[str] = []
        self.position = Position()
        self._loops = self._bodies = 0

    def steps(self, body: Iterable[nodes.Node]) -> list[Step]:
        made: list[Step] = []
        for node in body:
            match node:
                case nodes.Output(nodes=parts):
                    made += [self._output(part) for part in parts]
                case nodes.If():
                    made.append(self._if(node))
                case nodes.For():
                    made.append(self._for(node))
                case _:
                    message = f"a tag of the kind {type(node).__name__.lower()!r}"
                    raise ExpressionError(message, "Use placeholders, if and for.")
        return made

    def _body(self, body: Iterable[nodes.Node]) -> list[Step]:
        """What a condition or loop holds."""
        self.cells_vary = self.cells_vary or self.position.between_cells
        self.position.enter()
        self._bodies += 1
        made = self.steps(body)
        self._bodies -= 1
        self.position.leave()
        return made

    def _output(self, node: nodes.Expr) -> Step:
        if isinstance(node, nodes.TemplateData):
            return self._constant(node.data)
        place = self.position.place()
        if place is Place.NOWHERE or (self.allowed and place is Place.BLOCKS):
            return self._slot(node, place)
        self.placeholders = True
        write, example = _WRITE[place]
        if place in (Place.CODE, Place.CODE_ATTRIBUTE):
            write = _after(self.position.code_writer(), write)
        self.sample.append(example)
        takes_rich = not self.allowed and place in (Place.RUN, Place.RUNS, Place.BLOCKS)
        return writer(node, self.printer, write, (lambda value: Insert(value, place)) if takes_rich else None)

    def _slot(self, node: nodes.Expr, place: Place) -> Step:
        if place is Place.BLOCKS and isinstance(node, nodes.Name) and node.name in self.allowed:
            self.slots.append(node.name)
            self.sample.append("<w:p/>")
            slot = Slot(node.name)
            return lambda _, out: out.append(slot)
        message = "a placeholder that stands for a whole paragraph, row or cell"
        hint = (
            f"Only {', '.join(self.allowed)} do so, once each: {{{{p body }}}}."
            if self.allowed
            else "A value can stand for a paragraph, {{p field }}, but not for a row or a cell."
        )
        raise ExpressionError(message, hint)

    def _constant(self, text: str) -> Step:
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
        return lambda _, out: out.append(text)

    def _holds_paragraphs(self, start: int) -> bool:
        """Whether what was read since then holds whole paragraphs, which a cell or header might miss."""
        return any("</w:p>" in text for text in self.sample[start:])

    def _if(self, node: nodes.If) -> Step:
        self.branches = True
        start = len(self.sample)
        branches = [(evaluator(node.test, self.printer), self._body(node.body))]
        branches += [(evaluator(other.test, self.printer), self._body(other.body)) for other in node.elif_]
        otherwise = self._body(node.else_)
        gap = self._holds_paragraphs(start)

        def run(scope: Mapping[str, Any], out: Output) -> None:
            for test, steps in branches:
                if test(scope):
                    chosen = steps
                    break
            else:
                chosen = otherwise
                out.gaps = out.gaps or gap
            for step in chosen:
                step(scope, out)

        return run

    def _for(self, node: nodes.For) -> Step:
        if node.recursive or not isinstance(node.target, nodes.Name):
            message = "a loop over pairs, or one that calls itself"
            raise ExpressionError(message, "Loop over a list of models, and name the field of each.")
        self.branches = True
        name, items = node.target.name, evaluator(node.iter, self.printer)
        condition = None if node.test is None else evaluator(node.test, self.printer)
        self._loops += 1
        start = len(self.sample)
        body = self._body(node.body)
        self._loops -= 1
        otherwise = self._body(node.else_)
        gap = self._holds_paragraphs(start)
        counted = any(found.name == "loop" for part in node.body for found in part.find_all(nodes.Name))

        def run(scope: Mapping[str, Any], out: Output) -> None:
            found = items(scope)
            if type(found) is not list:
                message = "a loop of the Word file is over something that is not a list"
                raise RenderError(message)
            if condition is not None:
                found = [item for item in found if condition({**scope, name: item})]
            if not counted:
                for item in found:
                    inner = {**scope, name: item}
                    for step in body:
                        step(inner, out)
            else:
                for item, loop in turns(found):
                    inner = {**scope, name: item, "loop": loop}
                    for step in body:
                        step(inner, out)
            if not found:
                out.gaps = out.gaps or gap
                for step in otherwise:
                    step(scope, out)

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
