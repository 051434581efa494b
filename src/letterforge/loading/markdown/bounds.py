"""How large a template may be: what keeps every step of reading it well under a second.

A parser of Markdown takes time that grows with the square of a paragraph, so it is the paragraphs that are bounded,
the lines and the tags, and not only the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.findings import Findings
from letterforge.loading.tags import Source
from letterforge.loading.tree import Node, children_of
from letterforge.models.text_rules import TEXT_RULES
from letterforge.rules.reading import TOO_DEEP, TOO_LONG, UNFIT_CHARACTER

LONGEST = 200_000  # characters of a template and all its parts; a letter of a hundred pages
MOST_LINES = 10_000  # empty ones among them
MOST_TAGS = 2_000
LONGEST_BLOCK = 20_000  # characters from one empty line to the next
SHORTEST_LINE = 10  # what a line counts at least: the parser goes through all lines of a block for each of them
DEEPEST = 40  # characters of quote signs, indent and signs of lists
DEEPEST_TREE = 60  # nodes within one another
MOST_FINDINGS = 200
_UNFIT = next(rule.pattern for rule in TEXT_RULES if rule.rule is UNFIT_CHARACTER and rule.pattern is not None)
_LEAD = re.compile(r"^(?=[ \t]*+\S)(?:[ \t>]|[-+*][ \t]|\d{1,9}\.[ \t])*+", re.MULTILINE)


@dataclass
class Bounds:
    """What is left of the bounds for a template with its parts."""

    characters: int = LONGEST
    lines: int = MOST_LINES
    tags: int = MOST_TAGS

    def allow(self, source: Source, findings: Findings) -> bool:
        """Whether a text is within the bounds and has no character that a letter cannot carry."""
        text = source.text
        self.characters -= len(text)
        if self.characters < 0:
            findings.add(
                source.finding(
                    TOO_LONG, 0, message=f"the template has more than {LONGEST:,} characters, its parts included"
                )
            )
            return False
        for found in _UNFIT.finditer(text):
            if found.group() != "\t":
                message = "a character that a letter cannot carry"
                findings.add(source.finding(UNFIT_CHARACTER, found.start(), message=message, hint="Delete it."))
                return False
        self.lines -= text.count("\n")
        if self.lines < 0:
            message = f"the template has more than {MOST_LINES:,} lines, its parts included"
            findings.add(source.finding(TOO_LONG, 0, message=message))
            return False
        for lead in _LEAD.finditer(text):
            if lead.end() - lead.start() > DEEPEST and not _is_rule(source.line(lead.start())):
                message = "more levels of indent, lists and quotes than a letter has"
                findings.add(source.finding(TOO_DEEP, lead.start(), message=message))
                return False
        return True

    def allow_tags(self, source: Source, count: int, findings: Findings) -> bool:
        """Whether so many tags are within the bounds."""
        self.tags -= count
        if self.tags < 0:
            findings.add(
                source.finding(
                    TOO_LONG, 0, message=f"the template has more than {MOST_TAGS:,} tags, its parts included"
                )
            )
        return self.tags >= 0


def _is_rule(line: str) -> bool:
    """Whether a line of signs is a thematic break (CommonMark, section 4.1)."""
    signs = "".join(line.split())
    return len(set(signs)) == 1 and signs[0] in "-*"


def long_block(lines: list[str]) -> int | None:
    """The number of the line that begins a block of more than `LONGEST_BLOCK` characters, None if there is none."""
    begin = size = 0
    for number, line in enumerate(lines):
        if not line.strip(" \t>"):
            begin, size = number + 1, 0
            continue
        size += max(len(line) + 1, SHORTEST_LINE)
        if size > LONGEST_BLOCK:
            return begin
    return None


def depth(nodes: tuple[Node, ...]) -> int:
    """How many nodes stand within one another, at most; without recursion, since it may be too many."""
    deepest, level = 0, nodes
    while level:
        deepest += 1
        level = tuple(child for node in level for child in children_of(node))
    return deepest
