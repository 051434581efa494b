"""Something to see while a long letter is made: a line on a terminal, and nothing where nobody is looking."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds: what is done before anybody wonders needs no word."""


@contextmanager
def watching() -> Iterator[Callable[[str], None]]:
    """Show, on a terminal, which format is being made and for how long; the line is gone when all is done.

    What is given is called with the name of each format as it begins.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield lambda _: None
        return
    now = [""]
    done = threading.Event()
    since = time.monotonic()

    def show() -> None:
        shown = False
        while not done.wait(_PATIENCE):
            stream.write(f"\r\x1b[Kmaking {now[0]} ... {time.monotonic() - since:.0f} s")
            stream.flush()
            shown = True
        if shown:
            stream.write("\r\x1b[K")
            stream.flush()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield lambda name: now.__setitem__(0, name)
    finally:
        done.set()
        thread.join()
