"""Work in a cage: a process of its own with so much memory and time, so that what runs wild harms nobody else."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 10
MEMORY = 1 << 30  # bytes more than this process has


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: ``type`` is that of the error, ``value`` where there was none, ``killed`` where it never ended."""

    type: str = ""
    error: BaseException | None = None
    value: Any = None
    killed: bool = False
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """What the error says."""
        return str(self.error)


def caged(work: Callable[[], Any], *, seconds: int = SECONDS, memory: int = MEMORY) -> Outcome:
    """Do it in a forked process, which the system ends after so many seconds of its time."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads, and none is waited for here
        child = os.fork()
    if not child:
        os.close(reading)
        _child(work, writing, seconds, memory)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else Outcome(killed=True)  # noqa: S301  (our own child wrote it)


def _child(work: Callable[[], Any], pipe: int, seconds: int, memory: int) -> None:
    try:
        size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        signal.alarm(60 * seconds)  # for what sleeps; the machine may be very busy
        start = time.process_time()
        try:
            outcome = Outcome(value=work(), seconds=time.process_time() - start)
        except BaseException as fault:  # noqa: BLE001  (whatever it is, it is the answer)
            kind = type(fault).__name__
            outcome = Outcome(kind, fault.with_traceback(None), seconds=time.process_time() - start)
        try:
            answer = pickle.dumps(outcome)
        except Exception:  # noqa: BLE001  (what does not pickle is told by its name)
            answer = pickle.dumps(Outcome(outcome.type, value=repr(outcome.value)[:200], seconds=outcome.seconds))
        with os.fdopen(pipe, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)
