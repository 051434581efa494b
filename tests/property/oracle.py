"""What must be true of any template that is read without an error, worked out without the code that reads it.

Every letter and every tag of the source is in the tree once, in order, with a blank between two of them where the source
has one; what a line begins with has become what it says; nothing of Markdown is left in a text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from letterforge import document as d
from letterforge.loading.tree import For, If, Placeholder

_STRINGS = r"(?:'[^']*'|\"[^\"]*\"|[^'\"])*?"
_PIECE = re.compile(
    rf"(?P<escaped>\\[^\w\s])|(?P<comment>\{{#.*?#\}})|(?P<field>\{{\{{{_STRINGS}\}}\}})|(?P<statement>\{{%{_STRINGS}%\}})"
    r"|(?P<page>^\\newpage[ \t]*$)|(?P<role>^[ \t>]*\{:[^\n]*\}[ \t]*$)|(?P<other>.)",
    re.DOTALL | re.MULTILINE,
)
_KEYWORD = re.compile(r"\{%[-+]?\s*(\w+)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_TAG = re.compile(r"\{\{[-+]?\s*(.*?)\s*[-+]?\}\}", re.DOTALL)
_FOR = re.compile(r"\w+\s+in\b\s*(.*)", re.DOTALL)
_LEFT_OVER = re.compile(
    r"\*\*|(?<=\s)__(?=\w)|(?<=\w)__(?=\s)|`|\||\]\(|!\[|\{\{|\}\}|\{%|%\}|\{#|#\}|\{:|~~|\\newpage|\*(?=\S)|(?<=\S)\*"
)
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d+\.)[ \t]+(?=[^\s])")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+(?=[^\s#])")
_QUOTE = re.compile(r"[ \t]*>[ \t]*(?=[^\s>])")


@dataclass(frozen=True)
class Unit:
    """A letter, a sign or a tag: what it says, where it stands, whether a blank is (or may be) before it.

    ``within`` are the kinds of node around it, ``opens`` those of which it is the first unit.
    """

    says: str
    offset: int = 0
    blank: bool = False
    maybe: bool = False
    within: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


def faults(source: str, blocks: Sequence[Any]) -> list[str]:
    """What is wrong with a tree that was read from the body of a template without an error."""
    signs = countable(source)
    wanted, got = list(_source_units(source, signs)), list(_Walk(signs).units(blocks))
    if [unit.says for unit in wanted] != [unit.says for unit in got]:
        return [f"wanted {' '.join(u.says for u in wanted)!r}, got {' '.join(u.says for u in got)!r}"]
    found = [
        f"{'a' if one.blank else 'no'} blank before {one.says!r} at {one.offset}"
        for one, other in zip(wanted[1:], got[1:], strict=True)
        if one.blank is not other.blank and not one.maybe and not other.maybe
    ]
    found += _lines(source, wanted, got)
    if "\\" not in source:
        found += [f"left over: {text!r}" for text in _texts(blocks) if _LEFT_OVER.search(text)]
    return found


def countable(source: str) -> str:
    """The signs that cannot be markup in this source, and so must come out like letters."""
    signs = ",;?%$/@&~^'\""
    for unless, more in (
        (r"\]\(|<", "()[]"),
        (r"!\[", "!"),
        (r"\{:|\|", ":"),
        (r"\d\.", "."),
        (r"(?m)^[ \t>]*=+\s*$", "="),
    ):
        if not re.search(unless, source):
            signs += more
    return signs


def _source_units(source: str, signs: str) -> Iterator[Unit]:
    blank = maybe = False
    last = ""
    for piece in _PIECE.finditer(source):
        text, kind = piece.group(), piece.lastgroup
        said: str | None = None
        if kind == "field":
            maybe |= text.startswith("{{-")
            said = "{" + _TAG.fullmatch(text)[1] + "}"  # type: ignore[index]  # the pieces are of this form
        elif kind == "statement":
            maybe |= text.startswith("{%-") or last == "statement"  # between two of them a line end is nothing
            keyword = _KEYWORD.fullmatch(text)
            if keyword and keyword[1] in ("if", "elif", "for"):
                loop = _FOR.fullmatch(keyword[2]) if keyword[1] == "for" else None
                said = "{" + (loop[1] if loop else keyword[2]) + "}"
        elif kind == "escaped" and text[1] in signs:
            said = text[1]
        elif kind == "other" and (text.isalpha() or text in signs):
            said = text
        elif kind in ("other", "role", "page") and text.strip() != text:
            blank = True
        if kind == "role":
            blank = True
        if kind != "comment" and text.strip(" \t\n>"):
            last = kind or ""
        if said is not None:
            yield Unit(said, piece.start(), blank, maybe)
            blank = maybe = False
        if text.endswith(("-}}", "-%}")):
            maybe = True


class _Walk:
    """One walk through a tree, unit by unit."""

    def __init__(self, signs: str) -> None:
        self._signs = signs
        self._blank = self._maybe = False
        self._within: list[str] = []
        self._opened: set[str] = set()

    def units(self, siblings: Sequence[Any]) -> Iterator[Unit]:
        for node in siblings:
            match node:
                case d.Text(text=text):
                    for character in text:
                        if character.isspace():
                            self._blank = True
                        elif character.isalpha() or character in self._signs:
                            yield self._unit(character)
                case d.LineBreak():
                    self._blank = True
                case Placeholder(expression=expression):
                    yield self._unit("{" + expression.source + "}")
                case If(branches=branches):
                    for branch in branches:
                        if branch.condition is not None:
                            yield self._unit("{" + branch.condition.source + "}")
                        yield from self.units(branch.children)
                case For(iterated=iterated, children=children, otherwise=otherwise):
                    head = iterated.node
                    yield self._unit("{" + (head.name if isinstance(head, nodes.Name) else iterated.source) + "}")
                    yield from self.units((*children, *otherwise))
                case d.Link(children=children, target=target):
                    words = list(self.units(children))
                    yield from words
                    address = list(_Walk(self._signs).units(target))
                    if [unit.says for unit in address] != [unit.says for unit in words]:  # not <https://...>
                        self._maybe = True
                        yield from self.units(target)
                    self._maybe = True
                case d.Emphasis(children=children) | d.Strong(children=children):
                    yield from self.units(children)
                case _:
                    yield from self._block(node)

    def _block(self, node: Any) -> Iterator[Unit]:
        kind = type(node).__name__
        if kind == "Cell":
            self._maybe = True
        else:
            self._blank = True
        self._within.append(kind)
        self._opened.add(kind)
        yield from self.units(getattr(node, "children", ()))
        self._within.pop()
        if kind == "Cell":
            self._maybe = True
        else:
            self._blank = True

    def _unit(self, says: str) -> Unit:
        unit = Unit(says, 0, self._blank, self._maybe, frozenset(self._within), frozenset(self._opened))
        self._blank = self._maybe = False
        self._opened.clear()
        return unit


def _lines(source: str, wanted: Sequence[Unit], got: Sequence[Unit]) -> Iterator[str]:
    """Whether what each line begins with is what it became."""
    hidden = {
        offset
        for piece in _PIECE.finditer(source)
        if piece.lastgroup in ("comment", "field", "statement")
        for offset in range(piece.start() + 1, piece.end())
    }
    before: dict[int, int] = {}  # the first unit of each line
    starts = [match.start() for match in re.finditer(r"^", source, re.MULTILINE) if match.start() not in hidden]
    for index, unit in enumerate(wanted):
        start = starts[bisect.bisect_right(starts, unit.offset) - 1]
        if "\n" not in source[start : unit.offset]:
            before.setdefault(start, index)
    for start, index in before.items():
        unit = got[index]
        if _ITEM.match(source, start) and not unit.opens & {"Item", "Table", "Row"}:  # a row may begin without a bar
            yield f"the line of {unit.says!r} at {start} begins like an item, which it is not"
        if _HEADING.match(source, start) and not unit.opens & {"Heading", "Row"}:
            yield f"the line of {unit.says!r} at {start} begins like a heading, which it is not"
        if _QUOTE.match(source, start) and "BlockQuote" not in unit.within:
            yield f"the line of {unit.says!r} at {start} begins like a quote, which it is not"


def _texts(siblings: Sequence[Any]) -> Iterator[str]:
    for node in siblings:
        if isinstance(node, d.Text):
            yield node.text
        elif isinstance(node, If):
            yield from (text for branch in node.branches for text in _texts(branch.children))
        elif isinstance(node, For):
            yield from _texts((*node.children, *node.otherwise))
        else:
            yield from _texts(getattr(node, "children", ()))
