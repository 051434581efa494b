"""Filters that change the letters of a text, and one that holds it against a pattern."""

from __future__ import annotations

import re

from letterforge.expressions.filters.filter import TEXT, Filter, Parameter, Truth, text, yes_or_no
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.kinds import Kind


def _capitalize(_: Printer, value: str) -> str:
    return value[:1].upper() + value[1:].lower()


def _title(_: Printer, value: str) -> str:
    """Each word with a capital; an apostrophe does not begin a word."""
    pieces = value.split(" ")
    return " ".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


LONGEST_PATTERN = 200
"""Characters; what a pattern costs grows with it, and with the text that it is held against."""


def like(_: Printer, value: str, pattern: str = "*") -> bool:
    """Whether a text goes by a pattern: its pieces between the stars stand there one after the other."""
    if len(pattern) > LONGEST_PATTERN:
        message = f"a text by a pattern of more than {LONGEST_PATTERN} characters"
        raise UnprintableError(message)
    first, *others = (re.compile(re.escape(one).replace(r"\?", "."), re.DOTALL) for one in pattern.split("*"))
    if not others:
        return first.fullmatch(value) is not None
    begun = first.match(value)
    end = len(value) - len(pattern.rpartition("*")[2])
    if begun is None or end < begun.end() or others[-1].fullmatch(value, end) is None:
        return False
    at = begun.end()
    for one in others[:-1]:
        found = one.search(value, at, end)
        if found is None:
            return False
        at = found.end()
    return True


CAPITALIZE = Filter(
    names=("capitalize",),
    function=_capitalize,
    takes=TEXT,
    gives=text,
    gives_words="the first letter large, all others small",
    examples=(("name | capitalize", "Siân powell"),),
    truth=Truth.SAME,
    elsewhere=("capfirst", "ucfirst"),
)
LIKE = Filter(
    names=("like",),
    function=like,
    takes=TEXT,
    gives=yes_or_no,
    gives_words="for conditions: whether the text goes by a pattern, in which `*` is any text and `?` any character",
    examples=(('"a" if name | like("si*") else "b"', "a"),),
    parameters=(Parameter(takes=Kind.TEXT, purpose="says what to look for"),),
    usage=('like("si*")',),
    elsewhere=("startswith", "endswith", "startsWith", "endsWith", "match", "matches", "fnmatch"),
    called='like("text*")',
)
LOWER = Filter(
    names=("lower",),
    function=lambda _, value: value.lower(),
    takes=TEXT,
    gives=text,
    gives_words="the text in small letters",
    examples=(("name | lower", "siân powell"),),
    truth=Truth.SAME,
    elsewhere=("downcase", "lowercase", "toLowerCase", "tolower", "casefold"),
)
TITLE = Filter(
    names=("title",),
    function=_title,
    takes=TEXT,
    gives=text,
    gives_words="each word with a large letter",
    examples=(("name | title", "Siân Powell"),),
    truth=Truth.SAME,
    elsewhere=("titlecase", "ucwords"),
)
TRIM = Filter(
    names=("trim",),
    function=lambda _, value: value.strip(),
    takes=TEXT,
    gives=text,
    gives_words="the text without blanks at its ends",
    examples=(("name | trim", "siân powell"),),
    truth=Truth.NEEDED,
    elsewhere=("strip", "lstrip", "rstrip"),
)
UPPER = Filter(
    names=("upper",),
    function=lambda _, value: value.upper(),
    takes=TEXT,
    gives=text,
    gives_words="the text in large letters",
    examples=(("name | upper", "SIÂN POWELL"),),
    truth=Truth.SAME,
    elsewhere=("upcase", "uppercase", "toUpperCase", "toupper"),
)
