"""The names of Office Open XML (ECMA-376, transitional): namespaces, relationship types, content types."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

OFFICE_DOCUMENT = R + "/officeDocument"
CORE_PROPERTIES = RELATIONSHIPS + "/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """The qualified name of an attribute of the relationships namespace."""
    return f"{{{R}}}{name}"


def part_type(name: str) -> str:
    """The content type of a part of a Word file: "styles", "numbering", "document.main"."""
    return f"{_WORD}{name}+xml"
