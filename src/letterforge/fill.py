"""Wording in, document out: the tree with holes compiled once into closures, then run for each letter.

A part without holes is made once and is the same object in every letter; renderers rely on that.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import quote

from jinja2 import nodes as syntax

from letterforge import wording
from letterforge.document import (
    BlockQuote,
    Cell,
    Emphasis,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    Underline,
)
from letterforge.expressions import EvaluationError, Expression, dotted, first_path, spelt
from letterforge.filters import UNDEFINED
from letterforge.findings import Finding, Place, error
from letterforge.month import MonthOfYear
from letterforge.printing import Printer, UnprintableError
from letterforge.spans import columns_of, merged
from letterforge.text_rules import AUTHORS_CHOICE, TextRule, broken_rule
from letterforge.wording import Covered, For, If, Pattern, Placeholder, Spanning, Tag, Unseen, walk


@dataclass
class Run:
    """One filling: the plain data in scope, the data paths of loop variables, what was printed, what went wrong."""

    scope: Mapping[str, Any]
    paths: dict[str, str] = field(default_factory=dict)
    printed: list[Text] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, rule: str, path: str | None, tag: Tag, *, message: str) -> tuple[()]:
        """Note what went wrong: at the field of the data, or at the tag where no field is named."""
        place = Place(path=path) if path else tag.place
        self.findings.append(error(rule, place, message=message))
        return ()


@dataclass(frozen=True, slots=True)
class Constant:
    """Nodes without holes, made once."""

    nodes: tuple[Any, ...]


Fill: TypeAlias = Callable[[Run], Sequence[Any]]
Part: TypeAlias = "Constant | Fill"


def compiled(nodes: Sequence[Any], printer: Printer) -> Part:
    """A row of siblings as one part."""
    parts: list[Part] = []
    for node in nodes:
        part = _part(node, printer)
        last = parts[-1] if parts else None
        if isinstance(part, Constant) and isinstance(last, Constant):
            parts[-1] = Constant((*last.nodes, *part.nodes))
        else:
            parts.append(part)
    if not parts:
        return Constant(())
    if len(parts) == 1:
        return parts[0]

    def fill(run: Run) -> list[Any]:
        out: list[Any] = []
        for part in parts:
            out.extend(part.nodes if isinstance(part, Constant) else part(run))
        return out

    return fill


def run_part(part: Part, run: Run) -> tuple[Any, ...]:
    """The nodes that a part makes."""
    return part.nodes if isinstance(part, Constant) else tuple(part(run))


def _part(node: Any, printer: Printer) -> Part:  # noqa: ANN401, PLR0911  (any node of a wording; one return for each)
    match node:
        case Placeholder(expression=expression, tag=tag):
            return _placeholder(expression, tag, printer)
        case If(branches=branches):
            return _condition(branches, printer)
        case For():
            return _loop(node, printer)
        case Link(children=children, target=target):
            return _link(compiled(children, printer), compiled(target, printer))
        case Image(alt=alt):
            return _image(node, compiled(alt, printer))
        case Paragraph() | Heading():
            return _holder(node, compiled(node.children, printer), _tidy)
        case Table() if any(isinstance(one, (Covered, Spanning)) for one in walk((node,))):
            return _merging(node, printer)
        case Unseen() | Covered():
            return _unseen(node, printer)
        case Spanning():
            return _spanning(node, printer)
        case Strong() | Emphasis() | Underline() | Note() | Item() | List() | Row() | Table() | BlockQuote():
            return _holder(node, compiled(node.children, printer), None)
        case Cell():  # it stays where nothing is left in it: its row has as many as the others
            part = compiled(node.children, printer)
            if isinstance(part, Constant):
                return Constant((node if part.nodes == node.children else replace(node, children=part.nodes),))
            across, down = node.column_span, node.row_span
            return lambda run: (Cell(tuple(part(run)), across, down),)
        case _:
            return Constant((node,))


def _holder(node: Any, part: Part, tidy: Callable[[Sequence[Any]], tuple[Any, ...]] | None) -> Part:  # noqa: ANN401  (any node with children)
    """A node around its children; where nothing is left of them, nothing is left of it."""
    if isinstance(part, Constant):
        return Constant((node,) if part.nodes == node.children else (replace(node, children=part.nodes),))
    make = _maker(node)

    def fill(run: Run) -> tuple[Any, ...]:
        children = part(run)
        children = tidy(children) if tidy is not None else tuple(children)
        return (make(children),) if children else ()

    return fill


def _maker(node: Any) -> Callable[[tuple[Any, ...]], Any]:  # noqa: ANN401  (any node with children)
    """How to make a node like this one with other children, faster than `dataclasses.replace`."""
    match node:
        case Paragraph(role=role, alignment=alignment):
            return lambda children: Paragraph(children, role, alignment)
        case Heading(level=level):
            return lambda children: Heading(level, children)
        case Row(header=header):
            return lambda children: Row(children, header)
        case Note(kind=kind):
            return lambda children: Note(children, kind)
        case List(ordered=ordered, start=start, style=style):
            return lambda children: List(children, ordered, start, style)
        case Table(columns=columns):
            return lambda children: Table(children, columns)
        case _:
            return type(node)


def _tidy(children: Sequence[Any]) -> tuple[Any, ...]:
    """No blanks and line breaks at the ends of a paragraph, and no two blanks where a condition left nothing."""
    out: list[Any] = []
    for child in children:
        if type(child) is Text and child.field is None:
            before = out[-1] if out else None
            if (
                before is None or type(before) is LineBreak or (type(before) is Text and before.text.endswith(" "))
            ) and child.text[0] == " ":
                text = child.text.lstrip(" ")
                if not text:
                    continue
                out.append(Text(text))
                continue
        elif type(child) is LineBreak and not out:
            continue
        out.append(child)
    while out and (
        type(out[-1]) is LineBreak or (type(out[-1]) is Text and out[-1].field is None and out[-1].text[-1] == " ")
    ):
        last = out.pop()
        if type(last) is Text and last.text.strip(" "):
            out.append(Text(last.text.rstrip(" ")))
            break
    return tuple(out)


# --- the three nodes more --------------------------------------------------------------------------------------------


_SOUND = frozenset(
    (int, float, Decimal, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, MonthOfYear)
)
"""Types that print as they should, whatever their value."""


def _placeholder(expression: Expression, tag: Tag, printer: Printer) -> Fill:
    evaluate, field_of, text_of = expression.evaluate, _field_of(expression), printer.text
    written = {node.value for node in _constants(expression) if isinstance(node.value, str)} | {""}

    def fill(run: Run) -> Sequence[Any]:
        path = field_of(run)
        try:
            value = evaluate(run.scope)
            if value is UNDEFINED:
                return run.refuse("absent", path, tag, message="is absent, and the letter prints it")
            text = text_of(value)
        except (EvaluationError, UnprintableError) as fault:
            return run.refuse("unprintable", path, tag, message=f"cannot be printed: {fault}")
        if type(value) not in _SOUND:
            broken = _broken(value, text, written)
            if broken is not None:
                rule, item = broken
                return run.refuse(rule.name, path and path + item, tag, message=rule.message)
        if not text:  # a picture has no words
            return ()
        if "\n" not in text:
            made = Text(text, path)
            run.printed.append(made)
            return (made,)
        out: list[Any] = []
        for line in text.split("\n"):
            if out:
                out.append(LineBreak())
            if line:
                out.append(Text(line, path))
                run.printed.append(out[-1])
        return out

    return fill


def _broken(value: object, text: str, written: set[str]) -> tuple[TextRule, str] | None:
    """The rule that a printed value breaks, and which item of it does, as its path goes on."""
    if type(value) is list:
        for index, item in enumerate(value):
            rule = broken_rule(item) if type(item) is str else None
            if rule is not None:
                return rule, f"[{index}]"
        return None
    rule = broken_rule(text) if text or type(value) is str else None
    if rule is None or (rule.name in AUTHORS_CHOICE and text in written):
        return None
    return rule, ""


def _constants(expression: Expression) -> Iterator[syntax.Const]:
    """The texts and numbers written out in an expression."""
    if isinstance(expression.node, syntax.Const):
        yield expression.node
    yield from expression.node.find_all(syntax.Const)


def _field_of(expression: Expression) -> Callable[[Run], str | None]:
    """How to name the field that an expression prints, the loop variables in it resolved to their items."""
    path = first_path(expression.node)
    if path is None:
        return lambda _: None
    name, whole, rest = str(path[0]), spelt(path), spelt(("", *path[1:]))

    def resolve(run: Run) -> str:
        prefix = run.paths.get(name)
        return whole if prefix is None else prefix + rest

    return resolve


def _condition(branches: Sequence[wording.Branch[Any]], printer: Printer) -> Fill:
    ways = [(b.condition.evaluate if b.condition else None, compiled(b.children, printer), b.tag) for b in branches]

    def fill(run: Run) -> Sequence[Any]:
        for condition, part, tag in ways:
            try:
                holds = condition is None or condition(run.scope)
            except EvaluationError as fault:
                return run.refuse(
                    "condition", None, tag, message=f"the condition cannot be worked out with these data: {fault}"
                )
            if holds:
                return part.nodes if isinstance(part, Constant) else part(run)
        return ()

    return fill


def _loop(loop: For[Any], printer: Printer) -> Fill:
    body, otherwise = compiled(loop.children, printer), compiled(loop.otherwise, printer)
    iterated, name, tag = loop.iterated.evaluate, loop.name, loop.tag
    condition = loop.condition.evaluate if loop.condition else None
    field_of = _field_of(loop.iterated) if dotted(loop.iterated.node) else lambda _: None
    counted = _mentions(loop, "loop")

    def fill(run: Run) -> Sequence[Any]:
        try:
            found = iterated(run.scope)
            if type(found) is not list:
                return run.refuse("loop", field_of(run), tag, message="is not a list, and the letter loops over it")
            items = list(enumerate(found))
            if condition is not None:
                scope = dict(run.scope)
                items = [(i, item) for i, item in items if condition({**scope, name: item})]
        except EvaluationError as fault:
            return run.refuse(
                "loop", field_of(run), tag, message=f"the loop cannot be worked out with these data: {fault}"
            )
        if not items:
            return run_part(otherwise, run)
        out: list[Any] = []
        before, paths, base = run.scope, run.paths, field_of(run)
        for index, (number, item) in enumerate(items):
            inner = {**before, name: item}
            if counted:
                inner["loop"] = _counter(items, index)
            run.scope = inner
            run.paths = {**paths, name: f"{base}[{number}]"} if base else {k: v for k, v in paths.items() if k != name}
            out.extend(run_part(body, run))
        run.scope, run.paths = before, paths
        return out

    return fill


def _counter(items: Sequence[tuple[int, Any]], index: int) -> dict[str, Any]:
    """What ``loop`` is for one item, by Jinja's names."""
    length = len(items)
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "first": index == 0,
        "last": index + 1 == length,
        "length": length,
        "previtem": items[index - 1][1] if index else UNDEFINED,
        "nextitem": items[index + 1][1] if index + 1 < length else UNDEFINED,
    }


def expressions(nodes: Sequence[Any]) -> Iterator[Expression]:
    """Every expression of a tree."""
    for node in wording.walk(tuple(nodes)):
        if isinstance(node, Placeholder):
            yield node.expression
        elif isinstance(node, If):
            yield from (branch.condition for branch in node.branches if branch.condition is not None)
        elif isinstance(node, Spanning):
            yield node.columns
        elif isinstance(node, For):
            yield node.iterated
            if node.condition is not None:
                yield node.condition


def _mentions(loop: For[Any], name: str) -> bool:
    return any(
        isinstance(node, syntax.Name) and node.name == name
        for expression in expressions(loop.children)
        for node in (expression.node, *expression.node.find_all(syntax.Name))
    )


# --- what only Word files have ----------------------------------------------------------------------------------------


def _unseen(node: Any, printer: Printer) -> Part:  # noqa: ANN401  (unseen nodes, or a cell that another covers)
    """Filled so that what is wrong is found, and then dropped; a covered cell leaves its sign for `merged`."""
    part = compiled(node.children, printer)
    left: tuple[Any, ...] = (Covered((), node.column_span),) if isinstance(node, Covered) else ()
    if isinstance(part, Constant):
        return Constant(left)

    def fill(run: Run) -> tuple[Any, ...]:
        printed = len(run.printed)
        part(run)
        del run.printed[printed:]  # the Word file has it in its own fonts
        return left

    return fill


def _spanning(node: Spanning[Any], printer: Printer) -> Part:
    part, evaluate = compiled(node.children, printer), node.columns.evaluate

    def fill(run: Run) -> tuple[Any, ...]:
        try:
            columns = columns_of(evaluate(run.scope))
        except (EvaluationError, ValueError):
            message = "the number of columns that a cell reaches over is not a whole number from 1 to 63"
            return run.refuse("columns", None, node.tag, message=message)
        return (Cell(run_part(part, run), columns * node.column_span),)

    return fill


def _merging(node: Table[Any], printer: Printer) -> Part:
    """A table whose cells reach over one another: how far is known when its rows are."""
    part = compiled(node.children, printer)
    if isinstance(part, Constant):
        return Constant((merged(part.nodes, node.columns),))

    def fill(run: Run) -> tuple[Any, ...]:
        rows = tuple(part(run))
        return (merged(rows, node.columns),) if rows else ()

    return fill


# --- links and pictures ------------------------------------------------------------------------------------------------

_EXTENSION = re.compile(r"\s*(?:ext\.?|x|extension)\s*(\d+)\Z", re.IGNORECASE)


def encoded(scheme: str, value: str) -> str:
    """A value as part of a URI (RFC 3986, section 2.1); in a telephone number (RFC 3966) its digits only."""
    if scheme == "tel":
        number, extension = value, _EXTENSION.search(value)
        if extension:
            number = value[: extension.start()]
        digits = re.sub(r"[^\d+]", "", number.replace("(0)", "") if number.startswith("+") else number)
        return digits + (f";ext={extension[1]}" if extension else "")
    return quote(value, safe="@+" if scheme == "mailto" else "")


def _link(children: Part, target: Part) -> Part:
    def address(pieces: Sequence[Text | LineBreak]) -> str:
        scheme = pieces[0].text.partition(":")[0].lower() if pieces and isinstance(pieces[0], Text) else ""
        # A line break can only come from a value of several lines.
        return "".join(
            "%0A" if isinstance(p, LineBreak) else p.text if p.field is None else encoded(scheme, p.text)
            for p in pieces
        )

    if isinstance(children, Constant) and isinstance(target, Constant):
        return Constant((Link(children.nodes, address(target.nodes)),))

    def fill(run: Run) -> tuple[Any, ...]:
        printed = len(run.printed)
        uri = address(run_part(target, run))
        del run.printed[printed:]  # an address is not printed as it is, and needs no glyphs
        words = run_part(children, run)
        return (Link(words, uri),) if words else ()

    return fill


def _image(node: Image[Pattern], alt: Part) -> Part:
    if isinstance(alt, Constant):
        return Constant((Image(node.digest, one_line(alt.nodes), node.width),))
    return lambda run: (Image(node.digest, one_line(run_part(alt, run)), node.width),)


def one_line(pieces: Sequence[Any]) -> str:
    """The pieces of a pattern as one line of text."""
    return " ".join("".join(p.text if isinstance(p, Text) else " " for p in pieces).split())


@functools.lru_cache(maxsize=32)
def printer_for(language: str) -> Printer:
    """A printer for a language; it is the same for all letters in it."""
    return Printer(language)
