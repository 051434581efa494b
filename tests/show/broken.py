"""Data and templates with faults: all of them at once, each with its place, and no value shown."""

from __future__ import annotations

from collections.abc import Callable

import showing

Line = tuple[str, str, bool]


def broken_data() -> Line:
    """Four things wrong in the data: all four in one go, with path, line and column, exit code 1, the folder untouched"""
    out = showing.scratch()
    data = showing.INPUTS / "broken.yaml"
    done = showing.run("letterforge", "render", "introductory-letter", str(data), "--to", "pdf", "-o", str(out / "out"))
    wanted = (
        "broken.yaml:12:3: introduction.place: error: is missing",
        "broken.yaml:16:3: conversations: error: there is no such field here",
        "broken.yaml:15:10: conversations.month: error: is before the month of the introduction",
        "broken.yaml:19:13: team.members[0].name: error: only stands in",
    )
    secrets = ("Quillfeather", "Zephyrine", "Hidden Hollow", "TBC", "January")
    said = done.stdout + done.stderr
    errors = said.count(": error: ")
    good = all(text in said for text in wanted) and errors == 4 and not any(secret in said for secret in secrets)
    good = good and done.returncode == 1 and not (out / "out").exists()
    return (
        f"letterforge render introductory-letter {data.name} --to pdf -o out",
        f"{said}exit code {done.returncode}",
        good,
    )


def broken_template() -> Line:
    """check on {{ introduction.plce }} and an unguarded optional: both, with line, column and "did you mean\""""
    template = showing.INPUTS / "misspelt.md"
    done = showing.run("letterforge", "check", str(template))
    wanted = (
        "misspelt.md:8:27: error: introduction has no field 'plce'",
        "Did you mean place?",
        "misspelt.md:10:19: error: feedback may be absent here",
    )
    good = all(text in done.stdout for text in wanted) and "2 errors" in done.stdout and done.returncode == 1
    return f"letterforge check {template.name}", done.stdout, good


LINES: tuple[Callable[[], Line], ...] = (broken_data, broken_template)
