"""What issue 10 must show of many letters, as far as they are there."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import showing

Line = tuple[str, str, bool]
KEY = {"LETTERFORGE_KEY": "a key for what is shown, long enough"}
MANY = 1_000
KILLS = 20
_TEMPLATE = "---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }},\n\nwe write about {{ case }}.\n"
_MODEL = """
import os, signal, time
from pydantic import field_validator
from letterforge import LetterData, Line
class Person(LetterData):
    name: Line
    case: Line
    @field_validator("name")
    @classmethod
    def act(cls, name):
        if name == "killer": os.kill(os.getpid(), signal.SIGKILL)
        if name == "sleeper": time.sleep(1000)
        if name == "eater": bytearray(8 << 30)
        return name
"""


def _folder(names: Sequence[str]) -> Path:
    folder = showing.scratch()
    (folder / "letter.md").write_text(_TEMPLATE, encoding="utf-8")
    (folder / "people.py").write_text(_MODEL, encoding="utf-8")
    rows = "".join(f'"{name}",case {number}\n' for number, name in enumerate(names, 2))
    (folder / "people.csv").write_text(f"name,case\n{rows}", encoding="utf-8")
    return folder


def _command(*options: str) -> list[str]:
    return [
        "letterforge",
        "batch",
        "letter.md",
        "people.csv",
        "--model",
        "people:Person",
        "--to",
        "html",
        "-o",
        "out",
        *options,
    ]


def _letters(folder: Path) -> dict[str, str]:
    found = sorted((folder / "out").iterdir()) if (folder / "out").exists() else []
    return {one.name: one.read_text(encoding="utf-8") for one in found if "ledger" not in one.name}


def _marker(number: int) -> str:
    return f"Marker {number:06x} Ash"


def poison() -> Line:
    """1,000 letters with three poisoned rows: 997 delivered, three set aside with their reasons; ledger and files agree"""
    names = [_marker(number) for number in range(MANY)]
    names[100], names[500], names[900] = "killer", "sleeper", "eater"
    # What the model does to a worker it would do to the check of all rows, too, which is in this process: rows of a program.
    script = (
        "import csv, letterforge, people\n"
        "if __name__ == '__main__':\n"
        "    template = letterforge.load('letter.md', model=people.Person)\n"
        "    rows = list(csv.DictReader(open('people.csv')))\n"
        "    for one in letterforge.batch(template, rows, to='html', out='out', seconds=5, memory=4 << 30):\n"
        "        if one.outcome.value != 'written': print(one.row, one.outcome.value, one.reason, *one.findings)\n"
    )
    folder = _folder(names)
    (folder / "run.py").write_text(script, encoding="utf-8")
    done = showing.run(sys.executable, "run.py", cwd=folder, env={**KEY, "PYTHONPATH": str(folder)}, seconds=900)
    letters = _letters(folder)
    strange = [
        name
        for name, text in letters.items()
        if len(re.findall(r"Marker \w{6} Ash", text)) != text.count(_of(name, names))
    ]
    good = (
        len(letters) == MANY - 3
        and not strange
        and [line.split()[0] for line in done.stdout.splitlines() if line[0].isdigit()] == ["101", "501", "901"]
    )
    return (
        "letterforge.batch(template, rows, to='html', out='out')",
        f"{len(letters)} delivered, set aside:\n{done.stdout}{done.stderr[-500:]}",
        good,
    )


def _of(name: str, names: Sequence[str]) -> str:
    return names[int(name.partition(".")[0]) - 1]


def killed() -> Line:
    """1,000 letters, killed with -9 twenty times at random and started again: none missing, half-written or mixed up"""
    folder = _folder([_marker(number) for number in range(MANY)])
    command = [str(Path(sys.executable).with_name("letterforge")), *_command("--quiet")[1:]]
    began = time.monotonic()
    showing.run(*_command("--quiet"), cwd=_folder([_marker(number) for number in range(MANY)]), env=KEY, seconds=900)
    takes = time.monotonic() - began
    source, kills = random.Random(10), 0  # noqa: S311  (nothing is kept secret by it)
    while kills < KILLS:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **KEY}, start_new_session=True, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(takes * source.uniform(0.3, 1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        else:  # all are there: something is taken away, so that there is something to do
            for name in source.sample(sorted(_letters(folder)), MANY // 2):
                (folder / "out" / name).unlink()
    last = showing.run(*_command(), cwd=folder, env=KEY, seconds=900)
    letters = _letters(folder)
    whole = all(text.rstrip().endswith("</html>") for text in letters.values())
    own = all(text.count(_marker(int(name.partition(".")[0]) - 2)) >= 2 for name, text in letters.items())
    foreign = any(len(set(re.findall(r"Marker \w{6} Ash", text))) != 1 for text in letters.values())
    good = len(letters) == MANY and whole and own and not foreign and last.returncode == 0
    said = f"killed {kills} times; {len(letters)} letters, all whole: {whole}, each with its own marker and no other: {own and not foreign}"
    return " ".join(_command()), f"{said}\n{last.stderr}", good


def names() -> Line:
    """Recipients called ../../etc/passwd, CON, a/b, of 300 letters, and alike but for case and Unicode form: a safe file each"""
    people = ["../../etc/passwd", "CON", "a/b", "n" * 300, "Ann", "ANN", "Zoe\u0301", "Zo\u00e9"]
    folder = _folder(people)
    done = showing.run(*_command("--name", "{name}"), cwd=folder, env=KEY)
    letters = _letters(folder)
    good = done.returncode == 0 and len(letters) == len(people) and all(len(name.encode()) <= 200 for name in letters)
    return (
        " ".join(_command("--name", "{name}")),
        "\n".join(name if len(name) < 80 else f"{name[:20]}... ({len(name)})" for name in letters),
        good,
    )


def sheets() -> Line:
    """A sheet in Windows-1252 with ;, one with a BOM, one in UTF-16: read right; an unbalanced quote is refused with its row"""
    text = "name;case\nZo\u00eb Ash;one\nSi\u00e2n;two\n"
    kinds = {"cp1252": text.encode("cp1252"), "BOM": text.encode("utf-8-sig"), "UTF-16": text.encode("utf-16")}
    said, good = [], True
    for kind, content in kinds.items():
        folder = _folder([])
        (folder / "people.csv").write_bytes(content)
        done = showing.run(*_command(), cwd=folder, env=KEY)
        right = any("Zo\u00eb Ash" in one for one in _letters(folder).values())
        said.append(f"{kind}: {done.stderr.splitlines()[0]}; right: {right}")
        good = good and right and done.returncode == 0
    folder = _folder([])
    (folder / "people.csv").write_text('name,case\nAnn,one\n"Bo,two\nCy,three\n', encoding="utf-8")
    done = showing.run(*_command(), cwd=folder, env=KEY)
    said.append((done.stdout + done.stderr).strip())
    return (
        "letterforge batch letter.md people.csv ...",
        "\n".join(said),
        good and done.returncode != 0 and ":3" in said[-1],
    )


def full_disk() -> Line:
    """A disk that is full half way (a small tmpfs): a clear error, exit code 3, nothing half-written; with room, the run goes on from there"""
    folder = _folder([_marker(number) for number in range(MANY)])
    disk = folder / "out"
    disk.mkdir()
    if showing.run("mount", "-t", "tmpfs", "-o", "size=48m", "letters", str(disk)).returncode:
        pytest.skip("who runs this may not mount a disk")
    try:
        full = showing.run(*_command("--quiet"), cwd=folder, env=KEY)
        first = {name: (disk / name).stat().st_mtime_ns for name in _letters(folder)}
        half = [name for name, text in _letters(folder).items() if not _is_own(name, text)]
        hidden = sorted(one.name for one in disk.glob(".*"))
        showing.run("mount", "-o", "remount,size=256m", str(disk))
        last = showing.run(*_command(), cwd=folder, env=KEY)
        letters = _letters(folder)
        same = sum((disk / name).stat().st_mtime_ns == when for name, when in first.items())
        whole = all(_is_own(name, text) for name, text in letters.items())
        there = f"{len(first):,} already written" in last.stderr
    finally:
        showing.run("umount", str(disk))
    good = (
        full.returncode == 3
        and "No space left on device; run the same command again" in full.stderr
        and not half
        and not hidden
        and 0 < len(first) < MANY
        and last.returncode == 0
        and len(letters) == MANY
        and same == len(first)
        and whole
        and there
    )
    said = (
        f"{full.stderr.strip()}\nexit code {full.returncode}; {len(first)} letters, {len(half)} of them not whole, {len(hidden)} left over\n"
        f"with more room: {last.stderr.strip().splitlines()[-1]}; {same} were not touched; {len(letters)} letters, all whole: {whole}"
    )
    return " ".join(_command()), said, good


def _is_own(name: str, text: str) -> bool:
    """Whether a letter is whole, and has its own marker and no other."""
    own = _marker(int(name.partition(".")[0]) - 2)
    return text.rstrip().endswith("</html>") and set(re.findall(r"Marker \w{6} Ash", text)) == {own}


LINES: tuple[Callable[[], Line], ...] = (poison, killed, names, sheets, full_disk)
