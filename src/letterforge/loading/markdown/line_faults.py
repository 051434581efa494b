"""What is wrong with a text of Markdown and can only be seen on its lines.

The numbers in the comments are those of `lines`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from letterforge.findings import Findings
from letterforge.loading.markdown.line import HEADING, INDENT, NUMBER, Line
from letterforge.loading.tags import Matched, Source
from letterforge.rules.markdown import MARKDOWN

_LEAD = re.compile(r"[ \t>]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_SHORTEST_UNDERLINE = 3
EMPTY_ITEM = ("a list item without text", "Write it after the marker, or delete the marker.")
LARGEST_NUMBER = 2  # digits before the first item of a list; more are a year (1986. A great year)


def check(source: Source, lines: list[Line], matched: Matched, prefixes: dict[int, str], findings: Findings) -> None:
    """What can only be seen on lines: sentences around a block, indents, numbers and number signs."""

    def fault(line: Line, message: str, hint: str) -> None:
        # The prefix has its tabs expanded; the source has not.
        lead = _LEAD.match(source.text, line.offset)
        offset = min(lead.end() if lead else line.offset, len(source.text))
        findings.add(source.finding(MARKDOWN, offset, message=message, hint=hint))

    where = {line.mark: index for index, line in enumerate(lines) if line.mark is not None}
    for group in matched.groups:  # 5
        first, last = where.get(group.numbers[0]), where.get(group.numbers[-1])
        if first is None or last is None or lines[first].table is not None or first == 0 or last + 1 >= len(lines):
            continue
        if lines[first - 1].is_sentence and lines[last + 1].is_sentence:
            fault(
                lines[first],
                "text directly above and below: is it one sentence, or are these three paragraphs?",
                "For one sentence, put the tags on the line of the text; for paragraphs, leave an empty line above and below.",
            )
    for line in lines:
        if line.mark in prefixes and line.quote.count(">") > prefixes[line.mark].count(">"):
            fault(
                line,
                "a tag in a quote, around text that is not in it",
                "Write > before each line between the tags, or before none of them.",
            )
    _check_lists(lines, fault)
    _check_underlines(lines, fault)
    for line in lines:
        heading = HEADING.match(line.rest) if line.table is None else None
        if heading is None:
            continue
        words = heading.group(2)
        if words.startswith("#") and words.strip("#").strip():
            fault(
                line,
                "more number signs than there are levels of headings",
                "Six are the most; \\# is the character itself.",
            )
        elif words and not words[0].isspace() and words[0] != "#":
            fault(
                line,
                "a number sign right before a word",
                "For a heading write a space after it; for the character itself write \\#.",
            )
        elif not words.strip(" #"):
            fault(line, "a heading without text", "Write the heading on this line, or leave the signs out.")
        elif re.search(r"[^\s#\\]#+\s*$", words):
            fault(line, "a number sign at the end of a heading would be lost", "Write \\# for the character itself.")


def _check_lists(lines: list[Line], fault: Callable[[Line, str, str], None]) -> None:
    """Indents by four (9), and years that would be the number of an item (9)."""
    above: Line | None = None
    for line in lines:
        before, above = above, line
        begins = before is None or not before.rest.strip()
        if line.rest and line.mark is None and begins and line.is_astray:
            fault(
                line,
                "a paragraph or an item that is indented by a few spaces",
                "Indent by four spaces for each level of a list, or not at all.",
            )
            continue
        if line.table is not None or not line.is_item:
            continue
        if line.indent % INDENT > 0:
            fault(
                line,
                "a paragraph or an item that is indented by a few spaces",
                "Indent by four spaces for each level of a list, or not at all.",
            )
        number = NUMBER.match(line.rest)
        if number is None:
            continue
        if len(number.group(1)) > LARGEST_NUMBER and not (before is not None and before.is_item):
            fault(
                line,
                "a line that begins with a large number and a full stop is an item of a list",
                "Write \\. after a number that is part of the sentence.",
            )


def _check_underlines(lines: list[Line], fault: Callable[[Line, str, str], None]) -> None:
    """Lines of dashes or equals signs: headings (CommonMark, section 4.3), rules, or what was meant for an item."""
    for index, line in enumerate(lines[1:], 1):
        before = lines[index - 1]
        if line.table is not None or not before.rest.strip() or not _UNDERLINE.match(line.rest):
            continue
        if line.rest.strip() == "-":
            fault(line, *EMPTY_ITEM)
        elif before.is_item or before.quote != line.quote or len(line.rest.strip()) < _SHORTEST_UNDERLINE:
            fault(
                line,
                "dashes or equals signs right below a line make a heading of it",
                "Leave an empty line above, or write the heading with number signs.",
            )
        elif index > 1 and before.is_sentence and lines[index - 2].is_sentence and line.rest.startswith("-"):
            fault(
                line,
                "dashes right below a paragraph: is it a heading, or a line across the page?",
                "For a heading write ## before it; for a line across the page leave an empty line above.",
            )
