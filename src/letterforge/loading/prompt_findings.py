"""A text without its tags, asked for prompts that its author has left in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from letterforge.findings import Finding, Severity
from letterforge.loading.prompts import prompts
from letterforge.loading.tags import Mark, Source
from letterforge.rules.reading import PROMPT

_ESCAPE = re.compile(r"\\(?=[\[\]_<>.])")
_RULE = re.compile(r"[\s_*-]*\Z")


def left(source: Source, marks: Sequence[Mark], *, skipped: Callable[[int], bool], angled: bool) -> Iterator[Finding]:
    """A finding for each prompt. ``skipped`` says which lines nobody prints; ``angled`` whether ``<`` is a sign as any other."""
    pieces, last = [], 0
    for mark in marks:
        if mark.start >= last:
            pieces += [source.text[last : mark.start], re.sub(r"[^\n]", " ", source.text[mark.start : mark.end])]
            last = mark.end
    text = _ESCAPE.sub(" ", "".join([*pieces, source.text[last:]]))
    at = 0
    for line in text.split("\n"):
        if not _RULE.match(line) and not skipped(at):
            for prompt in prompts(line):
                words = source.text[at + prompt.start : at + prompt.end]
                if words.startswith("<") and not angled:
                    continue
                message = f"{words} is a prompt, and would be printed as it is"
                severity = Severity.ERROR if prompt.certain else Severity.WARNING
                yield source.finding(PROMPT, at + prompt.start, message=message, severity=severity)
        at += len(line) + 1
