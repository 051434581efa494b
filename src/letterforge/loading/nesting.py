"""From marks to nodes: siblings with the numbers of tags among them, nested into a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from letterforge.document import Paragraph, Reply
from letterforge.expressions.expression import Expression, Head, constant, parse, parse_for
from letterforge.expressions.faults import ExpressionError
from letterforge.expressions.statements import Assignment, Call, Macro, called, parse_call, parse_macro, parse_set
from letterforge.findings import Findings
from letterforge.formatting.printer import Printer
from letterforge.loading import tree
from letterforge.loading.tags import OPENING, Group, Mark, MarkKind, Matched, Source
from letterforge.loading.tree import Branch, For, If, Placeholder, Tag, Unseen
from letterforge.rules.reading import CROSSED, EXPRESSION, SYNTAX

N = TypeVar("N")
NOTHING = constant("")
"""The expression of a placeholder that prints nothing, since it does something."""


class Statements:
    """The marks of one text with their expressions parsed, each once; what cannot be parsed becomes a finding."""

    def __init__(self, source: Source, matched: Matched, printer: Printer, findings: Findings) -> None:
        self.source = source
        self.matched = matched
        self._expressions: dict[int, Expression] = {}
        self._loops: dict[int, Head] = {}
        self._does: dict[int, Assignment | Call] = {}
        self.macros: dict[str, int] = {}
        """The number of the mark that each macro begins with."""
        self._heads: dict[int, Macro] = {}
        for number, mark in enumerate(matched.marks):
            if mark.kind is MarkKind.MACRO:
                self.macros.setdefault((mark.body.split("(")[0] or "").strip(), number)
        for number, mark in enumerate(matched.marks):
            try:
                self._parse(number, mark, printer)
            except ExpressionError as fault:
                findings.add(source.finding(EXPRESSION, mark.start, message=fault.message, hint=fault.hint))

    def _parse(self, number: int, mark: Mark, printer: Printer) -> None:
        match mark.kind:
            case MarkKind.PLACEHOLDER if called(mark.body, self.macros) is not None:
                self._does[number] = parse_call(mark.body, printer)
            case MarkKind.SET:
                self._does[number] = parse_set(mark.body, printer)
            case MarkKind.MACRO:
                self._heads[number] = parse_macro(mark.body, printer)
            case MarkKind.PLACEHOLDER | MarkKind.IF | MarkKind.ELIF:
                self._expressions[number] = parse(mark.body, printer)
            case MarkKind.FOR:
                self._loops[number] = parse_for(mark.body, printer)
            case (
                MarkKind.ELSE
                | MarkKind.ENDIF
                | MarkKind.ENDFOR
                | MarkKind.REPLY
                | MarkKind.ENDREPLY
                | MarkKind.ENDMACRO
            ) if mark.body.strip():
                message = f"{{% {mark.kind.value} %}} has something after its name"
                elif_meant = mark.kind is MarkKind.ELSE and mark.body.split()[0] == "if"
                raise ExpressionError(message, "Write {% elif ... %}." if elif_meant else "Leave it out.")
            case _:
                pass

    def placeholder(self, number: int) -> Placeholder | None:
        """The node of a placeholder, None if its expression could not be parsed."""
        found, does = self._expressions.get(number), self._does.get(number)
        if does is not None:
            return Placeholder(NOTHING, self.tag(number), does)
        return None if found is None else Placeholder(found, self.tag(number))

    def calls(self, number: int) -> int | None:
        """The number of the mark that the macro begins with which a placeholder calls; None where it calls none."""
        does = self._does.get(number)
        return self.macros.get(does.name) if isinstance(does, Call) else None

    def tag(self, number: int) -> Tag:
        """Where a mark stands."""
        return self.source.tag(self.matched.marks[number].start)

    def group(self, group: Group, parts: Sequence[tuple[N, ...]]) -> If[N] | For[N] | Reply[N] | None:
        """The node of a whole group, from what stands between its marks; None if an expression could not be parsed."""
        opening = group.numbers[0]
        marks = self.matched.marks
        if marks[opening].kind is MarkKind.FOR:
            head = self._loops.get(opening)
            if head is None:
                return None
            otherwise, tag = parts[1] if len(parts) > 1 else (), self.tag(opening)
            return For(head.name, head.iterated, head.condition, parts[0], otherwise, tag, head.value)
        if marks[opening].kind is MarkKind.REPLY:
            return Reply(parts[0])
        if marks[opening].kind is MarkKind.MACRO:
            macro, tag = self._heads.get(opening), self.tag(opening)
            return None if macro is None else If((Branch(None, parts[0], tag),), tag, macro)
        branches = []
        for number, children in zip(group.numbers, parts, strict=False):  # the closing mark has nothing behind it
            condition = self._expressions.get(number)
            if condition is None and marks[number].kind is not MarkKind.ELSE:
                return None
            branches.append(Branch(condition, children, self.tag(number)))
        return If(tuple(branches), self.tag(opening))


@dataclass(frozen=True, slots=True)
class Level(Generic[N]):
    """Among what siblings tags stand: which of them a placeholder is, and that a condition or loop may be one."""

    placeholder: Callable[[Placeholder], N]
    group: Callable[[If[N] | For[N]], N]
    reply: Callable[[Reply[N]], N] | None = None
    """How what the recipient is to fill in stands there, where it may."""


PIECES: Level[tree.Piece] = Level(lambda placeholder: placeholder, lambda group: group)
INLINES: Level[tree.Inline] = Level(lambda placeholder: placeholder, lambda group: group)
BLOCKS: Level[tree.Block] = Level(
    lambda placeholder: Paragraph((placeholder,)), lambda group: group, lambda reply: reply
)
ROWS: Level[tree.WordingRow] = Level(lambda placeholder: Unseen((placeholder,)), lambda group: group)


def nest(
    siblings: Iterable[N | int],
    level: Level[N],
    statements: Statements,
    findings: Findings,
    *,
    tidy: Callable[[tuple[N, ...]], tuple[N, ...]] = lambda nodes: nodes,
) -> tuple[N, ...]:
    """Turn a row of siblings, with `int` numbers of marks among them, into nodes.

    ``tidy`` is applied to the children of every node that is made, and to the whole row.
    """
    return tidy(_Nesting(iter(siblings), level, statements, findings, tidy).run())


@dataclass
class _Nesting(Generic[N]):
    """One walk along a row of siblings."""

    siblings: Iterator[N | int]
    level: Level[N]
    statements: Statements
    findings: Findings
    tidy: Callable[[tuple[N, ...]], tuple[N, ...]]
    complained: set[int] = field(default_factory=set)

    def run(self) -> tuple[N, ...]:
        nodes, stray = self._until(())
        while stray is not None:
            self._complain(stray)
            more, stray = self._until(())
            nodes += more
        return tuple(nodes)

    def _until(self, stops: Sequence[int]) -> tuple[list[N], int | None]:
        """Nodes up to a mark that is among the stops, or that belongs to no opening here."""
        nodes: list[N] = []
        marks = self.statements.matched.marks
        for sibling in self.siblings:
            if not isinstance(sibling, int):
                nodes.append(sibling)
            elif sibling in stops:
                return nodes, sibling
            elif marks[sibling].kind in (MarkKind.PLACEHOLDER, MarkKind.SET):
                placeholder = self.statements.placeholder(sibling)
                nodes += [self.level.placeholder(placeholder)] if placeholder is not None else []
            elif marks[sibling].kind in OPENING and sibling in self.statements.matched.group_of:
                nodes += self._whole(sibling)
            elif sibling in self.statements.matched.group_of:
                return nodes, sibling
        return nodes, None

    def _whole(self, opening: int) -> list[N]:
        node = self._group(opening)
        if node is None:
            return []
        if not isinstance(node, Reply):
            return [self.level.group(node)]
        if self.level.reply is not None:
            return [self.level.reply(node)]
        message = "{% reply %} stands around whole paragraphs, lists and tables"
        start = self.statements.matched.marks[opening].start
        hint = "Give {% reply %} and {% endreply %} a line each."
        self.findings.add(self.statements.source.finding(SYNTAX, start, message=message, hint=hint))
        return list(node.children)

    def _group(self, opening: int) -> If[N] | For[N] | Reply[N] | None:
        group = self.statements.matched.group_of[opening]
        parts: list[tuple[N, ...]] = []
        rest = group.numbers[1:]
        while rest:
            nodes, stop = self._until(rest[:1])
            if stop != rest[0]:
                self._complain(opening)
                return None
            parts.append(self.tidy(tuple(nodes)))
            rest = rest[1:]
        return self.statements.group(group, parts)

    def _complain(self, number: int) -> None:
        """A group whose marks do not stand side by side."""
        opening = self.statements.matched.group_of[number].numbers[0]
        if opening in self.complained:
            return
        self.complained.add(opening)
        mark = self.statements.matched.marks[opening]
        self.findings.add(
            self.statements.source.finding(
                CROSSED,
                mark.start,
                message=f"{{% {mark.kind.value} %}} opens in one place and closes in another",
                hint="Opening and closing must stand in the same paragraph, or each alone on a line around whole paragraphs, items or rows.",
            )
        )
