"""The five steps from the outside: what `load` takes, what `render` refuses, files all or none."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import letterforge
from letterforge import Artifact, Letter, LetterData, Line, api
from letterforge.data import data_file as data_source
from letterforge.document import passages
from letterforge.errors import (
    MissingResourceError,
    ReadBackError,
    RenderError,
    TemplateError,
    UnknownNameError,
    UsageError,
    WrongShapeError,
)
from letterforge.findings import Place
from letterforge.letters.case_review import INTRODUCTORY_LETTER, IntroductoryLetter
from letterforge.passages import Passage
from letterforge.template import Template

Make = Callable[..., Template]
Install = Callable[..., Path]
HEAD = "---\ntitle: T\nlang: en-GB\n{}---\n"


class Model(LetterData):
    name: Line


@pytest.fixture
def letter(template: Make) -> Letter:
    return Letter(template("Dear {{ name }},\n\nwelcome.", Model), {"name": "CANARY Smith"})


# --- load --------------------------------------------------------------------------------------------------------------


def test_a_kind_a_path_or_bytes(tmp_path: Path) -> None:
    path = tmp_path / "my-letter.md"
    path.write_text(HEAD.format("") + "x\n", encoding="utf-8")
    assert letterforge.load("introductory-letter").model is IntroductoryLetter
    assert letterforge.load(path).name == "my-letter"
    assert letterforge.load(str(path)).model is None
    assert letterforge.load(str(path), model=Model).model is Model
    assert letterforge.load(path.read_bytes()).name == "letter"
    assert letterforge.load("introductory-letter", model=Model).model is Model


@pytest.mark.parametrize(
    ("source", "path"),
    [("a", False), ("a-b", False), ("a.md", True), ("./a", True), ("a/b", True), (Path("a"), True), ("a.b", True)],
)
def test_a_suffix_or_a_separator_means_a_path(source: str | Path, path: bool) -> None:  # noqa: FBT001  (a case)
    assert api.is_path(source) is path


def test_a_path_alone_is_no_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter").write_text(HEAD.format("") + "x", encoding="utf-8")
    with pytest.raises(UnknownNameError):
        letterforge.load("letter")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.md", "the template {} cannot be read: No such file or directory"),
        ("folder.md", "the template {} cannot be read: Is a directory"),
        (
            "letter.odt",
            "{} is not a template that letterforge reads; it reads Markdown (.md, .markdown) and Word (.docx, .dotx)",
        ),
        (
            "folder.md/x",
            "{} is not a template that letterforge reads; it reads Markdown (.md, .markdown) and Word (.docx, .dotx)",
        ),
    ],
)
def test_what_is_no_template(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UsageError) as caught:
        letterforge.load(tmp_path / name)
    assert str(caught.value) == message.format(tmp_path / name)


def test_a_template_may_name_its_kind() -> None:
    template = letterforge.load((HEAD.format("kind: introductory-letter\n") + "x").encode())
    assert (template.name, template.model) == ("introductory-letter", IntroductoryLetter)
    other = letterforge.load((HEAD.format("kind: introductory-letter\n") + "x").encode(), model=Model)
    assert other.model is Model


def test_a_template_that_names_a_kind_that_there_is_not() -> None:
    with pytest.raises(TemplateError) as caught:
        letterforge.load((HEAD.format("kind: farewell\n") + "x").encode())
    (finding,) = caught.value.findings
    assert finding.rule == "kind"
    assert finding.message.startswith("no kind of letter is called 'farewell'; installed are: ")
    assert finding.hint == "Install the package that has it, or give a model: --model package.module:Class"


def test_all_findings_of_a_template_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: en-GB\n---\n{{ name\n\n{% if x %}\ny\n\n{{ f() }}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        letterforge.load(tmp_path / "a.md")
    assert {one.rule for one in caught.value.findings} == {"front-matter", "syntax", "expression"}
    assert all(one.place.file == str(tmp_path / "a.md") for one in caught.value.findings)


# --- check -------------------------------------------------------------------------------------------------------------


def test_check_returns_what_load_raises() -> None:
    source = (HEAD.format("") + "{{ name").encode()
    with pytest.raises(TemplateError) as caught:
        letterforge.load(source)
    assert letterforge.check(source) == caught.value.findings


def test_check_of_a_template_and_data_says_all_at_once() -> None:
    source = (HEAD.format("") + "{{ nmae }}").encode()
    assert [one.rule for one in letterforge.check(source, {"name": "TBC"}, model=Model)] == [
        "stands-in",
        "unknown-field",
    ]


def test_check_without_a_model_is_against_the_data() -> None:
    source = (HEAD.format("") + "{{ nmae }} {{ other }}").encode()
    assert [one.rule for one in letterforge.check(source, {"name": "Ann", "other": 1})] == ["unknown-field"]
    assert letterforge.check((HEAD.format("") + "{{ name }}").encode(), {"name": "Ann"}) == ()
    assert letterforge.check(source) == ()


# --- render --------------------------------------------------------------------------------------------------------------


class Plain:
    """A sound renderer of text."""

    media_type = "text/plain"
    suffix = ".txt"

    def render(self, letter: Letter) -> bytes:
        return "\n\n".join(passages(letter.document.blocks)).encode()


class Own(Plain):
    """A renderer of a format that letterforge does not read."""

    media_type = "application/x-own"
    suffix = ".own"

    def text(self, content: bytes) -> Iterator[Passage]:
        yield Passage(content.decode(), Place())


def test_a_renderer_is_given_by_name_or_as_an_object(letter: Letter) -> None:
    assert letterforge.render(letter, to="html").media_type == "text/html"
    assert letterforge.render(letter, to=Plain()) == Artifact(b"Dear CANARY Smith,\n\nwelcome.", "text/plain", ".txt")
    assert letterforge.render(letter, to=Own()).suffix == ".own"


class Raises(Plain):
    def render(self, letter: Letter) -> bytes:
        message = f"no room for {letter.values['name']}"
        raise ValueError(message)


class Exits(Plain):
    def render(self, letter: Letter) -> bytes:
        sys.exit(3)


class Empty(Plain):
    def render(self, letter: Letter) -> bytes:
        return b""


class Words(Plain):
    def render(self, letter: Letter) -> bytes:
        return "text"  # type: ignore[return-value]  # that is the fault


class Loses(Plain):
    def render(self, letter: Letter) -> bytes:
        return b"Dear Smith,\n\nwelcome."


class Marks(Plain):
    def render(self, letter: Letter) -> bytes:
        return super().render(letter) + b" {{ name }}"


class Refuses(Plain):
    def render(self, letter: Letter) -> bytes:
        message = "no font"
        raise MissingResourceError(message)


class Unread(Plain):
    media_type = "application/x-nobody-reads"


class ReadsBadly(Own):
    def text(self, content: bytes) -> Iterator[Passage]:
        raise ValueError(content)


class ReadsAndExits(Own):
    def text(self, content: bytes) -> Iterator[Passage]:
        yield Passage(content.decode(), Place())
        sys.exit(3)


@pytest.mark.parametrize(
    ("renderer", "kind", "message"),
    [
        (Raises(), RenderError, "the renderer Raises failed with ValueError; nothing was written; tell its authors"),
        (Exits(), RenderError, "the renderer Exits failed with SystemExit; nothing was written; tell its authors"),
        (Empty(), RenderError, "the renderer Empty gave no bytes"),
        (Words(), RenderError, "the renderer Words gave no bytes"),
        (Refuses(), MissingResourceError, "no font"),
        (
            Unread(),
            UsageError,
            "letterforge cannot read application/x-nobody-reads back; a renderer for it must offer text(content)",
        ),
        (ReadsBadly(), ReadBackError, "what ReadsBadly made could not be read back: ValueError; nothing was written"),
        (
            ReadsAndExits(),
            ReadBackError,
            "what ReadsAndExits made could not be read back: SystemExit; nothing was written",
        ),
        (
            object(),
            WrongShapeError,
            "object does not keep the protocol of a renderer: media_type is not a text such as application/pdf",
        ),
    ],
)
def test_a_renderer_that_fails(letter: Letter, renderer: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        letterforge.render(letter, to=renderer)
    assert str(caught.value) == message
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("renderer", [Loses(), Marks()])
def test_a_file_that_is_not_the_whole_letter(letter: Letter, renderer: Plain) -> None:
    with pytest.raises(ReadBackError) as caught:
        letterforge.render(letter, to=renderer)
    first, *rest = str(caught.value).splitlines()
    assert first == f"the file that {type(renderer).__name__} made is not the whole letter; nothing was written"
    assert rest
    assert "CANARY" not in str(caught.value)
    assert "Smith" not in str(caught.value)


def test_an_unknown_format(letter: Letter) -> None:
    with pytest.raises(UnknownNameError, match="no renderer is called 'pfd'"):
        letterforge.render(letter, to="pfd")


# --- files -----------------------------------------------------------------------------------------------------------------

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
    assert api.save_all(letter, ["one", "two", "one"], folder).paths == (
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
        api.save_all(letter, wanted, folder)
    assert message is None or str(caught.value) == message.format(folder=folder)
    assert not folder.exists()


@pytest.mark.usefixtures("formats")
def test_a_file_that_is_there_stops_all(letter: Letter, tmp_path: Path) -> None:
    (tmp_path / "letter.two").write_bytes(b"old")
    with pytest.raises(UsageError) as caught:
        api.save_all(letter, ["one", "two"], tmp_path)
    target = tmp_path / "letter.two"
    assert str(caught.value) == f"{target} is there already; choose another folder, or say --force to replace it"
    assert (tmp_path / "letter.two").read_bytes() == b"old"
    assert not (tmp_path / "letter.one").exists()
    api.save_all(letter, ["one", "two"], tmp_path, overwrite=True)
    assert (tmp_path / "letter.two").read_bytes() != b"old"


@pytest.mark.usefixtures("formats")
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_in_the_way_stops_all(letter: Letter, tmp_path: Path, overwrite: bool) -> None:  # noqa: FBT001  (a case)
    (tmp_path / "letter.two").mkdir()
    (tmp_path / "letter.one").write_bytes(b"old") if overwrite else None
    with pytest.raises(UsageError) as caught:
        api.save_all(letter, ["one", "two"], tmp_path, overwrite=overwrite)
    assert str(caught.value) == f"{tmp_path / 'letter.two'} is a folder; nothing was written"
    assert not (tmp_path / "letter.one").exists() or (tmp_path / "letter.one").read_bytes() == b"old"


def test_no_value_of_a_whole_letter_is_in_any_log_or_file_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """All three formats with every logger at its most talkative, those of the libraries below too."""
    caplog.set_level(logging.DEBUG)
    sample = data_source.read(INTRODUCTORY_LETTER.sample.read_text(encoding="utf-8"))
    letter = Letter(letterforge.load("introductory-letter"), sample)
    written = api.save_all(letter, ["html", "docx", "pdf"], tmp_path).paths
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


@pytest.mark.usefixtures("formats")
def test_a_file_for_a_folder(letter: Letter, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError) as caught:
        api.save_all(letter, ["one"], tmp_path / "file")
    assert str(caught.value) == f"the folder {tmp_path / 'file'} cannot be made: File exists"
