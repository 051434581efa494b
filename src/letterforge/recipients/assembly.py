"""The data of one letter: the cells of a row over the data that all letters share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from letterforge.recipients.cells import value_of
from letterforge.recipients.columns import Column, Step
from letterforge.recipients.table import Cell

ABSENT = object()
"""Stands for what is not there, where None is a value."""


@dataclass(slots=True)
class Node:
    """What the columns give at one place of the data: the cell of a column, or fields or items with columns of their own."""

    column: Column | None = None
    optional: bool = False
    fields: dict[str, tuple[Step, Node]] = field(default_factory=dict)
    items: dict[int, Node] = field(default_factory=dict)


def tree_of(columns: Sequence[Column]) -> Node:
    """The columns by the places that they give."""
    root = Node()
    for column in columns:
        node = root
        for step in column.target.steps:
            if isinstance(step.name, int):
                node = node.items.setdefault(step.name, Node(optional=True))
            else:
                node = node.fields.setdefault(step.name, (step, Node(optional=step.optional)))[1]
        node.column = column
    return root


def assembled(root: Node, shared: Mapping[str, Any], cells: Sequence[Cell]) -> dict[str, Any]:
    """The data of a row: an empty cell is None, whatever the shared data have there.

    A group that may be left out is, where all its cells are empty and the shared data do not have it; so are the last
    items of a list without a cell. What the shared data hold is not changed.
    """
    found = _filled(root, shared, cells)
    return found if isinstance(found, dict) else {}


def _filled(node: Node, below: object, cells: Sequence[Cell]) -> object:
    if node.column is not None:
        return value_of(cells[node.column.index], node.column.target.shape)
    if node.items:
        return _items(node, below, cells)
    out: dict[str, Any] = dict(below) if isinstance(below, (Mapping, BaseModel)) else {}
    empty = True
    for step, child in node.fields.values():
        key = next((each for each in step.keys if each in out), step.keys[0])
        value = _filled(child, out.get(key, ABSENT), cells)
        if value is not ABSENT:
            empty = empty and value is None
            out[key] = value
    return ABSENT if empty and node.optional and below in (ABSENT, None) else out


def _items(node: Node, below: object, cells: Sequence[Cell]) -> object:
    out: list[object] = list(below) if isinstance(below, (list, tuple)) else []
    shared = len(out)
    for index, child in sorted(node.items.items()):
        out += [None] * (index + 1 - len(out))
        value = _filled(child, out[index] if index < shared else ABSENT, cells)
        out[index] = None if value is ABSENT else value
    while len(out) > shared and out[-1] is None:
        out.pop()
    return ABSENT if not out and node.optional and below in (ABSENT, None) else out


def looked_up(data: object, steps: Sequence[Step]) -> object:
    """What stands at the steps, `ABSENT` where they lead nowhere."""
    for step in steps:
        if isinstance(step.name, int):
            listed = isinstance(data, (list, tuple)) and step.name < len(data)
            data = data[step.name] if listed else ABSENT  # type: ignore[index]  # a list, as was just asked
            continue
        if isinstance(data, BaseModel):
            data = data.__dict__
        held = data if isinstance(data, Mapping) else {}
        data = next((held[key] for key in (*step.keys, step.name) if key in held), ABSENT)
    return data


def put(out: dict[str, Any], steps: tuple[Step, ...], value: object) -> None:
    """Put a value at its place, making the groups and lists on the way."""
    held: Any = out
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        key = step.name if isinstance(step.name, int) else next((one for one in step.keys if one in held), step.keys[0])
        if isinstance(key, int):
            held += [None] * (key + 1 - len(held))
        if following is None:
            held[key] = value
            return
        wanted = list if isinstance(following.name, int) else dict
        found = held[key] if isinstance(key, int) else held.get(key)
        held[key] = wanted(found) if isinstance(found, (list, tuple, Mapping, BaseModel)) else wanted()
        held = held[key]
