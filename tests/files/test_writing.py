"""Files written whole, and several all or none: a failure at each step, without hard links, after a kill."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterforge.artifact import Artifact, save_together
from letterforge.errors import LetterforgeError, MissingResourceError, UsageError
from letterforge.files import writing
from letterforge.files.writing import PlacingError, growing

NAMES = ("a.docx", "b.pdf", "c.html")
STEPS = ("open", "write", "fsync", "link", "replace", "unlink", "close")


def artifacts(folder: Path, word: bytes) -> dict[Path, Artifact]:
    return {folder / name: Artifact(word + name.encode(), "text/plain", ".txt") for name in NAMES}


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Failing:
    """A function of the system that fails at its nth call, and at no other."""

    def __init__(self, real: Callable[..., Any], at: int, fault: BaseException) -> None:
        self.real, self.at, self.fault, self.calls = real, at, fault, 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.calls += 1
        if self.calls == self.at:
            raise self.fault
        return self.real(*args, **kwargs)


FAULTS = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__ + str(getattr(fault, "errno", "")))
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nameless", [True, False])
@pytest.mark.parametrize("before", [NAMES, NAMES[:1], ()])
def test_all_or_none_whatever_fails_and_when(
    fault: BaseException,
    step: str,
    nameless: bool,  # noqa: FBT001  (pytest gives it by name)
    before: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    for at in range(1, 12):
        folder = tmp_path / str(at)
        folder.mkdir()
        for name in before:
            (folder / name).write_bytes(b"old " + name.encode())
        old = state(folder)
        with monkeypatch.context() as patched:
            failing = Failing(getattr(os, step), at, fault)
            patched.setattr(os, step, failing)
            try:
                save_together(artifacts(folder, b"new "))
                saved = True
            except (LetterforgeError, KeyboardInterrupt):
                saved = False
        new = {name: b"new " + name.encode() for name in NAMES}
        visible = {name: held for name, held in state(folder).items() if not name.startswith(".")}
        # An interrupt may come when all is done.
        assert visible == (new if saved else old) or (isinstance(fault, KeyboardInterrupt) and visible == new)
        if step != "unlink":  # what cannot be taken away is left, hidden, for the sweep
            assert {name for name in state(folder) if name.startswith(".")} == set()


def test_what_comes_back_is_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_together(artifacts(tmp_path, b"old "))
    (tmp_path / "a.docx").chmod(0o640)
    before = {path.name: path.stat() for path in tmp_path.iterdir()}
    monkeypatch.setattr(os, "replace", Failing(os.replace, 2, OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(
        MissingResourceError, match="b.pdf could not be written: No space left on device; nothing was left"
    ):
        save_together(artifacts(tmp_path, b"new "))
    after = {path.name: path.stat() for path in tmp_path.iterdir()}
    for name, was in before.items():
        assert (after[name].st_ino, after[name].st_mtime_ns, after[name].st_mode) == (
            was.st_ino,
            was.st_mtime_ns,
            was.st_mode,
        )


def test_what_cannot_be_put_back_is_kept_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_together(artifacts(tmp_path, b"old "))
    real, calls = os.replace, []

    def replace(*args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise OSError(errno.EIO, "Input/output error")
        real(*args, **kwargs)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(
        MissingResourceError, match=r"could not be put back, and is kept as .*\.part; move it within a day$"
    ):
        save_together(artifacts(tmp_path, b"new "))
    assert b"old a.docx" in state(tmp_path).values()


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EMLINK])
def test_without_hard_links(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", link)
    artifact = Artifact(b"whole", "text/plain", ".txt")
    assert artifact.save(tmp_path / "a.txt", overwrite=False).read_bytes() == b"whole"
    with pytest.raises(UsageError, match="already exists"):
        artifact.save(tmp_path / "a.txt", overwrite=False)
    save_together(artifacts(tmp_path, b"old "))
    save_together(artifacts(tmp_path, b"new "))
    assert state(tmp_path) == {"a.txt": b"whole"} | {name: b"new " + name.encode() for name in NAMES}


@pytest.mark.parametrize("links", [True, False])
def test_a_place_that_is_held_is_given_back(
    links: bool,  # noqa: FBT001  (as above)
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EPERM, "no")))
        monkeypatch.setattr(os, "replace", Failing(os.replace, 2, OSError(errno.EIO, "Input/output error")))
    else:
        monkeypatch.setattr(os, "link", Failing(os.link, 2, FileExistsError(errno.EEXIST, "File exists")))
    with pytest.raises(LetterforgeError):
        save_together(artifacts(tmp_path, b"new "), overwrite=False)
    assert state(tmp_path) == {}


def test_no_device_and_no_pipe_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for overwrite in (True, False):
        with pytest.raises(UsageError, match="cannot be written: this is a pipe or a device, and no file"):
            Artifact(b"x", "text/plain", ".txt").save(tmp_path / "pipe", overwrite=overwrite)
    with pytest.raises(UsageError):
        Artifact(b"x", "text/plain", ".txt").save("/dev/null")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_old_parts_are_swept_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / ".letterforge-0123456789abcdef.part"
    others = [
        tmp_path / name for name in (".letterforge-x.part", ".letterforge-0123456789abcdef.partly", "letter.part")
    ]
    for path in (ours, *others):
        path.write_bytes(b"left by somebody who was killed")
    writing.sweep(tmp_path)
    assert ours.exists()  # it may be in the making
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + writing.OLD + 60)
    Artifact(b"x", "text/plain", ".txt").save(tmp_path / "a.txt")
    assert not ours.exists()
    assert all(path.exists() for path in others)


LOOP = """
import sys
from letterforge.artifact import Artifact
one = Artifact(b"x" * 3_000_000, "text/plain", ".txt")
print("go", flush=True)
while True:
    one.save(sys.argv[1] + "/a.txt")
"""


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name are Linux's")
def test_a_program_that_is_ended_leaves_no_hidden_letter(tmp_path: Path) -> None:
    left = 0
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + number / 100)
            process.send_signal((signal.SIGTERM, signal.SIGKILL)[number % 2])
        left += any(name.startswith(".") for name in os.listdir(folder))
        assert (folder / "a.txt").read_bytes() in (b"", b"x" * 3_000_000) if (folder / "a.txt").exists() else True
    assert left <= 1  # between two calls of the system it may have a name


def test_a_growing_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"
    with growing(target, overwrite=False) as file:
        file.write(b"one, ")
        assert not target.exists()
        file.write(b"two")
    assert target.read_bytes() == b"one, two"
    assert names(tmp_path) == ["all.pdf"]
    with pytest.raises(ZeroDivisionError), growing(target, overwrite=True) as file:
        file.write(bytes(1 // len(b"")))
    with pytest.raises(PlacingError), growing(target, overwrite=False) as file:
        file.write(b"three")
    assert target.read_bytes() == b"one, two"
    assert names(tmp_path) == ["all.pdf"]
    with growing(target, overwrite=True) as file:
        file.write(b"three")
    assert target.read_bytes() == b"three"


def test_a_growing_file_that_the_disk_has_no_room_for_is_refused_and_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlacingError) as caught, growing(tmp_path / "all.pdf", overwrite=False) as file:
        file.write(bytes(1 << 20))
    assert caught.value.target == tmp_path / "all.pdf"
    assert names(tmp_path) == []


@pytest.mark.parametrize("nameless", [True, False])
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_growing_file_is_whole_without_hard_links(
    *, nameless: bool, overwrite: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    content = os.urandom(3 * writing._BLOCK + 7)
    with growing(tmp_path / "all.pdf", overwrite=overwrite) as file:
        file.write(content[:1000])
        file.write(content[1000:])
        assert len(names(tmp_path)) == (0 if hasattr(os, "O_TMPFILE") else 1)
    assert (tmp_path / "all.pdf").read_bytes() == content
    assert names(tmp_path) == ["all.pdf"]


def test_no_device_is_replaced_by_a_growing_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PlacingError), growing(tmp_path / "pipe", overwrite=True):
        raise AssertionError
    assert names(tmp_path) == ["pipe"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
