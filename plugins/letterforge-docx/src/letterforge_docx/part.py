"""A part of the letterhead as a program: constant chunks, placeholders, conditions, loops, and slots for blocks.

docxtpl's dialect is read by docxtpl's own ``patch_xml`` and Jinja's parser; nothing of Jinja is compiled or run.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree  # type: ignore[import-untyped]

from letterforge.errors import RenderError
from letterforge.expressions import environment
from letterforge_docx.characters import attribute, escape, run_text
from letterforge_docx.evaluation import ExpressionError, Printer, evaluator, text_of, turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLOTS = ("body", "header", "footer")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where blocks of the document go: ``{{p body }}``, ``{{p header }}``, ``{{p footer }}``."""

    name: str


Output: TypeAlias = "list[str | Slot]"
Step: TypeAlias = Callable[[Mapping[str, Any], Output], None]


@dataclass(frozen=True)
class Program:
    """A part, ready to be filled. ``slots`` in their order; ``branches``: it has conditions or loops."""

    steps: Sequence[Step]
    slots: tuple[str, ...]
    branches: bool
    placeholders: bool
    sample: str
    """The part with an x for each placeholder and an empty paragraph for each slot."""

    def run(self, values: Mapping[str, Any]) -> Output:
        """The part with the values in it, and its slots still to be filled.

        Raises:
            RenderError: a placeholder does not work out with these values.
        """
        out: Output = []
        for step in self.steps:
            step(values, out)
        return out


class _Place(enum.Enum):
    """Where in the XML a placeholder stands."""

    RUN = enum.auto()  # in a w:t: newlines become breaks
    ELEMENT = enum.auto()  # in another element
    ATTRIBUTE = enum.auto()
    BLOCKS = enum.auto()  # between paragraphs


_WRITE: Mapping[_Place, Callable[[str], str]] = {
    _Place.RUN: run_text,
    _Place.ELEMENT: escape,
    _Place.ATTRIBUTE: attribute,
}
_TAG = re.compile(r"(?<=\{\{)(.*?)(?=\}\})|(?<=\{%)(.*?)(?=%\})", re.DOTALL)
_REFERENCES = {"&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ESCAPED_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_OPENED = re.compile(r"<(/?)([\w:.-]+)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)?(/?)>")


def joined(xml: bytes) -> str:
    """The source of a part with each tag in one piece and freed from the paragraph, row or run that it stands for."""
    # Written out again first, so that character references are characters: docxtpl's patterns expect that.
    text = etree.tostring(etree.fromstring(xml), encoding="unicode")
    patched: str = _patcher().patch_xml(text)

    def plain(tag: re.Match[str]) -> str:
        inside = tag.group(0)
        if "&" in inside:
            for reference, character in _REFERENCES.items():
                inside = inside.replace(reference, character)
        return inside

    return _TAG.sub(plain, patched)


@functools.lru_cache(maxsize=1)
def _patcher() -> Any:  # noqa: ANN401  (docxtpl has no types)
    from docxtpl import DocxTemplate  # noqa: PLC0415  (slow to import)

    return DocxTemplate(None)  # it opens nothing until it renders


def has_tags(xml: bytes) -> bool:
    """Whether a part may hold a tag; its runs may cut the braces apart."""
    return b"{" in xml and (re.search(rb"\{(<[^>]*>)*[\{%#]", xml) is not None)


def program(xml: bytes, printer: Printer) -> Program:
    """Read a part.

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
    reader = _Reader(printer)
    steps = reader.steps(tree.body)
    return Program(steps, tuple(reader.slots), reader.branches, reader.placeholders, "".join(reader.sample))


class _Reader:
    """Walks the syntax tree in the order of the text, and knows where in the XML it is."""

    def __init__(self, printer: Printer) -> None:
        self.printer = printer
        self.slots: list[str] = []
        self.branches = False
        self.placeholders = False
        self.sample: list[str] = []
        self._open: list[str] = []
        self._pending = ""

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

    def _output(self, node: nodes.Expr) -> Step:
        if isinstance(node, nodes.TemplateData):
            return self._constant(node.data)
        place = self._place()
        if isinstance(node, nodes.Name) and node.name in SLOTS and place is _Place.BLOCKS:
            self.slots.append(node.name)
            self.sample.append("<w:p/>")
            slot = Slot(node.name)
            return lambda _, out: out.append(slot)
        if place is _Place.BLOCKS:
            message = "a placeholder that stands for a whole paragraph, row or cell"
            raise ExpressionError(message, f"Only {', '.join(SLOTS)} do so, once each: {{{{p body }}}}.")
        self.placeholders = True
        self.sample.append("x")
        value, write = text_of(node, self.printer), _WRITE[place]
        return lambda scope, out: out.append(write(value(scope)))

    def _constant(self, text: str) -> Step:
        self._read(text)
        for written, meant in _ESCAPED_BRACES.items():
            text = text.replace(written, meant)
        self.sample.append(text)
        return lambda _, out: out.append(text)

    def _if(self, node: nodes.If) -> Step:
        self.branches = True
        branches = [(evaluator(node.test, self.printer), self.steps(node.body))]
        branches += [(evaluator(other.test, self.printer), self.steps(other.body)) for other in node.elif_]
        otherwise = self.steps(node.else_)

        def run(scope: Mapping[str, Any], out: Output) -> None:
            chosen = next((steps for test, steps in branches if test(scope)), otherwise)
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
        body, otherwise = self.steps(node.body), self.steps(node.else_)

        def run(scope: Mapping[str, Any], out: Output) -> None:
            found = items(scope)
            if type(found) is not list:
                message = "a loop of the letterhead is over something that is not a list"
                raise RenderError(message)
            if condition is not None:
                found = [item for item in found if condition({**scope, name: item})]
            for item, loop in turns(found):
                inner = {**scope, name: item, "loop": loop}
                for step in body:
                    step(inner, out)
            if not found:
                for step in otherwise:
                    step(scope, out)

        return run

    def _read(self, text: str) -> None:
        """Follow the XML through a constant chunk, which may end within a tag."""
        text = self._pending + text
        start = text.rfind("<")
        self._pending = text[start:] if start > text.rfind(">") else ""
        for closing, name, alone in _OPENED.findall(text):
            if closing and name in self._open:
                while self._open.pop() != name:
                    pass
            elif not closing and not alone:
                self._open.append(name)

    def _place(self) -> _Place:
        if self._pending:
            self._pending += "x"
            return _Place.ATTRIBUTE
        inside = self._open[-1] if self._open else ""
        if inside in ("w:t", "w:delText"):
            return _Place.RUN
        if inside.startswith("w:"):
            return _Place.BLOCKS if inside != "w:instrText" else _Place.ELEMENT
        return _Place.ELEMENT


def prove(xml: str) -> None:
    """Parse strictly what conditions and loops have put together.

    Raises:
        RenderError: it is not well-formed: a condition holds the start of an element but not its end.
    """
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError:
        message = "the conditions and loops of the letterhead cut through its paragraphs; put each tag in a paragraph of its own"
        raise RenderError(message) from None

