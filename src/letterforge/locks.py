"""Locks around libraries that one thread may use at a time, and that a process may be forked beside."""

from __future__ import annotations

import os
import threading


def lock_for_forks() -> threading.RLock:
    """A lock that no process is forked under: a fork waits until it is free, and the child finds it free.

    A plain lock that another thread holds is copied as it is, with no thread left in the child to open it; and the
    library that it guards is copied in the middle of its work. Make one for each library, when its module is imported:
    it is never given back.

    >>> with lock_for_forks():
    ...     pass
    """
    lock = threading.RLock()  # may be taken again by the thread that forks
    if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock
