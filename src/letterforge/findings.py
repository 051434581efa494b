"""What is wrong with a template, data or stationery, said as values: where, what, and how to mend it.

Nothing in a finding may repeat a value from the data. An excerpt is a line of a *template*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


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

    def __str__(self) -> str:
        """``file:line:column: path``, with what is known of it; a column is of no use without its line."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None and self.line is not None]
        where = ":".join([self.file, *numbers] if self.file else [])
        if not where and numbers:
            where = "line " + ", column ".join(numbers)
        return ": ".join(part for part in (where, self.path) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    ``rule`` is its short name, ``message`` says what is wrong, ``hint`` how to mend it, and ``excerpt`` is
    the line of the template that it stands on.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str | None = None
    excerpt: str | None = None

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


def error(rule: str, place: Place, *, message: str, hint: str | None = None, excerpt: str | None = None) -> Finding:
    """A finding that stops the letter."""
    return Finding(rule, Severity.ERROR, place, message, hint, excerpt)


def warning(rule: str, place: Place, *, message: str, hint: str | None = None, excerpt: str | None = None) -> Finding:
    """A finding that does not stop the letter."""
    return Finding(rule, Severity.WARNING, place, message, hint, excerpt)


def in_order(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings sorted by file and place, without repetitions."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: _order(f.place)))


def _order(place: Place) -> tuple[str, int, int, str]:
    """Places in a Word file have no lines: they stay in the order of reading."""
    if place.line is None and place.column is not None:
        return place.file or "", 0, 0, ""
    return place.file or "", place.line or 0, place.column or 0, place.path or ""
