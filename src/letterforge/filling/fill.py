"""Wording in, document out: the tree with holes compiled once into closures, then run for each letter.

A part without holes is made once and is the same object in every letter; renderers rely on that.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

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
from letterforge.filling.evaluation import Constant, Fill, Part, Run, columns, condition, field_of, joined, loop, spoken
from letterforge.filling.spans import merged
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Covered, For, If, Pattern, Placeholder, Spanning, Unseen, walk


def compiled(nodes: Sequence[Any], printer: Printer) -> Part:
    """A row of siblings as one part."""
    return joined(_part(node, printer) for node in nodes)


def run_part(part: Part, run: Run) -> tuple[Any, ...]:
    """The nodes that a part makes."""
    return part.made if isinstance(part, Constant) else tuple(part(run))


def _part(node: Any, printer: Printer) -> Part:  # noqa: ANN401, PLR0911  (any node of a wording; one return for each)
    match node:
        case Placeholder():
            return _placeholder(node, printer)
        case If():
            return condition(node, lambda nodes: compiled(nodes, printer))
        case For():
            return loop(node, lambda nodes: compiled(nodes, printer))
        case Link(children=children, target=target):
            return _link(compiled(children, printer), compiled(target, printer))
        case Image(alt=alt):
            return _image(node, compiled(alt, printer))
        case Paragraph() | Heading():
            return _line(node, printer)
        case Table() if any(isinstance(one, (Covered, Spanning)) for one in walk((node,))):
            return _merging(node, printer)
        case Unseen() | Covered():
            return _unseen(node, printer)
        case Spanning():
            return _spanning(node, printer)
        case Strong() | Emphasis() | Underline() | Note() | Item() | List() | Row() | Table() | BlockQuote():
            return _holder(node, compiled(node.children, printer))
        case Cell():  # it stays where nothing is left in it: its row has as many as the others
            part = compiled(node.children, printer)
            if isinstance(part, Constant):
                return Constant((node if part.made == node.children else replace(node, children=part.made),))
            across, down = node.column_span, node.row_span
            return lambda run: (Cell(tuple(part(run)), across, down),)
        case _:
            return Constant((node,))


def _holder(node: Any, part: Part) -> Part:  # noqa: ANN401  (any node with children)
    """A node around its children; where nothing is left of them, nothing is left of it."""
    if isinstance(part, Constant):
        return Constant((node,) if part.made == node.children else (replace(node, children=part.made),))
    make = _maker(node)

    def fill(run: Run) -> tuple[Any, ...]:
        children = tuple(part(run))
        return (make(children),) if children else ()

    return fill


def _line(node: Any, printer: Printer) -> Part:  # noqa: ANN401  (a paragraph or a heading)
    """A holder of inlines, with tidy blanks. Where nothing hangs on a condition, they are tidied once and for all."""
    if any(isinstance(child, (If, For)) for child in node.children):
        part, always = compiled(node.children, printer), True
    else:
        part, always = compiled(_tidy(node.children), printer), False
    if isinstance(part, Constant):
        return _holder(node, part)
    make = _maker(node)

    def fill(run: Run) -> tuple[Any, ...]:
        children = part(run)
        children = _tidy(children) if always or run.uneven else tuple(children)
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


def _placeholder(placeholder: Placeholder, printer: Printer) -> Fill:
    say, path_of = spoken(placeholder, printer), field_of(placeholder.expression)

    def fill(run: Run) -> Sequence[Any]:
        text = say(run)
        if not text:
            run.uneven = True
            return ()
        path = path_of(run)
        if "\n" not in text:
            one = Text(text, path)
            run.printed.append(one)
            if text[-1] == " ":
                run.uneven = True
            return (one,)
        run.uneven = True
        out: list[Any] = []
        for line in text.split("\n"):
            if out:
                out.append(LineBreak())
            if line:
                out.append(Text(line, path))
                run.printed.append(out[-1])
        return out

    return fill


# --- what only Word files have ----------------------------------------------------------------------------------------


def _unseen(node: Any, printer: Printer) -> Part:  # noqa: ANN401  (unseen nodes, or a cell that another covers)
    """Filled so that what is wrong is found, and then dropped; a covered cell leaves its sign for `merged`."""
    part = compiled(node.children, printer)
    left: tuple[Any, ...] = (Covered((), node.column_span),) if isinstance(node, Covered) else ()
    if isinstance(part, Constant):
        return Constant(left)

    def fill(run: Run) -> tuple[Any, ...]:
        printed, wordless = len(run.printed), len(run.wordless)
        part(run)
        del run.printed[printed:]  # the Word file has it in its own fonts
        del run.wordless[wordless:]
        return left

    return fill


def _spanning(node: Spanning[Any], printer: Printer) -> Part:
    part = compiled(node.children, printer)

    def fill(run: Run) -> tuple[Any, ...]:
        across = columns(node, run)
        return () if across is None else (Cell(run_part(part, run), across * node.column_span),)

    return fill


def _merging(node: Table[Any], printer: Printer) -> Part:
    """A table whose cells reach over one another: how far is known when its rows are."""
    part = compiled(node.children, printer)
    if isinstance(part, Constant):
        return Constant((merged(part.made, node.columns),))

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
        return Constant((Link(children.made, address(target.made)),))

    def fill(run: Run) -> tuple[Any, ...]:
        printed = len(run.printed)
        uri = address(run_part(target, run))
        del run.printed[printed:]  # an address is not printed as it is, and needs no glyphs
        words = run_part(children, run)
        return (Link(words, uri),) if words else ()

    return fill


def _image(node: Image[Pattern], alt: Part) -> Part:
    if isinstance(alt, Constant):
        return Constant((Image(node.digest, one_line(alt.made), node.width),))
    return lambda run: (Image(node.digest, one_line(run_part(alt, run)), node.width),)


def one_line(pieces: Sequence[Any]) -> str:
    """The pieces of a pattern as one line of text."""
    return " ".join("".join(p.text if isinstance(p, Text) else " " for p in pieces).split())


@functools.lru_cache(maxsize=32)
def printer_for(language: str) -> Printer:
    """A printer for a language; it is the same for all letters in it."""
    return Printer(language)
