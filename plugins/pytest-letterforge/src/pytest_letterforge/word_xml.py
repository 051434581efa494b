"""The XML of Word, from a few words: paragraphs, lists, tables, links, pictures and notes (ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
# One list for each way to count, all deep enough to nest; the last has bullets.
LIST_FORMS = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "bullet")


def run(text: str, look: str = "") -> str:
    """A run of text; ``look`` is what stands in its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of texts and of runs that are XML already."""
    runs = "".join(one if one.startswith("<w:") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def heading(level: int, text: str) -> str:
    """A heading."""
    return paragraph(text, properties=f'<w:pStyle w:val="Heading{level}"/>')


def item(form: str, text: str, level: int = 0) -> str:
    """An item of the list that counts in a form."""
    number = LIST_FORMS.index(form) + 1
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{properties}</w:tcPr>{paragraph(text)}</w:tc>'


def row(*cells: str, head: bool = False) -> str:
    """A row of texts and of cells that are XML already."""
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(one if one.startswith('<w:tc>') else cell(one) for one in cells)}</w:tr>"


def table(columns: int, *rows: str) -> str:
    """A table of so many columns."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def field(code: str) -> str:
    """A field that Word works out, such as the number of a page."""
    return f'<w:fldSimple w:instr=" {code} ">{run("1")}</w:fldSimple>'


def link(identifier: str, *runs: str) -> str:
    """A link to the target of a relationship."""
    return f'<w:hyperlink r:id="{identifier}">{"".join(runs)}</w:hyperlink>'


def picture(identifier: str, alt: str) -> str:
    """A picture within its line, 20 mm wide."""
    size = '<{} cx="720000" cy="480000"/>'
    shape = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Picture 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/>{size.format("a:ext")}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline>{size.format("wp:extent")}<wp:docPr id="1" name="Picture 1" descr="{escape(alt)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def note(kind: str, identifier: int) -> str:
    """Where a note is called; ``kind`` is footnote or endnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{identifier}"/></w:r>'


def notes(kind: str, texts: Mapping[int, str]) -> str:
    """The part that holds all footnotes, or all endnotes, by their identifiers."""
    lines = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    written = "".join(
        f'<w:{kind} w:id="{n}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(" " + text))}</w:{kind}>'
        for n, text in texts.items()
    )
    return f"<w:{kind}s {NAMES}>{lines}{written}</w:{kind}s>"
