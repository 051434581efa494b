"""The one walk over a paragraph: every construct of Word that holds text, as events."""

from __future__ import annotations

import pytest

from letterforge.office.walk import (
    Aside,
    Box,
    Break,
    Closed,
    Detail,
    Event,
    FieldBegin,
    FieldCode,
    FieldEnd,
    FieldResult,
    LinkTarget,
    NoteReference,
    Opened,
    Scope,
    Symbol,
    Words,
    events,
)
from letterforge.office.xml import parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def told(event: Event) -> str:  # noqa: PLR0911  (one for each kind of event)
    """An event in one word, so that a table of them can be read."""
    match event:
        case Words(text=text, struck=struck) | Symbol(text=text, struck=struck):
            return f"{type(event).__name__.lower()} {text!r}" + (" struck" if struck else "")
        case Opened(scope=scope):
            return f"<{scope.value}>"
        case Closed(scope=scope):
            return f"</{scope.value}>"
        case Break(is_page=is_page):
            return "page" if is_page else "line"
        case FieldCode(text=text, key=key):
            return f"code {text!r}" + (" of an attribute" if key else "")
        case Aside(kind=kind, text=text):
            return f"{kind} {text!r}"
        case LinkTarget(identifier=identifier):
            return f"to {identifier}"
        case NoteReference(kind=kind, identifier=identifier):
            return f"{kind} {identifier}"
        case Detail(name=name):
            return name
        case FieldBegin(data=data):
            return "begin" if data is None else "begin a form"
        case Box() | FieldResult() | FieldEnd():
            return type(event).__name__.lower()


CASES = {
    "text, and what only says how it looks": (
        "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:tab/></w:r>",
        ["<run>", "words 'a'", r"words '\t'", "</run>"],
    ),
    "hyphens and breaks": (
        "<w:r><w:noBreakHyphen/><w:softHyphen/><w:br/><w:br w:type='page'/><w:cr/></w:r>",
        ["<run>", "words '\u2011'", r"words '\xad'", "line", "page", "line", "</run>"],
    ),
    "symbols": (
        "<w:sym w:char='F0FC'/><w:sym w:char='D800'/><w:sym w:char='FFFE'/><w:sym w:char='x'/><w:sym/><w:sym w:char='1'/>",
        [r"symbol '\uf0fc'", "symbol ''", "symbol ''", "symbol ''", "symbol ''", "symbol ''"],
    ),
    "what was struck out or moved away": (
        "<w:del><w:delText>a</w:delText><w:t>b</w:t><w:tab/></w:del><w:moveFrom><w:t>c</w:t></w:moveFrom><w:ins><w:t>d</w:t></w:ins>",
        [
            *(
                "<tracked deletion>",
                "words 'a' struck",
                "words 'b' struck",
                r"words '\t' struck",
                "</tracked deletion>",
            ),
            *("<tracked deletion>", "words 'c' struck", "</tracked deletion>", "words 'd'"),
        ],
    ),
    "a field over runs": (
        (
            "<w:fldChar w:fldCharType='begin'><w:ffData/></w:fldChar><w:instrText>A</w:instrText><w:delInstrText>B</w:delInstrText>"
            "<w:fldChar w:fldCharType='separate'/><w:t>c</w:t><w:fldChar w:fldCharType='end'/>"
        ),
        ["begin a form", "code 'A'", "code 'B'", "fieldresult", "words 'c'", "fieldend"],
    ),
    "a simple field is the same in one element": (
        "<w:fldSimple w:instr='PAGE'><w:t>1</w:t></w:fldSimple>",
        ["begin", "code 'PAGE' of an attribute", "fieldresult", "words '1'", "fieldend"],
    ),
    "a link": (
        "<w:hyperlink r:id='rId1' w:tooltip='tip'><w:t>a</w:t></w:hyperlink>",
        ["to rId1", "tip of a link 'tip'", "<link>", "words 'a'", "</link>"],
    ),
    "a content control": (
        "<w:sdt><w:sdtPr><w:t>not this</w:t></w:sdtPr><w:sdtContent><w:t>a</w:t></w:sdtContent></w:sdt>",
        ["<content control>", "words 'a'", "</content control>"],
    ),
    "notes": (
        "<w:footnoteReference w:id='2'/><w:endnoteReference w:id='3'/>",
        ["footnotes 2", "endnotes 3"],
    ),
    "a picture": (
        (
            "<w:drawing><wp:extent cx='1'/><wp:docPr descr='d' title='t'><a:hlinkClick r:id='rId2'/></wp:docPr>"
            "<pic:cNvPr descr='e'/><a:blip r:embed='rId3'/></w:drawing>"
        ),
        [
            *("<drawing>", "extent", "alt text 'd'", "title of a picture 't'", "docPr", "to rId2", "alt text 'e'"),
            *("blip", "</drawing>"),
        ],
    ),
    "an older picture": (
        "<w:pict><v:shape alt='d'><v:imagedata title='t' r:id='rId3'/><v:textpath string='s'/></v:shape></w:pict>",
        [
            *("<drawing>", "alt text 'd'", "shape", "title of a picture 't'", "imagedata", "word art 's'"),
            "</drawing>",
        ],
    ),
    "a text box, in its newer form alone": (
        (
            "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:t>a</w:t></w:txbxContent></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><w:txbxContent/></w:pict></mc:Fallback></mc:AlternateContent>"
        ),
        ["<drawing>", "box", "</drawing>"],
    ),
    "an alternative that holds nothing": ("<mc:AlternateContent/>", []),
    "a formula": (
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        ["<formula>", "<run>", "words 'x'", "</run>", "</formula>"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_events_of_a_paragraph(name: str) -> None:
    inner, wanted = CASES[name]
    assert [told(event) for event in events(parse_xml(f"<w:p {SPACES}>{inner}</w:p>".encode()))] == wanted


def test_strict_files_have_other_namespaces_and_the_same_events() -> None:
    strict = SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    inner = CASES["a field over runs"][0]
    found = [told(event) for event in events(parse_xml(f"<w:p {strict}>{inner}</w:p>".encode()))]
    assert found == CASES["a field over runs"][1]


def test_a_paragraph_may_be_struck_out_whole() -> None:
    root = parse_xml(f"<w:p {SPACES}><w:r><w:t>a</w:t></w:r></w:p>".encode())
    assert [told(event) for event in events(root, struck=True)] == ["<run>", "words 'a' struck", "</run>"]


def test_every_scope_that_opens_closes() -> None:
    inner = "".join(case[0] for case in CASES.values())
    opened: list[Scope] = []
    for event in events(parse_xml(f"<w:p {SPACES}>{inner}</w:p>".encode())):
        if isinstance(event, Opened):
            opened.append(event.scope)
        elif isinstance(event, Closed):
            assert opened.pop() is event.scope
    assert opened == []
