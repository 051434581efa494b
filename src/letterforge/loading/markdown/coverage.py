"""The books of a source: every letter and every tag of it must come out of the parser, in order, or it is a finding.

The same count tells where in the source a piece of the tree came from, which Markdown parsers do not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterforge.findings import Finding
from letterforge.loading.tags import Mark, MarkKind, Source
from letterforge.rules.reading import LOST

_NOT_MARKUP = frozenset("$%@&,;?/")
_LEAD = re.compile(r"^[ \t>]*+((?:(?:[-+*]|\d{1,9}\.)[ \t]+)++)", re.MULTILINE)
_NUMBER = re.compile(r"\d+")
_ROLES = re.compile(r"^[ \t>]*+\{:[^\n]*\}[ \t\r]*$", re.MULTILINE)


def counts(character: str) -> bool:
    """Whether a character is certainly text: a letter or digit, or a sign that Markdown has no use for."""
    return character.isalnum() or character in _NOT_MARKUP or (character > "\x7f" and not character.isspace())


class Account:
    """What is still owed. ``take`` it in the order of reading."""

    def __init__(self, source: Source, marks: Sequence[Mark], body: int) -> None:
        self._source = source
        self._body = body
        self._units: list[tuple[str | int, int]] = []
        self._at = 0
        self.lost: Finding | None = None
        text = source.text
        hidden = {i for m in _ROLES.finditer(text, body) for i in range(*m.span())}
        # The numbers of items, by their offsets; a line that only looks like an item keeps its number as text.
        self._numbers = {
            number.start(): number.group()
            for lead in _LEAD.finditer(text, body)
            for number in _NUMBER.finditer(text, *lead.span(1))
        }
        at = body
        for number, mark in enumerate(marks):
            if mark.start < body:
                continue
            self._units += [(text[i], i) for i in range(at, mark.start) if counts(text[i]) and i not in hidden]
            if mark.kind is not MarkKind.COMMENT:
                self._units.append((number, mark.start))
            at = mark.end
        self._units += [(text[i], i) for i in range(at, len(text)) if counts(text[i]) and i not in hidden]

    @property
    def offset(self) -> int:
        """Where in the source the next word or tag stands; the end of the source after the last."""
        return self._units[self._at][1] if self._at < len(self._units) else max(0, len(self._source.text.rstrip()) - 1)

    @property
    def last(self) -> int:
        """Where the last word or tag stands that was taken; the beginning before the first."""
        return self._units[self._at - 1][1] if self._at else self._body

    def locate(self, count: int, sign: str, *, begins: bool) -> int:
        """Where a sign stands that is no word itself, so many words and tags from here; whether it begins a line."""
        index = min(self._at + count, len(self._units))
        first = self._units[index - 1][1] if index else max(0, self._body - 1)
        last = self._units[index][1] if index < len(self._units) else len(self._source.text)
        pattern = (r"\n[ \t>]*" if begins else "") + re.escape(sign)
        found = re.compile(pattern).search(self._source.text, first, last + 1)
        return found.end() - 1 if found else min(last, max(0, len(self._source.text) - 1))

    def take(self, piece: str | int) -> None:
        """Account for a text, or for a tag by its number."""
        wanted = [piece] if isinstance(piece, int) else [c for c in piece if counts(c)]
        for unit in wanted:
            if self.lost is not None:
                return
            if self._at < len(self._units) and self._units[self._at][0] == unit:
                self._at += 1
            else:
                self._lose()

    def take_number(self) -> int | None:
        """Account for the number of an item of a list, and give it; None where none is written here."""
        number = self._numbers.get(self.offset)
        if number is None or self._at >= len(self._units):
            self._lose()
            return None
        self.take(number)
        return int(number)

    def close(self) -> None:
        """Nothing more comes: what is still owed is lost."""
        if self._at < len(self._units):
            self._lose()

    def _lose(self) -> None:
        if self.lost is None:
            self.lost = self._source.finding(
                LOST,
                self.offset,
                message="this is not understood: it would be lost, doubled or out of its place in the letter",
                hint="Write it more simply; a backslash makes a sign of Markdown an ordinary one.",
            )
