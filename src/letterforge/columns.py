"""What the tabs of a paragraph make of it: columns, each with where it begins and how wide it is, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letterforge.document import Alignment, Inline, Leader, LineBreak, Tab

_AFTER_LEADER = 20.0
"""Millimetres for the number that dots lead to."""

_SLACK = 1.0
"""Millimetres by which a stop may stand beyond the margin, as Word's own do: its words stay on the line."""


@dataclass(frozen=True, slots=True)
class Column:
    """Words between two tabs. The last of a line has no ``width``; ``leader`` fills what its words leave of it."""

    children: tuple[Inline, ...]
    width: float | None = None
    alignment: Alignment = Alignment.START
    leader: Leader | None = None


def has_tabs(children: Sequence[Inline]) -> bool:
    """Whether a paragraph has columns."""
    return any(type(child) is Tab for child in children)


def columns(children: Sequence[Inline]) -> Iterator[Column | LineBreak]:
    """A paragraph as its columns, line by line.

    Words at a stop that they end at, or have their middle at, get room on both sides as far as the stops beside it allow.
    """
    line: list[Inline] = []
    for child in (*children, None):
        if child is not None and not isinstance(child, LineBreak):
            line.append(child)
            continue
        yield from _of_line(line)
        line = []
        if child is not None:
            yield child


def _of_line(line: Sequence[Inline]) -> Iterator[Column]:
    tabs = [child for child in line if isinstance(child, Tab)]
    words: list[list[Inline]] = [[]]
    for child in line:
        if isinstance(child, Tab):
            words.append([])
        else:
            words[-1].append(child)
    stops = [0.0, *(tab.stop for tab in tabs)]
    edges = [(0.0, 0.0)]  # where the words of each column may begin, and must end, if anywhere
    for (before, stop), tab in zip(pairwise(stops), tabs, strict=True):
        match tab.alignment:
            case Alignment.START | Alignment.JUSTIFY:
                edges.append((stop, 0.0))
            case Alignment.CENTER:
                half = (stop - before) / 2
                edges.append((stop - half, stop + half))
            case Alignment.END:
                least = (before + stop) / 2
                edges.append((max(least, stop - _AFTER_LEADER) if tab.leader else least, stop))
    for number, ((begin, stop), some) in enumerate(zip(edges, words, strict=True)):
        last = number + 1 == len(edges)
        until = stop - _SLACK if last and stop else stop
        end = until or (0.0 if last else edges[number + 1][0])
        alignment = tabs[number - 1].alignment if number else Alignment.START
        leader = None if last else tabs[number].leader
        if not last or some:
            yield Column(tuple(some), max(end - begin, 0.0) or None, alignment, leader)
        if not last and edges[number + 1][0] > end:
            yield Column((), edges[number + 1][0] - end)
