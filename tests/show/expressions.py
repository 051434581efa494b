"""Expressions that reach for more than fields."""

from __future__ import annotations

import time
from collections.abc import Callable

import letterforge
from letterforge.document import passages
from letterforge.errors import TemplateError

Line = tuple[str, str, bool]
HEAD = "---\ntitle: t\nlang: en-GB\n---\n"


def a_field_called_items() -> Line:
    """{{ agenda.items }} is the field"""
    template = letterforge.load((HEAD + "{{ agenda.items }}\n").encode())
    letter = letterforge.Letter(template, {"agenda": {"items": "tea, cake"}})
    said = list(passages(letter.document.blocks))
    return "{{ agenda.items }}", str(said), said == ["tea, cake"]


def hostile() -> Line:
    """{{ x.__class__ }}, {{ f() }}, {{ 9**9**9 }} and 20,000 nested parentheses are findings, at once"""
    notes, good = [], True
    for source in (
        "x.__class__",
        "f()",
        "9**9**9",
        "(" * 20_000 + "1" + ")" * 20_000,
        "''.__class__.__mro__",
        "not " * 400 + "x",
    ):
        start = time.perf_counter()
        try:
            letterforge.load((HEAD + "{{ " + source + " }}\n").encode())
            notes.append(f"{source[:24]}: no finding")
            good = False
        except TemplateError as error:
            seconds = time.perf_counter() - start
            notes.append(f"{source[:24]}: {error.findings[0].message} ({seconds * 1000:.0f} ms)")
            good = good and seconds < 1 and error.findings[0].place.line == 5
    return "letterforge.load(...)", "\n".join(notes), good


LINES: tuple[Callable[[], Line], ...] = (a_field_called_items, hostile)
