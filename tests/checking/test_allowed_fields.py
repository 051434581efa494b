"""What is allowed for a field that there is not is found: in front matter, comments, Word files and furniture."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.loading.word.test_word import paragraph, word

import letterforge
from letterforge import LetterData, Line, Lines
from letterforge.errors import TemplateError
from letterforge.findings import Finding


class Person(LetterData):
    name: Line
    statement: Lines


class Data(LetterData):
    place: Line
    lead: Person
    people: list[Person]
    answers: dict[str, Line]
    anything: Any = None
    note: Line | None = None


def template(allow: str, words: str = "{{ place }}") -> bytes:
    return f"---\ntitle: T\nlang: en-GB\nallow: [{allow}]\n---\n{words}\n".encode()


def found(content: bytes, model: type[LetterData] | None = Data) -> list[Finding]:
    return [one for one in letterforge.check(content, model=model) if one.rule in {"unknown-field", "unused-allow"}]


@pytest.mark.parametrize(
    "field",
    ["place", "lead.name", "people[].statement", "people.statement", "answers.school", "anything.at.all", "note", "people", "people[]"],
)  # fmt: skip
def test_a_field_that_there_is_may_be_named(field: str) -> None:
    assert found(template(f"'{field}': promise-word")) == []


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("plaice", "there is no field 'plaice'", "Did you mean place?"),
        ("xyz", "there is no field 'xyz'", "The fields are: place, lead, people, answers, anything, note."),
        ("lead.nmae", "lead has no field 'nmae'", "Did you mean name?"),
        ("people[].statment", "people[] has no field 'statment'", "Did you mean statement?"),
        ("people.statment", "people has no field 'statment'", "Did you mean statement?"),
        ("place.name", "place is text, and has no fields", None),
        ("place[]", "place is text, and has no items", None),
        ("note.x", "note is text, and has no fields", None),
    ],
)
def test_one_that_there_is_not_is_an_error_with_what_was_meant(field: str, message: str, hint: str | None) -> None:
    (one,) = found(template(f"blank, '{field}': promise-word", r"{{ place }} \_\_\_\_\_"))
    assert (one.rule, one.is_error, one.message, one.hint) == ("unknown-field", True, message, hint)
    assert (one.place.line, one.place.column) == (4, 16)
    with pytest.raises(TemplateError):
        letterforge.Letter(letterforge.load(template(f"'{field}': blank"), model=Data), {"place": "Ryl"})


def test_a_comment_and_a_word_file_say_it_too() -> None:
    words = b"---\ntitle: T\nlang: en-GB\n---\n{# allow plaice: promise-word #}{{ place }}\n"
    file = word(paragraph("{# allow plaice: promise-word #}{{ place }}"))
    for content in (words, file):
        assert [(one.rule, one.hint) for one in found(content)] == [("unknown-field", "Did you mean place?")]


def test_furniture_says_it_too(tmp_path: Path) -> None:
    place = tmp_path / "own"
    shutil.copytree(Path(letterforge.__file__).parent / "templates" / "stationery" / "plain", place)
    settings = (place / "stationery.toml").read_text(encoding="utf-8")
    settings = settings.partition("[furniture")[0] + '[furniture.en]\nfooter = "{{ place }}{# allow plaice: blank #}"\n'
    (place / "stationery.toml").write_text(settings, encoding="utf-8")
    findings = letterforge.check(template(""), model=Data, stationery=letterforge.Stationery.read(place))
    assert [one.hint for one in findings if one.rule == "unknown-field"] == ["Did you mean place?"]


@pytest.mark.parametrize(
    ("field", "words", "hint"),
    [
        ("statement", "{{ statement }}", None),
        ("people.name", "{% for p in people %}{{ p.name }}{% endfor %}", None),
        ("people[].name", "{% for p in people %}{{ p.name }}{% endfor %}", None),
        ("answers.school", "{% if answers %}{{ answers.school }}{% endif %}", None),
        ("note", "{% if note is defined %}{{ note }}{% endif %}", None),
        ("statment", "{{ statement }}", "Did you mean statement?"),
        ("people.nmae", "{% for p in people %}{{ p.name }}{% endfor %}", "Did you mean people.name?"),
        ("xyz", "{{ statement }}", "Take it out of what is allowed."),
    ],
)
def test_without_a_model_the_template_must_name_it(field: str, words: str, hint: str | None) -> None:
    content = template(f"'{field}': promise-word", words)
    data = {"statement": "I asked.", "people": [{"name": "Bo"}], "answers": {"school": "yes"}}
    for findings in (letterforge.check(content), letterforge.check(content, data)):
        left = [(one.rule, one.hint, one.is_error) for one in findings]
        assert left == ([] if hint is None else [("unused-allow", hint, False)])
    assert letterforge.Letter(letterforge.load(content), data)


def test_what_cannot_be_read_may_name_any_field() -> None:
    findings = letterforge.check(template("statement: promise-word", "{{ statement"))
    assert "unused-allow" not in {one.rule for one in findings}
