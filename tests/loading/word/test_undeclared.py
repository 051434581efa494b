"""A part is what something uses it as, whether or not the list of content types says so: for check and letter alike."""

from __future__ import annotations

import pytest
from tests.loading.word.private_word import NS, WORDML, members, package, paragraph, run

import letterforge
from letterforge.scanning.printed_word import word_text

_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
NUMBERING = (
    f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{_LEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


@pytest.mark.parametrize("said", [None, "application/xml", f"{WORDML}footnotes+xml"])
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_part_that_the_list_of_types_does_not_name(kind: str, said: str | None) -> None:
    call = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    note = f'<w:{kind}s {NS}><w:{kind} w:id="2">{paragraph(run("a note for {{ name }}"))}</w:{kind}></w:{kind}s>'
    name = f"word/{kind}s.xml"
    types = None if said is None else {name: said.replace("footnote", kind)}
    file = package(
        paragraph(run("Dear {{ name }}"), call), {name: note}, links=[("n1", f"{kind}s", f"{kind}s.xml")], types=types
    )
    assert letterforge.check(file) == ()
    for who in ("Ann", "Bo", "Cy"):  # the second letter is read by what it shares with the first
        letter = letterforge.Letter(letterforge.load(file), {"name": who})
        made = letterforge.render(letter, to="docx").content
        assert f"a note for {who}" in members(made)[name]
        assert f"a note for {who}" in "".join(word_text(made, "notes").pages)
        assert f"a note for {who}".encode() in letterforge.render(letter, to="html").content


def test_lists_begin_anew_whatever_the_list_of_types_says_of_the_numbering() -> None:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    loop = (
        paragraph(run("{%p for each in people %}"))
        + f"{item}{run('{{ each }}')}</w:p>" * 2
        + paragraph(run("Then:"))
        + paragraph(run("{%p endfor %}"))
    )
    made: list[dict[str, str]] = []
    for types in ({}, {"word/lists.xml": f"{WORDML}numbering+xml"}):
        file = package(loop, {"word/lists.xml": NUMBERING}, links=[("l1", "numbering", "lists.xml")], types=types)
        letter = letterforge.Letter(letterforge.load(file), {"people": ["Ann", "Bo"]})
        made.append(members(letterforge.render(letter, to="docx").content))
    undeclared, declared = made
    assert undeclared["word/lists.xml"].count("startOverride") == 2
    assert undeclared["word/lists.xml"] == declared["word/lists.xml"]
    assert undeclared["word/document.xml"] == declared["word/document.xml"]
