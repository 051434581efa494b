"""Tags in a text: found by a scanner that knows strings, matched into groups, and nested into a tree.

The same three steps serve every source. A `Mark` is one tag where it stands; `match` pairs openings with
closings over the whole text; `nest` turns a row of siblings with marks among them into nodes with children.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import EllipsisType
from typing import Generic, TypeVar

from letterforge.document import Paragraph
from letterforge.expressions.evaluator import ExpressionError
from letterforge.expressions.expression import Expression, parse, parse_for
from letterforge.findings import Finding, Findings, Place, Rule, Severity
from letterforge.formatting.printer import Printer
from letterforge.loading import tree
from letterforge.loading.tree import Branch, For, If, Placeholder, Tag, Unseen
from letterforge.rules.reading import CROSSED, EXPRESSION, SYNTAX

N = TypeVar("N")


class MarkKind(Enum):
    """What a tag is; the values are its keyword."""

    PLACEHOLDER = "placeholder"
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDIF = "endif"
    FOR = "for"
    ENDFOR = "endfor"
    INCLUDE = "include"
    COMMENT = "comment"
    PAGE_BREAK = "page break"


OPENING = (MarkKind.IF, MarkKind.FOR)
CLOSING = {MarkKind.ENDIF: MarkKind.IF, MarkKind.ENDFOR: MarkKind.FOR}
STATEMENTS = {
    kind.value: kind for kind in MarkKind if kind not in (MarkKind.PLACEHOLDER, MarkKind.COMMENT, MarkKind.PAGE_BREAK)
}
DEEPEST_NESTING = 30
MOST_FAULTS = 200  # then it is another language


@dataclass(frozen=True, slots=True)
class Mark:
    """One tag: what it is, the text within it, and from where to where it stands (offsets in the source)."""

    kind: MarkKind
    body: str
    start: int
    end: int
    trim_before: bool = False
    trim_after: bool = False


class Source:
    """A text to be read, with its name, and where each offset of it stands."""

    def __init__(self, text: str, file: str | None) -> None:
        self.text = text
        self.file = file
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._read: dict[int, str] = {}  # so that many findings on one long line share one text

    def place(self, offset: int) -> Place:
        """File, line and column of an offset."""
        line = bisect.bisect_right(self._lines, offset)
        return Place(self.file, line, offset - self._lines[line - 1] + 1)

    def line(self, offset: int) -> str:
        """The whole line that an offset stands on."""
        start = self._lines[bisect.bisect_right(self._lines, offset) - 1]
        if start not in self._read:
            end = self.text.find("\n", start)
            self._read[start] = self.text[start : None if end < 0 else end]
        return self._read[start]

    def tag(self, offset: int) -> Tag:
        """Place and line of a tag, for the tree."""
        return Tag(self.place(offset), self.line(offset))

    def finding(
        self,
        rule: Rule,
        offset: int,
        *,
        message: str,
        hint: str | EllipsisType | None = ...,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of a rule at an offset, with its line; as `Rule.at`."""
        place, excerpt = self.place(offset), self.line(offset)
        return rule.at(place, message=message, hint=hint, excerpt=excerpt, severity=severity)


_OPENER = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_OPENER_OR_ESCAPE = re.compile(r"\\[^\w\s]|" + _OPENER.pattern)
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRING = r"'(?:\\.|[^'\\])*+'|\"(?:\\.|[^\"\\])*+\""
_EMPTY_LINE = r"\n[ \t]*+\n"
_WITHIN = {
    sign: re.compile(rf"({closer})|({{{{|{{%|{_EMPTY_LINE})|{_STRING}", re.DOTALL)
    for sign, closer in (("{{", "}}"), ("{%", "%}"))
}
_COMMENT = re.compile(r"\{#|#\}")
_KEYWORD = re.compile(r"\s*([A-Za-z_]\w*)\s*", re.ASCII)


def scan(source: Source, findings: Findings, *, escapes: bool = False) -> list[Mark]:
    """All tags of a text, in order. What is no tag, though it looks like one, becomes a finding.

    With ``escapes`` a backslash makes the sign behind it an ordinary one, as it does in Markdown.
    """
    text, marks, at = source.text, [], 0
    last_comment = text.rfind("#}")
    most = len(findings) + MOST_FAULTS
    opener_of = (_OPENER_OR_ESCAPE if escapes else _OPENER).search
    while (opener := opener_of(text, at)) is not None and len(findings) < most:
        start, sign = opener.start(), opener.group()
        if sign[0] == "\\":
            at = opener.end()
            continue
        if sign not in _CLOSER:
            findings.add(
                source.finding(
                    SYNTAX,
                    start,
                    message=f"{sign} closes nothing",
                    hint="Write the opening braces before it, or leave it out.",
                )
            )
            at = opener.end()
            continue
        end = None if sign == "{#" and start > last_comment else _end_of_tag(text, opener.end(), sign)
        if end is None:
            findings.add(
                source.finding(
                    SYNTAX, start, message=f"{sign} is not closed", hint=f"Write {_CLOSER[sign]} where the tag ends."
                )
            )
            at = opener.end()
            continue
        mark = _mark(source, start, end, sign, findings)
        if mark is not None:
            marks.append(mark)
        at = end
    return marks


def _end_of_tag(text: str, at: int, sign: str) -> int | None:
    """The offset behind the closing braces, looking past strings, but not past another opening or an empty line.

    A comment may hold tags and empty lines, but no other comment: it would end at the end of that one.
    """
    if sign == "{#":
        found = _COMMENT.search(text, at)
        return None if found is None or found.group() == sign else found.end()
    for found in _WITHIN[sign].finditer(text, at):
        if found[1]:
            return found.end()
        if found[2]:
            return None
    return None


def _mark(source: Source, start: int, end: int, sign: str, findings: Findings) -> Mark | None:
    inner = source.text[start + 2 : end - 2]
    before, after = inner[:1] == "-", inner[-1:] == "-"
    inner = inner[1:] if inner[:1] in ("-", "+") else inner
    inner = inner[:-1] if inner[-1:] in ("-", "+") else inner
    if sign == "{#":
        return Mark(MarkKind.COMMENT, inner, start, end)
    if sign == "{{":
        return Mark(MarkKind.PLACEHOLDER, inner, start, end, before, after)
    keyword = _KEYWORD.match(inner)
    kind = STATEMENTS.get(keyword.group(1)) if keyword else None
    if kind is None or keyword is None:
        name = keyword.group(1) if keyword else ""
        message = f"{{% {name} %}} is not a statement that letterforge knows" if name else "a statement without a name"
        findings.add(source.finding(SYNTAX, start, message=message, hint=f"There are: {', '.join(STATEMENTS)}."))
        return None
    return Mark(kind, inner[keyword.end() :], start, end, before, after)


@dataclass
class Group:
    """The marks of one if or one loop, from its opening to its closing, as numbers into the list of marks."""

    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matched:
    """Marks with their groups: ``group_of`` gives the group of each mark that belongs to one."""

    marks: Sequence[Mark]
    groups: Sequence[Group]
    group_of: dict[int, Group]


def match(source: Source, marks: Sequence[Mark], findings: Findings) -> Matched:
    """Pair openings with closings. What has no partner becomes a finding."""
    groups: list[Group] = []
    group_of: dict[int, Group] = {}
    stack: list[Group] = []
    too_deep = False
    for number, mark in enumerate(marks):
        if mark.kind in OPENING:
            stack.append(Group([number]))
            if len(stack) > DEEPEST_NESTING and not too_deep:
                too_deep = True
                message = f"more than {DEEPEST_NESTING} conditions and loops within one another"
                findings.add(source.finding(SYNTAX, mark.start, message=message))
        elif mark.kind in (MarkKind.ELIF, MarkKind.ELSE) or mark.kind in CLOSING:
            fault = _fault(marks, stack, mark)
            if fault:
                findings.add(source.finding(SYNTAX, mark.start, message=fault))
                continue
            stack[-1].numbers.append(number)
            if mark.kind in CLOSING:
                group = stack.pop()
                groups.append(group)
                group_of.update(dict.fromkeys(group.numbers, group))
    for group in stack:
        opening = marks[group.numbers[0]]
        message = f"{{% {opening.kind.value} %}} is not closed"
        hint = f"Write {{% end{opening.kind.value} %}} where it ends."
        findings.add(source.finding(SYNTAX, opening.start, message=message, hint=hint))
    return Matched(marks, groups, group_of)


def _fault(marks: Sequence[Mark], stack: list[Group], mark: Mark) -> str | None:
    """What is wrong with an elif, else or closing mark where it stands, None if it fits."""
    if not stack:
        return f"{{% {mark.kind.value} %}} without an opening before it"
    opening = marks[stack[-1].numbers[0]].kind
    if mark.kind in CLOSING:
        return None if CLOSING[mark.kind] is opening else f"{{% {mark.kind.value} %}} closes a {{% {opening.value} %}}"
    if mark.kind is MarkKind.ELIF and opening is not MarkKind.IF:
        return "{% elif %} in a loop"
    if any(marks[number].kind is MarkKind.ELSE for number in stack[-1].numbers):
        return f"{{% {mark.kind.value} %}} after the {{% else %}}"
    return None


class Statements:
    """The marks of one text with their expressions parsed, each once; what cannot be parsed becomes a finding."""

    def __init__(self, source: Source, matched: Matched, printer: Printer, findings: Findings) -> None:
        self.source = source
        self.matched = matched
        self._expressions: dict[int, Expression] = {}
        self._loops: dict[int, tuple[str, Expression, Expression | None]] = {}
        for number, mark in enumerate(matched.marks):
            try:
                self._parse(number, mark, printer)
            except ExpressionError as fault:
                findings.add(source.finding(EXPRESSION, mark.start, message=fault.message, hint=fault.hint))

    def _parse(self, number: int, mark: Mark, printer: Printer) -> None:
        match mark.kind:
            case MarkKind.PLACEHOLDER | MarkKind.IF | MarkKind.ELIF:
                self._expressions[number] = parse(mark.body, printer)
            case MarkKind.FOR:
                self._loops[number] = parse_for(mark.body, printer)
            case MarkKind.ELSE | MarkKind.ENDIF | MarkKind.ENDFOR if mark.body.strip():
                message = f"{{% {mark.kind.value} %}} has something behind its name"
                raise ExpressionError(message, "Leave it out.")
            case _:
                pass

    def placeholder(self, number: int) -> Placeholder | None:
        """The node of a placeholder, None if its expression could not be parsed."""
        found = self._expressions.get(number)
        return None if found is None else Placeholder(found, self.tag(number))

    def tag(self, number: int) -> Tag:
        """Where a mark stands."""
        return self.source.tag(self.matched.marks[number].start)

    def group(self, group: Group, parts: Sequence[tuple[N, ...]]) -> If[N] | For[N] | None:
        """The node of a whole group, from what stands between its marks; None if an expression could not be parsed."""
        opening = group.numbers[0]
        marks = self.matched.marks
        if marks[opening].kind is MarkKind.FOR:
            loop = self._loops.get(opening)
            otherwise = parts[1] if len(parts) > 1 else ()
            return None if loop is None else For(*loop, parts[0], otherwise, self.tag(opening))
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


PIECES: Level[tree.Piece] = Level(lambda placeholder: placeholder, lambda group: group)
INLINES: Level[tree.Inline] = Level(lambda placeholder: placeholder, lambda group: group)
BLOCKS: Level[tree.Block] = Level(lambda placeholder: Paragraph((placeholder,)), lambda group: group)
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
            elif marks[sibling].kind is MarkKind.PLACEHOLDER:
                placeholder = self.statements.placeholder(sibling)
                nodes += [self.level.placeholder(placeholder)] if placeholder is not None else []
            elif marks[sibling].kind in OPENING and sibling in self.statements.matched.group_of:
                node = self._group(sibling)
                nodes += [self.level.group(node)] if node is not None else []
            elif sibling in self.statements.matched.group_of:
                return nodes, sibling
        return nodes, None

    def _group(self, opening: int) -> If[N] | For[N] | None:
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
