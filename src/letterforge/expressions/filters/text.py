"""Filters that change the letters of a text."""

from __future__ import annotations

from letterforge.expressions.filters.filter import TEXT, Filter, Truth, text
from letterforge.formatting.printer import Printer


def _capitalize(_: Printer, value: str) -> str:
    return value[:1].upper() + value[1:].lower()


def _title(_: Printer, value: str) -> str:
    """Each word with a capital; an apostrophe does not begin a word."""
    pieces = value.split(" ")
    return " ".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


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
