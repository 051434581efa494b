"""What plugins need of Word files: opening them safely, their parts and relationships, and the words they print.

Everything here is read within bounds: a file that could cost more than a moment, or that can be read in two ways, is
refused with an `UnreadableFileError`. Names of elements and attributes are compared without their namespaces, since
transitional and strict files have different ones.
"""

from __future__ import annotations

from letterforge.office.archive import Archive, Member, open_archive
from letterforge.office.outside import refuse_outside
from letterforge.office.paragraph import printed_paragraphs
from letterforge.office.parts import Parts, parts_of
from letterforge.office.relationships import Relationship, relationships
from letterforge.office.xml import Element, parse_xml

__all__ = [
    "Archive",
    "Element",
    "Member",
    "Parts",
    "Relationship",
    "open_archive",
    "parse_xml",
    "parts_of",
    "printed_paragraphs",
    "refuse_outside",
    "relationships",
]
