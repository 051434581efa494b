"""What was read, in the form of a made template, and what it must say once it is filled.

Nothing of the code under test is known here but its node classes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.property.made_templates import Tree, merged

from letterforge import document as d
from letterforge.loading.tree import For, If, Placeholder


def normal(nodes: Sequence[Any]) -> Tree:
    """The nodes of a wording as plain tuples."""
    return tuple(merged([_plain(node) for node in nodes]))


def _plain(node: Any) -> Any:  # noqa: C901, PLR0911, PLR0912  (one case for each kind of node)
    match node:
        case d.Text(text=text):
            return text
        case Placeholder(expression=expression):
            return ("field", expression.source)
        case If(branches=branches):
            return ("if", tuple((b.condition.source if b.condition else None, normal(b.children)) for b in branches))
        case For(iterated=iterated, children=children, otherwise=otherwise):
            return ("for", iterated.source, normal(children), normal(otherwise))
        case d.LineBreak():
            return ("br",)
        case d.Emphasis(children=children):
            return ("em", normal(children))
        case d.Strong(children=children):
            return ("strong", normal(children))
        case d.Link(children=children, target=target):
            return ("link", normal(children), normal(target))
        case d.Heading(level=level, children=children):
            return ("h", level, normal(children))
        case d.Paragraph(children=children, role=role):
            return ("p", role.value if role else None, normal(children))
        case d.List(children=children, ordered=ordered, start=start):
            return ("list", start if ordered else None, normal(children))
        case d.Item(children=children):
            return ("item", normal(children))
        case d.BlockQuote(children=children):
            return ("quote", normal(children))
        case d.Reply(children=children):
            return ("reply", normal(children))
        case d.Table(children=children, columns=columns):
            return ("table", tuple(c.value if c else None for c in columns), normal(children))
        case d.Row(children=children, header=header):
            return ("row", header, normal(children))
        case d.Cell(children=children):
            return ("cell", normal(children))
        case d.ThematicBreak():
            return ("hr",)
        case d.PageBreak():
            return ("page",)
    raise AssertionError(type(node))


@dataclass
class Filling:
    """Data for a made template, drawn as they are asked for, and the passages of the document that they make."""

    random: Random
    values: dict[str, Any]

    def passages(self, nodes: Sequence[Any]) -> list[str]:
        """One text for each paragraph, heading or cell that is not empty."""
        out: list[str] = []
        for node in nodes:
            match node:
                case ("p" | "h", _, inlines):
                    out.append(tidy(self._words(inlines)))
                case ("if" | "for", *_):
                    for inner in self._taken(node):
                        out += self.passages(inner)
                case (*_, children) if isinstance(children, tuple):
                    out += self.passages(children)
        return [passage for passage in out if passage]

    def _words(self, nodes: Sequence[Any]) -> str:
        words = ""
        for node in nodes:
            match node:
                case str():
                    words += node
                case ("br",):
                    words += "\n"
                case ("field", inner):
                    words += self._value(inner.partition("|")[0], f"Wert{self.random.randint(0, 9)} é")
                case ("link", children, target):
                    words += self._words(children)
                    self._words(target)
                case ("em" | "strong", children):
                    words += self._words(children)
                case _:
                    words += "".join(map(self._words, self._taken(node)))
        return words

    def _taken(self, node: Any) -> list[Tree]:
        """The branch that is taken, or the body of a loop as often as it runs."""
        match node:
            case ("if", branches):
                for name, children in branches:
                    if name is None or self._value(name, self.random.random() < 1 / 2):
                        return [children]
                return []
            case ("for", name, children, otherwise):
                return [children] * len(self._value(name, ["x"] * self.random.randint(0, 2))) or [otherwise]
        raise AssertionError(node)

    def _value(self, name: str, value: Any) -> Any:
        return self.values.setdefault(name, value)


def tidy(text: str) -> str:
    """A text without blanks at its ends and beside its line breaks, and with one where it has several."""
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text)).strip()
