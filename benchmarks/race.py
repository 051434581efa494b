"""Contestants that take turns: each in a process of its own, measured by the processor time that it takes.

A machine has neighbours. What they slow down is the clock on the wall, and through caches and frequencies the processor
time of all who run beside them: so contestants take turns of a few hundredths of a second, and of each the best turn
counts. A contestant reads the name of a piece of work from its standard input, does it for one turn, and answers with
the milliseconds of processor time that it took once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
NODE = HERE.parent / ".venv" / "node"


@dataclass(frozen=True)
class Contestant:
    """A process that does work when it is asked to."""

    command: tuple[str | Path, ...]
    folder: Path = HERE
    _processes: list[subprocess.Popen[str]] = field(default_factory=list, repr=False, compare=False)

    def turn(self, work: str) -> float:
        """The milliseconds of processor time that it took once, in one turn."""
        if not self._processes:
            pipe = subprocess.PIPE
            self._processes.append(
                subprocess.Popen(self.command, cwd=self.folder, stdin=pipe, stdout=pipe, text=True, bufsize=1)
            )
        process = self._processes[0]
        assert process.stdin is not None  # noqa: S101  (for mypy: both are pipes)
        assert process.stdout is not None  # noqa: S101  (as above)
        process.stdin.write(f"{work}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            message = f"{work} failed; its error stands above"
            raise SystemExit(message)
        return float(answer)

    def leave(self) -> None:
        """End the process."""
        while self._processes:
            process = self._processes.pop()
            process.communicate()


OURS = Contestant((sys.executable, HERE / "work.py"))
"""This tree, and the peers that are Python."""


def tree(root: Path) -> Contestant:
    """Another tree of letterforge, by its own virtual environment."""
    python = root / ".venv" / "bin" / "python"
    if not python.exists():
        message = f"{root} has no .venv; say `make .venv/.test` there"
        raise SystemExit(message)
    return Contestant((python.absolute(), HERE / "work.py"))


def node(script: str, package: str) -> Contestant:
    """A peer that runs in Node, with its package."""
    fetched((package,))
    return Contestant(("node", HERE / script), folder=NODE)


def fetched(packages: Sequence[str]) -> None:
    """Have packages of npm, which are fetched when they are first asked for."""
    NODE.mkdir(parents=True, exist_ok=True)
    if not all((NODE / "node_modules" / one.rpartition("@")[0]).is_dir() for one in packages):
        fetch = ("npm", "install", "--silent", "--no-audit", "--no-fund", *packages)
        subprocess.run(fetch, cwd=NODE, check=True, stdout=subprocess.DEVNULL)


def race(entries: Mapping[str, tuple[Contestant, str]], rounds: int) -> dict[str, float]:
    """The best turn of each, in milliseconds for doing its work once; they take turns."""
    for contestant, work in entries.values():
        contestant.turn(work)  # makes ready and warm
    took: dict[str, list[float]] = {name: [] for name in entries}
    for _ in range(rounds):
        for name, (contestant, work) in entries.items():
            took[name].append(contestant.turn(work))
    return {name: min(turns) for name, turns in took.items()}


def cpu_of(command: tuple[str | Path, ...]) -> float:
    """Milliseconds of processor time of a fresh process, with all files compiled."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pid = os.posix_spawn(command[0], [str(one) for one in command], environment, file_actions=_QUIET)
    _, status, usage = os.wait4(pid, 0)
    if status:
        message = f"{command[0]} failed"
        raise SystemExit(message)
    return (usage.ru_utime + usage.ru_stime) * 1000


_QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
