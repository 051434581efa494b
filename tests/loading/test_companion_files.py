"""The files beside a template: its own folder, and nothing else."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from letterforge.loading.companion_files import LARGEST, CompanionFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.md").write_text("outside", encoding="utf-8")
    inside = tmp_path / "templates"
    (inside / "more").mkdir(parents=True)
    (inside / "part.md").write_text("part", encoding="utf-8")
    (inside / "more" / "deep.md").write_text("deep", encoding="utf-8")
    return inside


def refused(beside: CompanionFiles, name: str) -> str:
    with pytest.raises(ValueError, match=r"^it |^there ") as caught:
        beside.read(name)
    assert name not in beside.files
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [("part.md", b"part"), ("more/deep.md", b"deep"), ("./part.md", b"part"), ("more//deep.md", b"deep")],
)
def test_files_of_the_folder_are_read(folder: Path, name: str, content: bytes) -> None:
    assert CompanionFiles(folder).read(name) == content


@pytest.mark.parametrize(
    "name",
    ["", "../secret.md", "more/../../secret.md", "more/../part.md", "/etc/hostname", "C:\\x", "C:x", "..\\secret.md", "a\0b",
     "https://example.org/x.png", "file:///etc/hostname"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(folder: Path, name: str) -> None:
    assert refused(CompanionFiles(folder), name) == "it must name a file beside the template, with / between folders"


def test_links_that_lead_out_are_refused(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder.parent / "secret.md")
    (folder / "up").symlink_to(folder.parent)
    assert refused(CompanionFiles(folder), "link.md") == "it is outside the folder"
    assert refused(CompanionFiles(folder), "up/secret.md") == "it is outside the folder"


def test_links_within_the_folder_and_a_folder_that_is_a_link_are_followed(folder: Path) -> None:
    (folder / "link.md").symlink_to("more/deep.md")
    (folder.parent / "other").symlink_to(folder)
    assert CompanionFiles(folder).read("link.md") == b"deep"
    assert CompanionFiles(folder.parent / "other").read("part.md") == b"part"


def test_what_is_no_file_is_refused(folder: Path) -> None:
    (folder / "round.md").symlink_to("round.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "dangling.md").symlink_to("none.md")
    beside = CompanionFiles(folder)
    assert refused(beside, "none.md") == "there is no such file"
    assert refused(beside, "dangling.md") == "there is no such file"
    assert refused(beside, "more") == "it is not a file"
    assert refused(beside, "pipe.md") == "it is not a file"
    assert refused(beside, "round.md") == "it could not be read"
    assert refused(beside, "part.md/x") == "it could not be read"
    assert refused(beside, "a" * 300) == "it could not be read"


def test_large_files_are_refused(folder: Path) -> None:
    with (folder / "large.png").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refused(CompanionFiles(folder), "large.png") == "it is larger than 20 MB"


def test_without_a_folder_there_are_no_files() -> None:
    assert (
        refused(CompanionFiles(None), "part.md")
        == "there are no files beside a template that was not read from a folder"
    )


def test_what_was_read_is_kept_and_goes_to_other_processes(folder: Path) -> None:
    beside = CompanionFiles(folder)
    beside.read("part.md")
    (folder / "part.md").unlink()
    assert pickle.loads(pickle.dumps(beside)).read("part.md") == b"part"  # noqa: S301  (our own)
    assert beside.files == {"part.md": b"part"}
