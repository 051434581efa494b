"""What may be written about one field: every filter, test and operator, in each way of writing it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TypeAlias

from tests.property.universe.trees import Ask, Define, Let, Loop, Print, Trees, Use, Words

from letterforge.expressions.filters.filter import Parameter
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.loop import LOOP_FIELDS
from letterforge.expressions.tests import TESTS

Pattern: TypeAlias = str
"""An expression in which ``{x}`` stands for the field."""

COMPARED = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")
SUMS = ("+", "-", "*")
OPERANDS = (
    *('"Ann"', "3", "2.5", "true", "none", '["Ann", "dry"]', "[]", '("Ann", none)'),
    *("r", "o", "n", "f", "{x}"),
)
"""What a field is held against: a constant of each kind, lists that are written out, and the fields beside it."""
ARGUMENTS = ('", "', '""', "3", "none", "true", "r", "o", "n", "{x}")
"""What a filter is given where it knows no few choices."""

STYLES = ("%d %B %Y", "%H:%M", "d MMM yyyy HH:mm")
"""What a filter is given that takes a pattern of dates and times."""
CURRENCIES = ("GBP", "EUR")
MOST_CHOICES = 6
LATER = ("true", "f")
"""What it is given as the second: whether something else stands in for what is empty, too."""


@functools.cache
def filters() -> tuple[str, ...]:
    """Every filter by each of its names, alone and with each argument that it knows."""
    return tuple(written for name, one in FILTERS.items() for written in _with_arguments(name, one.parameters))


def _with_arguments(name: str, parameters: tuple[Parameter, ...]) -> Iterator[str]:
    if not any(one.required for one in parameters):
        yield name
    given: list[str] = [""]
    for number, parameter in enumerate(parameters):
        choices: tuple[str, ...] = LATER if number and not parameter.required else ARGUMENTS
        if parameter.choices is not None:
            choices = tuple(_written(one) for one in (*parameter.choices[:3], parameter.choices[-1]))
        elif parameter.written is not None:
            choices = tuple(_written(one) for one in _choices_of(parameter, number))
        given = [f"{before}, {choice}".removeprefix(", ") for before in given for choice in choices]
        if not any(one.required for one in parameters[number + 1 :]):
            yield from (f"{name}({arguments})" for arguments in given)


def _choices_of(parameter: Parameter, number: int) -> tuple[object, ...]:
    """A few of what must be written out, and is known: of the first argument more than of those behind it."""
    known = ("long", "weekday", 0, *STYLES, *CURRENCIES, None)
    found = [one for one in known if parameter.written is None or parameter.written(one) is None]
    return tuple(found[: MOST_CHOICES if number == 0 else 1])


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


@functools.cache
def filtered() -> tuple[Pattern, ...]:
    """A field through each filter."""
    return tuple(f"{{x}} | {one}" for one in filters())


@functools.cache
def usual_filters() -> tuple[str, ...]:
    """Every filter once, as it is written for what it is meant for; the pattern is one that half of the texts go by."""
    usual = {one.written: None for one in FILTERS.values()}
    instead = {"like": 'like("*1*")', "replace": 'replace("n", "m")'}
    return tuple(instead.get(one.partition("(")[0], one) for one in usual)


@functools.cache
def filtered_twice() -> tuple[Pattern, ...]:
    """A field through each pair of filters, each as it is written for what it is meant for."""
    usual = (*usual_filters(), 'default("nobody")', 'default("nobody", true)')
    return tuple(f"{{x}} | {first} | {second}" for first in usual for second in usual)


@functools.cache
def sums() -> tuple[Pattern, ...]:
    """A field in sums, and with a sign before it."""
    others = ("1", "2.5", "n", "o", "14 | days", "{x}")
    added = [f"{a} {op} {b}" for op in SUMS for one in others for a, b in (("{x}", one), (one, "{x}"))]
    return tuple(dict.fromkeys((*added, "-{x}", "+{x}", "-{x} + 1", "- -{x}")))


@functools.cache
def operations() -> tuple[Pattern, ...]:
    """A field with each operator and each test."""
    compared = [
        f"{left} {op} {right}"
        for op in COMPARED
        for operand in OPERANDS
        for left, right in dict.fromkeys((("{x}", operand), (operand, "{x}")))
    ]
    chained = ["0 < {x} < 9", "{x} == {x} == {x}", "n <= {x} != 3", '"Ann" == {x} in ["Ann"]', "r in {x} == {x}"]
    tests = [f"{{x}} is {word}{name}" for name in TESTS for word in ("", "not ")]
    return tuple(dict.fromkeys((*compared, *chained, *sums(), *tests)))


@functools.cache
def joined() -> tuple[Pattern, ...]:
    """A field with the words between conditions, in lists that are written out, and what may stand in it."""
    sides = ("r", "o", "n", "f", '"nobody"', '""', "none", "[]")
    both = [f"{a} {op} {b}" for op in ("and", "or") for one in sides for a, b in (("{x}", one), (one, "{x}"))]
    chosen = [
        f"{yes} if {test} else {no}"
        for test in ("{x}", "not {x}", "{x} is none", "{x} is not none", "{x} is defined", "o", "f", "n == 3")
        for yes, no in (("{x}", '"nobody"'), ('"nobody"', "{x}"), ("{x}", "r"), ("o", "{x}"), ("{x}", "{x}"))
    ]
    chosen += ["{x} if {x}", "{x} if f", '"yes" if {x}', "r if {x} is none"]
    listed = [
        "[{x}]",
        "[{x}, r]",
        "[{x}, o]",
        '[{x}, "a"] | join(", ")',
        '({x}, n) | join(" ")',
        "[{x}] | first",
        "[{x}][0]",
    ]
    inside = [
        "{x}.name",
        '{x}["name"]',
        "{x}.age",
        "{x}.nothing",
        "{x}.v",
        "{x}.w",
        "{x}.sort",
        "{x}[0]",
        "{x}[-1]",
        "{x}[1]",
        "{x}[0].name",
        "{x}[n]",
        "{x}[r]",
        "{x}[{x}]",
        "{x}[:1]",
        "{x}[1:]",
        "{x}[-2:1]",
        "{x}[::2]",
        "{x}[:2][0]",
        "{x}[:1] or r",
    ]
    return ("{x}", "not {x}", "not not {x}", *both, *chosen, *listed, *inside)


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """All of them."""
    return tuple(dict.fromkeys((*filtered(), *operations(), *joined())))


@functools.cache
def guarded() -> tuple[Pattern, ...]:
    """Those that are tried in each way of a condition: each filter once, each operator with a few operands."""
    usual = [f"{{x}} | {one}" for one in usual_filters()]
    few = ("{x}", "3", '"Ann"', "none", '["Ann", "dry"]', "o")
    compared = [
        f"{a} {op} {b}"
        for op in ("==", "<", "in")
        for one in few
        for a, b in dict.fromkeys((("{x}", one), (one, "{x}")))
    ]
    summed = ["{x} + 1", "n - {x}", "{x} * {x}", "-{x}"]
    tests = [f"{{x}} is {name}" for name in TESTS]
    inside = [
        "{x}",
        '{x} or "nobody"',
        "{x} and r",
        '[{x}, "a"] | join(", ")',
        "{x}.name",
        "{x}.age",
        "{x}[0]",
        "{x}[-1]",
        "{x}[1]",
    ]
    return (*usual, *compared, *summed, *tests, *inside)


@functools.cache
def printed() -> tuple[Pattern, ...]:
    """Those that can come to something that is printed; of the others, which are a yes or no, a few."""
    return tuple(dict.fromkeys((*filtered(), *sums(), *joined(), "{x} == 3", "{x} in r", "{x} is none", "not {x}")))


GUARDS = ("{x}", "{x} is none", "{x} is defined", "o")


def of_one_field(x: str, *, listed: bool, wide: bool) -> Iterator[Trees]:
    """Every template of one node, or of two or three where a condition or loop is around it, about the field at a path."""
    for pattern in (*printed(), *(filtered_twice() if wide else ())):
        yield (Print(pattern.format(x=x)),)
    for guard in GUARDS:
        asked = guard.format(x=x)
        for pattern in guarded():
            said = (Print(pattern.format(x=x)),)
            yield (Ask(asked, said),)
            yield (Ask(asked, (Words(),), said),)
    if wide:
        for pattern in patterns():
            yield (Ask(pattern.format(x=x), (Words(),)),)
        for pattern in (*operations(), *joined()):
            asked, said = pattern.format(x=x), (Print(x),)
            yield (Ask(asked, said),)
            yield (Ask(asked, (Words(),), said),)
    yield from _loops(x, listed=listed)
    yield from _names(x, listed=listed, wide=wide)


def _names(x: str, *, listed: bool, wide: bool) -> Iterator[Trees]:
    """What is set once and asked, printed or set again; what is given to a macro; a namespace that a loop changes."""
    for pattern in guarded() if wide else GUARDS:
        value = pattern.format(x=x)
        yield (Let("t", value), Ask("t", (Print("t"),), (Print("r"),)))
        yield (Define("g", (Ask("a", (Print("a"),)),)), Use("g", value))
        yield (Let("t", "r"), Ask("o", (Let("t", value),)), Print("t"))
    for pattern in GUARDS:
        asked, taken = pattern.format(x=x), (Let("t", x),)
        yield (Let("t", "n"), Ask(asked, taken), Print("t"))
        yield (Let("t", "r"), Ask(asked, taken, (Let("t", "o"),)), Ask("t", (Print("t"),)))
        yield (Let("s", "r", space=True), Ask(asked, (Let("s.k", x),)), Print("s.k"))
        yield (Define("g", (Print("a"),)), Ask(asked, (Use("g", x),)))
    if not listed:
        return
    for first, then in (("none", "i"), ("r", "i"), ("0", "i"), ("n", "s.k + 1"), ("o", "i or s.k"), (x, "i")):
        turn = (Let("s.k", then),)
        for body in (turn, (Ask("i", turn),), (Ask("loop.last", turn),), (Ask("not s.k", turn),)):
            for said in ((Print("s.k"),), (Ask("s.k", (Print("s.k"),)),)):
                yield (Let("s", first, space=True), Loop(f"i in {x}", body), *said)
                yield (Let("s", first, space=True), Loop(f"i in {x} if i is not none", body, said), *said)


def _loops(x: str, *, listed: bool) -> Iterator[Trees]:
    for pattern in guarded():
        yield (Loop("i in " + _bracketed(pattern.format(x=x)), (Words(),)),)
    if not listed:
        return
    for fields in LOOP_FIELDS:
        yield (Loop(f"i in {x}", (Print(f"loop.{fields}"),)),)
        yield (Loop(f"i in {x}", (Ask(f"loop.{fields}", (Print("i"),)),)),)
        yield (Loop(f"i in {x}", (Ask(f"not loop.{fields}", (Print("loop.nextitem"),), (Print("loop.previtem"),)),)),)
    for pattern in printed():
        yield (Loop(f"i in {x}", (Print(pattern.format(x="i")),)),)
    for pattern in (*operations(), *joined()):
        asked = _bracketed(pattern.format(x="i"))
        yield (Loop(f"i in {x} if {asked}", (Print("i"),)),)
        yield (Loop(f"i in {x} if {asked}", (Print("i"),), (Print(x),)),)
    for guard in GUARDS:
        yield (Ask(guard.format(x=x), (Loop(f"i in {x}", (Print("i"),)),)),)
        yield (Loop(f"i in {x}", (Ask(guard.format(x="i"), (Print("i"),), (Print(x),)),)),)


def _bracketed(pattern: str) -> str:
    """The list and the condition of a loop are no conditional expression, or are in brackets."""
    return f"({pattern})" if " if " in pattern else pattern
