"""What can be changed in a regular expression: quantifiers, anchors, looks ahead and behind, alternatives, classes."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<anchor>\\[bBAZ]|\^|\$)"
    r"|(?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.))"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<comment>\(\?#[^)]*\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|[aiLmsux-]*:|>|P=))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<times>\{\d*(?:,\d*)?\}[?+]?)"
    r"|(?P<quantifier>[*+?][?+]?)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_OTHER_LOOK = {"(?=": "(?!", "(?!": "(?=", "(?<=": "(?<!", "(?<!": "(?<="}
_OTHER_TIMES = {"*": "+", "+": "*", "?": ""}


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    stop: int
    new: str


def changed_patterns(pattern: str) -> Iterator[str]:
    """The patterns that one change makes of a pattern; not all of them can be compiled."""
    for edit in _edits(pattern):
        yield pattern[: edit.start] + edit.new + pattern[edit.stop :]


def _edits(pattern: str) -> Iterator[_Edit]:
    alternatives: list[list[int]] = [[0]]
    for token in _TOKEN.finditer(pattern):
        start, stop = token.span()
        text = token[0]
        match token.lastgroup:
            case "class":
                yield _Edit(start, stop, "[" + text[2:] if text[1] == "^" else "[^" + text[1:])
            case "anchor":
                yield _Edit(start, stop, "")
            case "look":
                yield _Edit(start, stop, _OTHER_LOOK[text])
                alternatives.append([stop])
            case "open":
                alternatives.append([stop])
            case "bar":
                alternatives[-1].append(stop)
            case "close":
                yield from _fewer(alternatives.pop(), start)
            case "quantifier":
                yield _Edit(start, stop, _OTHER_TIMES[text[0]] + (text[1:] if text[0] != "?" else ""))
            case "times":
                yield from _times(text, start)
    if len(alternatives) == 1:
        yield from _fewer(alternatives[0], len(pattern))


def _fewer(starts: list[int], stop: int) -> Iterator[_Edit]:
    """Without one of several alternatives; each ends before the bar of the next."""
    ends = [*(start - 1 for start in starts[1:]), stop]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if len(starts) > 1:
            yield _Edit(start, end + 1, "") if index + 1 < len(starts) else _Edit(start - 1, end, "")


def _times(text: str, start: int) -> Iterator[_Edit]:
    """One more, and one less, of each bound of ``{m,n}``."""
    for number in re.finditer(r"\d+", text):
        for value in (int(number[0]) + 1, int(number[0]) - 1):
            yield _Edit(start + number.start(), start + number.end(), str(max(value, 0)))


def compiles(pattern: str) -> bool:
    """Whether it is a pattern, of which Python does not warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(pattern)
        except (re.error, FutureWarning, DeprecationWarning, OverflowError):
            return False
    return True


def around(before: str, after: str, room: int = 12) -> tuple[str, str]:
    """Two patterns that differ in one place, cut down to it."""
    start = next(
        (n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    tail = 0
    while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    first = max(start - room, 0)
    return tuple(  # type: ignore[return-value]
        ("…" if first else "") + text[first : len(text) - tail + min(room, tail)] + ("…" if tail > room else "")
        for text in (before, after)
    )
