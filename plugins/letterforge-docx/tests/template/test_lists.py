"""Numbered lists that a loop repeats: each turn begins anew, as in every other format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest
from lxml import etree  # type: ignore[import-untyped]

import letterforge
from letterforge.document import Item, List, walk

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/>'
    '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Numbered"/></w:style></w:styles>'
)
DATA = {"groups": [{"name": "A", "parts": ["a", "b"]}, {"name": "B", "parts": ["c"]}, {"name": "C", "parts": []}]}


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, number: int = 4, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str = "Numbered") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/><w:keepNext/><w:spacing w:before="10"/>')


def groups(*inside: str) -> str:
    return p("{%p for g in groups %}") + "".join(inside) + p("{%p endfor %}")


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr><w:tc>{row}</w:tc></w:tr>" for row in rows) + "</w:tbl>"


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    kinds = {"styles": STYLES, "numbering": NUMBERING} if parts is None else parts
    types = "".join(
        f'<Override PartName="/word/{one}.xml" ContentType="{WORDML}.{kind}+xml"/>'
        for one, kind in (("document", "document.main"), *((one, one) for one in kinds))
    )
    rels = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    links = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/{one}" Target="{one}.xml"/>' for one in kinds)
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": rels.format(f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {W}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels.format(links),
        **{f"word/{name}.xml": xml for name, xml in kinds.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return made.getvalue()


def numbered(body: str) -> tuple[list[str], list[str]]:
    """The items as Word counts them, and as the other formats do: "1 a"."""
    template = letterforge.load(word(body))
    letter = letterforge.Letter(template, DATA)
    made = letterforge.render(letter, to="docx").content
    assert made == letterforge.render(letter, to="docx").content
    archive = zipfile.ZipFile(io.BytesIO(made))
    known = set(re.findall(r'w:numId="(\d+)"', archive.read("word/numbering.xml").decode()))
    root = etree.fromstring(archive.read("word/document.xml"))
    counts: dict[str, int] = {}
    in_word = []
    for one in root.iter(f"{{{W[9:-1]}}}p"):
        number = one.find(".//{*}numId")
        level = one.find(".//{*}ilvl")
        text = "".join(each.text or "" for each in one.iter("{*}t"))
        if number is not None and (level is None or level.get(level.keys()[0]) == "0"):
            name = number.get(number.keys()[0])
            assert name in known
            counts[name] = counts.get(name, 0) + 1
            in_word.append(f"{counts[name]} {text}")
    others = []
    for node in walk(letter.document.blocks):
        if isinstance(node, List) and node.ordered:
            for index, each in enumerate(node.children):
                assert isinstance(each, Item)
                text = "".join(getattr(one, "text", "") for one in walk(each.children[:1]))
                others.append(f"{node.start + index} {text}")
    return in_word, others


@pytest.mark.parametrize("one", [item, styled, lambda text: styled(text, "Child")])
def test_items_of_an_inner_loop_begin_anew_at_each_turn(one: object) -> None:
    assert callable(one)
    body = groups(p("{{ g.name }}"), p("{%p for x in g.parts %}"), one("{{ x }}"), p("{%p endfor %}"))
    in_word, others = numbered(body)
    assert in_word == others == ["1 a", "2 b", "1 c"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (groups(p("{{ g.name }}"), item("x"), item("y")), ["1 x", "2 y"] * 3),
        (item("before") + groups(p("{{ g.name }}"), item("x"), item("y")) + p("then") + item("behind"), ["1 before", *["1 x", "2 y"] * 3, "1 behind"]),
        (groups(p("{{ g.name }}"), item("x"), p("words"), item("y")), ["1 x", "2 y"] * 3),
        (groups(item("{{ g.name }}")), ["1 A", "2 B", "3 C"]),
        (item("x") + groups(item("{{ g.name }}")) + item("y"), ["1 x", "2 A", "3 B", "4 C", "5 y"]),
        (item("x") + p("words") + item("y"), ["1 x", "2 y"]),
    ],
)  # fmt: skip
def test_all_formats_count_alike(body: str, expected: list[str]) -> None:
    assert [finding for finding in letterforge.check(word(body), DATA) if finding.rule == "loss"] == []
    in_word, others = numbered(body)
    assert in_word == others == expected


@pytest.mark.parametrize(
    "body",
    [
        groups(item("{{ g.name }}")) + p("words") + item("behind"),
        p("{%p if groups %}") + item("x") + p("{%p endif %}") + p("words") + item("behind"),
        groups(item("{{ g.name }}"), p("and words")),
        table(p("{%tr for g in groups %}"), item("{{ g.name }}"), p("{%tr endfor %}")),
    ],
)  # fmt: skip
def test_a_list_that_only_word_can_count_is_a_loss(body: str) -> None:
    assert [finding.rule for finding in letterforge.check(word(body + p("x")), DATA)] == ["loss"]
    in_word, _ = numbered(body + p("x"))
    assert [one.partition(" ")[0] for one in in_word] == [str(count) for count in range(1, len(in_word) + 1)]


def test_bullets_and_a_file_without_numbering_need_nothing() -> None:
    body = groups(p("{{ g.name }}"), item("x", 7), item("y", 7))
    assert letterforge.check(word(body), DATA) == ()
    made = letterforge.render(letterforge.Letter(letterforge.load(word(body)), DATA), to="docx").content
    assert zipfile.ZipFile(io.BytesIO(made)).read("word/numbering.xml").decode().count("<w:num ") == 2
    bare = word(groups(p("{{ g.name }}"), item("x"), item("y")), {})
    assert letterforge.render(letterforge.Letter(letterforge.load(bare), DATA), to="docx").content


def test_a_deeper_level_begins_where_its_definition_says() -> None:
    body = groups(p("{{ g.name }}"), item("x"), item("y"), item("deep", level=1))
    made = letterforge.render(letterforge.Letter(letterforge.load(word(body)), DATA), to="docx").content
    numbering = zipfile.ZipFile(io.BytesIO(made)).read("word/numbering.xml").decode()
    assert re.findall(r'startOverride w:val="(\d)"', numbering) == ["1", "3"] * 3
