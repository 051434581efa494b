"""Hostile templates and data: each ends in a typed error at once, and the next letter is made."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable

import showing

sys.path[:0] = [str(showing.ROOT / "tests" / "security"), str(showing.ROOT / "plugins" / "letterforge-docx" / "tests")]

import bombs  # noqa: E402  (from the folder above)
import escapes  # noqa: E402  (as above)
import fuzzing  # noqa: E402  (as above)
import word_bombs  # noqa: E402  (as above)
from caged import Outcome, caged  # noqa: E402  (as above)
from word_files import package  # noqa: E402  (as above)

import letterforge  # noqa: E402  (as above)
from letterforge import stationery  # noqa: E402  (as above)
from letterforge.errors import LetterforgeError  # noqa: E402  (as above)

Line = tuple[str, str, bool]
_HEAD = b"---\ntitle: T\nlang: en-GB\n---\n"


def _next_letter() -> bool:
    template = letterforge.load(_HEAD + b"Dear {{ name }}\n")
    return b"Dear Ann" in letterforge.render(letterforge.Letter(template, {"name": "Ann"}), to="html").content


def _told(outcomes: Iterable[tuple[str, Outcome]], *, may_end_well: bool) -> tuple[str, bool]:
    """How they ended, the slowest three, and whether all did so with a typed error."""
    ended: dict[str, int] = {}
    slowest: list[tuple[float, str]] = []
    wrong: list[str] = []
    for name, outcome in outcomes:
        kind = "never" if outcome.killed else outcome.type or "a letter"
        ended[kind] = ended.get(kind, 0) + 1
        slowest.append((outcome.seconds, name))
        if outcome.killed or (not isinstance(outcome.error, LetterforgeError) and (outcome.type or not may_end_well)):
            wrong.append(f"{name}: {kind}")
    slowest.sort(reverse=True)
    late = sum(seconds > 1 for seconds, _ in slowest)
    good = not wrong and _next_letter()
    figure = "\n".join(
        [
            "ended in " + ", ".join(f"{kind} {count}" for kind, count in sorted(ended.items())),
            "slowest: " + "; ".join(f"{name} {seconds:.2f} s" for seconds, name in slowest[:3]),
            f"over one second: {late}; the next letter is made: {good}",
            *wrong[:10],
        ]
    )
    return figure, good and not late


def _work(content: bytes) -> Callable[[], object]:
    return lambda: letterforge.Letter(letterforge.load(content), escapes.DATA)


def reaching_out() -> Line:
    """Templates that reach for code, files and other fields, in every place of Markdown and Word: a typed error within a second"""
    attacks = (*escapes.EXPRESSIONS, *escapes.STATEMENTS)
    letterforge.load(package("<w:p/>"))  # what is slow the first time
    os.chdir(tempfile.mkdtemp(prefix="letterforge-show-"))

    def outcomes() -> Iterable[tuple[str, Outcome]]:
        for number, attack in enumerate(attacks):
            for n, (place, content) in enumerate((*escapes.in_markdown(attack), *escapes.in_word(attack))):
                if (number + n) % 8 == 0:
                    start = time.process_time()
                    try:
                        _work(content)()
                        outcome = Outcome()
                    except BaseException as fault:  # noqa: BLE001  (it is the answer)
                        outcome = Outcome(type(fault).__name__, fault)
                    took = time.process_time() - start
                    yield f"{attack[:40]} in {place}", Outcome(outcome.type, outcome.error, seconds=took)

    figure, good = _told(outcomes(), may_end_well=False)
    touched = os.listdir()
    return (
        f"{len(attacks)} attacks in 16 places, an eighth of all pairs",
        f"{figure}\nfiles touched: {len(touched)}",
        good and not touched,
    )


def bombs_go_out() -> Line:
    """Templates and data that reach for memory and time, each in a cage of 10 s and 1 GB: a letter or a typed error within a second"""
    stationery.plain()
    works = list(bombs.every())
    figure, good = _told(((name, caged(work)) for name, work in works), may_end_well=True)
    return f"{len(works)} bombs", figure, good


def word_files() -> Line:
    """Word files that draw something in, can be read in two ways, or are bombs: refused as template, within a second"""
    works = [(name, _work(content)) for name, content in word_bombs.HOSTILE.items()]
    figure, good = _told(((name, caged(work)) for name, work in works), may_end_well=False)
    return f"{len(works)} files", figure, good


def damaged() -> Line:
    """Files with bytes changed, cut and doubled by chance: read or refused, never anything else"""
    stationery.plain()
    rows, good = [], True
    for name, (content, change, work) in fuzzing.subjects().items():
        refused = worst = 0.0
        wrong = 0
        for seed in range(100):
            start = time.process_time()
            try:
                work(change(content, seed))
            except LetterforgeError:
                refused += 1
            except Exception:  # noqa: BLE001  (each of them is a fault of ours)
                wrong += 1
            worst = max(worst, time.process_time() - start)
        good = good and not wrong and worst < 1
        rows.append(f"{name}: 100 files, {refused:.0f} refused, {wrong} wrong, slowest {worst:.2f} s")
    return "1,200 files", "\n".join(rows), good


LINES: tuple[Callable[[], Line], ...] = (reaching_out, bombs_go_out, word_files, damaged)
