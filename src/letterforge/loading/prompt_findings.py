"""A text without its tags, asked for prompts that its author has left in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from letterforge.findings import Finding
from letterforge.loading.prompts import prompts
from letterforge.loading.tags import Mark, Source

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
                hint = "Write a placeholder in its place, such as {{ name }}, or the words that are meant."
                message = f"{words} is a prompt, and would be printed as it is"
                if prompt.certain:
                    yield source.error("prompt", at + prompt.start, message=message, hint=hint)
                else:
                    yield source.warning("prompt", at + prompt.start, message=message, hint=hint)
        at += len(line) + 1
