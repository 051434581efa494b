"""Pictures, SVG files, files within the file and comments in XML: what they say besides what they show is in no letter."""

from __future__ import annotations

import pytest
from tests.loading.word.private_media import (
    CHART,
    SVG,
    WHO,
    drawn,
    in_line,
    of_chart,
    of_object,
    pixels,
    with_svg,
)
from tests.loading.word.private_word import NS, members, package, paragraph, relationships, run

import letterforge
from letterforge.findings import Finding
from letterforge.wordfile import open_archive

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SECRETS = ("Quillfeather", "Home of the child", "jsmith", "workbook of")


def made(content: bytes, to: str = "docx") -> bytes:
    return letterforge.render(letterforge.Letter(letterforge.load(content), {}), to=to, allow_loss=True).content


def private(content: bytes) -> list[Finding]:
    return [one for one in letterforge.check(content) if one.rule == "private"]


def with_picture(name: str, content: bytes, inside: str = "") -> bytes:
    links = [("i1", "image", f"media/{name}")]
    parts: dict[str, str | bytes] = {f"word/media/{name}": content}
    if inside:
        links.append(("i2", "image", "media/crest.svg"))
        parts["word/media/crest.svg"] = SVG
    return package(paragraph(run("A plan."), in_line("i1", inside=inside)), parts, links=links)


@pytest.mark.parametrize("name", ["a.png", "a.jpeg", "a.tiff", "a.gif"])
def test_a_picture_of_a_template_says_nothing_of_its_author(name: str) -> None:
    kind = name[2:]
    file = with_picture(name, drawn(kind))
    letter = made(file)
    archive = open_archive(letter)
    assert "Quillfeather" not in "".join(members(letter).values())
    assert pixels(archive.read(f"word/media/{name}")) == pixels(drawn(kind))
    for to in ("pdf", "html"):
        assert WHO.encode() not in made(file, to)
    (found,) = private(file)
    assert "what a picture says of its author, place or program" in found.message


def test_a_picture_that_says_nothing_is_untouched_and_no_finding() -> None:
    content = drawn("jpeg", told=False)
    file = with_picture("a.jpeg", content)
    assert open_archive(made(file)).read("word/media/a.jpeg") == content
    assert private(file) == []


def chart(name: str = "workbook.xlsx") -> bytes:
    parts: dict[str, str | bytes] = {
        "word/charts/chart1.xml": CHART,
        "word/charts/_rels/chart1.xml.rels": relationships(("w1", "package", f"../embeddings/{name}")),
        f"word/embeddings/{name}": b"PK a workbook of people",
    }
    types = {
        "word/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        f"word/embeddings/{name}": _SHEET,
    }
    body = paragraph(run("Figures.")) + paragraph(of_chart("c1"))
    return package(body, parts, links=[("c1", "chart", "charts/chart1.xml")], types=types)


def test_the_workbook_of_a_chart_stays_at_home() -> None:
    letter = members(made(chart()))
    whole = "\n".join([*letter, *letter.values()])
    assert "embeddings" not in whole
    assert "workbook of" not in whole
    assert "externalData" not in whole
    assert "Visits" in letter["word/charts/chart1.xml"]
    (found,) = private(chart())
    assert found.message == "the file has a file within it, such as the workbook of a chart, which no letter carries"
    assert "nobody can open what it was made from" in (found.hint or "")


@pytest.mark.parametrize(("kind", "name"), [("package", "a.xlsx"), ("oleObject", "oleObject1.bin")])
def test_an_object_stays_as_its_picture(kind: str, name: str) -> None:
    parts: dict[str, str | bytes] = {
        "word/media/a.png": drawn("png"),
        f"word/embeddings/{name}": b"a workbook of people",
    }
    links = [("i1", "image", "media/a.png"), ("e1", kind, f"embeddings/{name}")]
    file = package(paragraph(run("Figures."), of_object("i1", "e1")), parts, links=links)
    letter = members(made(file))
    assert "OLEObject" not in letter["word/document.xml"]
    assert "v:imagedata" in letter["word/document.xml"]
    assert "word/media/a.png" in letter
    assert "workbook of" not in "".join(letter.values())
    assert "a file within it" in private(file)[0].message


def test_an_svg_file_says_nothing_but_what_it_shows() -> None:
    file = with_picture("a.png", drawn("png"), with_svg("i2"))
    letter = members(made(file))
    whole = "".join(letter.values())
    assert [secret for secret in _SECRETS if secret in whole] == []
    svg = letter["word/media/crest.svg"]
    assert '<use xlink:href="#p" style="fill:url(#p)"/>' in svg
    assert '<defs><path id="p" d="M0 0H9"/></defs>' in svg
    assert "what 2 pictures say" in private(file)[0].message


OUTSIDE = {
    "a picture": '<image xlink:href="http://192.0.2.1/x.png"/>',
    "a picture without a namespace": '<image href="//192.0.2.1/x.png"/>',
    "a file": '<image xlink:href="file:///C:/Users/x.png"/>',
    "a picture beside it": '<image xlink:href="x.png"/>',
    "another svg in an address": '<image xlink:href="data:image/svg+xml,%3Csvg/%3E"/>',
    "a symbol": '<use xlink:href="http://192.0.2.1/x.svg#a"/>',
    "a style sheet": '<style>@import "http://192.0.2.1/x.css";</style>',
    "a font": "<style>@font-face { src: url(http://192.0.2.1/x.woff) }</style>",
    "a style in escapes": "<style>p { fill: \\75rl(http://192.0.2.1/x) }</style>",
    "a fill": '<path fill="url(http://192.0.2.1/x.svg#a)"/>',
    "a style": "<path style=\"fill:url('http://192.0.2.1/x.svg#a')\"/>",
    "a program": "<script>fetch(1)</script>",
    "an event": '<path onload="fetch(1)"/>',
    "a program in a link": '<a xlink:href="javascript:fetch(1)"><path/></a>',
    "a frame": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://192.0.2.1/"/></foreignObject>',
    "a link that is set later": '<image><set attributeName="xlink:href" to="http://192.0.2.1/x.png"/></image>',
}
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def with_crest(svg: str | bytes, name: str = "crest.svg") -> bytes:
    parts: dict[str, str | bytes] = {"word/media/a.png": drawn("png"), f"word/media/{name}": svg}
    links = [("i1", "image", "media/a.png"), ("i2", "image", f"media/{name}")]
    return package(paragraph(run("A plan."), in_line("i1", inside=with_svg("i2"))), parts, links=links)


@pytest.mark.parametrize("name", ["crest.svg", "crest.png"])
@pytest.mark.parametrize("what", OUTSIDE)
def test_an_svg_file_that_loads_or_runs_something_is_refused(what: str, name: str) -> None:
    (found,) = letterforge.check(with_crest(_SVG.format(OUTSIDE[what]), name))
    assert found.rule == "word-file"
    assert "loads something from outside" in found.message
    assert "SVG picture" in found.message
    assert "192.0.2.1" not in str(found)


def test_a_style_sheet_beside_an_svg_file_is_refused() -> None:
    svg = '<?xml version="1.0"?><?xml-stylesheet href="http://192.0.2.1/x.css"?>' + _SVG.format("")
    for content in (svg.encode(), svg.encode("utf-16")):
        assert "a style sheet of an SVG picture" in letterforge.check(with_crest(content))[0].message


def test_entities_in_an_svg_file_are_refused() -> None:
    svg = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _SVG.format("<text>&x;</text>")
    assert "DOCTYPE" in letterforge.check(with_crest(svg))[0].message


@pytest.mark.parametrize(
    "inside",
    [
        '<a xlink:href="https://example.org"><path/></a>',
        '<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>',
        '<style>path { fill: url("#a"); font-family: "Noto Sans" }</style>',
        '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Words</p></foreignObject></switch>',
    ],
)
def test_an_svg_file_with_all_in_it_stays_as_it_is(inside: str) -> None:
    file = with_crest(_SVG.format(inside))
    assert members(made(file))["word/media/crest.svg"] == _SVG.format(inside)


def test_comments_in_the_xml_of_a_part_are_in_no_letter() -> None:
    aside = "<!-- ask legal of Quillfeather --><?note of Quillfeather?>"
    cdata = "<![CDATA[a <!-- word --> here]]>"
    body = paragraph(run("Dear all"), f"{aside}<w:r><w:t>{cdata}</w:t></w:r>")
    styles = f'<?xml version="1.0" encoding="UTF-8"?>{aside}<w:styles {NS}/>{aside}'
    file = package(body, {"word/styles.xml": styles}, links=[("s1", "styles", "styles.xml")])
    letter = members(made(file))
    assert "Quillfeather" not in "".join(letter.values())
    assert "&lt;!-- word --&gt;" in letter["word/document.xml"] or cdata in letter["word/document.xml"]
    assert letter["word/styles.xml"] == f'<?xml version="1.0" encoding="UTF-8"?><w:styles {NS}/>'
