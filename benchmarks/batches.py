"""Letters on the disk per second, by the clock on the wall: ours on one core and two, peers, and the bare write.

Nobody writes to a disk in processor time, and a neighbour slows down all of these: they take turns, the best turn
counts, and it is the ratios that say something.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import many_letters
import race
import word

from letterforge.filekinds import WORD
from letterforge.finished_files import passages_of

COUNT = 1_000
ROUNDS = 2
PACKAGES = ("easy-template-x@7.2.8", "docxtemplater@3.71.0", "pizzip@3.3.0")

Turn = Callable[[Path], list[float]]


def ours(work: str, cores: int) -> Turn:
    """A turn of work of `many_letters.py`: the figures that it prints."""
    return lambda folder: _figures(sys.executable, race.HERE / "many_letters.py", work, cores, COUNT, folder)


def node(package: str, scratch: Path) -> Turn:
    """A turn of a peer that runs in Node."""
    race.fetched(PACKAGES)
    task = scratch / f"{package}.json"

    def turn(folder: Path) -> list[float]:
        template = base64.b64encode(word.for_easy_template_x()).decode()
        letters = [
            {**one, "reasons": [{"reason": reason} for reason in one["reasons"]], "called": True}
            for one in many_letters.for_peers(COUNT)
        ]
        told = {"template": template, "letters": letters, "output": str(folder)}
        task.write_text(json.dumps(told, default=str), encoding="utf-8")
        return _figures("node", race.HERE / "many_letters.mjs", package, task, cwd=race.NODE)

    return turn


def _figures(*command: object, cwd: Path = race.HERE) -> list[float]:
    done = subprocess.run([str(one) for one in command], cwd=cwd, check=True, capture_output=True, text=True)
    return [float(one) for one in done.stdout.split()]


def rates() -> Iterator[tuple[str, float]]:
    """The letters a second of each in its best turn; of ours, also once the first are there."""
    with tempfile.TemporaryDirectory() as scratch:
        turns: dict[str, Turn] = {
            "word": ours("ours_from_word", 1),
            "word, two": ours("ours_from_word", 2),
            "markdown": ours("ours_from_markdown", 1),
            "markdown, two": ours("ours_from_markdown", 2),
            "docxtpl": ours("docxtpl", 1),
            "docx_mailmerge2": ours("mailmerge", 1),
            "easy_template_x": node("easy-template-x", Path(scratch)),
            "docxtemplater": node("docxtemplater", Path(scratch)),
        }
        turns |= {f"{kind}, {way}": ours(way, 1) for kind in ("word", "markdown") for way in ("grouped", "one_by_one")}
        best: dict[str, float] = {}
        first: dict[str, list[str]] = {}
        for _ in range(ROUNDS):
            for name, turn in turns.items():
                folder = Path(scratch, name)
                folder.mkdir()
                if name.endswith(("grouped", "one_by_one")):
                    folder.with_name(f"{name}-letters").symlink_to(Path(scratch, "kept", name.partition(",")[0]))
                took, *more = turn(folder)
                for which, rate in ((name, COUNT / took), *((f"{name}, under way", one) for one in more)):
                    best[which] = max(best.get(which, 0), rate)
                if name in ("word", "markdown") and not Path(scratch, "kept", name).exists():
                    shutil.copytree(folder, Path(scratch, "kept", name))
                first[name] = _first(folder) if name in SAME else []
                shutil.rmtree(folder)
                folder.with_name(f"{name}-letters").unlink(missing_ok=True)
        said = [first[name] for name in SAME]
        assert all(one == said[0] for one in said), "they do not write the same letters"  # noqa: S101  (nothing to compare)
        yield from best.items()


def memory() -> Iterator[tuple[str, float, float]]:
    """The most that a run of 1,000 letters and one of 20,000 take, in MB: the process itself, and its largest worker."""
    with tempfile.TemporaryDirectory() as scratch:
        few, many = (
            _figures(sys.executable, race.HERE / "many_letters.py", "memory", 2, count, Path(scratch, str(count)))
            for count in (1_000, 20_000)
        )
    yield from zip(("itself", "its largest worker"), few, many, strict=True)


PEERS = ("docxtpl", "docx_mailmerge2", "easy_template_x", "docxtemplater")
SAME = ("word", "word, two", *PEERS)
"""Who writes the same letters."""


def _first(folder: Path) -> list[str]:
    """What the first letter of a folder prints."""
    first = min(folder.glob("*.docx"), key=lambda one: int(one.stem))
    return word.printed(passages_of(first.read_bytes(), WORD.media_type))
