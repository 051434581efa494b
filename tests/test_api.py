"""The verbs from the outside: what `load` and `check` take, and what they refuse."""

from __future__ import annotations

import pickle
import unittest.mock
from pathlib import Path

import pytest

import letterforge
from letterforge import LetterData, Line, api
from letterforge.errors import (
    TemplateError,
    UnknownNameError,
    UsageError,
)
from letterforge.letters.case_review import IntroductoryLetter
from letterforge.loading import markdown

HEAD = "---\ntitle: T\nlang: en-GB\n{}---\n"


class Model(LetterData):
    name: Line


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
    assert (other.name, other.model) == ("introductory-letter", Model)


def test_a_template_that_names_its_kind_is_parsed_once() -> None:
    with unittest.mock.patch.object(markdown, "read", wraps=markdown.read) as parsed:
        template = letterforge.load((HEAD.format("kind: introductory-letter\n") + "{{ review.title }}").encode())
    assert parsed.call_count == 1
    assert letterforge.check(template) != ()
    again = pickle.loads(pickle.dumps(template))  # noqa: S301  (our own)
    assert (again.name, again.model, again.digest) == (template.name, template.model, template.digest)


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
    assert [one.rule for one in letterforge.check(source, {"town": "Tarn", "other": 1})] == ["missing"]
    assert letterforge.check((HEAD.format("") + "{{ name }}").encode(), {"name": "Ann"}) == ()
    assert letterforge.check(source) == ()


def test_a_file_whose_suffix_was_left_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownNameError, match="check the spelling$"):
        letterforge.load("visit")
    (tmp_path / "visit.md").write_text("---\ntitle: T\nlang: en-GB\n---\nDear all\n", encoding="utf-8")
    with pytest.raises(UnknownNameError, match=r"; for the file write visit\.md$"):
        letterforge.load("visit")
