"""Templates as small trees: how many nodes they have, what they are for letterforge, and how users write them."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Item,
    Landscape,
    Link,
    List,
    Marked,
    Note,
    Paragraph,
    Phrase,
    Reply,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Underline,
)
from letterforge.expressions.expression import Expression, Head, parse, parse_for
from letterforge.expressions.faults import Scope
from letterforge.expressions.statements import Assignment, Call, Macro
from letterforge.findings import Findings, Place
from letterforge.formatting.printer import printer_for
from letterforge.loading.names import without_names
from letterforge.loading.tree import Branch, For, If, Placeholder, Tag
from letterforge.styling import Mark


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


@dataclass(frozen=True, slots=True)
class Let:
    """What follows ``set``: ``target`` is a name or a field of a namespace, ``value`` an expression; a ``space`` is a namespace of it."""

    target: str
    value: str
    space: bool = False


@dataclass(frozen=True, slots=True)
class Define:
    """A macro of one parameter, ``a``."""

    name: str
    body: Trees


@dataclass(frozen=True, slots=True)
class Use:
    """A call of a macro."""

    name: str
    argument: str


Tree: TypeAlias = Words | Print | Ask | Loop | Let | Define | Use
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


EMPTY = parse('""', PRINTER)
"""What a placeholder has that does something."""


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
    "marked": lambda inlines: Paragraph((Marked(inlines, Mark.STRIKE),)),
    "phrase": lambda inlines: Paragraph((Phrase(inlines, "cy"),)),
    "section": lambda inlines: Section((Paragraph(inlines),), "cy"),
    "words for a picture": lambda pieces: Paragraph((Image("0" * 64, pieces),)),
    "underline": lambda inlines: Paragraph((Underline(inlines),)),
    "coloured": lambda inlines: Paragraph((Coloured(inlines, "ff0000"),)),
    "note": lambda inlines: Paragraph((Text("words"), Note((Paragraph(inlines),)))),
    "landscape": lambda inlines: Landscape((Paragraph(inlines),)),
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

    def made(self, trees: Trees, level: str, findings: Findings | None = None) -> tuple[Any, ...]:
        """The trees within what a level names: one paragraph, paragraphs, the items of a list, a heading ...

        What is set is put in where it is meant, as the readers do; ``findings`` takes what is wrong with that.
        """
        made = self._within(trees, level)
        if not any(isinstance(tree, (Let, Define, Use)) for tree in every(trees)):
            return made
        return without_names(made, PRINTER, Findings() if findings is None else findings)

    def _within(self, trees: Trees, level: str) -> tuple[Any, ...]:
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
                case Let() | Use():
                    yield from self._named(tree)
                case Define(name, body):
                    tag = self.tag()
                    yield If((Branch(None, tuple(self._inlines(body)), tag),), tag, Macro(name, ("a",)))
                case _:
                    yield self._decided(tree, self._inlines)

    def _named(self, tree: Let | Use) -> Iterator[Any]:
        tag = self.tag()
        if isinstance(tree, Use):
            yield Placeholder(EMPTY, tag, Call(tree.name, (self.expression(expression(tree.argument), tag),), {}))
            return
        name, _, field = tree.target.partition(".")
        value = self.expression(expression(tree.value), tag)
        fields = {"k": value} if tree.space else None
        yield Placeholder(EMPTY, tag, Assignment(name, None if fields else value, field or None, fields))

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


class Placing(Maker):
    """Makes the same with each tag in a line of its own."""

    def __init__(self) -> None:
        self._lines = itertools.count(1)

    def tag(self) -> Tag:
        """The tag of the next node."""
        return Tag(Place(None, next(self._lines)))


class Noting(Maker):
    """Makes the same as ``Placing``, and notes in ``reached`` the lines of the tags that are ever worked out."""

    def __init__(self) -> None:
        self.reached: set[int] = set()

    def expression(self, found: Expression, tag: Tag) -> Expression:
        """The expression of a node, which notes that it is worked out."""

        def evaluate(scope: Scope) -> object:
            assert tag.place.line is not None
            self.reached.add(tag.place.line)
            return found.evaluate(scope)

        return replace(found, evaluate=evaluate)

    def made(self, trees: Trees, level: str, findings: Findings | None = None) -> tuple[Any, ...]:
        """As above; what names stand for is noted where it is worked out, not where it is set."""
        made = Placing().made(trees, level, findings)
        return tuple(map(self._noted, made))

    def _noted(self, node: Any) -> Any:
        changes: dict[str, Any] = {}
        for one in dataclasses.fields(node):
            value = getattr(node, one.name)
            if isinstance(value, Expression):
                changes[one.name] = self.expression(value, node.tag)
            elif isinstance(value, tuple) and any(map(dataclasses.is_dataclass, value)):
                changes[one.name] = tuple(map(self._noted, value))
        return replace(cast("Any", node), **changes) if changes else node


PLAINLY = Maker()


# --- as users write them -----------------------------------------------------------------------------------------------


def every(trees: Trees) -> Iterator[Tree]:
    """Every node, in whatever it stands."""
    for tree in trees:
        yield tree
        match tree:
            case Ask(_, yes, no):
                yield from every((*yes, *no))
            case Loop(_, body, otherwise):
                yield from every((*body, *otherwise))
            case Define(_, body):
                yield from every(body)
            case _:
                pass


_WRITTEN = {
    "line": "{}",
    "heading": "## {}",
    "strong": "**{}**",
    "emphasis": "*{}*",
    "link": "[{}](https://example.org)",
    "quote": "> {}",
    "reply": "{{% reply %}}\n{}\n{{% endreply %}}",
    "marked": "[{}]{{: .strike }}",
    "phrase": "[{}]{{: lang=cy }}",
}
_BY_HAND = frozenset(WITHIN.keys() - _WRITTEN.keys())


def is_writable(level: str) -> bool:
    """Whether Markdown alone has what stands around: other things are in Word files, or need a file beside."""
    return level not in _BY_HAND


def written(trees: Trees, level: str) -> str:
    """The same template in Markdown."""
    if level in _WRITTEN:
        return FRONT + _WRITTEN[level].format("".join(_line(trees)).strip()) + "\n"
    if level in _BY_HAND:
        return FRONT + f"({level}) " + "".join(_line(trees)).strip() + "\n"
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
            case Let(target, value, space):
                yield f"{{% set {target} = " + (f"namespace(k={value})" if space else value) + " %}"
            case Define(name, body):
                yield f"{{% macro {name}(a) %}}" + "".join(_line(body)) + "{% endmacro %}"
            case Use(name, argument):
                yield f"{{{{ {name}({argument}) }}}}"


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
    for tree in every(trees):
        match tree:
            case Words() | Define():
                pass
            case Print(source) | Ask(source) | Loop(source) | Let(_, source) | Use(_, source):
                yield source
