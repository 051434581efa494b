"""The house: types that prove it, rooms, one evaluation for Word, start-up, and the tests that were there before."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable

import showing

Line = tuple[str, str, bool]
BEFORE = "00e00b6"  # the last commit of the old house
REPLACED = showing.INPUTS / "house" / "replaced-tests.txt"
CPU_BEFORE = 228.4  # seconds of `make test` at BEFORE: 205.5 of the user, 22.9 of the system; 5,806 tests
PROVE = "LETTERFORGE_PROVE"


def _tests(*files: str, env: dict[str, str] | None = None, seconds: int = 3600) -> Line:
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files)
    done = showing.run(*command, env=env, seconds=seconds)
    said = done.stdout.strip().splitlines()
    return " ".join(["pytest", *files]), said[-1] if said else done.stderr, done.returncode == 0


def breaches() -> Line:
    """mypy refuses a placeholder passed on by fill, a node that a step or renderer does not handle, a placeholder in a Document"""
    return _tests("tests/test_typing.py")


def rooms() -> Line:
    """No plugin imports what is not public; no circle, no arrow up; no file over 350 lines, no function over 60"""
    done = showing.run("lint-imports", env=_path())
    kept = re.search(r"Contracts: .*", done.stdout)
    command, figure, good = _tests("tests/test_house.py", "tests/test_public.py", "tests/test_metadata.py")
    return f"lint-imports; {command}", f"{kept[0] if kept else done.stderr}\n{figure}", good and done.returncode == 0


def _path() -> dict[str, str]:
    folder = os.path.dirname(sys.executable)  # noqa: PTH120  (a search path is a text)
    return {"PATH": os.pathsep.join([folder, os.environ["PATH"]])}


def corpus() -> Line:
    """docxtpl's templates give docxtpl's text, plain and rich, and the same bytes in another process"""
    files = (
        "tests/loading/word/test_word_corpus.py",
        "plugins/letterforge-docx/tests/test_rich_corpus.py",
        "plugins/letterforge-docx/tests/test_word_renderer.py",
    )
    return _tests(*files)


def edits() -> Line:
    """Whatever check accepts of a generated Word template that Word, an author or an attacker has edited is filled as read"""
    return _tests("tests/property/test_word_property.py", env={PROVE: "1"})


def _measured(*command: str) -> tuple[str, dict[str, dict[str, float]]]:
    """What the benchmarks print, and of each name the milliseconds of us, of the tree before and of each peer."""
    said = showing.run(sys.executable, "benchmarks/run.py", *command, seconds=3600).stdout
    found = {}
    for line in said.splitlines():
        ours = re.match(r"(.{34}) +([\d.]+) ms", line)
        if ours:
            others = re.findall(r"  ([\w-]+) +([\d.]+) x", line)
            found[ours[1].strip()] = {"": float(ours[2])} | {name: float(took) for name, took in others}
    return said.strip(), found


def _verdicts(wanted: Iterable[tuple[str, float, float, bool]]) -> Line:
    """What is named, measured and wanted, and whether it is met."""
    rows, good = [], True
    for name, value, bound, fine in wanted:
        rows.append(f"{'met   ' if fine else 'missed'} {name}: {value:.2f} (wanted {bound})")
        good = good and fine
    return "", "\n".join(rows), good and bool(rows)


def commands() -> Line:
    """letterforge --version costs at most 1.5 imports of click, import letterforge 1.3 of pydantic with a model"""
    said, took = _measured("startup")
    limits = (("letterforge --version", "click", 1.5), ("import letterforge", "pydantic", 1.3))
    ratios = [(name, took[name][""] / took[name][peer], most) for name, peer, most in limits]
    _, rows, good = _verdicts((name, ratio, most, ratio <= most) for name, ratio, most in ratios)
    return "benchmarks/run.py startup", f"{said}\n{rows}", good


RATES = (
    ("DOCX from Word, with read-back", "docxtpl", 100),
    ("DOCX from Word, with read-back", "easy-template-x", 15),
    ("DOCX from Markdown, no read-back", "docxtpl", 60),
    ("DOCX from Markdown, with read-back", "docxtpl", 45),
)
NOISE = 1.05
"""What two runs of the same tree differ by."""


def speed() -> Line:
    """Nothing is slower than before; DOCX at so many times the rate of docxtpl and easy-template-x"""
    before = showing.scratch() / "before"
    clone = ("git", "clone", "--quiet", str(showing.ROOT), str(before))
    for command in (clone, ("git", "-C", str(before), "checkout", "--quiet", BEFORE)):
        if showing.run(*command).returncode:
            return " ".join(command), f"{BEFORE} is not in this clone", False
    showing.run("make", ".venv/.test", cwd=before)
    said, took = _measured("--beside", str(before), *SUBJECTS)
    rates = [(f"{name}, times {peer}", took[name][peer] / took[name][""], least) for name, peer, least in RATES]
    slower = [(name, one[""] / one["before"]) for name, one in took.items() if "before" in one]
    rows = [(name, rate, least, rate >= least) for name, rate, least in rates]
    rows += [(f"{name}, of the time before", ratio, 1, ratio <= NOISE) for name, ratio in slower]
    _, verdicts, good = _verdicts(rows)
    return f"benchmarks/run.py --beside {BEFORE} {' '.join(SUBJECTS)}", f"{said}\n{verdicts}", good


SUBJECTS = ("check", "html", "docx", "word", "pdf", "startup")


def processor_time() -> Line:
    """make test costs at most half the processor's time that it did"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = showing.run("make", "test", seconds=3600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = re.findall(r"=+ (.*) in .*=+", done.stdout)
    figure = f"{spent:.0f} s, before {CPU_BEFORE:.0f} s; {said[-1] if said else done.stderr[-500:]}"
    return "make test", figure, done.returncode == 0 and spent <= CPU_BEFORE / 2


def busy() -> Line:
    """make test is green with two other loads on the machine; three times with LETTERFORGE_PROVE"""
    loads = [subprocess.Popen(["yes"], stdout=subprocess.DEVNULL) for _ in range(2)]
    try:
        runs = [showing.run("make", "test", seconds=7200) for _ in range(3 if os.environ.get(PROVE) else 1)]
    finally:
        for load in loads:
            load.kill()
            load.wait()
    said = [line for one in runs for line in re.findall(r"=+ (.* in .*?) =+", one.stdout)]
    return "yes & yes & make test", "\n".join(said), all(one.returncode == 0 for one in runs)


def every_test() -> Line:
    """Every test that was there is there, or it is written down what replaced it"""
    names = [_names(revision) for revision in (BEFORE, "HEAD")]
    if not names[0]:
        return "git grep 'def test_'", f"{BEFORE} is not in this clone", False
    gone = names[0] - names[1]
    told = dict(re.findall(r"^(test_\w+): (.+)$", REPLACED.read_text(encoding="utf-8"), re.MULTILINE))
    there = all(name in names[1] for words in told.values() for name in re.findall(r"test_\w+", words))
    figure = f"{names[0].total()} before, {names[1].total()} now; {len(gone)} replaced, of which {len(told)} are told"
    return f"git grep 'def test_' {BEFORE} HEAD", figure, there and set(gone) == set(told)


def _names(revision: str) -> Counter[str]:
    found = showing.run("git", "grep", "-hoE", r"def test_\w+", revision, "--", "*.py").stdout
    return Counter(line.removeprefix("def ") for line in found.splitlines())


def versions() -> Line:
    """The tests are green on Python 3.11, 3.12 and 3.13"""
    done = showing.run("make", "versions", seconds=7200)
    said = re.findall(r"^=* ?(\d+ (?:passed|failed).*?)(?: =+)?$", done.stdout, re.MULTILINE)
    return "make versions", "\n".join(said) or done.stderr[-500:], done.returncode == 0 and len(said) >= 3


LINES: tuple[Callable[[], Line], ...] = (
    breaches, rooms, corpus, edits, commands, speed, every_test, processor_time, busy, versions,
)  # fmt: skip
