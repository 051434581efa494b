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
from functools import partial
from pathlib import Path
from typing import IO, Any

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
    child = _forked()
    if not child:
        os.close(reading)
        try:
            _answer(_outcome(work, seconds, memory), writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else Outcome(killed=True)  # noqa: S301  (our own child wrote it)


class Cage:
    """A cage for many works, one after the other: each has its own bounds, and one that is ended takes no other with it.

    To fork a process as large as that of the tests costs more than most of the works do.
    """

    def __init__(self) -> None:
        self._child = 0
        self._asking: IO[bytes]
        self._answering: IO[bytes]

    def run(self, work: Callable[..., Any], *given: Any, seconds: int = SECONDS, memory: int = MEMORY) -> Outcome:
        """Do it in the folder that this process is in; ``work`` and what it is given are pickled, functions by name."""
        if not self._child:
            self._begin()
        pickle.dump((work, given, str(Path.cwd()), seconds, memory), self._asking)
        self._asking.flush()
        try:
            outcome: Outcome = pickle.load(self._answering)  # noqa: S301  (our own child wrote it)
        except (EOFError, pickle.UnpicklingError):
            self.close()
            return Outcome(killed=True)
        return outcome

    def close(self) -> None:
        """Nothing more is asked of it."""
        if self._child:
            self._asking.close()
            self._answering.close()
            os.waitpid(self._child, 0)
            self._child = 0

    def _begin(self) -> None:
        asked, asking = os.pipe()
        answering, answered = os.pipe()
        self._child = _forked()
        if self._child:
            os.close(asked)
            os.close(answered)
            self._asking, self._answering = os.fdopen(asking, "wb"), os.fdopen(answering, "rb")
            return
        try:
            os.close(asking)
            os.close(answering)
            with os.fdopen(asked, "rb") as questions:
                while questions.peek(1):
                    work, given, folder, seconds, memory = pickle.load(questions)  # noqa: S301  (our own parent asked)
                    os.chdir(folder)
                    _answer(_outcome(partial(work, *given), seconds, memory), answered)
        finally:
            os._exit(0)


def _forked() -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads, and none is waited for here
        return os.fork()


def _outcome(work: Callable[[], Any], seconds: int, memory: int) -> Outcome:
    size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, resource.RLIM_INFINITY))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(60 * seconds)  # for what sleeps; the machine may be very busy
    start = time.process_time()
    try:
        return Outcome(value=work(), seconds=time.process_time() - start)
    except BaseException as fault:  # noqa: BLE001  (whatever it is, it is the answer)
        return Outcome(type(fault).__name__, fault.with_traceback(None), seconds=time.process_time() - start)


def _answer(outcome: Outcome, pipe: int) -> None:
    try:
        answer = pickle.dumps(outcome)
    except Exception:  # noqa: BLE001  (what does not pickle is told by its name)
        answer = pickle.dumps(Outcome(outcome.type, value=repr(outcome.value)[:200], seconds=outcome.seconds))
    while answer:
        answer = answer[os.write(pipe, answer) :]
