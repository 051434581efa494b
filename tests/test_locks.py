"""A lock that a process may be forked beside."""

from __future__ import annotations

import os
import threading

import pytest

from letterforge.locks import lock_for_forks


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
# Python 3.12 warns of a fork beside threads: that is the case here.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_waits_until_the_lock_is_free_and_the_child_finds_it_free() -> None:
    lock = lock_for_forks()
    held, steps = threading.Event(), []

    def hold() -> None:
        with lock:
            held.set()
            # The other thread forks now, and waits for this one: it can have no step yet.
            for _ in range(1000):
                threading.Event().wait(0.0001)
            steps.append("done")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    child = os.fork()
    if child == 0:
        # No assertion: pytest goes on in the parent alone.
        os._exit(0 if steps == ["done"] and lock.acquire(blocking=False) else 1)
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with lock:
        assert steps == ["done"]


def test_the_thread_that_holds_it_may_fork() -> None:
    lock = lock_for_forks()
    with lock:
        child = os.fork()
        if child == 0:
            os._exit(0 if lock.acquire(blocking=False) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
