"""What a worker does: letters from rows, as bytes; what is wrong with one is said, and no other is touched by it."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from letterforge.errors import FindingsError, LetterforgeError
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.rendering.render import render
from letterforge.stationery import Stationery
from letterforge.template import Template

Row: TypeAlias = tuple[int, object]
"""A row's number, and the data for its letter."""


@dataclass(frozen=True, slots=True)
class Task:
    """What all letters of a run have in common."""

    template: Template
    stationery: Stationery
    formats: tuple[str, ...]
    allow_loss: bool = False

    def packed(self) -> bytes:
        """As bytes for a worker."""
        return pickle.dumps(self)


class Made(NamedTuple):
    """What came of a row: its files by suffix, or what is wrong. Neither where nothing was to be written."""

    row: int
    files: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    fault: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.findings and self.fault is None


@functools.lru_cache(maxsize=2)
def _task(packed: bytes) -> Task:
    found: Task = pickle.loads(packed)  # noqa: S301  (made by `Task.packed` of the program that started this worker)
    return found


def prove(packed: bytes, rows: Sequence[Row]) -> list[Made]:
    """See whether letters can be made of rows, and make none."""
    task = _task(packed)
    return [_made(task, row, data, ()) for row, data in rows]


def make(packed: bytes, rows: Sequence[Row]) -> list[Made]:
    """The files for rows."""
    task = _task(packed)
    return [_made(task, row, data, task.formats) for row, data in rows]


def _made(task: Task, row: int, data: object, formats: tuple[str, ...]) -> Made:
    try:
        letter = Letter(task.template, data, stationery=task.stationery)
        files = tuple(
            (made.suffix, made.content)
            for made in (render(letter, to=to, allow_loss=task.allow_loss) for to in formats)
        )
    except FindingsError as fault:
        return Made(row, findings=tuple(fault.findings))
    except LetterforgeError as fault:
        return Made(row, fault=str(fault))
    except MemoryError:
        return Made(row, fault="needs more memory than a letter may have")
    return Made(row, files)
