"""Descriptions of models that hypothesis draws: every type, groups and lists within one another, rules between any fields."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import strategies as st

from letterforge.model_files import names, soundness
from letterforge.model_files.description import (
    Bounds,
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Plain,
    every_field,
)
from letterforge.model_files.types import CHOICE, ORDERED, TYPES
from letterforge.models.relations import RELATIONS, told

DEFAULTS = {
    "line": ("Tarn", "90 minutes", "yes", '"quoted": a # b', "'"),
    "lines": ("Tarn", "a\\b"),
    "e-mail": ("ann@example.org",),
    "telephone": ("0113 496 0000",),
    "postal address": ("1 Ash Lane, Leeds",),  # no address: such a field is drawn without it
    "date": ("3 March 2026", "2026-03-03"),
    "time": ("2:30 pm", "14:30"),
    "month": ("April 2026",),
    "duration": ("90 minutes", "1 hour 30 minutes"),
    "picture": ("ann.png",),  # no folder: as an address
    "date and time": ("2026-03-03T14:30:00",),
    "whole number": ("3", "0", "-7"),
    "number": ("12.50", "0"),
    "money": ("£1,234.50", "GBP 0.00"),
    "yes or no": ("yes", "no"),
}
ODD = (
    '"""',
    "\\",
    "'",
    '"',
    "#",
    ": ",
    "{{ x }}",
    "Siân",
    "\u202e",
    "x\x07",
    "%s",
    "- a",
    "~",
    "null",
    "NO",
    "1.10",
    "a\tb",
    "é" * 30,
)
NAMES = (
    "date",
    "name",
    "Date",
    "Line",
    "Team",
    "team",
    "LetterData",
    "type",
    "fields",
    "list",
    "id",
    "AddressLine1",
    "enw_llawn",
    "größe",
    "日付",
    "x_1",
)

words = st.one_of(
    st.sampled_from(("The day of the visit", "What is meant: this, that", *ODD)),
    st.lists(st.sampled_from(ODD), min_size=1, max_size=3).map("".join),
    st.text(max_size=40),
).map(lambda text: " ".join(text.split()))
name = st.one_of(st.sampled_from(NAMES), st.from_regex(r"[a-zA-Z][a-zA-Z0-9_]{0,8}", fullmatch=True)).filter(
    lambda one: names.fault(one) is None
)
choice = st.one_of(
    st.sampled_from(("dry", "wet", "NO", "yes", "3", "a, b", "a: b", "'", '"', "[x", "None")),
    st.text(min_size=1, max_size=10),
)


@st.composite
def plain(draw: st.DrawFn, called: str) -> FieldDescription:
    kind = draw(st.sampled_from(sorted(TYPES)))
    choices = tuple(draw(st.lists(choice, min_size=1, max_size=4, unique=True))) if kind == CHOICE else ()
    one = FieldDescription(called, Plain(kind, choices), draw(words))
    shape = draw(st.integers(0, 4))
    if shape == 1:
        one = replace(one, optional=True)
    elif shape == 2:
        one = replace(one, default=draw(st.sampled_from(choices or DEFAULTS[kind])))
    elif shape == 3:
        one = replace(one, items=draw(bounds()))
    elif shape == 4:
        one = replace(one, optional=True, items=Bounds(0, draw(st.none() | st.integers(1, 9))))
    if TYPES[kind].is_text and draw(st.booleans()):
        one = replace(
            one, allow=tuple(sorted(draw(st.sets(st.sampled_from(("promise-word", "blank", "bracketed-prompt"))))))
        )
    return one


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    least = draw(st.integers(0, 3))
    return Bounds(least, draw(st.none() | st.integers(max(least, 1), 9)))


@st.composite
def field(draw: st.DrawFn, called: str, depth: int) -> FieldDescription:
    if depth == 0 or draw(st.integers(0, 2)):
        return draw(plain(called))
    one = FieldDescription(called, draw(group(depth - 1)), draw(words), draw(st.booleans()))
    if draw(st.booleans()):
        one = replace(one, items=Bounds(0) if one.optional else draw(bounds()))
    return one


@st.composite
def group(draw: st.DrawFn, depth: int) -> Group:
    called = draw(st.lists(name, min_size=1, max_size=4, unique=True))
    return Group(tuple(draw(field(one, depth)) for one in called))


@st.composite
def models(draw: st.DrawFn, depth: int = 3) -> ModelDescription:
    """A description in which nothing is wrong."""
    called = draw(st.sampled_from(("Visit", "Letter", "X9", "Date", "Field", "TeamGroup")))
    fields = draw(group(depth)).fields
    bare = ModelDescription(called, fields, meaning=draw(words))
    rules = draw(st.lists(rule(bare), max_size=4, unique_by=lambda one: (one.first, one.relation, one.second)))
    model = replace(bare, rules=tuple(rules))
    return _mended(model)


@st.composite
def rule(draw: st.DrawFn, model: ModelDescription) -> FieldRule:
    paths = [path for path, one in every_field(model.group) if isinstance(one.content, Plain)]
    first = draw(st.sampled_from(paths))
    compared = {
        path: TYPES[one.content.type].compared
        for path, one in every_field(model.group)
        if isinstance(one.content, Plain)
    }
    second = draw(st.none() | st.sampled_from([path for path in paths if compared[path] == compared[first]]))
    of = next((name for name, kinds in ORDERED.items() if compared[first] in kinds), "anything")
    fitting = [name for name, one in RELATIONS.items() if one.of in (of, "anything")]
    relation = "different" if second is None else draw(st.sampled_from(fitting))
    message = draw(words)
    return FieldRule(first, relation, second, "" if message == told(relation, ".".join(second or ())) else message)


def _mended(model: ModelDescription) -> ModelDescription:
    """The description without what is wrong with it: rules that cannot be, and what of a field cannot stand."""
    for _ in itertools.count():
        found = next(soundness.faults(model), None)
        if found is None:
            return model
        if found.rule is not None:
            model = replace(model, rules=tuple(one for index, one in enumerate(model.rules) if index != found.rule))
        elif not found.names:
            model = replace(model, meaning="")
        else:
            model = replace(model, fields=_without(model.group, found.names, found.key).fields)
    raise AssertionError


def _without(inside: Group, path: tuple[str, ...], key: str | None) -> Group:
    return Group(tuple(_bare(one, path[1:], key) if one.name == path[0] else one for one in inside.fields))


def _bare(one: FieldDescription, path: tuple[str, ...], key: str | None) -> FieldDescription:
    if path and isinstance(one.content, Group):
        return replace(one, content=_without(one.content, path, key))
    match key:
        case "meaning":
            return replace(one, meaning="")
        case "default":
            return replace(one, default=None)
        case _:
            return FieldDescription(one.name, Plain("line"))
