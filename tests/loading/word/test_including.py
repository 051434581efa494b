"""Parts of a Word template: what stands in them stands in the letter, and what could not is refused by its name."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import docx
import pytest

import letterforge
from letterforge.document import passages
from letterforge.errors import TemplateError


def write(path: Path, *paragraphs: str, style: str | None = None) -> Path:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text, style=style)
    made.save(str(path))
    return path


def texts(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_a_part_stands_in_the_place_of_its_tag_with_its_tags(tmp_path: Path) -> None:
    write(tmp_path / "part.docx", "Yours, {{ name }}", '{%p include "inner.docx" %}')
    write(tmp_path / "inner.docx", "{% for x in xs %}{{ x }};{% endfor %}")
    path = write(tmp_path / "letter.docx", "Dear {{ name }}", "{%p include 'part.docx' %}", "after")
    template = pickle.loads(pickle.dumps(letterforge.load(path)))  # noqa: S301  (our own)
    letter = letterforge.Letter(template, {"name": "Ann", "xs": ["A", "B"]})
    expected = ["Dear Ann", "Yours, Ann", "A;B;", "after"]
    assert list(passages(letter.document.blocks)) == expected
    assert texts(letterforge.render(letter, to="docx").content) == expected


def test_the_check_knows_of_what_stands_in_a_part(tmp_path: Path) -> None:
    write(tmp_path / "part.docx", "{{ name + 1 }}")
    path = write(tmp_path / "letter.docx", '{%p include "part.docx" %}')
    with pytest.raises(TemplateError, match="a sum of things that are not all numbers"):
        letterforge.Letter(letterforge.load(path), {"name": "Ann"})


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("../outside.docx", "is no bare name of a file beside the template"),
        ("folder/part.docx", "is no bare name of a file beside the template"),
        ("missing.docx", "missing.docx: there is no such file"),
        ("letter.docx", "letter.docx: a part that includes itself"),
        ("round.docx", "round.docx: a part that includes itself"),
        ("text.docx", "text.docx: "),
        ("list.docx", "has the style 'Mine', which the template does not have"),
        ("link.docx", "has a picture, a link or the like"),
        ("outside.docx", "outside.docx: "),
    ],
)
def test_what_cannot_stand_in_a_template_is_refused_by_its_name(tmp_path: Path, named: str, message: str) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    write(tmp_path / "outside.docx", "secret")
    (folder / "outside.docx").symlink_to(tmp_path / "outside.docx")
    (folder / "text.docx").write_text("no Word file", encoding="utf-8")
    write(folder / "round.docx", "{%p include 'round.docx' %}")
    styled = docx.Document()
    styled.styles.add_style("Mine", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    styled.add_paragraph("x", style="Mine")
    styled.save(str(folder / "list.docx"))
    linked = docx.Document()
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\3\1\1\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
    linked.add_picture(io.BytesIO(picture))
    linked.save(str(folder / "link.docx"))
    path = write(folder / "letter.docx", f"{{%p include '{named}' %}}")
    if named == "letter.docx":
        message = "a part that includes itself"
    with pytest.raises(TemplateError) as caught:
        letterforge.load(path)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)
    assert [one.rule for one in caught.value.findings] == ["include"]


def test_an_include_within_a_line_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "part.docx", "x")
    path = write(tmp_path / "letter.docx", 'Dear {% include "part.docx" %}')
    with pytest.raises(TemplateError, match="stands in a paragraph of its own"):
        letterforge.load(path)
