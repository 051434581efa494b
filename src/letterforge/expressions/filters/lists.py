"""Filters of lists; the length is that of texts, too."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import TypeAlias

from letterforge.expressions.filters.filter import (
    LIST,
    LIST_OR_TEXT,
    PRINTABLE_LIST,
    Filter,
    Parameter,
    Truth,
    item,
    text,
    whole_number,
)
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.alternatives import of_length
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, ListOf, Nothing, Shape, union
from letterforge.models.text_rules import TextRule, judged
from letterforge.rules.data import NO_WORD

LONGEST_JOINED = 1_000_000  # characters; a join within a join grows with a power of the list


Permits: TypeAlias = Callable[[TextRule, int, str], bool]
"""Whether an item of a list, by its number, may break a rule."""
_permits: contextvars.ContextVar[Permits] = contextvars.ContextVar("_permits", default=lambda *_: False)


@contextlib.contextmanager
def permitted(permits: Permits) -> Iterator[None]:
    """While it lasts, items that may break a rule are joined all the same: a field can allow what they say."""
    token = _permits.set(permits)
    try:
        yield
    finally:
        _permits.reset(token)


def _join(printer: Printer, value: list[object], separator: str = "", *, written: frozenset[int] = frozenset()) -> str:
    permits = _permits.get()
    said = [(index, one) for index, one in enumerate(value) if isinstance(one, str)]
    broken = next(
        (
            rule
            for at, one in said
            for rule in judged(one).broken
            if not (at in written and rule.rule is NO_WORD) and not permits(rule, at, one)
        ),
        None,
    )
    if broken is not None:
        message = f"a list with an item that {broken.message}"
        raise UnprintableError(message)
    texts = [printer.text(one) for one in value]
    if sum(map(len, texts)) + len(separator) * len(texts) > LONGEST_JOINED:
        message = "a list that is longer than any letter"
        raise UnprintableError(message)
    return separator.join(texts)


MOST_TOGETHER = 100
"""Items of a batch, as many as no table has columns."""


def _batched(_: Printer, value: list[object], size: int, fill: object = None) -> list[list[object]]:
    groups = [value[at : at + size] for at in range(0, len(value), size)]
    if fill is not None and groups:
        groups[-1] += [fill] * (size - len(groups[-1]))
    return groups


def _groups(shape: Shape, arguments: Sequence[Shape]) -> Shape:
    """A list of lists; the last of them may be shorter, unless it is filled up."""
    size = next((int(one) for atom in arguments[0] if isinstance(atom, Leaf) for one in atom.choices or ()), 1)
    fill = arguments[1] if len(arguments) > 1 else (Nothing(),)
    stands_in = tuple(atom for atom in fill if atom != Nothing())
    out: list[ListOf] = []
    for one in (atom for atom in shape if isinstance(atom, ListOf)):
        full = bool(stands_in) and Nothing() not in fill
        group = ListOf(
            union(one.item, stands_in), size if full else min(size, max(one.least, 1)) if one.least <= size else 1
        )
        out.append(ListOf((group,), -(-one.least // size)) if one.item else one)
    return tuple(out)


BATCH = Filter(
    names=("batch",),
    function=_batched,
    takes=LIST,
    gives=_groups,
    gives_words="for loops: the items in groups of so many; with a second argument, which fills up the last group",
    examples=(("towns | batch(2) | length", "2"), ('towns | batch(2, "x") | last | join("-")', "Wyre-x")),
    parameters=(
        Parameter(choices=tuple(range(1, MOST_TOGETHER + 1)), names=("linecount",), required=True),
        Parameter(names=("fill_with",)),
    ),
    usage=("batch(2)",),
    truth=Truth.SAME,
    called="batch(2)",
)
LENGTH = Filter(
    names=("count", "length"),
    function=lambda _, value: len(value),
    takes=LIST_OR_TEXT,
    gives=whole_number,
    gives_words="how many items or characters",
    examples=(("people | count", "2"), ("name | length", "11")),
    truth=Truth.SAME,
    compared=of_length,
    elsewhere=("len", "size"),
    called="length",
)
FIRST = Filter(
    names=("first",),
    function=lambda _, value: value[0] if value else UNDEFINED,
    takes=LIST,
    gives=item,
    gives_words="its first item, which may be absent if the list may be empty",
    examples=(("towns | first", "Northmere"),),
    position=0,
)
LAST = Filter(
    names=("last",),
    function=lambda _, value: value[-1] if value else UNDEFINED,
    takes=LIST,
    gives=item,
    gives_words="its last item, which may be absent if the list may be empty",
    examples=(("towns | last", "Wyre"),),
    position=-1,
)
JOIN = Filter(
    names=("join",),
    function=_join,
    takes=PRINTABLE_LIST,
    gives=text,
    gives_words="one text",
    examples=(('towns | join(" / ")', "Northmere / Tarn / Wyre"),),
    parameters=(Parameter(takes=Kind.TEXT, purpose="puts a text between", names=("d",), default=""),),
    usage=('join("; ")',),
    truth=Truth.NEEDED,
    items=True,
    elsewhere=("implode", "concat"),
    called='join(", ")',
    methods=MappingProxyType({"join": lambda between, args: (args[0], [between]) if len(args) == 1 else None}),
)
