"""Word files with the fields of a mail merge, made here."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import docx
from docx.oxml import parse_xml

from letterforge.office.archive import open_archive
from letterforge.office.rewriting import announced, rewritten

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = (
    f'xmlns:w="{WORDML}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def simple(code: str, shown: str = "«x»", look: str = "") -> str:
    """A field as an element: its code is an attribute."""
    return f'<w:fldSimple w:instr="{escaped(code)}">{run(shown, look)}</w:fldSimple>'


def field(code: str, shown: str = "«x»", look: str = "", code_look: str = "") -> str:
    """A field as marks and runs; ``{...}`` in its code are fields within it."""
    inner = re.split(r"(\{[^{}]*\})", code)
    pieces = "".join(
        field(piece[1:-1])
        if piece.startswith("{")
        else f'<w:r><w:rPr>{code_look}</w:rPr><w:instrText xml:space="preserve">{escaped(piece)}</w:instrText></w:r>'
        for piece in inner
        if piece
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}{pieces}{mark('separate')}{run(shown, look)}{mark('end')}"


def p(*inside: str) -> str:
    said = (one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p>{''.join(said)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that each hold one paragraph."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def boxed(inside: str) -> str:
    """A text box as Word writes it: once for newer readers, and once for older ones."""
    inside = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word(*blocks: str, header: str | None = None) -> bytes:
    """A Word file of some blocks."""
    made = docx.Document()
    language = next(made.styles.element.iter(f"{{{WORDML}}}lang"))
    language.set(f"{{{WORDML}}}val", "en-GB")
    body = made.element.body
    for one in blocks:
        parsed = parse_xml(f"<w:body {W}>{one}</w:body>")
        for block in list(parsed):
            body.insert(len(body) - 1, block)
    if header is not None:
        paragraph = made.sections[0].header.paragraphs[0]._p
        for one in list(parse_xml(f"<w:p {W}>{header}</w:p>")):
            paragraph.append(one)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text_of(content: bytes, part: str = "word/document.xml") -> list[str]:
    """The words of a part, paragraph by paragraph."""
    xml = zipfile.ZipFile(io.BytesIO(content)).read(part).decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return [unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one))) for one in paragraphs]


def with_footnote(inside: str) -> bytes:
    """A Word file with a footnote that says "See ...."."""
    content = word(p("Words.", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("See ")}{inside}{run(".")}</w:p>'
        "</w:footnote></w:footnotes>"
    )
    return rewritten(
        archive := open_archive(content),
        {
            "word/footnotes.xml": notes.encode(),
            **announced(
                archive,
                "word/document.xml",
                "word/footnotes.xml",
                kind="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
                content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            ),
        },
    )
