"""Pictures that data name are read from their folder, and from nowhere else; no message holds a name or a value."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.command import Run
from tests.drawings import png

import letterforge
from letterforge import LetterData, Line, PictureFile
from letterforge.data.picture_files import content_of
from letterforge.errors import DataError
from letterforge.models.data_picture import UnreadPicture

WORDING = b"""---
title: T
lang: en-GB
---
{{ name }} {% if mark %}{{ mark | picture(40, alt="A signature") }}{% endif %}{% for one in people %} {{ one.mark | picture(9, alt="A signature") }}{% endfor %}
"""


class Person(LetterData):
    mark: PictureFile


class Data(LetterData):
    name: Line
    mark: PictureFile | None = None
    people: tuple[Person, ...] = ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    place.mkdir()
    (place / "ann.png").write_bytes(png())
    (place / "Ann Ash.png").write_bytes(png(30, 10))
    (place / "below").mkdir()
    (place / "below" / "inner.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return place


def letter(folder: Path, text: str) -> letterforge.Letter:
    (folder / "data.yaml").write_text(f"name: Ann\n{text}\n", encoding="utf-8")
    template = letterforge.load(WORDING, model=Data)
    return letterforge.Letter(template, letterforge.read_data(folder / "data.yaml"))


def refused(folder: Path, text: str) -> str:
    with pytest.raises(DataError) as caught:
        letter(folder, text)
    (found,) = caught.value.findings
    assert found.rule == "data-picture"
    return f"{found.place.path}:{found.place.line}: {found.message}"


@pytest.mark.parametrize(
    "text", ["mark: ann.png", "mark: {file: ann.png}", "mark: Ann Ash.png", "mark: {file: Ann Ash.png, alt: A}"]
)
def test_a_file_beside_the_data_is_read(folder: Path, text: str) -> None:
    assert [one.media_type for one in letter(folder, text).document.images.values()] == ["image/png"]


def test_it_is_read_within_lists_and_groups(folder: Path) -> None:
    found = letter(folder, "people:\n- mark: ann.png\n- mark: {file: Ann Ash.png, alt: B}")
    assert sorted(one.width for one in found.document.images.values()) == [30, 300]
    assert refused(folder, "people:\n- mark: ann.png\n- mark: other.png").startswith(
        "people[1].mark:4: names a file that is not"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png", "below/inner.png", "/etc/hostname", "below\\\\inner.png", "C:ann.png", "..", ".", "./ann.png",
        "file:ann.png", "https://example.org/a.png", "ann.png/",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    said = refused(folder, f'mark: "{name}"')
    assert said == "mark:2: must be the bare name of a file in the folder of the data, without a path"


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_not(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "in.png").symlink_to(folder / "ann.png")
    (folder / "deep.png").symlink_to(folder / "below" / "inner.png")
    (folder / "round.png").symlink_to(folder / "round.png")
    assert "a link that leads out of it" in refused(folder, "mark: out.png")
    assert "a link that leads out of it" in refused(folder, "mark: deep.png")
    assert "cannot be read" in refused(folder, "mark: round.png")
    assert letter(folder, "mark: in.png").document.images


def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert "a pipe" in refused(folder, "mark: pipe.png")
    assert "a folder" in refused(folder, "mark: below")
    assert content_of("a" * 5000, folder).fault.startswith("names a file")  # type: ignore[union-attr]  # not read
    assert isinstance(content_of("a\0b", folder), UnreadPicture)


def test_a_folder_that_is_a_link_itself_is_the_folder(folder: Path) -> None:
    (folder.parent / "linked").symlink_to(folder, target_is_directory=True)
    assert letter(folder.parent / "linked", "mark: ann.png").document.images


def test_a_large_file_is_not_read_whole(folder: Path) -> None:
    with (folder / "big.png").open("wb") as file:
        file.truncate(1 << 40)
    assert "a file of more than 20 MB" in refused(folder, "mark: big.png")


def test_data_without_a_folder_have_no_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    template = letterforge.load(WORDING, model=Data)
    for data in ({"name": "Ann", "mark": "ann.png"}, letterforge.read_data(b"name: Ann\nmark: ann.png")):
        with pytest.raises(DataError, match="come from no folder"):
            letterforge.Letter(template, data)


def test_a_text_that_is_no_picture_stays_a_text(folder: Path) -> None:
    (folder / "data.yaml").write_text("name: ann.png\n", encoding="utf-8")
    found = letterforge.Letter(letterforge.load(WORDING, model=Data), letterforge.read_data(folder / "data.yaml"))
    assert found.values["name"] == "ann.png"


def test_a_form_says_what_to_write(run: Run) -> None:
    Path("visit.model.yaml").write_text("fields:\n  mark: {type: picture, meaning: Who signs}\n", encoding="utf-8")
    Path("visit.md").write_text("---\ntitle: T\nlang: en\n---\nx {{ mark | picture(40) }}\n", encoding="utf-8")
    said = run("new", "visit.md")
    assert (
        '# Who signs; a picture: the name of a file beside this one, or {file: ann.png, alt: "Signature of Ann"}\nmark:'
        in said.out
    )
    assert "mark: a picture" in run("fields", "visit.md").out
