"""A Word template with everything in it that is nobody else's business, each with a word of its own to search for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from tests.loading.word.private_media import CHART, SVG, drawn, in_line, of_chart, of_object, with_svg

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
REL = f"{_OFFICE}/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
ITEM = "{11111111-1111-1111-1111-111111111111}"
WHO = 'w:author="Jane Quillfeather" w:date="2026-01-02T03:04:05Z"'


def run(text: str, look: str = "", rsid: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r{rsid}>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inside)}</w:p>"


def deleted(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="5" {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="6" {WHO}>{run(text)}</w:ins>'


def relationships(*rows: tuple[str, str, str] | tuple[str, str, str, str]) -> str:
    """A part with relationships: id, type, target, and the mode where it leads outside."""
    found = (
        f'<Relationship Id="{key}" Type="{kind if ":" in kind else REL + kind}" Target="{target}"'
        f"{f' TargetMode={chr(34)}{mode[0]}{chr(34)}' if mode else ''}/>"
        for key, kind, target, *mode in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def package(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    links: Sequence[tuple[str, str, str] | tuple[str, str, str, str]] = (),
    roots: Sequence[tuple[str, str, str]] = (),
    types: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file: its body, other parts with their content types, relationships of the document and of the package."""
    section = '<w:sectPr w:rsidR="00ABCDEF"><w:pgSz w:w="11906" w:h="16838"/>'
    section += '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (types or {}).items())
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDML}document.main+xml"/>{said}</Types>',
        "_rels/.rels": relationships(("r1", "officeDocument", "word/document.xml"), *roots),
        "word/document.xml": f"<w:document {NS}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(*links),
        **(parts or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


BODY = (
    '<w:p w:rsidR="00FADE01" w14:paraId="1FACADE1" w14:textId="77777777">'
    '<w:commentRangeStart w:id="0"/>'
    + run("Dear {{ name }}", rsid=' w:rsidRPr="00FADE02"')
    + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    + deleted("Struck-out Recipient")
    + inserted(", good morning")
    + run(" (hidden risk)", "<w:vanish/>")
    + run(" (white risk)", '<w:color w:val="FFFFFF"/>')
    + run(" (tiny risk)", '<w:sz w:val="2"/>')
    + "</w:p>"
    + paragraph(
        run("Your case."),
        properties=f'<w:jc w:val="left"/><w:pPrChange w:id="9" {WHO}><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>',
    )
    + f'<w:p><w:pPr><w:rPr><w:del w:id="7" {WHO}/></w:rPr></w:pPr>{deleted("A struck-out paragraph")}</w:p>'
    + '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>'
    + paragraph(run("A cell"), run(" (cell risk)", '<w:color w:val="FFFFFF"/>'))
    + "</w:tc></w:tr></w:tbl>"
    + paragraph(in_line("m1", inside=with_svg("m2")), in_line("m3"), in_line("m4"))
    + paragraph(of_chart("m5"), of_object("m1", "m6"))
    + "<!-- commented risk -->"
    + "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:x='urn:x'\" "
    + f'w:xpath="/x:d/x:name" w:storeItemID="{ITEM}"/><w:text/></w:sdtPr>'
    + f"<w:sdtContent>{paragraph(run('Ours: {{ ref }}'))}</w:sdtContent></w:sdt>"
)
SETTINGS = (
    f'<w:settings {NS}><w:attachedTemplate r:id="t1"/><w:zoom w:percent="100"/><w:trackRevisions/>'
    '<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>'
    '<w:rsids><w:rsidRoot w:val="00FADE01"/></w:rsids>'
    '<w:docVars><w:docVar w:name="Matter" w:val="Variable Matter"/></w:docVars>'
    '<w14:docId w14:val="24062061"/></w:settings>'
)
_PARTS: dict[str, str | bytes] = {
    "word/settings.xml": SETTINGS,
    "word/_rels/settings.xml.rels": relationships(
        ("t1", "attachedTemplate", "file:///C:\\Users\\jsmith\\Letter.dotx", "External")
    ),
    "word/comments.xml": f'<w:comments {NS}><w:comment w:id="0" {WHO} w:initials="JQ">'
    f"{paragraph(run('ask legal first'))}</w:comment></w:comments>",
    "word/people.xml": '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:person w15:author="Jane Quillfeather"/></w15:people>',
    "word/glossary/document.xml": f"<w:glossaryDocument {NS}><w:docParts><w:docPart><w:docPartBody>"
    f"{paragraph(run('glossary text'))}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>",
    "word/glossary/styles.xml": f'<w:styles {NS}><w:style w:styleId="GlossaryStyle"/></w:styles>',
    "word/glossary/_rels/document.xml.rels": relationships(("g1", "styles", "styles.xml")),
    "word/orphan.xml": f"<w:hdr {NS}>{paragraph(run('orphan text'))}</w:hdr>",
    "word/printer1.bin": b"printer-secret",
    "customXml/item1.xml": '<d xmlns="urn:x"><name>Old Recipient</name></d>',
    "customXml/itemProps1.xml": f'<ds:datastoreItem ds:itemID="{ITEM}" xmlns:ds="{_OFFICE}/customXml"/>',
    "customXml/_rels/item1.xml.rels": relationships(("c1", "customXmlProps", "itemProps1.xml")),
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>A title</dc:title>'
    "<dc:creator>Jane Quillfeather</dc:creator><cp:lastModifiedBy>CORP\\jsmith</cp:lastModifiedBy>"
    "<dc:description>draft for Jane</dc:description><cp:revision>42</cp:revision>"
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-28T23:59:00Z</dcterms:modified></cp:coreProperties>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Template>C:\\Users\\jsmith\\Letter.dotx</Template><Company>Quill and Sons</Company><TotalTime>77</TotalTime>"
    "</Properties>",
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    '<property name="Matter number" pid="2"><vt:lpwstr>M-4711</vt:lpwstr></property>'
    '<property name="Reference" pid="3"><vt:lpwstr>{{ ref }}</vt:lpwstr></property></Properties>',
    "docProps/thumbnail.png": b"thumbnail-bytes",
    "word/media/a.png": drawn("png"),
    "word/media/b.svg": SVG,
    "word/media/c.jpeg": drawn("jpeg"),
    "word/media/d.tiff": drawn("tiff"),
    "word/charts/chart1.xml": CHART,
    "word/charts/_rels/chart1.xml.rels": relationships(("w1", "package", "../embeddings/a.xlsx")),
    "word/embeddings/a.xlsx": b"PK a workbook of people",
    "word/embeddings/b.bin": b"an object of people",
}
SECRETS = (
    *("jsmith", "2026-11-28", "Quillfeather", "ask legal", "Struck-out", "struck-out paragraph", "hidden risk"),
    *("white risk", "Old Recipient", "Variable Matter", "glossary text", "GlossaryStyle", "orphan text"),
    *("printer-secret", "thumbnail-bytes", "draft for Jane", "Quill and Sons", "M-4711", "FADE0", "ABCDEF", "FACADE"),
    *("24062061", "dataBinding", "attachedTemplate", "mailMerge", "docVar", "trackRevisions", "pPrChange", "<w:ins "),
    *("tiny risk", "cell risk", "commented risk", "Home of the child", "workbook of", "object of", "OLEObject"),
    *("embeddings", "externalData", "Exif"),
    *("<w:del ", "commentRange", "commentReference", "2026-01-02", "<w:vanish", ">77<", ">42<"),
)
"""What may be in no byte of a letter."""
DATA = {"name": "Ann Ash", "ref": "R/1"}


def template() -> bytes:
    """The template with all of it."""
    return package(
        BODY,
        _PARTS,
        links=[
            ("s1", "settings", "settings.xml"),
            ("s2", "comments", "comments.xml"),
            ("s3", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml"),
            ("s4", "glossaryDocument", "glossary/document.xml"),
            ("s5", "customXml", "../customXml/item1.xml"),
            ("s6", "printerSettings", "printer1.bin"),
            ("m1", "image", "media/a.png"),
            ("m2", "image", "media/b.svg"),
            ("m3", "image", "media/c.jpeg"),
            ("m4", "image", "media/d.tiff"),
            ("m5", "chart", "charts/chart1.xml"),
            ("m6", "oleObject", "embeddings/b.bin"),
        ],
        roots=[
            ("p1", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("p2", "extended-properties", "docProps/app.xml"),
            ("p3", "custom-properties", "docProps/custom.xml"),
            ("p4", f"{_PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.png"),
        ],
        types={
            "word/settings.xml": f"{WORDML}settings+xml",
            "word/comments.xml": f"{WORDML}comments+xml",
            "word/people.xml": f"{WORDML}people+xml",
            "word/glossary/document.xml": f"{WORDML}document.glossary+xml",
            "word/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        },
    )


def members(content: bytes) -> dict[str, str]:
    """Every member of a Word file, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}
