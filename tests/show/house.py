"""The house: types that prove it, rooms, one evaluation for Word, start-up, and the tests that were there before."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

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


def _bench(subject: str, wanted: dict[str, tuple[float, bool]]) -> Line:
    """Ratios of a subject of the benchmarks; ``wanted``: a pattern, the bound, and whether it is the least."""
    done = showing.run(sys.executable, "benchmarks/run.py", subject, seconds=3600)
    good = done.returncode == 0
    rows = []
    for pattern, (bound, least) in wanted.items():
        found = re.search(pattern, done.stdout)
        value = float(found[1]) if found else float("nan")
        fine = value >= bound if least else value <= bound
        rows.append(f"{'met   ' if fine else 'missed'} {pattern.partition('.*')[0]}: {value} (wanted {bound})")
        good = good and fine
    return f"benchmarks/run.py {subject}", "\n".join([done.stdout.strip(), *rows]), good


def commands() -> Line:
    """letterforge --version costs at most 1.5 imports of click, import letterforge 1.3 of pydantic with a model"""
    return _bench(
        "startup", {r"--version.*?ratio +([\d.]+)": (1.5, False), r"import letterforge.*?ratio +([\d.]+)": (1.3, False)}
    )


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
    breaches, rooms, corpus, edits, commands, every_test, processor_time, busy, versions,
)  # fmt: skip
