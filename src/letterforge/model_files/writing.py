"""A description as a model file in YAML, for people to read and to change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from letterforge.model_files.description import FieldDescription, FieldRule, Group, ModelDescription
from letterforge.model_files.types import CHOICE

_PLAIN = re.compile(r"[^\W_](?:[\w .()/'\u2019&+;!?\u00a3\u20ac-]|,(?= )|:(?=\w))*\Z")
_WORDS = re.compile(r"\d+ [^\W\d_]{2}")
"""Begins with a number, and is none: 90 minutes."""
_NOT_PLAIN = frozenset(("null", "none", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""What other readers of YAML do not take for a text."""


def written(model: ModelDescription, comments: tuple[str, ...] = ()) -> str:
    """The model file of a description, with lines of comment at its head."""
    lines = [*(f"# {one}".rstrip() for one in comments), f"model: {scalar(model.name)}"]
    if model.meaning:
        lines.append(f"meaning: {scalar(model.meaning)}")
    lines.append("fields:")
    lines += _fields(model.group, 1, "")
    if model.rules:
        lines.append("rules:")
        lines += [f"  - {_rule(one)}" for one in model.rules]
    return "\n".join(lines) + "\n"


def _fields(group: Group, depth: int, above: str) -> Iterator[str]:
    indent = "  " * depth
    for one in group.fields:
        name = above + one.name
        if isinstance(one.content, Group) and _is_bare(one):
            yield from _fields(one.content, depth, f"{name}.")
            continue
        keys = list(_keys(one, depth + 1))
        (first, *rest) = keys
        if not rest and first.lstrip().startswith("type: "):
            yield f"{indent}{name}: {first.lstrip().removeprefix('type: ')}"
        else:
            yield f"{indent}{name}:"
            yield from keys


def _is_bare(one: FieldDescription) -> bool:
    """Whether nothing is to be said of a group but its fields."""
    return not (one.meaning or one.optional or one.items is not None)


def _keys(one: FieldDescription, depth: int) -> Iterator[str]:
    indent = "  " * depth
    content, bounds = one.content, one.items
    short = not (one.meaning or one.default or one.allow) and (
        bounds is None or (bounds.least, bounds.most) == (int(not one.optional), None)
    )
    if not isinstance(content, Group) and content.type != CHOICE:
        what = ("list of " if bounds is not None else "") + content.type
        yield f"{indent}type: {what}" + (", optional" if one.optional and short else "")
    if one.meaning:
        yield f"{indent}meaning: {scalar(one.meaning)}"
    if one.optional and not (short and not isinstance(content, Group) and content.type != CHOICE):
        yield f"{indent}optional: yes"
    if one.default is not None:
        yield f"{indent}default: {scalar(one.default)}"
    if one.allow:
        yield f"{indent}allow: [{', '.join(one.allow)}]"
    if bounds is not None:
        if bounds.least != int(not one.optional):
            yield f"{indent}at least: {bounds.least}"
        if bounds.most is not None:
            yield f"{indent}at most: {bounds.most}"
    if isinstance(content, Group):
        yield f"{indent}{'fields' if bounds is None else 'list'}:"
        yield from _fields(content, depth + 1, "")
    elif content.type == CHOICE:
        if bounds is not None:
            yield f"{indent}list: {CHOICE}"
        yield f"{indent}choices: [{', '.join(scalar(choice, within=True) for choice in content.choices)}]"


def rule_words(one: FieldRule) -> str:
    """A rule as it is written, without its message."""
    second = () if one.second is None else (".".join(one.second),)
    return " ".join((".".join(one.first), one.relation, *second))


def _rule(one: FieldRule) -> str:
    return f"{rule_words(one)}: {scalar(one.message)}" if one.message else rule_words(one)


def scalar(text: str, *, within: bool = False) -> str:
    """A text as YAML writes it: bare where every reader takes it for that text, else in quotes.

    >>> scalar("The day of the visit"), scalar("yes"), scalar("a: b"), scalar("3", within=True)
    ('The day of the visit', '"yes"', '"a: b"', '"3"')
    """
    bare = _PLAIN.match(text) and text.casefold() not in _NOT_PLAIN and not text.endswith(" ")
    if bare and (not text[0].isdigit() or _WORDS.match(text)) and not (within and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")
