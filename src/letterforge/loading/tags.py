"""Tags in a text: found by a scanner that knows strings, and matched into groups.

The same steps serve every source. A `Mark` is one tag where it stands; `match` pairs openings with closings over the
whole text; then `nesting.nest` turns a row of siblings with marks among them into nodes with children.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import EllipsisType

from letterforge.expressions.slips import invisible, statement_hint
from letterforge.findings import Finding, Findings, Place, Rule, Severity
from letterforge.loading.tree import Tag
from letterforge.rules.reading import SYNTAX


class MarkKind(Enum):
    """What a tag is; the values are its keyword."""

    PLACEHOLDER = "placeholder"
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDIF = "endif"
    FOR = "for"
    ENDFOR = "endfor"
    REPLY = "reply"
    ENDREPLY = "endreply"
    INCLUDE = "include"
    SET = "set"
    MACRO = "macro"
    ENDMACRO = "endmacro"
    COMMENT = "comment"
    PAGE_BREAK = "page break"


OPENING = (MarkKind.IF, MarkKind.FOR, MarkKind.REPLY, MarkKind.MACRO)
CLOSING = {
    MarkKind.ENDIF: MarkKind.IF,
    MarkKind.ENDFOR: MarkKind.FOR,
    MarkKind.ENDREPLY: MarkKind.REPLY,
    MarkKind.ENDMACRO: MarkKind.MACRO,
}
STATEMENTS = {
    kind.value: kind for kind in MarkKind if kind not in (MarkKind.PLACEHOLDER, MarkKind.COMMENT, MarkKind.PAGE_BREAK)
}
LITERAL = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""How docxtpl's dialect writes braces that are to be read as braces."""
LITERALS = re.compile("|".join(map(re.escape, LITERAL)))
_REPLIES = (MarkKind.REPLY, MarkKind.ENDREPLY)  # in Word a style or a control says so
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
        mark = _mark(source, start, end, sign, findings, replies=escapes)
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


def _mark(source: Source, start: int, end: int, sign: str, findings: Findings, *, replies: bool) -> Mark | None:
    inner = source.text[start + 2 : end - 2]
    before, after = inner[:1] == "-", inner[-1:] == "-"
    inner = inner[1:] if inner[:1] in ("-", "+") else inner
    inner = inner[:-1] if inner[-1:] in ("-", "+") else inner
    if sign == "{#":
        return Mark(MarkKind.COMMENT, inner, start, end)
    if sign == "{{":
        return Mark(MarkKind.PLACEHOLDER, inner, start, end, before, after)
    keyword = _KEYWORD.match(inner)
    known = [name for name, kind in STATEMENTS.items() if replies or kind not in _REPLIES]
    kind = STATEMENTS[keyword.group(1)] if keyword and keyword.group(1) in known else None
    if kind is None or keyword is None:
        name = keyword.group(1) if keyword else ""
        message = f"{{% {name} %}} is not a statement that letterforge knows" if name else "a statement without a name"
        hint = statement_hint(name, inner[keyword.end() :] if keyword else "", tuple(known))
        message, hint = invisible(inner) or (message, hint)
        findings.add(source.finding(SYNTAX, start, message=message, hint=hint))
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
                message = f"more than {DEEPEST_NESTING} nested conditions and loops"
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
    if opening in (MarkKind.REPLY, MarkKind.MACRO):
        return f"{{% {mark.kind.value} %}} within a {{% {opening.value} %}}: close it before, or open it behind"
    if mark.kind is MarkKind.ELIF and opening is not MarkKind.IF:
        return "{% elif %} in a loop"
    if any(marks[number].kind is MarkKind.ELSE for number in stack[-1].numbers):
        return f"{{% {mark.kind.value} %}} after the {{% else %}}"
    return None
