"""Files that are read with a bound, and two names of one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterforge.files.identity import same_file
from letterforge.files.reading import IrregularFileError, OversizeError, read_file


def test_no_more_is_read_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_file(tmp_path / "a", most=5) == b"12345"
    with pytest.raises(OversizeError):
        read_file(tmp_path / "a", most=4)


def test_a_pipe_a_device_and_a_folder_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(IrregularFileError):
            read_file(path, most=10)
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path, most=10)


def test_a_file_by_any_name_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a"
    file.write_bytes(b"x")
    (tmp_path / "link").symlink_to(file)
    os.link(file, tmp_path / "hard")
    (tmp_path / "other").write_bytes(b"x")
    for name in ("in/a", "link", "hard", "in/../in/a"):
        assert same_file(tmp_path / name, [tmp_path / "other", file]) == file
        assert same_file(tmp_path / name, [tmp_path / "in"]) == file
    assert same_file(tmp_path / "other", [file, tmp_path / "in"]) is None
    assert same_file(tmp_path / "new", [file, tmp_path / "gone"]) is None
