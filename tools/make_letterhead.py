"""Write the Word letterhead of the plain stationery, always the same bytes: ``python tools/make_letterhead.py``.

The look is that of ``style.css`` beside it; styles and numbering are those that letterforge-docx gives to any letterhead.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import (
    CORE,
    CORE_PROPERTIES,
    CORE_TYPE,
    DC,
    DCTERMS,
    DECLARATION,
    EXTENDED,
    OFFICE_DOCUMENT,
    RELATIONSHIPS,
    RELATIONSHIPS_TYPE,
    TYPES,
    A,
    R,
    W,
    part_type,
)
from letterforge_docx.ooxml.package import finish, member, start
from letterforge_docx.writing import numbering, styles
from letterforge_docx.writing.look import plain_look

TARGET = Path(__file__).parents[1] / "templates" / "stationery" / "plain" / "letterhead.docx"
FONT = "Atkinson Hyperlegible"
PAGE = (11906, 16838)  # A4, in twentieths of a point
MARGIN = 1417  # 25 mm
LOOK = plain_look()
COLOURS = LOOK.colours
FURNITURE = 709  # 12.5 mm from the edge of the paper

_ROOT = f'xmlns:w="{W}" xmlns:r="{R}"'
_PARTS = {
    "header1": ("header", "header"),
    "header2": ("header", "header"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}


def document() -> str:
    """The body: one slot, and the page."""
    references = "".join(
        f'<w:{tag}Reference w:type="{kind}" r:id="{tag}{number}"/>'
        for tag in ("header", "footer")
        for number, kind in ((1, "first"), (2, "default"))
    )
    return (
        f'<w:document {_ROOT}><w:body><w:p><w:r><w:t xml:space="preserve">{{{{p body }}}}</w:t></w:r></w:p>'
        f'<w:sectPr>{references}<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
        f'w:header="{FURNITURE}" w:footer="{FURNITURE}" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
        "</w:body></w:document>"
    )


def furniture(slot: str) -> str:
    """A header or footer: one slot."""
    tag = "hdr" if slot == "header" else "ftr"
    return (
        f'<w:{tag} {_ROOT}><w:p><w:pPr><w:pStyle w:val="{slot.title()}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{{{{p {slot} }}}}</w:t></w:r></w:p></w:{tag}>'
    )


def style_parts() -> tuple[str, str]:
    """The styles and the numbering, which refer to one another."""
    root = etree.fromstring(
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{COLOURS["text"]}"/><w:sz w:val="{LOOK.text}"/><w:szCs w:val="{LOOK.text}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults></w:styles>"
    )
    numbers = etree.fromstring(f'<w:numbering xmlns:w="{W}"/>')
    root = styles.extended(root)
    numbering.complete(numbers, root, styles.complete(root, LOOK), LOOK)
    return etree.tostring(root, encoding="unicode"), etree.tostring(numbers, encoding="unicode")


def settings() -> str:
    """What Word wants to know about the file; compatibility mode 15 is that of Word 2013 and all since."""
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """The font table; the font files are embedded in each letter."""
    return (
        f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:charset w:val="00"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """The colours and typefaces that Word offers to whoever edits the letterhead (DrawingML, CT_OfficeStyleSheet)."""
    palette = {
        "dk1": COLOURS["text"], "lt1": "FFFFFF", "dk2": COLOURS["heading"], "lt2": COLOURS["table-head"], "accent1": COLOURS["accent"],
        "accent2": COLOURS["accent"], "accent3": COLOURS["heading"], "accent4": COLOURS["rule"], "accent5": COLOURS["accent"],
        "accent6": COLOURS["accent"], "hlink": COLOURS["accent"], "folHlink": COLOURS["heading"],
    }  # fmt: skip
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in palette.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{plain}<a:prstDash val="solid"/></a:ln>'
    return (
        f'<a:theme xmlns:a="{A}" name="Letter"><a:themeElements><a:clrScheme name="Letter">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Letter"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Letter"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def relationships(targets: dict[str, tuple[str, str]]) -> str:
    """A relationships part: identifier to type and target."""
    inside = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inside}</Relationships>'


def members() -> dict[str, str]:
    """All parts of the file by name."""
    style, numbers = style_parts()
    parts = {
        "word/document.xml": (document(), part_type("document.main")),
        "word/styles.xml": (style, part_type("styles")),
        "word/numbering.xml": (numbers, part_type("numbering")),
        "word/settings.xml": (settings(), part_type("settings")),
        "word/fontTable.xml": (fonts(), part_type("fontTable")),
        "word/theme/theme1.xml": (theme(), "application/vnd.openxmlformats-officedocument.theme+xml"),
        "docProps/core.xml": (
            (
                f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" '
                'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Letter</dc:title>'
                "<dc:language>en-GB</dc:language></cp:coreProperties>"
            ),
            CORE_TYPE,
        ),
        "docProps/app.xml": (
            f'<Properties xmlns="{EXTENDED}"><Application>letterforge</Application></Properties>',
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    }
    parts |= {f"word/{name}.xml": (furniture(slot), part_type(kind)) for name, (slot, kind) in _PARTS.items()}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in parts.items())
    written = {name: content for name, (content, _) in parts.items()}
    written["[Content_Types].xml"] = (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    written["_rels/.rels"] = relationships(
        {
            "rId1": (OFFICE_DOCUMENT, "word/document.xml"),
            "rId2": (CORE_PROPERTIES, "docProps/core.xml"),
            "rId3": (f"{R}/extended-properties", "docProps/app.xml"),
        }
    )
    written["word/_rels/document.xml.rels"] = relationships(
        {name: (f"{R}/{kind}", f"{name}.xml") for name, (_, kind) in _PARTS.items()}
        | {name: (f"{R}/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable")}
        | {"theme": (f"{R}/theme", "theme/theme1.xml")}
    )
    return written


def main() -> None:
    """Write the file."""
    packed = [member(name, (DECLARATION + content).encode()) for name, content in sorted(members().items())]
    TARGET.write_bytes(finish(start(packed), []))
    sys.stdout.write(f"{TARGET}\n")


if __name__ == "__main__":
    main()
