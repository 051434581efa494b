"""What Word does to words, paragraphs and pages is there in HTML and PDF: in the markup, in the tags, and where words stand."""

from __future__ import annotations

import io
import itertools
import re

import pikepdf
import pypdfium2
import pytest
from tests.loading.word.private_word import NS, package, paragraph, run

import letterforge
from letterforge import Letter
from letterforge.document import Coloured, Landscape, Mark, Marked, PageBreak, Paragraph, Phrase, Space, Text, walk

_STYLES = (
    f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Set"><w:name w:val="Set In"/><w:pPr><w:ind w:left="1134"/></w:pPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="B{n}"><w:name w:val="List Bullet{f" {n}" if n > 1 else ""}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{n}"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    + '<w:style w:type="character" w:styleId="Warn"><w:name w:val="Warn"/><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>'
    "</w:styles>"
)
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
_NUMBERING = (
    f"<w:numbering {NS}>"
    + "".join(f'<w:abstractNum w:abstractNumId="{n}">{_LEVEL}</w:abstractNum>' for n in (1, 2, 3))
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    + "</w:numbering>"
)
_TAB = "<w:r><w:tab/></w:r>"
_STOPS = '<w:tabs><w:tab w:val="left" w:pos="3402"/></w:tabs>'
_MARGINS = '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/>'
_UPRIGHT = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{_MARGINS}</w:sectPr>'
_TURNED = f'<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>{_MARGINS}</w:sectPr>'


def word(*body: str) -> bytes:
    parts: dict[str, str | bytes] = {"word/styles.xml": _STYLES, "word/numbering.xml": _NUMBERING}
    links = [("s1", "styles", "styles.xml"), ("n1", "numbering", "numbering.xml")]
    return package(
        paragraph(run("A title"), properties='<w:pStyle w:val="Heading1"/>') + "".join(body), parts, links=links
    )


def letter(*body: str) -> Letter:
    template = letterforge.load(word(*body))
    assert template.findings == ()
    return Letter(template, {"name": "Ottoline Yarrow"})


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


CARRIED = {
    "struck out": (paragraph(run("{{ name }}", "<w:strike/>")), "<s>Ottoline Yarrow</s>"),
    "struck out twice": (paragraph(run("gone", "<w:dstrike/>")), "<s>gone</s>"),
    "superscript": (
        paragraph(run("x"), run("2", '<w:vertAlign w:val="superscript"/>')),
        "x<sup>2</sup>",
    ),
    "subscript": (paragraph(run("H"), run("2", '<w:vertAlign w:val="subscript"/>'), run("O")), "H<sub>2</sub>O"),
    "colour": (
        paragraph(run("red", '<w:color w:val="C00000"/>')),
        '<span class="own-colour" style="--colour:#C00000">red</span>',
    ),
    "colour by a style": (
        paragraph(run("red", '<w:rStyle w:val="Warn"/>')),
        '<span class="own-colour" style="--colour:#C00000">red</span>',
    ),
    "highlight": (
        paragraph(run("light", '<w:highlight w:val="yellow"/>')),
        '<span class="own-ground" style="--ground:#FFFF00">light</span>',
    ),
    "dark ground": (
        paragraph(run("dark", '<w:shd w:val="clear" w:fill="000080"/>')),
        '<span class="own-colour own-ground" style="--colour:#FFFFFF;--ground:#000080">dark</span>',
    ),
    "language of words": (
        paragraph(run("We say "), run("diolch", '<w:lang w:val="cy-GB"/>')),
        'We say <span lang="cy-GB">diolch</span>',
    ),
    "language of a paragraph": (
        paragraph(run("Annwyl {{ name }}", '<w:lang w:val="cy-GB"/>')),
        '<p lang="cy-GB">Annwyl Ottoline Yarrow</p>',
    ),
    "a region is no other language": (paragraph(run("colour", '<w:lang w:val="en-US"/>')), "<p>colour</p>"),
    "alignment": (paragraph(run("mid"), properties='<w:jc w:val="center"/>'), '<p class="align-center">mid</p>'),
    "alignment of a heading": (
        paragraph(run("Head"), properties=styled("Heading1") + '<w:jc w:val="right"/>'),
        '<h1 class="align-end">Head</h1>',
    ),
    "indent": (
        paragraph(run("in"), properties='<w:ind w:left="1134" w:right="567" w:firstLine="567"/>'),
        '<p class="indented" style="--indent-start:20mm;--indent-end:10mm;--indent-first:10mm">in</p>',
    ),
    "indent by a style": (
        paragraph(run("in"), properties=styled("Set")),
        '<p class="indented" style="--indent-start:20mm">in</p>',
    ),
    "hanging": (
        paragraph(run("out"), properties='<w:ind w:left="1134" w:hanging="1134"/>'),
        '<p class="indented" style="--indent-start:20mm;--indent-first:-20mm">out</p>',
    ),
    "tabs": (
        paragraph(run("Name:"), _TAB, run("{{ name }}"), properties=_STOPS),
        '<p><span class="column" style="--width:60mm">Name: </span>Ottoline Yarrow</p>',
    ),
    "tabs without stops": (
        paragraph(run("Name:"), _TAB, run("{{ name }}")),
        '<p><span class="column" style="--width:12.7mm">Name: </span>Ottoline Yarrow</p>',
    ),
    "a tab to the right": (
        paragraph(run("a"), _TAB, run("b"), properties='<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'),
        '<span class="column" style="--width:80mm">a </span><span class="column align-end" style="--width:79mm">b </span>',
    ),
    "a line to sign on": (
        paragraph(
            run("Signed:"), _TAB, properties='<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="5670"/></w:tabs>'
        ),
        '<span>Signed:</span><span class="leader line"> </span>',
    ),
    "room to sign": (
        paragraph(run("Yours")) + paragraph() * 4 + paragraph(run("{{ name }}")),
        '<p>Yours</p>\n<div class="room" style="--lines:3"></div>\n<p>Ottoline Yarrow</p>',
    ),
    "one blank paragraph is no room": (
        paragraph(run("a")) + paragraph() + paragraph(run("b")),
        "<p>a</p>\n<p>b</p>",
    ),
    "lists within lists": (
        "".join(paragraph(run(one), properties=styled(f"B{n}")) for one, n in (("a", 1), ("b", 2), ("c", 3), ("d", 1))),
        "<ul>\n<li>a<ul>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>",
    ),
    "quotation": (
        paragraph(run("said"), properties=styled("Quote")) + paragraph(run("more"), properties=styled("Quote")),
        "<blockquote>\n<p>said</p>\n<p>more</p>\n</blockquote>",
    ),
    "turned pages": (
        paragraph(run("upright"), properties=_UPRIGHT)
        + paragraph(run("turned"), properties=_TURNED)
        + paragraph(run("again")),
        '<p>upright</p>\n<div class="landscape">\n<p>turned</p>\n</div>\n<p>again</p>',
    ),
}


@pytest.mark.parametrize("name", CARRIED)
def test_it_is_there_in_html(name: str) -> None:
    body, markup = CARRIED[name]
    page = letterforge.render(letter(body), to="html").content.decode()
    assert markup in page[page.index("<main>") :]


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_words_stand_where_they_stand_in_word(to: str) -> None:
    body = [CARRIED[name][0] for name in ("tabs", "a tab to the right", "indent", "turned pages")]
    file = letterforge.render(letter(*body), to=to).content
    at = _lefts(file)
    margin = 72.0  # 1440 twips
    assert at[0]["Name:"] == pytest.approx(margin, abs=2)
    assert at[0]["Ottoline"] == pytest.approx(margin + 60 / 25.4 * 72, abs=3)
    assert at[0]["b"] == pytest.approx(margin + 160 / 25.4 * 72 - 8, abs=6)
    assert at[0]["in"] == pytest.approx(margin + 30 / 25.4 * 72, abs=3)
    assert [page["size"] for page in at] == ["upright", "turned", "upright"]
    assert ["turned" in at[1], "again" in at[2]] == [True, True]


def _lefts(file: bytes) -> list[dict[str, object]]:
    """Of each page its words and where they begin, and whether it is turned."""
    out = []
    for page in pypdfium2.PdfDocument(file):
        width, height = page.get_size()
        words: dict[str, object] = {"size": "turned" if width > height else "upright"}
        text = page.get_textpage()
        whole = text.get_text_range()
        for found in re.finditer(r"\S+", whole):
            words.setdefault(found[0], text.get_charbox(found.start())[0])
        out.append(words)
    return out


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_room_to_sign_is_as_high_as_in_word(to: str) -> None:
    def between(*body: str) -> float:
        text = pypdfium2.PdfDocument(letterforge.render(letter(*body), to=to).content)[0].get_textpage()
        whole = text.get_text_range()
        return float(text.get_charbox(whole.index("Yours"))[1] - text.get_charbox(whole.index("Ann"))[1])

    yours, ann = paragraph(run("Yours")), paragraph(run("Ann"))
    assert between(yours, paragraph() * 4, ann) > between(yours, ann) + 2.5 * 11


def test_a_phrase_has_its_language_among_the_tags() -> None:
    made = letter(CARRIED["language of words"][0], CARRIED["language of a paragraph"][0])
    with pikepdf.open(io.BytesIO(letterforge.render(made, to="pdf").content)) as file:
        found = [
            (str(one.S), str(one.Lang))
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem" and "/Lang" in one
        ]
    assert found == [("/Span", "cy-GB"), ("/P", "cy-GB")]
    content = letterforge.render(made, to="typst").content
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.pages[0].Contents.read_bytes().count(b"/Lang(cy-GB)") or b"cy-GB" in content


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_looks_are_drawn(to: str) -> None:
    """Lines through words, colours, and type that stands higher: what a page draws, as its operators say."""
    made = letter(*(CARRIED[name][0] for name in ("colour", "highlight", "superscript")))
    with pikepdf.open(io.BytesIO(letterforge.render(made, to=to).content)) as file:
        drawn = file.pages[0].Contents.read_bytes()
    assert re.search(rb"0?\.75\d* 0 0 (?:rg|scn?)", drawn), "C00000"
    assert re.search(rb"\b1 1 0 (?:rg|scn?)", drawn), "FFFF00"


def test_the_tree_says_what_word_says() -> None:
    nodes = list(walk(letter(*(body for body, _ in CARRIED.values())).document.blocks))
    assert {one.mark for one in nodes if isinstance(one, Marked)} == {Mark.STRIKE, Mark.SUPERSCRIPT, Mark.SUBSCRIPT}
    assert {(one.colour, one.ground) for one in nodes if isinstance(one, Coloured)} == {
        ("C00000", None),
        (None, "FFFF00"),
        ("FFFFFF", "000080"),
    }
    assert [one.lines for one in nodes if isinstance(one, Space)] == [3]
    assert {one.language for one in nodes if isinstance(one, Phrase)} == {"cy-GB"}
    (turned,) = (one for one in nodes if isinstance(one, Landscape))
    assert [one for one in walk((turned,)) if isinstance(one, Paragraph)][-1].children == (Text("turned"),)


@pytest.mark.parametrize(
    ("first", "second", "breaks"),
    [
        ("continuous", "nextPage", ["second", "third"]),
        ("nextPage", "continuous", ["third"]),
        ("nextPage", "nextPage", ["second", "third"]),
    ],
)
def test_the_type_of_a_section_says_how_it_begins(first: str, second: str, breaks: list[str]) -> None:
    def section(kind: str) -> str:
        return _UPRIGHT.replace("<w:sectPr>", f'<w:sectPr><w:type w:val="{kind}"/>')

    body = paragraph(run("first"), properties=section(first)) + paragraph(run("second"), properties=section(second))
    blocks = letter(body, paragraph(run("third"))).document.blocks
    behind = [after for one, after in itertools.pairwise(blocks) if isinstance(one, PageBreak)]
    assert [
        one.children[0].text for one in behind if isinstance(one, Paragraph) and isinstance(one.children[0], Text)
    ] == breaks


def test_a_section_on_turned_pages_begins_a_page_whatever_its_type() -> None:
    turned = _TURNED.replace("<w:sectPr>", '<w:sectPr><w:type w:val="continuous"/>')
    body = paragraph(run("upright"), properties=_UPRIGHT) + paragraph(run("turned"), properties=turned)
    blocks = letter(body, paragraph(run("again"))).document.blocks
    assert [type(one).__name__ for one in blocks[1:]] == ["Paragraph", "Landscape", "Paragraph"]


def test_what_cannot_be_carried_is_a_loss() -> None:
    size = f'<w:sectPr><w:pgSz w:w="8391" w:h="11906"/>{_MARGINS}</w:sectPr>'
    within = (
        paragraph(run("{%p if name %}"))
        + paragraph(run("x"), properties=_TURNED)
        + paragraph(run("{%p endif %}"))
        + paragraph(run("y"))
    )
    for body, what in (
        (paragraph(run("small", "<w:smallCaps/>")), "small capitals"),
        (
            paragraph(run("a"), properties=_UPRIGHT) + paragraph(run("b"), properties=size),
            "another size or orientation",
        ),
        (paragraph(run("a"), properties=_UPRIGHT) + within, "another size or orientation"),
    ):
        findings = letterforge.load(word(body)).findings
        assert [(one.rule, what in one.message) for one in findings] == [("loss", True)], what


def test_hidden_words_are_never_printed() -> None:
    template = letterforge.load(word(paragraph(run("seen "), run("unseen", "<w:vanish/>"))))
    made = Letter(template, {})
    for to in ("html", "pdf", "typst"):
        content = letterforge.render(made, to=to, allow_loss=True).content
        words = content.decode() if to == "html" else str(_lefts(content))
        assert "seen" in words.replace("unseen", "hidden" if "unseen" in words else "")
        assert "unseen" not in words
