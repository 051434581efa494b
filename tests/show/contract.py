"""The contract of renderers: ours keep it, and a stranger's that is wrong fails with a message that says so."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
TESTS = """from broken_renderers import {0}
from pytest_letterforge import RendererContract


class Test{0}(RendererContract):
    renderer = {0}
    lacks = ("title", "links", "pictures", "following")  # plain text has no place for them
"""
FAULTS = {
    "DropsNotes": "a footnote (field noted): the words of this note are not in the file, or not whole: "
    "'A footnote that names Kilimanjaro.' [lost-note]",
    "DoublesValue": "quoted: the value stands in the file 2 times, in the letter 1: 'Umberto' [doubled-value]",
    "KeepsMark": "{{ quoted }} [template-mark, certain]",
}


def strangers() -> Line:
    """A new renderer that drops a footnote, doubles a value, or keeps a mark fails the contract and the message says so"""
    folder = showing.scratch()
    for name in ("Sound", *FAULTS):
        (folder / f"test_{name.lower()}.py").write_text(TESTS.format(name), encoding="utf-8")
    env = {"PYTHONPATH": os.pathsep.join([str(showing.INPUTS), os.environ.get("PYTHONPATH", "")])}
    told, good = [], True
    for name in ("Sound", *FAULTS):
        done = showing.run(
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"test_{name.lower()}.py",
            cwd=folder,
            env=env,
        )
        said = [line.strip() for line in done.stdout.splitlines() if FAULTS.get(name, "-") in line]
        told += [f"{name}: {done.stdout.strip().splitlines()[-1]}", *(f"    {line}" for line in dict.fromkeys(said))]
        good = good and (bool(said) and done.returncode == 1 if name in FAULTS else done.returncode == 0)
    return "pytest test_sound.py test_dropsnotes.py test_doublesvalue.py test_keepsmark.py", "\n".join(told), good


def ours() -> Line:
    """All renderers here keep the contract, each in a test module of a few lines"""
    files = sorted((showing.ROOT / "plugins").glob("letterforge-*/tests/test_contract.py"))
    lines = max(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    done = showing.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, files))
    last = done.stdout.strip().splitlines()[-1]
    figure = f"{len(files)} modules of at most {lines} lines: {re.sub(r' in .*', '', last)}"
    return "pytest plugins/letterforge-*/tests/test_contract.py", figure, done.returncode == 0 and len(files) >= 3


LINES: tuple[Callable[[], Line], ...] = (strangers, ours)
