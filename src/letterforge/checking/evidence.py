"""What the tags of a template say of each field: whether it is printed, asked for or gone through, and by which filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from jinja2 import nodes as syntax

from letterforge.document import Image, Link
from letterforge.expressions.expression import Expression
from letterforge.expressions.filters.filter import Absence
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.paths import EACH, Path, path_of
from letterforge.expressions.tests import TESTS
from letterforge.loading.tree import For, If, Node, Placeholder, Spanning, children_of
from letterforge.models.kinds import Kind
from letterforge.models.shapes import ListOf, kinds

Scope = Mapping[str, "Path | None"]
"""As in `letterforge.checking.mentions`."""


class As(Enum):
    """What a tag does with a value."""

    PRINTED = "printed"
    ASKED = "asked whether it is true"
    LISTED = "gone through"


@dataclass(slots=True)
class Evidence:
    """What is said of one field, in all tags together."""

    uses: set[As] = field(default_factory=set)
    kinds: frozenset[Kind] | None = None
    """The kinds of value that all filters behind it take; None where there are none."""
    constants: list[object] = field(default_factory=list)
    """What it is compared with."""
    may_be_left_out: bool = False
    """Something is said of what to print without it."""


def evidence(nodes: Sequence[Node]) -> dict[Path, Evidence]:
    """What trees with holes say of each field, ``people[]`` for an item of a list, in the order of the template."""
    witness = _Witness()
    witness.look(nodes, MappingProxyType({}))
    return witness.found


@dataclass(slots=True)
class _Witness:
    found: dict[Path, Evidence] = field(default_factory=dict)

    def look(self, nodes: Sequence[Node], scope: Scope) -> None:
        """Every node, into all branches."""
        for node in nodes:
            if isinstance(node, Placeholder):
                self.ask(node.expression, As.PRINTED, scope)
            elif isinstance(node, If):
                for branch in node.branches:
                    if branch.condition is not None:
                        self.ask(branch.condition, As.ASKED, scope)
                    self.look(branch.children, scope)
            elif isinstance(node, For):
                self.loop(node, scope)
            else:
                if isinstance(node, Spanning):
                    self.ask(node.columns, As.PRINTED, scope)
                self.look(children_of(node), scope)
                if isinstance(node, Link):
                    self.look(node.target, scope)
                elif isinstance(node, Image):
                    self.look(node.alt, scope)

    def loop(self, node: For[Node], scope: Scope) -> None:
        """A loop: its list, and what is asked of the items."""
        self.ask(node.iterated, As.LISTED, scope)
        whole = self.where(_unfiltered(node.iterated.node), scope)
        inside = {**scope, node.name: None if whole is None else (*whole, EACH), "loop": None}
        if node.condition is not None:
            self.ask(node.condition, As.ASKED, inside)
        self.look(node.children, inside)
        self.look(node.otherwise, scope)
        if node.otherwise and whole:
            self.of(whole).may_be_left_out = True

    def ask(self, expression: Expression, use: As, scope: Scope) -> None:
        """One expression."""
        self.visit(expression.node, use, scope)

    def of(self, path: Path) -> Evidence:
        """What is known of a path so far."""
        return self.found.setdefault(path, Evidence())

    def where(self, node: syntax.Node, scope: Scope) -> Path | None:
        """The path in the data that a node stands for, any item of a list for each; None where it is no path."""
        path = path_of(node)
        if path is None:
            if isinstance(node, syntax.Getattr):  # of the item that a filter gives: (members | first).name
                inner = self.where(node.node, scope)
                return None if inner is None else (*inner, node.attr)
            record = FILTERS.get(node.name) if isinstance(node, syntax.Filter) else None
            if (
                record is not None
                and record.position is not None
                and isinstance(node, syntax.Filter)
                and node.node is not None
            ):
                inner = self.where(node.node, scope)
                return None if inner is None else (*inner, EACH)
            return None
        name = str(path[0])
        before = scope.get(name, (name,))
        return None if before is None else (*before, *(EACH if isinstance(step, int) else step for step in path[1:]))

    def visit(self, node: syntax.Node, use: As, scope: Scope, took: frozenset[Kind] | None = None) -> None:
        """One node of an expression, of which something is done with the value; ``took`` are the kinds that a filter takes."""
        path = self.where(node, scope)
        if path is not None:
            self.note(path, use, took)
            return
        match node:
            case syntax.Filter(name=name, node=syntax.Node() as inner):
                self.filtered(name, inner, use, scope)
                self.all(node.args, As.PRINTED, scope)
            case syntax.Test(name=name, node=inner):
                of = TESTS[name].takes if name in TESTS else None
                self.visit(
                    inner, As.ASKED if of is None else As.PRINTED, scope, None if of is None else frozenset((of,))
                )
            case syntax.Compare(expr=first, ops=operands):
                self.compared([first, *(one.expr for one in operands)], scope)
            case syntax.Not(node=inner):
                self.visit(inner, As.ASKED, scope)
            case syntax.And(left=left, right=right) | syntax.Or(left=left, right=right):
                self.all([left, right], As.ASKED, scope)
            case syntax.CondExpr(test=test, expr1=one, expr2=other):
                self.visit(test, As.ASKED, scope)
                self.all([each for each in (one, other) if each is not None], use, scope)
            case syntax.BinExpr():
                self.all([node.left, node.right], As.PRINTED, scope)
            case _:
                self.all([*node.iter_child_nodes()], As.PRINTED, scope)

    def all(self, nodes: Sequence[syntax.Node], use: As, scope: Scope) -> None:
        """Several nodes."""
        for node in nodes:
            self.visit(node, use, scope)

    def note(self, path: Path, use: As, took: frozenset[Kind] | None) -> None:
        """One use of a field."""
        if not path:
            return
        known = self.of(path)
        known.uses.add(use)
        if took is not None:
            common = took if known.kinds is None else known.kinds & took
            known.kinds = common or known.kinds

    def filtered(self, name: str, inner: syntax.Node, use: As, scope: Scope) -> None:
        """A value behind which a filter stands, by the record of the filter."""
        record = FILTERS.get(name)
        if record is None:
            self.visit(inner, use, scope)
            return
        if record.absence is Absence.REPLACED and (path := self.where(inner, scope)):
            self.of(path).may_be_left_out = True
        taken = record.takes.shape
        if taken is None:
            self.visit(inner, use, scope)
        elif any(isinstance(atom, ListOf) for atom in taken):
            self.visit(inner, As.LISTED, scope)
        else:
            self.visit(inner, As.PRINTED, scope, frozenset(one for one in kinds(taken) if one is not None))

    def compared(self, nodes: Sequence[syntax.Node], scope: Scope) -> None:
        """Values that are compared with one another, or with what is written out."""
        constants = [node.value for node in nodes if isinstance(node, syntax.Const)]
        for node in nodes:
            if isinstance(node, (syntax.List, syntax.Tuple)):
                constants += [one.value for one in node.items if isinstance(one, syntax.Const)]
        for node in nodes:
            path = self.where(node, scope)
            if path is None:
                self.visit(node, As.PRINTED, scope)
                continue
            known = self.of(path)
            known.constants += [one for one in constants if one not in known.constants]


def _unfiltered(node: syntax.Node) -> syntax.Node:
    """What stands before the filters: those behind a list that is gone through give its items in another order."""
    while isinstance(node, syntax.Filter) and node.node is not None:
        node = node.node
    return node
