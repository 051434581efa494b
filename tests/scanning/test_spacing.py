"""Spaces within a value are the same in every format, and a file that draws them together is found out."""

from __future__ import annotations

import pytest

import letterforge
from letterforge.document import Block, BlockQuote, Cell, Document, Item, List, Paragraph, Row, Table, Text
from letterforge.finished_files import passages_of
from letterforge.scanning.read_back import read_back

VALUES = ("AB  12", "1   2  3", "a \u2013  b", "x  <y>", "long " * 40 + "AB  12")
TEMPLATE = letterforge.load(b"---\ntitle: A visit\nlang: en-GB\n---\nRef *{{ a }}*!\n\n| A |\n|---|\n| {{ a }} |\n")


@pytest.mark.parametrize("value", VALUES[:-1])
@pytest.mark.parametrize("to", ["docx", "html", "pdf", "typst"])
def test_two_spaces_within_a_value_are_two_in_every_format(to: str, value: str) -> None:
    made = letterforge.render(letterforge.Letter(TEMPLATE, {"a": value}), to=to)
    text = "\n".join(one.text for one in passages_of(made.content, made.media_type))
    assert f"Ref {value}!" in text
    assert text.count(value) == 2


@pytest.mark.parametrize("to", ["docx", "html", "pdf", "typst"])
def test_a_long_value_passes(to: str) -> None:
    assert letterforge.render(letterforge.Letter(TEMPLATE, {"a": VALUES[-1]}), to=to)


LETTER = Document("en", "x", (Paragraph((Text("Ref "), Text("AB  12", "a"), Text("!  So."))),))


@pytest.mark.parametrize(
    "page",
    [
        "Ref AB 12!  So.",
        "Ref AB  12! So.",  # a browser shows one
        'Ref <span>AB  12</span><span style="white-space:pre-wrap">! </span>So.',
    ],
)
def test_a_page_that_draws_them_together_is_found_out(page: str) -> None:
    (finding,) = read_back(f"<body><p>{page}</p></body>".encode(), "text/html", LETTER)
    assert (finding.rule, finding.place.path) == ("lost-value", "a")
    assert "AB" not in str(finding)


@pytest.mark.parametrize(
    "page",
    [
        'Ref AB<span style="white-space: pre-wrap">  </span>12! So.',
        '<span style="white-space:pre">Ref <span>AB</span>  12</span>! So.',
        "Ref AB&nbsp;&nbsp;12! So.",
        "Ref AB<br>12! So.",
    ],
)
def test_a_page_that_keeps_them_passes(page: str) -> None:
    assert read_back(f"<body><p>{page}</p></body>".encode(), "text/html", LETTER) == ()


@pytest.mark.parametrize("name", ["an item", "a cell", "a quotation"])
def test_values_within_other_blocks_are_looked_at_too(name: str) -> None:
    paragraph = Paragraph((Text("AB  12", "a"),))
    around: dict[str, Block] = {
        "an item": List((Item((paragraph,)),)),
        "a cell": Table((Row((Cell((paragraph,)),)),), (None,)),
        "a quotation": BlockQuote((paragraph,)),
    }
    letter = Document("en", "x", (Paragraph((Text("Ref"),)), around[name]))
    assert read_back(b"<body><p>Ref<p>AB&nbsp;&nbsp;12", "text/html", letter) == ()
    assert [f.rule for f in read_back(b"<body><p>Ref<p>AB  12", "text/html", letter)] == ["lost-value"]


def test_spaces_at_the_end_of_a_value_are_not_within_it() -> None:
    letter = Document("en", "x", (Paragraph((Text("Ref "), Text("AB  ", "a"), Text("12."))),))
    assert read_back(b"<body><p>Ref AB 12.", "text/html", letter) == ()


def test_a_text_that_draws_them_together_is_found_out() -> None:
    assert read_back(b"Ref AB  12! So.", "text/plain", LETTER) == ()
    assert [f.rule for f in read_back(b"Ref AB 12! So.", "text/plain", LETTER)] == ["lost-value"]
