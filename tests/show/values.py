"""Awkward values: the same text in all three formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import showing
import yaml

Line = tuple[str, str, bool]


def awkward() -> Line:
    """Ampersands, stars, number signs, accents, Greek, Welsh, three lines of address: the same in all formats"""
    data = showing.INPUTS / "awkward.yaml"
    command, files, said = showing.letters("awkward.md", data, "--model", "awkward:Awkward", cwd=showing.INPUTS)
    values = showing.values_of(yaml.safe_load(data.read_text(encoding="utf-8")))
    notes, good = [said], len(files) == len(showing.FORMATS)
    for name, path in sorted(files.items()):
        found = showing.squeezed(showing.text_of(path))
        missing = [value for value in values if showing.squeezed(value) not in found]
        notes.append(f"{name}: {len(values)} values, missing: {missing or 'none'}")
        good = good and not missing
    return command, "\n".join(notes), good


def lines_stay() -> Line:
    """An address of three lines has three lines in all three formats"""
    data = showing.INPUTS / "awkward.yaml"
    _, files, _ = showing.letters("awkward.md", data, "--model", "awkward:Awkward", cwd=showing.INPUTS)
    wanted = yaml.safe_load(data.read_text(encoding="utf-8"))["address"].splitlines()
    wanted = [showing.squeezed(line) for line in wanted]  # pdftotext loses the blank of "# 1" on a line of its own

    def kept(path: Path) -> bool:
        lines = [showing.squeezed(line) for line in showing.text_of(path).splitlines() if line.strip()]
        return any(lines[i : i + 3] == wanted for i in range(len(lines)))

    good = {name: kept(path) for name, path in sorted(files.items())}
    return "the lines of the address", str(good), len(good) == len(showing.FORMATS) and all(good.values())


LINES: tuple[Callable[[], Line], ...] = (awkward, lines_stay)
