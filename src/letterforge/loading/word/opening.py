"""What of a Word file is proven before anything is made of it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from letterforge.office.archive import Archive
from letterforge.office.outside import refuse_outside
from letterforge.office.parts import Parts, main_part, parts_of, refuse_macros
from letterforge.office.xml import Element


def proven(archive: Archive) -> tuple[Element, Parts]:
    """The document and its parts, after all that could do harm has been refused."""
    refuse_macros(archive)
    parts = parts_of(archive)
    main = main_part(archive, parts)
    refuse_outside(archive)
    return main, parts


def prove_unread(archive: Archive, parts: Parts, parsed: AbstractSet[str]) -> None:
    """Prove the parts that a template is not read from: Word reads them, so they must do no harm either."""
    read = parsed | {parts.main, *parts.headers, *parts.footers, *(name for name, _ in parts.others)}
    for name in archive.members:
        if name.endswith(".xml") and name not in read and not name.startswith("docProps/"):
            archive.prove(name)
