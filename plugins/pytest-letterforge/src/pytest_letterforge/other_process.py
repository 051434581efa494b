"""The same letters in another process: another time zone, hash seed, locale, folder and second of the day.

There, `main` takes renderer and letters, pickled, from standard input, and gives what comes of them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from letterforge import Letter, Renderer

# The finest that a zip file knows are two seconds (PKWARE's APPNOTE.TXT, 4.4.6); others know one.
SECONDS = 2.1


def rendered_in_another_process(
    renderer: Renderer, letters: Sequence[Letter], folder: Path, since: float
) -> list[bytes] | str:
    """The bytes of each letter, or why there are none; not earlier than two seconds after ``since``."""
    here = os.environ
    environment = {
        **{name: value for name, value in here.items() if name != "SOURCE_DATE_EPOCH"},
        "TZ": "Pacific/Auckland" if here.get("TZ") != "Pacific/Auckland" else "America/Lima",
        "PYTHONHASHSEED": "1" if here.get("PYTHONHASHSEED") != "1" else "2",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join(str(Path(path or ".").resolve()) for path in sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from pytest_letterforge.other_process import main; main()"],
        input=pickle.dumps((since + SECONDS, pickle.dumps((renderer, tuple(letters))))),
        capture_output=True,
        env=environment,
        cwd=folder,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1].partition(":")[0] if lines else f"exit code {done.returncode}"
    made: list[bytes] = pickle.loads(done.stdout)  # noqa: S301  (of a process that we started)
    return made


def main() -> None:
    """Render what standard input says."""
    earliest, work = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  (of the process that started us)
    renderer, letters = pickle.loads(work)  # noqa: S301  (as above)
    time.sleep(max(0.0, earliest - time.time()))
    made = [renderer.render(letter) for letter in letters]
    sys.stdout.buffer.write(pickle.dumps(made))
