"""A Word file from the XML of its body: with styles, lists, headers, notes, links and pictures (ECMA-376 part 2)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pytest_letterforge.word_xml import LIST_FORMS, NAMES, OFFICE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for level in range(1, 7)
)
_STYLES = (
    f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    f"{_HEADINGS}</w:styles>"
)
_NUMBERING = (
    f"<w:numbering {NAMES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{3 if form == "decimal" and not level else 1}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{"•" if form == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level in range(3)
        )
        + "</w:abstractNum>"
        for n, form in enumerate(LIST_FORMS)
    )
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(LIST_FORMS)))
    + "</w:numbering>"
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """What goes into a Word file.

    ``body`` is the XML of its paragraphs and tables, ``parts`` that of footnotes and endnotes by their kind, and
    ``furniture`` that of headers and footers by pages (``first``, ``default``) and kind (``header``, ``footer``).
    ``links`` are targets and ``pictures`` PNG files, by their identifiers.
    """

    body: str
    title: str
    parts: Mapping[str, str] = field(default_factory=dict)
    furniture: Mapping[tuple[str, str], str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def content(self) -> bytes:
        """The file, as a zip."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, xml in self._members().items():
                archive.writestr(zipfile.ZipInfo(name), _DECLARATION + xml)
            for name, data in self.pictures.items():
                archive.writestr(zipfile.ZipInfo(f"word/media/{name}.png"), data)
        return made.getvalue()

    def _members(self) -> dict[str, str]:
        kinds = {"styles": "styles", "numbering": "numbering", **{name: name for name in self.parts}}
        content = {"styles": _STYLES, "numbering": _NUMBERING, **self.parts}
        for (pages, kind), xml in self.furniture.items():
            name, tag = f"{pages}_{kind}", "hdr" if kind == "header" else "ftr"
            kinds[name], content[name] = kind, f"<w:{tag} {NAMES}>{xml}</w:{tag}>"
        relations = [_relation(name, kind, f"{name}.xml") for name, kind in kinds.items()]
        relations += [_relation(name, "hyperlink", escape(to), outside=True) for name, to in self.links.items()]
        relations += [_relation(name, "image", f"media/{name}.png") for name in self.pictures]
        return {
            "[Content_Types].xml": _content_types({"document": "document.main", **kinds}),
            "_rels/.rels": _relations(
                _relation("document", "officeDocument", "word/document.xml"),
                f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
            ),
            "docProps/core.xml": _properties(self.title),
            "word/document.xml": f"<w:document {NAMES}><w:body>{self.body}{self._section()}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(*relations),
            **{f"word/{name}.xml": xml for name, xml in content.items()},
        }

    def _section(self) -> str:
        """A page of A4 with the headers and footers."""
        references = "".join(
            f'<w:{kind}Reference w:type="{pages}" r:id="{pages}_{kind}"/>' for pages, kind in self.furniture
        )
        first = "<w:titlePg/>" if any(pages == "first" for pages, _ in self.furniture) else ""
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1417" '
            f'w:bottom="1700" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>{first}</w:sectPr>'
        )


def _content_types(kinds: Mapping[str, str]) -> str:
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
        'Extension="png" ContentType="image/png"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}<Override PartName='
        '"/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _properties(title: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def _relation(name: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}" Target="{target}"{mode}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def with_paragraph(content: bytes, words: str) -> bytes:
    """A Word file with one paragraph more in its body."""
    more = f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"<w:body(?:\s[^>]*)?>", lambda found: found[0] + more, data, count=1)
            new.writestr(name, data)
    return stream.getvalue()
