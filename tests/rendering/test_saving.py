"""A letter as several files: all of them or none, called after the kind of letter, and no value in any name or log."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from word_files import package, paragraph

import letterforge
from letterforge import Letter, LetterData, Line
from letterforge.data import reading as data_source
from letterforge.errors import RenderError, TemplateError, UnknownNameError, UsageError
from letterforge.letters.case_review import INTRODUCTORY_LETTER
from letterforge.rendering.saving import Output, save_all
from letterforge.template import Template

Make = Callable[..., Template]
Install = Callable[..., Path]


class Model(LetterData):
    name: Line


@pytest.fixture
def letter(template: Make) -> Letter:
    return Letter(template("Dear {{ name }},\n\nwelcome.", Model), {"name": "CANARY Smith"})


SOUND = """
class Renderer:
    media_type = "text/plain"
    suffix = "{suffix}"
    def render(self, letter):
        {work}
"""


@pytest.fixture
def formats(install: Install) -> None:
    good = "return '\\n'.join(__import__('letterforge.document').document.passages(letter.document.blocks)).encode()"
    works = {"one": (".one", good), "two": (".two", good), "again": (".one", good), "bad": (".bad", "raise ValueError")}
    for name, (suffix, work) in works.items():
        points = f"[letterforge.renderers]\n{name} = acme_{name}:Renderer\n"
        install(f"acme-{name}", points, code=SOUND.format(suffix=suffix, work=work))


def listing(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.exists() else []


@pytest.mark.usefixtures("formats")
def test_files_are_called_after_the_template(letter: Letter, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    assert save_all(letter, ["one", "two", "one"], folder).paths == (
        folder / "letter.one",
        folder / "letter.two",
    )
    assert listing(folder) == ["letter.one", "letter.two"]
    assert (folder / "letter.two").read_text(encoding="utf-8") == "Dear CANARY Smith,\nwelcome."


@pytest.mark.usefixtures("formats")
@pytest.mark.parametrize(
    ("wanted", "kind", "message"),
    [
        (["one", "bad"], RenderError, "the renderer bad failed with ValueError; nothing was written; tell its authors"),
        (["one", "none"], UnknownNameError, None),
        (
            ["one", "two", "again"],
            UsageError,
            "one and again would both write {folder}/letter.one; give them two folders",
        ),
    ],
)
def test_when_one_format_fails_there_is_no_file_and_no_folder(
    letter: Letter, tmp_path: Path, wanted: list[str], kind: type[Exception], message: str | None
) -> None:
    folder = tmp_path / "out"
    with pytest.raises(kind) as caught:
        save_all(letter, wanted, folder)
    assert message is None or str(caught.value) == message.format(folder=folder)
    assert not folder.exists()


@pytest.mark.usefixtures("formats")
def test_a_file_that_is_there_stops_all(letter: Letter, tmp_path: Path) -> None:
    (tmp_path / "letter.two").write_bytes(b"old")
    with pytest.raises(UsageError) as caught:
        save_all(letter, ["one", "two"], tmp_path)
    target = tmp_path / "letter.two"
    assert str(caught.value) == f"{target} already exists; choose another folder, or say --force to replace it"
    assert (tmp_path / "letter.two").read_bytes() == b"old"
    assert not (tmp_path / "letter.one").exists()
    save_all(letter, ["one", "two"], Output(tmp_path, overwrite=True))
    assert (tmp_path / "letter.two").read_bytes() != b"old"


@pytest.mark.usefixtures("formats")
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_in_the_way_stops_all(letter: Letter, tmp_path: Path, overwrite: bool) -> None:  # noqa: FBT001  (a case)
    (tmp_path / "letter.two").mkdir()
    (tmp_path / "letter.one").write_bytes(b"old") if overwrite else None
    with pytest.raises(UsageError) as caught:
        save_all(letter, ["one", "two"], Output(tmp_path, overwrite=overwrite))
    assert str(caught.value) == f"{tmp_path / 'letter.two'} is a folder; nothing was written"
    assert not (tmp_path / "letter.one").exists() or (tmp_path / "letter.one").read_bytes() == b"old"


def test_no_value_of_a_whole_letter_is_in_any_log_or_file_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """All three formats with every logger at its most talkative, those of the libraries below too."""
    caplog.set_level(logging.DEBUG)
    sample = data_source.read(INTRODUCTORY_LETTER.sample.read_text(encoding="utf-8"))
    letter = Letter(letterforge.load("introductory-letter"), sample)
    written = save_all(letter, ["html", "docx", "pdf"], tmp_path).paths
    out, err = capfd.readouterr()
    shown = "\n".join([caplog.text, out, err, *map(str, written), repr(letter), repr(letter.template)])
    values = {text for value in _texts(sample.values) for text in value.splitlines()}
    assert len(values) > 25
    assert [value for value in values if value in shown] == []
    assert "load: introductory-letter" in caplog.text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)


@pytest.mark.parametrize("to", [["html"], ["docx"], ["docx", "html"]])
def test_what_a_format_may_lose_is_said_once_and_is_no_error(tmp_path: Path, to: list[str]) -> None:
    """A text box stands out of the flow, which Word alone can show."""
    box = (
        paragraph("Dear {{ name }}")
        + f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    letter = Letter(letterforge.load(package(box)), {"name": "CANARY Smith"})
    lost = save_all(letter, to, tmp_path, allow_loss=True).losses
    assert [(one.rule, one.is_error) for one in lost] == [("loss", False)] * ("html" in to)
    if "html" in to:
        with pytest.raises(TemplateError, match="a text box, which stands out of the flow"):
            save_all(letter, to, tmp_path / "other")


@pytest.mark.usefixtures("formats")
def test_a_file_for_a_folder(letter: Letter, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError) as caught:
        save_all(letter, ["one"], tmp_path / "file")
    assert str(caught.value) == f"the folder {tmp_path / 'file'} cannot be made: File exists"
