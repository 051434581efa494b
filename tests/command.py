"""A command of letterforge, run in this process, and what it said."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from letterforge.cli import main


@dataclass(frozen=True)
class Done:
    """The exit code, and what was printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``letterforge`` with the words of a command line; ``stdin`` are the bytes that it is given."""

    def run(*words: object, stdin: bytes | None = None) -> Done:
        monkeypatch.setattr(sys, "argv", ["letterforge", *map(str, words)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Done(code, shown.out, shown.err)

    return run
