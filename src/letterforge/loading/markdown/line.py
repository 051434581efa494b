"""One line of Markdown: what leads it in, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

PREFIX = re.compile(r"(?: *> ?)* *")
QUOTE = re.compile(r"(?: *>)*")
BULLET = re.compile(r"[-+*] +\S|[-+*]$")
NUMBER = re.compile(r"(\d+)\. +\S")
_ROLE = re.compile(r"\{:[^\n]*\}[ \t]*$")
_RULE = re.compile(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$")
HEADING = re.compile(r"(#{1,6})(.*)$")
INDENT = 4


@dataclass
class Line:
    """One line: its text with tokens, where it began in the source, and the block tag that it is, if it is one."""

    text: str
    offset: int
    mark: int | None = None
    table: int | None = None
    prefix: str = field(init=False)
    rest: str = field(init=False)

    def __post_init__(self) -> None:
        """Part the line into what leads it in (quote signs and indent) and what it says."""
        self.prefix = PREFIX.match(self.text).group()  # type: ignore[union-attr]  # it matches the empty string
        self.rest = self.text[len(self.prefix) :]

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of a list."""
        return bool(BULLET.match(self.rest) or NUMBER.match(self.rest)) and not _RULE.match(self.rest)

    @property
    def quote(self) -> str:
        """The quote signs that lead it in."""
        return QUOTE.match(self.prefix).group()  # type: ignore[union-attr]  # it matches the empty string

    @property
    def indent(self) -> int:
        """The blanks between the quote signs, of which one belongs to the sign, and what it says."""
        return len(self.prefix.removeprefix(self.quote).removeprefix(" " if self.quote else ""))

    @property
    def is_astray(self) -> bool:
        """Whether blanks lead it in, or a quote sign, that are no level of a list."""
        first, *others = self.prefix.split(">")
        return any(len(blanks) % INDENT for blanks in (first, *(other.removeprefix(" ") for other in others)))

    @property
    def is_sentence(self) -> bool:
        """Whether it is part of a paragraph, as far as a line can tell."""
        return bool(
            self.rest.strip()
            and self.mark is None
            and self.table is None
            and not self.is_item
            and not HEADING.match(self.rest)
            and not _ROLE.match(self.rest)
        )
