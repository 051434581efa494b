"""A kill, and an error, at each operation on file and ledger: the next run ends with each letter there, whole and once.

What a kill cannot show is what the system has and the disk has not: that takes a loss of power. Writes and their
order are as they are; `syncfs` is only counted, so that the tests are fast.
"""

from __future__ import annotations

import errno
import functools
import itertools
import os
import pickle
import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from tests.batching.faults import Form, Operations, codes, entries, is_killed, left, lying
from tests.batching.poison import TEMPLATE, Poison
from tests.batching.test_run import Here

import letterforge
from letterforge.batching import run
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.entries import State
from letterforge.batching.ledger import NAME
from letterforge.data.digests import key_of
from letterforge.errors import MissingResourceError, UsageError
from letterforge.template import Template

MARK = "Marker"
PEOPLE = [{"name": f"{MARK} {number} Ash", "case": f"{MARK} case {number}"} for number in range(1, 8)]
OTHERS = [{**person, "case": f"another {person['case']}"} for person in PEOPLE]
FIRST = 100
LEFT = ".letterforge-batch-0123456789abcdef.part"


class Remembering(Here):
    """An executor that makes each letter once: here it matters what becomes of them."""

    made: ClassVar[dict[tuple[object, ...], object]] = {}

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201
        key = (fn.__name__, pickle.dumps(args))
        if key not in self.made:
            self.made[key] = super().submit(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return self.made[key]


@functools.cache
def template() -> Template:
    return letterforge.load(TEMPLATE, model=Poison)


def into_folder(*formats: str, name: str) -> Form:
    def write(out: Path, people: Sequence[dict[str, str]]) -> list[Delivery]:
        some = people[: len(people) // len(formats) + 1]  # as many operations, whichever form it is
        return list(letterforge.batch(template(), some, to=formats, out=out, name=name, executor=Remembering()))

    return Form(" and ".join(formats), write, lying, left)


def into_zip(*formats: str) -> Form:
    def write(out: Path, people: Sequence[dict[str, str]]) -> list[Delivery]:
        out.mkdir(parents=True, exist_ok=True)
        place, ledger = out / "letters.zip", out / NAME
        made = letterforge.batch(
            template(), people, to=formats, out=place, pack="zip", ledger=ledger, executor=Remembering()
        )
        return list(made)

    def letters(out: Path) -> dict[str, bytes]:
        if not (out / "letters.zip").exists():
            return {}
        with zipfile.ZipFile(out / "letters.zip") as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    return Form(
        "zip", write, letters, lambda out: {one.name for one in out.iterdir()} - {"letters.zip", NAME}, at_once=False
    )


FORMS = [into_folder("html", name="{row:02}"), into_folder("html", "docx", name="{name}"), into_zip("html")]
"""Another form of output is one more of these."""


@pytest.fixture(autouse=True)
def keyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERFORGE_KEY", "a key of the tests, long enough")
    monkeypatch.setattr(run, "GROUP", 4)  # several groups in few letters


@pytest.fixture
def shm(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: to bring each of some thousand ledgers to a disk takes minutes."""
    memory = Path("/dev/shm")  # noqa: S108  (the folder in it is ours alone)
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@functools.cache
def expected(form: Form, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The letters of `PEOPLE` and of `OTHERS`, as runs that nothing befell have written them."""
    form.write(folder / "people", PEOPLE)
    form.write(folder / "others", OTHERS)
    return form.letters(folder / "people"), form.letters(folder / "others")


def assert_whole(form: Form, out: Path, *sets: dict[str, bytes]) -> None:
    """Whatever stands under the name of a letter is this letter; and what the ledger has as written stands there so."""
    there, digests = form.letters(out), key_of()
    for name, content in there.items():
        assert any(content == letters.get(name) for letters in sets), name
    if not form.at_once:
        return
    held = {digests.of(b"name", name.encode()): digests.of(content) for name, content in there.items()}
    with tempfile.TemporaryDirectory(dir=out.parent) as apart:  # who opens a ledger mends it
        for one in out.glob(f"{NAME}*"):
            shutil.copy(one, apart)
        for entry in entries(Path(apart)):
            if entry.state is State.WRITTEN:
                assert [held.get(file.name) for file in entry.files] == [file.digest for file in entry.files], entry.row


def assert_finished(form: Form, out: Path, letters: dict[str, bytes]) -> None:
    """The same run again: each letter is there, nothing else is, and the ledger says the same."""
    done = form.write(out, OTHERS)
    assert {one.outcome for one in done} <= {Outcome.WRITTEN, Outcome.THERE}
    assert [one.row for one in done] == list(range(1, len(done) + 1))
    assert {name for one in done for name in one.files} == set(letters)
    assert form.letters(out) == letters
    assert form.strange(out) == set()
    digests, known = key_of(), entries(out)
    assert [one.state for one in known] == [State.WRITTEN] * len(done)
    held = {file.name: (file.digest, file.size) for one in known for file in one.files}
    assert held == {
        digests.of(b"name", name.encode()): (digests.of(content), len(content)) for name, content in letters.items()
    }


@pytest.mark.parametrize(("form", "again"), [(FORMS[0], False), (FORMS[1], True), (FORMS[2], True)], ids=str)
def test_a_kill_at_each_operation(form: Form, again: bool, shm: Path) -> None:  # noqa: FBT001  (pytest gives it by name)
    """With ``again``, letters of other data stand there already."""
    old, new = expected(form, shm)
    for at in itertools.count(1):
        out = shm / str(at)
        if again:
            shutil.copytree(shm / "people", out)
        if not is_killed(lambda to=out: form.write(to, OTHERS), at):  # type: ignore[misc]  # mypy infers no default
            break
        assert_whole(form, out, new, *([old] if again else []))
        assert_finished(form, out, new)
    assert at > FIRST


@pytest.mark.parametrize("form", FORMS[:1], ids=str)
def test_kill_upon_kill(form: Form, shm: Path) -> None:
    _, new = expected(form, shm)
    out = shm / "out"
    kills = 0
    for at in itertools.count(1):
        if not is_killed(lambda: form.write(out, OTHERS), at):
            break
        assert_whole(form, out, new)
        kills += 1
    assert kills > 20
    assert_finished(form, out, new)


@pytest.mark.parametrize(
    ("form", "again", "code"),
    [*((FORMS[0], True, code) for code in codes()), (FORMS[1], False, errno.ENOSPC), (FORMS[2], True, errno.ENOSPC)],
    ids=str,
)
def test_an_error_at_each_operation(form: Form, again: bool, code: int, shm: Path) -> None:  # noqa: FBT001  (as above)
    old, new = expected(form, shm)
    for at in itertools.count(1):
        out = shm / str(at)
        if again:
            shutil.copytree(shm / "people", out)
            if form.at_once:
                (out / LEFT).write_bytes(b"by a run that was killed")
        operations = Operations(at, code)
        said = ""
        try:
            with operations.watched():
                form.write(out, OTHERS)
        except (MissingResourceError, UsageError) as fault:
            said = "".join(traceback.format_exception(fault))
        assert MARK not in said
        if not operations.name:
            break
        assert_whole(form, out, new, *([old] if again else []))
        if form.at_once and operations.name != "unlink":  # what cannot be taken away is left, hidden, for the next run
            assert {one.name for one in out.glob(".*.part")} <= {LEFT}, operations.name
        assert_finished(form, out, new)
    assert at > FIRST // 2


def test_a_kill_while_the_key_is_made(shm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETTERFORGE_KEY")
    for at in itertools.count(1):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(shm / str(at)))
        if not is_killed(key_of, at):
            break
        assert key_of() == key_of()
    assert at > len(("mkdir", "mkdir", "open", "write", "fsync", "close", "link", "unlink"))
