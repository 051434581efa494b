"""A picture of the data in a letter: where it may stand, how wide it is, and the words that stand for it."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from tests.drawings import SVG, png

import letterforge
from letterforge import DataPicture, LetterData, Line, PictureFile
from letterforge.document import Image, Paragraph, walk
from letterforge.errors import DataError, TemplateError

HEAD = "---\ntitle: {title}\nlang: en-GB\n---\n"
ANN = DataPicture(png(), "Signature of Ann")
BARE = DataPicture(SVG.encode())


class Data(LetterData):
    name: Line
    mark: PictureFile
    other: PictureFile | None = None
    marks: tuple[PictureFile, ...] = ()


def letter(body: str, *, title: str = "T", **data: Any) -> letterforge.Letter:
    template = letterforge.load((HEAD.format(title=title) + body + "\n").encode(), model=Data)
    return letterforge.Letter(template, {"name": "Ann", "mark": ANN, **data})


def shown(body: str, **data: Any) -> list[tuple[str, float | None]]:
    document = letter(body, **data).document
    found = [node for node in walk(document.blocks) if isinstance(node, Image)]
    assert {one.digest for one in found} == set(document.images)
    return [(one.alt, one.width) for one in found]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{{ name }}\n\n{{ mark }}", [("Signature of Ann", None)]),
        ("{{ name }}\n\n{{ mark | picture(40) }}", [("Signature of Ann", 40)]),
        ("{{ name }} signs {{ mark | picture(37.5) }} here", [("Signature of Ann", 37.5)]),
        ("{{ name }} {{ mark | picture(width=40, alt='A') }}", [("Signature of Ann", 40)]),
        ("- {{ name }}\n- **{{ mark | picture(1) }}**", [("Signature of Ann", 1)]),
        ("| {{ name }} | b |\n|---|---|\n| {{ mark | picture(20) }} | x |", [("Signature of Ann", 20)]),
        ("{{ name }} [{{ mark | picture(20) }}](https://example.org)", [("Signature of Ann", 20)]),
        ("{{ name }} {{ mark }}{% if other %}{{ other | picture(5) }}{% endif %}", [("Signature of Ann", None)]),
        ("{{ name }} {{ (other or mark) | picture(5) }}", [("Signature of Ann", 5)]),
        ("{{ name }} {{ mark }} {{ mark | picture(5) }}", [("Signature of Ann", None), ("Signature of Ann", 5)]),
    ],
)
def test_a_picture_stands_where_it_is_printed(body: str, wanted: list[tuple[str, float]]) -> None:
    assert shown(body) == wanted


def test_each_of_a_list() -> None:
    body = "{{ name }}{{ mark }}\n{% for one in marks %}\n\n{{ one | picture(10, alt='A mark') }}\n{% endfor %}"
    assert shown(body, marks=(ANN, BARE)) == [("Signature of Ann", None), ("Signature of Ann", 10), ("A mark", 10)]


def test_the_words_of_the_data_come_first_and_those_of_the_template_stand_in() -> None:
    body = "{{ name }} {{ mark | picture(40, name) }}"
    assert shown(body) == [("Signature of Ann", 40)]
    assert shown(body, mark=BARE) == [("Ann", 40)]


def test_alone_on_its_line_it_is_a_paragraph_with_nothing_else_in_it() -> None:
    blocks = letter("{{ name }}\n\n{{ mark | picture(40) }}").document.blocks
    assert blocks[1] == Paragraph((Image(ANN.digest, "Signature of Ann", 40),))


def test_a_letter_pickles_with_it() -> None:
    made = letter("{{ name }} {{ mark | picture(40) }}")
    assert pickle.loads(pickle.dumps(made)).document == made.document  # noqa: S301  (made here)


def test_a_picture_without_words_is_refused_by_its_field() -> None:
    with pytest.raises(DataError) as caught:
        letter("{{ name }} {{ mark | picture(40) }}", mark=BARE)
    (found,) = caught.value.findings
    assert (found.rule, found.place.path) == ("picture-words", "mark")


def test_words_of_the_template_are_judged_as_those_of_a_field() -> None:
    with pytest.raises(DataError) as caught:
        letter("{{ name }} {{ mark | picture(40, alt='[name of the officer]') }}", mark=BARE)
    assert [(one.rule, one.place.path) for one in caught.value.findings] == [("stands-in", "mark")]


@pytest.mark.parametrize(
    ("body", "title", "rule"),
    [
        ("{{ name }} {{ mark }}", "'A {{ mark }}'", "unprintable"),
        ("# {{ mark }}\n\n{{ name }}", "T", "unprintable"),
        ("{{ name }} [x](https://example.org/{{ mark }})", "T", "unprintable"),
        ("{{ name }} {% if mark == 'x' %}y{% endif %}", "T", "comparison"),
        ("{{ name }} {% if mark == other %}y{% endif %}", "T", "comparison"),
        ("{{ name }} {% if mark in marks %}y{% endif %}", "T", "comparison"),
        ("{{ name }} {{ mark | upper }}", "T", "filter"),
        ("{{ name | picture(40) }} {{ mark }}", "T", "filter"),
        ("{{ name }} {{ mark | picture(40, mark) }}", "T", "filter"),
        ("{{ name }} {% if marks %}{{ marks | join(', ') }}{% endif %}", "T", "filter"),
        ("{{ name }} {% if marks %}{{ marks }}{% endif %}", "T", "unprintable"),
        ("{{ name }} {{ mark + 1 }}", "T", "arithmetic"),
        ("{{ name }} {{ mark.content }}", "T", "unknown-field"),
        ("{{ name }} {{ other | picture(40) }} {{ mark }}", "T", "may-be-absent"),
        ("{{ name }} {{ mark | picture(0) }}", "T", "expression"),
        ("{{ name }} {{ mark | picture(501) }}", "T", "expression"),
        ("{{ name }} {{ mark | picture(name) }}", "T", "expression"),
        ("{{ name }} {{ mark | picture('40') }}", "T", "expression"),
    ],
)
def test_it_stands_only_where_a_picture_may(body: str, title: str, rule: str) -> None:
    template = (HEAD.format(title=title) + body + "\n").encode()
    assert [one.rule for one in letterforge.check(template, model=Data) if one.is_error] == [rule]
    with pytest.raises(TemplateError):
        letter(body, title=title)


def test_whether_there_is_one_can_be_asked() -> None:
    body = "{{ name }} {{ mark }}{% if other is none or other == none %} unsigned{% endif %}"
    assert shown(body) == [("Signature of Ann", None)]


def test_a_program_gives_it_without_a_model() -> None:
    template = letterforge.load((HEAD.format(title="T") + "{{ mark | picture(40) }}\n").encode())
    assert letterforge.Letter(template, {"mark": ANN}).document.images == {ANN.digest: ANN.shown}
    with pytest.raises(TemplateError, match="takes a picture, and this is text"):
        letterforge.Letter(template, {"mark": "ann.png"})


def test_many_pictures_are_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    from letterforge.filling import program
    from letterforge.limits import Limit

    monkeypatch.setattr(program, "LETTER_PICTURE_BYTES", Limit(len(ANN.content) * 2, "", ""))
    assert letter("{{ name }} {{ mark }} {{ mark }}")
    with pytest.raises(DataError, match="too-long"):
        letter("{{ name }} {{ mark }} {{ mark }} {{ mark }}")
