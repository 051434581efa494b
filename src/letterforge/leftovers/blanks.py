"""Blanks to be filled in by hand: runs of underscores, leaders of dots; not the lines that people sign on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.findings import Nature, Passage
from letterforge.leftovers.hit import Around, Hit, Strength
from letterforge.leftovers.lexicon import SIGNING

_LINE = re.compile(r"(?:\\?_){3,}(?:[ \u00a0]?(?:\\?_)+)*")
_DOTS = re.compile(r"\.{5,}|\u2026{2,}\.*|(?:\.[ \u00a0]){4,}\.")
_PAGE = re.compile(r"\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:\Z|\n)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BLOCK = frozenset("name names title date dated its print printed position capacity".split())


def blanks(passage: Passage, around: Around) -> Iterator[Hit]:
    """Runs of underscores and of dots that a value is to stand on."""
    text = passage.text
    if any(span.nature in {Nature.SCRIPT, Nature.HINT} for span in passage.spans):
        return
    if "___" in text or "\\_" in text:
        for found in _LINE.finditer(text):
            if not _is_rule(text, *found.span()) and not _is_signed(text, found.start(), found.end(), around=around):
                yield Hit(*found.span(), Strength.CERTAIN)
    if "...." in text or "\u2026\u2026" in text or ". . ." in text:
        for found in _DOTS.finditer(text):
            if not _PAGE.match(text, found.end()) and not _is_signed(text, found.start(), found.end(), around=around):
                yield Hit(*found.span(), Strength.LIKELY)


def _line(text: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and behind on the same line."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    return text[max(begin, start - 200) : start], text[stop : end if end >= 0 else len(text)][:200]


def _is_rule(text: str, start: int, stop: int) -> bool:
    """A line of nothing else is drawn to part or to sign; within a word it belongs to a name of a program."""
    before, after = _line(text, start, stop)
    if not before.strip(" \t>*_|") and not after.strip(" \t*_|"):
        return True
    return before[-1:].isalnum() and after[:1].isalnum()


def _is_signed(text: str, start: int, stop: int, *, around: Around) -> bool:
    before, after = _line(text, start, stop)
    words = [word.casefold() for word in _WORD.findall(before)][-6:]
    if any(word in SIGNING for word in words):
        return True
    if any(word.casefold() in SIGNING for word in _WORD.findall(after)[:3]):
        return True
    near = {word.casefold() for word in _WORD.findall(around.before[-200:] + " " + around.after[:200])}
    return bool(words) and words[-1] in _BLOCK and len(words) <= 3 and not near.isdisjoint(SIGNING)
