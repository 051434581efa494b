"""Leftovers of several files as others read them: lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from letterforge.scanning.leftovers.detector import Certainty, Leftover


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file that was to be scanned: what is left in it, or why it could not be read."""

    file: str
    leftovers: tuple[Leftover, ...] = ()
    error: str | None = None
    exit_code: int = 0
    empty: bool = False
    """It is a folder with nothing in it to read."""


def as_text(one: Scanned, *, context: bool) -> str:
    """The leftovers of a file, a line each: file, place, how sure, what it says; and below it the words around."""
    return "\n".join(_told(leftover, one.file, context=context) for leftover in one.leftovers)


def _told(leftover: Leftover, file: str, *, context: bool) -> str:
    name = "standard input" if file == "-" else file
    what = _on_one_line(leftover.text) or "an empty field"
    told = f"{name}: {leftover.where}: {leftover.certainty.value}: {what} [{leftover.rule}]"
    around = _on_one_line(leftover.context)
    return f"{told}\n    {around}" if context and around not in {"", what} else told


def _on_one_line(text: str) -> str:
    """A text of anybody's file, made harmless to a terminal: nothing in it moves the cursor or changes its colour."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def summary(scanned: Sequence[Scanned]) -> str:
    """How many leftovers there are in how many files, and how many could not be read."""
    read = [one for one in scanned if one.error is None]
    certain = sum(leftover.certainty is Certainty.CERTAIN for one in read for leftover in one.leftovers)
    likely = sum(len(one.leftovers) for one in read) - certain
    unread = len(scanned) - len(read)
    told = f"{certain} certain, {likely} likely in {_counted(len(read), 'file')}"
    return f"{told}; {_counted(unread, 'file')} could not be read" if unread else told


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def as_json(scanned: Sequence[Scanned], *, context: bool) -> str:
    """As one JSON object; keys that do not apply are null."""
    return json.dumps({"files": [_record(one, context=context) for one in scanned]}, indent=2, ensure_ascii=False)


def _record(one: Scanned, *, context: bool) -> dict[str, str | list[dict[str, str | None]] | None]:
    return {
        "file": one.file,
        "error": one.error,
        "leftovers": [
            leftover.to_dict() if context else {**leftover.to_dict(), "context": None} for leftover in one.leftovers
        ],
    }
