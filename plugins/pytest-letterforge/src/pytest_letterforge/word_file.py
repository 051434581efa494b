"""A Word template that says all that Word can say and a document can hold, and small ones, from a few lines of XML."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

_PICTURE = Path(__file__).with_name("material") / "plan.png"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for level in range(1, 7)
)
_STYLES = (
    f"<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    f"{_HEADINGS}</w:styles>"
)
# One list for each way to count, all deep enough to nest; the last has bullets.
_FORMS = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "bullet")
_NUMBERING = (
    f"<w:numbering {_NAMES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{3 if form == "decimal" and not level else 1}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{"•" if form == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level in range(3)
        )
        + "</w:abstractNum>"
        for n, form in enumerate(_FORMS)
    )
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(_FORMS)))
    + "</w:numbering>"
)


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
    number = _FORMS.index(form) + 1
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


def _notes(kind: str, texts: Mapping[int, str]) -> str:
    lines = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    notes = "".join(
        f'<w:{kind} w:id="{n}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(" " + text))}</w:{kind}>'
        for n, text in texts.items()
    )
    return f"<w:{kind}s {_NAMES}>{lines}{notes}</w:{kind}s>"


def package(
    body: str,
    *,
    title: str,
    parts: Mapping[str, str] | None = None,
    furniture: Mapping[tuple[str, str], str] | None = None,
    links: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file.

    Args:
        body: the XML of its paragraphs and tables.
        title: its title.
        parts: the XML of footnotes and endnotes by their kind.
        furniture: the XML of headers and footers by pages (``first``, ``default``) and kind (``header``, ``footer``).
        links: targets of links by their identifier.
        pictures: PNG files by their identifier.
    """
    kinds = {"styles": "styles", "numbering": "numbering", **{name: name for name in parts or {}}}
    content = {"styles": _STYLES, "numbering": _NUMBERING, **(parts or {})}
    references = ""
    for (pages, kind), xml in (furniture or {}).items():
        name, tag = f"{pages}_{kind}", "hdr" if kind == "header" else "ftr"
        kinds[name], content[name] = kind, f"<w:{tag} {_NAMES}>{xml}</w:{tag}>"
        references += f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1417" w:bottom="1700" '
        'w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
        f"{'<w:titlePg/>' if any(pages == 'first' for pages, _ in furniture or {}) else ''}</w:sectPr>"
    )
    relations = [_relation(name, kind, f"{name}.xml") for name, kind in kinds.items()]
    relations += [_relation(name, "hyperlink", escape(to), outside=True) for name, to in (links or {}).items()]
    relations += [_relation(name, "image", f"media/{name}.png") for name in pictures or {}]
    overrides = {"document": "document.main", **kinds}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in overrides.items()
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}<Override '
        'PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            _relation("document", "officeDocument", "word/document.xml"),
            f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
        ),
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(*relations),
        **{f"word/{name}.xml": xml for name, xml in content.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(zipfile.ZipInfo(name), _DECLARATION + xml)
        for name, data in (pictures or {}).items():
            archive.writestr(zipfile.ZipInfo(f"word/media/{name}.png"), data)
    return made.getvalue()


def _relation(name: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"{mode}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


@functools.cache
def everything() -> bytes:
    """The Word template of the contract, for the same data as ``material/letter.md``."""
    return package(
        _body(),
        title="Contract letter to {{ addressee.name }}",
        parts={
            "footnotes": _notes(
                "footnote", {1: "A footnote that names {{ noted }}.", 2: "A footnote of wording alone."}
            ),
            "endnotes": _notes("endnote", {1: "An endnote that names {{ ended }}."}),
        },
        furniture={
            ("first", "header"): paragraph("The office of {{ office }}"),
            ("first", "footer"): paragraph("Registered as {{ registered }}"),
            ("default", "header"): paragraph("Our reference again: {{ reference }}"),
            ("default", "footer"): paragraph("Page ", field("PAGE"), " of ", field("NUMPAGES")),
        },
        links={"web": "https://example.org/guide", "mail": "mailto:desk@harbour.example"},
        pictures={"plan": _PICTURE.read_bytes()},
    )


def _body() -> str:
    across, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return "".join(
        (
            paragraph("{{ sender }}"),
            paragraph("{{ addressee.name }}", "<w:r><w:br/></w:r>", "{{ addressee.address }}"),
            paragraph("{{ date }}", properties='<w:jc w:val="right"/>'),
            heading(1, "About {{ subject }}"),
            paragraph(
                "Plain words, ",
                run("bold words with {{ strong }}", "<w:b/>"),
                ", ",
                run("slanted words with {{ slanted }}", "<w:i/>"),
                ", ",
                run("underlined words with {{ topic }}", '<w:u w:val="single"/>'),
                " and ",
                run("all of it at once", '<w:b/><w:i/><w:u w:val="single"/>'),
                ".",
                properties='<w:jc w:val="both"/>',
            ),
            paragraph("It asks for {{ amount }} pounds", note("footnote", 1), ", no more", note("footnote", 2), "."),
            paragraph("This was decided long ago", note("endnote", 1), ".", properties='<w:jc w:val="center"/>'),
            heading(2, "Links"),
            paragraph("See ", link("web", run("our guide for {{ email }}")), " or ", link("mail", run("write"))),
            heading(3, "Lists that count in every way"),
            item("decimal", "the third point"),
            item("decimal", "a point about {{ inner }}"),
            item("decimal", "a point below it", 1),
            item("decimal", "the deepest point", 2),
            item("decimal", "the last of these points"),
            paragraph("With small letters:"),
            item("lowerLetter", "the ash tree"),
            item("lowerLetter", "the elm tree"),
            paragraph("With capitals:"),
            item("upperLetter", "the oak tree"),
            item("upperLetter", "the yew tree"),
            paragraph("With small Roman numerals:"),
            item("lowerRoman", "the red house"),
            item("lowerRoman", "the blue house"),
            paragraph("With great Roman numerals:"),
            item("upperRoman", "the north tower"),
            item("upperRoman", "the south tower"),
            paragraph("With bullets:"),
            paragraph("{%p for one in points %}"),
            item("bullet", "{{ one }}"),
            paragraph("{%p endfor %}"),
            heading(4, "A table"),
            table(
                3,
                row(cell("Session and chair", across), "Minutes", head=True),
                row(cell("The whole morning", down), "opening words", "15"),
                row(cell("", below), "closing words", "25"),
                row("{%tr for row in rows %}", "", ""),
                row("{{ row.session }}", "{{ row.chair }}", "{{ row.minutes }}"),
                row("{%tr endfor %}", "", ""),
            ),
            heading(5, "Somebody said"),
            paragraph("Words that were said of {{ quoted }}, who rings from {{ telephone }}."),
            heading(6, "A picture"),
            paragraph(picture("plan", "A plan of the rooms at {{ picture }}")),
            paragraph('<w:r><w:br w:type="page"/></w:r>'),
            paragraph("{%p if remark %}"),
            paragraph("A remark: {{ remark }}"),
            paragraph("{%p endif %}"),
            paragraph("{{ signatory }}"),
        )
    )
