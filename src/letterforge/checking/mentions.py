"""What a template without a model asks of its data: every field that it prints, tests, counts or loops over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from jinja2 import nodes as syntax

from letterforge.checking.following import Use
from letterforge.document import Image, Link
from letterforge.expressions.expression import Expression
from letterforge.expressions.folds import SIGN
from letterforge.expressions.paths import EACH, Path, first_path, path_of
from letterforge.loading.tree import For, If, Node, Placeholder, Spanning, Tag, children_of

Scope = Mapping[str, "Path | None"]
"""What loop variables stand for in the data; None where nobody can say."""


def mentioned(nodes: Sequence[Node]) -> tuple[Use, ...]:
    """Every field that trees with holes ask for, a list as ``people[]`` and a field of its items as ``people[].name``."""
    return tuple(_mentioned(nodes, MappingProxyType({})))


def _mentioned(nodes: Sequence[Node], scope: Scope) -> Iterator[Use]:
    for node in nodes:
        if isinstance(node, Placeholder):
            yield from _asked(node.expression, node.tag, scope)
        elif isinstance(node, If):
            for branch in node.branches:
                if branch.condition is not None:
                    yield from _asked(branch.condition, branch.tag, scope)
                yield from _mentioned(branch.children, scope)
        elif isinstance(node, For):
            yield from _looped(node, scope)
        else:
            if isinstance(node, Spanning):
                yield from _asked(node.columns, node.tag, scope)
            yield from _mentioned(children_of(node), scope)
            if isinstance(node, Link):
                yield from _mentioned(node.target, scope)
            elif isinstance(node, Image):
                yield from _mentioned(node.alt, scope)


def _looped(loop: For[Node], scope: Scope) -> Iterator[Use]:
    """The list itself, and what its items are asked for."""
    first = first_path(loop.iterated.node)
    item = None if first is None else _in_the_data((*first, EACH), scope)
    for use in _asked(loop.iterated, loop.tag, scope):
        yield Use((*use.path, EACH), use.place, use.shape)
    inside = {**scope, loop.name: item if loop.value is None else None}
    if loop.value is not None:
        inside[loop.value] = None if first is None else _in_the_data((*first, EACH), scope)
    if loop.condition is not None:
        yield from _asked(loop.condition, loop.tag, inside)
    yield from _mentioned(loop.children, {**inside, "loop": None})
    yield from _mentioned(loop.otherwise, scope)


def _asked(expression: Expression, tag: Tag, scope: Scope) -> Iterator[Use]:
    for path in _paths(expression.node):
        where = _in_the_data(path, scope)
        if where:
            yield Use(where, tag.place, ())


def _paths(node: syntax.Node) -> Iterator[Path]:
    """The longest paths of an expression, in their order."""
    path = path_of(node)
    if path is not None:
        if SIGN not in str(path[0]):  # a name that is bound within the expression
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _in_the_data(path: Path, scope: Scope) -> Path | None:
    """The path in the data that a path of the template stands for, any item of a list for each."""
    name = str(path[0])
    before = scope.get(name, (name,))
    return None if before is None else (*before, *(EACH if isinstance(step, int) else step for step in path[1:]))
