"""Mutants are tried: against the tests of their own folder that execute what was changed, then against the properties."""

from __future__ import annotations

import ast
import contextlib
import importlib
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.mutants.areas import AREAS, PROPERTIES, Area, is_property, module_of
from tools.mutants.drawing import Mutant
from tools.mutants.forks import Answer, Ended, forked
from tools.mutants.recording import Record, record, recorded
from tools.mutants.session import Chosen, ready, run

_AT_LEAST, _TIMES = 10.0, 10.0
"""The bound of a test: so many seconds of processor time, and so many times what it costs with nothing changed."""
_PASSED, _NONE_CHOSEN = 0, 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a mutant; ``by`` is the test that failed, or how the process ended. A survivor has none."""

    mutant: Mutant
    by: str | None
    tests: int
    seconds: float


class BrokenTestsError(Exception):
    """Tests fail with nothing changed: no mutant can be told from that."""


def recording(areas: Sequence[Area], scratch: Path, workers: int, *, properties: bool) -> Record:
    """Which tests execute which lines."""
    ready()
    named = dict.fromkeys([*(PROPERTIES if properties else ()), *(name for area in areas for name in area.tests)])
    folders = [one for one in named if not any(one.startswith(f"{other}/") for other in named)]
    sources = [file for area in AREAS for file in area.files()]
    whole = Record({}, {})
    jobs = ((folder, partial(record, sources, [folder], scratch)) for folder in folders)
    for folder, ended in forked(jobs, workers):
        one = recorded(ended.answer)
        if one.failed is not None:
            message = f"{folder}: {one.failed} fails with nothing changed (signal {ended.signal})"
            raise BrokenTestsError(message)
        whole.seconds.update(one.seconds)
        whole.third += one.third
        for file, lines in one.lines.items():
            for line, names in lines.items():
                whole.lines.setdefault(file, {}).setdefault(line, set()).update(names)
    return whole


def warm(found: Record) -> None:
    """Import what is not ours, once for all processes to come."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in dict.fromkeys(found.third):
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def control(areas: Sequence[Area], found: Record, scratch: Path, workers: int, *, properties: bool) -> None:
    """See all tests pass in the order of mutants, with every file of an area put in by their way, and nothing changed."""

    def jobs() -> Iterator[tuple[str, Callable[[], Answer]]]:
        for area in areas:
            trees = {module_of(file): (file, ast.parse(file.read_text(encoding="utf-8"))) for file in area.files()}
            yield area.name, _session([one for one in found.seconds if area.has(one)], found, trees, scratch)
        if properties:
            yield "properties", _session([one for one in found.seconds if is_property(one)], found, {}, scratch)

    for name, ended in forked(jobs(), workers):
        if (by := _killed_by(ended)) is not None:
            message = f"{name}: {by} fails with nothing changed, in the order that mutants are tried in"
            raise BrokenTestsError(message)


def verdicts(
    mutants: Sequence[Mutant], found: Record, scratch: Path, workers: int, *, properties: bool
) -> Iterator[Verdict]:
    """What comes of each mutant, as it is known."""
    areas = {area.name: area for area in AREAS}
    living = {one.name: one for one in mutants}
    seconds = dict.fromkeys(living, 0.0)
    tests = dict.fromkeys(living, 0)
    for of_properties in (False, True) if properties else (False,):
        chosen: dict[str, list[str]] = {}
        for name, one in living.items():
            wanted = is_property if of_properties else areas[one.area].has
            chosen[name] = [test for test in found.covering(one.file, one.lines) if wanted(test)]
        jobs = (
            (name, _session(chosen[name], found, {module_of(one.file): (one.file, one.module())}, scratch))
            for name, one in list(living.items())
            if chosen[name]
        )
        for name, ended in forked(jobs, workers):
            seconds[name] += ended.seconds
            tests[name] += _ran(ended)
            by = _killed_by(ended)
            if by is not None or of_properties or not properties:  # what it has outlived is all that there is
                yield Verdict(living.pop(name), by, tests[name], seconds[name])
    for name, one in living.items():
        yield Verdict(one, None, tests[name], seconds[name])


def _session(
    tests: list[str], found: Record, modules: Mapping[str, tuple[Path, ast.Module]], scratch: Path
) -> Callable[[], Answer]:
    """A run of tests, file by file, the cheapest first."""
    files: dict[str, float] = {}
    for name in tests:
        file = name.partition("::")[0]
        files[file] = files.get(file, 0.0) + found.seconds[name]
    ordered = sorted(
        tests, key=lambda name: (files[name.partition("::")[0]], name.partition("::")[0], found.seconds[name], name)
    )
    wanted = {name: _AT_LEAST + _TIMES * found.seconds[name] for name in ordered}
    return partial(
        run, sorted(files, key=lambda file: (files[file], file)), Chosen(wanted, found.seconds), modules, scratch
    )


def _killed_by(ended: Ended) -> str | None:
    """What has told a mutant from the code that it was made of."""
    match ended.answer:
        case {"code": int(code), "failed": failed}:
            if code in (_PASSED, _NONE_CHOSEN):
                return None
            return str(failed or f"pytest ended with {code}")
    if ended.signal == signal.SIGPROF:
        return "it does not end"
    return f"the process ended by signal {ended.signal}" if ended.signal else "the process ended without an answer"


def _ran(ended: Ended) -> int:
    match ended.answer:
        case {"ran": int(number)}:
            return number
    return 0
