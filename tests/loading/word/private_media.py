"""Pictures and files within a Word file that say more than they show, each with words of its own to search for."""

from __future__ import annotations

import io
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_A = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    f'xmlns:wp="{_A}/wordprocessingDrawing" xmlns:a="{_A}/main" xmlns:pic="{_A}/picture" xmlns:c="{_A}/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
WHO = "Photographer Quillfeather"
_WHERE = "Home of the child"
_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{WHO}</creator></x:xmpmeta>'


def drawn(kind: str, colour: str = "navy", *, turn: int = 1, told: bool = True) -> bytes:
    """A picture of 6 by 4 pixels that says who took it, and where."""
    image = Image.new("RGB", (6, 4), colour)
    exif = Image.Exif()
    if turn != 1:
        exif[274] = turn
    if told:
        exif[315] = WHO
        exif[270] = _WHERE
        exif.get_ifd(0x8825)[29] = "2026:01:02"
        exif.get_ifd(0x8825)[27] = b"ASCII\0\0\0" + _WHERE.encode()
        exif.get_ifd(0x8769)[37500] = f"maker notes of {WHO}".encode()
    made = io.BytesIO()
    match kind:
        case "jpeg":
            comment = f"taken by {WHO}" if told else None
            image.save(
                made,
                "JPEG",
                exif=exif if len(exif) else b"",
                comment=comment,
                xmp=_XMP.encode() if told else None,
                quality=90,
            )
        case "tiff":
            image.save(made, "TIFF", exif=exif)
        case "gif":
            image.save(made, "GIF", comment=f"taken by {WHO}")
        case _:
            info = PngInfo()
            info.add_text("Author", WHO)
            info.add_text("Comment", f"{_WHERE} " * 20, zip=True)
            info.add_itxt("XML:com.adobe.xmp", _XMP)
            image.save(made, "PNG", pnginfo=info, exif=exif)
    return made.getvalue() + (b"trailer of " + WHO.encode() if told and kind in {"jpeg", "png", "gif"} else b"")


def pixels(content: bytes) -> bytes:
    """What a picture shows."""
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


def packed(text: str) -> bytes:
    """A text as a PNG file holds it when it is compressed."""
    return zlib.compress(text.encode())


def in_line(identifier: str, name: str = "Picture", inside: str = "") -> str:
    """The run of a picture."""
    return (
        f'<w:r><w:drawing {SPACES}><wp:inline><wp:extent cx="360000" cy="240000"/><wp:docPr id="1" name="{name}" descr="A plan"/>'
        f'<a:graphic><a:graphicData uri="{_A}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{identifier}">{inside}</a:blip></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_svg(identifier: str) -> str:
    """What a picture says of the SVG file that it is drawn from."""
    uri = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
    return f'<a:extLst><a:ext uri="{uri}"><asvg:svgBlip r:embed="{identifier}"/></a:ext></a:extLst>'


def of_chart(identifier: str) -> str:
    """The run of a chart."""
    return (
        f'<w:r><w:drawing {SPACES}><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="2" name="Chart"/><a:graphic>'
        f'<a:graphicData uri="{_A}/chart"><c:chart r:id="{identifier}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def of_object(shown: str, embedded: str) -> str:
    """The run of a file within the file: its picture, and what opens it."""
    return (
        f'<w:r><w:object {SPACES}><v:shape id="s1" style="width:9pt;height:9pt"><v:imagedata r:id="{shown}" o:title="x"/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" ObjectID="_1" r:id="{embedded}"/></w:object></w:r>'
    )


CHART = (
    f'<c:chartSpace {SPACES} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:plotArea>'
    '<c:barChart><c:ser><c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:pt idx="0"><c:v>Visits</c:v></c:pt></c:strCache>'
    '</c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart><c:externalData r:id="w1"><c:autoUpdate val="0"/>'
    "</c:externalData></c:chartSpace>"
)
SVG = (
    '<?xml version="1.0"?><!-- drawn by Commenter Quillfeather --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="C:\\Users\\jsmith\\crest.svg">'
    f"<title>crest of {WHO}</title><metadata><creator>{WHO}</creator></metadata>"
    '<sodipodi:namedview inkscape:document-units="mm"/><defs><path id="p" d="M0 0H9"/></defs>'
    '<use xlink:href="#p" style="fill:url(#p)" inkscape:label="by Layer Quillfeather"/></svg>'
)
