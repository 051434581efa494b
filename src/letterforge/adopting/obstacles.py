"""What a file has that no template may have, besides its prompts: a table of contents in Word, HTML within Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from letterforge.adopting.source import Adoptable
from letterforge.filekinds import WORD
from letterforge.findings import Finding
from letterforge.loading.own_words import rules
from letterforge.template import read

_HEAD = '---\ntitle: "-"\nlang: "en-GB"\n---\n\n'


def obstacles(path: Path, source: Adoptable) -> tuple[Finding, ...]:
    """The errors of the file read as a template, but for what waits to be filled in it; their places are those of the file."""
    made = source.made({}, "" if source.suffix == WORD.suffix else _HEAD)
    _, findings = read(made.content, name=path.stem, file=str(path.with_suffix(source.suffix)))
    waiting = {one.code for one in rules()}
    marks = tuple(spot.prompt.text for spot in source.spots)
    above = _HEAD.count("\n") if made.content.startswith(_HEAD.encode()) else 0
    return tuple(
        one.at(replace(one.place, line=one.place.line - above)) if one.place.line else one
        for one in findings
        if one.is_error and one.rule not in waiting and not _is_of_a_prompt(one, marks)
    )


def _is_of_a_prompt(one: Finding, marks: tuple[str, ...]) -> bool:
    """Whether it is about a sign of a prompt, which goes with it."""
    if one.excerpt is None or one.place.column is None:
        return False
    at = one.place.column - 1
    for mark in marks:
        start = one.excerpt.find(mark)
        while start >= 0:
            if start - 1 <= at <= start + len(mark):
                return True
            start = one.excerpt.find(mark, start + 1)
    return False
