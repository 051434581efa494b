"""Speed beside the peers, measured in one run. Prints figure, peer, ratio and budget; judges nothing.

    python benchmarks/run.py [--beside TREE] [NAME ...]

The same letters are made by letterforge and by its peers, two thousand of them with other data each. Each contestant runs in a process of its own, they take turns, and what
counts is the processor time of the best turn (`race.py`): so the figures hold on a machine with neighbours, too.

``--beside`` sets an older tree beside: a clone with its own ``.venv`` (``git worktree add ../before REVISION && make -C
../before .venv/.test``). It does the same work (`work.py`), turn by turn with this one, so that before and after are one
run. What it cannot do is left out.

``batch`` is otherwise: letters on the disk a second, by the clock on the wall, beside peers that write as many files, and
beside the bare write of the same bytes (`batches.py`).

The peers easy-template-x and docxtemplater are packages of npm, fetched into ``.venv/node`` when they are first needed.
"""

from __future__ import annotations

import argparse
import base64
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import batches
import race
import word
import work as work_of

from letterforge.filekinds import WORD
from letterforge.finished_files import passages_of

LETTER = "introductory-letter"


@dataclass(frozen=True)
class Peer:
    """Who does the same, in milliseconds, and the budget for the two: ours as a multiple, or a fraction, of theirs."""

    name: str
    took: float
    budget: str


@dataclass(frozen=True)
class Result:
    """What was measured, in milliseconds or megabytes, before, and beside its peers."""

    name: str
    ours: float
    before: float | None = None
    peers: tuple[Peer, ...] = ()
    budget: str = ""
    unit: str = "ms"

    def __str__(self) -> str:
        """One line of the report, and one for each peer but the first."""
        before = "" if self.before is None else f"  before {self.before:9.3f} {_ratio(self.ours, self.before)}"
        peers = [
            f"  {one.name} {one.took:9.3f} {_ratio(self.ours, one.took)} (budget: {one.budget})" for one in self.peers
        ]
        budget = f"  (budget: {self.budget})" if self.budget else ""
        return f"{self.name:<34} {self.ours:9.3f} {self.unit}{budget}{before}{''.join(peers)}"


def _ratio(ours: float, theirs: float) -> str:
    """Ours by theirs, as whichever of the two is above one."""
    return f"x {ours / theirs:.2f}" if ours >= theirs else f"x 1/{theirs / ours:.1f}"


@dataclass(frozen=True)
class Trees:
    """This tree, and the older one that is set beside it."""

    older: Path | None = None

    def race(self, ours: Mapping[str, str], peers: Mapping[str, tuple[race.Contestant, str]], rounds: int) -> Took:
        """The best turns of work under its name, of this tree and the older one, and of the peers."""
        before = None if self.older is None else race.tree(self.older)
        entries = dict(peers)
        for name, work in ours.items():
            entries[name] = race.OURS, work
            if before is not None:
                entries[f"before: {name}"] = before, work
        try:
            return Took(race.race(entries, rounds))
        finally:
            for contestant, _ in entries.values():
                contestant.leave()


@dataclass(frozen=True)
class Took:
    """What each took."""

    times: Mapping[str, float]

    def result(self, name: str, budget: str = "", **peers: str) -> Result:
        """One result; ``peers`` are their names, with the budget for each."""
        them = tuple(Peer(peer.replace("_", "-"), self.times[peer], limit) for peer, limit in peers.items())
        return Result(name, self.times[name], self.times.get(f"before: {name}"), them, budget)


def html(trees: Trees) -> Iterator[Result]:
    """HTML against a bare Jinja2 render of the same page, with autoescape."""
    work = {"HTML, rendered": "html-rendered", "HTML, filled and rendered": "html-made", "HTML, with read-back": "html"}
    took = trees.race(work, {"jinja2": (race.OURS, "jinja2")}, 30)
    yield took.result("HTML, rendered", jinja2="none")
    yield took.result("HTML, filled and rendered", jinja2="3.5 times")
    yield took.result("HTML, with read-back", jinja2="none")


def docx(trees: Trees) -> Iterator[Result]:
    """DOCX from a Markdown template against docxtpl loading, rendering and saving a Word template of the same text."""
    work = {
        "a letter from Markdown": "letter",
        "DOCX from Markdown, no read-back": "docx-made",
        "DOCX from Markdown, with read-back": "docx",
    }
    took = trees.race(work, {"docxtpl": (race.OURS, "docxtpl")}, 30)
    yield took.result("a letter from Markdown")
    yield took.result("DOCX from Markdown, no read-back", docxtpl="1/60")
    yield took.result("DOCX from Markdown, with read-back", docxtpl="1/45")


def from_word(trees: Trees) -> Iterator[Result]:
    """DOCX from a Word template against docxtpl and easy-template-x loading, rendering and saving one each time."""
    work = {
        "a letter from Word": "word-letter",
        "DOCX from Word, rendered": "word-rendered",
        "DOCX from Word, no read-back": "word-made",
        "DOCX from Word, with read-back": "word",
    }
    easy = race.node("easy_template_x.mjs", "easy-template-x@7.2.8")
    with tempfile.TemporaryDirectory() as folder:
        task, output = Path(folder, "task.json"), Path(folder, "letter.docx")
        template = base64.b64encode(word.for_easy_template_x()).decode()
        told = {"template": template, "data": word.FOR_EASY_TEMPLATE_X, "output": str(output)}
        task.write_text(json.dumps(told, default=str), encoding="utf-8")
        peers = {"docxtpl": (race.OURS, "docxtpl-word"), "easy_template_x": (easy, str(task))}
        took = trees.race(work, peers, 30)
        texts = (_words(output.read_bytes()), _words(word.by_docxtpl(word.template(), word.FOR_DOCXTPL)))
    assert texts[0] == texts[1]  # noqa: S101  (else there is nothing to compare)
    yield took.result("a letter from Word")
    yield took.result("DOCX from Word, rendered", docxtpl="none", easy_template_x="none")
    yield took.result("DOCX from Word, no read-back", docxtpl="none", easy_template_x="none")
    yield took.result("DOCX from Word, with read-back", docxtpl="1/100", easy_template_x="1/15")


def _words(content: bytes) -> list[str]:
    return word.printed(passages_of(content, WORD.media_type))


def pdf(trees: Trees) -> Iterator[Result]:
    """PDF against WeasyPrint alone on the same page, with one font configuration for all."""
    took = trees.race({"PDF, with read-back": "pdf"}, {"weasyprint": (race.OURS, "weasyprint")}, 12)
    yield took.result("PDF, with read-back", weasyprint="1.1 times")


def typst(trees: Trees) -> Iterator[Result]:
    """PDF by Typst against PDF by WeasyPrint, both with read-back, and against Typst alone on what it is told."""
    work = {"Typst PDF, no read-back": "typst-made", "Typst PDF, with read-back": "typst"}
    peers = {"PDF": (race.OURS, "pdf"), "typst": (race.OURS, "typst-alone")}
    took = trees.race(work, peers, 12)
    yield took.result("Typst PDF, with read-back", PDF="1/10")
    yield took.result("Typst PDF, no read-back", typst="1.3 times")


def check(trees: Trees) -> Iterator[Result]:
    """The check of the built-in template, and reading it."""
    took = trees.race({"check of a template": "check", "load of a template": "load"}, {}, 15)
    yield took.result("check of a template", "5 ms")
    yield took.result("load of a template")


_FIRST_LETTER = """
import letterforge
template = letterforge.load("introductory-letter")
letterforge.render(letterforge.Letter(template, {data!r}), to="html")
"""


def startup(trees: Trees) -> Iterator[Result]:
    """Fresh processes by processor time, in turns, medians of twenty: imports and commands, with all files compiled."""
    work: dict[str, tuple[str | Path, ...]] = {
        "click": (sys.executable, "-c", "import click"),
        "pydantic": (sys.executable, "-c", "import pydantic\nclass M(pydantic.BaseModel): x: int"),
    }
    first = _FIRST_LETTER.format(data=work_of.sample())
    for root, mark in ((race.HERE.parent, ""), (trees.older, "before: ")):
        if root is None:
            continue
        folder = Path(sys.executable).parent if not mark else (root / ".venv" / "bin").absolute()
        python, command = folder / "python", folder / "letterforge"
        work |= {
            f"{mark}letterforge --version": (command, "--version"),
            f"{mark}import letterforge": (python, "-c", "import letterforge"),
            f"{mark}load, Letter, render": (python, "-c", "from letterforge import load, Letter, render"),
            f"{mark}all public names": (python, "-c", "from letterforge import *"),
            f"{mark}check, a fresh process": (command, "check", LETTER),
            f"{mark}a first letter to HTML": (python, "-c", first),
        }
    for each in work.values():
        race.cpu_of(each)  # compiles what is not
    costs: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(20):
        for name, each in work.items():
            costs[name].append(race.cpu_of(each))
    took = Took({name: statistics.median(each) for name, each in costs.items()})
    yield took.result("letterforge --version", click="1.5 times")
    yield took.result("import letterforge", pydantic="1.3 times")
    yield took.result("load, Letter, render", pydantic="none")
    yield took.result("all public names", pydantic="none")
    yield took.result("check, a fresh process")
    yield took.result("a first letter to HTML")


_GROWTH = """
import sys
sys.path.insert(0, {here!r})
import work
name, count = {name!r}, {count}
make = work.WORK[name]()
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
for _ in range(20):
    make()
before = resident()
for _ in range(count):
    make()
print(resident() - before)
"""


def memory(trees: Trees) -> Iterator[Result]:
    """What a process grows by over many letters."""
    roots = (Path(sys.executable), *(() if trees.older is None else (trees.older / ".venv" / "bin" / "python",)))
    for name, count in (("html", 2000), ("docx", 1000), ("word", 2000), ("pdf", 60)):
        code = _GROWTH.format(here=str(race.HERE), name=name, count=count)
        grown = [
            float(subprocess.run((python, "-c", code), check=True, capture_output=True, text=True).stdout)
            for python in roots
        ]
        before = grown[1] if len(grown) > 1 else None
        yield Result(f"memory: {count} letters to {name}", grown[0], before, budget="does not grow", unit="MB")


def many(_: Trees) -> Iterator[Result]:
    """Many letters on the disk, by the clock on the wall; an older tree is not set beside. Then the memory for them."""
    took = Took(dict(batches.rates()))
    for kind, peers in (("word", batches.PEERS), ("markdown", ())):
        for cores in ("", ", two"):
            for way in ("", ", under way"):
                limits = (f"{kind}, grouped", f"{kind}, one_by_one")
                them = tuple(Peer(name, took.times[name], "none") for name in (*peers, *limits))
                name = f"batch: {kind}{cores or ', one'}{' cores' if cores else ' core'}{way}"
                yield Result(name, took.times[f"{kind}{cores}{way}"], peers=them, unit="letters/s")
    for whose, few, all_of_them in batches.memory():
        yield Result(f"memory of a batch of 20,000: {whose}", all_of_them - few, budget="20 above 1,000", unit="MB")


SUBJECTS: dict[str, Callable[[Trees], Iterator[Result]]] = {
    "check": check,
    "html": html,
    "docx": docx,
    "word": from_word,
    "pdf": pdf,
    "typst": typst,
    "startup": startup,
    "memory": memory,
    "batch": many,
}


def main() -> None:
    """Run the named subjects, or all."""
    parser = argparse.ArgumentParser(description="Speed beside the peers.")
    parser.add_argument("--beside", metavar="TREE", type=Path, help="an older tree, measured in turns with this one")
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(SUBJECTS)}; all unless given")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in SUBJECTS]
    if unknown:
        parser.error(f"there is no subject {unknown[0]}; there are {', '.join(SUBJECTS)}")
    trees = Trees(None if given.beside is None else given.beside.resolve())
    for name in given.names or SUBJECTS:
        for result in SUBJECTS[name](trees):
            print(result, flush=True)


if __name__ == "__main__":
    main()
