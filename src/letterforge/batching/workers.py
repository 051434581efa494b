"""Workers: rows go to processes in chunks, and what comes of them comes back in their order.

A chunk whose worker dies, hangs or is lost is tried again letter by letter, each alone: the one that kills is set aside
with its reason, and its neighbours arrive.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeAlias

from letterforge.batching.work import Chunk, Made, Row
from letterforge.errors import MissingResourceError

Job: TypeAlias = Callable[[bytes, Chunk], "list[Made]"]
CHUNK = 16
_AHEAD = 4
"""Chunks for each worker that wait or are made: what a run holds in memory does not grow with its rows."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one letter may take."""

    seconds: float = 120
    memory: int = 2 << 30
    """Bytes of address space of its process."""


class Workers(Protocol):
    """What runs jobs."""

    count: int

    def submit(self, job: Job, packed: bytes, chunk: Chunk) -> Future[list[Made]]:
        """Begin a chunk."""

    def alone(self, job: Job, packed: bytes, row: Row) -> Made:
        """What comes of one row in a job of its own."""


class Processes:
    """Processes of our own, by pebble: one that dies or hangs takes nothing with it but its chunk."""

    def __init__(self, count: int, bounds: Bounds) -> None:
        try:
            from pebble import ProcessPool  # noqa: PLC0415  (who makes letters one by one has no need of it)
        except ImportError:
            message = "to make many letters, install letterforge[batch], which brings pebble"
            raise MissingResourceError(message) from None
        self.count, self._bounds = count, bounds
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self._pool = ProcessPool(max_workers=count, context=context, initializer=_bounded, initargs=(bounds.memory,))

    def submit(self, job: Job, packed: bytes, chunk: Chunk) -> Future[list[Made]]:
        """Begin a chunk. It has the time of one letter: most take a hundredth of that, and what does not is tried again."""
        found: Future[list[Made]] = self._pool.schedule(job, args=[packed, chunk], timeout=self._bounds.seconds)
        return found

    def alone(self, job: Job, packed: bytes, row: Row) -> Made:
        """What comes of one row."""
        return _alone(self.submit(job, packed, Chunk((row,))), row[0], self._bounds)

    def close(self) -> None:
        """Stop; what is being made is not waited for."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble says nothing of it
        self._pool.join()


class Borrowed:
    """Any executor of `concurrent.futures`. Where it breaks with a worker, what is left is made in processes of our own."""

    def __init__(self, executor: Executor, count: int, bounds: Bounds) -> None:
        self.count, self._executor, self._bounds = count, executor, bounds
        self._own: Processes | None = None

    def submit(self, job: Job, packed: bytes, chunk: Chunk) -> Future[list[Made]]:
        """Begin a chunk."""
        if self._own is None:
            try:
                return self._executor.submit(job, packed, chunk)
            except (BrokenExecutor, RuntimeError):
                self._own = Processes(self.count, self._bounds)
        return self._own.submit(job, packed, chunk)

    def alone(self, job: Job, packed: bytes, row: Row) -> Made:
        """What comes of one row, in a process of our own: who lent the executor is not to lose it."""
        own = Processes(1, self._bounds)
        try:
            return own.alone(job, packed, row)
        finally:
            own.close()

    def close(self) -> None:
        """Stop what is ours."""
        if self._own is not None:
            self._own.close()


@dataclass(frozen=True, slots=True)
class Pool:
    """Where the workers of a run come from: an executor that is lent, or processes of our own."""

    executor: Executor | None
    count: int
    bounds: Bounds = field(default_factory=Bounds)

    @contextmanager
    def open(self) -> Iterator[Workers]:
        """The workers, until the run is over."""
        workers: Processes | Borrowed
        if self.executor is None:
            workers = Processes(self.count, self.bounds)
        else:
            workers = Borrowed(self.executor, self.count, self.bounds)
        try:
            yield workers
        finally:
            workers.close()


def _bounded(memory: int) -> None:
    """A worker takes no more memory than this, and leaves Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  (not on Windows)

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def never() -> bool:
    """A run that nobody stops."""
    return False


def results(
    workers: Workers,
    job: Job,
    packed: bytes,
    rows: Iterable[Row],
    *,
    chunk: int = CHUNK,
    stopped: Callable[[], bool] = never,
) -> Iterator[Made]:
    """What comes of each row, in their order. Rows are taken as they are needed.

    Once a run is stopped, what workers have in hand still comes, and no more is begun.
    """
    source = iter(rows)
    waiting: deque[tuple[list[Row], Future[list[Made]]]] = deque()
    while True:
        while not stopped() and len(waiting) < workers.count * _AHEAD and (some := list(islice(source, chunk))):
            waiting.append((some, workers.submit(job, packed, Chunk(tuple(some)))))
        if not waiting:
            return
        some, future = waiting.popleft()
        if stopped() and not (future.running() or future.done()) and future.cancel():
            continue
        try:
            made = future.result()
        except KeyboardInterrupt:
            raise
        except Exception:  # noqa: BLE001  (its worker died, hung or was lost, or a model of its own cannot be sent)
            for row in some:
                if stopped():
                    break
                yield workers.alone(job, packed, row)
        else:
            yield from made


def _alone(future: Future[list[Made]], row: int, bounds: Bounds) -> Made:
    try:
        return future.result()[0]
    except KeyboardInterrupt:
        raise
    except TimeoutError:
        return Made(row, fault=f"takes more than the {bounds.seconds:g} seconds that a letter may take")
    except Exception as fault:  # noqa: BLE001  (as above; its words could hold a value)
        code = getattr(fault, "exitcode", None)
        if isinstance(code, int) and code < 0:
            with suppress(ValueError):
                return Made(row, fault=f"ends its worker with the signal {signal.Signals(-code).name}")
        return Made(row, fault=f"ends its worker ({type(fault).__name__})")
