"""Dotted paths, ``team.members[0].name``: read from a syntax tree or a text, and written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from jinja2 import nodes

Path: TypeAlias = tuple[str | int, ...]
"""The steps of a dotted path: ``('team', 'members', 0, 'name')``."""

EACH = "[]"
"""The step from a list to any of its items."""


def format_path(path: Iterable[str | int]) -> str:
    """A path as an expression writes it: ``team.members[0].name``, and ``team.members[].name`` for every member."""
    text = "".join(f"[{step}]" if isinstance(step, int) else step if step == EACH else f".{step}" for step in path)
    return text.removeprefix(".")


def parse_path(text: str) -> Path:
    """The steps of a path as `format_path` writes it.

    >>> parse_path("team.members[0].name")
    ('team', 'members', 0, 'name')
    """
    steps: list[str | int] = []
    for part in text.replace("[", ".[").split("."):
        number = part.strip("[]")
        if part.startswith("[") and number.isdigit():
            steps.append(int(number))
        elif part:
            steps.append(part)
    return tuple(steps)


def path_of(node: nodes.Node) -> Path | None:
    """The path that a node spells; None where it is more than a path. A negative position counts from the end."""
    if type(node) is nodes.Name:
        return (node.name,)
    match node:
        case nodes.Getitem(node=inner, arg=nodes.Neg(node=nodes.Const(value=int(index)))):
            step: str | int = -index
        case (
            nodes.Getattr(node=inner, attr=step)
            | nodes.Getitem(node=inner, arg=nodes.Const(value=(str() | int()) as step))
        ):
            pass
        case _:
            return None
    before = path_of(inner)
    return None if before is None else (*before, step)


def field_path(node: nodes.Node) -> Path | None:
    """As `path_of`; None also where a position counts from the end, so that it names no one item of any data."""
    path = path_of(node)
    backwards = path is not None and any(isinstance(step, int) and step < 0 for step in path)
    return None if backwards else path


def first_path(node: nodes.Node) -> Path | None:
    """The path of the first field that an expression mentions, None where it mentions none."""
    path = field_path(node)
    if path is not None:
        return path
    for child in node.iter_child_nodes():
        found = first_path(child)
        if found is not None:
            return found
    return None
