"""Word and PDF files made by hand, from a few lines each: the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TIME = (2026, 1, 1, 0, 0, 0)


def run(text: str) -> str:
    """A run of text; each tab and line break as Word writes it."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*parts: str) -> str:
    """A paragraph of runs and other inline elements; plain texts become runs."""
    return "<w:p>" + "".join(part if part.startswith("<w:") else run(part) for part in parts) + "</w:p>"


def control(text: str, *, prompt: bool) -> str:
    """A content control within a paragraph; with ``prompt`` it still shows what it asks for."""
    showing = "<w:showingPlcHdr/>" if prompt else ""
    return f"<w:sdt><w:sdtPr>{showing}<w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def field(code: str, result: str, *, data: str = "") -> str:
    """A field with its code and what it shows."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    return begin + instruction + middle + (run(result) if result else "") + end


def merge(name: str, result: str | None = None) -> str:
    """A merge field: with its name in guillemets, or with the result that is given."""
    return field(f"MERGEFIELD {name}", f"«{name}»" if result is None else result)


def form(result: str = "\u2002" * 5) -> str:
    """A form field for text; unfilled it holds five en spaces."""
    return field("FORMTEXT", result, data="<w:ffData><w:name/><w:enabled/><w:textInput/></w:ffData>")


def box(*paragraphs: str) -> str:
    """A text box within a run."""
    return (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{''.join(paragraphs)}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain texts."""
    cells = ("<w:tr>" + "".join(f"<w:tc>{par(text)}</w:tc>" for text in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(cells)}</w:tbl>"


def word_file(body: str, *, stories: Mapping[str, str] | None = None, core: str = "") -> bytes:
    """A Word file; ``stories`` are header, footer, footnotes, endnotes and comments by name, ``core`` its properties."""
    stories = dict(stories or {})
    section = "".join(f'<w:{n}Reference w:type="default" r:id="{n}"/>' for n in ("header", "footer") if n in stories)
    parts = {f"word/{name}.xml": _story(name, content) for name, content in stories.items()}
    parts["word/document.xml"] = f"<w:document {_W}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    links = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in stories)
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_WORDML}.{n}+xml"/>' for n in stories)
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORDML}.document.main+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{kinds}</Types>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(zipfile.ZipInfo(name, _TIME), head + parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _story(name: str, content: str) -> str:
    tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
    if name in {"header", "footer"}:
        return f"<w:{tag} {_W}>{content}</w:{tag}>"
    note = name.removesuffix("s")
    author = ' w:author="Clerk" w:initials="C"' if note == "comment" else ""
    return f'<w:{tag} {_W}><w:{note} w:id="1"{author}>{content}</w:{note}></w:{tag}>'


def note_mark(kind: str) -> str:
    """Where a footnote, an endnote or a comment is called: ``footnote``, ``endnote``, ``comment``."""
    return f'<w:r><w:{kind}Reference w:id="1"/></w:r>'


def pdf_file(
    *pages: tuple[str, ...],
    info: Mapping[str, str] | None = None,
    fields: tuple[tuple[str, str], ...] = (),
    notes: tuple[str, ...] = (),
) -> bytes:
    """A PDF of lines of text; form fields as label and value, and notes stuck on the first page."""
    objects: list[str] = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]

    def add(content: str) -> int:
        objects.append(content)
        return len(objects)

    annotations = [
        add(
            f"<</Type/Annot/Subtype/Widget/FT/Tx/T({_quoted(label)})/TU({_quoted(label)})/V({_quoted(value)})"
            f"/Rect[300 {700 - 30 * n} 500 {720 - 30 * n}]/F 4/DA(/F1 10 Tf 0 g)>>"
        )
        for n, (label, value) in enumerate(fields)
    ]
    widgets = list(annotations)
    annotations += [
        add(f"<</Type/Annot/Subtype/Text/Contents({_quoted(text)})/Rect[20 {700 - 30 * n} 40 {720 - 30 * n}]>>")
        for n, text in enumerate(notes)
    ]
    kids: list[int] = []
    for lines in pages:
        drawn = "".join(f"1 0 0 1 72 {770 - 20 * n} Tm ({_quoted(line)}) Tj\n" for n, line in enumerate(lines))
        stream = f"BT /F1 11 Tf\n{drawn}ET"
        content = add(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        stuck = "".join(f"{n} 0 R " for n in annotations) if not kids else ""
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
                f"/Contents {content} 0 R/Annots[{stuck}]>>"
            )
        )
    form_part = (
        f"/AcroForm<</Fields[{''.join(f'{n} 0 R ' for n in widgets)}]/DR<</Font<</F1 3 0 R>>>>>>" if widgets else ""
    )
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{form_part}>>"
    objects[1] = f"<</Type/Pages/Kids[{''.join(f'{n} 0 R ' for n in kids)}]/Count {len(kids)}>>"
    properties = add("<<" + "".join(f"/{name}({_quoted(value)})" for name, value in (info or {}).items()) + ">>")
    made = "%PDF-1.7\n"
    offsets: list[int] = []
    for number, written in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{written}\nendobj\n"
    table_at = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{n:010} 00000 n \n" for n in offsets)
    made += f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {properties} 0 R>>\nstartxref\n{table_at}\n%%EOF\n"
    return made.encode("cp1252")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
