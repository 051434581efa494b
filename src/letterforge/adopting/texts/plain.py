"""Plain text as Markdown: paragraphs, lines that are lines, lists and underlined headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.adopting.texts.segments import Segment, Sort

_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022\u00b7\u25cf\u2013]|\(?(\d{1,2})[.)])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*")
_WRAPPED = 60
"""How long a line at least is that somebody's program has broken; a shorter one ends where its author wanted."""
BULLETS = "bullets within a paragraph, which are printed as dashes"
COLUMNS = "columns that are made with spaces: Markdown draws spaces together"


def as_segments(text: str, lost: list[str]) -> Iterator[Segment]:
    """A plain text as words and marks; what cannot be carried is said in ``lost``."""
    lines = [line.rstrip() for line in re.split(r"\r\n|[\r\n\f]", text)]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.expandtabs(4))
        elif blocks[-1]:
            blocks.append([])
    if any(re.search(r"\S {3,}\S", line) for block in blocks for line in block):
        lost.append(COLUMNS)
    if any(line.lstrip().startswith("\u2022") and not _is_list(block) for block in blocks for line in block[1:]):
        lost.append(BULLETS)
    first = True
    for block in blocks:
        if not block:
            continue
        if not first:
            yield Segment(Sort.MARK, "\n\n")
        first = False
        yield from _block(block)
    yield Segment(Sort.MARK, "\n")


def _block(lines: list[str]) -> Iterator[Segment]:
    if len(lines) == 1 and _UNDERLINE.fullmatch(lines[0]):
        yield Segment(Sort.MARK, "---")
        return
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        yield Segment(Sort.MARK, "# " if "=" in lines[1] else "## ")
        yield Segment(Sort.WORDS, lines[0].strip())
        if lines[2:]:
            yield Segment(Sort.MARK, "\n\n")
            yield from _block(lines[2:])
        return
    start = next((number for number, line in enumerate(lines) if _BULLET.match(line)), len(lines))
    if start < len(lines) and _is_list(lines[start:]):
        if start:
            yield from _paragraph(lines[:start])
            yield Segment(Sort.MARK, "\n\n")
        yield from _list(lines[start:])
        return
    yield from _paragraph(lines)


def _is_list(lines: list[str]) -> bool:
    """Whether every line begins an item or goes on with one, further in."""
    return all(_BULLET.match(line) or line.startswith(" ") for line in lines)


def _list(lines: list[str]) -> Iterator[Segment]:
    number = 0
    for index, line in enumerate(lines):
        bullet = _BULLET.match(line)
        if bullet is None:
            yield Segment(Sort.MARK, "\n    ")
            yield Segment(Sort.WORDS, line.strip())
            continue
        number += 1
        yield Segment(Sort.MARK, ("\n" if index else "") + (f"{bullet[1]}. " if bullet[1] else "- "))
        yield Segment(Sort.WORDS, line[bullet.end() :].strip())


def _paragraph(lines: list[str]) -> Iterator[Segment]:
    """Lines that a program has broken are one paragraph; others are lines, as those of an address."""
    longest = max(map(len, lines))
    wrapped = longest >= _WRAPPED and all(len(line) >= longest * 0.6 for line in lines[:-1])
    for number, line in enumerate(lines):
        if number:
            yield Segment(Sort.MARK, "\n" if wrapped else "\\\n")
        yield Segment(Sort.WORDS, line.strip())
