"""A kill at each call of the system that a run of `letterforge.batch` makes, those of SQLite among them."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.batching import test_faults as faults

from letterforge.batching import run

Line = tuple[str, str, bool]
LEAST = 60  # else strace has not seen what was done
CALLS = (
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "syncfs",
    "ftruncate",
    "rename",
    "unlink",
    "close",
    "mkdir",
)


def each_call() -> Line:
    """A kill at each call of the system on file and ledger, by strace: the next run ends with each letter there, whole and once"""
    if shutil.which("strace") is None:
        pytest.skip("there is no strace here")
    said, good = [], True
    with _settled() as folder:
        for form in faults.FORMS:
            old, new = faults.expected(form, folder / form.name)
            kills = {}
            for call in CALLS:
                for at in itertools.count(1):
                    out = folder / form.name / f"{call} {at}"
                    form.write(out, faults.PEOPLE)
                    if not _is_killed(lambda form=form, out=out: form.write(out, faults.OTHERS), call, at):  # type: ignore[misc]  # mypy infers no default
                        break
                    faults.assert_whole(form, out, new, old)
                    faults.assert_finished(form, out, new)
                    kills[call] = at
            good = good and sum(kills.values()) > LEAST
            said.append(f"{form}: {sum(kills.values())} kills: {', '.join(f'{name} {n}' for name, n in kills.items())}")
    return "letterforge.batch(...) and again", "\n".join(said), good


@contextlib.contextmanager
def _settled() -> Iterator[Path]:
    """A folder in memory, small groups, and a key."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        patch.setenv("LETTERFORGE_KEY", "a key for what is shown, long enough")
        patch.setattr(run, "GROUP", 4)
        yield Path(folder)


def _is_killed(work: Callable[[], object], call: str, at: int) -> bool:
    """Do some work in a process of its own, which is killed at the nth call of a name; False where it is over before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(writing)
            os.read(reading, 1)
            work()
            code = 0
        finally:
            os._exit(code)
    os.close(reading)
    with subprocess.Popen(
        ["strace", "-qq", "-p", str(child), "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={at}"],
        stderr=subprocess.PIPE,
    ) as tracer:
        while tracer.poll() is None and "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text(encoding="ascii"):
            time.sleep(0.002)
        time.sleep(0.01)  # until it has said which calls it wants to see
        os.write(writing, b"x")
        os.close(writing)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), "the work failed by itself"
    return code != 0


LINES: tuple[Callable[[], Line], ...] = (each_call,)
