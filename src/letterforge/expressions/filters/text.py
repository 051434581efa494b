"""Filters that change the letters of a text, and one that holds it against a pattern."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from types import MappingProxyType

from jinja2 import nodes

from letterforge.expressions.filters.filter import CUT, TEXT, Filter, Parameter, Rearranged, Truth, text, yes_or_no
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.alternatives import falsy
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Atom, Leaf, Shape


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


def _with_star(pattern: str) -> Rearranged:
    """``name.startswith("a")``, where what is looked for is written out and holds no sign of a pattern."""

    def made(value: nodes.Expr, args: list[nodes.Expr]) -> tuple[nodes.Expr, list[nodes.Expr]] | None:
        match args:
            case [nodes.Const(value=str(said))] if not any(sign in said for sign in "*?"):
                return value, [nodes.Const(pattern.format(said))]
            case _:
                return None

    return made


def _replaced(_: Printer, value: str, old: str, new: str) -> object:
    """The text with one piece in the place of another; where nothing is left, nothing is there."""
    if not old or len(value) * max(len(new), 1) > LONGEST_MADE:
        message = "a text with something else in the place of nothing, or longer than any letter"
        raise UnprintableError(message)
    return value.replace(old, new) or (UNDEFINED if value else value)


LONGEST_MADE = 5_000_000  # characters


def _left(shape: Shape, arguments: Sequence[Shape]) -> Shape:
    """What is left of a text: nothing, where all of it may go; where signs go, letters and digits stay."""
    old, new = (_written(argument) for argument in arguments)
    left = dataclasses.replace(CUT, never_false=not falsy(shape))
    if any(
        isinstance(one, Leaf) and one.written and any(not str(said).strip() for said in one.choices or ())
        for one in shape
    ):
        return (left, Absent())  # nothing is left of nothing: `name | default("") | replace("a", "b")`
    if new and not new.isspace():
        return (left,)
    stays = bool(old) and not any(map(str.isalnum, old)) and all(isinstance(one, Leaf) and one.fit for one in shape)
    return (left,) if stays else (left, Absent())


def _written(argument: Shape) -> str:
    """A text that is written out; nothing where it is not, and nobody knows it."""
    texts = [one for atom in argument if isinstance(atom, Leaf) and atom.written for one in atom.choices or ()]
    return str(texts[0]) if len(texts) == 1 == len(argument) else ""


def _nothing_old(_: Shape, arguments: Sequence[Shape]) -> str | None:
    """Whether what is to be replaced may be nothing: it stands between all signs."""
    may = any(not isinstance(atom, Leaf) or "" in (atom.choices or ("",)) for atom in arguments[0] if not _fit(atom))
    return "replaces a text, and this may be an empty one" if may else None


def _fit(atom: Atom) -> bool:
    return isinstance(atom, Leaf) and atom.fit and not atom.written


CAPITALIZE = Filter(
    names=("capitalize",),
    function=_capitalize,
    takes=TEXT,
    gives=text,
    gives_words="the first letter large, all others small",
    examples=(("name | capitalize", "Siân powell"),),
    truth=Truth.SAME,
    elsewhere=("capfirst", "ucfirst"),
    methods=MappingProxyType({"capitalize": None}),
)
LIKE = Filter(
    names=("like",),
    function=like,
    takes=TEXT,
    gives=yes_or_no,
    gives_words="for conditions: whether the text goes by a pattern, in which `*` is any text and `?` any character",
    examples=(('"a" if name | like("si*") else "b"', "a"),),
    parameters=(Parameter(takes=Kind.TEXT, purpose="says what to look for", names=("pattern",), default="*"),),
    usage=('like("si*")',),
    elsewhere=("startswith", "endswith", "startsWith", "endsWith", "match", "matches", "fnmatch"),
    called='like("text*")',
    methods=MappingProxyType({"startswith": _with_star("{}*"), "endswith": _with_star("*{}")}),
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
    methods=MappingProxyType({"lower": None}),
)
_PIECE = Parameter(takes=Kind.TEXT, purpose="puts one text in the place of another", required=True)
REPLACE = Filter(
    names=("replace",),
    function=_replaced,
    takes=TEXT,
    gives=_left,
    gives_words="the text with one piece in the place of another, wherever that stands",
    examples=(('name | replace("powell", "price")', "siân price"),),
    parameters=(dataclasses.replace(_PIECE, names=("old",)), dataclasses.replace(_PIECE, names=("new",))),
    refuses=_nothing_old,
    usage=('replace("a", "b")',),
    truth=Truth.NEEDED,
    called='replace("a", "b")',
    methods=MappingProxyType({"replace": None}),
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
    methods=MappingProxyType({"title": None}),
)
TRIM = Filter(
    names=("trim",),
    function=lambda _, value: value.strip(),
    takes=TEXT,
    gives=text,
    gives_words="the text without blanks at its ends",
    examples=(("name | trim", "siân powell"),),
    truth=Truth.NEEDED,
    elsewhere=("lstrip", "rstrip"),
    methods=MappingProxyType({"strip": None}),
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
    methods=MappingProxyType({"upper": None}),
)
