"""What ``set`` and ``macro`` have named, put in where it is meant: behind this there is neither.

A name that was set is another way to write its value, and a call of a macro is another way to write what stands in it.
Values never change while a letter is made, so that this says the same; and the check, the evaluator and whoever writes
the letter know of conditions, loops and placeholders, and of nothing more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from jinja2 import nodes as syntax

from letterforge.document import Note, Paragraph
from letterforge.expressions.expression import Expression, expression
from letterforge.expressions.faults import ExpressionError
from letterforge.expressions.folds import SIGN, Fold
from letterforge.expressions.statements import Assignment, Call
from letterforge.findings import Finding, Findings
from letterforge.formatting.printer import Printer
from letterforge.loading.named import called_alone, changes, every, is_block, is_inline, is_line, is_named
from letterforge.loading.substitution import (
    Captured,
    Meaning,
    Scope,
    bounded,
    is_long,
    names_in,
    substituted,
    unless_captured,
)
from letterforge.loading.tree import Branch, For, If, Node, Placeholder, Tag
from letterforge.rules.reading import EXPRESSION, SYNTAX, TOO_LONG
from letterforge.word_tags import shifted

N = TypeVar("N", bound=Node)
T = TypeVar("T")
MOST_MADE = 20_000
"""Nodes that macros may make in one template."""
MOST_FOLDS = 64
"""Loops that change a namespace, one within another counted again and again."""


def without_names(nodes: tuple[N, ...], printer: Printer, findings: Findings) -> tuple[N, ...]:
    """A tree without assignments, macros and calls of them; what is wrong with them becomes a finding."""
    if not any(is_named(node) for node in every(nodes)):
        return nodes
    work = _Naming(printer, findings)
    for node in every(nodes):
        if isinstance(node, If) and node.macro is not None:
            if node.macro.name in work.macros:
                work.refuse(node.tag, f"a macro is called {node.macro.name!r} already", "Give it another name.")
            work.macros.setdefault(node.macro.name, node)
    return cast("tuple[N, ...]", work.row(nodes, {}))


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
    folds: int = 0

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
        if isinstance(node, Placeholder) and isinstance(node.does, Assignment):
            self._assign(node.does, node.tag, scope)
            return ()
        if isinstance(node, Placeholder) and isinstance(node.does, Call):
            return self._called(node.does, node.tag, scope, blocks=False)
        if isinstance(node, Note):  # it stands in a part of its own, and knows nothing of these names
            return (node,)
        if isinstance(node, If):
            return () if node.macro is not None else (self._condition(node, scope),)
        if isinstance(node, For):
            return (self._loop(node, scope),)
        alone = called_alone(node)
        if alone is not None:
            return self._called(*alone, scope, blocks=True)
        made = self._changed(node, scope)
        # A paragraph that held nothing but what is taken out says nothing.
        return () if is_line(node) and node.children and not made.children else (made,)

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
                    elif isinstance(found, Captured) or isinstance(mine, Captured):
                        return Captured(name)  # noqa: B023  (as above)
                    elif mine is not found:
                        assert isinstance(mine, syntax.Expr)  # noqa: S101  (a namespace has been taken apart)
                        assert isinstance(found, syntax.Expr)  # noqa: S101  (as above)
                        found = syntax.CondExpr(condition.node, mine, found)
                        if is_long(found):
                            return Captured(name)  # noqa: B023  (as above)
                return found

            if fields:
                made = {key: chosen(key) for key in fields}
                scope[name] = {key: one for key, one in made.items() if isinstance(one, syntax.Expr)}
            else:
                scope[name] = chosen(None)

    def _loop(self, node: For[Any], scope: Scope) -> For[Any]:
        iterated = self.expression(node.iterated, scope, node.tag)
        bound = {node.name, "loop", *([] if node.value is None else [node.value])}
        inside = {name: unless_captured(name, meant, bound) for name, meant in scope.items() if name not in bound}
        condition = None if node.condition is None else self.expression(node.condition, inside, node.tag)
        spaces = [name for name, meant in scope.items() if isinstance(meant, Mapping) and name not in bound]
        behind: Scope = {}
        for name in (one for one in spaces if changes(node.children, one)):
            fold = self._fold(node, name, (iterated, condition), {**inside, name: scope[name]})
            if fold is None:
                behind[name] = inside[name] = Captured(name)
                continue
            turn = syntax.Getattr(syntax.Name("loop", "load"), "index0", "load")
            behind[name] = _fields(fold.node(), fold.start)
            # What the loop's own names stand for within it is no longer what they stood for where it began.
            captured = isinstance(unless_captured(name, behind[name], bound), Captured)
            asked = _fields(replace(fold, turns=turn).node(), fold.start)
            inside[name] = Captured(name) if captured else asked
        children = self.row(node.children, inside)
        scope |= behind
        otherwise = self.row(node.otherwise, dict(scope))
        tag = self._moved(node.tag)
        return For(node.name, iterated, condition, children, otherwise, tag, node.value)

    def _fold(self, node: For[Any], name: str, head: tuple[Expression, Expression | None], scope: Scope) -> Fold | None:
        """What a loop makes of a namespace; None where that is more than is worked out, which is said."""
        self.folds += 1
        if self.folds > MOST_FOLDS:
            self.refuse(node.tag, "more loops than one can follow change this namespace", "Give it as a field.")
            return None
        start = scope[name]
        assert isinstance(start, Mapping)  # noqa: S101  (as its caller has asked)
        sign = f"{SIGN}{self.folds}"
        known = [node.name, "loop", *([] if node.value is None else [node.value])]
        fresh: Scope = {one: syntax.Name(one + sign, "load") for one in known}
        before = name + sign
        silent = _Naming(self.printer, Findings(), self.macros, self.offset, self.within, self.made, self.folds)
        turn: Scope = {**scope, **fresh, name: _fields(syntax.Name(before, "load"), start)}
        silent.row(node.children, turn)
        self.made, self.folds = silent.made, silent.folds
        step = turn[name]
        if not isinstance(step, Mapping) or step.keys() != start.keys():
            self.refuse(
                node.tag, f"this loop changes what the namespace {name!r} has", "Give it all its fields before."
            )
            return None
        asked = (
            None if head[1] is None else substituted(head[1].node, {one: fresh[one] for one in known if one != "loop"})
        )
        value = None if node.value is None else node.value + sign
        made = Fold(
            head[0].node, cast("Any", asked), node.name + sign, value, f"loop{sign}", before, dict(start), dict(step)
        )
        if is_long(made.node()):
            self.refuse(node.tag, f"what this loop makes of the namespace {name!r} is too long", "Give it as a field.")
            return None
        return made

    # --- names ----------------------------------------------------------------------------------------------------------

    def _assign(self, does: Assignment, tag: Tag, scope: Scope) -> None:
        said = [does.value] if does.value is not None else list((does.fields or {}).values())
        if any(isinstance(scope.get(one.name), Captured) for value in said for one in names_in(value.node)):
            scope[does.name] = Captured(does.name)  # whoever asks for it is told
            return
        if does.attribute is not None and isinstance(scope.get(does.name), Captured):
            return
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
        if not any(one.name in scope for one in names_in(found.node)):
            return found
        try:
            return expression(found.source, bounded(substituted(found.node, scope)), self.printer)
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
        if any(map(is_block, body)) is not blocks and body:
            what = "whole paragraphs" if not blocks else "words within a line"
            message = f"the macro {call.name!r} is made of {what}, and is called where others stand"
            hint = (
                "Call it in a paragraph of its own."
                if not blocks
                else "Write it in one paragraph, or call it within a line."
            )
            if not blocks or not all(map(is_inline, body)):
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
        if blocks and made and all(map(is_inline, made)):
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


def _fields(space: syntax.Expr, names: Mapping[str, syntax.Expr]) -> Mapping[str, syntax.Expr]:
    return {key: syntax.Getattr(space, key, "load") for key in names}
