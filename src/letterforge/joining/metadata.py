"""What the whole file says of itself: its title, and that it is PDF/UA if all its letters say so. No date."""

from __future__ import annotations

from letterforge.office.xml import escaped

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{claim}'
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
)


def packet(title: str, part: str | None) -> bytes:
    """The XMP packet of a file that keeps to a part of PDF/UA (ISO 14289-1, section 5), or to none."""
    claim = "" if part is None else f"<pdfuaid:part>{escaped(part)}</pdfuaid:part>"
    return _PACKET.format(title=escaped(title), claim=claim).encode()
