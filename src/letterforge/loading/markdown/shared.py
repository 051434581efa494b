"""What a Markdown text and the parts that it includes have in common, and the tags of one of them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from letterforge.document import Picture
from letterforge.findings import Findings, Place
from letterforge.formatting.printer import Printer
from letterforge.loading import allowing, own_words
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.markdown.bounds import Bounds
from letterforge.loading.markdown.lists import Numbers
from letterforge.loading.own_words import OwnWords
from letterforge.loading.tags import Mark, MarkKind, Source, scan
from letterforge.scanning.allowed import Allowance

_NEW_PAGE = re.compile(r"^\\newpage(?=[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a text and the parts that it includes have in common."""

    printer: Printer
    beside: CompanionFiles
    findings: Findings
    images: dict[str, Picture]
    bounds: Bounds
    numbers: Numbers = field(default_factory=Numbers)
    own: list[OwnWords] = field(default_factory=list)
    allow: list[Allowance] = field(default_factory=list)
    replies: list[tuple[Place, Place]] = field(default_factory=list)
    """From where to where the recipient is to fill in."""

    def ask(self, source: Source, marks: Sequence[Mark], unprinted: Sequence[tuple[int, int]] = ()) -> None:
        """Look for what waits to be filled in the words of a text, and for what it says to be meant."""
        opened: list[int] = []
        for mark in marks:
            if mark.kind is MarkKind.REPLY:
                opened.append(mark.start)
            elif mark.kind is MarkKind.ENDREPLY and opened:
                self.replies.append((source.place(opened.pop()), source.place(mark.end)))
        self.allow.extend(allowing.in_comments(source, marks, self.findings))
        self.own.extend(own_words.in_markdown(source, marks, unprinted=unprinted))


def marks_of(source: Source, bounds: Bounds, findings: Findings) -> list[Mark] | None:
    """The tags, and the page breaks, which are no tags but stand alone like them; None if it is all too much."""
    if not bounds.allow(source, findings):
        return None
    marks = scan(source, findings, escapes=True)
    starts = [mark.start for mark in marks]
    breaks = []
    for found in _NEW_PAGE.finditer(source.text):
        before = bisect.bisect_right(starts, found.start()) - 1
        if before < 0 or marks[before].end <= found.start():
            breaks.append(Mark(MarkKind.PAGE_BREAK, "", found.start(), found.end()))
    marks = sorted([*marks, *breaks], key=lambda mark: mark.start)
    return marks if bounds.allow_tags(source, len(marks), findings) else None
