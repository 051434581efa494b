"""Work in forked processes, so many at a time: each answers through a pipe, within bounds, and ends with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Answer: TypeAlias = "dict[str, Answer] | list[Answer] | str | int | float | None"

_MEMORY = 6 * 2**30
_FILE = 2**30
_WALL = 3_600  # seconds; what waits for ever costs no processor time
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: what it answered, or the signal that ended it; and its processor time, in seconds."""

    answer: Answer
    signal: int
    seconds: float


@dataclass
class _Running:
    key: str
    pipe: int
    began: float
    said: bytes = b""


def forked(jobs: Iterator[tuple[str, Callable[[], Answer]]], workers: int) -> Iterator[tuple[str, Ended]]:
    """Run jobs, each in a process of its own; they come back as they end."""
    running: dict[int, _Running] = {}
    try:
        while True:
            while len(running) < workers and (job := next(jobs, None)) is not None:
                pid, pipe = _start(job[1])
                running[pid] = _Running(job[0], pipe, time.monotonic())
            if not running:
                return
            yield from _ended(running)
    finally:
        for pid, one in running.items():
            _end(pid)
            os.waitpid(pid, 0)
            os.close(one.pipe)


def _ended(running: dict[int, _Running]) -> Iterator[tuple[str, Ended]]:
    ready, _, _ = select.select([one.pipe for one in running.values()], [], [], 1.0)
    for pid, one in list(running.items()):
        if time.monotonic() - one.began > _WALL:
            _end(pid)
        if one.pipe in ready:
            more = os.read(one.pipe, 1 << 16)
            one.said += more
            if more:
                continue
        # Something that a test has started may hold the pipe open: the process itself is asked, too.
        done, status, usage = os.wait4(pid, 0 if one.pipe in ready else os.WNOHANG)
        if done:
            del running[pid]
            _end(pid)
            os.close(one.pipe)
            number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            yield one.key, Ended(_answer(one.said), number, usage.ru_utime + usage.ru_stime)


def _answer(said: bytes) -> Answer:
    try:
        found: Answer = json.loads(said)
    except ValueError:
        return None
    return found


def _end(pid: int) -> None:
    """End a process that we have started, and all that it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _start(work: Callable[[], Answer]) -> tuple[int, int]:
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        os.setpgid(pid, pid)  # here too: whoever ends it must not be first
        return pid, reading
    code = 1
    try:
        os.close(reading)
        _bounded(parent)
        said = json.dumps(work()).encode()
        while said:
            said = said[os.write(writing, said) :]
        code = 0
    finally:
        os._exit(code)


def _bounded(parent: int) -> None:
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
