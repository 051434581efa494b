"""The neighbour proof of issue 10: whatever befalls a run of 10,000 letters, none has anything of another."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import showing
from tests.batching.marked import POISON, in_file, strange

Line = tuple[str, str, bool]
MANY, PACKED = 10_000, 300
KILLS = 6
LOST = 3  # workers that are killed, while their run goes on
SECONDS = 45
"""What a letter may take: as long as a fresh worker needs for its imports and a chunk beside thirty other programs, which is
counted to its first letter. With 3, a machine that was busy set sound letters aside."""
_SCRIPT = """
import sys
import letterforge
from tests.batching.marked import TEMPLATE, Marked, rows
if __name__ == "__main__":
    to, out, count, poison, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), eval(sys.argv[4]), int(sys.argv[5])
    template = letterforge.load(TEMPLATE, model=Marked)
    for one in letterforge.batch(template, rows(count, poison), to=to, out=out, seconds=seconds, workers=2):
        if one.outcome.value not in ("written", "already written"):
            print(one, flush=True)
"""


def _poison(count: int) -> dict[int, str]:
    """Rows that kill their worker, raise or refuse with their value in the message, or hang."""
    return {count * (2 * at + 1) // (2 * len(POISON)): poison for at, poison in enumerate(POISON)}


class _Runs:
    """Runs in a scratch folder, where all that they write is: letters, ledger, key, what they say, temporary files."""

    def __init__(self, to: str, count: int) -> None:
        self.folder, self.count, self.poison = showing.scratch(), count, _poison(count)
        (self.folder / "run.py").write_text(_SCRIPT, encoding="utf-8")
        self.command = [sys.executable, "run.py", to, "out", str(count), repr(self.poison), str(SECONDS)]
        for name in ("temporary", "home"):
            (self.folder / name).mkdir()

    def begin(self) -> subprocess.Popen[bytes]:
        home = str(self.folder / "home")
        own = {"PYTHONPATH": str(showing.ROOT), "TMPDIR": str(self.folder / "temporary"), "HOME": home}
        environment = {**os.environ, **own, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        with (self.folder / "stdout").open("ab") as out, (self.folder / "stderr").open("ab") as err:
            return subprocess.Popen(
                self.command, cwd=self.folder, env=environment, start_new_session=True, stdout=out, stderr=err
            )

    def letters(self) -> list[Path]:
        return [one for one in (self.folder / "out").glob("*") if one.name[0].isdigit()]

    def others(self) -> Iterator[Path]:
        """All that is no letter; what a killed run has half written lies beside the letters, and is part of one."""
        for one in self.folder.rglob("*"):
            if one.is_file() and one.suffix != ".part" and not (one.parent.name == "out" and one.name[0].isdigit()):
                yield one

    def leaks(self) -> list[str]:
        return [one.name for one in self.others() if one.name != "run.py" and in_file(one)]


def _lose_a_worker(parent: int, source: random.Random) -> bool:
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        os.kill(int(source.choice(children)), signal.SIGKILL)
    except (OSError, IndexError):
        return False
    return True


def _befallen(runs: _Runs, source: random.Random) -> tuple[int, int, list[str]]:
    """Runs that are killed, each a while after it has begun, with workers that are lost: how many, and what leaked."""
    kills, lost, leaks = 0, 0, list[str]()
    while kills < KILLS:
        process, there = runs.begin(), len(runs.letters())
        enough, until = there + runs.count // (KILLS + 2), time.monotonic() + source.uniform(5, 20)
        while process.poll() is None and len(runs.letters()) < enough and time.monotonic() < until:
            time.sleep(0.05)
        if lost < LOST and process.poll() is None:
            lost += _lose_a_worker(process.pid, source)
        time.sleep(source.uniform(0, 1))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
            leaks += runs.leaks()
        else:  # all are there: something is taken away, so that there is something to do
            for one in source.sample(sorted(runs.letters()), len(runs.letters()) // 2):
                one.unlink()
    return kills, lost, leaks


def _proof(to: str, count: int) -> Line:
    runs = _Runs(to, count)
    kills, lost, leaks = _befallen(runs, random.Random(10))  # noqa: S311  (nothing is kept secret by it)
    code = runs.begin().wait(1800)
    letters = runs.letters()
    leaks += runs.leaks()
    wrong = strange(letters)
    aside = {int(line.partition("row=")[2].partition(",")[0]) for line in _said(runs) if "row=" in line}
    parts = list((runs.folder / "out").glob(".*"))
    good = (
        code == 0 and not leaks and not wrong and not parts and aside == set(runs.poison)
        and len(letters) == count - len(runs.poison)
    )  # fmt: skip
    size = sum(one.stat().st_size for one in letters) / 1e6
    said = (
        f"{kills} runs killed, {lost} workers killed, {len(runs.poison)} rows of poison set aside: {aside == set(runs.poison)}\n"
        f"{len(letters):,} letters, {size:,.0f} MB: {len(wrong)} with a marker of another or without one of their own\n"
        f"beside them {sum(1 for _ in runs.others())} files (ledger and its log, key, what was said, temporary): "
        f"{len(leaks)} with a marker {leaks[:3]}"
    )
    return f"letterforge.batch(template, {count:,} rows, to={to!r}, out='out')", said, good


def _said(runs: _Runs) -> list[str]:
    return (runs.folder / "stdout").read_text(encoding="utf-8").splitlines()


def pages() -> Line:
    """10,000 letters, each with a marker in every field, with kills and poison: none stands in a letter of another, none outside letters"""
    return _proof("html", MANY)


def word_files() -> Line:
    """The same with 300 Word files, each member of which is unpacked"""
    return _proof("docx", PACKED)


LINES: tuple[Callable[[], Line], ...] = (pages, word_files)
