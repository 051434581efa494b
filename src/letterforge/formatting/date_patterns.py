"""Patterns of dates and times, as Python writes them (``%d %B %Y``) and as CLDR does (``d MMMM yyyy``).

Both come to a pattern of CLDR's, so that months and days have their names in the language of the letter.
"""

from __future__ import annotations

import functools
import re

# What Python's strftime documents, as far as a letter needs it; a sign before the letter leaves zeros out.
_PYTHON = {
    "d": "dd", "-d": "d", "#d": "d", "e": "d", "m": "MM", "-m": "M", "#m": "M", "B": "MMMM", "b": "MMM", "h": "MMM",
    "Y": "yyyy", "y": "yy", "A": "EEEE", "a": "EEE",
    "H": "HH", "-H": "H", "#H": "H", "I": "hh", "-I": "h", "#I": "h", "M": "mm", "-M": "m", "S": "ss", "p": "a",
}  # fmt: skip
_PIECE = re.compile(r"%([-#]?[A-Za-z%])|([^%]+)")
_FIELD = re.compile(r"d{1,2}|M{1,4}|y{4}|yy|y|E{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|a|'(?:[^']|'')*'|[^A-Za-z']+")
_OF_TIMES = re.compile("[Hhmsa]")
_OF_DATES = re.compile("[dMyE]")
LONGEST = 100  # characters


@functools.lru_cache(maxsize=256)
def cldr_pattern(pattern: str) -> str | None:
    """A pattern as CLDR writes it; None where it is none.

    >>> cldr_pattern("%d %B %Y"), cldr_pattern("d MMMM yyyy"), cldr_pattern("sometimes")
    ('dd MMMM yyyy', 'd MMMM yyyy', None)
    """
    if len(pattern) > LONGEST or any(ord(sign) < ord(" ") for sign in pattern):
        return None
    made = _from_python(pattern) if "%" in pattern else pattern
    if made is None or "".join(_FIELD.findall(made)) != made:
        return None
    return made if _OF_DATES.search(fields(made)) or _OF_TIMES.search(fields(made)) else None


def fields(pattern: str) -> str:
    """The letters of a pattern of CLDR's that stand for something, without what stands in quotes."""
    return re.sub("'(?:[^']|'')*'", "", pattern)


def asks_for_date(pattern: str) -> bool:
    """Whether a pattern of CLDR's has a day, month, year or day of the week."""
    return _OF_DATES.search(fields(pattern)) is not None


def asks_for_time(pattern: str) -> bool:
    """Whether a pattern of CLDR's has an hour, minute or second."""
    return _OF_TIMES.search(fields(pattern)) is not None


def _from_python(pattern: str) -> str | None:
    out: list[str] = []
    at = 0
    for found in _PIECE.finditer(pattern):
        if found.start() != at:
            return None
        at = found.end()
        if found[2] is not None:
            out.append(_quoted(found[2]))
        elif found[1] == "%":
            out.append("%")
        elif found[1] in _PYTHON:
            out.append(_PYTHON[found[1]])
        else:
            return None
    return "".join(out) if at == len(pattern) else None


def _quoted(words: str) -> str:
    """Words between fields; letters among them stand in quotes."""
    if not re.search("[A-Za-z']", words):
        return words
    return "'" + words.replace("'", "''") + "'"
