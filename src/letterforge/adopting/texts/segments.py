"""A text on its way to Markdown: words and marks in turn, so that prompts are sought in the words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

# What Markdown or the template language would take for a sign of its own; brackets only where they would lead somewhere.
_SIGNS = re.compile(r"[\\`*_<>|{}]|~~|&(?=#|[A-Za-z]\w*;)|!?\[(?=\^)|!(?=\[)|(?<=\])(?=[(\[])")
_AT_START = re.compile(r"\A[ \t]*(?:([-+\u2022])(?=\s|\Z)|(\d{1,9})([.)])(?=\s|\Z)|(#|=+\s*\Z|-{3,}\s*\Z))")
_LABEL = re.compile(r"[ \t]*\[[^\]\n]+(?=\]:)")


class Sort(Enum):
    """What a stretch of a text is."""

    SOURCE = "source"
    """Markdown already: its words and its marks at once."""
    WORDS = "words"
    """Words that are to be printed as they are."""
    MARK = "mark"
    """A mark of Markdown, which no reader sees."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text."""

    sort: Sort
    text: str


def as_markdown(words: str, *, at_start: bool) -> str:
    """Words as Markdown that prints them; ``at_start`` where they begin a line."""
    out: list[str] = []
    for number, line in enumerate(words.split("\n")):
        written = _SIGNS.sub(lambda found: "\\" + found[0], line)
        if number or at_start:
            written = _AT_START.sub(_ordinary, written, count=1)
            label = _LABEL.match(written)
            if label:
                written = f"{written[: label.end()]}\\{written[label.end() :]}"
        out.append(written)
    return "\n".join(out)


def _ordinary(found: re.Match[str]) -> str:
    """The sign at the head of a line made an ordinary one."""
    if found[2]:
        return found[0].replace(found[2] + found[3], f"{found[2]}\\{found[3]}")
    sign = found[1] or found[4]
    return found[0].replace(sign, f"\\{sign}" if sign != "\u2022" else "\u2013", 1)
