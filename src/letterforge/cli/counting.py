"""How far a run of many letters has come: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeAlias

import click

Tick: TypeAlias = Callable[[bool], None]
"""Called for each row that is through, with whether it went well."""
_EVERY = 1_000
_BAR_OF_RICH = "[progress.description]{task.description}"


def silent(well: bool) -> None:  # noqa: FBT001  (a tick)
    """Where nobody is to be told."""
    del well


@contextmanager
def counting(what: str, total: int, *, quiet: bool) -> Iterator[Tick]:
    """Show how many of so many rows are through, how many a second, how many failed, and how long it may take.

    On a terminal the bar moves while a single letter takes its time, too; it is gone when all is done.
    """
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        yield from _bar(what, total)
    else:
        yield _lines(what, total)


def _bar(what: str, total: int) -> Iterator[Tick]:
    try:
        from rich.console import Console  # noqa: PLC0415  (only a terminal has a use for it)
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
    except ImportError:
        yield _lines(what, total)
        return
    columns = (
        SpinnerColumn(),
        TextColumn(_BAR_OF_RICH),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    began, done, failed = time.monotonic(), 0, 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, rate="", failed="")

        def tick(well: bool) -> None:  # noqa: FBT001  (a tick)
            nonlocal done, failed
            done, failed = done + 1, failed + (not well)
            rate = f"{done / max(time.monotonic() - began, 1e-9):,.0f} a second"
            progress.update(task, advance=1, rate=rate, failed=f"{failed:,} without a letter" if failed else "")

        yield tick


def _lines(what: str, total: int) -> Tick:
    began, done, failed = time.monotonic(), 0, 0

    def tick(well: bool) -> None:  # noqa: FBT001  (a tick)
        nonlocal done, failed
        done, failed = done + 1, failed + (not well)
        if done % _EVERY == 0 and done < total:
            rate = done / max(time.monotonic() - began, 1e-9)
            click.echo(
                f"{what}: {done:,} of {total:,} rows, {failed:,} without a letter, "
                f"{rate:,.0f} a second, {_duration((total - done) / rate)} left",
                err=True,
            )

    return tick


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:,} min {rest} s" if minutes else f"{rest} s"


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Take the first Ctrl-C as a wish to stop after what is in hand; a second ends at once. Gives whether there was one."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        del number, frame
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)
        click.echo("stopping when the letters in hand are written; Ctrl-C again ends at once", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
