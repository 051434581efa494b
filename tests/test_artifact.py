"""`Artifact.save`: the whole file or none, whatever stands in the way."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterforge import Artifact
from letterforge.errors import MissingResourceError, UsageError

CONTENT = b"the new letter"
ARTIFACT = Artifact(CONTENT, "text/plain", ".txt")
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
not_for_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 16 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("a file system cannot be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_file_is_written_and_its_path_given_back(tmp_path: Path) -> None:
    assert ARTIFACT.save(tmp_path / "a.txt") == tmp_path / "a.txt"
    assert ARTIFACT.save(str(tmp_path / "b.txt")).read_bytes() == CONTENT
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


def test_a_file_that_is_there_is_replaced_or_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(UsageError) as caught:
        ARTIFACT.save(target, overwrite=False)
    assert str(caught.value) == f"{target} already exists; choose another name, or say that it may be replaced"
    assert target.read_bytes() == b"old"
    ARTIFACT.save(target)
    assert target.read_bytes() == CONTENT
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        ARTIFACT.save(tmp_path / "no" / "a.txt")
    assert str(caught.value) == f"the folder {tmp_path / 'no'} does not exist; create it first"
    assert not (tmp_path / "no").exists()


def test_a_folder_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(MissingResourceError) as caught:  # as of a file in /proc
        ARTIFACT.save(tmp_path / "a.txt")
    assert "does not exist" not in str(caught.value)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.mkdir()
    for overwrite in (True, False):
        with pytest.raises(UsageError):
            ARTIFACT.save(target, overwrite=overwrite)
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError) as caught:
        ARTIFACT.save(tmp_path / "file" / "a.txt")
    assert str(caught.value) == f"{tmp_path / 'file' / 'a.txt'} cannot be written: Not a directory"


@not_for_root
def test_a_folder_that_nobody_may_write_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="cannot be written: Permission denied"):
            ARTIFACT.save(tmp_path / "a.txt")
    finally:
        tmp_path.chmod(0o700)


@root_only
def test_a_file_system_that_nobody_may_write_to() -> None:
    with pytest.raises((UsageError, MissingResourceError)):
        ARTIFACT.save("/proc/a.txt")


@root_only
def test_a_full_disk_leaves_what_was_there(small_disk: Path) -> None:
    target = small_disk / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(MissingResourceError) as caught:
        Artifact(b"x" * 100_000, "text/plain", ".txt").save(target)
    assert str(caught.value) == f"{target} could not be written: No space left on device; nothing was left behind"
    assert target.read_bytes() == b"old"
    assert os.listdir(small_disk) == ["a.txt"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    target = tmp_path / "a.txt"
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        ARTIFACT.save(target, overwrite=False)
    ARTIFACT.save(target)
    assert (tmp_path / "elsewhere").read_bytes() == b"not ours"
    assert not target.is_symlink()
    assert target.read_bytes() == CONTENT


def test_a_link_that_leads_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="already exists"):
        ARTIFACT.save(target, overwrite=False)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_the_file_has_the_usual_mode(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        target = ARTIFACT.save(tmp_path / "a.txt")
        assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
        assert os.umask(mask) == mask
    finally:
        os.umask(before)


def test_saving_in_threads_leaves_the_mask_and_one_whole_file(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    os.umask(mask)
    target = tmp_path / "a.txt"
    contents = [bytes([n]) * 50_000 for n in range(8)]
    threads = [
        threading.Thread(target=lambda c=content: [Artifact(c, "text/plain", ".txt").save(target) for _ in range(20)])
        for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = os.umask(mask)
    assert after == mask
    assert target.read_bytes() in contents
    assert os.listdir(tmp_path) == ["a.txt"]


def test_only_one_of_many_writes_a_new_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    refused: list[str] = []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        try:
            Artifact(bytes([number]), "text/plain", ".txt").save(target, overwrite=False)
        except UsageError as fault:
            refused.append(str(fault))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 7
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["a" * 300, "ü" * 200])
def test_a_name_that_is_too_long(tmp_path: Path, name: str) -> None:
    with pytest.raises((UsageError, MissingResourceError)):
        ARTIFACT.save(tmp_path / name)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["", ".", "a\0b"])
def test_what_is_no_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        ARTIFACT.save(name)
    assert os.listdir(tmp_path) == []


def test_the_bytes_are_not_in_the_repr() -> None:
    assert repr(ARTIFACT) == "Artifact(media_type='text/plain', suffix='.txt')"
