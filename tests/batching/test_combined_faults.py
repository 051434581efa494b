"""A kill, and a full disk, at each operation on the combined PDF, its letters and its ledger."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import traceback
from pathlib import Path

import pytest
from tests.batching.faults import Operations, entries, is_killed
from tests.batching.test_faults import MARK, Remembering, keyed, shm, template  # noqa: F401  (fixtures)
from tests.batching.test_zip import left

import letterforge
from letterforge.batching import run
from letterforge.batching.delivery import Outcome
from letterforge.batching.entries import State
from letterforge.batching.ledger import NAME
from letterforge.errors import MissingResourceError, UsageError

PEOPLE = [{"name": f"{MARK} {number} Ash", "case": f"{MARK} case {number}"} for number in range(1, 4)]
OTHERS = [PEOPLE[0], *({**person, "case": f"another {person['case']}"} for person in PEOPLE[1:])]
KEPT = {"letters.pdf", NAME, f"{NAME}.letters"}
LEAST = 60


def write(out: Path, people: list[dict[str, str]]) -> list[Outcome]:
    out.mkdir(parents=True, exist_ok=True)
    made = letterforge.batch(
        template(),
        people,
        to="pdf",
        out=out / "letters.pdf",
        pack="combined",
        ledger=out / NAME,
        executor=Remembering(),
    )
    return [one.outcome for one in made]


@pytest.fixture
def wholes(shm: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:  # noqa: F811
    """The PDFs that runs write which nothing befell."""
    monkeypatch.setattr(run, "GROUP", 2)
    write(shm / "people", PEOPLE)
    write(shm / "others", OTHERS)
    old, new = ((shm / name / "letters.pdf").read_bytes() for name in ("people", "others"))
    assert old != new
    return old, new


def assert_gone_on_with(out: Path, old: bytes, new: bytes) -> None:
    """What stands there is one PDF or the other; the same run again ends with the new one, and nothing else."""
    if (out / "letters.pdf").exists():
        assert (out / "letters.pdf").read_bytes() in (old, new)
    assert set(write(out, OTHERS)) <= {Outcome.WRITTEN, Outcome.THERE}
    assert (out / "letters.pdf").read_bytes() == new
    assert left(out) == KEPT
    assert [one.state for one in entries(out)] == [State.WRITTEN] * len(OTHERS)


def test_a_kill_at_each_operation(shm: Path, wholes: tuple[bytes, bytes]) -> None:  # noqa: F811
    for at in itertools.count(1):
        out = shm / str(at)
        shutil.copytree(shm / "people", out)
        if not is_killed(lambda to=out: write(to, OTHERS), at):  # type: ignore[misc]  # mypy infers no default
            break
        assert_gone_on_with(out, *wholes)
        shutil.rmtree(out)
    assert at > LEAST


def test_a_full_disk_at_each_operation(shm: Path, wholes: tuple[bytes, bytes]) -> None:  # noqa: F811
    for at in itertools.count(1):
        out = shm / str(at)
        shutil.copytree(shm / "people", out)
        operations = Operations(at, errno.ENOSPC)
        said = ""
        try:
            with operations.watched():
                write(out, OTHERS)
        except (MissingResourceError, UsageError) as fault:
            said = "".join(traceback.format_exception(fault))
        assert MARK not in said
        if not operations.name:
            break
        if said:  # what was not needed is not missed: a folder that is there, a second name
            assert os.strerror(errno.ENOSPC) in said or "full" in said
        assert_gone_on_with(out, *wholes)
        shutil.rmtree(out)
    assert at > LEAST // 2
