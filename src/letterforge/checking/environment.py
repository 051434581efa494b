"""What is known at one place of a template: of names, of paths that conditions have narrowed, and of what has no path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from jinja2 import nodes

from letterforge.expressions.filters.filter import CUT
from letterforge.expressions.paths import EACH, Path
from letterforge.expressions.tests import TESTS
from letterforge.models.alternatives import falsy, truthy
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Atom, Leaf, ListOf, MapOf, Nothing, Record, Shape

MOST_FACTS = 8
"""Conditions that are kept in mind."""


@dataclass(frozen=True, slots=True)
class Env:
    """What is known at one place of a template.

    ``names`` are the shapes of names, ``narrowed`` the shapes of paths that conditions have narrowed, ``origins``
    the paths in the data that loop variables stand for. A place that is not ``reached`` is never filled. ``facts``
    are conditions, with whether they hold, of which nobody knows yet which of their sides decides. ``held`` are those
    about a value that has no path, such as a field of a namespace that a loop has changed.
    """

    names: Mapping[str, Shape]
    narrowed: Mapping[Path, Shape] = field(default_factory=lambda: MappingProxyType({}))
    origins: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    reached: bool = True
    facts: tuple[tuple[nodes.Node, bool], ...] = ()
    held: tuple[tuple[nodes.Node, bool], ...] = ()

    def bound(self, name: str, shape: Shape, origin: Path | None) -> Env:
        """The same with one more name, whose older meaning is forgotten."""
        narrowed = {path: known for path, known in self.narrowed.items() if path[0] != name}
        origins = {known: path for known, path in self.origins.items() if known != name}
        if origin is not None:
            origins[name] = origin
        facts, held = (
            tuple(fact for fact in known if all(one.name != name for one in _names(fact[0])))
            for known in (self.facts, self.held)
        )
        return Env({**self.names, name: shape}, narrowed, origins, self.reached, facts, held)

    def knowing(self, path: Path, shape: Shape) -> Env:
        """The same with one path narrowed; what was known of fields below it goes on."""
        narrowed = {**self.narrowed, path: shape}
        return Env(self.names, narrowed, self.origins, self.reached and bool(shape), self.facts, self.held)

    def holding(self, node: nodes.Node, *, truth: bool) -> Env:
        """The same with one more condition about a value without a path."""
        return replace(self, held=(*self.held, (node, truth))[-MOST_FACTS:])

    def left_of(self, node: nodes.Node, shape: Shape | None) -> Shape | None:
        """What conditions have left of the shape of a value without a path."""
        for asked, truth in self.held if shape else ():
            if asked == node:
                shape = (truthy if truth else falsy)(shape or ())
            elif isinstance(asked, nodes.Test) and asked.node == node and (narrows := TESTS[asked.name].narrows):
                shape = narrows(truth)(shape or ())
        return shape

    def origin(self, path: Path) -> Path:
        """The path in the data that a path of the template stands for."""
        before = self.origins.get(str(path[0]))
        steps = (*before, *path[1:]) if before is not None else path
        return tuple(EACH if isinstance(step, int) else step for step in steps)

    def known(self, path: Path) -> Shape | None:
        """The shape at the end of a path; None where the path is wrong."""
        shape = self.narrowed.get(path[:1])
        if shape is None:
            shape = self.names.get(str(path[0]))
        for length in range(2, len(path) + 1):
            if shape is None:
                return None
            narrowed = self.narrowed.get(path[:length])
            shape = narrowed if narrowed is not None else below(shape, path[length - 1])
        return shape


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    """The names in a node, and itself where it is one."""
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def below(shape: Shape, step: str | int) -> Shape | None:
    """One step down, to a field or an item; None where there is no such step for any atom that is there."""
    found: list[Atom] = []
    for atom in shape:
        match atom, step:
            case ((Nothing() | Absent()), _):
                pass
            case Record(), str() if step in atom.fields:
                found += atom.fields[step].shape
            case MapOf(value), str():
                found += (*value, Absent())
            case ListOf(item, least), int():
                found += item if (step < least if step >= 0 else -step <= least) else (*item, Absent())
            case Leaf(Kind.TEXT), int():
                found += (CUT,) if step in (0, -1) and not falsy((atom,)) else (CUT, Absent())
            case Record(), str() if any(isinstance(one, Record) and step in one.fields for one in shape):
                found.append(Absent())  # another kind of record has it
            case _:
                return None
    return tuple(dict.fromkeys(found))
