"""Places of a Word file that are no paragraph: a prompt there is found, a tag refused; what changes the meaning is named."""

from __future__ import annotations

import pytest
from tests.loading.word.private_word import NS, package, paragraph, run

import letterforge
from letterforge.document import passages
from letterforge.scanning.readers.word import passages as passages_of

_DRAWN = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
_CANVAS = "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _numbers(text: str) -> bytes:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text} %1."/></w:lvl>'
    numbers = (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = paragraph(run("{{ name }}"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    return package(item, {"word/numbering.xml": numbers}, links=[("n1", "numbering", "numbering.xml")])


def _table(element: str, text: str) -> bytes:
    row = f"<w:tr><w:tc>{paragraph(run('{{ name }}'))}</w:tc></w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="999"/></w:tblGrid>'
    return package(f'<w:tbl><w:tblPr><w:{element} w:val="{text}"/></w:tblPr>{grid}{row}</w:tbl>{paragraph()}')


def _older(text: str) -> bytes:
    both = f'<mc:Choice Requires="w"><w:t>x</w:t></mc:Choice><mc:Fallback><w:t>{text}</w:t></mc:Fallback>'
    return package(paragraph(run("{{ name }}"), f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))


def _diagram(text: str) -> bytes:
    drawn = f"<d {_A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d>"
    return package(
        paragraph(run("{{ name }}")),
        {"word/diagrams/drawing1.xml": drawn},
        links=[("d1", _DRAWN, "diagrams/drawing1.xml")],
    )


def _canvas(text: str) -> bytes:
    inside = f'<lc:lockedCanvas xmlns:lc="{_CANVAS}"><a:p {_A}><a:r><a:t>{text}</a:t></a:r></a:p></lc:lockedCanvas>'
    return package(paragraph(run("{{ name }}"), f"<w:r><w:drawing>{inside}</w:drawing></w:r>"))


SEEN = {
    "number of a list": _numbers,
    "title of a table": lambda text: _table("tblCaption", text),
    "alt text of a table": lambda text: _table("tblDescription", text),
    "older version of a drawing": _older,
    "diagram, as it is drawn": _diagram,
}


@pytest.mark.parametrize("path", SEEN)
def test_a_prompt_is_found_and_a_tag_refused(path: str) -> None:
    found = [one for one in letterforge.check(SEEN[path]("[insert date]")) if one.is_error]
    assert [one.place.path for one in found] == [path]
    assert [one.rule for one in letterforge.check(SEEN[path]("{{ name }}")) if one.is_error] == ["tag-place"]
    assert [one for one in letterforge.check(SEEN[path]("Chapter")) if one.is_error] == []


def test_an_older_version_that_is_cut_into_other_runs_says_nothing_else() -> None:
    newer = paragraph(run("In a box: {{ n"), run("ame }}"))
    older = paragraph(run("In a box: {{ nam"), run("e }}"))
    content = "<mc:{0}><w:pict><w:txbxContent>{1}</w:txbxContent></w:pict></mc:{2}>"
    both = content.format('Choice Requires="w"', newer, "Choice") + content.format("Fallback", older, "Fallback")
    box = package(paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))
    assert [one for one in letterforge.check(box) if one.is_error] == []


def _variable(text: str) -> bytes:
    settings = f'<w:settings {NS}><w:docVars><w:docVar w:name="x" w:val="{text}"/></w:docVars></w:settings>'
    return package(
        paragraph(run("{{ name }}")), {"word/settings.xml": settings}, links=[("s1", "settings", "settings.xml")]
    )


def _custom(text: str) -> bytes:
    return package(
        paragraph(run("{{ name }}")),
        {"customXml/item1.xml": f"<d>{text}</d>"},
        links=[("c1", "customXml", "../customXml/item1.xml")],
    )


def _glossary(text: str) -> bytes:
    block = f"<w:docParts><w:docPart><w:docPartBody>{paragraph(run(text))}</w:docPartBody></w:docPart></w:docParts>"
    return package(
        paragraph(run("{{ name }}")),
        {"word/glossary/document.xml": f"<w:glossaryDocument {NS}>{block}</w:glossaryDocument>"},
        links=[("g1", "glossaryDocument", "glossary/document.xml")],
    )


@pytest.mark.parametrize("make", [_variable, _custom, _glossary])
def test_a_tag_in_what_no_letter_carries_is_refused(make: object) -> None:
    assert callable(make)
    assert [one.rule for one in letterforge.check(make("{{ name }}")) if one.is_error] == ["tag-place"]


def test_a_value_within_a_drawing_obeys_the_rules_for_values() -> None:
    template = letterforge.load(_canvas("{{ note }}"))
    with pytest.raises(letterforge.errors.DataError) as caught:
        letterforge.Letter(template, {"name": "Ann", "note": "TBC"})
    assert [one.place.path for one in caught.value.findings] == ["note"]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (f'<w:bdo w:val="rtl">{run("{{ name }}")}</w:bdo>', "against their direction"),
        (f"<w:r><w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('x')}</w:rubyBase></w:ruby></w:r>", "over others"),
        (run("on paper only", "<w:webHidden/>"), "hides on the web"),
    ],
)
def test_looks_that_change_the_meaning_are_a_loss_in_other_formats(inside: str, what: str) -> None:
    (found,) = letterforge.check(package(paragraph(run("Dear {{ name }}"), inside)))
    assert found.rule == "loss"
    assert what in found.message


def test_a_tag_that_word_has_cut_in_an_older_drawing_is_found_by_the_check() -> None:
    """No element of it holds a whole tag, and nobody fills it: the letter would be refused, and only when it is rendered."""
    cut = "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in ("Dear {", "{ na", "me }}"))
    both = f'<mc:Choice Requires="w"><w:t>x</w:t></mc:Choice><mc:Fallback><w:p>{cut}</w:p></mc:Fallback>'
    content = package(paragraph(run("{{ name }}"), f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))
    found = [(one.rule, one.place.path) for one in letterforge.check(content) if one.is_error]
    assert found == [("template-mark", "older version of a drawing")]


@pytest.mark.parametrize(
    "cuts", [("{", "_{ name }_}"), ("{_", "{ name }_", "}"), ("{_{ name }", "_}"), ("{", "_", "{ name ", "}", "_", "}")]
)
def test_braces_that_are_meant_are_so_however_word_cuts_them(cuts: tuple[str, ...]) -> None:
    looks = ("<w:b/>", "", "<w:i/>", "")
    runs = (run(one, look) for one, look in zip(cuts, looks * 2, strict=False))
    template = letterforge.load(package(paragraph(run("Write "), *runs, run(" for {{ name }}."))))
    letter = letterforge.Letter(template, {"name": "Ann"})
    assert list(passages(letter.document.blocks)) == ["Write {{ name }} for Ann."]
    for to in ("docx", "html"):
        assert letterforge.scan(letterforge.render(letter, to=to), template=template) == ()


@pytest.mark.parametrize(
    "cuts", [("{{ name }}_}",), ("{{ name }}", "_}"), ("{{ name }", "}_}"), ("{_{{ name }}",), ("{_", "{{ name }}")]
)
def test_braces_of_a_tag_are_not_taken_for_those(cuts: tuple[str, ...]) -> None:
    """Beside a tag there may be a sign that looks like its half; what is left of it is judged as any other words."""
    content = package(paragraph(run("Write "), *map(run, cuts)))
    template = letterforge.load(package(paragraph(run("{# allow template-mark #}Write "), *map(run, cuts))))
    letter = letterforge.Letter(template, {"name": "Ann"})
    said = "".join(cuts).replace("{{ name }}", "Ann")
    assert list(passages(letter.document.blocks)) == [f"Write {said}"]
    assert said in "".join(one.text for one in passages_of(letterforge.render(letter, to="docx").content))
    assert any(one.is_error for one in letterforge.check(content))
