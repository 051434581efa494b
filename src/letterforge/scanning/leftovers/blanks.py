"""Blanks to be filled in by hand: runs of underscores, leaders of dots; not the lines that people sign on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings
from letterforge.scanning.leftovers.lexicon import AGREEING, BLOCK, DATED, SIGNING

_LINE = late(r"(?:\\?_){3,}+|(?<=\d\d)(?:\\?_){2}(?!\w)|(?<![\w_])_(?:[ \u00a0]_){3,}+(?!\w)")
_DOTS = late(r"\.{5,}|\u2026{2,}\.*|(?:\.[ \u00a0]){4,}\.")
# A leader leads to a page, or on a menu to a price.
_PAGE = late(
    r"[\s*_]{0,12}(?:(?:page|pp?\.|seite|s\.|p\u00e1g\.|tud\.)[ ])?[$\u00a3\u20ac]?[ ]?(?:\d{1,4}(?:[.,]\d{1,2})?|[ivxlc]{1,6})"
    r"(?:[ ]?(?:[$\u00a3\u20ac]|eur|gbp|p))?[ \t*_]{0,8}(?:\Z|\n)",
    re.IGNORECASE,
)
_WORD = late(r"[^\W\d_]+")
_FRAME = " \t>*_|"
_EMPHASIS = late(r"(?<!_)___[^_\s][^_]*___(?!_)")
_WIDTH, _NEAR = 200, 600
_HEADING = late(r"\s*#{1,6} |\s*\*\*[^*]+\*\*\s*\Z")


def blanks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Runs of underscores and of dots that a value is to stand on."""
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    in_cell = "cell" in (passage.place.path or "")
    for signs, pattern in (
        (("__", "\\_", "_ _", "_\u00a0_"), _LINE),
        (("....", "\u2026\u2026", ". .", ".\u00a0."), _DOTS),
    ):
        for found in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            if _waits(text, *found.span(), around=around, in_cell=in_cell):
                yield Candidate(*found.span(), Strength.LIKELY)


def _waits(text: str, start: int, stop: int, *, around: Surroundings, in_cell: bool) -> bool:
    """Whether an answer belongs there."""
    before, after = _line(text, start, stop)
    if text[start] in ".\u2026" and _PAGE.match(text, stop):
        return False
    if before[-1:].isalnum() and after[:1].isalnum() and text[start] != ".":
        return False  # within a name of a program
    if (
        stop - start == len("___")
        and (after[:1].isalnum() or before[-1:].isalnum())
        and _EMPHASIS.search(before + text[start:stop] + after)
    ):
        return False
    if before.strip(_FRAME) or after.strip(_FRAME) or text[start] != "_":
        return not _is_signed(text, start, stop, around=around)
    return _is_answer(text, start, stop, around=around, in_cell=in_cell)


def _is_answer(text: str, start: int, stop: int, *, around: Surroundings, in_cell: bool) -> bool:
    """Whether a line of nothing else is one to write on: in a cell, below a question, or one of several."""
    above = next(_lines(text[max(0, start - _NEAR) : start].split("\n")[:-1], around.before), "")
    below = next(_lines(text[stop : stop + _NEAR].split("\n")[:0:-1], tuple(reversed(around.after))), "")
    words = _last(above)
    if _signs(words) or _signs(_first(below)):
        return False
    if in_cell:
        return not BLOCK.intersection(words) or not _signs(
            [word.casefold() for line in around.before for word in _WORD.findall(line)]
        )
    asked = above.rstrip(" *_").endswith((":", "?"))
    return asked or any(line and not line.strip(_FRAME) for line in (above, below))


def _line(text: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and behind on the same line."""
    before, after = text[max(0, start - _WIDTH) : start], text[stop : stop + _WIDTH]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _is_signed(text: str, start: int, stop: int, *, around: Surroundings) -> bool:
    """Whether it is a line to sign on, or one for name, title or date in the lines around such a line."""
    before, after = _line(text, start, stop)
    words = _last(before)
    if _signs(words) or before.rstrip().endswith("/s/") or (_is_caption(words, after) and _signs(_first(after))):
        return True
    if before.lstrip().startswith("|"):
        return _signs([word.casefold() for word in _WORD.findall(_header(around.before))])
    if not words or not (BLOCK.intersection((words[0], words[-1])) or _DATED.match(after)):
        return False
    if _signs([word.casefold() for word in _WORD.findall(before + after)]):
        return True
    above = _lines(text[max(0, start - _NEAR) : start].split("\n")[:-1], around.before)
    below = _lines(text[stop : stop + _NEAR].split("\n")[:0:-1], tuple(reversed(around.after)))
    return any(_in_block(lines) for lines in (above, below))


def _is_caption(words: list[str], after: str) -> bool:
    """Whether what stands behind a line says what it was for, and is not the label of the next one."""
    return not words or after.lstrip().startswith("(")


def _header(above: tuple[str, ...]) -> str:
    """The first row of the table of Markdown that these lines end with."""
    rows = list(takewhile(lambda line: line.lstrip().startswith("|"), reversed(above)))
    return rows[-1] if rows else ""


def _last(line: str) -> list[str]:
    """The last words of a line, behind its last blank."""
    return [word.casefold() for word in _WORD.findall(_RUN.split(line)[-1])][-6:]


def _first(line: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(line)][:3]


_RUN = late(r"_{3,}|\.{5,}")
# Behind the line of a party there is one for the day on which they sign: "Landlord: ____ Date: ____".
_DATED = late(rf"[ \t*|]{{0,20}}(?:{'|'.join(sorted(DATED))})[ \t*]{{0,4}}:?[ \t*]{{0,4}}_{{3}}", re.IGNORECASE)


def _signs(words: list[str]) -> bool:
    if "whereof" in words:  # "In witness whereof" is how a deed ends, and no line to sign on
        return False
    if len(AGREEING.intersection(words)) > 1:
        return True  # "Accepted and agreed:" is said above the lines to sign on; "Fee agreed:" asks for the fee
    return not SIGNING.isdisjoint(words) or words in (["by"], ["x"]) or (words[:1] == ["by"] and len(words) <= _BY)


def _lines(near: list[str], passages: tuple[str, ...]) -> Iterator[str]:
    """The lines next to one, the nearest first: of its own passage, then of those beside it."""
    yield from (line for line in reversed(near) if line.strip())
    for passage in reversed(passages):
        yield from (line for line in reversed(passage[-_NEAR:].split("\n")) if line.strip())


def _in_block(lines: Iterator[str]) -> bool:
    """Whether a line to sign on is near, with nothing between but lines of the same block."""
    for line in islice(lines, _BLOCK_LINES):
        words = [word.casefold() for word in _WORD.findall(_LABEL.split(line, 1)[0])]
        if _signs(words[:8]):
            return True
        if (
            _HEADING.match(line)
            or not (words or _RUN.search(line))
            or len(words) > _LABEL_WORDS
            or (words and _RUN.search(line) and not (BLOCK.intersection((words[0], words[-1])) or _DATED.search(line)))
        ):
            return False
    return False


_LABEL = late(r":|_{3,}|\.{5,}")
_BLOCK_LINES = 8
_LABEL_WORDS, _BY = 6, 4
