"""The proof without a document says what the document says, and finds what filling finds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.examples import examples
from tests.property.made_templates import Made, made_templates
from tests.property.readings import Filling
from word_files import package

import letterforge
from letterforge.document import passages
from letterforge.errors import DataError
from letterforge.filling.fill import compiled
from letterforge.filling.seams import MAKES, READS
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import run_part
from letterforge.filling.words import CUT, proof
from letterforge.formatting.printer import Printer
from letterforge.letter import Letter
from letterforge.loading import markdown
from letterforge.rendering.render import read_back_letter
from letterforge.template import Template
from letterforge_docx import DocxRenderer

FRONT = "---\ntitle: T\nlang: en-GB\n---\n"
BROKEN: tuple[Any, ...] = ("", "TBC", None, "{{ x }}", True, ["a", " "], {}, "\x00", float("nan"))


def squeezed(text: str) -> str:
    return "".join(text.split())


@examples(300)
@given(made_templates, st.integers(0, 2**32))
def test_the_proof_says_what_the_document_says_and_finds_the_same_faults(made: Made, seed: int) -> None:
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    filling = Filling(random, {})
    filling.passages(made.tree)
    values = dict(filling.values)
    for name in random.sample(sorted(values), min(len(values), random.randint(0, 2))):
        values[name] = random.choice(BROKEN)
        if random.random() < 1 / 4:
            del values[name]
    blocks, printer = markdown.read(FRONT + made.source).wording.blocks, Printer("en-GB")
    filled, proven = Evaluation(values), Evaluation(values)
    document = run_part(compiled(blocks, printer), filled)
    said = proof(blocks, (), (), printer=printer).run(proven)
    # Of a paragraph that reads as if it waited to be filled, the document knows the fields, its words only the place.
    alone = [str(one) for one in filled.findings if one.message not in (MAKES, READS)]
    assert sorted(map(str, proven.findings)) == sorted(alone)
    assert len(alone) == len(filled.findings) or proven.suspects
    if not filled.findings:
        assert squeezed(said.flow).replace(CUT, "") == squeezed("".join(passages(document)))


DATA = {"name": "Ann Lee", "place": "Town Hall", "team": [{"name": "Bo"}, {"name": "Cy"}]}
ROWS = (("{%tr for one in team %}", ""), ("{{ loop.index }}", "{{ one.name }}"), ("{%tr endfor %}", ""))


def template() -> Template:
    made = docx.Document()
    for text in ("Dear {{ name }},", "{%p if place %}", "We meet at {{ place }}.", "{%p endif %}"):
        made.add_paragraph(text)
    for row, texts in zip(made.add_table(3, 2).rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.sections[0].header.paragraphs[0].text = "Board of {{ place }}"
    target = io.BytesIO()
    made.save(target)
    return letterforge.load(target.getvalue())


@pytest.fixture
def word() -> letterforge.Letter:
    return Letter(template(), DATA)


def test_a_word_letter_makes_its_document_when_it_is_asked_for(word: Letter) -> None:
    assert word.said is not None
    assert squeezed(word.said.flow) == squeezed("".join(passages(word.document.blocks))) != ""
    assert [squeezed(one) for one in word.said.furniture] == ["BoardofTownHall"]
    assert word.document is word.document


def test_a_markdown_letter_has_its_document_at_once() -> None:
    letter = Letter(letterforge.load((FRONT + "Dear {{ name }}").encode()), DATA)
    assert letter.said is None


def changed(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            data = source.read(each)
            target.writestr(each, change(data.decode()).encode() if each == name else data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "rules"),
    [
        ("word/document.xml", "Ann Lee", "Ann", ["lost-value"]),
        ("word/document.xml", "We meet at", "We at", ["lost-text"]),
        ("word/document.xml", "Town Hall", "{{ place }}", ["lost-text", "template-mark"]),
        ("word/header1.xml", "Board of", "Board", ["lost-text"]),
        ("word/document.xml", "Dear", "Dear, dear", []),
    ],
)
def test_what_a_finished_word_file_lacks_is_found(
    word: Letter, name: str, old: str, new: str, rules: list[str]
) -> None:
    renderer = DocxRenderer()
    whole = renderer.render(word)
    assert read_back_letter(whole, renderer.media_type, word) == ()
    found = read_back_letter(changed(whole, name, lambda xml: xml.replace(old, new)), renderer.media_type, word)
    assert [one.rule for one in found] == rules


def test_what_cannot_be_printed_is_refused_with_its_path() -> None:
    with pytest.raises(DataError) as caught:
        Letter(template(), {**DATA, "team": [{"name": "Bo"}, {"name": "TBC"}]})
    assert [(one.rule, one.place.path) for one in caught.value.findings] == [("stands-in", "team[1].name")]


def run(*texts: str) -> str:
    """A paragraph of Word, with line breaks between its texts."""
    return "<w:p><w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{text}</w:t>' for text in texts) + "</w:r></w:p>"


@pytest.mark.parametrize(
    "lines",
    [
        ("{}",),
        ("{%p if many %}", "{}", "{%p endif %}"),
        ("{%p if not many %}", "No.", "{%p else %}", "{}", "{%p endif %}"),
        ("{%p for one in many %}", "{}", "{%p endfor %}"),
        ("{%p for one in many %}", "{%p if one %}", "{}", "{%p endif %}", "{%p endfor %}"),
    ],
)
def test_what_two_values_make_is_refused_wherever_their_paragraph_stands(lines: tuple[str, ...]) -> None:
    """Neither is anything by itself, and no word of the template has a part in it."""
    body = "".join(run(line.replace("{}", "See {{ a }} {{ b }}.")) for line in lines)
    template = letterforge.load(package(body))
    with pytest.raises(DataError) as caught:
        Letter(template, {"a": "[insert", "b": "date]", "many": ["x", "y"]})
    assert {(one.rule, one.place.path) for one in caught.value.findings} == {
        ("bracketed-prompt", "a"),
        ("bracketed-prompt", "b"),
    }


@pytest.mark.parametrize("texts", [("See [1], T", "BC {{ a }}"), ("{{ a }} and [1] TB", "C"), ("T{{ b }}", "C")])
def test_a_line_that_ends_goes_on_in_no_word(texts: tuple[str, str]) -> None:
    assert Letter(letterforge.load(package(run(*texts))), {"a": "x", "b": "B"})
