"""Mutation score: ``python -m tools.mutants``, from the root of the project; `make mutants` calls it.

Mutants are small changes of the code, drawn by a fixed seed. Each is run against the tests of its own folder and the
properties; where all of them pass, it has survived, and nobody would have noticed the change. Nothing is written into the
tree: a mutant is compiled from memory, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.mutants.areas import AREAS, PROPERTIES, Area
from tools.mutants.drawing import Mutant, draw
from tools.mutants.survivors import known
from tools.mutants.trial import BrokenTestsError, Verdict, control, recording, verdicts, warm

EACH = 100
GOAL = 90
_SOME = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, try, and report; 1 where an area is below the goal, or a survivor has no reason."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # what is open is tidied up on the way
    options = _options(arguments)
    areas = [area for area in AREAS if not options.area or area.name in options.area]
    drawn = [one for area in areas for one in draw(area, options.each)]
    if options.only:
        drawn = [one for one in drawn if one.name in options.only]
        areas = [area for area in areas if any(one.area == area.name for one in drawn)]
    if options.list:
        print(*drawn, sep="\n")
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="letterforge-mutants-") as scratch:
        try:
            done = _tried(drawn, areas, Path(scratch), options)
        except BrokenTestsError as fault:
            print(fault, file=sys.stderr)
            return 2
    minutes = (time.monotonic() - began) / 60
    whole = options.each >= EACH and not options.only
    return _reported(done, [area.name for area in areas], minutes, whole=whole)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--area", action="append", choices=[area.name for area in AREAS], help="only this area")
    parser.add_argument("--each", type=int, default=EACH, help=f"how many of each area ({EACH})")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these of those that would be drawn")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--folder-only", action="store_true", help=f"without {' and '.join(PROPERTIES)}")
    parser.add_argument("--save", type=Path, metavar="FILE", help="add what comes of each, a line of JSON each")
    parser.add_argument("--list", action="store_true", help="say which are drawn, and try none")
    return parser.parse_args(arguments)


def _tried(drawn: Sequence[Mutant], areas: Sequence[Area], scratch: Path, options: argparse.Namespace) -> list[Verdict]:
    properties = not options.folder_only
    found = recording(areas, scratch, options.workers, properties=properties)
    _say(f"{len(found.seconds)} tests, {sum(found.seconds.values()):.0f} s of processor time, say what they execute")
    warm(found)
    control(areas, found, scratch, options.workers, properties=properties)
    _say("all of them pass in the order of mutants with nothing changed")
    done: list[Verdict] = []
    for verdict in verdicts(drawn, found, scratch, options.workers, properties=properties):
        done.append(verdict)
        if options.save:
            _save(verdict, options.save)
        if len(done) % _SOME == 0:
            _say(f"{len(done)} of {len(drawn)}")
    return done


def _save(verdict: Verdict, file: Path) -> None:
    """A line of JSON as soon as it is known: what a run has found is there, whatever ends it."""
    one = {"mutant": str(verdict.mutant), "area": verdict.mutant.area, "by": verdict.by}
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({**one, "tests": verdict.tests, "seconds": round(verdict.seconds, 1)}) + "\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _reported(done: Sequence[Verdict], areas: Sequence[str], minutes: float, *, whole: bool) -> int:
    """Print survivors and the table; whether all is well, as an exit code."""
    reasons = known()
    living = [one for one in done if one.by is None]
    unknown = [one for one in living if one.mutant.name not in reasons]
    for one in sorted(living, key=lambda each: (each.mutant.area, each.mutant.file, each.mutant.line)):
        why = reasons.get(one.mutant.name)
        print(
            f"{one.mutant}\n    " + (f"{why.kind}: {why.reason}" if why else f"no reason yet; {one.tests} tests passed")
        )
    print(f"\n{'area':<12}{'drawn':>7}{'killed':>8}{'survived':>10}{'score':>9}")
    low = False
    for name in [*areas, "all"]:
        of = [one for one in done if name in (one.mutant.area, "all")]
        killed = sum(one.by is not None for one in of)
        low = low or killed * 100 < GOAL * len(of)
        print(f"{name:<12}{len(of):>7}{killed:>8}{len(of) - killed:>10}{killed / max(len(of), 1):>9.1%}")
    print(
        f"\n{len(done)} mutants in {minutes:.0f} minutes, {sum(one.seconds for one in done) / 60:.0f} of processor time"
    )
    drawn = {one.mutant.name for one in done}
    killed_now = [name for name in reasons if name in drawn and name not in {one.mutant.name for one in living}]
    if killed_now:
        print("these have a reason to live, and are killed: " + ", ".join(killed_now))
    if unknown:
        print(f"{len(unknown)} survivors have no reason in tools/mutants/survivors.txt")
    return int(bool(unknown) or (whole and low))  # of a few mutants the score says little


if __name__ == "__main__":
    sys.exit(main())
