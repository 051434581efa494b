"""What a worker does: letters from rows, as bytes; what is wrong with one is said, and no other is touched by it."""

from __future__ import annotations

import functools
import pickle
from dataclasses import dataclass, field
from typing import TypeAlias

from letterforge.errors import FindingsError, LetterforgeError
from letterforge.filling.branches import Ways
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.rendering.render import render
from letterforge.stationery import Stationery
from letterforge.template import Template

Row: TypeAlias = tuple[int, object]
"""A row's number, and the data for its letter."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """Data for another than the first of the templates of a run, by its number."""

    kind: int
    data: object = field(repr=False)


def parted(data: object) -> tuple[int, object]:
    """The number of a template, and the data for it."""
    return (data.kind, data.data) if isinstance(data, OfKind) else (0, data)


@dataclass(frozen=True, slots=True)
class Task:
    """What all letters of a run have in common."""

    templates: tuple[Template, ...]
    stationery: Stationery
    formats: tuple[str, ...]
    allow_loss: bool = False
    watched: bool = False
    """Whether it is to be told which ways of the template a letter takes."""

    def packed(self) -> bytes:
        """As bytes for a worker."""
        return pickle.dumps(self)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows for one job. Whoever writes it into a log, as Dask does when a job fails, writes how many there are."""

    rows: tuple[Row, ...] = field(repr=False)

    def __repr__(self) -> str:
        """So many rows."""
        return f"<{len(self.rows)} rows>"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a row: its files by suffix, or what is wrong. Neither where nothing was to be written."""

    row: int
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    fault: str | None = None
    taken: frozenset[int] = frozenset()
    """The ways of the template that it takes, by their numbers (`letterforge.filling.branches.Ways`)."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.findings and self.fault is None


@functools.lru_cache(maxsize=2)
def _task(packed: bytes) -> Task:
    found: Task = pickle.loads(packed)  # noqa: S301  (made by `Task.packed` of the program that started this worker)
    return found


@functools.lru_cache(maxsize=2)
def _ways(packed: bytes) -> Ways:
    return Ways.of([one.wording for one in _task(packed).templates])


def prove(packed: bytes, chunk: Chunk) -> list[Made]:
    """See whether letters can be made of rows, and make none."""
    task = _task(packed)
    ways = _ways(packed) if task.watched else None
    return [_made(task, row, data, (), ways) for row, data in chunk.rows]


def make(packed: bytes, chunk: Chunk) -> list[Made]:
    """The files for rows."""
    task = _task(packed)
    return [_made(task, row, data, task.formats) for row, data in chunk.rows]


def _made(task: Task, row: int, data: object, formats: tuple[str, ...], ways: Ways | None = None) -> Made:
    kind, data = parted(data)
    try:
        letter = Letter(task.templates[kind], data, stationery=task.stationery)
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
    except Exception as fault:  # noqa: BLE001  (of a model or a renderer; its words could hold a value, and a worker logs them)
        return Made(row, fault=f"fails with {type(fault).__name__}, which says more where a single letter is made")
    return Made(row, files, taken=ways.taken(letter.values, kind) if ways is not None else frozenset())
