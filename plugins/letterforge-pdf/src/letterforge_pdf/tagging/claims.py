"""What a file claims to be, in its metadata: PDF/UA-1, alone or together with PDF/A."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from letterforge.errors import RenderError

if TYPE_CHECKING:
    from letterforge_pdf.variants import Variant

# PDF/A lets a packet hold only the properties that it knows, or that the packet itself describes (ISO 19005-2, 6.6.2.3);
# it does not know the sign of PDF/UA (ISO 14289-1, section 5).
_UA = (
    '<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>which part of ISO 14289 the file keeps to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part>'
    "</rdf:Description>"
)
_END = b"</rdf:RDF>"


def write(document: Any, pdf: Any, variant: Variant) -> None:  # noqa: ANN401  (WeasyPrint is untyped)
    """Write the packet of metadata.

    Raises:
        RenderError: the letter has no title or no language, which both standards ask for.
    """
    for said, name in ((document.metadata.title, "title"), (document.metadata.lang, "language")):
        if not said:
            message = f"the {name} of the letter is missing"
            raise RenderError(message)
    match variant:
        case "ua-1":
            document.metadata.include_in_pdf(pdf, "ua", 1, conformance=None, compress=True)
        case "ua-1+a-2a" | "ua-1+a-3a":
            part = int(variant.removeprefix("ua-1+a-")[0])
            document.metadata.include_in_pdf(pdf, "a", part, conformance="A", compress=True)
            # WeasyPrint takes the profile of the colours for one of PDF/X, unless it writes the tags itself.
            for intent in pdf.catalog["OutputIntents"]:
                intent["S"] = "/GTS_PDFA1"
            packet = next(
                one for one in pdf.objects if one.__class__ is pydyf.Stream and one.extra.get("Subtype") == "/XML"
            )
            packet.stream = [piece.replace(_END, _UA.encode() + _END) for piece in packet.stream]
