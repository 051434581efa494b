"""The steps that write a part: constant chunks, what prints a value, and any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from letterforge.decisions import Rich
from letterforge_docx.template.output import Insert, Output
from letterforge_docx.template.position import Place

Step: TypeAlias = Callable[[Output], None]
Write: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Print:
    """A step that prints what comes next in a queue."""

    index: int
    write: Write
    rich: Place | None
    """Where it stands, if a value that is richer than text may stand there."""


Part: TypeAlias = str | Print | Step
"""A constant chunk, what prints a value, or any other step."""


def sequence(parts: Sequence[Part]) -> Step:
    """Parts one after the other, in one step: most of a letter are values with constant chunks between them."""
    ready: list[tuple[str, Print | None, Step | None]] = []
    constant = ""
    for part in parts:
        if isinstance(part, str):
            constant += part
        else:
            printed = part if isinstance(part, Print) else None
            ready.append((constant, printed, None if isinstance(part, Print) else part))
            constant = ""
    flat = [
        (before, one.index, one.write, one.rich, None) if one else (before, 0, _same, None, step)
        for before, one, step in ready
    ]
    last = constant

    def run(out: Output) -> None:
        put, texts = out.pieces.append, out.texts
        for before, index, write, rich, step in flat:
            put(before)
            if step is not None:
                step(out)
                continue
            value = texts[index]()
            if type(value) is str:
                put(write(value))
            else:
                put(_rich(value, write, rich))
        put(last)

    return run


def _same(text: str) -> str:
    return text


def _rich(value: str | Rich, write: Write, place: Place | None) -> str | Insert:
    if isinstance(value, str):
        return write(value)
    return write(value.text) if place is None else Insert(value, place)
