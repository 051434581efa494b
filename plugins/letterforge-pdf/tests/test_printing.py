"""How printing ends: nothing on standard error, and no font left on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PRINT = """
import gc, os, sys
import letterforge, letterforge_pdf

template = letterforge.load(b"---\\ntitle: A visit\\nlang: en-GB\\n---\\nDear {{ name }}\\n")
letterforge.render(letterforge.Letter(template, {"name": "Ann"}), to="pdf")
"""
# What holds on to everything until Python has taken its modules apart, as a tool does that looks at all of them.
HELD = """
class Circle: pass
circle = Circle()
circle.all = (circle, letterforge_pdf._printers, dict(sys.modules))
gc.freeze()
"""
FORKED = """
folder = os.environ["TMPDIR"]
before = os.listdir(folder)
child = os.fork()
if child:
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert before and os.listdir(folder) == before  # the child has not taken them along
    letterforge.render(letterforge.Letter(template, {"name": "Bo"}), to="pdf")
"""

WHILE_PRINTING = """
import signal, threading

stop = threading.Event()
letter = letterforge.Letter(template, {"name": "Bo"})
thread = threading.Thread(target=lambda: [letterforge.render(letter, to="pdf") for _ in iter(stop.is_set, True)])
thread.start()
children = []
for _ in range(3):
    child = os.fork()
    if not child:
        signal.alarm(60)  # one that waits for ever is ended
        letterforge.render(letter, to="pdf")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
stop.set()
thread.join()
"""


@pytest.mark.parametrize("rest", [HELD + FORKED, WHILE_PRINTING], ids=["held and forked", "forked while printing"])
def test_a_process_that_printed_ends_quietly_and_leaves_nothing(rest: str, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", PRINT + rest],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
