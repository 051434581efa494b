"""Templates as small trees: how many nodes they have, what they are for letterforge, and how users write them."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from letterforge.document import (
    BlockQuote,
    Cell,
    Emphasis,
    Heading,
    Item,
    Link,
    List,
    Paragraph,
    Reply,
    Row,
    Strong,
    Table,
    Text,
)
from letterforge.expressions.expression import Expression, Head, parse, parse_for
from letterforge.expressions.faults import Scope
from letterforge.findings import Place
from letterforge.formatting.printer import printer_for
from letterforge.loading.tree import Branch, For, If, Placeholder, Tag


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text."""


@dataclass(frozen=True, slots=True)
class Print:
    """A placeholder."""

    expression: str


@dataclass(frozen=True, slots=True)
class Ask:
    """An if, with an else where there is something in it."""

    condition: str
    yes: Trees
    no: Trees = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop, with an else where there is something in it; its ``head`` is what follows the word for."""

    head: str
    body: Trees
    otherwise: Trees = ()


Tree: TypeAlias = Words | Print | Ask | Loop
Trees: TypeAlias = tuple[Tree, ...]

PRINTER = printer_for("en-GB")
TAG = Tag(Place(None, 1))
BEFORE, AFTER = Text("Qaq "), Text(" Qbq ")
"""Signs around each placeholder: what stands between them is what it has printed."""
SAID = Text("words ")
FRONT = "---\ntitle: A letter\nlang: en-GB\n---\n"


@functools.cache
def expression(source: str) -> Expression:
    """An expression, parsed once."""
    return parse(source, PRINTER)


@functools.cache
def head(source: str) -> Head:
    """What follows ``for``, parsed once."""
    return parse_for(source, PRINTER)


def _cell(inlines: tuple[Any, ...]) -> Any:
    return Cell((Paragraph(inlines),))


_ADDRESS = (Text("https://example.org"),)
WITHIN: Mapping[str, Callable[[tuple[Any, ...]], Any]] = {
    "line": Paragraph,
    "heading": lambda inlines: Heading(2, inlines),
    "strong": lambda inlines: Paragraph((Strong(inlines),)),
    "emphasis": lambda inlines: Paragraph((Emphasis(inlines),)),
    "link": lambda inlines: Paragraph((Link(inlines, _ADDRESS),)),
    "quote": lambda inlines: BlockQuote((Paragraph(inlines),)),
    "reply": lambda inlines: Reply((Paragraph(inlines),)),
}
"""What stands around a row of inlines."""
LEVELS = (*WITHIN, "blocks", "items", "rows")


class Maker:
    """Makes of trees what a template is once it is read. All tags are at one place, and expressions are shared."""

    def tag(self) -> Tag:
        """The tag of the next node."""
        return TAG

    def expression(self, found: Expression, _: Tag) -> Expression:
        """The expression of a node."""
        return found

    def made(self, trees: Trees, level: str) -> tuple[Any, ...]:
        """The trees within what a level names: one paragraph, paragraphs, the items of a list, a heading ..."""
        match level:
            case "blocks":
                return tuple(self._blocks(trees))
            case "items":
                return (List(tuple(self._items(trees)), ordered=False),)
            case "rows":
                heads = Row((_cell((Text("head"),)),), header=True)
                return (Table((heads, *self._rows(trees)), (None,)),)
        return (WITHIN[level](tuple(self._inlines(trees))),)

    def _inlines(self, trees: Trees) -> Iterator[Any]:
        for tree in trees:
            match tree:
                case Words():
                    yield SAID
                case Print(source):
                    tag = self.tag()
                    yield BEFORE
                    yield Placeholder(self.expression(expression(source), tag), tag)
                    yield AFTER
                case _:
                    yield self._decided(tree, self._inlines)

    def _blocks(self, trees: Trees) -> Iterator[Any]:
        for tree in trees:
            if isinstance(tree, (Words, Print)):
                yield Paragraph(tuple(self._inlines((tree,))))
            else:
                yield self._decided(tree, self._blocks)

    def _items(self, trees: Trees) -> Iterator[Any]:
        for tree in trees:
            if isinstance(tree, (Words, Print)):
                yield Item((Paragraph(tuple(self._inlines((tree,)))),))
            else:
                yield self._decided(tree, self._items)

    def _rows(self, trees: Trees) -> Iterator[Any]:
        for tree in trees:
            if isinstance(tree, (Words, Print)):
                yield Row((_cell(tuple(self._inlines((tree,)))),))
            else:
                yield self._decided(tree, self._rows)

    def _decided(self, tree: Ask | Loop, inner: Callable[[Trees], Iterator[Any]]) -> Any:
        tag = self.tag()
        if isinstance(tree, Ask):
            asked = self.expression(expression(tree.condition), tag)
            branches = [Branch(asked, tuple(inner(tree.yes)), tag)]
            if tree.no:
                branches.append(Branch(None, tuple(inner(tree.no)), tag))
            return If(tuple(branches), tag)
        written = head(tree.head)
        found = self.expression(written.iterated, tag)
        body, otherwise = tuple(inner(tree.body)), tuple(inner(tree.otherwise))
        return For(written.name, found, written.condition, body, otherwise, tag, written.value)


class Noting(Maker):
    """Makes the same with each tag in a line of its own, and notes in ``reached`` those that are ever worked out."""

    def __init__(self) -> None:
        self.reached: set[int] = set()
        self._lines = itertools.count(1)

    def tag(self) -> Tag:
        """The tag of the next node."""
        return Tag(Place(None, next(self._lines)))

    def expression(self, found: Expression, tag: Tag) -> Expression:
        """The expression of a node, which notes that it is worked out."""

        def evaluate(scope: Scope) -> object:
            assert tag.place.line is not None
            self.reached.add(tag.place.line)
            return found.evaluate(scope)

        return replace(found, evaluate=evaluate)


PLAINLY = Maker()


# --- as users write them -----------------------------------------------------------------------------------------------


_WRITTEN = {
    "line": "{}",
    "heading": "## {}",
    "strong": "**{}**",
    "emphasis": "*{}*",
    "link": "[{}](https://example.org)",
    "quote": "> {}",
    "reply": "{{% reply %}}\n{}\n{{% endreply %}}",
}


def written(trees: Trees, level: str) -> str:
    """The same template in Markdown."""
    if level in _WRITTEN:
        return FRONT + _WRITTEN[level].format("".join(_line(trees)).strip()) + "\n"
    if level == "rows":
        return FRONT + "| head |\n|---|\n" + "\n".join(_lines(trees, "| ", " |")) + "\n"
    return FRONT + "\n".join(_lines(trees, "- " if level == "items" else "")) + "\n"


def _line(trees: Trees) -> Iterator[str]:
    for tree in trees:
        match tree:
            case Words():
                yield "words "
            case Print(source):
                yield f"Qaq {{{{ {source} }}}} Qbq "
            case Ask(condition, yes, no):
                yield f"{{% if {condition} %}}" + "".join(_line(yes))
                yield ("{% else %}" + "".join(_line(no)) if no else "") + "{% endif %}"
            case Loop(head_, body, otherwise):
                yield f"{{% for {head_} %}}" + "".join(_line(body))
                yield ("{% else %}" + "".join(_line(otherwise)) if otherwise else "") + "{% endfor %}"


def _lines(trees: Trees, mark: str, end: str = "") -> Iterator[str]:
    for tree in trees:
        match tree:
            case Ask(condition, yes, no):
                yield f"{{% if {condition} %}}"
                yield from _lines(yes, mark, end)
                if no:
                    yield "{% else %}"
                    yield from _lines(no, mark, end)
                yield "{% endif %}"
            case Loop(head_, body, otherwise):
                yield f"{{% for {head_} %}}"
                yield from _lines(body, mark, end)
                if otherwise:
                    yield "{% else %}"
                    yield from _lines(otherwise, mark, end)
                yield "{% endfor %}"
            case _:
                yield mark + "".join(_line((tree,))).rstrip() + end
        if not mark:
            yield ""


def expressions(trees: Trees) -> Iterator[str]:
    """Every expression, and every head of a loop."""
    for tree in trees:
        match tree:
            case Words():
                pass
            case Print(source):
                yield source
            case Ask(condition, yes, no):
                yield condition
                yield from expressions((*yes, *no))
            case Loop(head_, body, otherwise):
                yield head_
                yield from expressions((*body, *otherwise))
