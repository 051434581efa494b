"""What is wrong with a template, data or stationery, said as values: where, what, and how to mend it.

Nothing in a finding may repeat a value from the data. An excerpt is a line of a *template*.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from types import EllipsisType


class Severity(Enum):
    """An error stops the letter; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    ``file`` as the user named it; ``line`` and ``column`` count from 1; ``path`` is a field of the data
    (``team.members[0].name``) or a place in words (``table 2, row 3, cell 1``). What does not apply is None.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    position: int | None = field(default=None, compare=False, repr=False, kw_only=True)
    """How far on it is in the order of reading, where lines do not say so: in a Word file."""

    def __str__(self) -> str:
        """``file:line:column: path``, with what is known of it; a column is of no use without its line."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None and self.line is not None]
        where = ":".join([self.file, *numbers] if self.file else [])
        if not where and numbers:
            where = "line " + ", column ".join(numbers)
        return ": ".join(part for part in (where, self.path) if part)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that letterforge looks for, said once: reports, pages and findings all take it from here.

    ``code`` is its short name; ``severity`` what it mostly is; ``meaning`` one sentence that says what is wrong where
    it is broken; ``mend`` how to mend it, true of whatever breaks it.

    A plugin declares the rules of its own findings:

    >>> NO_SLOT = Rule(
    ...     "letterhead-slot", Severity.ERROR, meaning="A letterhead has no slot.", mend="Write {{p body }} into it."
    ... )
    >>> print(NO_SLOT.at(Place("letterhead.docx"), message="there is no {{p body }}"))
    letterhead.docx: error: there is no {{p body }} [letterhead-slot]
        Write {{p body }} into it.
    """

    code: str
    severity: Severity
    meaning: str = field(kw_only=True)
    mend: str = field(kw_only=True)

    @property
    def page(self) -> str:
        """Where its page is, from the root of the documentation."""
        return f"reference/rules/{self.code}.md"

    def at(
        self,
        place: Place,
        *,
        message: str,
        hint: str | EllipsisType | None = ...,
        excerpt: str | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule.

        ``hint`` is for a place where more can be said than the rule's ``mend``, which else is the hint; None for no
        hint. ``severity`` is for the few rules that are not always as severe.
        """
        said = self.mend if isinstance(hint, EllipsisType) else hint
        return Finding(self.code, severity or self.severity, place, message, said, excerpt, record=self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, made by `Rule.at`.

    ``rule`` is the code of its rule, ``message`` says what is wrong, ``hint`` how to mend it, ``excerpt`` is
    the line of the template that it stands on, and ``record`` the rule itself.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str | None = None
    excerpt: str | None = None
    record: Rule | None = field(default=None, kw_only=True, compare=False, repr=False)

    def __str__(self) -> str:
        """The finding as a person reads it: place, message, the line with a caret, and the hint."""
        where = str(self.place)
        lines = [
            f"{where}: {self.severity.value}: {self.message} [{self.rule}]"
            if where
            else f"{self.severity.value}: {self.message} [{self.rule}]"
        ]
        if self.excerpt is not None and self.place.column is not None:
            text, column = _window(self.excerpt, self.place.column)
            lines += [f"    {text}", "    " + " " * (column - 1) + "^"]
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)

    @property
    def is_error(self) -> bool:
        """Whether it stops the letter."""
        return self.severity is Severity.ERROR

    def to_dict(self) -> dict[str, str | int | None]:
        """As plain data for JSON, with the keys of ``letterforge check --format json``; what does not apply is None."""
        place = self.place
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": place.file,
            "place": place.path,
            "line": place.line,
            "column": place.column,
            "message": self.message,
            "hint": self.hint,
        }

    def at(self, place: Place) -> Finding:
        """The same finding at another place."""
        return replace(self, place=place)


_WIDTH = 100


def _window(line: str, column: int) -> tuple[str, int]:
    """A long line cut to what stands around the column, tabs as one space, so that the caret stands right."""
    line = line.replace("\t", " ")
    if len(line) <= _WIDTH:
        return line, column
    start = max(0, column - 1 - _WIDTH // 2)
    cut = line[start : start + _WIDTH]
    before = "..." if start else ""
    after = "..." if start + _WIDTH < len(line) else ""
    return before + cut + after, column - start + len(before)


class Findings:
    """What was found so far; `sorted` gives it in the order in which people read it.

    >>> SYNTAX = Rule("syntax", Severity.ERROR, meaning="A tag is not closed.", mend="Close it.")
    >>> findings = Findings()
    >>> findings.add(SYNTAX.at(Place("letter.md", 7), message="this is not closed"))
    >>> findings.add(SYNTAX.at(Place("letter.md", 2), message="this is not closed"))
    >>> findings.has_errors, [finding.place.line for finding in findings.sorted()]
    (True, [2, 7])
    """

    __slots__ = ("_found",)

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self._found = list(found)

    def add(self, finding: Finding) -> None:
        """One more."""
        self._found.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Some more."""
        self._found.extend(findings)

    def sorted(self) -> tuple[Finding, ...]:
        """All of them by file and place, without repetitions."""
        return in_order(self._found)

    @property
    def errors(self) -> int:
        """How many of them stop the letter."""
        return sum(finding.is_error for finding in self._found)

    @property
    def has_errors(self) -> bool:
        """Whether any of them stops the letter."""
        return self.errors > 0

    def __repr__(self) -> str:
        """As a list."""
        return f"Findings({self._found!r})"

    def __iter__(self) -> Iterator[Finding]:
        """As they were found."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings sorted by file and place, without repetitions."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: _order(f.place)))


def _order(place: Place) -> tuple[str, int, int, float, str]:
    """By file and line; a place in a Word file, which has no lines, by where it is in the order of reading."""
    column = 0 if place.line is None else place.column or 0
    position: float = math.inf if place.path and place.line is None else 0
    if place.position is not None:
        position = place.position
    return place.file or "", place.line or 0, column, position, place.path or ""
