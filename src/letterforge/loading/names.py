"""What ``set`` and ``macro`` have named, put in where it is meant: behind this there is neither.

A name that was set is another way to write its value, and a call of a macro is another way to write what stands in it.
Values never change while a letter is made, so that this says the same; and the check, the evaluator and whoever writes
the letter know of conditions, loops and placeholders, and of nothing more.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from jinja2 import nodes as syntax

from letterforge.document import Note
from letterforge.expressions.expression import Expression, expression
from letterforge.expressions.faults import ExpressionError
from letterforge.expressions.statements import Assignment, Call
from letterforge.findings import Finding, Findings
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Branch, For, If, Node, Placeholder, Tag
from letterforge.rules.reading import EXPRESSION, SYNTAX, TOO_LONG
from letterforge.word_tags import shifted

N = TypeVar("N", bound=Node)
T = TypeVar("T")
MOST_MADE = 20_000
"""Nodes that macros may make in one template."""
MOST_TERMS = 400
"""Terms of an expression, once what was set stands in it."""


@dataclass(frozen=True, slots=True)
class _Captured:
    """What a name stands for that holds another one, which means something else here."""

    name: str


Meaning = syntax.Expr | _Captured | Mapping[str, syntax.Expr]
"""What a name stands for: a value, or, of a namespace, a value for each of its fields."""
Scope = dict[str, Meaning]


def without_names(nodes: tuple[N, ...], printer: Printer, findings: Findings) -> tuple[N, ...]:
    """A tree without assignments, macros and calls of them; what is wrong with them becomes a finding."""
    if not any(_is_named(node) for node in _every(nodes)):
        return nodes
    work = _Naming(printer, findings)
    for node in _every(nodes):
        if isinstance(node, If) and node.macro is not None:
            if node.macro.name in work.macros:
                work.refuse(node.tag, f"a macro is called {node.macro.name!r} already", "Give it another name.")
            work.macros.setdefault(node.macro.name, node)
    return cast("tuple[N, ...]", work.row(nodes, {}))


def _every(value: object) -> Iterator[object]:
    """All nodes, in whatever stands in a tree."""
    if isinstance(value, tuple):
        for one in value:
            yield from _every(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Expression, Tag, type)):
        yield value
        for one in dataclasses.fields(value):
            yield from _every(getattr(value, one.name))


def _is_named(node: object) -> bool:
    return (isinstance(node, Placeholder) and node.does is not None) or (
        isinstance(node, If) and node.macro is not None
    )


@dataclass
class _Naming:
    """One walk over a story."""

    printer: Printer
    findings: Findings
    macros: dict[str, If[Any]] = field(default_factory=dict)
    offset: int = 0
    within: tuple[str, ...] = ()
    """The macros whose calls are being put in."""
    made: int = 0

    def refuse(self, tag: Tag, message: str, hint: str | None) -> None:
        self.findings.add(SYNTAX.at(tag.place, message=message, hint=hint, excerpt=tag.excerpt))

    # --- nodes ----------------------------------------------------------------------------------------------------------

    def row(self, nodes: tuple[Any, ...], scope: Scope) -> tuple[Any, ...]:
        """Siblings, one after the other: what one sets, the next ones know."""
        out: list[Any] = []
        for node in nodes:
            out += self._node(node, scope)
        return tuple(out)

    def _node(self, node: Any, scope: Scope) -> tuple[Any, ...]:  # noqa: ANN401  (a node of any level)
        if self.within:
            self.made += 1
            if self.made > MOST_MADE:
                if self.made == MOST_MADE + 1:
                    tag = self.macros[self.within[0]].tag
                    message = f"the macros of the template come to more than {MOST_MADE:,} pieces"
                    self.findings.add(TOO_LONG.at(tag.place, message=message, excerpt=tag.excerpt))
                return ()
        match node:
            case Placeholder(does=Assignment() as does):
                self._assign(does, node.tag, scope)
                return ()
            case Placeholder(does=Call() as does):
                return self._called(does, node.tag, scope, blocks=False)
            case Note():  # it stands in a part of its own, and knows nothing of these names
                return (node,)
            case If() if node.macro is not None:
                return ()
            case If():
                return (self._condition(node, scope),)
            case For():
                return (self._loop(node, scope),)
            case _ if _calls_alone(node):
                (call,) = node.children
                assert isinstance(call.does, Call)  # noqa: S101  (as just asked)
                return self._called(call.does, call.tag, scope, blocks=True)
            case _:
                made = self._changed(node, scope)
                # A paragraph that held nothing but what is taken out says nothing.
                gone = getattr(node, "children", ()) and not getattr(made, "children", ()) and _is_line(node)
                return () if gone else (made,)

    def _changed(self, node: T, scope: Scope) -> T:
        """A node with everything in it put in; all of its fields are looked at, whatever they are."""
        changes: dict[str, Any] = {}
        tag = getattr(node, "tag", None)
        for one in dataclasses.fields(cast("Any", node)):
            value = getattr(node, one.name)
            if isinstance(value, Expression):
                changes[one.name] = self.expression(value, scope, tag)
            elif isinstance(value, Tag):
                changes[one.name] = self._moved(value)
            elif isinstance(value, tuple) and any(dataclasses.is_dataclass(inner) for inner in value):
                changes[one.name] = self.row(value, scope)
        return cast("T", replace(cast("Any", node), **changes)) if changes else node

    def _moved(self, tag: Tag) -> Tag:
        return tag if tag.number is None or not self.offset else replace(tag, number=tag.number + self.offset)

    def _condition(self, node: If[Any], scope: Scope) -> If[Any]:
        ends: list[tuple[Expression | None, Scope]] = []
        branches = []
        for branch in node.branches:
            inside = dict(scope)
            condition = None if branch.condition is None else self.expression(branch.condition, scope, branch.tag)
            children = self.row(branch.children, inside)
            branches.append(Branch(condition, children, self._moved(branch.tag)))
            ends.append((condition, inside))
        self._merge(scope, ends)
        return If(tuple(branches), self._moved(node.tag))

    @staticmethod
    def _merge(scope: Scope, ends: list[tuple[Expression | None, Scope]]) -> None:
        """Behind a condition, a name has the value of the branch that was taken."""
        before = dict(scope)
        names = {name for _, end in ends for name in end if end[name] is not before.get(name)}
        for name in sorted(names):
            spaces = [one for _, end in ends if isinstance(one := end.get(name, before.get(name)), Mapping)]
            fields = dict.fromkeys(key for one in spaces for key in one)

            def value(end: Scope, key: str | None, name: str = name) -> Meaning:
                meant = end.get(name, syntax.Name(name, "load"))
                if key is None or not isinstance(meant, Mapping):
                    return meant
                return meant.get(key, syntax.Getattr(syntax.Name(name, "load"), key, "load"))

            def chosen(key: str | None) -> Meaning:
                found = value(before, key)
                for condition, end in reversed(ends):
                    mine = value(end, key)
                    if condition is None:
                        found = mine
                    elif isinstance(found, _Captured) or isinstance(mine, _Captured):
                        return _Captured(name)  # noqa: B023  (as above)
                    elif mine is not found:
                        assert isinstance(mine, syntax.Expr)  # noqa: S101  (a namespace has been taken apart)
                        assert isinstance(found, syntax.Expr)  # noqa: S101  (as above)
                        found = syntax.CondExpr(condition.node, mine, found)
                        if _is_long(found):
                            return _Captured(name)  # noqa: B023  (as above)
                return found

            if fields:
                made = {key: chosen(key) for key in fields}
                scope[name] = {key: one for key, one in made.items() if isinstance(one, syntax.Expr)}
            else:
                scope[name] = chosen(None)

    def _loop(self, node: For[Any], scope: Scope) -> For[Any]:
        iterated = self.expression(node.iterated, scope, node.tag)
        bound = {node.name, "loop", *([] if node.value is None else [node.value])}
        inside = {name: _unless_captured(name, meant, bound) for name, meant in scope.items() if name not in bound}
        condition = None if node.condition is None else self.expression(node.condition, inside, node.tag)
        spaces = {name: meant for name, meant in inside.items() if isinstance(meant, Mapping)}
        children = self.row(node.children, inside)
        for name, before in spaces.items():
            if inside.get(name) is not before:
                message = f"a loop changes the namespace {name!r}, which would have to be counted from turn to turn"
                self.refuse(node.tag, message, "Ask for loop.index or the length of the list, or give it as a field.")
        otherwise = self.row(node.otherwise, dict(scope))
        tag = self._moved(node.tag)
        return For(node.name, iterated, condition, children, otherwise, tag, node.value)

    # --- names ----------------------------------------------------------------------------------------------------------

    def _assign(self, does: Assignment, tag: Tag, scope: Scope) -> None:
        if does.fields is not None:
            scope[does.name] = {key: self.expression(one, scope, tag).node for key, one in does.fields.items()}
            return
        assert does.value is not None  # noqa: S101  (as it was parsed)
        value = self.expression(does.value, scope, tag).node
        if does.attribute is None:
            scope[does.name] = value
            return
        space = scope.get(does.name)
        if not isinstance(space, Mapping):
            message = f"{does.name} is no namespace"
            self.refuse(tag, message, f"Write {{% set {does.name} = namespace({does.attribute}=...) %}} before it.")
            return
        scope[does.name] = {**space, does.attribute: value}

    def expression(self, found: Expression, scope: Scope, tag: Tag | None) -> Expression:
        """An expression with the values of names in their places."""
        if not any(one.name in scope for one in _names(found.node)):
            return found
        try:
            return expression(found.source, _bounded(_substituted(found.node, scope)), self.printer)
        except ExpressionError as fault:
            if tag is not None:
                self.findings.add(_finding(tag, fault))
            return found

    def _called(self, call: Call, tag: Tag, scope: Scope, *, blocks: bool) -> tuple[Any, ...]:
        macro = self.macros.get(call.name)
        if macro is None or macro.macro is None:
            self.refuse(tag, f"there is no macro {call.name!r} here", "It stands in the same part of the file.")
            return ()
        if call.name in self.within:
            self.refuse(tag, f"the macro {call.name!r} calls itself", "Write a loop instead.")
            return ()
        body = macro.branches[0].children
        if any(map(_is_block, body)) is not blocks and body:
            what = "whole paragraphs" if not blocks else "words within a line"
            message = f"the macro {call.name!r} is made of {what}, and is called where others stand"
            hint = (
                "Call it in a paragraph of its own."
                if not blocks
                else "Write it in one paragraph, or call it within a line."
            )
            if not blocks or not all(map(_is_inline, body)):
                self.refuse(tag, message, hint)
                return ()
        given = self._given(call, tag, scope)
        if given is None:
            return ()
        offset, within = self.offset, self.within
        self.offset, self.within = shifted(offset, tag.number or 0), (*within, call.name)
        kept = {name: meant for name, meant in scope.items() if name not in macro.macro.parameters}
        made = self.row(body, {**kept, **given})
        self.offset, self.within = offset, within
        if blocks and made and all(map(_is_inline, made)):
            from letterforge.document import Paragraph  # noqa: PLC0415  (the one place that makes one)

            return (Paragraph(made),)
        return made

    def _given(self, call: Call, tag: Tag, scope: Scope) -> Scope | None:
        """What the parameters of a macro stand for."""
        head = self.macros[call.name].macro
        assert head is not None  # noqa: S101  (as it was found)
        given = dict(zip(head.parameters, call.arguments, strict=False))
        twice = given.keys() & call.named.keys()
        unknown = call.named.keys() - set(head.parameters)
        given |= call.named
        missing = [one for one in head.parameters if one not in given and one not in head.defaults]
        if len(call.arguments) > len(head.parameters) or twice or unknown or missing:
            what = f"lacks {', '.join(missing)}" if missing else "has arguments that the macro does not take"
            hint = f"It takes: {', '.join(head.parameters) or 'nothing'}."
            self.refuse(tag, f"this call of {call.name!r} {what}", hint)
            return None
        found: Scope = {name: self.expression(one, scope, tag).node for name, one in given.items()}
        for name, one in head.defaults.items():
            if name not in found:
                found[name] = self.expression(one, found, tag).node
        return found


def _finding(tag: Tag, fault: ExpressionError) -> Finding:
    return EXPRESSION.at(tag.place, message=fault.message, hint=fault.hint, excerpt=tag.excerpt)


# --- what stands where ---------------------------------------------------------------------------------------------------

_LINES = frozenset(("Paragraph", "Heading", "Strong", "Emphasis", "Underline", "Unseen", "Item"))
_BLOCKS = frozenset(
    ("Heading", "Paragraph", "List", "Table", "BlockQuote", "Reply", "ThematicBreak", "PageBreak", "Leveled")
)


def _is_line(node: object) -> bool:
    return type(node).__name__ in _LINES


def _is_block(node: object) -> bool:
    if isinstance(node, If):
        return any(_is_block(one) for branch in node.branches for one in branch.children)
    if isinstance(node, For):
        return any(map(_is_block, (*node.children, *node.otherwise)))
    return type(node).__name__ in _BLOCKS


def _is_inline(node: object) -> bool:
    return not _is_block(node)


def _calls_alone(node: object) -> bool:
    """Whether a paragraph is nothing but a call of a macro."""
    children: Any = getattr(node, "children", ())
    return (
        type(node).__name__ == "Paragraph"
        and len(children) == 1
        and isinstance(children[0], Placeholder)
        and isinstance(children[0].does, Call)
    )


# --- expressions -----------------------------------------------------------------------------------------------------------


def _names(node: syntax.Node) -> Iterator[syntax.Name]:
    if isinstance(node, syntax.Name):
        yield node
    for child in node.iter_child_nodes():
        yield from _names(child)


def _terms(node: syntax.Node) -> Iterator[syntax.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _terms(child)


def _bounded(node: syntax.Node) -> syntax.Node:
    if _is_long(node):
        message = f"with what was set, the expression comes to more than {MOST_TERMS} terms"
        raise ExpressionError(message, "Give it as a field.")
    return node


def _is_long(node: syntax.Node) -> bool:
    return any(number > MOST_TERMS for number, _ in enumerate(_terms(node)))


def _unless_captured(name: str, meant: Meaning, bound: set[str]) -> Meaning:
    """A meaning within a loop, whose names mean something else there than where it was set."""
    held = meant.values() if isinstance(meant, Mapping) else [meant] if isinstance(meant, syntax.Expr) else []
    return _Captured(name) if any(one.name in bound for value in held for one in _names(value)) else meant


def _substituted(node: syntax.Node, scope: Scope) -> syntax.Node:
    """A syntax tree with the values of names in their places; the tree itself stays as it is."""
    match node:
        case syntax.Getattr(node=syntax.Name(name=name), attr=key) if isinstance(space := scope.get(name), Mapping):
            if key in space:
                return space[key]
            message = f"the namespace {name} has no {key!r}"
            raise ExpressionError(message, f"It has: {', '.join(space)}." if space else None)
        case syntax.Name(name=name) if name in scope:
            meant = scope[name]
            if isinstance(meant, syntax.Expr):
                return meant
            if isinstance(meant, _Captured):
                message = f"{name} was set from a name that means something else here, or from too many others"
                raise ExpressionError(message, "Give the items of the loop another name, or give it as a field.")
            message = f"{name} is a namespace"
            raise ExpressionError(message, f"Name one of its fields: {', '.join(meant)}.")
        case _:
            return _copied(node, lambda inner: _substituted(inner, scope))


def _copied(node: syntax.Node, change: Callable[[syntax.Node], syntax.Node]) -> syntax.Node:
    made = copy.copy(node)
    for name, value in node.iter_fields():
        if isinstance(value, syntax.Node):
            setattr(made, name, change(value))
        elif isinstance(value, list):
            setattr(made, name, [change(one) if isinstance(one, syntax.Node) else one for one in value])
    return made
