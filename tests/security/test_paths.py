"""Paths that are none, and files without end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from caged import caged

import letterforge
from letterforge.errors import LetterforgeError

READERS: dict[str, Callable[[Any], Any]] = {
    "load": letterforge.load,
    "scan": letterforge.scan,
    "stationery": letterforge.Stationery.read,
}


@pytest.mark.parametrize(
    "path", ["a\0b.md", "x" * 5000 + ".md", "\ud800.md", "/", ".", "", "/dev", "a/" * 2000 + "b.md", "~x/a.md"]
)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_path(reader: str, path: str) -> None:
    with pytest.raises(LetterforgeError):
        READERS[reader](path)


@pytest.mark.parametrize("work", [letterforge.load, letterforge.scan])
def test_a_file_without_end(work: Callable[[Any], Any], tmp_path: Path) -> None:
    (tmp_path / "letter.md").symlink_to("/dev/zero")
    outcome = caged(lambda: work(tmp_path / "letter.md"))
    assert isinstance(outcome.error, LetterforgeError)
    assert "letter.md cannot be read: it is not a file but a pipe, a device or a folder" in outcome.text
