"""The part that an include names: its text, with its tags found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import EllipsisType
from typing import NamedTuple

from letterforge.loading.markdown.shared import Shared, marks_of
from letterforge.loading.tags import Mark, Source
from letterforge.rules.markdown import INCLUDE

DEEPEST_INCLUDE = 8
_INCLUDED = re.compile(r"\s*(['\"])([^'\"]+)\1\s*\Z")
_FENCE = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|\Z)")


class Part(NamedTuple):
    """A part, by the name that the include gives it."""

    source: Source
    marks: Sequence[Mark]
    name: str


def part_of(source: Source, mark: Mark, shared: Shared, including: tuple[str, ...]) -> Part | None:
    """The part that an include names; None where there is none, and findings say why."""
    named = _INCLUDED.match(mark.body)

    def refuse(message: str, hint: str | EllipsisType | None = ...) -> None:
        shared.findings.add(source.finding(INCLUDE, mark.start, message=message, hint=hint))

    if named is None:
        refuse("an include without a file name in quotes", 'Write {% include "part.md" %}.')
        return None
    name, beside = named.group(2), shared.beside
    if name in including or len(including) >= DEEPEST_INCLUDE:
        refuse("a part that includes itself, or parts nested too deep")
        return None
    try:
        text = beside.read(name).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        refuse(f"{name} is not text in UTF-8", "Save it as UTF-8.")
        return None
    except ValueError as fault:
        refuse(f"{name}: {fault}")
        return None
    found = Source(text, str(beside.folder / name) if beside.folder else name)
    if _FENCE.match(text):
        hint = "Leave it out: title, language and kind are those of the template."
        shared.findings.add(found.finding(INCLUDE, 0, message="a part cannot have front matter", hint=hint))
        return None
    marks = marks_of(found, shared.bounds, shared.findings)
    if marks is None:
        return None
    shared.ask(found, marks)
    return Part(found, marks, name)
