"""Leftovers are found wherever they stand, in any kind of file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from tests.work import grows_with_its_input

from letterforge import filekinds
from letterforge.artifact import Artifact
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.findings import Place
from letterforge.scanning.leftovers.detector import Certainty
from letterforge.scanning.scan import scan

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HTML, PDF, WORD = filekinds.HTML.media_type, filekinds.PDF.media_type, filekinds.WORD.media_type


def marks(text: str) -> list[str]:
    return [leftover.text for leftover in scan(text.encode(), media_type="text/plain")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dear {{ name }},", ["{{ name }}"]),
        ("{%- if a -%}x{% endif %}", ["{%- if a -%}", "{% endif %}"]),
        ("{# a note #}", ["{# a note #}"]),
        ("{{r rich }} {%p if x %}", ["{{r rich }}", "{%p if x %}"]),
        ("{{#if x}} {{{raw}}}", ["{{#if x}}", "{{{raw}}}"]),
        ("Dear {{ name", ["{{"]),
        ("name }}, dear", ["}}"]),
        ("{% if x", ["{%"]),
        ("x %}", ["%}"]),
        ("{# x", ["{#"]),
        ("x #}", ["#}"]),
        ("{{ a {{ b }}", ["{{", "{{ b }}"]),
        ("{{ a %}", ["{{", "%}"]),
        ("{{ a }} and }}", ["{{ a }}", "}}"]),
        ("{{ a }} {{ a }}", ["{{ a }}", "{{ a }}"]),
    ],
)
def test_marks_of_a_template(text: str, wanted: list[str]) -> None:
    assert marks(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann,",
        "a {b} c",
        '{"a": {"b": {"c": 1}}}',
        "about {10%} or so",
        "{C#}",
        "# Title {#title .class}",
        "100%",
        "}",
        "{",
    ],
)
def test_braces_that_are_no_marks(text: str) -> None:
    assert marks(text) == []


def test_a_tag_cut_across_paragraphs_is_an_opening_and_a_closing_mark() -> None:
    document = docx.Document()
    document.add_paragraph("Dear {{ na")
    document.add_paragraph("me }},")
    stream = io.BytesIO()
    document.save(stream)
    found = [(str(leftover.place), leftover.text) for leftover in scan(stream.getvalue())]
    assert found == [("paragraph 1", "{{"), ("paragraph 2", "}}")]


def test_a_leftover_says_all_that_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("Dear\n" + "a" * 50 + "{{ name }}" + "b" * 50)
    (leftover,) = scan(path)
    assert leftover.rule == "template-mark"
    assert leftover.certainty is Certainty.CERTAIN
    assert leftover.place == Place(str(path), 2)
    assert leftover.text == "{{ name }}"
    assert leftover.context == "a" * 40 + "{{ name }}" + "b" * 40


def test_marks_in_code_count_only_as_whole_tags() -> None:
    page = "<html><style>@media print{#a{b:c}}</style><script>f({a:{b:1}});if(x){y()}}</script><p style='a:}}'>x"
    assert scan(page.encode()) == ()
    found = scan(page.replace("b:c", "b:{{ colour }}").encode())
    assert [(leftover.place.path, leftover.text) for leftover in found] == [("style sheet", "{{ colour }}")]


def test_what_can_be_scanned(tmp_path: Path) -> None:
    content = b"<html><p>{{ x }}"
    path = tmp_path / "a.html"
    path.write_bytes(content)
    sources = (str(path), path, content, Artifact(content, HTML, ".html"))
    assert [[leftover.text for leftover in scan(source)] for source in sources] == [["{{ x }}"]] * 4


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        scan(tmp_path / "none.docx")
    with pytest.raises(UsageError, match="cannot be read"):
        scan(tmp_path)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnreadableFileError, match=r"a\.docx: the file is damaged"):
        scan(path)


def test_an_unknown_media_type() -> None:
    with pytest.raises(UsageError, match=r"cannot read image/png back"):
        scan(b"x", media_type="image/png")


def test_marks_without_end_cost_no_more_than_their_number() -> None:
    assert len(scan(b"{{ " * 300_000)) == 10_000
    assert grows_with_its_input(lambda size: scan(b"{{ " * size), 300_000)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents of others are not on this machine")
def test_what_docxtpl_filled_has_no_marks_but_those_it_leaves() -> None:
    templates = {file.parent.name for file in CORPUS.glob("docxtpl/*/template.docx") if scan(file)}
    finished = {file.parent.name for file in CORPUS.glob("docxtpl/*/expected.docx") if scan(file)}
    assert len(templates) == 17
    assert finished == {"doc_properties", "richtext", "vertical_merge"}
