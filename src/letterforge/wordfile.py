"""What plugins need of Word files: opening them safely, their parts and relationships, and the words they print.

>>> from pathlib import Path
>>> import letterforge.wordfile as wordfile
>>> archive = wordfile.open_archive(Path("letter.docx").read_bytes())  # doctest: +SKIP
>>> parts = wordfile.parts_of(archive)  # doctest: +SKIP
>>> list(wordfile.printed_paragraphs(archive.xml(parts.main)))  # doctest: +SKIP
['Dear Ms Adeyemi,', ...]
"""

from __future__ import annotations

from letterforge.office.archive import Archive, Member, open_archive
from letterforge.office.paragraph import printed_paragraphs
from letterforge.office.parts import Parts, parts_of
from letterforge.office.relationships import Relationship, refuse_outside, relationships
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
